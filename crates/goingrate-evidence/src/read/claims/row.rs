//! A table of claims (CSV) beside its card: a row is a `[[claim]]`, its columns are named as the keys
//! of one. An empty field is a key that is left out.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::read::fault::Fault;
use goingrate_units::Problem;

/// Columns whose fields are words.
const WORDS: [&str; 14] = [
    "id",
    "section",
    "as_of",
    "role",
    "code",
    "level",
    "place",
    "tier",
    "employer",
    "rung",
    "engagement",
    "component",
    "basis",
    "aside",
];
/// Columns whose fields are several words, with blanks between them.
const LISTS: [&str; 2] = ["skills", "industries"];
/// Columns that say true or false.
const FLAGS: [&str; 2] = ["bonus", "modelled"];
/// Columns of `pay`: its words, how many months make a year, then its amounts.
const PAY_WORDS: [&str; 2] = ["currency", "per"];
const PAYS: &str = "pays";
const AMOUNTS: [&str; 17] = [
    "p5", "p10", "p20", "p25", "p50", "p75", "p80", "p90", "p95", "low", "high", "from", "top",
    "typical", "example", "mean", "gap",
];
/// A difference: by how many percent, as `5` or `-3 to 8`, and what of the subject is another in whom it is
/// compared with.
const PERCENT: &str = "percent";
const AGAINST: [&str; 3] = ["against.employer", "against.tier", "against.level"];
/// The other columns: years as `2-4`, a number of people, numbers of figures in the order of the
/// amounts, a remark.
const OTHERS: [&str; 4] = ["years", "n", "figures", "note"];

/// One row of a table of claims.
#[derive(Clone, Debug)]
pub(super) struct Row<'t> {
    file: &'t str,
    /// The line of the file, from 1.
    line: u64,
    /// Heading and text of each field that is not empty.
    fields: Vec<(String, String)>,
}

/// The rows of a table, and what cannot be read of it. A heading that is not known is a complaint,
/// and then no row is read, because none would say what was meant.
pub(super) fn rows<'t>((file, text): (&'t str, &str)) -> (Vec<Row<'t>>, Vec<Problem>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let broken = |error: csv::Error| {
        let line = error.position().map(csv::Position::line);
        Problem::in_file(file, line, "row", "", error.to_string())
    };
    let heading = match reader.headers() {
        Ok(heading) => heading.clone(),
        Err(error) => return (Vec::new(), vec![broken(error)]),
    };
    let strangers: Vec<Problem> =
        heading.iter().filter(|name| !is_known(name)).map(|name| stranger(file, name)).collect();
    if !strangers.is_empty() {
        return (Vec::new(), strangers);
    }
    let (mut rows, mut complaints) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let field = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
                let fields = heading.iter().zip(&record).filter(|(_, text)| !text.is_empty());
                rows.push(Row { file, line, fields: fields.map(field).collect() });
            }
            Err(error) => complaints.push(broken(error)),
        }
    }
    (rows, complaints)
}

fn columns() -> impl Iterator<Item = &'static str> {
    WORDS
        .into_iter()
        .chain(LISTS)
        .chain(FLAGS)
        .chain(PAY_WORDS)
        .chain([PAYS])
        .chain(AMOUNTS)
        .chain([PERCENT])
        .chain(AGAINST)
        .chain(OTHERS)
}

fn is_known(name: &str) -> bool {
    columns().any(|known| known == name)
}

fn stranger(file: &str, name: &str) -> Problem {
    let known = columns().collect::<Vec<_>>().join(", ");
    let reason = format!("unknown column, so no row is read; known are {known}");
    Problem::in_file(file, Some(1), "heading", name, reason)
}

