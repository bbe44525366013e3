//! What the whole stay may be worth: middles with the range of eight in ten outcomes, and what would make two
//! offers equal.

use goingrate::units::Currency;
use goingrate_view::views::offer::{OfferView, OneOfferView, PairView, SwingView};
use goingrate_view::{money, words as plain};
use maud::{Markup, html};

use crate::charts::rows::{Row, Rows};
use crate::parts::table::{self, Column};
use crate::parts::{Cell, Figure, Figures, Table};
use crate::words::{change as signed, range, tight};

/// The figure, and what moves it.
pub fn value(view: &OfferView, figures: &mut Figures) -> Markup {
    let figure = Figure {
        id: "worth",
        title: title(view),
        about: format!("{}; the line holds 8 of 10 cases, the dot is the middle", unit(view)),
        picture: rows(view).picture(label(view)),
        key: Vec::new(),
        table: Some(table(view)),
        sources: None,
    };
    html! {
        (figures.draw(figure))
        @for pair in &view.pairs { (equal(view, pair)) }
        @for offer in &view.offers { (options(view, offer)) }
        (moves(view, figures))
    }
}

fn unit(view: &OfferView) -> String {
    let tax = if view.after_tax { "after tax" } else { "before tax" };
    let prices = view.prices_of.as_ref().map(|place| format!(", at the prices of {place}"));
    format!("All years together in {} of today, {tax}{}", view.currency, prices.unwrap_or_default())
}

fn rows(view: &OfferView) -> Rows {
    let currency = view.currency;
    let row = |offer: &OneOfferView| Row {
        name: format!("{}: {}", offer.letter, short(&offer.name)),
        sub: equity(offer),
        value: money::about(offer.total.p50, currency),
        middle: Some(offer.total.p50),
        interval: Some([offer.total.p10, offer.total.p90]),
        ..Row::default()
    };
    Rows::holding(view.offers.iter().map(row).collect(), move |amount| {
        format!("{}{}", money::symbol(currency), money::tick(amount))
    })
}

/// A name that fits into its column.
fn short(name: &str) -> String {
    let first = name.split(',').next().unwrap_or(name).trim();
    match first.chars().count() {
        0..=22 => first.to_owned(),
        _ => format!("{}…", first.chars().take(20).collect::<String>().trim_end()),
    }
}

/// How much of it is in shares: why a line is long or short.
fn equity(offer: &OneOfferView) -> String {
    let part = offer.equity.mean / offer.total_before_tax.mean;
    match part.is_finite() && part >= 0.005 {
        true => format!("{} in shares", tight(&plain::percent(part))),
        false => "no shares".to_owned(),
    }
}

fn title(view: &OfferView) -> String {
    let ends = |offer: &OneOfferView| range(offer.total.p10, offer.total.p90, view.currency);
    match view.offers.as_slice() {
        [only] => format!("In 8 of 10 cases {} in all", ends(only).replace('–', " to ")),
        [a, b] => match (a.total.p90 - b.total.p90, a.total.p10 - b.total.p10) {
            (high, low) if high > 0.0 && low < 0.0 => spread(a, b),
            (high, low) if high < 0.0 && low > 0.0 => spread(b, a),
            _ => format!("A: {}; B: {}", ends(a), ends(b)),
        },
        _ => "What each may come to".to_owned(),
    }
}

/// "B may reach higher and fall lower": the line of the one holds that of the other.
fn spread(wide: &OneOfferView, _narrow: &OneOfferView) -> String {
    format!("{} may reach higher, and may fall lower", wide.letter)
}

