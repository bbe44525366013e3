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
use crate::anderson::Anderson;
use crate::block::Block;
use crate::functional::Columns;
use crate::influence::{Influence, Response};
use crate::jobs::Jobs;
use crate::market::Market;
use crate::priors::{ErrorPrior, Priors};
use crate::rows::{self, Group, LinearLine, Near, Rows, Scale};

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
        FitOptions { iterations: 120, step: 5e-4, variance_step: 0.03 }
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
    /// How figures lean on the ladder.
    pub(crate) influence: Influence,
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
    let (jobs, trended, reference) = surroundings(evidence, taxonomy, priors)?;
    let market = Market { taxonomy, priors, jobs: &jobs, trended: &trended };
    let rows = rows::build(market, evidence, Scale { rates, reference })?;
    fit_rows(rows, priors, evidence, (jobs, trended, reference), options)
}

/// What a market is asked with beside the taxonomy and the priors: employment, the countries that
/// the common trend is about, and the day whose exchange rates the scale rests on.
pub(crate) type Surroundings = (Jobs, Vec<PlaceId>, Date);

pub(crate) fn surroundings(
    evidence: &Evidence,
    taxonomy: &Taxonomy,
    priors: &Priors,
) -> Result<Surroundings, ModelError> {
    Ok((Jobs::of(evidence, taxonomy), trended(evidence, taxonomy), reference(priors)?))
}

