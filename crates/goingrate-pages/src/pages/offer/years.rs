//! Each year of an offer: its parts before tax, and what is left of them.

use goingrate::units::Currency;
use goingrate_view::views::offer::{OfferView, OneOfferView, PairView, YearView};
use goingrate_view::{money, words as plain};
use maud::{Markup, html};

use crate::charts::rows::Ink;
use crate::charts::years::{Column, Group, Layer, Years};
use crate::parts::table::Row;
use crate::parts::{Cell, Figure, Figures, Table, table};

/// The parts of a year in the order in which they stand on top of each other, and their ink.
const PARTS: [(&str, Ink); 8] = [
    ("base", Ink::Money),
    ("bonus", Ink::Part),
    ("benefits", Ink::Part),
    ("sign-on", Ink::Pale),
    ("shares", Ink::Hatched),
    ("options", Ink::Hatched),
    ("left-behind", Ink::Pale),
    ("costs", Ink::Pale),
];

/// What each ink means, part by part; those of what is lost stand below the line.
const MEANINGS: [(Ink, &[(&str, &str)]); 4] = [
    (Ink::Money, &[("base", "base salary")]),
    (Ink::Part, &[("bonus", "bonus"), ("benefits", "benefits")]),
    (Ink::Pale, &[("sign-on", "sign-on")]),
    (Ink::Hatched, &[("shares", "shares"), ("options", "private shares or options")]),
];
const LOSSES: &[(&str, &str)] = &[("left-behind", "left behind"), ("costs", "costs")];

/// The figure and what is to be said of it.
pub fn years(view: &OfferView, figures: &mut Figures) -> Markup {
    let groups = view.offers.iter().map(|offer| group(view, offer)).collect();
    let picture = Years { groups, key: key(view) }.picture(label(view));
    let figure = Figure {
        id: "pay-by-year",
        title: title(view),
        about: format!(
            "{} a year before tax, in the money of each year; what is uncertain on average",
            view.currency
        ),
        picture,
        key: Vec::new(),
        table: Some(by_year(view)),
        sources: None,
    };
    html! {
        (figures.draw(figure))
        @for pair in &view.pairs { p.note { (each_year(view, pair)) } }
        p.note { (left(view)) }
    }
}

fn total(year: &YearView) -> f64 {
    year.before_tax.mean
}

fn name(view: &OfferView, offer: &OneOfferView) -> String {
    match view.offers.len() {
        1 => offer.name.clone(),
        _ => format!("{}: {}", offer.letter, offer.name),
    }
}

fn group(view: &OfferView, offer: &OneOfferView) -> Group {
    let column = |year: &YearView| Column {
        layers: PARTS
            .iter()
            .map(|(part, ink)| Layer { amount: year.part(part), ink: *ink })
            .collect(),
        shown: money::about(total(year), view.currency),
    };
    Group { name: name(view, offer), columns: offer.years.iter().map(column).collect() }
}

fn title(view: &OfferView) -> String {
    let ends =
        |offer: &OneOfferView| Some((total(offer.years.first()?), total(offer.years.last()?)));
    let Some((first, last)) = view.offers.first().and_then(ends) else {
        return "Pay by year".into();
    };
    let about = |amount: f64| money::about(amount, view.currency);
    match view.offers.len() {
        1 if view.years == 1 => format!("About {} before tax", about(first)),
        1 => format!("About {} in the first year, {} in the last", about(first), about(last)),
        _ => format!("What {} pay before tax", plain::list(&letters(view))),
    }
}

fn letters(view: &OfferView) -> Vec<String> {
    view.offers.iter().map(|offer| offer.letter.to_string()).collect()
}

fn label(view: &OfferView) -> String {
    let one = |offer: &OneOfferView| {
        let sums: Vec<String> =
            offer.years.iter().map(|year| money::about(total(year), view.currency)).collect();
        format!("{}: {}", name(view, offer), plain::list(&sums))
    };
    let all: Vec<String> = view.offers.iter().map(one).collect();
    format!("Pay before tax, year by year. {}", all.join("; "))
}

/// What the inks mean, of the parts that there are.
fn key(view: &OfferView) -> Vec<(Ink, String)> {
    let years = || view.offers.iter().flat_map(|offer| &offer.years);
    let has = |part: &str| years().any(|year| year.part(part) != 0.0);
    let said = |parts: &[(&str, &str)]| {
        let said = parts.iter().filter(|(part, _)| has(part)).map(|(_, what)| *what);
        Some(plain::list(&said.collect::<Vec<&str>>())).filter(|said| !said.is_empty())
    };
    let gains = MEANINGS.iter().filter_map(|(ink, parts)| Some((*ink, said(parts)?)));
    let lost = said(LOSSES).map(|lost| (Ink::Pale, format!("below the line: {lost}")));
    gains.chain(lost).collect()
}

