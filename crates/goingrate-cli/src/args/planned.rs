//! What all planners share: what is assumed, in which money the answer is, how often it is drawn.

use std::path::PathBuf;

use clap::Args;
use goingrate::request::PlannedRequest;

/// What is assumed, shown and drawn.
#[derive(Args, Clone, Debug, Default)]
pub struct Planned {
    /// Assume otherwise than the carried data, by the names that --assumptions prints: attrition=10%,
    /// ramp-months=2..4, attrition:agency=10%. May be given several times.
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Assumed")]
    pub assume: Vec<String>,
    /// Print everything that was assumed, with its source.
    #[arg(long, help_heading = "Assumed")]
    pub assumptions: bool,
    /// The currency of the answer: USD, EUR, …; that of the first place if not given.
    #[arg(long, value_name = "CODE", help_heading = "Shown")]
    pub currency: Option<String>,
    /// Exchange rates over the carried ones: the European Central Bank's file of daily rates, or a CSV
    /// of yours with the columns `currency,month,units_per_usd` (ARS,2026-06,1400).
    #[arg(long, value_name = "FILE", help_heading = "Shown")]
    pub rates: Vec<PathBuf>,
    /// How many outcomes are drawn; what a plan says, or what is usual for the question, if not given.
    #[arg(long, value_name = "N", help_heading = "Shown")]
    pub draws: Option<usize>,
    /// The seed of the draws: the same seed gives the same answer. What a plan says, or 1, if not given.
    #[arg(long, value_name = "N", help_heading = "Shown")]
    pub seed: Option<u64>,
}

impl From<&Planned> for PlannedRequest {
    fn from(planned: &Planned) -> PlannedRequest {
        let Planned { assume, currency, draws, seed, .. } = planned.clone();
        PlannedRequest { assume, currency, draws, seed }
    }
}
