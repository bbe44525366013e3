//! The next steps of a career as money over time.

use goingrate_units::{Date, Problem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PlannedRequest;
use crate::GoingRate;
use crate::ask::career::{CareerQuestion, CareerText, YEARS, read_rate};
use crate::ask::{ProfileText, Text};

/// Who asks, and which ways are compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CareerRequest {
    /// What is done now.
    #[serde(flatten)]
    pub profile: ProfileText,
    /// Ways to compare with staying; what one does not name stays as it is: "staff", "engineering manager",
    /// "Rust", "Berlin", "at Google", "freelance", "founder". The usual ones if not given.
    pub way: Vec<String>,
    /// What is earned now, a year or with its period: "128k", "6500/mo". A person of the market if not given.
    pub pay: Option<Text>,
    /// Pay that is to be reached, a year before tax in today's money.
    pub goal: Option<Text>,
    /// Over how many years ways are compared, 1 to 15.
    #[schemars(range(min = 1, max = 15))]
    pub horizon: u32,
    /// By how much a year later is worth less: "4%".
    pub discount: Option<Text>,
    /// What is assumed, told and drawn.
    #[serde(flatten)]
    pub planned: PlannedRequest,
}

impl Default for CareerRequest {
    fn default() -> CareerRequest {
        CareerRequest {
            profile: ProfileText::default(),
            way: Vec::new(),
            pay: None,
            goal: None,
            horizon: YEARS,
            discount: None,
            planned: PlannedRequest::default(),
        }
    }
}

impl CareerRequest {
    /// The question that is asked.
    ///
    /// # Errors
    /// When a field cannot be read; the problem names it.
    pub fn question(&self, going_rate: &GoingRate, today: Date) -> Result<CareerQuestion, Problem> {
        let text = CareerText {
            first: self.profile.clone(),
            ways: self.way.clone(),
            pay: self.pay.clone().map(String::from),
            goal: self.goal.clone().map(String::from),
        };
        let mut question = CareerQuestion::new(text.read(&going_rate.taxonomy, today)?);
        question.discount = self.discount.as_deref().map(read_rate).transpose()?;
        question.years = self.horizon;
        let drawn = (&mut question.draws, &mut question.seed);
        self.planned.over(&mut question.currency, &mut question.assume, drawn)?;
        Ok(question)
    }
}
