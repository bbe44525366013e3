//! Fitting: rows to effects, by Gauss-Newton on the rows, AI-REML on the variances and t weights
//! against outliers, in turn until nothing moves.

use std::collections::BTreeMap;

use goingrate_evidence::Evidence;
use goingrate_mixed::{
    Group as VarianceGroup, GroupId, Line, Piece, PieceId, Solution, StepReport, Symbolic, System,
    Tails, joint_step, solve,
};
use goingrate_units::{Date, ExchangeRates, PlaceId, Taxonomy};
use rayon::prelude::*;

use crate::ModelError;
use crate::block::Block;
use crate::jobs::Jobs;
use crate::market::Market;
use crate::priors::{ErrorPrior, Priors};
use crate::rows::{self, Group, LinearLine, Rows, Scale};

/// How long and how exactly to iterate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FitOptions {
    /// Most iterations.
    pub iterations: usize,
    /// The fit has settled when no effect moves by more than this, in logs.
    pub step: f64,
    /// … and no variance by more than this, in logs of the variance.
    pub variance_step: f64,
}

impl Default for FitOptions {
    fn default() -> FitOptions {
        FitOptions { iterations: 120, step: 2e-4, variance_step: 0.03 }
    }
}

/// What a fit went through and came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// Iterations made.
    pub iterations: usize,
    /// The largest move of an effect in the last one, in logs.
    pub step: f64,
    /// REML criterion (−2 log restricted likelihood) of the linearised system at the end.
    pub criterion: f64,
    /// Effects.
    pub effects: usize,
    /// Lines of evidence.
    pub lines: usize,
    /// Pieces of evidence.
    pub pieces: usize,
    /// Every variance group: its name, members and sd at the end.
    pub groups: Vec<GroupDiagnosis>,
}

/// A variance group at the end of a fit.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupDiagnosis {
    /// Which group.
    pub group: Group,
    /// A word for it.
    pub name: String,
    /// Effects of the block, or lines of the source.
    pub members: usize,
    /// τ or ω at the end.
    pub sd: f64,
    /// Whether it was given and not estimated.
    pub held: bool,
}

/// A fitted model, with everything that it was fitted from.
#[derive(Debug)]
pub struct Fit {
    /// Rows and effects.
    pub(crate) rows: Rows,
    /// The linear system at the end.
    pub(crate) system: System,
    /// Its solution.
    pub(crate) solution: Solution,
    /// Employment.
    pub(crate) jobs: Jobs,
    /// Countries that the common trend is about.
    pub(crate) trended: Vec<PlaceId>,
    /// The day whose exchange rates the scale rests on.
    pub(crate) reference: Date,
    /// What happened.
    pub diagnosis: Diagnosis,
}

/// Fits evidence.
///
/// # Errors
/// When a claim's currency has no rate, the system cannot be solved, or the fit does not settle.
pub fn fit(
    evidence: &Evidence,
    taxonomy: &Taxonomy,
    priors: &Priors,
    rates: &ExchangeRates,
    options: FitOptions,
) -> Result<Fit, ModelError> {
    let jobs = Jobs::of(evidence, taxonomy);
    let trended = trended(evidence, taxonomy);
    let reference = reference(priors)?;
    let market = Market { taxonomy, priors, jobs: &jobs, trended: &trended };
    let rows = rows::build(market, evidence, Scale { rates, reference })?;
    let theta = start(&rows, priors);
    let assembly = Assembly::new(rows, priors, theta, evidence)?;
    let (rows, system, solution, diagnosis) = assembly.settle(priors, options)?;
    Ok(Fit { rows, system, solution, jobs, trended, reference, diagnosis })
}

/// The day of the reference knot.
pub(crate) fn reference(priors: &Priors) -> Result<Date, ModelError> {
    let year = priors.knots.first + priors.knots.reference as f64;
    let month = 1 + (year.fract() * 12.0) as i8;
    Date::new(year as i16, month, 16).map_err(|e| ModelError::Priors(e.to_string()))
}