fn label(view: &OfferView) -> String {
    let about = |amount: f64| money::about(amount, view.currency);
    let one = |offer: &OneOfferView| {
        let total = &offer.total;
        format!(
            "{} {}, in 8 of 10 cases {} to {}",
            offer.letter,
            about(total.p50),
            about(total.p10),
            about(total.p90)
        )
    };
    view.offers.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn table(view: &OfferView) -> Table {
    let money = |amount: f64| Cell::new(html! { (money::about(amount, view.currency)) }, amount);
    let row = |offer: &OneOfferView| {
        let total = &offer.total;
        let figures = [total.p10, total.p50, total.p90, offer.sure, offer.hour].map(money);
        let name = Cell::text(format!("{}: {}", offer.letter, offer.name));
        table::Row::new(std::iter::once(name).chain(figures).collect())
    };
    let names = ["1 in 10 below", "Middle", "1 in 10 above", "If you shun risk", "Left an hour"];
    let figures = names.into_iter().map(Column::figures);
    Table {
        id: "worth-table".into(),
        caption: "What the whole stay may be worth".into(),
        columns: std::iter::once(Column::words("Offer")).chain(figures).collect(),
        rows: view.offers.iter().map(row).collect(),
        cards: false,
    }
}

/// The difference of two with its own interval, and what would make both equal.
fn equal(view: &OfferView, pair: &PairView) -> Markup {
    let letter = |at: usize| view.offers.get(at).map_or('?', |offer| offer.letter);
    let about = |amount: f64| money::about(amount, view.currency);
    let more = &pair.more;
    html! {
        p {
            "In the middle " (letter(pair.one)) " is worth " (about(more.p50.abs()))
            (if more.p50 < 0.0 { " less than " } else { " more than " }) (letter(pair.other))
            "; in 8 of 10 cases the difference lies between " span.nowrap { (about(more.p10)) } " and " span.nowrap { (about(more.p90)) } "."
        }
        @if !pair.equal.is_empty() {
            p.note { "What would make them equal:" }
            ul.said { @for one in &pair.equal { li { (tight(&one.sentence)) } } }
        }
    }
}

/// What options and private shares may come to.
fn options(view: &OfferView, offer: &OneOfferView) -> Markup {
    let about = |amount: f64| money::about(amount, view.currency);
    html! {
        @for one in &offer.options {
            p.note {
                "Options and private shares of " (offer.letter) ": in " ((one.worthless * 100.0).round())
                " of 100 cases they bring nothing; in 1 of 10 more than " (about(one.payoff.p90)) " before tax."
                @if one.cost > 0.0 { " To exercise those that have vested costs " (about(one.cost)) "." }
            }
        }
    }
}

/// From where to where an input goes; what companies are worth has room for billions.
pub fn swing_range(swing: &SwingView, currency: Currency) -> String {
    let [low, high] = swing.input;
    if low < 0.0 && swing.range.ends_with('%') {
        return format!("{} to {}", signed(low), signed(high));
    }
    if high < 1e9 {
        return tight(&swing.range);
    }
    let billions = format!("{:.0}", high / 1e9);
    let low = if low < 1.0 { "nothing".to_owned() } else { money::about(low, currency) };
    format!("{low} to {}{billions}bn", money::symbol(currency))
}

/// What the whole stay moves with.
fn moves(view: &OfferView, figures: &mut Figures) -> Markup {
    let about = |amount: f64| Cell::new(html! { (money::about(amount, view.currency)) }, amount);
    let several = view.offers.len() > 1;
    let swings = view
        .offers
        .iter()
        .flat_map(|offer| offer.tornado.iter().map(move |swing| (offer.letter, swing)));
    let rows: Vec<table::Row> = swings
        .map(|(letter, swing)| {
            let what =
                if several { format!("{letter}: {}", swing.what) } else { swing.what.clone() };
            let name = Cell::new(
                html! { (tight(&what)) " " br; span.quiet { (swing_range(swing, view.currency)) } },
                format!("{what} ({})", swing.range),
            );
            table::Row::new(vec![name, about(swing.at_low), about(swing.at_high)])
        })
        .collect();
    if rows.is_empty() {
        return html! {};
    }
    let table = Table {
        id: "moves".into(),
        caption: "What the whole stay moves with".into(),
        columns: vec![
            Column::words("With this"),
            Column::figures("Where it is lowest"),
            Column::figures("Where it is highest"),
        ],
        rows,
        cards: false,
    };
    html! {
        details.fold {
            summary { "What moves it most" }
            p.note { "All years together, on average over the fifth of cases at each end." }
            (figures.table(&table))
        }
    }
}
