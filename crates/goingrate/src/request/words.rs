//! The words that questions are asked in: roles, levels, places, skills, employers, by how they begin.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Words of one list that begin as somebody has typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WordsRequest {
    /// The list.
    pub list: ListWord,
    /// How the words begin, in capitals or not; all words if empty.
    pub prefix: String,
    /// How many words are given, 1 to 100.
    #[schemars(range(min = 1, max = 100))]
    pub limit: usize,
}

/// A list of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum ListWord {
    /// Roles.
    #[default]
    Roles,
    /// Levels.
    Levels,
    /// Places.
    Places,
    /// Skills.
    Skills,
    /// Industries.
    Industries,
    /// Employers.
    Employers,
}

impl Default for WordsRequest {
    fn default() -> WordsRequest {
        WordsRequest { list: ListWord::default(), prefix: String::new(), limit: 10 }
    }
}
