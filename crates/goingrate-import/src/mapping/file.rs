//! The TOML beside a mapped table: which column is which field of a profile, which values mean what,
//! what is the same in all rows, and where the pay stands.

use std::collections::BTreeMap;

use goingrate_evidence::read;
use goingrate_units::{Component, Problem};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::checks::checked;
use super::column::{Named, NamedColumns};
use crate::error::SourceError;
use crate::reading::Context;

/// A mapping, as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mapping {
    /// Read with the cards of all sources; here it only must be there.
    #[serde(rename = "card")]
    _card: IgnoredAny,
    pub table: TableText,
    /// Field to its column, or to several whose values are read as one.
    #[serde(default)]
    pub columns: BTreeMap<String, NamedColumns>,
    /// Field to what it is in every row that does not state it.
    #[serde(default)]
    pub fixed: BTreeMap<String, String>,
    /// Field to values of the table to words of the taxonomy.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, OneOrMany>>,
    /// Rows with these values are left out.
    #[serde(default)]
    pub leave_out: Vec<ChosenRows>,
    /// Rows with other values than these are left out.
    #[serde(default)]
    pub keep_only: Vec<ChosenRows>,
    pub pay: Vec<PayText>,
}

/// Rows by the value of a column.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChosenRows {
    pub column: Named,
    pub values: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableText {
    #[serde(default)]
    pub headings: Vec<String>,
    /// How many lines the headings take; none where the first line is data already.
    #[serde(default = "one_line")]
    pub heading_lines: usize,
    /// The mark before the fraction of an amount: `.` or `,`.
    pub decimal: Option<String>,
    /// `day-first` or `month-first`.
    pub dates: Option<String>,
    /// How many hours a week are full-time work, for a table that states hours.
    pub full_time: Option<f64>,
    #[serde(default)]
    pub missing: Vec<String>,
    /// The encoding of lines that are not UTF-8; where it is not stated, it is guessed.
    pub fallback: Option<String>,
    #[serde(default)]
    pub not_content: Vec<String>,
}

/// A word, or several with their percents.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub fn list(&self) -> Vec<String> {
        match self {
            OneOrMany::One(word) => vec![word.clone()],
            OneOrMany::Many(words) => words.clone(),
        }
    }
}

/// Where the pay of a component stands: one amount, a range, or percentiles.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PayText {
    pub component: String,
    /// The period of this part of pay, where it is not that of the row.
    pub period: Option<String>,
    pub amount: Option<Named>,
    pub low: Option<Named>,
    pub high: Option<Named>,
    /// Both ends of a range in one column.
    pub range: Option<Named>,
    /// Heading to percentile, 1 to 99.
    #[serde(default)]
    pub percentiles: BTreeMap<String, f64>,
    pub mean: Option<Named>,
}

fn one_line() -> usize {
    1
}

/// The fields of a profile that a mapping may name.
pub const FIELDS: [&str; 22] = [
    "title",
    "level",
    "place",
    "years",
    "years_coding",
    "tenure",
    "hours",
    "skills",
    "industry",
    "employer",
    "tier",
    "headcount",
    "education",
    "remote",
    "engagement",
    "basis",
    "stated",
    "currency",
    "period",
    "as_of",
    "count",
    "country",
];

/// Reads a mapping and refuses what it could not mean.
///
/// # Errors
/// When the text is no TOML of this shape, a key, field, component, percentile or word is not one
/// that there is, or a table of pay names no column.
pub(super) fn mapping(
    file: &str,
    text: &str,
    context: &Context<'_>,
) -> Result<Mapping, SourceError> {
    let refuse = |(field, value, reason): Refusal| {
        let (file, line) = (file.to_owned(), None);
        SourceError::Data(Problem::in_file(file, line, field, value, reason))
    };
    if let Ok(table) = text.parse::<toml::Table>() {
        texts_alone(&table).map_err(refuse)?;
    }
    let read: Mapping =
        toml::from_str(text).map_err(|error| read::bad_toml(file, text, "mapping", &error))?;
    checked(&read, context).map_err(refuse)?;
    Ok(read)
}

/// Refuses a word that is no text (`"Under a year" = 0`) by the name of its key, which the reader of
/// TOML does not tell.
fn texts_alone(table: &toml::Table) -> Result<(), Refusal> {
    let tables = |name: &str| table.get(name).and_then(toml::Value::as_table);
    for (field, value) in tables("fixed").into_iter().flatten() {
        text_alone(&format!("fixed.{field}"), value, false)?;
    }
    for (field, values) in tables("values").into_iter().flatten() {
        for (word, value) in values.as_table().into_iter().flatten() {
            text_alone(&format!("values.{field}.{word:?}"), value, true)?;
        }
    }
    Ok(())
}

fn text_alone(key: &str, value: &toml::Value, may_be_list: bool) -> Result<(), Refusal> {
    match value {
        toml::Value::String(_) => Ok(()),
        toml::Value::Array(list) if may_be_list && list.iter().all(toml::Value::is_str) => Ok(()),
        toml::Value::Array(_) if may_be_list => {
            Err(refusal(key, &value.to_string(), "write a list of texts".to_owned()))
        }
        other => {
            let text = other.to_string();
            let reason = match other {
                toml::Value::Table(_) => "write a text".to_owned(),
                _ => format!("write a text: {:?}", text.trim_matches('"')),
            };
            Err(refusal(key, &text, reason))
        }
    }
}

/// The component of a word: as data files write it, or as flags do (`base-salary`).
pub(super) fn component(word: &str) -> Option<Component> {
    Component::from_slug(&word.replace('-', "_"))
}

/// Field, value and reason.
pub(super) type Refusal = (String, String, String);

pub(super) fn refusal(field: &str, value: &str, reason: String) -> Refusal {
    (field.to_owned(), value.to_owned(), reason)
}
