//! What can go wrong, as the reader is told it: what, in which field, with which value, what is
//! near and what to write instead. And the exit codes.

use std::fmt;
use std::process::ExitCode;

use goingrate::OpenError;
use goingrate::model::ModelError;
use goingrate::units::parse::ParseError;
use goingrate::units::{CurrencyError, DateError};
use goingrate_view::freelance::FreelanceError;
use serde::Serialize;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Answered.
    Success = 0,
    /// Answered, and the answer is no.
    No = 1,
    /// The question is not one.
    BadInput = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// What is wrong.
    pub what: String,
    /// The field or flag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The offending value, as it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The nearest known words, or the candidates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<String>,
}

impl Failure {
    /// A failure without a field.
    pub fn new(what: impl Into<String>) -> Failure {
        Failure { what: what.into(), ..Failure::default() }
    }

    /// A failure of a field with a value.
    pub fn of(field: &str, value: &str, what: impl Into<String>) -> Failure {
        let (field, value) = (Some(field.to_owned()), Some(value.to_owned()));
        Failure { what: what.into(), field, value, ..Failure::default() }
    }

    /// The same with a hint.
    pub fn hint(self, hint: impl Into<String>) -> Failure {
        Failure { hint: Some(hint.into()), ..self }
    }

    /// As JSON: `{"error": {"what": …}}`.
    pub fn to_json(&self) -> String {
        let error = std::collections::BTreeMap::from([("error", self)]);
        let text = serde_json::to_string_pretty(&error);
        text.unwrap_or_else(|_| r#"{"error": {}}"#.to_owned()) + "\n"
    }

    /// The same, blamed on a flag.
    pub fn in_flag(self, flag: &str) -> Failure {
        Failure { field: Some(flag.to_owned()), ..self }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: ")?;
        if let (Some(field), Some(value)) = (&self.field, &self.value) {
            write!(f, "{field} {value:?}: ")?;
        }
        writeln!(f, "{}", self.what)?;
        if !self.nearest.is_empty() {
            writeln!(f, "  nearest: {}", self.nearest.join(", "))?;
        }
        match &self.hint {
            Some(hint) => writeln!(f, "  hint: {hint}"),
            None => Ok(()),
        }
    }
}

impl From<ParseError> for Failure {
    fn from(error: ParseError) -> Failure {
        let ParseError { field, value, reason, hint, nearest } = error;
        let hint = Some(hint).filter(|h| !h.is_empty());
        Failure { what: reason, field: Some(field), value: Some(value), hint, nearest }
    }
}

impl From<CurrencyError> for Failure {
    fn from(error: CurrencyError) -> Failure {
        match error {
            CurrencyError::NoRate { currency, date, known } => {
                let what = format!("no exchange rate at {date}");
                let hint = format!("give your own with --rates; there are rates for {known}");
                Failure::of("currency", currency.code(), what).hint(hint)
            }
            CurrencyError::NotACode(code) => Failure::of("currency", &code, "is no currency code")
                .hint("write three letters such as USD, EUR or INR"),
            other => Failure::new(other.to_string()),
        }
    }
}

impl From<ModelError> for Failure {
    fn from(error: ModelError) -> Failure {
        match error {
            ModelError::Question { what, hint, .. } => Failure::new(what).hint(hint),
            ModelError::Currency(error) => error.into(),
            other => Failure::new(other.to_string()),
        }
    }
}

impl From<DateError> for Failure {
    fn from(error: DateError) -> Failure {
        Failure::of("date", &error.0.clone(), "is no date")
            .hint("write 2026-11-22, 2026-11 or 2026")
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Failure {
        Failure::new(error.to_string())
    }
}

impl From<FreelanceError> for Failure {
    fn from(error: FreelanceError) -> Failure {
        Failure::new(error.to_string())
    }
}
