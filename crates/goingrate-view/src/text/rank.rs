//! A ranking as text: each entry with its interval drawn on one common axis. Levels are a ladder.

mod ladder;

use goingrate_units::Period;

use super::page::Page;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style, columns};
use crate::ticks::Axis;
use crate::views::rank::{RankView, RankedView};
use crate::{money, words};

/// A ranking, or the ladder of levels.
pub fn rank(view: &RankView, style: &Style) -> String {
    let mut page = Page::new(style);
    match &view.answer {
        Some(answer) => page.painted(answer, Paint::Bold).painted(&view.headline, Paint::Dim),
        None => page.painted(&view.headline, Paint::Bold).painted(&what(view), Paint::Dim),
    };
    page.gap();
    match view.entries.iter().all(|entry| entry.percentiles.is_empty()) {
        true => {
            let drawn = table(view, style);
            let fits = drawn.fits(style) && !view.entries.is_empty() && !style.brief;
            page.table(&if fits { drawn } else { narrow(view) })
        }
        false => ladder::section(&mut page, view),
    };
    if !view.remarks.is_empty() {
        page.gap();
    }
    for remark in &view.remarks {
        page.labelled("Note", remark);
    }
    page.finish()
}

/// "Median pay by skill, USD a year, and how far it may be off (80 %): the first 20 of 58".
fn what(view: &RankView) -> String {
    let first = view.entries.iter().filter(|e| !e.asked || e.rank <= view.entries.len()).count();
    let asked = view.entries.len() - first;
    let per = Period::from_slug(&view.per).map_or("", words::per);
    let shown = match (first, asked) {
        (0, _) => format!("what you asked for among {}", view.total),
        (first, _) if first == view.total => format!("all {first}"),
        (first, 0) => format!("the first {first} of {}", view.total),
        (first, _) => format!("the first {first} of {}, and what you asked for", view.total),
    };
    format!(
        "The median by {}, {} {per}, and how far it may be off (80 %): {shown}",
        view.by, view.currency
    )
}

/// The widest that a name is shown where there is room for the axis as well.
const NAME: usize = 40;

/// Columns that rank, median and the gaps between all of them take.
const FIXED: usize = 20;

/// Columns that a further period takes, with its gap.
const PERIOD: usize = 10;

/// Columns that jobs take, with their gap.
const JOBS: usize = 11;

fn table(view: &RankView, style: &Style) -> Table {
    let jobs = jobs_differ(&view.entries);
    let several = view.entries.first().is_some_and(|entry| !entry.by_period.is_empty());
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
        (if several { words::per(view.entries[0].median.per) } else { "median" }, Align::Right),
    ];
    let first = view.entries.first();
    let periods = first.into_iter().flat_map(|entry| &entry.by_period);
    headings.extend(periods.map(|median| (words::per(median.per), Align::Right)));
    headings.extend([("", Align::Right), (ends.as_str(), Align::Left)]);
    headings.extend(jobs.then_some(("jobs", Align::Right)));
    let mut table = Table::new(&headings);
    for entry in &view.entries {
        let mut cells = row(entry, &axis, width, style);
        cells.extend(jobs.then(|| jobs_of(entry)));
        table.row(cells);
    }
    for name in &view.without_evidence {
        let columns = headings.len();
        table.row(unspoken(name, columns));
    }
    table
}

/// The same without the axis, for a narrow page.
fn narrow(view: &RankView) -> Table {
    let mut table = Table::new(&[
        ("", Align::Right),
        (view.by.as_str(), Align::Elastic),
        ("median", Align::Right),
        ("", Align::Right),
    ]);
    for entry in &view.entries {
        let paint = if entry.asked { Paint::Mine } else { Paint::Plain };
        table.row(vec![
            Cell::painted(entry.rank.to_string(), Paint::Dim),
            Cell::painted(entry.name.as_str(), paint),
            Cell::painted(entry.median.short(), paint),
            Cell::painted(entry.median.doubt(), Paint::Dim),
        ]);
    }
    for name in &view.without_evidence {
        table.row(unspoken(name, 4));
    }
    table
}

/// What is asked for and has no rank: no evidence says what it pays.
fn unspoken(name: &str, columns: usize) -> Vec<Cell> {
    let mut cells = vec![
        Cell::painted("–", Paint::Dim),
        Cell::painted(format!("{name}: no evidence"), Paint::Mine),
    ];
    cells.resize(columns, "".into());
    cells
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
    let unspoken =
        view.without_evidence.iter().map(|name| columns(name) + columns(": no evidence"));
    let names = view.entries.iter().map(|e| columns(&e.name)).chain(unspoken);
    let name = names.max().unwrap_or(0).min(NAME);
    let periods = view.entries.first().map_or(0, |entry| entry.by_period.len());
    let doubt = view.entries.iter().map(|e| columns(&e.median.doubt())).max().unwrap_or(0);
    let taken = FIXED + name + doubt + periods * PERIOD + if jobs { JOBS } else { 0 };
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
    let mut cells = vec![
        Cell::painted(entry.rank.to_string(), Paint::Dim),
        Cell::painted(entry.name.as_str(), paint),
        Cell::painted(entry.median.short(), paint),
    ];
    cells.extend(entry.by_period.iter().map(|median| Cell::painted(median.short(), paint)));
    cells.extend([
        Cell::painted(entry.median.doubt(), Paint::Dim),
        Cell::painted(whiskers(entry, axis, width, style), Paint::Market),
    ]);
    cells
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
