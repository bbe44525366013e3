//! Places, levels, skills, industries, roles or employers in the order of what they pay.

use goingrate_model::By;
use goingrate_units::{Date, Problem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ShownRequest;
use crate::GoingRate;
use crate::ask::{ProfileText, RankQuestion};

/// What is ranked, for whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RankRequest {
    /// For whom; the field that is ranked is left out of it.
    #[serde(flatten)]
    pub profile: ProfileText,
    /// In which currency and for which periods.
    #[serde(flatten)]
    pub shown: ShownRequest,
    /// What is ranked.
    pub by: ByWord,
    /// How many entries are given, 0 to 1,000; what the question names is given wherever it stands.
    #[schemars(range(min = 0, max = 1000))]
    pub top: usize,
}

/// What is ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum ByWord {
    /// Places.
    #[default]
    Place,
    /// The ladder of levels, in its own order.
    Level,
    /// Skills.
    Skill,
    /// Industries.
    Industry,
    /// Roles.
    Role,
    /// Employers.
    Employer,
}

/// No ranking is longer.
const MOST: usize = 1000;

impl Default for RankRequest {
    fn default() -> RankRequest {
        RankRequest {
            profile: ProfileText::default(),
            shown: ShownRequest::default(),
            by: ByWord::default(),
            top: 20,
        }
    }
}

impl RankRequest {
    /// The question that is asked.
    ///
    /// # Errors
    /// When a field cannot be read; the problem names it.
    pub fn question(&self, going_rate: &GoingRate, today: Date) -> Result<RankQuestion, Problem> {
        if self.top > MOST {
            let what = format!("a ranking has 0 to {MOST} entries");
            return Err(Problem::of("top", &self.top.to_string(), what));
        }
        Ok(RankQuestion {
            asked: self.profile.read(&going_rate.taxonomy, today)?,
            by: self.by.into(),
            unit: self.shown.unit()?,
            periods: self.shown.periods(),
            top: self.top,
        })
    }
}

impl From<ByWord> for By {
    fn from(by: ByWord) -> By {
        match by {
            ByWord::Place => By::Place,
            ByWord::Level => By::Level,
            ByWord::Skill => By::Skill,
            ByWord::Industry => By::Industry,
            ByWord::Role => By::Role,
            ByWord::Employer => By::Employer,
        }
    }
}
