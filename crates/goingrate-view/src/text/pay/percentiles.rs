//! The five percentiles as text: side by side where there is room, else below each other.

use crate::style::{Paint, Style, columns};
use crate::text::page::Page;
use crate::text::table::{Align, Cell, Table};
use crate::views::pay::{PayView, PercentileView};
use crate::words;

/// The names of the percentiles.
pub const NAMES: [&str; 5] = ["P10", "P25", "median", "P75", "P90"];

/// Least width of a column of percentiles; amounts with a long currency get more.
const COLUMN: usize = 10;

/// A line of five cells and what they are.
struct Line {
    cells: Vec<String>,
    paint: Paint,
    /// What they are, in full and in few words.
    meaning: [String; 2],
}

/// Which percentiles, what people get, in every period and at every price that was asked for, and how
/// far that may be off.
pub fn section(page: &mut Page, view: &PayView) {
    lay(page, &lines(view));
}

/// The same of percentiles alone, and of those for other periods.
pub fn plain(page: &mut Page, percentiles: &[PercentileView], by_period: &[Vec<PercentileView>]) {
    lay(page, &paid_and_doubts(percentiles, by_period));
}

fn lay(page: &mut Page, lines: &[Line]) {
    let cells = lines.iter().flat_map(|line| &line.cells);
    let column = cells.map(|cell| columns(cell) + 1).max().unwrap_or(0).max(COLUMN);
    match column * NAMES.len() < page.style.width {
        true => side_by_side(page, lines, column),
        false => below_each_other(page, lines),
    }
}

fn lines(view: &PayView) -> Vec<Line> {
    let mut lines = paid_and_doubts(&view.percentiles, &view.by_period);
    lines.extend(view.after_tax.as_ref().map(|net| paid(&net.percentiles, "after tax")));
    lines.extend(view.at_prices.as_ref().map(|at| {
        let net = if at.after_tax { "after tax, " } else { "" };
        paid(&at.percentiles, &format!("{net}at the prices of {}", at.place_name))
    }));
    lines
}

fn paid(all: &[PercentileView], meaning: &str) -> Line {
    Line {
        cells: all.iter().map(|p| p.pay.short()).collect(),
        paint: Paint::Plain,
        meaning: [meaning.to_owned(), meaning.to_owned()],
    }
}

/// What people get in every period, and how far the first may be off.
fn paid_and_doubts(percentiles: &[PercentileView], by_period: &[Vec<PercentileView>]) -> Vec<Line> {
    let periods = std::iter::once(percentiles).chain(by_period.iter().map(Vec::as_slice));
    let mut lines: Vec<Line> = periods.map(|all| paid(all, words::per(all[0].pay.per))).collect();
    lines.push(Line {
        cells: doubts(percentiles),
        paint: Paint::Dim,
        meaning: [
            "how far the market's figure may be off (80 %)".to_owned(),
            "may be off by this (80 %)".to_owned(),
        ],
    });
    lines
}

/// How far each may be off; where one of them is hardly known, the ends of all of them.
fn doubts(percentiles: &[PercentileView]) -> Vec<String> {
    let ends = percentiles.iter().any(|p| p.pay.is_hardly_known());
    let doubt = |p: &PercentileView| if ends { p.pay.both_ends() } else { p.pay.doubt() };
    percentiles.iter().map(doubt).collect()
}

/// What a line is stands beside it where there is room for that, else below.
fn side_by_side(page: &mut Page, lines: &[Line], column: usize) {
    let room = page.style.width.saturating_sub(1 + column * NAMES.len() + 3);
    let names = NAMES.map(str::to_owned);
    page.raw(&row(page.style, column, &names, Paint::Dim, ""));
    for Line { cells, paint, meaning } in lines {
        let beside = meaning.iter().find(|meaning| columns(meaning) <= room);
        page.raw(&row(page.style, column, cells, *paint, beside.map_or("", String::as_str)));
        if beside.is_none() {
            page.painted(&format!("    {}", meaning[0]), Paint::Dim);
        }
    }
}

/// Cells of one width, the median stronger than the rest of a plain line, and what they mean.
fn row(style: &Style, column: usize, cells: &[String], paint: Paint, meaning: &str) -> String {
    let set = |(at, cell): (usize, &String)| {
        let paint = if at == 2 && paint == Paint::Plain { Paint::Bold } else { paint };
        let cell = style.letters(cell);
        let indent = " ".repeat(column.saturating_sub(columns(&cell)));
        format!("{indent}{}", style.paint(&cell, paint))
    };
    let cells: String = cells.iter().enumerate().map(set).collect();
    format!(" {cells}   {}", style.paint(&style.letters(meaning), Paint::Dim))
}

/// A percentile a line, with a column for each line of cells, and what the columns are below them.
fn below_each_other(page: &mut Page, lines: &[Line]) {
    let titles = lines.iter().map(|line| match line.paint {
        Paint::Dim => ("off by", Align::Right),
        _ => (line.meaning[0].as_str(), Align::Right),
    });
    let heading: Vec<(&str, Align)> = std::iter::once(("", Align::Left)).chain(titles).collect();
    let mut table = Table::new(&heading);
    for (at, name) in NAMES.into_iter().enumerate() {
        let paint = |line: &Line| if at == 2 { Paint::Bold } else { line.paint };
        let cells = lines.iter().map(|line| Cell::painted(line.cells[at].as_str(), paint(line)));
        table.row(std::iter::once(Cell::painted(name, Paint::Dim)).chain(cells).collect());
    }
    page.table(&table);
    page.painted("  off by: how far the market's figure may be off (80 %)", Paint::Dim);
}
