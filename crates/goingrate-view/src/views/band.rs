//! What a posted band really pays for a profile.

use goingrate_model::BandReading;
use serde::Serialize;

use crate::figure::round;
use crate::{Display, Place};

/// A posted band and the market inside it. Amounts are in the currency and period of the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BandView {
    /// Low end, as posted.
    pub low: f64,
    /// High end, as posted.
    pub high: f64,
    /// Where the low end stands in the market.
    pub low_percentile: Place,
    /// Where the high end stands.
    pub high_percentile: Place,
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
    /// A band (in what is shown) and its reading.
    pub fn new(low: f64, high: f64, reading: &BandReading, display: &Display) -> BandView {
        let [p10, p50, p90] = reading.inner.map(|yearly| round(display.value(yearly.ln()), 2));
        BandView {
            low: round(low, 2),
            high: round(high, 2),
            low_percentile: reading.low.into(),
            high_percentile: reading.high.into(),
            inside: round(reading.inside, 4),
            inner_p10: p10,
            inner_p50: p50,
            inner_p90: p90,
            currency: display.currency.to_string(),
            per: display.per.slug().to_owned(),
        }
    }
}
