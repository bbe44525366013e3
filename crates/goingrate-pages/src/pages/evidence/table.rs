//! Claims as a table: what each says, what the other evidence says, and the verdict.

use goingrate_view::words::with_median;
use maud::{Markup, html};

use super::cell::{cell, reach};
use super::figures::statistic;
use super::judged::{Claim, Figure};
use crate::parts::table::Row;
use crate::parts::{Cell, Column, Table, href};
use crate::words::tight;

/// The table. `head` gives the heading that a claim stands under; claims of one heading follow each other.
pub fn table(caption: &str, claims: &[&Claim], head: impl Fn(&Claim) -> String) -> Table {
    let reach = reach(claims.iter().flat_map(|claim| &claim.figures));
    let mut rows: Vec<Row> = Vec::new();
    let mut above = String::new();
    for claim in claims {
        let none = Figure::default();
        let only = claim.figures.is_empty().then_some(&none);
        for (at, figure) in claim.figures.iter().chain(only).enumerate() {
            let row = row(claim, figure, at == 0, reach);
            let now = head(claim);
            rows.push(if now == above { row } else { row.below(&now) });
            above = now;
        }
    }
    let columns = vec![
        Column::words("Claim"),
        Column::figures("It says"),
        Column::figures("Other evidence"),
        Column::words("Lower | higher").wide_only(),
        Column::words("Verdict"),
    ];
    Table { id: "claims".into(), caption: caption.to_owned(), columns, rows, cards: true }
}

fn row(claim: &Claim, figure: &Figure, first: bool, reach: f64) -> Row {
    let verdict = if figure.what.is_empty() { claim.verdict } else { figure.verdict };
    let says = figure.says.map(|[from, to]| match from == to {
        true => from.to_string(),
        false => format!("{from} to {to}"),
    });
    let other = figure.other.map(|[_, middle, _]| middle.to_string());
    Row::new(vec![
        Cell::new(name(claim, figure, first), format!("{} {}", claim.id, figure.what)),
        Cell::new(said(figure), says.unwrap_or_default()),
        Cell::new(others(figure), other.unwrap_or_default()),
        Cell::new(cell(figure, reach), ""),
        Cell::new(verdict.html(), verdict.name()),
    ])
}

/// What the claim is about. Only its first figure links to it, so that links are not repeated.
fn name(claim: &Claim, figure: &Figure, first: bool) -> Markup {
    let words = tight(&with_median(&claim.words));
    // A claim that is a difference says in its words what it is; "difference" would add nothing.
    let what = match figure.what.as_str() {
        "" | "planner" => String::new(),
        "difference" => String::new(),
        what => statistic(what),
    };
    html! {
        @if first { a href=(href_of(&claim.id)) { (words) } } @else { span { (words) } }
        @if !what.is_empty() { " " span.quiet { (what) } }
    }
}

fn said(figure: &Figure) -> Markup {
    html! {
        @match figure.said() {
            Some(said) => { (said) @if !figure.per().is_empty() { small.quiet { " " (figure.per()) } } },
            None => span.quiet { "in words" },
        }
    }
}

fn others(figure: &Figure) -> Markup {
    html! {
        @match figure.middle() {
            Some(middle) => {
                (middle)
                @if let Some(interval) = figure.interval() { " " br; small.quiet { (interval) } }
            },
            None => span.quiet { "–" },
        }
    }
}

/// The address of a claim's page.
pub fn href_of(id: &str) -> String {
    href(&format!("/evidence/{id}"), &[])
}

/// What the marks of the pictures in a table mean.
pub fn marks() -> Markup {
    html! {
        div.key {
            span {
                svg viewBox="0 0 32 15" aria-hidden="true" { path.says.open d="M16 1.5l6 6l-6 6l-6 -6z" {} }
                "what the source says"
            }
            span {
                svg viewBox="0 0 32 15" aria-hidden="true" {
                    line.d-line x1="2" y1="7.5" x2="30" y2="7.5" {} circle.d-dot cx="16" cy="7.5" r="4.5" {}
                }
                "what the other evidence says, and how sure it is (80%)"
            }
            span { "left of the upright line: the source reads lower; right: higher" }
        }
    }
}

/// What the verdicts mean.
///
/// `planned` is whether costs or durations are among the claims, which are held against our planners.
pub fn rules(planned: bool) -> Markup {
    html! {
        ul.points.ev {
            li { b { "Holds" } ": the claim lies within 5% of the other evidence, which is exact enough to say so." }
            li { b { "Does not hold" } ": it lies more than 5% away, and further than doubt about the two can explain (two standard errors)." }
            li { b { "Cannot be told" } ": it lies in between, or the other evidence is not exact enough." }
            @if planned {
                li { "Costs and durations are held against our planners, whose ranges hold 6 in 10 cases; two ranges agree where they share half of the shorter one." }
            }
        }
        p.note.ev { "A claim that does not hold is kept and shown. Where a source reads high or low throughout, our figures leave that out." }
    }
}
