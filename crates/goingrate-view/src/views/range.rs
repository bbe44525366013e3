//! An amount over the draws of a planner.

use goingrate_plan::Summary;
use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::round;

/// An amount over the draws: one case in ten is below `p10`, one in ten above `p90`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RangeView {
    /// P10.
    pub p10: f64,
    /// P50.
    pub p50: f64,
    /// P90.
    pub p90: f64,
    /// The average.
    pub mean: f64,
}

impl RangeView {
    /// Rounded to the cent.
    pub(super) fn of(summary: Summary) -> RangeView {
        let Summary { p10, p50, p90, mean } = summary;
        let [p10, p50, p90, mean] = [p10, p50, p90, mean].map(|amount| round(amount, 2));
        RangeView { p10, p50, p90, mean }
    }
}
