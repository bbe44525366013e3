//! Cells to rows: for each cell a line for the centre of log pay and a line for its spread.

use goingrate_evidence::{Cell, CellKey, Evidence, Histogram};
use goingrate_units::{Date, Ladder, LevelId, PlaceId, RoleId, Taxonomy};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::block::{Axis, Block, PriorKind};
use crate::design::kinds::Reach;
use crate::design::knots;
use crate::design::{Design, Estimand, Resolver, Scale};
use crate::distribution::mixture::{Columns, LadderForm, Mixture, Steps, dot};
use crate::effects::Effect;
use crate::rows::builder::Builder;
use crate::rows::cells::form::{CellForm, Terms, moment};
use crate::rows::cells::form_builder::FormBuilder;
use crate::rows::cells::source_measure::SourceMeasure;
use crate::rows::origin::{Group, Origin};
use crate::rows::row::{Figure, Row, Value};

/// Where a cell's figures lie among the effects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellFigure {
    /// Terms of the centre, steps of the ladder aside.
    pub location: Columns,
    /// Terms of the log of the spread.
    pub spread: Columns,
    /// Terms of the log of the ladder's stretch.
    pub stretch: Columns,
    /// Terms of the stretch that the cell teaches.
    pub taught: Columns,
    /// Levels: ladder, position on it, probability.
    pub rungs: Vec<(usize, usize, f64)>,
    /// Steps from the role's own ladder to that of a level, times the probability of the level.
    pub across: Steps,
    /// Steps that the cell teaches, with their signs and known factors, times the probability of
    /// the level; none where the level is not stated.
    pub steps: Steps,
    /// Position among [`CellRows::nations`], for a record without a narrower place.
    pub nation: Option<usize>,
    /// Position of its measure.
    pub measure: usize,
    /// Log pay on the model's scale and how many records, by bucket.
    pub buckets: Vec<(f64, f64)>,
}

/// A country as the mixture of its areas, and as its average node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Nation {
    pub occupation: RoleId,
    pub place: PlaceId,
    /// The mixture, and the average node, among the mixtures.
    pub mixture: Mixture,
    pub average: Mixture,
}

/// Everything of the rows that is about cells.
#[derive(Clone, Debug, Default)]
pub struct CellRows {
    /// The measures, in order.
    pub measures: Vec<SourceMeasure>,
    /// The cells that are fitted; the rows of cell `i` are `first_row + 2i` and the next.
    pub figures: Vec<CellFigure>,
    /// The row of the first cell.
    pub first_row: usize,
    /// Cells that are not fitted: their currency has no exchange rate at their date.
    pub set_aside: usize,
    /// The individual and the management ladder.
    pub(crate) ladders: Vec<LadderForm>,
    /// Countries that records stand for as a whole.
    pub(crate) nations: Vec<Nation>,
}

/// The measures of evidence: those that are fitted. After-tax figures of somebody who also says what
/// they are before tax are not another piece of evidence.
pub(crate) fn measures(evidence: &Evidence) -> Vec<SourceMeasure> {
    let of = |cell: &Cell| SourceMeasure::of(&evidence.card(cell.source).slug, &cell.key);
    let mut all: Vec<SourceMeasure> =
        evidence.cells.iter().map(of).filter(SourceMeasure::is_fitted).collect();
    all.sort_unstable();
    all.dedup();
    let gross = |measure: &SourceMeasure| SourceMeasure {
        basis: goingrate_evidence::Basis::Gross,
        ..measure.clone()
    };
    let twice: Vec<SourceMeasure> =
        all.iter().filter(|v| **v != gross(v) && all.contains(&gross(v))).cloned().collect();
    all.retain(|measure| !twice.contains(measure));
    all
}

/// Adds the rows of every cell that is evidence.
pub(crate) fn add(builder: &mut Builder) -> CellRows {
    let mut rows = CellRows { measures: measures(builder.evidence), ..CellRows::default() };
    if rows.measures.is_empty() {
        return rows;
    }
    let (forms, set_aside) = forms(builder, &rows.measures);
    rows.set_aside = set_aside;
    let counts = counted(&forms);
    let design = builder.design;
    for ladder in [Ladder::Individual, Ladder::Management] {
        rows.ladders.push(design.ladder_form(ladder, &mut builder.collector));
    }
    rows.first_row = builder.rows.len();
    for Formed { cell, form, measure, shift } in &forms {
        let mut figure = CellFigure {
            measure: *measure,
            location: columns(&form.location, &counts, builder),
            spread: columns(&form.spread, &counts, builder),
            stretch: columns(&form.stretch, &counts, builder),
            buckets: buckets(&builder.evidence.cells[*cell], *shift - form.known),
            nation: form.nation.map(|nation| rows.nation(nation, builder)),
            ..CellFigure::default()
        };
        figure.climb(form, &design, &mut builder.collector);
        figure.taught = taught(form, &figure.stretch, builder);
        rows.push(figure, *cell, builder);
    }
    add_curves(builder);
    rows
}

/// A cell that is fitted: its position, form, measure and shift onto the model's scale.
struct Formed {
    cell: usize,
    form: CellForm,
    measure: usize,
    shift: f64,
}

