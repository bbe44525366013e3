//! What was taken for granted, and the offers as a file to take along.

use goingrate_view::views::assumed::AssumedView;
use goingrate_view::views::offer::OfferView;
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::fields::Said;
use super::form;
use crate::parts::table::{Column, Row};
use crate::parts::{Cell, Figures, Table};
use crate::words::{percent, tight};

/// Every default in words, and every assumption with its source.
pub fn taken(view: &OfferView, said: &Said, figures: &mut Figures) -> Markup {
    html! {
        ul.said {
            @if let Some(taken) = &said.taken { li { "B: taken from A: " (taken) "." } }
            @for remark in &view.remarks { li { (tight(remark)) } }
            @if view.after_tax {
                @for offer in &view.offers {
                    @if let Some(rules) = &offer.rules_of { li { (offer.letter) " is taxed by the rules of " (rules) "." } }
                }
            }
            li { (plain::thousands(view.draws as f64)) " futures were drawn, the same ones each time (seed " (view.seed) ")." }
        }
        details.fold {
            summary { "All " (view.assumptions.len()) " assumptions, each with its source" }
            (figures.table(&assumptions(&view.assumptions)))
        }
    }
}

fn assumptions(assumed: &[AssumedView]) -> Table {
    let row = |one: &AssumedView| {
        let of: Vec<&str> =
            [&one.place, &one.of].into_iter().flatten().map(String::as_str).collect();
        let source = match (one.source.as_str(), one.url.as_str()) {
            ("", _) => html! { (one.status) },
            (source, "") => html! { (tight(source)) },
            (source, url) => html! { a href=(url) { (tight(source)) } },
        };
        Row::new(vec![
            Cell::new(
                html! { (tight(&one.what)) @if !of.is_empty() { span.quiet { " (" (of.join(", ")) ")" } } },
                &one.what,
            ),
            Cell::new(html! { (value(one, one.typical)) }, one.typical),
            Cell::new(
                html! { @if one.low != one.high { (value(one, one.low)) " to " (value(one, one.high)) } @else { "fixed" } },
                format!("{} to {}", one.low, one.high),
            ),
            Cell::new(html! { span.note { (source) } }, &one.source),
        ])
    };
    Table {
        id: "assumptions".into(),
        caption: "What was assumed".into(),
        columns: vec![
            Column::words("What"),
            Column::figures("Middle"),
            Column::figures("8 of 10 cases"),
            Column::words("From"),
        ],
        rows: assumed.iter().map(row).collect(),
        cards: true,
    }
}

fn value(one: &AssumedView, value: f64) -> String {
    match one.is_share {
        true => percent(value),
        false => plain::plain_number((value * 100.0).round() / 100.0),
    }
}

/// The offers as a file: to copy, to change, and to bring back.
pub fn file(said: &Said) -> Markup {
    let plan = said.request.offers.first().and_then(|plan| plan.toml().ok());
    let text = plan.map(|text| text.into_owned()).unwrap_or_default();
    html! {
        p.sub {
            "What you typed, as a file that " code { "goingrate offer FILE" }
            " reads. Copy and keep it: we do not. Or add options, benefits, refreshers or what you leave behind, and work it out again."
        }
        (form::paste(&text, None))
    }
}
