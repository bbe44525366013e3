//! The ways side by side: what each costs a month, and whether one is cheaper.

use goingrate_view::views::hire::{HireView, WayView};
use goingrate_view::words as plain;
use goingrate_view::{Amount, money};
use maud::{Markup, html};

use super::Shown;
use super::words::{self, Cheaper};
use crate::charts::rows::{Row, Rows};
use crate::pages::planned::{amount, in_100};
use crate::parts::figure::Key;
use crate::parts::table::{Cell, Column, Row as TableRow, Table};
use crate::parts::{Figure, section};
use crate::words::{change, range, tight};

/// Letters of a name beside a picture.
const NAME: usize = 30;

/// The section.
pub fn ways(view: &HireView, shown: &mut Shown) -> Markup {
    let heading = match view.ways.len() {
        1 => "What it costs".to_owned(),
        ways => {
            format!("{} ways to get the work done", plain::capitalised(&crate::words::number(ways)))
        }
    };
    let body = html! {
        (picture(view, shown))
        (shown.figures.table(&table(view)))
        (chances(view))
    };
    section("work-done", &heading, body)
}

fn month(way: &WayView, view: &HireView, shown: &Shown) -> Amount {
    amount(way.month, view.currency, shown.day)
}

fn picture(view: &HireView, shown: &mut Shown) -> Markup {
    let row = |(at, way): (usize, &WayView)| {
        Row::dot(
            crate::words::clipped(&plain::capitalised(&way.name), NAME),
            &month(way, view, shown),
        )
        .marked(at == 0)
    };
    let rows: Vec<Row> = view.ways.iter().enumerate().map(row).collect();
    let currency = view.currency;
    let rows = Rows { label: 230.0, ..Rows::from_zero(rows, crate::words::ticks(currency)) };
    let each = view
        .ways
        .iter()
        .map(|way| format!("{} {}", way.name, money::about(way.month.p50, currency)));
    let label = format!("What a month costs: {}.", each.collect::<Vec<_>>().join("; "));
    let figure = Figure {
        id: "month",
        title: title(view),
        about: format!(
            "A month of work with all that comes with it, {currency}, over {}",
            words::length(view.months)
        ),
        picture: rows.picture(label),
        key: vec![Key::Outcome],
        table: None,
        sources: None,
    };
    shown.figures.draw(figure)
}

/// Who is cheaper, as far as it can be told.
fn title(view: &HireView) -> String {
    let first = words::first(view);
    let (mut less, mut more, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for (pair, name) in words::beside(view) {
        match Cheaper::of(pair) {
            Cheaper::Other => less.push(name),
            Cheaper::First => more.push(name),
            Cheaper::Open => open.push(name),
        }
    }
    let told = [(less, "less"), (more, "more")].into_iter().filter(|(names, _)| !names.is_empty());
    let mut told: Vec<String> = told
        .map(|(names, word)| {
            let costs = if names.len() == 1 { "costs" } else { "cost" };
            format!("{} {costs} {word} than {first}", plain::list(&names))
        })
        .collect();
    match (told.is_empty(), open.is_empty()) {
        (true, true) => format!("A month of {first}"),
        (true, false) => {
            "Too close to call: the ranges overlap too widely to name the cheapest".to_owned()
        }
        (false, true) => plain::capitalised(&told.join("; ")),
        (false, false) => {
            told.push(
                format!("{} is too close to call", plain::list(&open)).replace(" and ", " or "),
            );
            plain::capitalised(&told.join("; "))
        }
    }
}

/// How often each other way is cheaper than the first.
fn chances(view: &HireView) -> Markup {
    let first = words::first(view);
    let chance = |(pair, name): (&goingrate_view::views::hire::PairView, String)| {
        format!(
            "{} costs less than {first} in {} outcomes over {}.",
            plain::capitalised(&name),
            in_100(pair.other_cheaper),
            words::length(view.months)
        )
    };
    html! {
        @if view.ways.len() > 1 {
            p.note {
                "Where two ranges overlap, count how often one is cheaper. "
                (words::beside(view).into_iter().map(chance).collect::<Vec<_>>().join(" "))
            }
        }
    }
}

fn table(view: &HireView) -> Table {
    let currency = view.currency;
    let between = |low: f64, high: f64| html! { " " small.quiet { (range(low, high, currency)) } };
    let row = |(at, way): (usize, &WayView)| {
        let hours = plain::thousands(way.hours_a_year.p50.round());
        let cells = vec![
            Cell::text(plain::capitalised(&way.name)),
            Cell::new(html! { (money::about(way.month.p50, currency)) }, way.month.p50),
            Cell::new(
                html! { (money::about(way.total.p50, currency)) (between(way.total.p10, way.total.p90)) },
                way.total.p50,
            ),
            Cell::new(
                html! { (money::about(way.hour.p50, currency)) (between(way.hour.p10, way.hour.p90)) },
                way.hour.p50,
            ),
            Cell::new(html! { (hours) }, way.hours_a_year.p50),
            Cell::new(html! { (tight(&change(way.on_top))) }, way.on_top),
        ];
        TableRow::new(cells).marked(at == 0)
    };
    Table {
        id: "ways".to_owned(),
        caption: "Ways to get the work done".to_owned(),
        columns: vec![
            Column::words("Way"),
            Column::figures("A month"),
            Column::figures(format!("All of {}", words::length(view.months))),
            Column::figures("A productive hour"),
            Column::figures("Such hours a year").wide_only(),
            Column::figures("On top of pay"),
        ],
        rows: view.ways.iter().enumerate().map(row).collect(),
        cards: true,
    }
}
