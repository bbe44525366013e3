//! The search for the fixed point: every round solves the rows at the present effects, and moves
//! variances, weights and effects once.

use goingrate_mixed::{
    Solution, Symbolic, Tails, joint_step, refine, robust_weights, shorten_step, solve,
};

use crate::ModelError;
use crate::block::{Axis, Moment, PriorKind};
use crate::fit::anderson::Anderson;
use crate::fit::assembly::Assembly;
use crate::fit::options::{FitOptions, Round};
use crate::fit::step_damping::StepDamping;
use crate::priors::Priors;
use crate::rows::Group;

/// Where a search ended.
pub(crate) struct FixedPoint {
    pub assembly: Assembly,
    /// Of the assembly as it is.
    pub solution: Solution,
    /// Rounds made.
    pub iterations: usize,
    /// How far the effects still moved pay, in logs.
    pub step: f64,
}

/// Effects are near enough for the variances when they move pay by less than this, in logs.
const NEAR: f64 = 0.3;

/// A factor of an earlier round leads to effects that moved pay by less than this since, in logs, in
/// fewer products than a new factor would cost.
const WITHIN_REACH: f64 = 0.5;

/// What variances that move by more than this, in logs, do to the effects is not mistaken for what
/// the effects do to each other.
const TOLD_APART: f64 = 1.0;

/// Steps of the ladders are logarithms of heights in units of what is usual: about so much, in logs.
const USUAL_STEP: f64 = 0.25;

/// P10 and P90 lie 1.28 spreads from the centre, and a spread is 0.4 at most, with few exceptions.
const SPREAD_IN_PAY: f64 = 0.5;

impl Assembly {
    /// Iterates to the fixed point; with `recall` from the end of a fit of the same sources.
    ///
    /// # Errors
    /// When the system cannot be solved, or does not settle and the options ask for it.
    pub(crate) fn converge(
        mut self,
        priors: &Priors,
        options: FitOptions,
        recall: bool,
    ) -> Result<FixedPoint, ModelError> {
        let mut search = Search::new(&self, priors, options);
        if recall {
            search.recall(&mut self)?;
        }
        for iteration in 1..=options.iterations {
            let last = options.unsettled && iteration == options.iterations;
            let mut effects = search.effects(&self)?;
            let mut ends = search.judge(&self, iteration, &effects) || last;
            if ends && search.solution.is_none() {
                effects = search.solve(&self)?;
                ends = search.judge(&self, iteration, &effects) || last;
            }
            if ends && let Some(solution) = search.solution.take() {
                let step = search.step;
                return Ok(FixedPoint { assembly: self, solution, iterations: iteration, step });
            }
            search.advance(&mut self, &effects)?;
        }
        Err(ModelError::NotSettled { iterations: options.iterations, step: search.step })
    }

    /// How far the move of an effect moves pay, in logs: a step of the ladder is the logarithm of its
    /// height, and a spread moves the ends of a distribution by a part of itself.
    fn in_pay(&self, column: usize, by: f64) -> f64 {
        let block = self.rows.effects.at(column).block;
        let weight = match block.axis() {
            Axis::Step => USUAL_STEP * self.theta[column].exp(),
            _ if block.moment() == Moment::Spread => SPREAD_IN_PAY,
            _ => 1.0,
        };
        weight * by.abs()
    }

    /// The effect that moves pay most on the way to these effects, and how far.
    fn mover(&self, effects: &[f64]) -> (usize, f64) {
        let moves = effects.iter().zip(&self.theta).map(|(to, from)| to - from).enumerate();
        let in_pay = moves.map(|(column, by)| (column, self.in_pay(column, by)));
        in_pay.fold((0, 0.0), |most, other| if other.1 > most.1 { other } else { most })
    }

    /// The groups whose deviations have heavy tails: all evidence, and the blocks that say so.
    fn tails(&self, priors: &Priors) -> Vec<Tails> {
        let robust = |group: &Group| match group {
            Group::Block(block) => block.prior_kind() == PriorKind::Heavy,
            group => group.is_error() && *group != Group::OfficialNation,
        };
        let evidence = self.groups.iter().filter(|(group, _)| robust(group));
        evidence.map(|(_, &group)| Tails { group, degrees: priors.robust_degrees }).collect()
    }
}

/// A search under way.
struct Search {
    options: FitOptions,
    tails: Vec<Tails>,
    damping: StepDamping,
    anderson: Anderson,
    /// Whether effects may be found with an earlier factor: it pays where factors are large.
    refines: bool,
    symbolic: Option<Symbolic>,
    /// The last solution with a factor, of an earlier state of the assembly.
    earlier: Option<Solution>,
    /// The solution of the present state.
    solution: Option<Solution>,
    step: f64,
    variance_step: f64,
    weight_step: f64,
}

