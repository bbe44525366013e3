//! What evidence there is, what one source or claim says, and which claims hold.

use goingrate_model::Judgement;
use goingrate_units::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ask::evidence::CheckQuestion;

/// The sources and how much of each is carried.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SourcesRequest {}

/// One source with its card and claims.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SourceRequest {
    /// The source's word: salary-guide-2026.
    pub source: String,
}

/// One claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClaimRequest {
    /// The claim's word: salary-guide-2026/senior-base.
    pub claim: String,
}

/// Claims against the book fitted without their source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct VerdictsRequest {
    /// Only the claims of this source.
    pub source: Option<String>,
    /// Only claims of this verdict.
    pub only: Option<VerdictWord>,
}

/// A verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum VerdictWord {
    /// The book says otherwise.
    Contradicted,
    /// The book says the same.
    Supported,
    /// The book cannot tell.
    Undecided,
    /// Figures of hires, offers and projects, held against the planners.
    Planner,
}

impl VerdictsRequest {
    /// The question that is asked.
    pub fn question(&self, today: Date) -> CheckQuestion {
        let only = self.only.map(Judgement::from);
        CheckQuestion { source: self.source.clone(), only, today: Some(today) }
    }
}

impl From<VerdictWord> for Judgement {
    fn from(word: VerdictWord) -> Judgement {
        match word {
            VerdictWord::Contradicted => Judgement::Contradicted,
            VerdictWord::Supported => Judgement::Supported,
            VerdictWord::Undecided => Judgement::Undecided,
            VerdictWord::Planner => Judgement::ForPlanner,
        }
    }
}
