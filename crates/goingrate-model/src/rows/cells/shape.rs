//! How log pay lies around its centre: a standardised quantile function, learned from histograms.
//!
//! Each record is standardised as if it had been left out: with weight `w` and leverage `h` its
//! residual is `r(1 + vw/s²/(1 − h))`, one step of scoring without it, over the sd that a forecast of
//! it would have had; the spread, too, is one step of scoring without it. The quantiles of these over
//! a measure are drawn towards those over all measures, as if the latter were worth [`POOLED`] records.
//! Nothing assumes a normal curve.

use crate::distribution::normal;
use crate::rows::cells::rows::CellRows;
use crate::rows::cells::state::{CellAt, DEGREES, INFORMATION, ROUNDING, T_SCALE};

/// The probabilities at which the function is kept.
pub const STANDARD_POINTS: [f64; 23] = [
    0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.35, 0.5, 0.65, 0.75, 0.8, 0.85,
    0.9, 0.925, 0.95, 0.975, 0.99, 0.995, 0.999,
];

/// How many records the shape over all measures is worth, against a measure's own.
const POOLED: f64 = 150.0;

/// Standardised quantile functions of log pay, at [`STANDARD_POINTS`]; unit: spreads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Residuals {
    /// Over all measures.
    pub pooled: Vec<f64>,
    /// By measure.
    pub measures: Vec<Vec<f64>>,
}

impl Residuals {
    /// Of all cells at these effects; the posterior variances of each one's centre and of the log of
    /// its spread.
    pub(crate) fn of(
        cells: &CellRows,
        theta: &[f64],
        centre_variances: &[f64],
        spread_variances: &[f64],
    ) -> Residuals {
        if cells.measures.is_empty() {
            return Residuals::default();
        }
        let around = cells.around(theta);
        let mut by_measure: Vec<Vec<(f64, f64)>> = vec![Vec::new(); cells.measures.len()];
        let variances = centre_variances.iter().zip(spread_variances);
        for (figure, (&of_centre, &of_spread)) in cells.figures.iter().zip(variances) {
            let at = figure.at(&around, theta);
            let known = Known { at, of_centre, of_spread };
            let left_out = |&(y, n): &(f64, f64)| (known.left_out(y - at.centre), n);
            by_measure[figure.measure].extend(figure.buckets.iter().map(left_out));
        }
        let mut all: Vec<(f64, f64)> = by_measure.concat();
        let pooled = quantiles(&mut all, &normal_points(), 30.0);
        let measures = by_measure.iter_mut().map(|of| quantiles(of, &pooled, POOLED)).collect();
        Residuals { pooled, measures }
    }

    /// Whether it has all its points for so many measures, each function in order.
    pub(crate) fn fits(&self, measures: usize) -> bool {
        let whole = |points: &Vec<f64>| {
            points.len() == STANDARD_POINTS.len() && points.is_sorted_by(|a, b| a <= b)
        };
        let none = measures == 0 && self.pooled.is_empty();
        self.measures.len() == measures
            && (none || (whole(&self.pooled) && self.measures.iter().all(whole)))
    }

    /// The quantile function of a measure; of all where it is not known.
    pub(crate) fn of_measure(&self, measure: Option<usize>) -> &[f64] {
        measure.and_then(|measure| self.measures.get(measure)).unwrap_or(&self.pooled)
    }
}

/// The standard normal at the points.
fn normal_points() -> Vec<f64> {
    STANDARD_POINTS.iter().map(|&p| normal::quantile(p)).collect()
}

/// What a fit knows of a cell: its spread, and the posterior variances of its centre and of the log of
/// its spread.
struct Known {
    at: CellAt,
    of_centre: f64,
    of_spread: f64,
}