impl Row<'_> {
    /// What the row says, if it is written as it should be.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        let mut claim = Table::new();
        let mut parts: BTreeMap<&str, Table> = BTreeMap::new();
        for (name, text) in &self.fields {
            let value = self.value(name, text)?;
            let is_pay = PAY_WORDS.contains(&name.as_str())
                || AMOUNTS.contains(&name.as_str())
                || name == PAYS;
            let (part, key) = match name.split_once('.') {
                _ if is_pay => ("pay", name.as_str()),
                _ if name == PERCENT => ("difference", PERCENT),
                Some((part, key)) => (part, key),
                None => ("", name.as_str()),
            };
            let table = if part.is_empty() { &mut claim } else { parts.entry(part).or_default() };
            table.insert(key.to_owned(), value);
        }
        claim.extend(parts.into_iter().map(|(part, table)| (part.to_owned(), Value::Table(table))));
        Ok(Value::Table(claim).try_into()?)
    }

    fn value(&self, name: &str, text: &str) -> Result<Value, Fault> {
        Ok(match name {
            "years" => Value::Array(years(text)?),
            PERCENT => percent(text)?,
            "n" | PAYS => number(name, text)?,
            "figures" => Value::Table(self.figures(text)?),
            name if AMOUNTS.contains(&name) => number(name, text)?,
            name if LISTS.contains(&name) => {
                let words = text.split_whitespace().map(|word| Value::String(word.to_owned()));
                Value::Array(words.collect())
            }
            name if FLAGS.contains(&name) => {
                let refuse = |_| Fault::at(name, "write true or false");
                Value::Boolean(text.parse().map_err(refuse)?)
            }
            _ => Value::String(text.to_owned()),
        })
    }

    /// The numbers of the row's figures, in the order in which its amounts stand; the ends of a difference
    /// are its low and its high.
    fn figures(&self, text: &str) -> Result<Table, Fault> {
        let mut amounts: Vec<String> = Vec::new();
        for (name, text) in &self.fields {
            match name.as_str() {
                PERCENT if text.contains(TO) => {
                    amounts.extend(["low".to_owned(), "high".to_owned()]);
                }
                PERCENT => amounts.push("difference".to_owned()),
                name if AMOUNTS.contains(&name) => amounts.push(name.to_owned()),
                _ => {}
            }
        }
        let refuse = |_| Fault::at("figures", "write numbers of figures: 12 13");
        let numbers: Vec<i64> =
            text.split_whitespace().map(str::parse).collect::<Result<_, _>>().map_err(refuse)?;
        if numbers.len() != amounts.len() {
            let reason = format!("{} numbers for {} amounts", numbers.len(), amounts.len());
            return Err(Fault::at("figures", reason));
        }
        let numbers = numbers.into_iter().map(Value::Integer);
        Ok(amounts.into_iter().zip(numbers).collect())
    }

    /// The fault as a complaint, with the line, the column and what stands there.
    pub fn complain(&self, fault: Fault) -> Problem {
        let column = match fault.field.split('.').collect::<Vec<_>>()[..] {
            ["pay" | "difference", name, ..] => name,
            [name, ..] => name,
            [] => "",
        };
        let written = self.fields.iter().find(|(name, _)| name == column);
        let written = written.map(|(_, text)| text.clone()).unwrap_or_default();
        let column = if column.is_empty() { "claim" } else { column };
        let value = fault.value.unwrap_or(written);
        Problem::in_file(self.file, Some(self.line), column, value, fault.reason)
    }
}

fn number(name: &str, text: &str) -> Result<Value, Fault> {
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    let refuse = || Fault::at(name, "not a number; leave what is missing empty");
    number.map(Value::Float).ok_or_else(refuse)
}

/// What stands between the two ends of a difference.
const TO: &str = " to ";

/// "5" or "-3 to 8".
fn percent(text: &str) -> Result<Value, Fault> {
    match text.split_once(TO) {
        Some((low, high)) => Ok(Value::Array(vec![number(PERCENT, low)?, number(PERCENT, high)?])),
        None => number(PERCENT, text),
    }
}

fn years(text: &str) -> Result<Vec<Value>, Fault> {
    let ends =
        text.split_once('-').and_then(|(low, high)| Some((low.parse().ok()?, high.parse().ok()?)));
    let (low, high) = ends.ok_or_else(|| Fault::at("years", "write years as 2-4"))?;
    Ok(vec![Value::Float(low), Value::Float(high)])
}
