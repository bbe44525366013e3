//! A plan in a request: the text of a TOML file, or an object with the same keys.

use std::borrow::Cow;

use goingrate_units::Problem;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged, expecting = "has to be the text of a TOML file, or an object with its keys")]
pub enum PlanText {
    /// The text of a TOML file, with the name that problems call it by.
    Toml(String),
    /// The keys of such a file.
    Keys(toml::Table),
}

impl PlanText {
    /// The plan as a TOML text.
    ///
    /// # Errors
    /// When the keys cannot be written as TOML (field `plan`).
    pub fn toml(&self) -> Result<Cow<'_, str>, Problem> {
        match self {
            PlanText::Toml(text) => Ok(Cow::Borrowed(text)),
            PlanText::Keys(keys) => toml::to_string(keys)
                .map(Cow::Owned)
                .map_err(|error| Problem::of("plan", "", error.to_string())),
        }
    }

    /// A problem of the plan. Where its keys came as an object nobody knows the lines of a text.
    pub(super) fn named(&self, problem: Problem) -> Problem {
        match self {
            PlanText::Toml(_) => problem,
            PlanText::Keys(_) => problem.at_line(None),
        }
    }
}

impl JsonSchema for PlanText {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "PlanText".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "object"] })
    }
}
