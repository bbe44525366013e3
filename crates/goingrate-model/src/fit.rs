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
use crate::book::Book;
use crate::careful::Careful;
use crate::cells::state::Said;
use crate::cells::{Residuals, Voice};
use crate::effects::Effect;
use crate::functional::Columns;
use crate::influence::{Influence, Response};
use crate::jobs::Jobs;
use crate::market::Market;
use crate::prices::PriceLevels;
use crate::priors::{ErrorPrior, Priors};
use crate::rows::{self, Figure, Group, LinearLine, Near, Rows, Scale};

/// How long and how exactly to iterate.
#[derive(Clone, Copy, Debug)]
pub struct FitOptions {
    /// Most iterations.
    pub iterations: usize,
    /// The fit has settled when no effect moves by more than this, in logs.
    pub step: f64,
    /// … and no variance by more than this, in logs of the variance.
    pub variance_step: f64,
    /// Whether a fit that has not settled after all iterations is an answer all the same: its
    /// diagnosis then says how far its effects still moved.
    pub unsettled: bool,
    /// Told of every round.
    pub progress: fn(&Round),
}

impl FitOptions {
    /// For evidence with microdata: a wider tolerance, and an end after forty rounds, since the
    /// spreads of some voices go on in small circles.
    pub fn with_microdata(progress: fn(&Round)) -> FitOptions {
        FitOptions { iterations: 40, step: SETTLED, variance_step: 0.2, unsettled: true, progress }
    }
}

/// With microdata a fit has settled when no effect moves by more than this, in logs.
const SETTLED: f64 = 1.5e-2;

/// A round of a fit, as it is told while it runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Round {
    /// Its number, from 1.
    pub number: usize,
    /// The largest move of an effect, in logs.
    pub step: f64,
    /// The effect that moved most.
    pub mover: Effect,
    /// The largest move of a variance, in logs; infinite before the first.
    pub variance_step: f64,
}

impl Default for FitOptions {
    fn default() -> FitOptions {
        FitOptions {
            iterations: 120,
            step: 5e-4,
            variance_step: 0.03,
            unsettled: false,
            progress: |_| (),
        }
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

/// What a voice of microdata came to.
#[derive(Clone, Debug, PartialEq)]
pub struct VoiceDiagnosis {
    /// Which voice.
    pub voice: Voice,
    /// Its cells.
    pub cells: usize,
    /// Records in them.
    pub records: f64,
    /// How far above the market it reads, in logs: its offset, before those of levels and countries.
    pub offset: f64,
    /// The median spread of its profiles, in logs.
    pub spread: f64,
    /// Share of its records that lie more than four spreads off: counted, hardly weighed.
    pub far: f64,
}

/// Records further off than so many spreads are told of.
const FAR: f64 = 4.0;

impl Fit {
    /// What every voice came to.
    pub fn voices(&self) -> Vec<VoiceDiagnosis> {
        let (cells, theta) = (&self.rows.cells, &self.solution.theta);
        let around = cells.around(theta);
        let diagnosis = |(index, voice): (usize, &Voice)| {
            let (mut spreads, mut records, mut far) = (Vec::new(), 0.0, 0.0);
            for figure in cells.figures.iter().filter(|figure| figure.voice == index) {
                let (centre, ln_spread) = figure.at(&around, theta);
                spreads.push(ln_spread.exp());
                for &(y, n) in &figure.buckets {
                    records += n;
                    far += if (y - centre).abs() > FAR * ln_spread.exp() { n } else { 0.0 };
                }
            }
            spreads.sort_unstable_by(f64::total_cmp);
            let offset = self.rows.effects.column(Effect::of(Block::Voice, voice.id()));
            VoiceDiagnosis {
                voice: voice.clone(),
                cells: spreads.len(),
                records,
                offset: offset.map_or(0.0, |column| theta[column]),
                spread: spreads.get(spreads.len() / 2).copied().unwrap_or(0.0),
                far: far / f64::max(records, 1.0),
            }
        };
        cells.voices.iter().enumerate().map(diagnosis).collect()
    }

    /// Cells that are not fitted, because their currency has no exchange rate at their date.
    pub fn cells_set_aside(&self) -> usize {
        self.rows.cells.set_aside
    }
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
    /// Price levels of countries.
    pub(crate) prices: PriceLevels,
    /// Countries that the common trend is about.
    pub(crate) trended: Vec<PlaceId>,
    /// The day whose exchange rates the scale rests on.
    pub(crate) reference: Date,
    /// How log pay of microdata lies around its centre.
    pub(crate) residuals: Residuals,
    /// The posterior variance of every cell's centre.
    pub(crate) centre_variances: Vec<f64>,
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
    fit_from(evidence, taxonomy, priors, rates, options, None)
}

/// Fits evidence, starting where another book of much the same evidence ended: that saves rounds, and
/// moves the result by no more than the options allow.
///
/// # Errors
/// As [`fit`].
pub fn fit_from(
    evidence: &Evidence,
    taxonomy: &Taxonomy,
    priors: &Priors,
    rates: &ExchangeRates,
    options: FitOptions,
    near: Option<&Book>,
) -> Result<Fit, ModelError> {
    let around = surroundings(evidence, taxonomy, priors, rates)?;
    let scale = Scale { rates, reference: around.reference, prices: &around.prices };
    let rows = rows::build(around.market(taxonomy, priors), evidence, scale)?;
    fit_rows(rows, priors, evidence, around, options, near)
}

/// What a market is asked with beside the taxonomy and the priors: employment, the countries that
/// the common trend is about, and the day whose exchange rates the scale rests on.
#[derive(Debug)]
pub(crate) struct Surroundings {
    pub jobs: Jobs,
    pub trended: Vec<PlaceId>,
    pub reference: Date,
    pub prices: PriceLevels,
    pub microdata: bool,
}

impl Surroundings {
    /// The market with these.
    pub fn market<'a>(&'a self, taxonomy: &'a Taxonomy, priors: &'a Priors) -> Market<'a> {
        let Surroundings { jobs, trended, prices, microdata, .. } = self;
        Market { taxonomy, priors, jobs, trended, prices, microdata: *microdata }
    }
}

