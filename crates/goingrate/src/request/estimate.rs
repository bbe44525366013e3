//! The market's percentiles, quickly: a request, and its reading.

use std::sync::Arc;

use goingrate_units::parse::Understood;
use goingrate_units::{Date, Problem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ShownRequest;
use crate::ask::{EstimateQuestion, Estimates, ProfileText};

/// Whose percentiles are asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EstimateRequest {
    /// Whose pay is asked for.
    #[serde(flatten)]
    pub profile: ProfileText,
    /// In which currency and for which periods.
    #[serde(flatten)]
    pub shown: ShownRequest,
}

impl EstimateRequest {
    /// The question that is asked; a profile that was read lately is remembered.
    ///
    /// # Errors
    /// When a field cannot be read; the problem names it.
    pub fn question(
        &self,
        estimates: &mut Estimates,
        today: Date,
    ) -> Result<EstimateQuestion, Problem> {
        let asked: Arc<Understood> = estimates.read(&self.profile, today)?;
        Ok(EstimateQuestion { asked, unit: self.shown.unit()?, periods: self.shown.periods() })
    }
}
