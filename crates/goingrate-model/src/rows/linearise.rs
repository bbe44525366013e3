//! Rows at given effects: what each line observes, what the effects predict, and how that moves.

use crate::block::Block;
use crate::distribution::Distribution;
use crate::distribution::mixture::{Columns, Linearised, Mixture};
use crate::effects::Effect;
use crate::rows::Rows;
use crate::rows::cells::state::Around;
use crate::rows::row::{AreaFigure, Figure, Row, Value};

/// An occupation at the reference area: each percentile above the location, with its gradient and
/// how far it moves with skew.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reference {
    above: Vec<Linearised>,
    by_skew: Vec<f64>,
}

/// A line of the linear system: the observed value, the predicted one and its gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearLine {
    /// What the evidence states, on the log scale.
    pub observed: f64,
    /// What the effects predict, with the gradient, columns in the order in which they come.
    pub predicted: Linearised,
    /// The quantiles solved on the way: where to search for them at effects nearby.
    pub warm_start: WarmStart,
}

/// Quantiles of up to two distributions; NaN for none.
pub(crate) type WarmStart = [f64; 2];

/// Nothing known of where a quantile may lie.
pub(crate) const COLD: WarmStart = [f64::NAN; 2];

/// Effects, with what every occupation's areas share at them.
#[derive(Debug)]
pub(crate) struct At<'a> {
    pub theta: &'a [f64],
    references: Vec<Reference>,
    around: Around,
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
        At { theta, references, around: self.cells.around(theta) }
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
    /// `warm_start` holds what its lines found at effects nearby, or nothing.
    pub(crate) fn linearise(
        &self,
        row: &Row,
        at: &At,
        warm_start: &[WarmStart],
    ) -> Vec<LinearLine> {
        let mut kept = Kept { mixtures: &self.mixtures, theta: at.theta, all: Vec::new() };
        let warm_start = warm_start.iter().copied().chain(std::iter::repeat(COLD));
        let line = |(warm_start, (figure, value)): (WarmStart, &(Figure, Value))| {
            self.line(figure, *value, &mut kept, at, warm_start)
        };
        warm_start.zip(&row.lines).map(line).collect()
    }

    fn line(
        &self,
        figure: &Figure,
        value: Value,
        kept: &mut Kept,
        at: &At,
        warm_start: WarmStart,
    ) -> LinearLine {
        let observed = value.known();
        match figure {
            Figure::Quantile(of, p) => {
                let predicted = kept.at(*of).linearised_quantile_near(*p, warm_start[0]);
                LinearLine { observed, warm_start: [predicted.value, f64::NAN], predicted }
            }
            Figure::Area(area) => {
                let predicted = area.at(&at.references[area.reference], at.theta);
                LinearLine { observed, warm_start: COLD, predicted }
            }
            Figure::Mean(of) => {
                LinearLine { observed, warm_start: COLD, predicted: kept.at(*of).linearised_mean() }
            }
            Figure::Gap(of) => {
                let of = kept.at(*of);
                let upper = of.linearised_quantile_near(0.95, warm_start[0]);
                let lower = of.linearised_quantile_near(0.05, warm_start[1]);
                LinearLine {
                    observed,
                    warm_start: [upper.value, lower.value],
                    predicted: gap(upper, lower),
                }
            }
            Figure::Contrast(of, against, p) => {
                let lower = kept.at(*against).linearised_quantile_near(*p, warm_start[1]);
                let upper = kept.at(*of).linearised_quantile_near(*p, warm_start[0]);
                LinearLine {
                    observed: value.against(lower.value),
                    warm_start: [upper.value, lower.value],
                    predicted: difference(upper, lower),
                }
            }
            Figure::Form(form) => {
                let value = form.iter().map(|&(c, v)| v * at.theta[c as usize]).sum();
                let predicted = Linearised::new(value, form.clone());
                LinearLine { observed, warm_start: COLD, predicted }
            }
            Figure::CellCentre(of) => {
                let figure = &self.cells.figures[*of];
                let mut gradient = figure.location.clone();
                gradient.extend(figure.ladder_gradient(&at.around, at.theta));
                LinearLine { observed, warm_start: COLD, predicted: Linearised::new(0.0, gradient) }
            }
            Figure::CellSpread(of) => {
                let gradient = self.cells.figures[*of].spread.clone();
                LinearLine { observed, warm_start: COLD, predicted: Linearised::new(0.0, gradient) }
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
