//! Evidence to rows: every piece of evidence says something about a figure of a distribution, and
//! [`Row`] keeps both, so that it can be linearised at any effects.

mod abroad;
pub(crate) mod cells;
mod claims;
mod official;
mod origin;
mod priors;
mod sampling;
mod series;
mod summary_quantiles;

use goingrate_evidence::Evidence;
use goingrate_units::RoleId;

use crate::ModelError;
use crate::block::Block;
use crate::design::{Design, Resolver};
use crate::distribution::Distribution;
use crate::distribution::mixture::{Columns, Linearised, Mixture};
use crate::effects::{Effect, Effects};
use crate::rows::cells::rows::CellRows;

pub(crate) use claims::Scale;
pub(crate) use claims::{claim_question, subject_question};
pub(crate) use origin::source_of;
pub use origin::{Group, Origin, SeriesStep};
pub(crate) use priors::drawn_to_zero;
pub use summary_quantiles::{LeftOut, SummaryRows};

/// What a line says something about.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// A quantile of a distribution.
    Quantile(usize, f64),
    /// A percentile of an official area cell.
    Area(Box<AreaFigure>),
    /// The logarithm of the mean of a distribution.
    Mean(usize),
    /// The logarithm of P95 minus P5, in money.
    Gap(usize),
    /// The difference of the same quantile of two distributions.
    Contrast(usize, usize, f64),
    /// A linear form of the effects.
    Form(Columns),
    /// The centre of log pay of a cell, by its position in [`Rows::cells`].
    CellCentre(usize),
    /// The log spread of a cell.
    CellSpread(usize),
}

/// A percentile of an official area cell: its occupation's distribution at the reference area,
/// shifted, scaled and leaned by the area's own effects. All areas of an occupation move with the
/// ladder in the same way, so that their thousands of lumpy percentiles speak of places and not of
/// levels (docs/METHOD.md, "What official cells may say").
#[derive(Clone, Debug, PartialEq)]
pub struct AreaFigure {
    /// Position of the occupation among [`Rows::references`].
    pub reference: usize,
    /// Which of the stated percentiles.
    pub percentile: usize,
    /// Location of the area's distribution.
    pub location: Columns,
    /// Logarithm of the area's scale.
    pub scale: Columns,
    /// The area's own skew.
    pub skew: Columns,
    /// How this percentile of this occupation lies off the shape in all areas alike.
    pub off: u32,
}

/// An occupation at the reference area: each percentile above the location, with its gradient and
/// how far it moves with skew.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reference {
    above: Vec<Linearised>,
    by_skew: Vec<f64>,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A known figure on the log scale.
    Known(f64),
    /// Money on top of the median of the distribution compared with, as a log ratio: the low and
    /// the high amount a year, both times the factor that turns them into that distribution's
    /// currency.
    Premium(f64, f64),
}

/// One piece of evidence, or one prior, as rows of the system.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where it comes from.
    pub origin: Origin,
    /// Its variance group.
    pub group: Group,
    /// What it says about what.
    pub lines: Vec<(Figure, Value)>,
    /// Sampling covariance of the lines, row by row; empty for none.
    pub sampling: Vec<f64>,
}

/// All rows, the distributions that they speak of and the effects that these rest on.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The effects; a column is a position.
    pub effects: Effects,
    /// The distributions.
    pub mixtures: Vec<Mixture>,
    /// The distribution of every occupation at the reference area.
    pub references: Vec<usize>,
    /// The rows: evidence first, then priors.
    pub rows: Vec<Row>,
    /// What rows of cells are about.
    pub cells: CellRows,
    /// What became of ready-made percentiles, by source.
    pub published: Vec<SummaryRows>,
}

/// Hands out columns in the order in which effects are first met.
#[derive(Debug, Default)]
pub(crate) struct Collector {
    columns: rustc_hash::FxHashMap<Effect, u32>,
    pub effects: Vec<Effect>,
}

impl Collector {
    /// Whether an effect has a column.
    pub fn knows(&self, effect: Effect) -> bool {
        self.columns.contains_key(&effect)
    }

    /// The effect of a column.
    pub fn effect(&self, column: u32) -> Effect {
        self.effects[column as usize]
    }
}

impl Resolver for Collector {
    fn column(&mut self, effect: Effect) -> u32 {
        let next = self.effects.len() as u32;
        *self.columns.entry(effect).or_insert_with(|| {
            self.effects.push(effect);
            next
        })
    }
}

/// Rows under construction.
pub(crate) struct Builder<'a> {
    pub design: Design<'a>,
    pub evidence: &'a Evidence,
    pub scale: Scale<'a>,
    pub collector: Collector,
    pub mixtures: Vec<Mixture>,
    pub references: Vec<(RoleId, usize)>,
    pub rows: Vec<Row>,
}

impl Builder<'_> {
    /// Keeps a distribution and returns its position.
    pub fn keep(&mut self, mixture: Mixture) -> usize {
        self.mixtures.push(mixture);
        self.mixtures.len() - 1
    }
}

