//! Another profile beside the first one.

use goingrate_model::Versus;
use goingrate_units::{CurrencyError, Period, Profile, describe};
use serde::Serialize;

use super::Context;
use crate::figure::round;
use crate::{Amount, Change, Display, names};

/// Another profile, in the currency and period of the first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VersusView {
    /// What tells it from the first.
    pub name: String,
    /// All of it.
    pub headline: String,
    /// P10, P50 and P90.
    pub p10: Amount,
    /// P50.
    pub p50: Amount,
    /// P90.
    pub p90: Amount,
    /// Its median against the first one's.
    pub change: Change,
    /// Probability that the market's median of this one is the higher.
    pub higher: f64,
}

impl VersusView {
    /// From the model's comparison.
    ///
    /// # Errors
    /// When the other's currency has no rate.
    pub fn new(
        versus: &Versus,
        first: &Profile,
        display: &Display,
        context: &Context,
    ) -> Result<VersusView, CurrencyError> {
        let other = &versus.other;
        let Display { currency, as_of, .. } = *display;
        let per: Period = display.per;
        let shown = Display::new(other.currency, currency, per, as_of, context.rates)?;
        Ok(VersusView {
            name: names::apart(&other.profile, first, context.taxonomy),
            headline: describe(&other.profile, context.taxonomy),
            p10: shown.amount(other.percentiles[0]),
            p50: shown.amount(other.percentiles[2]),
            p90: shown.amount(other.percentiles[4]),
            change: Change::of(versus.ratio),
            higher: round(1.0 - versus.first_higher, 4),
        })
    }
}
