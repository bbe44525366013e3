//! Pictures of a hire for a terminal: bars from pay to full cost, money spent over time, what an hour moves
//! with.

use super::super::page::Page;
use super::super::table::{Align, Cell, Table};
use crate::style::{Paint, Style};
use crate::ticks::Axis;
use crate::views::hire::{HireView, RangeView, WayView};
use crate::{money, words};

/// Columns of a bar on a wide and on a narrow page.
const BAR: (usize, usize) = (36, 12);
/// A page from this width on is wide.
const WIDE: usize = 80;
/// Rows of the picture over time.
const ROWS: usize = 12;
/// The most lines that a picture holds, and a tornado.
const MOST_LINES: usize = 3;
const MOST_SWINGS: usize = 6;

fn bar_width(style: &Style) -> usize {
    if style.width >= WIDE { BAR.0 } else { BAR.1 }
}

fn block(style: &Style) -> &'static str {
    if style.unicode { "█" } else { "#" }
}

/// From pay to full cost, a month.
pub fn waterfall(page: &mut Page, way: &WayView, view: &HireView) {
    page.heading(&format!(
        "From pay to full cost: {}, {} a month on average",
        way.name, view.currency
    ));
    let full = way.waterfall.last().map_or(0.0, |step| step.sum);
    let width = bar_width(page.style);
    let column = |amount: f64| ((amount / full.max(1.0)) * width as f64).round() as usize;
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("", Align::Right),
        ("", Align::Right),
        ("", Align::Left),
    ]);
    for step in &way.waterfall {
        let from = column((step.sum - step.amount).max(0.0));
        let bar = block(page.style).repeat((column(step.sum).saturating_sub(from)).max(1));
        let sign = if step.hidden { "+" } else { "" };
        let share = step.amount / full.max(1.0);
        table.row(vec![
            step.what.as_str().into(),
            format!("{sign}{}", money::about(step.amount, view.currency)).into(),
            Cell::painted(words::percent(share), Paint::Dim),
            Cell::painted(format!("{}{bar}", " ".repeat(from)), Paint::Market),
        ]);
    }
    table.row(vec![
        Cell::painted("Full cost", Paint::Bold),
        Cell::painted(money::about(full, view.currency), Paint::Bold),
        "".into(),
        Cell::painted(block(page.style).repeat(width), Paint::Mine),
    ]);
    page.table(&table);
}

/// Money spent so far, way by way: the middle as a letter, between P10 and P90 dots.
pub fn spent(page: &mut Page, view: &HireView) {
    let ways: Vec<&WayView> = view.ways.iter().take(MOST_LINES).collect();
    if ways.len() < 2 {
        return;
    }
    page.heading(&format!("Money spent so far, {}", view.currency));
    let most = ways.iter().filter_map(|way| way.spent.last()).map(|r| r.p90).fold(0.0, f64::max);
    let axis = Axis::covering(0.0, most, 6);
    let width = page.style.width.saturating_sub(14).clamp(16, 72);
    let mut rows = vec![vec![' '; width]; ROWS];
    let row_of = |amount: f64| {
        let share = (amount - axis.low()) / (axis.high() - axis.low()).max(f64::MIN_POSITIVE);
        ROWS - 1 - ((share * (ROWS - 1) as f64).round() as usize).min(ROWS - 1)
    };
    let at = |way: &WayView, column: usize| {
        let last = way.spent.len().saturating_sub(1);
        way.spent.get(column * last / (width - 1).max(1)).copied()
    };
    for (way, draw_line) in
        ways.iter().map(|way| (way, false)).chain(ways.iter().map(|way| (way, true)))
    {
        let points = (0..width).filter_map(|column| Some((column, at(way, column)?)));
        for (column, RangeView { p10, p50, p90, .. }) in points {
            match draw_line {
                true => rows[row_of(p50)][column] = letter(view, way),
                false => (row_of(p90)..=row_of(p10)).for_each(|row| rows[row][column] = '.'),
            }
        }
    }
    for (at, row) in rows.iter().enumerate() {
        let amount = axis.high() - (axis.high() - axis.low()) * at as f64 / (ROWS - 1) as f64;
        let label = if at % 3 == 2 || at == 0 {
            money::about(amount, view.currency)
        } else {
            String::new()
        };
        let line: String = row.iter().collect();
        page.raw(&format!("  {:>9} {line}", page.style.letters(&label)));
    }
    let months = words::count(view.months as usize, "month");
    page.raw(&format!("  {:>9} 0{months:>rest$}", "", rest = width.saturating_sub(1)));
    for way in &ways {
        page.painted(
            &format!("  {} = {}; dots: 8 cases in 10", letter(view, way), way.name),
            Paint::Dim,
        );
    }
}

/// A, B, C in the order of the ways.
fn letter(view: &HireView, way: &WayView) -> char {
    let at = view.ways.iter().position(|other| other.name == way.name).unwrap_or_default();
    char::from(b'A' + at.min(25) as u8)
}

/// What a productive hour moves with.
pub fn tornado(page: &mut Page, way: &WayView, view: &HireView) {
    page.heading(&format!(
        "What matters most: {}, {} for a productive hour, {} with everything in its middle",
        way.name,
        view.currency,
        money::about(way.plain_hour, view.currency)
    ));
    let swings = &way.tornado[..way.tornado.len().min(MOST_SWINGS)];
    let ends = || swings.iter().flat_map(|swing| [swing.at_low, swing.at_high]);
    let least = ends().fold(way.plain_hour, f64::min);
    let span = (ends().fold(way.plain_hour, f64::max) - least).max(f64::MIN_POSITIVE);
    let width = bar_width(page.style) / 2;
    let column = |amount: f64| ((amount - least) / span * (width - 1) as f64).round() as usize;
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("from", Align::Right),
        ("to", Align::Right),
        ("", Align::Left),
    ]);
    for swing in swings {
        let (low, high) = (column(swing.at_low), column(swing.at_high));
        let (from, to) = (low.min(high), low.max(high));
        let bar = block(page.style).repeat(to - from + 1);
        table.row(vec![
            format!("{} ({})", swing.what, swing.range).into(),
            money::about(swing.at_low, view.currency).into(),
            money::about(swing.at_high, view.currency).into(),
            Cell::painted(format!("{}{bar}", " ".repeat(from)), Paint::Market),
        ]);
    }
    page.table(&table);
}