/// Countries that hold series over time.
fn trended(evidence: &Evidence, taxonomy: &Taxonomy) -> Vec<PlaceId> {
    let market_country = |mut place: PlaceId| loop {
        let at = taxonomy.place(place);
        match at.parent {
            Some(parent) if at.kind != goingrate_units::PlaceKind::Country => place = parent,
            _ => return place,
        }
    };
    let mut countries: Vec<PlaceId> =
        evidence.series.iter().map(|p| market_country(p.place)).collect();
    countries.sort_unstable();
    countries.dedup();
    countries
}

/// Where the search starts: every effect at zero, but the intercept and the spread where the
/// stated figures have them on average.
fn start(rows: &Rows, priors: &Priors) -> Vec<f64> {
    let mut theta = vec![0.0; rows.effects.len()];
    let said = rows.rows.iter().flat_map(|row| &row.lines).filter_map(|(figure, value)| {
        match (figure, value) {
            (rows::Figure::Quantile(_, p), rows::Value::Known(y)) if *p == 0.5 => Some(*y),
            _ => None,
        }
    });
    let (sum, count) = said.fold((0.0, 0.0), |(sum, n), y| (sum + y, n + 1.0));
    let mut set = |block: Block, value: f64| {
        for column in rows.effects.block(block) {
            theta[column] = value;
        }
    };
    set(Block::Intercept, sum / f64::max(count, 1.0));
    set(Block::Spread, priors.start_spread.ln());
    theta
}

/// Rows with their system, under way.
pub(crate) struct Assembly {
    rows: Rows,
    system: System,
    groups: BTreeMap<Group, GroupId>,
    theta: Vec<f64>,
    /// The figures of every row's lines at the last linearisation, where the next one starts.
    figures: Vec<Vec<f64>>,
}

impl Assembly {
    pub(crate) fn new(
        rows: Rows,
        priors: &Priors,
        theta: Vec<f64>,
        evidence: &Evidence,
    ) -> Result<Assembly, ModelError> {
        let mut system = System::new(rows.effects.len());
        let mut groups = BTreeMap::new();
        let lines: Vec<Vec<LinearLine>> = {
            let at = rows.at(&theta);
            rows.rows.par_iter().map(|row| rows.linearise(row, &at, &[])).collect()
        };
        for (row, lines) in rows.rows.iter().zip(&lines) {
            let group = match groups.get(&row.group) {
                Some(&group) => group,
                None => {
                    let group = system.add_group(variance_group(row.group, priors, evidence))?;
                    groups.insert(row.group, group);
                    group
                }
            };
            system.push(piece(group, &row.sampling, lines, &theta))?;
        }
        let figures =
            lines.iter().map(|lines| lines.iter().map(|l| l.book.value).collect()).collect();
        Ok(Assembly { rows, system, groups, theta, figures })
    }

    /// Sets the variances and robust weights of an earlier fit.
    ///
    /// # Errors
    /// When they are not as many as the system has.
    pub(crate) fn restore(&mut self, variances: &[f64], weights: &[f32]) -> Result<(), ModelError> {
        if variances.len() != self.system.groups().len()
            || weights.len() != self.system.line_count()
        {
            return Err(ModelError::Book(
                "its variances are not those of the evidence; fit it anew".to_owned(),
            ));
        }
        for (index, &variance) in variances.iter().enumerate() {
            self.system.set_variance(GroupId(index), variance)?;
        }
        for index in 0..self.system.piece_count() {
            let piece = PieceId(index);
            for (at, line) in self.system.lines(piece).enumerate() {
                self.system.set_robust(piece, at, f64::from(weights[line]))?;
            }
        }
        Ok(())
    }

    /// The rows and the system.
    pub(crate) fn into_parts(self) -> (Rows, System) {
        (self.rows, self.system)
    }

