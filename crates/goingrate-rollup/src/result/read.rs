//! The result of a roll-up, from any engine and in any number of files, to its rows.

use goingrate_import::table::{self, Layout, Line, Opened};
use goingrate_import::{Rejection, Row, Sink, SourceError};
use goingrate_units::Problem;

use super::{BUCKET, FAULT, LEFT_OUT, PART, ROWS, SCANNED};
use crate::kernel::Fault;

/// One row of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is counted: a figure's word.
    pub part: String,
    /// The values of the dimensions, in the order that was asked for.
    pub values: Vec<String>,
    /// The bucket of the amounts, or why they are none.
    pub amount: Result<i32, Fault>,
    /// How many rows.
    pub rows: u64,
}

/// What the files of a result say of all rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// Rows that were scanned.
    pub scanned: u64,
    /// Rows that were left out.
    pub left_out: u64,
    /// Whether any file said what was scanned.
    pub is_counted: bool,
}

/// Reads a file of a result. `headings` are those of the dimensions; each entry goes to `take`.
///
/// # Errors
/// When it is no such table, or one of its rows cannot be read: then nothing of the result can be used.
pub fn read(
    opened: Opened,
    headings: &[String],
    results: &mut Results,
    mut take: impl FnMut(Entry),
) -> Result<(), SourceError> {
    let ours = [PART, FAULT, BUCKET, ROWS];
    let missing = ["NULL", "\\N"];
    let layout = Layout { missing: &missing, ..Layout::of(&ours) };
    let mut refused: Option<Problem> = None;
    table::read(opened, &layout, &mut Nowhere, |columns| {
        let dimensions = headings.iter().map(|heading| columns.only(heading));
        let dimensions = dimensions.collect::<Result<Vec<_>, _>>()?;
        let [part, fault, bucket, rows] = ours.map(|name| columns.find(&[name]));
        let columns = columns.clone();
        let refused = &mut refused;
        Ok(Box::new(move |line: &Line, _: &mut Row| {
            let stated = |column| line.stated(column, &columns).unwrap_or_default();
            let values = dimensions.iter().map(|column| stated(column).to_owned()).collect();
            let texts = [stated(&part), stated(&fault), stated(&bucket), stated(&rows)];
            if refused.is_none() {
                match one(line, texts, values, results) {
                    Ok(Some(entry)) => take(entry),
                    Ok(None) => {}
                    Err(problem) => *refused = Some(problem),
                }
            }
            Ok(())
        }))
    })?;
    refused.map_or(Ok(()), |problem| Err(problem.into()))
}

fn one(
    line: &Line,
    [part, fault, bucket, rows]: [&str; 4],
    values: Vec<String>,
    results: &mut Results,
) -> Result<Option<Entry>, Problem> {
    let refuse = |field: &str, value: &str, what: &str| {
        let what = format!("row {} of the result: {what}", line.number());
        Problem::of(field, value, what)
    };
    let count = whole(rows).and_then(|rows| u64::try_from(rows).ok());
    let count = count.ok_or_else(|| refuse(ROWS, rows, "no number of rows"))?;
    match part {
        SCANNED => {
            results.scanned = results.scanned.saturating_add(count);
            results.is_counted = true;
            return Ok(None);
        }
        LEFT_OUT => {
            results.left_out = results.left_out.saturating_add(count);
            return Ok(None);
        }
        _ => {}
    }
    let amount = match (fault, bucket) {
        ("", bucket) => {
            let number = whole(bucket).and_then(|bucket| i32::try_from(bucket).ok());
            Ok(number.ok_or_else(|| refuse(BUCKET, bucket, "no number of a bucket"))?)
        }
        (word, _) => {
            Err(Fault::of(word).ok_or_else(|| refuse(FAULT, word, "no word for a fault"))?)
        }
    };
    Ok(Some(Entry { part: part.to_owned(), values, amount, rows: count }))
}

/// A whole number, which some engines write as a double (`2124.0`).
fn whole(text: &str) -> Option<i64> {
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}

/// Rows are taken where they are read.
struct Nowhere;

impl Sink for Nowhere {
    fn used(&mut self, _: u64, _: &mut Row) {}

    fn set_aside(&mut self, _: u64, _: Rejection) {}
}
