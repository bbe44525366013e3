//! What is wrong with something that a person wrote: one type for questions, rows of tables and
//! files of data, so that every face tells the same fault in the same words.

use std::fmt;

use crate::{CurrencyError, DateError, TaxonomyError};

use serde::{Serialize, Serializer, ser::SerializeStruct};

/// The longest value that a problem quotes, in characters: enough to find it again.
const LONGEST_VALUE: usize = 80;

/// What kind of fault a problem is, for programs that act on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The value is not what the field takes.
    #[default]
    Invalid,
    /// A word that no list knows.
    Unknown,
    /// A word that means several things.
    Ambiguous,
    /// Something that has to be said is not.
    Missing,
    /// Two things that cannot both hold.
    Contradiction,
    /// No exchange rate of a currency at a date.
    NoRate,
    /// A place, a year or a way of working that no carried rule covers.
    NotCovered,
    /// A file that cannot be read or written.
    Unreadable,
    /// The program carries damaged data, or has a fault of its own.
    Internal,
}

/// Where in a file a problem lies.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FilePosition {
    /// The file, as its path was handed in.
    pub file: String,
    /// The line, from 1, where the format has lines.
    pub line: Option<u64>,
}

/// Something that a person can put right: what, in which field, with which value, what is near, and
/// what to write instead.
///
/// Its [`Display`](fmt::Display) is one line. Fields have the names of the question or the file
/// (`place`, `as_of`, `salary`), never those of flags: a face that has flags says so itself.
///
/// ```
/// use goingrate_units::Problem;
/// let problem = Problem::of("place", "Seatle", "unknown place").hint("write a city");
/// assert_eq!(problem.to_string(), r#"place "Seatle": unknown place; write a city"#);
/// let problem = Problem::in_file("report.toml", Some(3), "card.slug", "A B", "has a blank");
/// assert_eq!(problem.to_string(), r#"report.toml:3: card.slug = "A B": has a blank"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.paragraph())]
pub struct Problem {
    /// What is wrong.
    pub what: String,
    /// The kind of fault.
    pub kind: ProblemKind,
    /// The field of the question, the column or the key of the file.
    pub field: Option<String>,
    /// The offending value, as it was written.
    pub value: Option<String>,
    /// What to write instead.
    pub hint: Option<String>,
    /// The nearest known words, or the candidates of an ambiguous one; best first.
    pub nearest: Vec<String>,
    /// The file and line, where the fault stands in a file.
    pub position: Option<FilePosition>,
}

impl Problem {
    /// A problem of no field in particular.
    pub fn new(what: impl Into<String>) -> Problem {
        Problem { what: what.into(), ..Problem::default() }
    }

    /// A problem of a field with a value; a long value is cut.
    pub fn of(field: &str, value: &str, what: impl Into<String>) -> Problem {
        let value = value.chars().take(LONGEST_VALUE).collect();
        Problem { field: Some(field.to_owned()), value: Some(value), ..Problem::new(what) }
    }

    /// A problem of a field or key in a file; `line` counts from 1.
    pub fn in_file(
        file: impl Into<String>,
        line: Option<u64>,
        field: impl Into<String>,
        value: impl Into<String>,
        what: impl Into<String>,
    ) -> Problem {
        Problem {
            field: Some(field.into()),
            value: Some(value.into()),
            position: Some(FilePosition { file: file.into(), line }),
            ..Problem::new(what)
        }
    }