    /// Iterates to the fixed point: effects to rest, then variances and weights once, and again.
    fn settle(
        mut self,
        priors: &Priors,
        options: FitOptions,
    ) -> Result<(Rows, System, Solution, Diagnosis), ModelError> {
        let tails = self.tails(priors);
        let mut symbolic: Option<Symbolic> = None;
        let (mut variance_step, mut step) = (f64::INFINITY, f64::INFINITY);
        for iteration in 1..=options.iterations {
            let solution = solve(&self.system, symbolic.as_ref())?;
            symbolic.get_or_insert_with(|| solution.factor.symbolic());
            step = longest_move(&self.theta, &solution.theta);
            if step <= options.step && variance_step <= options.variance_step {
                let diagnosis = self.diagnosis(iteration, step, &solution);
                return Ok((self.rows, self.system, solution, diagnosis));
            }
            self.advance(&solution, step)?;
            if step < REST && variance_step > options.variance_step {
                // The rows have been relinearised since: variances want a solution of their own.
                let solution = solve(&self.system, symbolic.as_ref())?;
                let (report, weights) = joint_step(&mut self.system, &solution, &tails)?;
                self.soften(&report)?;
                variance_step = report.largest_change.max(weights);
            }
        }
        Err(ModelError::NotSettled { iterations: options.iterations, step })
    }

    /// The groups whose deviations have heavy tails: all evidence, no priors.
    fn tails(&self, priors: &Priors) -> Vec<Tails> {
        let evidence = self
            .groups
            .iter()
            .filter(|(g, _)| !matches!(g, Group::Block(_) | Group::Given | Group::OfficialNation));
        evidence.map(|(_, &group)| Tails { group, degrees: priors.robust_degrees }).collect()
    }

    /// Moves towards a solution's effects as far as the objective falls (Gauss-Newton with step
    /// halving) and leaves the rows linearised there.
    fn advance(&mut self, solution: &Solution, step: f64) -> Result<(), ModelError> {
        let solved = &solution.theta;
        let from = self.theta.clone();
        let before = solution.objective(&self.system, &from)?;
        // Near rest the curvature of spreads makes whole steps swing to and fro.
        let mut length = if step < TRUSTED { DAMPED } else { 1.0 };
        loop {
            for (theta, (old, new)) in self.theta.iter_mut().zip(from.iter().zip(solved)) {
                *theta = old + length * (new - old);
            }
            self.relinearise()?;
            let after = solution.objective(&self.system, &self.theta)?;
            if after <= before + 1e-9 * before.abs() || length < SHORTEST || step < TRUSTED {
                return Ok(());
            }
            length *= 0.5;
        }
    }

    /// Shortens long steps of variances: away from the fixed point the linearisation and the
    /// weights that they rest on still move.
    fn soften(&mut self, report: &StepReport) -> Result<(), ModelError> {
        for (index, (before, after)) in report.before.iter().zip(&report.after).enumerate() {
            let change = (after / before).ln();
            if change.abs() > LONGEST_VARIANCE_STEP {
                let softened =
                    before * change.clamp(-LONGEST_VARIANCE_STEP, LONGEST_VARIANCE_STEP).exp();
                self.system.set_variance(GroupId(index), softened)?;
            }
        }
        Ok(())
    }

    /// Writes the rows at the current effects into the system.
    fn relinearise(&mut self) -> Result<(), ModelError> {
        let (rows, theta) = (&self.rows, &self.theta);
        let at = rows.at(theta);
        let moving = |row: &rows::Row| !matches!(row.lines[0].0, rows::Figure::Form(_));
        let lines: Vec<Option<Vec<LinearLine>>> = rows
            .rows
            .par_iter()
            .zip(&self.figures)
            .map(|(row, figures)| moving(row).then(|| rows.linearise(row, &at, figures)))
            .collect();
        for (index, lines) in lines.into_iter().enumerate() {
            let Some(lines) = lines else { continue };
            let piece = PieceId(index);
            for (line, at) in lines.iter().zip(self.system.lines(piece)) {
                let pattern = line.book.gradient.iter().map(|c| c.0);
                if !pattern.eq(self.system.line(at).0.iter().copied()) {
                    return Err(ModelError::Pattern { row: index });
                }
                let coefficients = self.system.coefficients_mut(at);
                for (slot, &(_, value)) in coefficients.iter_mut().zip(&line.book.gradient) {
                    *slot = value;
                }
            }
            let values: Vec<f64> = lines.iter().map(|line| working(line, theta)).collect();
            self.figures[index] = lines.iter().map(|line| line.book.value).collect();
            self.system.values_mut(piece).copy_from_slice(&values);
        }
        Ok(())
    }

