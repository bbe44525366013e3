//! A carried table of cells or summary quantiles (CSV, plain or gzip), with its source's card and a
//! file that says what is carried of it.
//!
//! The counts add up: every row is a cell, a summary, or a complaint of its own. Cells may be of one
//! record: what is carried was published row by row under a licence that allows it. That what is shared
//! has cells of five or more records holds for people's own stores.

use std::collections::HashSet;
use std::str::FromStr;
use std::sync::Arc;

use goingrate_units::{Date, Problem, Taxonomy};
use serde::Deserialize;

use super::card::{bad_toml, source_card};
use super::table::Table;
use crate::key_columns::{NUMBERS, RowOf, TEXTS};
use crate::{Card, Cell, CellKey, Histogram, RowHash, SourceId, SummaryQuantiles};

/// What a carried table is read from; each part has its name and its text or bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MicrodataFile<'a> {
    /// The data file of the source, with its card (`data/sources`).
    pub source: (&'a str, &'a str),
    /// What is carried of the source, in which period, and what was left out.
    pub extract: (&'a str, &'a str),
    /// The table: CSV, plain or gzip.
    pub table: (&'a str, &'a [u8]),
}

/// A carried table as read.
#[derive(Clone, Debug, PartialEq)]
pub struct MicrodataRead {
    /// The source's card, with the period and the remarks of the extract.
    pub card: Card,
    /// The cells, in the order of the file; their source is given by
    /// [`Evidence::add_microdata`](crate::Evidence::add_microdata).
    pub cells: Vec<Cell>,
    /// The summary quantiles, in the order of the file.
    pub published: Vec<SummaryQuantiles>,
    /// Rows of the file, the heading not counted.
    pub rows: usize,
    /// Whatever could not be read.
    pub complaints: Vec<Problem>,
}

/// The file beside a table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Extract {
    /// What of the source is carried, in words.
    period: String,
    /// When it holds.
    as_of: String,
    /// Whom it reaches and what was left out, each a sentence; they join the biases of the card.
    remarks: Vec<String>,
}

/// The column of a table of cells, and those of a table of summary quantiles.
const BUCKETS: &str = "buckets";
const FIGURES: [&str; 6] = ["quantiles", "at_least", "mean", "mean_error", "count", "count_error"];

/// Reads a table. A heading with `buckets` is that of cells, one with `quantiles` or `mean` that of
/// summary quantiles.
///
/// # Errors
/// When card or extract cannot be read, the table cannot be decompressed, or its heading has a column
/// that there is not, or none of the figures. Rows that fail are complaints of the result instead:
/// a word that the taxonomy does not have, no number, the same key twice.
pub fn microdata(file: &MicrodataFile, taxonomy: &Taxonomy) -> Result<MicrodataRead, Problem> {
    let card = carried_card(file)?;
    let table = Table { file: file.table.0, bytes: file.table.1, columns: &[] };
    let text = table.text()?;
    let mut reader = csv::Reader::from_reader(&text[..]);
    let heading = reader.headers().map_err(|error| table.broken(&error))?.clone();
    let columns = Columns::of(&heading, &table)?;
    let mut reading = Reading {
        columns,
        taxonomy,
        file: file.table.0,
        words: HashSet::new(),
        seen: HashSet::new(),
        read: MicrodataRead {
            card,
            cells: Vec::new(),
            published: Vec::new(),
            rows: 0,
            complaints: Vec::new(),
        },
    };
    let mut record = csv::StringRecord::new();
    loop {
        let more = reader.read_record(&mut record);
        if let Ok(false) = more {
            return Ok(reading.read);
        }
        reading.read.rows += 1;
        let outcome = more.map_err(|e| table.broken(&e)).and_then(|_| reading.row(&record));
        reading.read.complaints.extend(outcome.err());
    }
}

/// The card of the source with what the extract says.
fn carried_card(file: &MicrodataFile) -> Result<Card, Problem> {
    let mut card = source_card(file.source.0, file.source.1)?;
    let (name, text) = file.extract;
    let extract: Extract =
        toml::from_str(text).map_err(|error| bad_toml(name, text, "extract", &error))?;
    card.as_of = Date::from_str(&extract.as_of).map_err(|error| {
        let (field, reason) = ("as_of".to_owned(), error.to_string());
        Problem::in_file(name.to_owned(), None, field, extract.as_of.clone(), reason)
    })?;
    card.period = extract.period;
    card.biases.extend(extract.remarks);
    Ok(card)
}

