//! Scores as text.

use super::page::Page;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style};
use crate::views::score::{RowsView, ScoreView};
use crate::words;

/// The scores of a file.
pub fn score(view: &ScoreView, style: &Style) -> String {
    let mut page = Page::new(style);
    page.painted(&format!("{} as {}", view.file, view.source), Paint::Bold);
    page.painted(
        "Mean pinball loss of log pay; shares of records inside (aims: 80 and 50 %)",
        Paint::Dim,
    );
    let mut table = Table::new(&[
        ("kind", Align::Elastic),
        ("records", Align::Right),
        ("loss", Align::Right),
        ("P10 to P90", Align::Right),
        ("P25 to P75", Align::Right),
    ]);
    for kind in &view.kinds {
        table.row(vec![
            Cell::from(kind.name.clone()),
            Cell::from(kind.records.to_string()),
            Cell::from(format!("{:.4}", kind.pinball)),
            Cell::from(format!("{:.1} %", 100.0 * kind.cover80)),
            Cell::from(format!("{:.1} %", 100.0 * kind.cover50)),
        ]);
    }
    page.gap().table(&table);
    if view.kinds.iter().any(|kind| kind.heard) {
        let what = "The book was fitted with records of this source: these may be among them.";
        page.gap().labelled("Note", what);
    }
    let RowsView { rows, rows_of_records, rows_of_percentiles, set_aside } = view.rows;
    let read = format!(
        "{}: {} with records, {} of percentiles alone, which are not scored, {} set aside by the source",
        words::count(rows, "row"),
        words::thousands(rows_of_records as f64),
        words::thousands(rows_of_percentiles as f64),
        words::thousands(set_aside as f64)
    );
    let scored: usize = view.kinds.iter().map(|kind| kind.records).sum();
    let scored = format!(
        "{}: {} scored, {} not (bonus or equity by itself, or no exchange rate)",
        words::count(scored + view.not_scored, "record"),
        words::thousands(scored as f64),
        words::thousands(view.not_scored as f64)
    );
    page.gap().painted(&read, Paint::Dim).painted(&scored, Paint::Dim);
    page.finish()
}
