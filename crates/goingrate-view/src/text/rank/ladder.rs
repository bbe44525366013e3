//! The ladder of levels as text: a line a level, with as many percentiles as there is room for.

use crate::style::Paint;
use crate::text::page::Page;
use crate::text::table::{Align, Cell, Table};
use crate::views::rank::{RankView, RankedView};
use crate::words;

/// The percentiles that are shown, by their position, the fullest table first; the last column says how
/// sure the median is, in words where there is room for them.
const TABLES: [(&[usize], bool); 4] =
    [(&[0, 1, 2, 3, 4], true), (&[0, 1, 2, 3, 4], false), (&[1, 2, 3], false), (&[2], false)];

/// The names of the percentiles.
const NAMES: [&str; 5] = ["P10", "P25", "median", "P75", "P90"];

/// The ladder, the role's own first; then the medians in other periods, if they were asked for.
pub fn section<'p, 's>(page: &'p mut Page<'s>, view: &RankView) -> &'p mut Page<'s> {
    let mut tables = TABLES.iter().map(|(at, in_words)| levels(view, at, *in_words));
    let fitting = tables.clone().find(|table| table.fits(page.style));
    if let Some(table) = fitting.or_else(|| tables.next_back()) {
        page.table(&table);
    }
    if let Some(table) = periods(view) {
        page.gap().painted("The median by period", Paint::Plain).table(&table);
    }
    page
}

fn levels(view: &RankView, percentiles: &[usize], in_words: bool) -> Table {
    let per = view.entries.first().map_or("", |entry| words::per(entry.median.per));
    let mut headings = vec![(per, Align::Left)];
    headings.extend(percentiles.iter().map(|&at| (NAMES[at], Align::Right)));
    headings.push(("how sure", Align::Left));
    let mut table = Table::new(&headings);
    let mut ladder = view.entries.first().and_then(|entry| entry.ladder);
    for entry in &view.entries {
        if entry.ladder != ladder {
            table.heading(Cell::painted(heading(entry), Paint::Dim));
        }
        ladder = entry.ladder;
        let paint = paint(entry);
        let amount = |&at: &usize| {
            let paint = if at == 2 && paint == Paint::Plain { Paint::Bold } else { paint };
            Cell::painted(entry.percentiles[at].pay.short(), paint)
        };
        let mut cells = vec![Cell::painted(entry.name.as_str(), paint)];
        cells.extend(percentiles.iter().map(amount));
        let doubt = entry.median.doubt();
        let sure = if in_words { format!("{}, {doubt}", entry.sure) } else { doubt };
        cells.push(Cell::painted(sure, Paint::Dim));
        table.row(cells);
    }
    table
}

/// What stands over the levels of the other ladder.
fn heading(entry: &RankedView) -> &'static str {
    match entry.ladder {
        Some("management") => "Those who lead others",
        _ => "Those who do the work themselves",
    }
}

/// The medians by period side by side.
fn periods(view: &RankView) -> Option<Table> {
    let first = view.entries.first().filter(|entry| !entry.by_period.is_empty())?;
    let medians = |entry: &RankedView| -> Vec<_> {
        std::iter::once(&entry.median).chain(&entry.by_period).cloned().collect()
    };
    let mut headings = vec![("", Align::Left)];
    headings.extend(medians(first).iter().map(|median| (words::per(median.per), Align::Right)));
    let mut table = Table::new(&headings);
    for entry in &view.entries {
        let mut cells = vec![Cell::painted(entry.name.as_str(), paint(entry))];
        cells.extend(medians(entry).iter().map(|m| Cell::painted(m.short(), paint(entry))));
        table.row(cells);
    }
    Some(table)
}

/// The reader's own level stands out.
fn paint(entry: &RankedView) -> Paint {
    if entry.asked { Paint::Mine } else { Paint::Plain }
}