/// Where the columns stand in a row.
struct Columns {
    texts: Vec<Option<usize>>,
    numbers: Vec<Option<usize>>,
    buckets: Option<usize>,
    figures: [Option<usize>; 6],
}

impl Columns {
    fn of(heading: &csv::StringRecord, table: &Table) -> Result<Columns, Problem> {
        let at = |name: &str| heading.iter().position(|column| column == name);
        let texts = TEXTS.iter().map(|(name, _)| *name);
        let numbers = NUMBERS.iter().map(|(name, _)| *name);
        let known: HashSet<&str> =
            texts.clone().chain(numbers.clone()).chain(FIGURES).chain([BUCKETS]).collect();
        let mut seen = HashSet::new();
        for name in heading {
            if !known.contains(name) {
                let reason = "there is no such column".to_owned();
                return Err(table.complain("heading", name, reason));
            }
            if !seen.insert(name) {
                return Err(table.complain("heading", name, "is there twice".to_owned()));
            }
        }
        let columns = Columns {
            texts: texts.map(at).collect(),
            numbers: numbers.map(at).collect(),
            buckets: at(BUCKETS),
            figures: FIGURES.map(at),
        };
        let [quantiles, _, mean, ..] = columns.figures;
        match (columns.buckets, quantiles.or(mean)) {
            (Some(_), Some(_)) => {
                let reason = "a table of cells has no summary quantiles".to_owned();
                Err(table.complain("heading", BUCKETS, reason))
            }
            (None, None) => {
                let reason = "there is no column buckets, quantiles or mean".to_owned();
                Err(table.complain("heading", "", reason))
            }
            _ => Ok(columns),
        }
    }
}

/// A table half read.
struct Reading<'t> {
    columns: Columns,
    taxonomy: &'t Taxonomy,
    file: &'t str,
    /// Texts that stand in many rows are kept once.
    words: HashSet<Arc<str>>,
    seen: HashSet<CellKey>,
    read: MicrodataRead,
}

