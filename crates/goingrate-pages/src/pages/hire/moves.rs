//! What a productive hour of the first way moves with, the most first.

use goingrate_view::money;
use goingrate_view::views::hire::{HireView, SwingView};
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::Shown;
use super::words;
use crate::charts::tornado::{Swing, Tornado};
use crate::pages::planned::assumed::bare;
use crate::parts::table::{Cell, Column, Row, Table};
use crate::parts::{Figure, section};
use crate::words::tight;

/// Bars of the picture; the table has all.
const BARS: usize = 8;
/// Letters of a name beside a bar.
const NAME: usize = 38;

/// The section.
pub fn moves(view: &HireView, shown: &mut Shown) -> Markup {
    let Some(way) = view.ways.first() else { return Markup::default() };
    let Some(widest) = way.tornado.first() else { return Markup::default() };
    let currency = view.currency;
    let hour = |amount: f64| money::about(amount, currency);
    let tornado = Tornado {
        swings: way.tornado.iter().take(BARS).map(swing).collect(),
        plain: way.plain_hour,
        shown: format!("{} with everything in its middle", hour(way.plain_hour)),
        tick: Box::new(move |amount| money::about(amount, currency)),
    };
    let [low, high] = ends(widest);
    let title = format!("{} moves it most: {} to {} an hour", few(widest), hour(low), hour(high));
    let figure = Figure {
        id: "moves",
        about: format!(
            "{currency} for a productive hour of {}, if one thing changes and the rest stays",
            words::the(&way.name)
        ),
        picture: tornado.picture(format!("{title}.")),
        title,
        key: Vec::new(),
        table: Some(table(view, &way.tornado)),
        sources: Some("#assumed".to_owned()),
    };
    section("moves-most", "What moves it most", html! { (shown.figures.draw(figure)) })
}

fn ends(swing: &SwingView) -> [f64; 2] {
    [swing.at_low.min(swing.at_high), swing.at_low.max(swing.at_high)]
}

fn swing(swing: &SwingView) -> Swing {
    let [low, high] = ends(swing);
    Swing {
        name: few(swing),
        range: crate::words::clipped(&bare(&tight(&swing.range)), 44),
        low,
        high,
    }
}

/// What is moved, in a few words: up to the first explanation.
fn few(swing: &SwingView) -> String {
    let end = swing.what.find([':', ';', ',']).unwrap_or(swing.what.len());
    crate::words::clipped(swing.what.get(..end).unwrap_or(&swing.what), NAME)
}

fn table(view: &HireView, swings: &[SwingView]) -> Table {
    let cell = |amount: f64| Cell::new(html! { (money::about(amount, view.currency)) }, amount);
    let row = |swing: &SwingView| {
        Row::new(vec![
            Cell::text(plain::capitalised(&swing.what)),
            Cell::text(bare(&tight(&swing.range))),
            cell(swing.at_low),
            cell(swing.at_high),
        ])
    };
    Table {
        id: "moves-table".to_owned(),
        caption: format!("What a productive hour moves with, {}", view.currency),
        columns: vec![
            Column::words("What"),
            Column::words("Range"),
            Column::figures("At its low end"),
            Column::figures("At its high end"),
        ],
        rows: swings.iter().map(row).collect(),
        cards: false,
    }
}
