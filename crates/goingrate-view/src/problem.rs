//! The shape of a problem in JSON, for descriptions of interfaces.

use schemars::JsonSchema;

/// Something that the asker can put right; what is missing is left out.
#[derive(JsonSchema)]
#[schemars(rename = "Problem")]
#[allow(dead_code, reason = "only its schema is used: a problem serialises itself")]
pub struct ProblemShape {
    /// What is wrong.
    what: String,
    /// The kind of fault.
    kind: ProblemKindShape,
    /// The field of the question.
    field: Option<String>,
    /// The value, as it was written.
    value: Option<String>,
    /// The file or plan in which it stands.
    file: Option<String>,
    /// The line in it, from 1.
    line: Option<u64>,
    /// What to write instead.
    hint: Option<String>,
    /// The nearest known words, or the candidates of an ambiguous one; best first.
    #[schemars(default)]
    nearest: Vec<String>,
}

/// The kind of a fault, for programs that act on it.
#[derive(JsonSchema)]
#[schemars(rename = "ProblemKind", rename_all = "kebab-case")]
#[allow(dead_code, reason = "only its schema is used")]
pub enum ProblemKindShape {
    /// The value is not what the field takes.
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
