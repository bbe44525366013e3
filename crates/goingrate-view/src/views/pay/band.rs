//! What a posted band really pays for a profile.

use goingrate::ask::{PayUnit, RangeAnswer};
use schemars::JsonSchema;
use serde::Serialize;

use crate::PercentileRankView;
use crate::figure::round;

/// A posted band and the market inside it. Amounts are in the currency and period of the answer.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BandView {
    /// Low end, as posted.
    pub low: f64,
    /// High end, as posted.
    pub high: f64,
    /// Where the low end stands in the market.
    pub low_percentile: PercentileRankView,
    /// Where the high end stands.
    pub high_percentile: PercentileRankView,
    /// Share of the market inside the band.
    pub inside: f64,
    /// What nine in ten get more than, inside the band.
    pub inner_p10: f64,
    /// The middle of the market inside the band.
    pub inner_p50: f64,
    /// What one in ten gets more than, inside the band.
    pub inner_p90: f64,
    /// The currency of the amounts.
    pub currency: String,
    /// The period of the amounts.
    pub per: String,
}

impl BandView {
    /// A posted range and its reading.
    pub fn new(answer: &RangeAnswer, unit: &PayUnit) -> BandView {
        let RangeAnswer { low, high, reading } = answer;
        let [p10, p50, p90] = reading.inner.map(|yearly| round(unit.amount(yearly.ln()), 2));
        BandView {
            low: round(*low, 2),
            high: round(*high, 2),
            low_percentile: reading.low.into(),
            high_percentile: reading.high.into(),
            inside: round(reading.inside, 4),
            inner_p10: p10,
            inner_p50: p50,
            inner_p90: p90,
            currency: unit.currency.to_string(),
            per: unit.per.slug().to_owned(),
        }
    }
}
