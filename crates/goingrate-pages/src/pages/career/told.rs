//! What others report, what was taken, and everything that was assumed.

use goingrate_view::views::assumed::AssumedView;
use goingrate_view::views::career::{CareerView, CareerWayView, ReportedView};
use goingrate_view::words::{capitalised, plain_number, thousands};
use maud::{Markup, html};

use crate::parts::table::Row as TableRow;
use crate::parts::{Cell, Column, Figures, Table, said};
use crate::words::{change, tight};

/// A report with its figure, and a link to where it can be read.
pub(super) fn line(reported: &ReportedView, figure: &str) -> Markup {
    let source = reported.short_source();
    html! {
        (tight(&capitalised(&reported.said))) ": " (tight(figure)) " ("
        @if reported.url.starts_with("https://") || reported.url.starts_with("http://") {
            a href=(reported.url) rel="noreferrer" { (source) }
        } @else { (source) }
        ")"
    }
}

/// What others report of moves and of what is taken.
pub(super) fn reported(view: &CareerView) -> Option<Markup> {
    let ways: Vec<&CareerWayView> =
        view.ways.iter().filter(|way| !way.reported.is_empty()).collect();
    if ways.is_empty() && view.beside.is_empty() {
        return None;
    }
    let body = html! {
        p.sub { "We take the first figure of each. Where others report another, it stands here for you to judge." }
        dl.reports {
            @for way in ways {
                dt {
                    (capitalised(&way.name))
                    @if let Some(market) = way.market { ": " b { (change(market)) } " is taken" }
                }
                @for told in &way.reported { dd { (line(told, &told.gain())) } }
            }
            @for beside in &view.beside {
                dt { (beside.what) ": " b { (tight(&beside.in_words())) } " is taken" }
                @for told in &beside.reported { dd { (line(told, &told.value(beside))) } }
            }
        }
    };
    Some(crate::parts::section("reported", "What others report", body))
}

/// How the question was read, and what was assumed.
pub(super) fn assumed(figures: &mut Figures, view: &CareerView, command: &str) -> Option<Markup> {
    let rows = view.assumptions.iter().map(row).collect();
    let table = Table {
        id: "assumed".into(),
        caption: "Each can be replaced by its name, under “Assume otherwise”".into(),
        columns: vec![
            Column::words("What"),
            Column::figures("Taken"),
            Column::words("Name"),
            Column::words("Where from"),
        ],
        rows,
        cards: true,
    };
    let body = html! {
        ul.dots {
            @for taken in &view.taken { li { "Taken: " (tight(taken)) "." } }
            @for remark in &view.remarks { li { (said(remark)) } }
        }
        details.fold {
            summary { "All " (view.assumptions.len()) " assumptions, with their sources" }
            (figures.table(&table))
        }
        (crate::parts::command(command))
    };
    Some(crate::parts::section("assumed-head", "What we assumed", body))
}

fn row(assumed: &AssumedView) -> TableRow {
    let of: Vec<&str> =
        [&assumed.place, &assumed.of].into_iter().flatten().map(String::as_str).collect();
    let what = match of.is_empty() {
        true => assumed.what.clone(),
        false => format!("{} ({})", assumed.what, of.join(", ")),
    };
    let [middle, low, high] =
        [assumed.typical, assumed.low, assumed.high].map(|v| value(assumed, v));
    let name = &assumed.name;
    TableRow::new(vec![
        Cell::text(what),
        Cell::new(
            html! {
                (middle)
                @if low != high { " " small.quiet { "(" (low) "–" (high) ")" } }
                @if !assumed.is_share { " " small.quiet { (assumed.unit) } }
            },
            assumed.typical,
        ),
        Cell::new(html! { code { (name) } }, name),
        Cell::new(source(assumed), &assumed.source),
    ])
}

fn source(assumed: &AssumedView) -> Markup {
    html! {
        @if assumed.is_estimate() { "our estimate" }
        @else if assumed.source.is_empty() { (assumed.status) }
        @else if assumed.url.starts_with("http") { a href=(assumed.url) rel="noreferrer" { (assumed.source) } }
        @else { (assumed.source) }
    }
}

/// Shares in percent, the rest as it is.
fn value(assumed: &AssumedView, value: f64) -> String {
    match assumed.is_share {
        true => format!("{}%", plain_number((value * 1e3).round() / 10.0)).replace('-', "−"),
        false if value.abs() < 1000.0 => plain_number((value * 100.0).round() / 100.0),
        false => thousands(value),
    }
}
