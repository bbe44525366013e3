//! What to ask for, by the money that it brings on average, with its reason and where its figure is from.

use goingrate_view::money;
use goingrate_view::views::offer::{AskView, AsksView, EvidenceView, OfferView};
use maud::{Markup, html};

use crate::parts::table::{Column, Row};
use crate::parts::{Cell, Figures, Table};
use crate::words::{percent, tight};

/// The asks of each offer.
pub fn asks(view: &OfferView, figures: &mut Figures) -> Markup {
    let several = view.asks.len() > 1;
    html! {
        p.sub { "By what it brings on average. One ask at a time, with its reason, is easier to grant than a list." }
        @for asks in &view.asks {
            @if several { h3.of-offer { "From " (asks.offer) ": " (asks.name) } }
            @if asks.asks.is_empty() {
                p { "We found nothing to ask for that rests on a figure." }
            } @else {
                (figures.table(&table(asks, view.years)))
                (evidence(asks))
            }
        }
    }
}

fn table(asks: &AsksView, years: u32) -> Table {
    Table {
        id: format!("asks-{}", asks.offer.to_ascii_lowercase()),
        caption: format!("What to ask for in offer {}, {}", asks.offer, asks.currency),
        columns: vec![
            Column::words("Ask for"),
            Column::figures("Worth"),
            Column::figures(match years {
                1 => "In all".to_owned(),
                years => format!("Over {years} years"),
            }),
            Column::figures("On average, if not always granted"),
            Column::words("Figure from"),
        ],
        rows: asks.asks.iter().map(|ask| row(asks, ask)).collect(),
        cards: true,
    }
}

fn row(asks: &AsksView, ask: &AskView) -> Row {
    let about = |amount: f64| money::about(amount, asks.currency);
    let per = if ask.yearly { "a year" } else { "once" };
    let granted = match ask.granted {
        Some(part) => {
            html! { (about(ask.expected)) " " br; span.quiet { (percent(part)) " granted" } }
        }
        None => html! { (about(ask.expected)) },
    };
    let below = ask.below.map(|share| {
        format!(" Then the base is above what {} in 100 earn.", (share * 100.0).round())
    });
    Row::new(vec![
        Cell::new(
            html! { b { (tight(&ask.what)) } " " br; span.note { (tight(&ask.reason)) (below.unwrap_or_default()) } },
            &ask.what,
        ),
        Cell::new(html! { b { (about(ask.amount)) } " " br; span.quiet { (per) } }, ask.amount),
        Cell::new(html! { (about(ask.over_stay)) }, ask.over_stay),
        Cell::new(granted, ask.expected),
        Cell::new(html! { span.tag.law { (status(ask)) } }, status(ask)),
    ])
}

/// What the figure rests on, at its weakest.
fn status(ask: &AskView) -> &'static str {
    let taken = || ask.evidence.iter().filter(|one| one.taken);
    match () {
        () if taken().next().is_none() => "the offer, the book",
        () if taken().any(EvidenceView::is_estimate) => "our estimate",
        () => "published",
    }
}

/// Everything that is said of the figures, each once.
fn evidence(asks: &AsksView) -> Markup {
    let mut all: Vec<&EvidenceView> = Vec::new();
    for one in asks.asks.iter().flat_map(|ask| &ask.evidence) {
        if !all.iter().any(|known| known.said == one.said) {
            all.push(one);
        }
    }
    if all.is_empty() {
        return html! {};
    }
    html! {
        details.fold {
            summary { "Where these figures are from, and who says otherwise" }
            ul.said {
                @for one in all {
                    li {
                        (tight(&one.said)) ". " span.quiet { (tight(&one.source)) }
                        @if !one.taken { span.quiet { "; beside, not taken" } }
                    }
                }
            }
        }
    }
}