    /// The same with what to write instead; an empty hint is none.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Problem {
        Problem { hint: Some(hint.into()).filter(|hint| !hint.is_empty()), ..self }
    }

    /// The same with the nearest known words, or the candidates.
    #[must_use]
    pub fn nearest(self, nearest: Vec<String>) -> Problem {
        Problem { nearest, ..self }
    }

    /// The same as another kind of fault.
    #[must_use]
    pub fn kind(self, kind: ProblemKind) -> Problem {
        Problem { kind, ..self }
    }

    /// The same, blamed on another field: the one that the value came from.
    #[must_use]
    pub fn in_field(self, field: &str) -> Problem {
        Problem { field: Some(field.to_owned()), ..self }
    }

    /// The same at another line of its file.
    #[must_use]
    pub fn at_line(mut self, line: Option<u64>) -> Problem {
        if let Some(position) = &mut self.position {
            position.line = line;
        }
        self
    }

    /// The file that it stands in; empty where it stands in none.
    pub fn file(&self) -> &str {
        self.position.as_ref().map_or("", |position| position.file.as_str())
    }

    /// The line in its file, from 1.
    pub fn line(&self) -> Option<u64> {
        self.position.as_ref().and_then(|position| position.line)
    }

    /// The field; empty where there is none.
    pub fn field_name(&self) -> &str {
        self.field.as_deref().unwrap_or_default()
    }

    /// The value as it was written; empty where there is none.
    pub fn value_text(&self) -> &str {
        self.value.as_deref().unwrap_or_default()
    }

    /// Whether the value is in no vocabulary, rather than ambiguous or out of range.
    pub fn is_unknown(&self) -> bool {
        self.kind == ProblemKind::Unknown
    }

    /// What is wrong, what is near and what to write instead, without field and value.
    pub fn reason(&self) -> String {
        let mut text = self.what.clone();
        if !self.nearest.is_empty() {
            let label = if self.is_unknown() { "; nearest known" } else { "" };
            text += &format!("{label}: {}", self.nearest.join(", "));
        }
        if let Some(hint) = &self.hint {
            text += &format!("; {hint}");
        }
        text
    }

    fn paragraph(&self) -> String {
        let reason = self.reason();
        let place = match &self.position {
            Some(FilePosition { file, line: Some(line) }) => format!("{file}:{line}: "),
            Some(FilePosition { file, line: None }) => format!("{file}: "),
            None => String::new(),
        };
        match (&self.field, &self.value) {
            (Some(field), Some(value)) if self.position.is_some() => {
                format!("{place}{field} = {value:?}: {reason}")
            }
            (Some(field), Some(value)) => format!("{field} {value:?}: {reason}"),
            _ => place + &reason,
        }
    }
}

/// As JSON: what is missing is left out.
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Problem", 8)?;
        object.serialize_field("what", &self.what)?;
        object.serialize_field("kind", &self.kind)?;
        let position = self.position.as_ref();
        let file = position.map(|position| position.file.as_str());
        let texts =
            [("field", self.field.as_deref()), ("value", self.value.as_deref()), ("file", file)];
        for (name, text) in texts {
            match text {
                Some(text) => object.serialize_field(name, text)?,
                None => object.skip_field(name)?,
            }
        }
        match self.line() {
            Some(line) => object.serialize_field("line", &line)?,
            None => object.skip_field("line")?,
        }
        match &self.hint {
            Some(hint) => object.serialize_field("hint", hint)?,
            None => object.skip_field("hint")?,
        }
        match self.nearest.is_empty() {
            true => object.skip_field("nearest")?,
            false => object.serialize_field("nearest", &self.nearest)?,
        }
        object.end()
    }
}

/// A problem as a list of them shows it: each on its line.
#[derive(Clone, Copy, Debug)]
pub struct Problems<'a>(pub &'a [Problem]);

impl fmt::Display for Problems<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|problem| writeln!(f, "{problem}"))
    }
}

impl From<CurrencyError> for Problem {
    fn from(error: CurrencyError) -> Problem {
        match error {
            CurrencyError::NoRate { currency, date, known } => {
                let what = format!("no exchange rate at {date}");
                let hint = format!("give a rate of your own; there are rates for {known}");
                Problem::of("currency", currency.code(), what).kind(ProblemKind::NoRate).hint(hint)
            }
            CurrencyError::NotACode(code) => Problem::of("currency", &code, "is no currency code")
                .hint("write three letters such as USD, EUR or INR"),
            other => Problem::new(other.to_string()).kind(ProblemKind::Internal),
        }
    }
}

impl From<DateError> for Problem {
    fn from(error: DateError) -> Problem {
        Problem::of("date", &error.0, "is no date").hint("write 2026-11-22, 2026-11 or 2026")
    }
}

impl From<TaxonomyError> for Problem {
    fn from(error: TaxonomyError) -> Problem {
        Problem::new(error.to_string()).kind(ProblemKind::Internal)
    }
}