impl Known {
    /// A residual in the sds of a forecast that had not seen it.
    fn left_out(&self, residual: f64) -> f64 {
        let own = (T_SCALE * self.at.ln_spread.exp()).powi(2);
        let scale = (T_SCALE * self.at.spread()).powi(2) + ROUNDING * ROUNDING;
        let q = (residual * residual + self.of_centre) / scale;
        let weight = (DEGREES + 1.0) / (DEGREES + q);
        let rest = 1.0 - (INFORMATION * self.of_centre / scale).min(MOST_LEVERAGE);
        let alone = residual * (1.0 + weight * self.of_centre / scale / rest);
        let part = own / scale;
        let information = part * part * 2.0 * DEGREES / (DEGREES + 3.0);
        let spread_rest = 1.0 - (information * self.of_spread).min(MOST_LEVERAGE);
        let pull = self.of_spread * part * (weight * q - 1.0) / spread_rest;
        let pulled = self.at.ln_spread - pull.clamp(-LONGEST_PULL, LONGEST_PULL);
        let spread = CellAt { ln_spread: pulled, ..self.at }.spread();
        alone / (spread * spread + ROUNDING * ROUNDING + self.of_centre / rest).sqrt()
    }
}

/// No record is taken to decide more than this part of what is said of its cell.
const MOST_LEVERAGE: f64 = 0.9;

/// Nor to pull the log of its spread further than this.
const LONGEST_PULL: f64 = 0.5;

/// Weighted quantiles at the points, drawn towards `prior` with the weight of so many records.
fn quantiles(values: &mut [(f64, f64)], prior: &[f64], worth: f64) -> Vec<f64> {
    values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = values.iter().map(|value| value.1).sum();
    let share = total / (total + worth);
    let mut found = Vec::with_capacity(prior.len());
    let (mut at, mut below) = (0, 0.0);
    for (&p, &prior) in STANDARD_POINTS.iter().zip(prior) {
        while at + 1 < values.len() && below + values[at].1 < p * total {
            below += values[at].1;
            at += 1;
        }
        let own = values.get(at).map_or(prior, |value| value.0);
        found.push(share * own + (1.0 - share) * prior);
    }
    found
}

/// A standardised quantile at any probability: linear in the normal score between the points, and
/// beyond them.
pub(crate) fn quantile(points: &[f64], p: f64) -> f64 {
    let z = normal::quantile(p.clamp(1e-9, 1.0 - 1e-9));
    let scores = normal_points();
    between(&scores, points, z)
}

/// The probability of a standardised value: the inverse of [`quantile`].
pub(crate) fn probability(points: &[f64], x: f64) -> f64 {
    normal::cdf(between(points, &normal_points(), x))
}

/// Linear interpolation, and extrapolation along the first and last pieces.
fn between(from: &[f64], to: &[f64], x: f64) -> f64 {
    let last = from.len().min(to.len()).saturating_sub(1);
    if last == 0 {
        return x;
    }
    let at = from.partition_point(|&f| f < x).clamp(1, last);
    let width = from[at] - from[at - 1];
    let within = if width > 1e-12 { (x - from[at - 1]) / width } else { 0.5 };
    to[at - 1] + within * (to[at] - to[at - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantile_and_probability_are_inverse() {
        let points: Vec<f64> =
            normal_points().iter().map(|z| if *z < 0.0 { 1.3 * z } else { 0.9 * z }).collect();
        for p in [0.0005, 0.03, 0.25, 0.5, 0.62, 0.9, 0.9995] {
            let back = probability(&points, quantile(&points, p));
            assert!((back - p).abs() < 1e-9, "{p} came back as {back}");
        }
    }

    #[test]
    fn quantiles_are_those_of_the_records() {
        let mut values: Vec<(f64, f64)> = (0..1000).map(|i| (f64::from(i), 1.0)).collect();
        let found = quantiles(&mut values, &normal_points(), 0.0);
        let at = |p: f64| found[STANDARD_POINTS.iter().position(|&q| q == p).unwrap()];
        assert!((at(0.1) - 100.0).abs() <= 1.0 && (at(0.9) - 900.0).abs() <= 1.0);
    }

    #[test]
    fn an_empty_measure_has_the_shape_of_all() {
        assert_eq!(quantiles(&mut [], &normal_points(), 10.0), normal_points());
    }
}
