//! What all planners take beside their question: what is assumed, told and drawn.

use goingrate_units::{Currency, Problem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is assumed, told and drawn.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PlannedRequest {
    /// Assume otherwise than the carried data, by the names that the answer lists: attrition=10%,
    /// ramp-months=2..4, attrition:agency=10%.
    pub assume: Vec<String>,
    /// The currency of the answer, as a code: USD, EUR. That of the first place if not given.
    pub currency: Option<String>,
    /// How many outcomes are drawn; what a plan says, or what is usual for the question, if not given.
    pub draws: Option<usize>,
    /// The seed of the draws: the same seed gives the same answer. What a plan says, or 1, if not given.
    pub seed: Option<u64>,
}

impl PlannedRequest {
    /// The currency that is asked for.
    ///
    /// # Errors
    /// When it is none (field `currency`).
    pub fn currency(&self) -> Result<Option<Currency>, Problem> {
        super::shown::currency(self.currency.as_deref())
    }

    /// Lays what was asked for over what a question says of it.
    pub(super) fn over(
        &self,
        currency: &mut Option<Currency>,
        assume: &mut Vec<String>,
        (draws, seed): (&mut usize, &mut u64),
    ) -> Result<(), Problem> {
        *currency = self.currency()?.or(*currency);
        assume.extend(self.assume.iter().cloned());
        *draws = self.draws.unwrap_or(*draws);
        *seed = self.seed.unwrap_or(*seed);
        Ok(())
    }
}