/// Turns evidence into rows.
///
/// # Errors
/// When a claim's currency has no exchange rate at its date.
pub(crate) fn build(design: Design, evidence: &Evidence, scale: Scale) -> Result<Rows, ModelError> {
    let collector = Collector::default();
    let mut builder = Builder {
        design,
        evidence,
        scale,
        collector,
        mixtures: Vec::new(),
        references: Vec::new(),
        rows: Vec::new(),
    };
    official::add(&mut builder);
    abroad::add(&mut builder)?;
    claims::add(&mut builder)?;
    series::add(&mut builder);
    let published = summary_quantiles::add(&mut builder);
    let cells = crate::rows::cells::rows::add(&mut builder);
    priors::add(&mut builder);
    Ok(Rows { published, ..sort_columns(builder, cells) })
}

/// Renumbers columns into the order of [`Effects`].
fn sort_columns(builder: Builder, mut cells: CellRows) -> Rows {
    let Builder { collector, mut mixtures, references, mut rows, .. } = builder;
    let effects = Effects::new(collector.effects.clone());
    let to: Vec<u32> =
        collector.effects.iter().map(|&e| effects.column(e).unwrap_or(0) as u32).collect();
    for mixture in &mut mixtures {
        mixture.renumber(&to);
    }
    for (figure, _) in rows.iter_mut().flat_map(|row| &mut row.lines) {
        match figure {
            Figure::Form(form) => form.iter_mut().for_each(|(c, _)| *c = to[*c as usize]),
            Figure::Area(area) => {
                let forms = [&mut area.location, &mut area.scale, &mut area.skew];
                forms.into_iter().flatten().for_each(|(c, _)| *c = to[*c as usize]);
                area.off = to[area.off as usize];
            }
            _ => {}
        }
    }
    let references = references.into_iter().map(|(_, mixture)| mixture).collect();
    cells.renumber(&to);
    Rows { effects, mixtures, references, rows, cells, published: Vec::new() }
}

/// A line of the linear system: what it says, less what the effects say, and how it moves.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearLine {
    /// What is said, on the log scale.
    pub said: f64,
    /// What the effects say, with the gradient, columns in the order in which they come.
    pub book: Linearised,
    /// The quantiles solved on the way: where to search for them at effects nearby.
    pub near: Near,
}

/// Quantiles of up to two distributions; NaN for none.
pub(crate) type Near = [f64; 2];

/// Nothing known of where a quantile may lie.
pub(crate) const NOWHERE: Near = [f64::NAN; 2];

/// Effects, with what every occupation's areas share at them.
#[derive(Debug)]
pub(crate) struct At<'a> {
    pub theta: &'a [f64],
    references: Vec<Reference>,
}

impl AreaFigure {
    fn at(&self, reference: &Reference, theta: &[f64]) -> Linearised {
        let dot = |form: &Columns| form.iter().map(|&(c, v)| v * theta[c as usize]).sum::<f64>();
        let above = &reference.above[self.percentile];
        let by_skew = reference.by_skew[self.percentile];
        let scale = dot(&self.scale).exp();
        let value = dot(&self.location)
            + scale * above.value
            + by_skew * dot(&self.skew)
            + theta[self.off as usize];
        let mut gradient = self.location.clone();
        gradient.extend(above.gradient.iter().map(|&(c, v)| (c, scale * v)));
        gradient.extend(self.scale.iter().map(|&(c, v)| (c, v * scale * above.value)));
        gradient.extend(self.skew.iter().map(|&(c, v)| (c, v * by_skew)));
        gradient.push((self.off, 1.0));
        let left_out = above.left_out.iter().map(|&(c, v)| (c, scale * v)).collect();
        Linearised { value, gradient, left_out }
    }
}