/// In which years the one leaves more, as far as that is sure.
fn each_year(view: &OfferView, pair: &PairView) -> String {
    let letter = |at: usize| view.offers.get(at).map_or('?', |offer| offer.letter);
    let (one, other) = (letter(pair.one), letter(pair.other));
    let of = |wanted: fn(f64) -> bool| -> Vec<String> {
        let years = pair.better_by_year.iter().enumerate();
        years.filter(|(_, chance)| wanted(**chance)).map(|(at, _)| (at + 1).to_string()).collect()
    };
    let (ahead, behind) = (of(|chance| chance >= 0.9), of(|chance| chance <= 0.1));
    let open = of(|chance| chance > 0.1 && chance < 0.9);
    let mut told = Vec::new();
    if !ahead.is_empty() {
        told.push(format!("{one} leaves more than {other} in {}", in_years(&ahead)));
    }
    if !behind.is_empty() {
        told.push(format!("{other} leaves more than {one} in {}", in_years(&behind)));
    }
    if !open.is_empty() {
        told.push(format!("between {one} and {other} it is open in {}", in_years(&open)));
    }
    let by_itself = if view.after_tax { "After tax" } else { "Before tax" };
    format!("{by_itself}, each year by itself: {}.", told.join("; "))
}

fn in_years(years: &[String]) -> String {
    format!("{} {}", if years.len() == 1 { "year" } else { "years" }, plain::list(years))
}

/// What is left of the first year, and when what is paid once and the first shares are over.
fn left(view: &OfferView) -> String {
    let about = |amount: f64| money::about(amount, view.currency);
    let one = |offer: &OneOfferView| {
        let first = offer.years.first().map_or(0.0, |year| year.left.p50);
        let after = offer.after.left.p50;
        let of =
            if view.offers.len() > 1 { format!(" of {}", offer.letter) } else { String::new() };
        match (after / first - 1.0).abs() < 0.02 {
            true => format!("{}{of}, as each later year does", about(first)),
            false => format!(
                "{}{of} (later years, without sign-on and first shares: {})",
                about(first),
                about(after)
            ),
        }
    };
    let all: Vec<String> = view.offers.iter().map(one).collect();
    let begin = match (view.after_tax, &view.prices_of) {
        (true, Some(place)) => format!("After tax, at the prices of {place}, the first year leaves about"),
        (true, None) => "After tax the first year leaves about".to_owned(),
        (false, _) => "No rule of tax is carried for a place here, so all is before tax. The first year brings about".to_owned(),
    };
    format!("{begin} {}.", all.join("; "))
}

/// The same as a table: one row a year of each offer.
fn by_year(view: &OfferView) -> Table {
    let all = |part: &str| view.offers.iter().any(|o| o.years.iter().any(|y| y.part(part) != 0.0));
    let shown: Vec<&str> = PARTS.iter().map(|(part, _)| *part).filter(|part| all(part)).collect();
    let what = |part: &str| {
        let parts = view.offers.iter().flat_map(|o| o.years.iter().flat_map(|y| &y.parts));
        parts.into_iter().find(|one| one.part == part).map_or(part, |one| one.what).to_owned()
    };
    let mut columns = vec![table::Column::words("Year")];
    columns.extend(shown.iter().map(|part| table::Column::figures(what(part))));
    columns.push(table::Column::figures(format!("Before tax, {}", view.currency)));
    columns.push(table::Column::figures(if view.after_tax { "Left after tax" } else { "Left" }));
    let several = view.offers.len() > 1;
    let rows = view.offers.iter().flat_map(|offer| {
        let letter = if several { format!("{}, ", offer.letter) } else { String::new() };
        let named = move |at: usize| format!("{letter}year {}", at + 1);
        let later = (
            format!(
                "{}later on",
                if several { format!("{}, ", offer.letter) } else { String::new() }
            ),
            &offer.after,
        );
        let years = offer.years.iter().enumerate().map(move |(at, year)| (named(at), year));
        years.chain(std::iter::once(later))
    });
    let rows = rows.map(|(name, year)| row(name, year, &shown, view.currency)).collect();
    Table {
        id: "pay-by-year-table".into(),
        caption: "Pay by year".into(),
        columns,
        rows,
        cards: false,
    }
}

fn row(name: String, year: &YearView, shown: &[&str], currency: Currency) -> Row {
    let money = |amount: f64| match amount {
        0.0 => Cell::missing(),
        amount => Cell::new(html! { (money::about(amount, currency)) }, amount),
    };
    let mut cells = vec![Cell::text(plain::capitalised(&name))];
    cells.extend(shown.iter().map(|part| money(year.part(part))));
    cells.extend([money(total(year)), money(year.left.p50)]);
    Row::new(cells)
}
