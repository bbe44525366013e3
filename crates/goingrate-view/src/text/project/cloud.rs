//! Cost and time together: each mark is one way that the project may go; the more of them fall on one
//! place, the heavier it is.

use super::Page;
use crate::money;
use crate::style::{Paint, Style};
use crate::ticks::Axis;
use crate::views::project::{CloudView, ProjectView};

/// Lines of the picture.
const ROWS: usize = 10;
/// Columns of a label of months, and of the line beside it.
const LABEL: usize = 8;
/// Columns that a label of money needs.
const TICK: usize = 10;

/// The picture, within what 1 in 50 exceeds.
pub fn cloud(page: &mut Page, view: &ProjectView) {
    let (Some(cost), Some(time)) = (view.cost.curve.get(97), view.months.curve.get(97)) else {
        return;
    };
    let style = *page.style;
    let width = style.width.saturating_sub(LABEL + 4).clamp(20, 72);
    let money_axis = Axis::covering(view.cost.p10 * 0.5, *cost, width / TICK);
    let time_axis = Axis::covering(0.0, *time, 5);
    let counts = counts(view, &money_axis, &time_axis, width);
    for row in (0..ROWS).rev() {
        let marks: String = counts[row].iter().map(|count| mark(*count, &style)).collect();
        let label = label(&time_axis, row);
        let line =
            format!("{}{}", style.paint(&label, Paint::Dim), style.paint(&marks, Paint::Market));
        page.raw(&line);
    }
    let mut line = vec![' '; width + TICK];
    for tick in &money_axis.ticks {
        let at = money_axis.column(*tick, width);
        for (offset, letter) in money::tick(*tick).chars().enumerate() {
            line[at + offset] = letter;
        }
    }
    let ticks: String = line.into_iter().take(width + 4).collect();
    page.raw(&style.paint(&format!("{}{}", " ".repeat(LABEL), ticks.trim_end()), Paint::Dim));
}

/// How many outcomes fall on each place, lowest row first.
fn counts(view: &ProjectView, money: &Axis, time: &Axis, width: usize) -> Vec<Vec<usize>> {
    let mut counts = vec![vec![0; width]; ROWS];
    for CloudView { cost, months } in view.cloud.iter().copied() {
        if cost <= money.high() && months <= time.high() {
            counts[time.column(months, ROWS)][money.column(cost, width)] += 1;
        }
    }
    counts
}

fn mark(count: usize, style: &Style) -> char {
    let marks = if style.unicode { [' ', '·', '•', '●'] } else { [' ', '.', 'o', 'O'] };
    marks[count.min(3)]
}

/// The months beside a row, where a tick falls on it: "   6 |".
fn label(axis: &Axis, row: usize) -> String {
    let tick = axis.ticks.iter().find(|tick| axis.column(**tick, ROWS) == row);
    let text = tick.map(|tick| money::tick(*tick)).unwrap_or_default();
    format!("{text:>width$} | ", width = LABEL - 3)
}
