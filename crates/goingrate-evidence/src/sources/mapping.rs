//! The TOML beside a mapped table: which column is which field of a profile, which values mean what,
//! what is the same in all rows, and where the pay stands.

use std::collections::BTreeMap;

use goingrate_units::Component;
use serde::Deserialize;

use super::{SourceError, bad_data};

/// A mapping, as it is written.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Mapping {
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
    #[serde(default = "usual_encoding")]
    pub fallback: String,
    #[serde(default)]
    pub not_content: Vec<String>,
}

fn usual_encoding() -> String {
    "windows-1252".to_owned()
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
pub(super) const FIELDS: [&str; 21] = [
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
/// When the text is no TOML of this shape, a field, component or percentile is not one that there
/// is, or a table of pay names no column.
pub(super) fn mapping(file: &str, text: &str) -> Result<Mapping, SourceError> {
    let read: Mapping = super::data(file, text)?;
    let named = read.columns.keys().chain(read.fixed.keys()).chain(read.values.keys());
    for field in named {
        if !FIELDS.contains(&field.as_str()) {
            let hint = format!("no such field; there are {}", FIELDS.join(", "));
            return Err(bad_data(file, "field", field, &hint));
        }
    }
    for pay in &read.pay {
        if Component::from_slug(&pay.component).is_none() {
            return Err(bad_data(file, "pay.component", &pay.component, "no such component"));
        }
        let columns = [&pay.amount, &pay.low, &pay.high, &pay.mean];
        if columns.iter().all(|column| column.is_none()) && pay.percentiles.is_empty() {
            return Err(bad_data(file, "pay", &pay.component, "it names no column"));
        }
        let within = |p: &f64| (1.0..=99.0).contains(p);
        if let Some((heading, _)) = pay.percentiles.iter().find(|(_, p)| !within(p)) {
            return Err(bad_data(file, "pay.percentiles", heading, "write 1 to 99"));
        }
    }
    Ok(read)
}
