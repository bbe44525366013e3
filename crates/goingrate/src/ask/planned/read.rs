//! `data/verdicts.toml`: what each figure for a planner is held against.

use goingrate_units::{Problem, ProblemKind};
use serde::Deserialize;

use crate::data;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldFile {
    /// Where and how projects are built of which a report says neither.
    pub worldwide: String,
    pub claim: Vec<Held>,
}

/// What one claim is held against.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The claim.
    pub id: String,
    pub against: Against,
    /// Of what; several only for steps from level to level.
    pub of: Option<Of>,
    pub team: Option<String>,
    pub who: Option<String>,
    pub because: Option<String>,
    /// Why no verdict is given although there is something to hold it against.
    pub undecided: Option<String>,
    /// How words are read as two figures.
    pub reads: Option<[f64; 2]>,
    pub unit: Option<String>,
    /// The report counts shares in percent.
    #[serde(default)]
    pub percent: bool,
}

/// What a claim can be held against.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Against {
    Assumption,
    HireStep,
    ProjectCost,
    ProjectTime,
    Rate,
    LevelStep,
    Nothing,
}

/// One thing or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Of {
    One(String),
    Several(Vec<String>),
}

impl Held {
    /// The one thing that is asked of.
    pub fn subject(&self) -> &str {
        match &self.of {
            Some(Of::One(one)) => one,
            _ => "",
        }
    }

    /// All of them.
    pub fn subjects(&self) -> &[String] {
        match &self.of {
            Some(Of::Several(all)) => all,
            Some(Of::One(one)) => std::slice::from_ref(one),
            None => &[],
        }
    }

    /// The person.
    pub fn who(&self) -> &str {
        self.who.as_deref().unwrap_or_default()
    }
}

/// Reads the carried file.
pub fn held() -> Result<HeldFile, Problem> {
    let (path, text) = data::VERDICTS;
    toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| 1 + text[..span.start].matches('\n').count() as u64);
        Problem::in_file(path, line, "verdicts", "", error.message()).kind(ProblemKind::Internal)
    })
}
