//! A ranking as text: each entry with its interval drawn on one common axis.

use super::page::Page;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style, columns};
use crate::ticks::Axis;
use crate::views::rank::{RankView, RankedView};
use crate::{money, words};

/// A ranking.
pub fn rank(view: &RankView, style: &Style) -> String {
    let mut page = Page::new(style);
    page.painted(&view.headline, Paint::Bold);
    page.painted(&what(view), Paint::Dim);
    page.gap();
    page.table(&table(view, style));
    for remark in &view.remarks {
        page.gap().labelled("Note", remark);
    }
    page.finish()
}

fn what(view: &RankView) -> String {
    let shown = view.entries.iter().filter(|e| !e.asked || e.rank <= view.entries.len()).count();
    let per = view.entries.first().map_or("", |e| words::per(e.median.per));
    let currency = view.entries.first().map(|e| e.median.currency.to_string()).unwrap_or_default();
    format!(
        "The market's median by {}, {currency} {per}, with its 80 % interval: {shown} of {}",
        view.by, view.total
    )
}

/// The widest that a name is shown where there is room for the axis as well.
const NAME: usize = 40;

/// Columns that rank, median, interval and the gaps between them take.
const FIXED: usize = 25;

/// Columns that jobs take, with their gap.
const JOBS: usize = 11;

fn table(view: &RankView, style: &Style) -> Table {
    let jobs = jobs_differ(&view.entries);
    let width = axis_width(view, style, jobs);
    let axis = axis(&view.entries, width);
    let ends = format!(
        "{:<half$}{:>rest$}",
        money::tick(axis.low()),
        money::tick(axis.high()),
        half = width / 2,
        rest = width - width / 2
    );
    let mut headings = vec![
        ("", Align::Right),
        (view.by.as_str(), Align::Cut),
        ("P50", Align::Right),
        ("", Align::Right),
        (ends.as_str(), Align::Left),
    ];
    headings.extend(jobs.then_some(("jobs", Align::Right)));
    let mut table = Table::new(&headings);
    for entry in &view.entries {
        let mut cells = row(entry, &axis, width, style);
        cells.extend(jobs.then(|| jobs_of(entry)));
        table.row(cells);
    }
    table
}

/// Whether the entries have different numbers of jobs: the same number beside each says nothing of any.
fn jobs_differ(entries: &[RankedView]) -> bool {
    entries.windows(2).any(|two| two[0].jobs != two[1].jobs)
}

fn jobs_of(entry: &RankedView) -> Cell {
    Cell::painted(entry.jobs.map(words::thousands).unwrap_or_default(), Paint::Dim)
}

/// What the names leave: they come first, for an entry that cannot be told from the next is none.
fn axis_width(view: &RankView, style: &Style, jobs: bool) -> usize {
    let name = view.entries.iter().map(|e| columns(&e.name)).max().unwrap_or(0).min(NAME);
    let taken = FIXED + name + if jobs { JOBS } else { 0 };
    style.width.saturating_sub(taken).clamp(16, 36)
}

fn axis(entries: &[RankedView], width: usize) -> Axis {
    let low = entries.iter().map(|e| e.median.low).fold(f64::INFINITY, f64::min);
    let high = entries.iter().map(|e| e.median.high).fold(0.0, f64::max);
    let low = if low.is_finite() { low } else { 0.0 };
    Axis::covering(low, high, (width / 4).max(3))
}

fn row(entry: &RankedView, axis: &Axis, width: usize, style: &Style) -> Vec<Cell> {
    let paint = if entry.asked { Paint::Mine } else { Paint::Plain };
    vec![
        Cell::painted(entry.rank.to_string(), Paint::Dim),
        Cell::painted(entry.name.as_str(), paint),
        Cell::painted(entry.median.short(), paint),
        Cell::painted(entry.median.plus_minus(), Paint::Dim),
        Cell::painted(whiskers(entry, axis, width, style), Paint::Market),
    ]
}

/// The interval as a line and the median as a dot on it.
fn whiskers(entry: &RankedView, axis: &Axis, width: usize, style: &Style) -> String {
    let (line, dot) = if style.unicode { ('─', '●') } else { ('-', 'o') };
    let column = |amount: f64| axis.column(amount, width);
    let (low, high) = (column(entry.median.low), column(entry.median.high));
    let at = column(entry.median.amount);
    let mark = |c: usize| match c {
        c if c == at => dot,
        c if (low..=high).contains(&c) => line,
        _ => ' ',
    };
    (0..width).map(mark).collect()
}
