//! The main picture: how pay differs from person to person, and where the reader stands in it.

use goingrate_view::money;
use goingrate_view::views::pay::{OfferView, PayView, PercentileView};
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::asked::Asked;
use super::headline::told;
use crate::charts::density::{Density, You};
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::{Figure, Key};
use crate::parts::table::Row as TableRow;
use crate::parts::{Cell, Column, Figures, Table};
use crate::words;

/// The picture. After tax there are no 99 percentiles to draw a curve of, so that it is a row of its own.
///
/// The script of the marker reads what stands in the attributes of `#shape`, the element around the figure:
/// `data-curve`, the amounts below which 1 to 99 in 100 people are, in `data-currency`, for `data-per`;
/// `data-from` and `data-to`, the amounts at the left and the right edge of both drawings, between which
/// amounts lie evenly; and `data-doubt`, half the width of the middle's interval as a share, by which an
/// amount is to be divided and multiplied for the two ends of where it may stand. The field is `#mine`, what
/// it says is written into `#stands`, and the line is drawn from 44 to the base line.
pub fn shape(asked: &Asked, view: &PayView, figures: &mut Figures) -> Markup {
    if asked.net && view.after_tax.is_some() {
        return after_tax(asked, view, figures);
    }
    let you = view.offer.as_ref().map(|offer| you(offer, view));
    let density = Density { curve: &view.curve, percentiles: &view.percentiles, you };
    let (from, to) = density.ends().map_or((0.0, 0.0), |[from, to]| (from, to));
    let curve: Vec<String> = view.curve.iter().map(|amount| significant(*amount)).collect();
    let median = view.median();
    let picture = density.picture(label(&view.percentiles));
    let figure = figure(asked, &view.percentiles, picture);
    html! {
        div id="shape" data-curve=(curve.join(" ")) data-currency=(money::symbol(median.currency))
            data-per=(median.per.slug()) data-from=(significant(from)) data-to=(significant(to))
            data-doubt=(median.half_width) {
            (figures.draw(figure))
        }
    }
}

fn after_tax(asked: &Asked, view: &PayView, figures: &mut Figures) -> Markup {
    let all = told(asked, view);
    let rows = vec![
        Row::people("Before tax", &view.percentiles),
        Row::people("After tax", all).marked(true),
    ];
    let symbol = view.median().currency;
    let rows =
        Rows { label: 100.0, ..Rows::from_zero(rows, move |amount| words::tick(amount, symbol)) };
    let mut figure = figure(asked, all, rows.picture(label(all)));
    figure.key = vec![Key::People, Key::Whisker];
    figures.draw(figure)
}

fn figure(asked: &Asked, all: &[PercentileView], picture: crate::charts::Picture) -> Figure {
    Figure {
        id: "people",
        title: "How pay differs from person to person".into(),
        about: about(asked, all),
        picture,
        key: vec![Key::People, Key::Doubt],
        table: None,
        sources: Some(asked.to("/pay/why", &[])),
    }
}

/// What is shown: "Base salary a year, USD, Nov 2026".
pub fn about(asked: &Asked, all: &[PercentileView]) -> String {
    let Some(pay) = all.get(2).map(|one| &one.pay) else { return String::new() };
    let part = plain::capitalised(asked.read.profile.component.name());
    let tax = if asked.net { " after tax" } else { "" };
    let per = if asked.is_rate() && pay.per == goingrate::units::Period::Hour {
        String::new()
    } else {
        format!(" {}", plain::per(pay.per))
    };
    format!("{part}{per}{tax}, {}, {}", pay.currency, pay.as_of.month_in_words())
}

fn label(all: &[PercentileView]) -> String {
    let [p10, p25, p50, p75, p90] = all else {
        return "How pay differs from person to person".into();
    };
    let [p10, p25, p75, p90] = [p10, p25, p75, p90].map(|one| one.pay.short());
    let (low, high) = p50.pay.ends();
    format!(
        "Half of people get {p25} to {p75}, 8 in 10 get {p10} to {p90}; the middle is {} and lies between \
         {low} and {high}, 80% sure.",
        p50.pay.short(),
    )
}

fn you(offer: &OfferView, view: &PayView) -> You {
    let amount = money::named(offer.amount, view.median().currency);
    let name = format!("You: {amount}");
    You { amount: offer.amount, name, standing: standing(offer) }
}

/// "more than 40 in 100 people (26–55)".
fn standing(offer: &OfferView) -> String {
    let (at, low, high) = in_hundred(offer);
    match at {
        0 => "less than 99 in 100 people".to_owned(),
        100 => "more than 99 in 100 people".to_owned(),
        _ => format!("more than {at} in 100 people ({low}–{high})"),
    }
}

