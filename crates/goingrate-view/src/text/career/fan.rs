//! Pay over the years as a fan: the middle of a way as a letter, between P10 and P90 of staying as dots.

use super::super::page::Page;
use crate::money;
use crate::style::Paint;
use crate::ticks::Axis;
use crate::views::career::{CareerView, CareerWayView};

/// The picture is at most so many rows higher than one.
const MOST_ROWS: usize = 12;
/// Labels are at most so many.
const MOST_LABELS: usize = 5;
/// Columns of the labels.
const LABEL: usize = 14;
/// Ways whose middle is drawn, with staying.
const MOST_LINES: usize = 4;

/// Staying, and the ways that lead to most pay at the end.
pub fn fan(page: &mut Page, view: &CareerView) {
    let Some(stay) = view.ways.first() else { return };
    let end = |way: &CareerWayView| way.pay.last().map_or(0.0, |year| year.p50);
    let mut others: Vec<&CareerWayView> = view.ways.iter().skip(1).collect();
    others.sort_by(|a, b| end(b).total_cmp(&end(a)));
    others.truncate(MOST_LINES - 1);
    page.heading(&format!("Pay a year before tax over 15 years, {} of today", view.currency));
    let lines: Vec<&CareerWayView> = std::iter::once(stay).chain(others).collect();
    let amounts = || stay.pay.iter().flat_map(|y| [y.p10, y.p90]);
    let middles = || lines.iter().flat_map(|way| way.pay.iter().map(|year| year.p50));
    let most = amounts().chain(middles()).fold(0.0, f64::max);
    let axis = Axis::covering(0.0, most, MOST_LABELS);
    // So many rows between two labels, so that each label is a round figure on a row of its own.
    let between = (MOST_ROWS / (axis.ticks.len() - 1).max(1)).max(1);
    let last = between * (axis.ticks.len() - 1);
    let width = page.style.width.saturating_sub(LABEL).clamp(16, 61);
    let mut rows = vec![vec![' '; width]; last + 1];
    let row_of = |amount: f64| {
        let share = (amount - axis.low()) / (axis.high() - axis.low()).max(f64::MIN_POSITIVE);
        last - ((share * last as f64).round() as usize).min(last)
    };
    let year_of = |way: &CareerWayView, column: usize| {
        let last = way.pay.len().saturating_sub(1);
        way.pay.get((column * last + (width - 1) / 2) / (width - 1).max(1)).copied()
    };
    let years_of = |way: &CareerWayView| -> Vec<_> {
        (0..width).filter_map(|column| Some((column, year_of(way, column)?))).collect()
    };
    for (column, year) in years_of(stay) {
        (row_of(year.p90)..=row_of(year.p10)).for_each(|row| rows[row][column] = '.');
    }
    // Staying last: where two lines meet, it is the one that is seen.
    for (at, way) in lines.iter().enumerate().rev() {
        for (column, year) in years_of(way) {
            rows[row_of(year.p50)][column] = letter(at);
        }
    }
    for (at, row) in rows.iter().enumerate() {
        let tick = axis.ticks.iter().rev().nth(at / between).filter(|_| at.is_multiple_of(between));
        let label = tick.map(|amount| money::about(*amount, view.currency)).unwrap_or_default();
        let line: String = row.iter().collect();
        page.raw(&format!("  {:>9} {line}", page.style.letters(&label)));
    }
    page.raw(&format!("  {:>9} now{:>rest$}", "", "15 years", rest = width.saturating_sub(3)));
    for (at, way) in lines.iter().enumerate() {
        let dots = if at == 0 { "; dots: 8 cases in 10" } else { "" };
        page.painted(&format!("  {} = {}{dots}", letter(at), way.name), Paint::Dim);
    }
}

/// A, B, C in the order of the lines.
fn letter(at: usize) -> char {
    char::from(b'A' + at.min(25) as u8)
}
