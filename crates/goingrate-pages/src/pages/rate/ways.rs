//! The same work by a freelancer, an agency, a team: how what they charge differs, and how sure that is.

use goingrate::ask::ProfileText;
use goingrate::request::RateRequest;
use goingrate_view::Amount;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::pay::PayView;
use goingrate_view::views::rate::RateView;
use goingrate_view::{money, words as plain};
use maud::{Markup, html};

use super::form::ENGAGEMENTS;
use crate::Input;
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::Key;
use crate::parts::table::{self, Column};
use crate::parts::{Cell, Figure, Figures, Table, href};
use crate::words::{doubt, tight};

/// A way with what it is charged.
struct Way {
    name: &'static str,
    market: PayView,
    on: bool,
}

/// The figure.
pub fn ways(asking: &Asking, input: &Input, view: &RateView, figures: &mut Figures) -> Markup {
    let ways = asked(asking, input, view);
    let median = view.market.median();
    let per = plain::per(median.per);
    let place = view.market.understood.iter().find(|field| field.field == "place");
    let place = place.map(|field| format!(", {}", field.value)).unwrap_or_default();
    let figure = Figure {
        id: "ways",
        title: title(&ways, per),
        about: format!("{} {per} that is billed{place}", median.currency),
        picture: rows(&ways).picture(label(&ways, per)),
        key: vec![Key::People, Key::Whisker],
        table: Some(table(&ways)),
        sources: Some(href("/evidence", &[])),
    };
    html! {
        (figures.draw(figure))
        @if ways.len() == 1 {
            p.note { "The work as you describe it says who does it. Leave that out to see all three ways." }
        } @else {
            p.note { (differences(&ways)) }
        }
    }
}

/// The three ways; where the words name one, that one alone.
fn asked(asking: &Asking, input: &Input, view: &RateView) -> Vec<Way> {
    let engagement = view.market.understood.iter().find(|field| field.field == "engagement");
    let own = engagement.map_or("", |field| field.value.as_str());
    let one = |(word, name): (&str, &'static str)| {
        let on = word.replace('-', " ") == own.replace('-', " ");
        let market = if on { view.market.clone() } else { other(asking, input, view, word)? };
        Some(Way { name, market, on })
    };
    let ways: Vec<Way> = ENGAGEMENTS.into_iter().filter_map(one).collect();
    match ways.iter().any(|way| way.on) {
        true => ways,
        false => vec![Way { name: "As you say", market: view.market.clone(), on: true }],
    }
}

/// The market of another way, in the same money and for the same time.
fn other(asking: &Asking, input: &Input, view: &RateView, word: &str) -> Option<PayView> {
    let asked = super::request(input).ok()?;
    let profile =
        ProfileText { engagement: Some(word.to_owned()), ..ProfileText::new(input.one("q")) };
    let mut shown = asked.shown;
    shown.currency = Some(view.market.median().currency.to_string());
    let request = RateRequest { profile, shown, ..RateRequest::default() };
    Some(request.ask(asking).ok()?.market)
}

/// What one sees; no order is claimed, as the intervals of the differences are not at hand.
fn title(ways: &[Way], per: &str) -> String {
    match ways {
        [only] => format!("{} {per}", told(only.market.median())),
        _ => format!("What each charges {per}"),
    }
}

/// A middle, or its two ends where it is hardly known.
fn told(median: &Amount) -> String {
    match median.is_hardly_known() {
        true => median.both_ends(),
        false => format!("About {}", crate::words::about(median)),
    }
}

fn rows(ways: &[Way]) -> Rows {
    let currency = ways.first().map(|way| way.market.median().currency);
    let symbol = currency.map(money::symbol).unwrap_or_default();
    let row = |way: &Way| Row::people(way.name, &way.market.percentiles).marked(way.on);
    let rows = Rows::from_zero(ways.iter().map(row).collect(), move |amount| {
        format!("{symbol}{}", money::tick(amount))
    });
    Rows { label: 130.0, ..rows }
}

fn label(ways: &[Way], per: &str) -> String {
    let one = |way: &Way| {
        let median = way.market.median();
        format!("{}: {} {per}, {}", way.name, median.short(), doubt(median))
    };
    ways.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Of which two ways the middles lie apart for certain, and of which not: the intervals of two middles that
/// do not meet are apart; those that do may be alike.
fn differences(ways: &[Way]) -> String {
    let mut apart = Vec::new();
    let mut close = Vec::new();
    for (at, one) in ways.iter().enumerate() {
        for other in &ways[at + 1..] {
            let (a, b) = (one.market.median(), other.market.median());
            let names = [plain::lowered(one.name), plain::lowered(other.name)];
            match () {
                () if a.high < b.low => {
                    apart.push(format!("a {} charges less than a {}", names[0], names[1]))
                }
                () if b.high < a.low => {
                    apart.push(format!("a {} charges more than a {}", names[0], names[1]))
                }
                () => close.push(format!("{} and {}", names[0], names[1])),
            }
        }
    }
    let mut told = Vec::new();
    if !apart.is_empty() {
        told.push(format!("In the middle {}.", plain::list(&apart)));
    }
    if !close.is_empty() {
        told.push(format!(
            "Too close to call: {}; the intervals of their middles overlap.",
            close.join(", ")
        ));
    }
    tight(&told.join(" ").replace("a agency", "an agency"))
}

fn table(ways: &[Way]) -> Table {
    let row = |way: &Way| {
        let money = |amount: &Amount| Cell::new(html! { (amount.short()) }, amount.amount);
        let figures = way.market.percentiles.iter().map(|one| money(&one.pay));
        let median = way.market.median();
        let sure = Cell::new(html! { (doubt(median)) }, median.half_width);
        let name = std::iter::once(Cell::text(way.name));
        table::Row::new(name.chain(figures).chain([sure]).collect()).marked(way.on)
    };
    let names =
        ["1 in 10 less", "1 in 4 less", "Middle", "1 in 4 more", "1 in 10 more", "Middle known to"];
    let figures = names.into_iter().map(Column::figures);
    Table {
        id: "ways-table".into(),
        caption: "What each way is charged".into(),
        columns: std::iter::once(Column::words("Who does it")).chain(figures).collect(),
        rows: ways.iter().map(row).collect(),
        cards: false,
    }
}