/// Fits rows.
pub(crate) fn fit_rows(
    rows: Rows,
    priors: &Priors,
    evidence: &Evidence,
    (jobs, trended, reference): Surroundings,
    options: FitOptions,
) -> Result<Fit, ModelError> {
    let theta = start(&rows, priors);
    let assembly = Assembly::new(rows, priors, theta, evidence)?;
    let (assembly, solution, diagnosis) = assembly.settle(priors, options)?;
    let response = Response::of(&assembly.system, &solution, &assembly.left_out)?;
    let influence = response.influence();
    let (rows, system) = assembly.into_parts();
    Ok(Fit { rows, system, solution, influence, jobs, trended, reference, diagnosis })
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
pub(crate) fn start(rows: &Rows, priors: &Priors) -> Vec<f64> {
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
    /// What every row's lines found at the last linearisation, where the next one starts.
    near: Vec<Vec<Near>>,
    /// For every line of the system, where each entry of a gradient belongs among its columns.
    slots: Vec<Vec<u32>>,
    /// For every line of the system, the derivatives that it leaves out.
    left_out: Vec<Columns>,
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
        let mut slots = Vec::new();
        for (row, lines) in rows.rows.iter().zip(&lines) {
            let group = match groups.get(&row.group) {
                Some(&group) => group,
                None => {
                    let group = system.add_group(variance_group(row.group, priors, evidence))?;
                    groups.insert(row.group, group);
                    group
                }
            };
            system.push(piece(group, &row.sampling, lines, &theta, &mut slots))?;
        }
        let near = lines.iter().map(|lines| lines.iter().map(|l| l.near).collect()).collect();
        let left_out = lines.into_iter().flatten().map(|l| l.book.left_out).collect();
        Ok(Assembly { rows, system, groups, theta, near, slots, left_out })
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

    /// Iterates to the fixed point: every round solves the rows at the present effects, and moves
    /// variances, weights and effects once.
    fn settle(
        mut self,
        priors: &Priors,
        options: FitOptions,
    ) -> Result<(Assembly, Solution, Diagnosis), ModelError> {
        let (tails, shared) = (self.tails(priors), self.rows.effects.shared());
        let mut symbolic: Option<Symbolic> = None;
        let (mut anderson, mut pace) = (Anderson::default(), Pace::default());
        let (mut variance_step, mut step) = (f64::INFINITY, f64::INFINITY);
        for iteration in 1..=options.iterations {
            let solution = solve(&self.system, symbolic.as_ref())?;
            symbolic.get_or_insert_with(|| solution.factor.symbolic());
            step = longest(&difference(&solution.theta, &self.theta));
            if step <= options.step && variance_step <= options.variance_step {
                let diagnosis = self.diagnosis(iteration, step, &solution);
                return Ok((self, solution, diagnosis));
            }
            let next = accelerated(&self.theta, &solution.theta, &shared, &mut anderson);
            if step < NEAR && variance_step > options.variance_step {
                let (report, weights) = joint_step(&mut self.system, &solution, &tails)?;
                self.soften(&report)?;
                variance_step = report.largest_change.max(weights);
            }
            let length = pace.length(step);
            self.theta.iter_mut().zip(&next).for_each(|(x, next)| *x += length * (next - *x));
            self.relinearise()?;
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
            .zip(&self.near)
            .map(|(row, near)| moving(row).then(|| rows.linearise(row, &at, near)))
            .collect();
        for (index, lines) in lines.into_iter().enumerate() {
            let Some(lines) = lines else { continue };
            let piece = PieceId(index);
            for (line, at) in lines.iter().zip(self.system.lines(piece)) {
                let (columns, slots) = (self.system.line(at).0, &self.slots[at]);
                let gradient = &line.book.gradient;
                let fits =
                    |(&(column, _), &slot): (&(u32, f64), &u32)| columns[slot as usize] == column;
                if gradient.len() != slots.len() || !gradient.iter().zip(slots).all(fits) {
                    return Err(ModelError::Pattern { row: index });
                }
                let coefficients = self.system.coefficients_mut(at);
                coefficients.fill(0.0);
                for (&(_, value), &slot) in gradient.iter().zip(slots) {
                    coefficients[slot as usize] += value;
                }
            }
            let values: Vec<f64> = lines.iter().map(|line| working(line, theta)).collect();
            self.near[index] = lines.iter().map(|line| line.near).collect();
            self.system.values_mut(piece).copy_from_slice(&values);
            for (line, at) in lines.into_iter().zip(self.system.lines(piece)) {
                self.left_out[at] = line.book.left_out;
            }
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

/// Effects are near enough for the variances when they move by less than this, in logs.
const NEAR: f64 = 0.3;

fn difference(to: &[f64], from: &[f64]) -> Vec<f64> {
    to.iter().zip(from).map(|(to, from)| to - from).collect()
}

/// The largest of the moves of all effects.
fn longest(moves: &[f64]) -> f64 {
    moves.iter().fold(0.0, |longest, m| f64::max(longest, m.abs()))
}

/// The effects that a solution leads to, those that many rows share by an accelerated step. Only these
/// swing: rows that leave the ladder out make it wait for the next round to answer, while all others
/// follow at once.
fn accelerated(
    from: &[f64],
    solved: &[f64],
    shared: &[usize],
    anderson: &mut Anderson,
) -> Vec<f64> {
    let pick = |from: &[f64]| shared.iter().map(|&c| from[c]).collect::<Vec<f64>>();
    let mut next = solved.to_vec();
    let moved = anderson.next(&pick(from), &pick(solved));
    shared.iter().zip(moved).for_each(|(&column, value)| next[column] = value);
    next
}

/// How much of each step is taken: all of it, until the steps go in circles.
#[derive(Debug)]
struct Pace {
    length: f64,
    /// The shortest step at this length, and how many rounds ago it was.
    best: (f64, usize),
}

/// After so many rounds without a shorter step all further ones …
const PATIENCE: usize = 12;

/// … are shortened to this part.
const SHORTENED: f64 = 0.6;

impl Default for Pace {
    fn default() -> Pace {
        Pace { length: 1.0, best: (f64::INFINITY, 0) }
    }
}

impl Pace {
    fn length(&mut self, step: f64) -> f64 {
        if step < 0.9 * self.best.0 {
            self.best = (step, 0);
        } else {
            self.best.1 += 1;
        }
        if self.best.1 > PATIENCE {
            *self = Pace { length: self.length * SHORTENED, ..Pace::default() };
        }
        self.length
    }
}

/// No variance moves further than this in one iteration, in logs.
const LONGEST_VARIANCE_STEP: f64 = 0.8;

/// What a linear line says about `a'θ`: what is said, less what the linearisation leaves out.
fn working(line: &LinearLine, theta: &[f64]) -> f64 {
    let linear: f64 = line.book.gradient.iter().map(|&(c, v)| v * theta[c as usize]).sum();
    line.said - line.book.value + linear
}

/// The piece of a row, its columns sorted and distinct; appends each line's slots.
fn piece(
    group: GroupId,
    sampling: &[f64],
    lines: &[LinearLine],
    theta: &[f64],
    slots: &mut Vec<Vec<u32>>,
) -> Piece {
    let compressed = |line: &LinearLine| {
        let gradient = &line.book.gradient;
        let mut columns: Vec<u32> = gradient.iter().map(|g| g.0).collect();
        columns.sort_unstable();
        columns.dedup();
        let slot = |g: &(u32, f64)| columns.partition_point(|&c| c < g.0) as u32;
        slots.push(gradient.iter().map(slot).collect());
        let mut coefficients = vec![0.0; columns.len()];
        gradient.iter().for_each(|g| coefficients[slot(g) as usize] += g.1);
        Line { columns, coefficients }
    };
    Piece {
        group,
        lines: lines.iter().map(compressed).collect(),
        values: lines.iter().map(|line| working(line, theta)).collect(),
        sampling: sampling.to_vec(),
    }
}

/// The variance group of the solver for a group of rows.
pub(crate) fn variance_group(group: Group, priors: &Priors, evidence: &Evidence) -> VarianceGroup {
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
        Group::OfficialAbroad => data("official, abroad".to_owned(), priors.official_abroad),
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