/// Cells that one thread works off together.
const TOGETHER: usize = 8192;

/// The forms of all cells that are fitted, in their order, and how many have no exchange rate at their
/// date.
fn forms(builder: &Builder, measures: &[SourceMeasure]) -> (Vec<Formed>, usize) {
    let parts = builder.evidence.cells.par_chunks(TOGETHER).enumerate();
    let (evidence, design, scale) = (builder.evidence, builder.design, builder.scale);
    let parts = parts.map(|(part, cells)| {
        let numbered = cells.iter().zip(part * TOGETHER..);
        formed(numbered, measures, (evidence, &design, scale))
    });
    let parts: Vec<(Vec<Formed>, usize)> = parts.collect();
    let set_aside = parts.iter().map(|part| part.1).sum();
    (parts.into_iter().flat_map(|part| part.0).collect(), set_aside)
}

/// The same of some cells, each with its position.
fn formed<'a>(
    cells: impl Iterator<Item = (&'a Cell, usize)>,
    measures: &[SourceMeasure],
    (evidence, design, scale): (&Evidence, &Design, Scale),
) -> (Vec<Formed>, usize) {
    let reaches = evidence.cards.iter().map(|card| design.reach(&card.reaches));
    let reaches: Vec<Reach> = reaches.collect();
    let mut builder = FormBuilder::new(design);
    let (mut forms, mut set_aside) = (Vec::new(), 0);
    for (cell, at) in cells {
        let measure = SourceMeasure::of(&evidence.card(cell.source).slug, &cell.key);
        let Ok(measure) = measures.binary_search(&measure) else { continue };
        let Some(shift) = shift_of(&cell.key, design.taxonomy, scale) else {
            set_aside += 1;
            continue;
        };
        let reach = &reaches[cell.source.0];
        let mut form = builder.form(&cell.key, measures[measure].id(), reach);
        form.records = cell.histogram.count() as f64;
        forms.push(Formed { cell: at, form, measure, shift });
    }
    (forms, set_aside)
}

/// How many records share each effect.
fn counted(forms: &[Formed]) -> FxHashMap<Effect, f64> {
    let mut counts: FxHashMap<Effect, f64> = FxHashMap::default();
    for Formed { form, .. } in forms {
        for &(effect, weight) in form.location.iter().chain(&form.spread).chain(&form.stretch) {
            let share = if weight == 0.0 { 0.0 } else { weight.abs().min(1.0) };
            *counts.entry(effect).or_default() += form.records * share;
        }
    }
    counts
}

/// The columns of terms: those that enough records share, or that other evidence speaks of.
fn columns(terms: &Terms, counts: &FxHashMap<Effect, f64>, builder: &mut Builder) -> Columns {
    let mut columns = Columns::with_capacity(terms.len());
    for &(effect, weight) in terms {
        let many = counts.get(&effect).is_some_and(|&count| count >= effect.block.least_records());
        if many || builder.collector.knows(effect) {
            columns.push((builder.collector.column(effect), weight));
        }
    }
    columns
}

/// Which terms of the stretch a cell teaches: all that stretch a ladder alone where its level is stated,
/// and those of its country where years stand for the level. What also widens a spread is left to those
/// who tell the spread.
fn taught(form: &CellForm, stretch: &Columns, builder: &Builder) -> Columns {
    let is_taught = |column: u32| {
        let block = builder.collector.effect(column).block;
        let of_country = matches!(block, Block::LadderIncome | Block::CountryStretch);
        block.axis() == Axis::Stretch && (form.level_stated || of_country)
    };
    match form.levels.is_empty() {
        true => Columns::new(),
        false => stretch.iter().copied().filter(|term| is_taught(term.0)).collect(),
    }
}

/// Log pay on the model's scale, by bucket.
fn buckets(cell: &Cell, shift: f64) -> Vec<(f64, f64)> {
    let bucket =
        |&(bucket, count): &(i32, u64)| (Histogram::ln_middle(bucket) + shift, count as f64);
    cell.histogram.counts().iter().map(bucket).collect()
}

/// What to add to the log of an amount of a key to have it on the model's scale: a year's pay in
/// the place's own money; `None` where its currency has no rate at its date.
pub(crate) fn shift_of(key: &CellKey, taxonomy: &Taxonomy, scale: Scale) -> Option<f64> {
    let country = taxonomy.country(key.place).unwrap_or(key.place);
    let month = 1 + ((moment(key).fract() * 12.0) as i8).min(11);
    let date = Date::new(key.year, month, 15).ok()?;
    let own = taxonomy.place(key.place).currency;
    Some(scale.shift_of_record(key.currency, (country, own), date)? + key.period.a_year().ln())
}

impl CellRows {
    /// The two rows of a cell.
    fn push(&mut self, figure: CellFigure, cell: usize, builder: &mut Builder) {
        let at = self.figures.len();
        self.figures.push(figure);
        for what in [Figure::CellCentre(at), Figure::CellSpread(at)] {
            builder.rows.push(Row {
                origin: Origin::Cell(cell),
                group: Group::Cells,
                lines: vec![(what, Value::Known(0.0))],
                // Set from the histogram at the effects of each round (state.rs).
                sampling: vec![1.0],
            });
        }
    }

