//! Another profile beside the first one.

use goingrate::ask::CompareAnswer;
use goingrate_units::describe;
use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::round;
use crate::views::Context;
use crate::{Amount, Change, names};

/// Another profile, in the currency and period of the first.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
    /// From a comparison.
    pub fn new(answer: &CompareAnswer, context: &Context) -> VersusView {
        let CompareAnswer { first, versus, unit } = answer;
        let other = &versus.other;
        VersusView {
            name: names::apart(&other.profile, first, context.taxonomy),
            headline: describe(&other.profile, context.taxonomy),
            p10: Amount::of(other.percentiles[0], unit),
            p50: Amount::of(other.percentiles[2], unit),
            p90: Amount::of(other.percentiles[4], unit),
            change: Change::of(versus.ratio),
            higher: round(1.0 - versus.first_higher, 4),
        }
    }
}