    fn diagnosis(&self, iterations: usize, step: f64, solution: &Solution) -> Diagnosis {
        let evidence =
            || self.rows.rows.iter().filter(|r| !matches!(r.group, Group::Block(_) | Group::Given));
        let groups = self.groups.iter().map(|(&group, &id)| {
            let entry = self.system.group(id);
            let members =
                self.rows.rows.iter().filter(|r| r.group == group).map(|r| r.lines.len()).sum();
            GroupDiagnosis {
                group,
                name: entry.name.clone(),
                members,
                sd: entry.variance.sqrt(),
                held: entry.held,
            }
        });
        Diagnosis {
            iterations,
            step,
            criterion: solution.criterion,
            effects: self.rows.effects.len(),
            lines: evidence().map(|r| r.lines.len()).sum(),
            pieces: evidence().count(),
            groups: groups.collect(),
        }
    }
}

/// Effects are at rest for the variances when they move by less than this, in logs.
const REST: f64 = 0.02;

/// Steps shorter than this are taken without a search, …
const TRUSTED: f64 = 0.15;

/// … to this length.
const DAMPED: f64 = 0.6;

/// The shortest step of the line search.
const SHORTEST: f64 = 0.3;

/// The largest difference of two sets of effects.
fn longest_move(from: &[f64], to: &[f64]) -> f64 {
    from.iter().zip(to).fold(0.0, |longest, (a, b)| f64::max(longest, (a - b).abs()))
}

/// No variance moves further than this in one iteration, in logs.
const LONGEST_VARIANCE_STEP: f64 = 0.8;

/// What a linear line says about `a'θ`: what is said, less what the linearisation leaves out.
fn working(line: &LinearLine, theta: &[f64]) -> f64 {
    let linear: f64 = line.book.gradient.iter().map(|&(c, v)| v * theta[c as usize]).sum();
    line.said - line.book.value + linear
}

fn piece(group: GroupId, sampling: &[f64], lines: &[LinearLine], theta: &[f64]) -> Piece {
    let split = |line: &LinearLine| {
        let (columns, coefficients) = line.book.gradient.iter().copied().unzip();
        Line { columns, coefficients }
    };
    Piece {
        group,
        lines: lines.iter().map(split).collect(),
        values: lines.iter().map(|line| working(line, theta)).collect(),
        sampling: sampling.to_vec(),
    }
}

/// The variance group of the solver for a group of rows.
fn variance_group(group: Group, priors: &Priors, evidence: &Evidence) -> VarianceGroup {
    let source = |index: usize| evidence.cards.get(index).map_or("?", |card| card.slug.as_str());
    let data = |name: String, prior: ErrorPrior| {
        let variance = prior.sd * prior.sd;
        let start = prior.start.unwrap_or(prior.sd);
        let group = VarianceGroup::data(&name, start * start);
        if prior.degrees > 0.0 { group.with_prior(prior.degrees, variance) } else { group }
    };
    match group {
        Group::Claims(of) => data(format!("claims of {}", source(of)), priors.claims),
        Group::OfficialArea => data("official, areas".to_owned(), priors.official_area),
        Group::OfficialNation => data("official, nation".to_owned(), priors.official_nation).held(),
        Group::OfficialIndustry => {
            data("official, industries".to_owned(), priors.official_industry)
        }
        Group::Series(of) => data(format!("series of {}", source(of)), priors.series),
        Group::Given => VarianceGroup::effects("given", 0.0).held(),
        Group::Block(block) => {
            let prior =
                priors.block(block).expect("every pooled block has a prior: Priors::read checks");
            let variance = prior.sd * prior.sd;
            let start = prior.start.unwrap_or(prior.sd);
            let group = VarianceGroup::effects(block.slug(), start * start);
            match (prior.held, prior.degrees > 0.0) {
                (true, _) => group.held(),
                (false, true) => group.with_prior(prior.degrees, variance),
                (false, false) => group,
            }
        }
    }
}
