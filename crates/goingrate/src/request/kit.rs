//! Whom to look for, what to ask, and which pay to publish.

use goingrate_units::{Date, Problem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ShownRequest;
use crate::GoingRate;
use crate::ask::{KitQuestion, ProfileText, read_hire};

/// For whom a hiring kit is asked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct KitRequest {
    /// Who is to be hired.
    #[serde(flatten)]
    pub profile: ProfileText,
    /// In which currency and for which period; an advert tells its pay for one period.
    #[serde(flatten)]
    pub shown: ShownRequest,
    /// Assume otherwise than the carried data, by the names that the kit ends with: time-to-fill=60,
    /// agency-fee=15%..20%.
    pub assume: Vec<String>,
}

impl KitRequest {
    /// The question that is asked.
    ///
    /// # Errors
    /// When a field cannot be read, or several periods are asked for (field `per`).
    pub fn question(&self, going_rate: &GoingRate, today: Date) -> Result<KitQuestion, Problem> {
        if self.shown.per.len() > 1 {
            let periods = format!("{} periods", self.shown.per.len());
            return Err(Problem::of("per", &periods, "an advert tells its pay for one period"));
        }
        Ok(KitQuestion {
            asked: read_hire(&self.profile, &going_rate.taxonomy, today)?,
            unit: self.shown.unit()?,
            assume: self.assume.clone(),
        })
    }
}
