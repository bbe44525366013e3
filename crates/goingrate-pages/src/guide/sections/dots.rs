//! Entries of an order as dots with whiskers, and as a table.

use goingrate::units::Currency;
use goingrate_view::views::rank::RankedView;

use super::super::grid::{Entry, Grid, columns};
use super::phrases;
use crate::charts::Picture;
use crate::charts::rows::{Row, Rows};

/// The picture, with a line at an amount. Where more than is shown lies after the first so many, a row says
/// how many.
pub fn picture(
    entries: &[&RankedView],
    currency: Currency,
    line: Option<f64>,
    (first, all): (usize, usize),
) -> Picture {
    let dot = |entry: &&RankedView| Row::dot(&entry.name, &entry.median);
    let mut rows: Vec<Row> = entries.iter().map(dot).collect();
    let between = all.saturating_sub(entries.len());
    if between > 0 && first < rows.len() {
        rows.insert(first, Row { name: format!("… {between} between"), ..Row::default() });
    }
    let said =
        |entry: &RankedView| format!("{} {}", entry.name, phrases::with_doubt(&entry.median));
    let ends: Vec<String> =
        entries.first().into_iter().chain(entries.last()).map(|entry| said(entry)).collect();
    Rows { upright: line, label: 230.0, ..Rows::holding(rows, crate::words::ticks(currency)) }
        .picture(format!("In the middle: {}.", ends.join(", ")))
}

/// The table; each name leads to a question.
pub fn grid(
    id: &'static str,
    what: &str,
    entries: &[&RankedView],
    to: impl Fn(&RankedView) -> Option<String>,
) -> Grid {
    let row = |entry: &&RankedView| {
        vec![
            Entry { to: to(entry), ..Entry::text(&entry.name) },
            phrases::paid(&entry.median),
            phrases::sure(&entry.median),
        ]
    };
    Grid {
        id,
        caption: format!("Middle base pay a year by {}", what.to_lowercase()),
        columns: columns(&[what, "#Middle", "#We are 80% sure of"]),
        rows: entries.iter().map(row).collect(),
        cards: false,
    }
}
