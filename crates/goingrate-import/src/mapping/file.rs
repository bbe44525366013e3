//! The TOML beside a mapped table: which column is which field of a profile, which values mean what,
//! what is the same in all rows, and where the pay stands.

use std::collections::BTreeMap;

use goingrate_evidence::read;
use goingrate_units::parse::{alike, listed};
use goingrate_units::{Component, Problem};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::words::{self, Refused};
use crate::error::SourceError;
use crate::reading::Context;
use crate::table::TextEncoding;

/// A mapping, as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mapping {
    /// Read with the cards of all sources; here it only must be there.
    #[serde(rename = "card")]
    _card: IgnoredAny,
    pub table: TableText,
    /// Field to heading.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// Field to what it is in every row that does not state it.
    #[serde(default)]
    pub fixed: BTreeMap<String, String>,
    /// Field to values of the table to words of the taxonomy.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, OneOrMany>>,
    pub pay: Vec<PayText>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableText {
    pub headings: Vec<String>,
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
    pub amount: Option<String>,
    pub low: Option<String>,
    pub high: Option<String>,
    /// Heading to percentile, 1 to 99.
    #[serde(default)]
    pub percentiles: BTreeMap<String, f64>,
    pub mean: Option<String>,
}

/// The fields of a profile that a mapping may name.
pub const FIELDS: [&str; 21] = [
    "title",
    "level",
    "place",
    "years",
    "years_coding",
    "tenure",
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
    let read: Mapping =
        toml::from_str(text).map_err(|error| read::bad_toml(file, text, "mapping", &error))?;
    let refuse = |(field, value, reason): Refusal| {
        let (file, line) = (file.to_owned(), None);
        SourceError::Data(Problem::in_file(file, line, field, value, reason))
    };
    checked(&read, context).map_err(refuse)?;
    Ok(read)
}

/// The component of a word: as data files write it, or as flags do (`base-salary`).
pub(super) fn component(word: &str) -> Option<Component> {
    Component::from_slug(&word.replace('-', "_"))
}

/// Field, value and reason.
type Refusal = (String, String, String);

fn refusal(field: &str, value: &str, reason: String) -> Refusal {
    (field.to_owned(), value.to_owned(), reason)
}

fn checked(read: &Mapping, context: &Context<'_>) -> Result<(), Refusal> {
    let stated = read.table.fallback.as_deref();
    if let Some(fallback) = stated.filter(|label| TextEncoding::stated(label).is_none()) {
        let reason = "no such encoding; write windows-1252, windows-1251, utf-8 or the like";
        return Err(refusal("table.fallback", fallback, reason.to_owned()));
    }
    check_fields("columns", read.columns.keys())?;
    check_fields("fixed", read.fixed.keys())?;
    check_fields("values", read.values.keys())?;
    read.pay.iter().try_for_each(check_pay)?;
    check_words(read, context)
}

fn check_fields<'k>(
    table: &str,
    mut named: impl Iterator<Item = &'k String>,
) -> Result<(), Refusal> {
    let Some(other) = named.find(|field| !FIELDS.contains(&field.as_str())) else {
        return Ok(());
    };
    let reason = format!("no such field{}; there are {}", near(other, &FIELDS), FIELDS.join(", "));
    Err(refusal(table, other, reason))
}

/// The nearest known words, for a message.
fn near(word: &str, known: &[&str]) -> String {
    match alike(word, known.iter().copied()).join(", ") {
        near if near.is_empty() => near,
        near => format!("; nearest: {near}"),
    }
}

fn check_pay(pay: &PayText) -> Result<(), Refusal> {
    if component(&pay.component).is_none() {
        let known = Component::ALL.map(Component::slug);
        let near = near(&pay.component, &known);
        let reason = format!("no such component{near}; there are {}", known.join(", "));
        return Err(refusal("pay.component", &pay.component, reason));
    }
    let columns = [&pay.amount, &pay.low, &pay.high, &pay.mean];
    if columns.iter().all(|column| column.is_none()) && pay.percentiles.is_empty() {
        let reason = "it names no column; give amount, low and high, percentiles or mean";
        return Err(refusal("pay", &pay.component, reason.to_owned()));
    }
    let within = |p: &f64| (1.0..=99.0).contains(p);
    match pay.percentiles.iter().find(|(_, p)| !within(p)) {
        Some((heading, _)) => Err(refusal("pay.percentiles", heading, "write 1 to 99".to_owned())),
        None => Ok(()),
    }
}

/// Refuses words of the mapping that mean nothing: rows would lose what they state.
fn check_words(read: &Mapping, context: &Context<'_>) -> Result<(), Refusal> {
    let employer = read.fixed.get("employer").map(String::as_str);
    let check = |table: &str, field: &str, words: &[String]| {
        let refused = |Refused { word, reason }: Refused| (table.to_owned(), word, reason);
        words::check(field, words, employer, context).map_err(refused)
    };
    for (field, values) in &read.values {
        for (value, means) in values {
            check(&format!("values.{field}.{value:?}"), field, &means.list())?;
        }
    }
    for (field, text) in &read.fixed {
        let explained = |word: &str| read.values.get(field).is_some_and(|v| v.contains_key(word));
        let words: Vec<&str> =
            if field == "skills" { listed(text).collect() } else { vec![text.as_str()] };
        for word in words.into_iter().filter(|word| !explained(word)) {
            check(&format!("fixed.{field}"), field, &[word.to_owned()])?;
        }
    }
    Ok(())
}