pub(crate) fn surroundings(
    evidence: &Evidence,
    taxonomy: &Taxonomy,
    priors: &Priors,
    rates: &ExchangeRates,
) -> Result<Surroundings, ModelError> {
    let reference = reference(priors)?;
    Ok(Surroundings {
        jobs: Jobs::of(evidence, taxonomy),
        trended: trended(evidence, taxonomy),
        reference,
        prices: PriceLevels::of(evidence, taxonomy, rates, reference),
        microdata: !evidence.cells.is_empty(),
    })
}

/// Fits rows.
pub(crate) fn fit_rows(
    rows: Rows,
    priors: &Priors,
    evidence: &Evidence,
    around: Surroundings,
    options: FitOptions,
    near: Option<&Book>,
) -> Result<Fit, ModelError> {
    let theta = near.map_or_else(|| start(&rows, priors), |book| start_at(&rows, book));
    let mut assembly = Assembly::new(rows, priors, theta, evidence)?;
    if let Some(book) = near {
        assembly.take_variances(book)?;
    }
    let (assembly, solution, diagnosis) = assembly.settle(priors, options)?;
    let response = Response::of(&assembly.system, &solution, &assembly.left_out)?;
    let influence = response.influence();
    let centre_variances = assembly.centre_variances.clone();
    let (rows, system) = assembly.into_parts();
    let residuals = Residuals::of(&rows.cells, &solution.theta, &centre_variances);
    Ok(Fit {
        rows,
        system,
        solution,
        influence,
        jobs: around.jobs,
        trended: around.trended,
        reference: around.reference,
        prices: around.prices,
        residuals,
        centre_variances,
        diagnosis,
    })
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

/// The effects of another book, zero for those that it does not know.
fn start_at(rows: &Rows, book: &Book) -> Vec<f64> {
    let of = |effect| book.effects.column(effect).map_or(0.0, |column| book.theta[column]);
    rows.effects.iter().map(of).collect()
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
    /// The posterior variance of every cell's centre.
    centre_variances: Vec<f64>,
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
        let centre_variances = vec![0.0; rows.cells.figures.len()];
        let mut assembly =
            Assembly { rows, system, groups, theta, near, slots, left_out, centre_variances };
        assembly.refresh_cells()?;
        Ok(assembly)
    }

    /// Sets the variances, robust weights and uncertainties of centres of an earlier fit.
    ///
    /// # Errors
    /// When they are not as many as the system has.
    pub(crate) fn restore(&mut self, book: &Book) -> Result<(), ModelError> {
        let (variances, weights) = (&book.variances, &book.weights);
        if book.centre_variances.len() != self.centre_variances.len()
            || variances.len() != self.system.groups().len()
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
        let variances = book.centre_variances.iter().map(|&v| f64::from(v));
        self.centre_variances = variances.collect();
        self.refresh_cells()
    }

    /// Starts the blocks' variances where another book has them.
    fn take_variances(&mut self, book: &Book) -> Result<(), ModelError> {
        for (group, &id) in &self.groups {
            let Group::Block(block) = group else { continue };
            let sd = book.block_sd(*block);
            if sd > 0.0 && !self.system.group(id).held {
                self.system.set_variance(id, sd * sd)?;
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
        let microdata = !self.rows.cells.figures.is_empty();
        let mut careful = Careful::of(&self.rows.effects);
        let mut symbolic: Option<Symbolic> = None;
        let (mut anderson, mut pace) = (Anderson::default(), Pace::default());
        let (mut variance_step, mut step) = (f64::INFINITY, f64::INFINITY);
        for iteration in 1..=options.iterations {
            let solution = solve(&self.system, symbolic.as_ref())?;
            symbolic.get_or_insert_with(|| solution.factor.symbolic());
            let moves = difference(&solution.theta, &self.theta);
            step = longest(&moves);
            (options.progress)(&self.round(iteration, &moves, variance_step));
            let settled = step <= options.step && variance_step <= options.variance_step;
            if settled || (options.unsettled && iteration == options.iterations) {
                let diagnosis = self.diagnosis(iteration, step, &solution);
                return Ok((self, solution, diagnosis));
            }
            let mut next = accelerated(&self.theta, &solution.theta, &shared, &mut anderson);
            if microdata {
                careful.shorten(&self.theta, &solution.theta, &mut next);
                step = careful.weighed(&moves);
            }
            if step < NEAR && variance_step > options.variance_step {
                self.measure_centres(&solution)?;
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

    fn round(&self, number: usize, moves: &[f64], variance_step: f64) -> Round {
        let most = moves.iter().enumerate().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
        let (mover, step) = most.map_or((0, 0.0), |(at, by)| (at, by.abs()));
        Round { number, step, mover: self.rows.effects.at(mover), variance_step }
    }

    /// The groups whose deviations have heavy tails: all evidence, no priors.
    fn tails(&self, priors: &Priors) -> Vec<Tails> {
        let evidence = self.groups.iter().filter(|(g, _)| {
            !matches!(g, Group::Block(_) | Group::Given | Group::OfficialNation | Group::Cells)
        });
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
        let moving = |row: &rows::Row| {
            let figure = &row.lines[0].0;
            !matches!(figure, Figure::Form(_) | Figure::CellCentre(_) | Figure::CellSpread(_))
        };
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
        self.refresh_cells()
    }

    /// Writes what cells say at the current effects into the system.
    fn refresh_cells(&mut self) -> Result<(), ModelError> {
        let (cells, theta, variances) = (&self.rows.cells, &self.theta, &self.centre_variances);
        let around = cells.around(theta);
        let said: Vec<[Said; 2]> = cells
            .figures
            .par_iter()
            .zip(variances)
            .map(|(figure, &variance)| figure.says(&around, theta, variance))
            .collect();
        for (index, (said, figure)) in said.into_iter().zip(&cells.figures).enumerate() {
            for (row, said) in said.into_iter().enumerate() {
                let piece = PieceId(cells.first_row + 2 * index + row);
                self.system.values_mut(piece)[0] = said.value;
                self.system.set_sampling(piece, &[said.variance])?;
            }
            if figure.steps.is_empty() {
                continue;
            }
            let line = self.system.lines(PieceId(cells.first_row + 2 * index)).start;
            let slots = &self.slots[line][figure.location.len()..];
            let coefficients = self.system.coefficients_mut(line);
            slots.iter().for_each(|&slot| coefficients[slot as usize] = 0.0);
            for (&slot, (_, value)) in slots.iter().zip(figure.step_gradient(theta)) {
                coefficients[slot as usize] += value;
            }
        }
        Ok(())
    }

    /// How uncertain the centres of cells are.
    fn measure_centres(&mut self, solution: &Solution) -> Result<(), ModelError> {
        let first = self.rows.cells.first_row;
        for (index, variance) in self.centre_variances.iter_mut().enumerate() {
            let piece = PieceId(first + 2 * index);
            *variance = solution.fitted_covariance(&self.system, piece)?[0].max(0.0);
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
pub(crate) fn longest(moves: &[f64]) -> f64 {
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
        Group::Cells => VarianceGroup::data("cells of microdata", 0.0).held(),
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
