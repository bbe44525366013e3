//! Cells and summary quantiles to the text of a carried table, which [`microdata`](crate::read::microdata)
//! reads: one row a cell or group, one column a field of the key, and the pay behind them.
//!
//! The order of the columns makes the text compress well: what all rows share comes first, so that a
//! row begins as the one before it does.

use std::fmt::Write;

use goingrate_units::Taxonomy;

use crate::key_columns::{NUMBERS, TEXTS};
use crate::{Cell, CellKey, Histogram, SummaryQuantiles};

/// Cells as a table, in the order in which they are given: their histograms are `bucket:count` pairs
/// in the column `buckets`.
///
/// Cells of one record are written as they are. What is shared of a person's own store has cells of
/// five or more records; what is carried was published by its source row by row, under a licence that
/// allows it.
///
/// # Errors
/// When the table cannot be written as CSV.
pub fn cells(cells: &[&Cell], taxonomy: &Taxonomy) -> Result<String, csv::Error> {
    let keys: Vec<&CellKey> = cells.iter().map(|cell| &cell.key).collect();
    let buckets = cells.iter().map(|cell| buckets(&cell.histogram)).collect();
    table(&keys, vec![("buckets", buckets)], taxonomy)
}

/// Summary quantiles as a table, in the order in which they are given: `p:amount` pairs in the columns
/// `quantiles` and `at_least`, then mean, count and their relative standard errors.
///
/// # Errors
/// When the table cannot be written as CSV.
pub fn summary_quantiles(
    all: &[&SummaryQuantiles],
    taxonomy: &Taxonomy,
) -> Result<String, csv::Error> {
    let keys: Vec<&CellKey> = all.iter().map(|summary| &summary.key).collect();
    let column = |of: fn(&SummaryQuantiles) -> String| all.iter().map(|s| of(s)).collect();
    let figures = vec![
        ("quantiles", column(|s| pairs(&s.quantiles))),
        ("at_least", column(|s| pairs(&s.at_least))),
        ("mean", column(|s| number(s.mean))),
        ("mean_error", column(|s| number(s.mean_error))),
        ("count", column(|s| number(s.count))),
        ("count_error", column(|s| number(s.count_error))),
    ];
    table(&keys, figures, taxonomy)
}

/// A column: its name and the value of every row.
type Column = (&'static str, Vec<String>);

/// The columns of the keys that hold anything, then the others; what all rows share comes first.
fn table(
    keys: &[&CellKey],
    figures: Vec<Column>,
    taxonomy: &Taxonomy,
) -> Result<String, csv::Error> {
    let texts = TEXTS.iter().map(|(name, of)| {
        let value = |key: &&CellKey| of(key, taxonomy).unwrap_or_default();
        (*name, keys.iter().map(value).collect())
    });
    let numbers =
        NUMBERS.iter().map(|(name, of)| (*name, keys.iter().map(|key| number(of(key))).collect()));
    let of_keys: Vec<Column> = texts.chain(numbers).collect();
    let is_shared = |column: &Column| column.1.windows(2).all(|pair| pair[0] == pair[1]);
    let (shared, own): (Vec<Column>, Vec<Column>) = of_keys.into_iter().partition(is_shared);
    let holds = |column: &Column| column.1.iter().any(|value| !value.is_empty());
    let columns: Vec<Column> = shared.into_iter().chain(own).chain(figures).filter(holds).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns.iter().map(|column| column.0))?;
    for row in 0..keys.len() {
        writer.write_record(columns.iter().map(|column| &column.1[row]))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn number<N: ToString>(number: Option<N>) -> String {
    number.map_or(String::new(), |number| number.to_string())
}

/// `2115:1 2120:3`
fn buckets(histogram: &Histogram) -> String {
    joined(histogram.counts())
}

/// `0.25:95000 0.5:101000`
fn pairs(pairs: &[(f64, f64)]) -> String {
    joined(pairs)
}

fn joined<A: std::fmt::Display, B: std::fmt::Display>(pairs: &[(A, B)]) -> String {
    let mut text = String::new();
    for (a, b) in pairs {
        let space = if text.is_empty() { "" } else { " " };
        // Writing to a text does not fail.
        let _ = write!(text, "{space}{a}:{b}");
    }
    text
}
