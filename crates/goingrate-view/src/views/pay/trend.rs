//! The market's median over time, with what is a forecast marked as one.

use goingrate::ask::PayUnit;
use goingrate_model::TrendPoint;
use schemars::JsonSchema;
use serde::Serialize;

use crate::Amount;
use crate::figure::round;

/// P50 over time, in money of each time.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TrendView {
    /// The moments, earliest first.
    pub points: Vec<TrendPointView>,
    /// Growth a year from the first moment to the last one with evidence, as a share.
    pub growth_a_year: Option<f64>,
}

/// A moment.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TrendPointView {
    /// Decimal year.
    pub year: f64,
    /// P50 then.
    pub median: Amount,
    /// Growth from the moment before, a year, as a share.
    pub growth: Option<f64>,
    /// Whether it lies beyond the evidence.
    pub forecast: bool,
}

impl TrendView {
    /// From the model's points; the exchange rate is the one of the answer's own date throughout,
    /// so that a currency's fall is not a pay cut.
    pub fn new(points: &[TrendPoint], unit: &PayUnit) -> TrendView {
        let before = std::iter::once(None).chain(points.iter().map(Some));
        let view = |(point, before): (&TrendPoint, Option<&TrendPoint>)| TrendPointView {
            year: round(point.year, 2),
            median: Amount::of(point.median, unit),
            growth: before.map(|b| growth(b, point)),
            forecast: point.forecast,
        };
        let known = points.iter().rev().find(|p| !p.forecast);
        let first = points.first().zip(known).filter(|(first, last)| last.year > first.year);
        TrendView {
            points: points.iter().zip(before).map(view).collect(),
            growth_a_year: first.map(|(first, last)| growth(first, last)),
        }
    }
}

/// Growth a year between two moments.
fn growth(from: &TrendPoint, to: &TrendPoint) -> f64 {
    round(((to.median.ln - from.median.ln) / (to.year - from.year)).exp_m1(), 4)
}