impl Rows {
    /// Effects `theta`, with every occupation's reference distribution there.
    pub(crate) fn at<'a>(&self, theta: &'a [f64]) -> At<'a> {
        let references = self.references.iter().map(|&of| self.reference(of, theta)).collect();
        At { theta, references }
    }

    fn reference(&self, of: usize, theta: &[f64]) -> Reference {
        let mixture = &self.mixtures[of];
        let distribution = mixture.at(theta);
        let location = &mixture.components[0].location;
        let skew = self.effects.column(Effect::only(Block::Skew)).map(|c| c as u32);
        let mut reference = Reference::default();
        for p in goingrate_units::PERCENTILES {
            let mut above = distribution.linearised_quantile(p);
            above.gradient.extend(location.iter().map(|&(c, v)| (c, -v)));
            above.value -= location.iter().map(|&(c, v)| v * theta[c as usize]).sum::<f64>();
            let mut above = above.compress();
            crate::distribution::mixture::compress(&mut above.left_out);
            above.gradient.retain(|&(c, _)| location.iter().all(|&(l, _)| l != c));
            let by_skew = above.gradient.iter().find(|g| Some(g.0) == skew).map_or(0.0, |g| g.1);
            reference.above.push(above);
            reference.by_skew.push(by_skew);
        }
        reference
    }

    /// A row at effects `theta`.
    ///
    /// `near` holds what its lines found at effects nearby, or nothing.
    pub(crate) fn linearise(&self, row: &Row, at: &At, near: &[Near]) -> Vec<LinearLine> {
        let mut kept = Kept { mixtures: &self.mixtures, theta: at.theta, all: Vec::new() };
        let near = near.iter().copied().chain(std::iter::repeat(NOWHERE));
        let line = |(near, (figure, value)): (Near, &(Figure, Value))| {
            self.line(figure, *value, &mut kept, at, near)
        };
        near.zip(&row.lines).map(line).collect()
    }

    fn line(
        &self,
        figure: &Figure,
        value: Value,
        kept: &mut Kept,
        at: &At,
        near: Near,
    ) -> LinearLine {
        let said = value.known();
        match figure {
            Figure::Quantile(of, p) => {
                let book = kept.at(*of).linearised_quantile_near(*p, near[0]);
                LinearLine { said, near: [book.value, f64::NAN], book }
            }
            Figure::Area(area) => {
                let book = area.at(&at.references[area.reference], at.theta);
                LinearLine { said, near: NOWHERE, book }
            }
            Figure::Mean(of) => {
                LinearLine { said, near: NOWHERE, book: kept.at(*of).linearised_mean() }
            }
            Figure::Gap(of) => {
                let of = kept.at(*of);
                let upper = of.linearised_quantile_near(0.95, near[0]);
                let lower = of.linearised_quantile_near(0.05, near[1]);
                LinearLine { said, near: [upper.value, lower.value], book: gap(upper, lower) }
            }
            Figure::Contrast(of, against, p) => {
                let lower = kept.at(*against).linearised_quantile_near(*p, near[1]);
                let upper = kept.at(*of).linearised_quantile_near(*p, near[0]);
                LinearLine {
                    said: value.against(lower.value),
                    near: [upper.value, lower.value],
                    book: difference(upper, lower),
                }
            }
            Figure::Form(form) => {
                let value = form.iter().map(|&(c, v)| v * at.theta[c as usize]).sum();
                let book = Linearised::new(value, form.clone());
                LinearLine { said, near: NOWHERE, book }
            }
            Figure::CellCentre(of) => {
                let figure = &self.cells.figures[*of];
                let mut gradient = figure.location.clone();
                gradient.extend(figure.step_gradient(at.theta));
                LinearLine { said, near: NOWHERE, book: Linearised::new(0.0, gradient) }
            }
            Figure::CellSpread(of) => {
                let gradient = self.cells.figures[*of].spread.clone();
                LinearLine { said, near: NOWHERE, book: Linearised::new(0.0, gradient) }
            }
        }
    }
}

/// Distributions at the present effects: the lines of one row mostly speak of the same ones.
struct Kept<'a> {
    mixtures: &'a [Mixture],
    theta: &'a [f64],
    all: Vec<(usize, Distribution<'a>)>,
}

impl<'a> Kept<'a> {
    fn at(&mut self, of: usize) -> &Distribution<'a> {
        let found = self.all.iter().position(|(at, _)| *at == of);
        let index = found.unwrap_or_else(|| {
            self.all.push((of, self.mixtures[of].at(self.theta)));
            self.all.len() - 1
        });
        &self.all[index].1
    }
}

impl Value {
    fn known(self) -> f64 {
        match self {
            Value::Known(value) => value,
            Value::Premium(low, high) => 0.5 * (low + high),
        }
    }

    /// The value of a contrast with a distribution whose log quantile is `ln_base`.
    pub(crate) fn against(self, ln_base: f64) -> f64 {
        match self {
            Value::Known(value) => value,
            Value::Premium(low, high) => {
                let base = ln_base.exp();
                0.5 * ((low / base).ln_1p() + (high / base).ln_1p())
            }
        }
    }
}

/// `upper − lower`.
fn difference(upper: Linearised, lower: Linearised) -> Linearised {
    let mut gradient = upper.gradient;
    gradient.extend(lower.gradient.into_iter().map(|(column, value)| (column, -value)));
    let mut left_out = upper.left_out;
    left_out.extend(lower.left_out.into_iter().map(|(column, value)| (column, -value)));
    Linearised { value: upper.value - lower.value, gradient, left_out }
}

/// `ln(e^upper − e^lower)`.
pub(crate) fn gap(upper: Linearised, lower: Linearised) -> Linearised {
    let ratio = (lower.value - upper.value).exp();
    let scale = 1.0 / (1.0 - ratio);
    let both = |upper: Columns, lower: Columns| {
        let upper = upper.into_iter().map(|(c, v)| (c, v * scale));
        upper.chain(lower.into_iter().map(|(c, v)| (c, -v * scale * ratio))).collect()
    };
    Linearised {
        value: upper.value + (-ratio).ln_1p(),
        gradient: both(upper.gradient, lower.gradient),
        left_out: both(upper.left_out, lower.left_out),
    }
}