/// Of a hundred people, how many are paid less: the figure, and the two ends that it may have.
pub fn in_hundred(offer: &OfferView) -> (u32, u32, u32) {
    let whole = |share: f64| (share * 100.0).round().clamp(0.0, 100.0) as u32;
    let place = &offer.percentile;
    let ends = |share: f64| whole(share).clamp(1, 99);
    (whole(place.share), ends(place.low), ends(place.high))
}

/// Four digits, which a script needs no more of.
fn significant(amount: f64) -> String {
    let digits = if amount.abs() >= 1000.0 { 0 } else { 2 };
    format!("{amount:.digits$}")
}

/// The five figures as a table.
pub fn five(asked: &Asked, view: &PayView, figures: &mut Figures) -> Markup {
    let all = told(asked, view);
    let per = all.get(2).map_or(String::new(), |one| plain::capitalised(plain::per(one.pay.per)));
    let table = Table {
        id: "figures".into(),
        caption: "The five figures".into(),
        columns: vec![
            Column::words("Out of all such people"),
            Column::figures(per),
            Column::figures("Within").wide_only(),
            Column::figures("80% sure between"),
            Column::words("On one line").wide_only(),
        ],
        rows: all.iter().map(|one| five_row(one, all)).collect(),
        cards: false,
    };
    html! {
        (figures.table(&table))
        p.note {
            "Two different widths: the five rows show how pay differs " em { "between people" }
            ". “80% sure between” shows how well the evidence pins down " em { "each figure" }
            ". More evidence narrows the second, never the first."
        }
        (other_periods(view))
    }
}

/// A figure of the five in words.
fn in_words(percentile: u32) -> &'static str {
    match percentile {
        10 => "1 in 10 gets less",
        25 => "a quarter get less",
        50 => "the middle: half get less",
        75 => "a quarter get more",
        _ => "1 in 10 gets more",
    }
}

fn five_row(one: &PercentileView, all: &[PercentileView]) -> TableRow {
    let pay = &one.pay;
    let name = in_words(one.percentile);
    let name = html! { (name) " " span.quiet.small { "P" (one.percentile) } };
    let cells = vec![
        Cell::new(name, format!("P{}", one.percentile)),
        Cell::new(html! { (money::exact(pay.amount, pay.currency)) }, pay.amount),
        Cell::new(html! { span.quiet { (words::half_width(pay.half_width)) } }, pay.half_width),
        Cell::new(
            html! { (words::range(pay.low, pay.high, pay.currency)) },
            format!("{} to {}", pay.low, pay.high),
        ),
        Cell::new(mark(one, all), ""),
    ];
    TableRow::new(cells).marked(one.percentile == 50)
}

/// A figure with its interval on a line that the rows share.
fn mark(one: &PercentileView, all: &[PercentileView]) -> Markup {
    let low = all.iter().map(|of| of.pay.low).fold(f64::INFINITY, f64::min);
    let high = all.iter().map(|of| of.pay.high).fold(f64::NEG_INFINITY, f64::max);
    let scale = crate::charts::Scale::new([low, high], [4.0, 176.0]);
    let mut canvas = crate::charts::Canvas::new(180.0);
    canvas.line([0.0, 10.0], [180.0, 10.0], "grid");
    canvas.whisker([scale.at(one.pay.low), scale.at(one.pay.high)], 10.0);
    canvas.dot([scale.at(one.pay.amount), 10.0], 4.5, "d-dot");
    let marks = canvas.drawing(20.0).marks;
    html! {
        svg.spark viewBox="0 0 180 20" width="180" height="20" aria-hidden="true" { (maud::PreEscaped(marks)) }
    }
}

/// The same for the other periods, folded.
fn other_periods(view: &PayView) -> Markup {
    let heads = std::iter::once(&view.percentiles).chain(&view.by_period);
    let heads: Vec<&Vec<PercentileView>> = heads.collect();
    let column = |all: &&Vec<PercentileView>| {
        let per = all.first().map_or("", |one| plain::per(one.pay.per));
        Column::figures(plain::capitalised(per))
    };
    let cell = |all: &&Vec<PercentileView>, at: usize| match all.get(at) {
        Some(one) => Cell::new(html! { (one.pay.short()) }, one.pay.amount),
        None => Cell::missing(),
    };
    let row = |at: usize, one: &PercentileView| {
        let name = Cell::text(in_words(one.percentile));
        TableRow::new(std::iter::once(name).chain(heads.iter().map(|all| cell(all, at))).collect())
    };
    let table = Table {
        id: "periods".into(),
        caption: "The five figures for other periods".into(),
        columns: std::iter::once(Column::words("Before tax"))
            .chain(heads.iter().map(column))
            .collect(),
        rows: view.percentiles.iter().enumerate().map(|(at, one)| row(at, one)).collect(),
        cards: false,
    };
    html! {
        @if heads.len() > 1 { details.fold { summary { "For other periods" } (table.html()) } }
    }
}
