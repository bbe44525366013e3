//! A fit as text.

use super::page::Page;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style};
use crate::views::fit::{FitView, GroupView, MeasureView, SummaryView};
use crate::words;

/// A last round that moved more than this is told of, in logs.
const UNSETTLED: f64 = 0.015;

/// A fit.
pub fn fit(view: &FitView, style: &Style) -> String {
    let mut page = Page::new(style);
    let headline = format!(
        "{}: {} effects from {} lines of evidence, {} rounds, {:.1} s",
        view.book, view.effects, view.lines, view.rounds, view.seconds
    );
    page.painted(&headline, Paint::Bold);
    page.painted(
        &format!("{:.1} MB, REML criterion {:.1}", view.bytes as f64 / 1e6, view.criterion),
        Paint::Dim,
    );
    if !view.measures.is_empty() {
        page.gap().table(&measures(&view.measures));
    }
    if view.published.iter().any(|published| published.rows > 0) {
        page.gap().table(&percentiles(&view.published));
    }
    page.gap().table(&groups(&view.groups));
    if view.last_step > UNSETTLED {
        let what = format!(
            "The search was stopped: the effect that moved most still moved by {:.3}.",
            view.last_step
        );
        page.gap().labelled("Note", &what);
    }
    if view.cells_set_aside > 0 {
        let what = format!(
            "{} cells have no exchange rate at their date and are not fitted.",
            view.cells_set_aside
        );
        page.gap().labelled("Note", &what);
    }
    for left in &view.not_fitted {
        let records = words::count(left.records as usize, "record");
        let what = format!("{}: {records} not fitted: {}.", left.name, left.reason);
        page.gap().labelled("Note", &what);
    }
    for published in &view.published {
        for what in not_fitted(published) {
            page.gap().labelled("Note", &what);
        }
    }
    page.finish()
}

fn measures(measures: &[MeasureView]) -> Table {
    let mut table = Table::new(&[
        ("microdata", Align::Elastic),
        ("records", Align::Right),
        ("cells", Align::Right),
        ("above the market", Align::Right),
        ("spread", Align::Right),
        ("far off", Align::Right),
    ]);
    for measure in measures {
        table.row(vec![
            Cell::from(measure.name.clone()),
            Cell::from(measure.records.to_string()),
            Cell::from(measure.cells.to_string()),
            Cell::from(format!("{:+.0} %", 100.0 * measure.above_market)),
            Cell::from(format!("{:.2}", measure.spread)),
            Cell::from(format!("{:.1} %", 100.0 * measure.far_off)),
        ]);
    }
    table
}

fn percentiles(published: &[SummaryView]) -> Table {
    let mut table = Table::new(&[
        ("percentiles", Align::Elastic),
        ("rows", Align::Right),
        ("figures", Align::Right),
        ("above the market", Align::Right),
        ("error", Align::Right),
    ]);
    for source in published.iter().filter(|source| source.rows > 0) {
        table.row(vec![
            Cell::from(source.source.clone()),
            Cell::from(source.rows.to_string()),
            Cell::from(source.figures.to_string()),
            Cell::from(format!("{:+.0} %", 100.0 * source.above_market)),
            Cell::from(format!("{:.2}", source.error)),
        ]);
    }
    table
}

/// What of a source's ready-made percentiles is not fitted, a sentence a reason.
fn not_fitted(published: &SummaryView) -> Vec<String> {
    let source = &published.source;
    let row = |n: usize| words::count(n, "row");
    let rows = published.left_out.iter();
    let rows =
        rows.map(|left| format!("{source}: {} not fitted: {}.", row(left.rows), left.reason));
    let figures = published.figures_left_out;
    let figures = (figures > 0).then(|| {
        let figures = words::count(figures, "figure");
        format!(
            "{source}: {figures} of fitted rows left out: percentiles beyond P5 and P95 (of \
             one level P25 and P75), lower bounds, means beside percentiles."
        )
    });
    rows.chain(figures).collect()
}

fn groups(groups: &[GroupView]) -> Table {
    let mut table = Table::new(&[
        ("effects and errors", Align::Elastic),
        ("members", Align::Right),
        ("sd", Align::Right),
        ("", Align::Left),
    ]);
    for group in groups {
        table.row(vec![
            Cell::from(group.name.clone()),
            Cell::from(group.members.to_string()),
            Cell::from(format!("{:.4}", group.sd)),
            Cell::from(if group.held { "held" } else { "" }.to_owned()),
        ]);
    }
    table
}