impl Search {
    fn new(assembly: &Assembly, priors: &Priors, options: FitOptions) -> Search {
        let cells = &assembly.rows.cells;
        Search {
            options,
            tails: assembly.tails(priors),
            damping: StepDamping::of(&assembly.rows),
            anderson: Anderson::watching(assembly.rows.effects.shared()),
            refines: !cells.figures.is_empty(),
            symbolic: None,
            earlier: None,
            solution: None,
            step: f64::INFINITY,
            variance_step: f64::INFINITY,
            weight_step: f64::INFINITY,
        }
    }

    /// The state of a search that goes on where a fit ended, as far as an earlier book cannot tell it for other rows:
    /// how uncertain the centres of cells are, and robust weights. One solution tells both.
    fn recall(&mut self, assembly: &mut Assembly) -> Result<(), ModelError> {
        let solution = solve(&assembly.system, None)?;
        assembly.measure_cells(&solution)?;
        robust_weights(&mut assembly.system, &solution, &self.tails)?;
        self.symbolic = Some(solution.factor.symbolic());
        assembly.refresh_cells()
    }

    /// The effects that the rows ask for at their present linearisation: with a factor of an earlier
    /// round where that leads there, with a new one else, and where the variances want one anyway.
    fn effects(&mut self, assembly: &Assembly) -> Result<Vec<f64>, ModelError> {
        let may = self.refines && self.step < WITHIN_REACH && !self.is_due();
        let Some(earlier) = self.earlier.as_ref().filter(|_| may) else {
            return self.solve(assembly);
        };
        let tolerance = CLOSE * f64::max(self.step, self.options.step);
        let refined =
            refine(&assembly.system, &earlier.factor, &assembly.theta, tolerance, PRODUCTS)?;
        match refined.error <= tolerance {
            true => Ok(refined.theta),
            false => self.solve(assembly),
        }
    }

    /// Solves with a new factor.
    fn solve(&mut self, assembly: &Assembly) -> Result<Vec<f64>, ModelError> {
        // One factor at a time: each takes hundreds of megabytes.
        self.earlier = None;
        let solution = solve(&assembly.system, self.symbolic.as_ref())?;
        self.symbolic.get_or_insert_with(|| solution.factor.symbolic());
        let effects = solution.theta.clone();
        self.solution = Some(solution);
        Ok(effects)
    }

    /// Takes note of the way to these effects and tells of it; whether the search is at its end.
    fn judge(&mut self, assembly: &Assembly, number: usize, effects: &[f64]) -> bool {
        let (mover, step) = assembly.mover(effects);
        self.step = step;
        let (mover, variance_step) = (assembly.rows.effects.at(mover), self.variance_step);
        (self.options.progress)(&Round { number, step, mover, variance_step });
        step <= self.options.step && !self.varies()
    }

    /// Whether variances or robust weights still move.
    fn varies(&self) -> bool {
        self.variance_step > self.options.variance_step
            || self.weight_step > self.options.weight_step
    }

    /// Whether it is time for the variances.
    fn is_due(&self) -> bool {
        self.step < NEAR && self.varies()
    }

    /// Moves the variances, if it is time, and the effects.
    fn advance(&mut self, assembly: &mut Assembly, effects: &[f64]) -> Result<(), ModelError> {
        let mut next = self.anderson.next(&assembly.theta, effects);
        self.damping.shorten(&assembly.theta, effects, &mut next);
        if self.is_due() {
            if self.solution.is_none() {
                self.solve(assembly)?;
            }
            self.move_variances(assembly)?;
        }
        self.earlier = self.solution.take().or(self.earlier.take());
        assembly.theta = next;
        assembly.relinearise()
    }

    fn move_variances(&mut self, assembly: &mut Assembly) -> Result<(), ModelError> {
        let Some(solution) = &self.solution else { return Ok(()) };
        assembly.measure_cells(solution)?;
        let (report, weights) = joint_step(&mut assembly.system, solution, &self.tails)?;
        shorten_step(&mut assembly.system, &report)?;
        (self.variance_step, self.weight_step) = (report.largest_change, weights);
        if report.largest_change > TOLD_APART {
            self.anderson.forget();
        }
        Ok(())
    }
}

/// How close to the solution effects have to be that an earlier factor leads to, against the step.
const CLOSE: f64 = 0.05;

/// After so many products a new factor would have been cheaper.
const PRODUCTS: usize = 30;