    /// The position of a nation, which is made if it was not.
    fn nation(&mut self, nation: (RoleId, PlaceId), builder: &mut Builder) -> usize {
        let found = self.nations.iter().position(|n| (n.occupation, n.place) == nation);
        found.unwrap_or_else(|| {
            self.nations.push(Nation::of(nation, &builder.design, &mut builder.collector));
            self.nations.len() - 1
        })
    }

    /// Renumbers every column by `to[column]`.
    pub(crate) fn renumber(&mut self, to: &[u32]) {
        let change = |column: &mut u32| *column = to[*column as usize];
        for figure in &mut self.figures {
            let CellFigure { location, spread, stretch, taught, .. } = figure;
            let forms = [location, spread, stretch, taught];
            forms.into_iter().flatten().for_each(|(column, _)| change(column));
            let steps = figure.steps.iter_mut().chain(&mut figure.across);
            steps.for_each(|(column, _, _)| change(column));
        }
        for (_, logit, steps) in self.ladders.iter_mut().flat_map(|ladder| &mut ladder.levels) {
            logit.iter_mut().for_each(|(column, _)| change(column));
            steps.iter_mut().for_each(|(column, _, _)| change(column));
        }
        for nation in &mut self.nations {
            nation.mixture.renumber(to);
            nation.average.renumber(to);
        }
    }
}

impl Nation {
    /// A country as a mixture of its areas, beside its average node.
    pub(crate) fn of(
        (occupation, place): (RoleId, PlaceId),
        design: &Design,
        resolver: &mut impl Resolver,
    ) -> Nation {
        let question = Estimand::employees(occupation, place, design.reference_year());
        let average = Estimand { average: true, ..question.clone() };
        Nation {
            occupation,
            place,
            mixture: design.mixture(&question, resolver),
            average: design.mixture(&average, resolver),
        }
    }

    /// How far the mean of the mixture's centres lies above the average node's, and their variance.
    pub(crate) fn above_average(&self, theta: &[f64]) -> (f64, f64) {
        let centres = |mixture: &Mixture| -> Vec<(f64, f64)> {
            let components = mixture.components.iter();
            components.map(|n| (n.weight, dot(&n.location, theta))).collect()
        };
        let mean = |of: &[(f64, f64)]| of.iter().map(|(weight, at)| weight * at).sum::<f64>();
        let (areas, average) = (centres(&self.mixture), centres(&self.average));
        let middle = mean(&areas);
        let variance = areas.iter().map(|(weight, at)| weight * (at - middle).powi(2)).sum();
        (middle - mean(&average), variance)
    }
}

impl CellFigure {
    /// Sets the levels of a figure, and the steps that they teach.
    pub(crate) fn climb(&mut self, form: &CellForm, design: &Design, resolver: &mut impl Resolver) {
        for &(level, share) in &form.levels {
            let Some((ladder, at)) = rung(level, design) else { continue };
            self.rungs.push((ladder, at, share));
            let own = form.ladder.unwrap_or(design.taxonomy.level(level).ladder);
            let across = design.across(design.taxonomy.level(level).ladder, own, resolver);
            let across = across.map(|(column, sign, size)| (column, sign, share * size));
            self.across.extend(across);
            if form.level_stated {
                let steps = design.steps(level, resolver);
                let weighed = steps.into_iter().map(|(c, sign, size)| (c, sign, share * size));
                self.steps.extend(weighed.chain(across));
            }
        }
    }
}

/// The ladder of a level, and its position there.
fn rung(level: LevelId, design: &Design) -> Option<(usize, usize)> {
    let ladder = design.taxonomy.level(level).ladder;
    let at = design.levels_on(ladder).position(|other| other == level)?;
    Some((usize::from(ladder == Ladder::Management), at))
}

/// Curves over knots are smooth: each knot is drawn to the one before it.
fn add_curves(builder: &mut Builder) {
    let curves: Vec<Effect> = builder.collector.effects.clone();
    for effect in curves.into_iter().filter(|effect| effect.block.prior_kind() == PriorKind::Curve)
    {
        let Some((next, gap)) = next_knot(effect) else { continue };
        if !builder.collector.knows(next) {
            continue;
        }
        let form = vec![
            (builder.collector.column(next), gap.sqrt().recip()),
            (builder.collector.column(effect), -gap.sqrt().recip()),
        ];
        builder.draw_to_zero(effect.block, form);
    }
}

/// The next knot of a curve, and how far it is, in units of five years.
fn next_knot(effect: Effect) -> Option<(Effect, f64)> {
    let own = effect.block.axis() != Axis::Source;
    let knot = if own { effect.of } else { effect.and % 16 };
    let (_, gap) = knots::gaps().nth(knot as usize)?;
    let next = if own {
        Effect { of: effect.of + 1, ..effect }
    } else {
        Effect { and: effect.and + 1, ..effect }
    };
    Some((next, 0.2 * gap))
}