impl Reading<'_> {
    /// Adds the row's cell or summary.
    fn row(&mut self, record: &csv::StringRecord) -> Result<(), Problem> {
        let key = self.key(record)?;
        if !self.seen.insert(key.clone()) {
            return Err(self.refuse(record, "row", "", "another row has the same key"));
        }
        match self.columns.buckets {
            Some(at) => {
                let histogram = self.histogram(record, record.get(at).unwrap_or_default())?;
                self.read.cells.push(Cell { source: SourceId(0), key, histogram });
            }
            None => {
                let summary = self.summary(record, key)?;
                self.read.published.push(summary);
            }
        }
        Ok(())
    }

    fn key(&mut self, record: &csv::StringRecord) -> Result<CellKey, Problem> {
        let field = |at: &Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
        let words = &mut self.words;
        let mut shared = |text: &str| -> Option<Arc<str>> {
            if text.is_empty() {
                return None;
            }
            if let Some(known) = words.get(text) {
                return Some(Arc::clone(known));
            }
            let new: Arc<str> = Arc::from(text);
            words.insert(Arc::clone(&new));
            Some(new)
        };
        let texts: Vec<Option<Arc<str>>> =
            self.columns.texts.iter().map(|at| shared(field(at))).collect();
        let mut numbers = Vec::with_capacity(NUMBERS.len());
        for (at, (name, _)) in self.columns.numbers.iter().zip(NUMBERS) {
            numbers.push(match field(at) {
                "" => None,
                text => Some(text.parse::<i32>().map_err(|_| {
                    self.refuse(
                        record,
                        name,
                        text,
                        "not a whole number; leave what is missing empty",
                    )
                })?),
            });
        }
        let key = RowOf { texts: &texts, numbers: &numbers }.key(self.taxonomy);
        key.map_err(|(name, value)| {
            let reason = match value.as_str() {
                "" => "must be stated",
                _ => "the taxonomy has no such word, or the number cannot be",
            };
            self.refuse(record, name, &value, reason)
        })
    }

    fn histogram(&self, record: &csv::StringRecord, text: &str) -> Result<Histogram, Problem> {
        let refuse = |value: &str, reason: &str| self.refuse(record, BUCKETS, value, reason);
        let mut counts: Vec<(i32, u64)> = Vec::new();
        for pair in text.split_whitespace() {
            let parts = pair.split_once(':');
            let numbers = parts.and_then(|(bucket, count)| {
                bucket.parse().ok().zip(count.parse().ok().filter(|count| *count > 0))
            });
            counts.push(numbers.ok_or_else(|| {
                refuse(pair, "no bucket with its count, as in 2115:3; a count is above zero")
            })?);
        }
        if counts.is_empty() {
            return Err(refuse(text, "a cell has at least one record"));
        }
        Histogram::from_counts(counts).map_err(|error| refuse(text, &error.to_string()))
    }

    fn summary(
        &self,
        record: &csv::StringRecord,
        key: CellKey,
    ) -> Result<SummaryQuantiles, Problem> {
        let [quantiles, at_least, mean, mean_error, count, count_error] = [0, 1, 2, 3, 4, 5];
        let text =
            |of: usize| self.columns.figures[of].and_then(|at| record.get(at)).unwrap_or_default();
        let number = |of: usize| self.above_zero(record, FIGURES[of], text(of));
        let summary = SummaryQuantiles {
            quantiles: self.pairs(record, FIGURES[quantiles], text(quantiles))?,
            at_least: self.pairs(record, FIGURES[at_least], text(at_least))?,
            mean: number(mean)?,
            mean_error: number(mean_error)?,
            count_error: number(count_error)?,
            count: match text(count) {
                "" => None,
                text => Some(text.parse().map_err(|_| {
                    self.refuse(record, "count", text, "not a whole number from zero up")
                })?),
            },
            row: RowHash::of(record.iter()),
            ..SummaryQuantiles::new(key)
        };
        match summary.quantiles.is_empty() && summary.at_least.is_empty() && summary.mean.is_none()
        {
            true => Err(self.refuse(record, "quantiles", "", "the row has no figure")),
            false => Ok(summary),
        }
    }

    /// Probabilities with their amounts, both in rising order.
    fn pairs(
        &self,
        record: &csv::StringRecord,
        field: &str,
        text: &str,
    ) -> Result<Vec<(f64, f64)>, Problem> {
        let mut pairs: Vec<(f64, f64)> = Vec::new();
        for pair in text.split_whitespace() {
            let refuse = |reason: &str| self.refuse(record, field, pair, reason);
            let parts = pair.split_once(':');
            let numbers = parts.and_then(|(p, amount)| p.parse().ok().zip(amount.parse().ok()));
            let (p, amount): (f64, f64) =
                numbers.ok_or_else(|| refuse("no probability with its amount, as in 0.5:90000"))?;
            if !(p > 0.0 && p < 1.0 && amount.is_finite() && amount > 0.0) {
                return Err(refuse("a probability lies between 0 and 1, an amount above zero"));
            }
            if pairs.last().is_some_and(|last| p <= last.0 || amount < last.1) {
                return Err(refuse("lies below the percentile before it"));
            }
            pairs.push((p, amount));
        }
        Ok(pairs)
    }

    fn above_zero(
        &self,
        record: &csv::StringRecord,
        field: &str,
        text: &str,
    ) -> Result<Option<f64>, Problem> {
        if text.is_empty() {
            return Ok(None);
        }
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite() && *number > 0.0);
        let refuse = || self.refuse(record, field, text, "not a number above zero");
        number.map(Some).ok_or_else(refuse)
    }

    fn refuse(
        &self,
        record: &csv::StringRecord,
        field: &str,
        value: &str,
        reason: &str,
    ) -> Problem {
        let line = record.position().map(csv::Position::line);
        let (file, field) = (self.file.to_owned(), field.to_owned());
        Problem::in_file(file, line, field, value.to_owned(), reason.to_owned())
    }
}
