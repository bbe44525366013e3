//! The same work by a freelancer, an agency, a team: how what they charge differs, and how sure that is.

use goingrate::ask::ProfileText;
use goingrate::request::{PayRequest, RateRequest};
use goingrate_view::Amount;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::pay::PayView;
use goingrate_view::views::pay::versus::VersusView;
use goingrate_view::views::rate::RateView;
use goingrate_view::{money, words as plain};
use maud::{Markup, html};

use super::form::ENGAGEMENTS;
use crate::Input;
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::Key;
use crate::parts::table::{self, Column};
use crate::parts::{Cell, Figure, Figures, Table, href};
use crate::words::{change as signed, doubt, percent};

/// A way with what it is charged.
struct Way {
    name: &'static str,
    word: &'static str,
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
            ul.said { @for told in differences(asking, input, &ways) { li { (told) } } }
        }
    }
}

/// The three ways; where the words name one, that one alone.
fn asked(asking: &Asking, input: &Input, view: &RateView) -> Vec<Way> {
    let engagement = view.market.understood.iter().find(|field| field.field == "engagement");
    let own = engagement.map_or("", |field| field.value.as_str());
    let one = |(word, name): (&'static str, &'static str)| {
        let on = word.replace('-', " ") == own.replace('-', " ");
        let market = if on { view.market.clone() } else { other(asking, input, view, word)? };
        Some(Way { name, word, market, on })
    };
    let ways: Vec<Way> = ENGAGEMENTS.into_iter().filter_map(one).collect();
    match ways.iter().any(|way| way.on) {
        true => ways,
        false => vec![Way { name: "As you say", word: "", market: view.market.clone(), on: true }],
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

/// What one sees; no order is claimed: the sentences below have the differences with their intervals.
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

/// How the middles of the others differ from that of the way that is asked for, each with the interval of the
/// difference itself, which is narrower than two intervals side by side suggest.
fn differences(asking: &Asking, input: &Input, ways: &[Way]) -> Vec<String> {
    let Some(own) = ways.iter().find(|way| way.on) else { return Vec::new() };
    let others: Vec<&Way> = ways.iter().filter(|way| !way.on).collect();
    let engagement = Some(own.word.to_owned());
    let request = PayRequest {
        profile: ProfileText { engagement, ..ProfileText::new(input.one("q")) },
        vs: others.iter().map(|way| way.word.replace('-', " ")).collect(),
        ..PayRequest::default()
    };
    let Ok(view) = request.ask(asking) else { return Vec::new() };
    let told = others.iter().zip(&view.versus);
    told.map(|(way, versus)| difference(own.name, way.name, versus)).collect()
}

/// "A dedicated team charges 39% more than a freelancer (25% to 55%)." No winner where the interval holds
/// nothing.
fn difference(own: &str, other: &str, versus: &VersusView) -> String {
    let [own, other] = [own, other].map(with_article);
    let change = &versus.change;
    let ends = format!("{} to {}", signed(change.low), signed(change.high));
    match () {
        () if change.low > 0.0 => {
            format!(
                "{} charges {} more than {own} ({ends}).",
                plain::capitalised(&other),
                percent(change.share)
            )
        }
        () if change.high < 0.0 => {
            let less = percent(-change.share);
            format!("{} charges {less} less than {own} ({ends}).", plain::capitalised(&other))
        }
        () => format!(
            "Too close to call between {own} and {other}: {other} charges {} ({ends}), and charges more in {} of 100 cases.",
            compared(change.share),
            (versus.higher * 100.0).round()
        ),
    }
}

/// "20% more", "18% less", "the same".
fn compared(share: f64) -> String {
    match percent(share.abs()) {
        none if none == "0%" => "the same".to_owned(),
        some if share > 0.0 => format!("{some} more"),
        some => format!("{some} less"),
    }
}

fn with_article(name: &str) -> String {
    let name = plain::lowered(name);
    format!("{} {name}", if name.starts_with('a') { "an" } else { "a" })
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
