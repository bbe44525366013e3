//! How cost and time may turn out, with the reader's limits.

use goingrate::units::Date;
use goingrate_view::money;
use goingrate_view::views::project::ProjectView;
use maud::{Markup, html};

use super::words::{about, months, verdict};
use crate::charts::outcome::{Limit, Outcome};
use crate::pages::planned::in_100;
use crate::parts::figure::Key;
use crate::parts::table::{Cell, Column, Row, Table};
use crate::parts::{Figure, Figures, section};

/// What it costs; nothing where nobody is paid.
pub fn cost(view: &ProjectView, figures: &mut Figures) -> Markup {
    if view.cost.p50 <= 0.0 {
        return section(
            "cost",
            "What it costs",
            html! { p { "Nobody of the team is paid, so that no money is spent on them." } },
        );
    }
    let currency = view.currency;
    let cost = &view.cost;
    let limit = view.budget.as_ref().map(|budget| Limit {
        at: budget.limit,
        shown: format!("your {}", money::named(budget.limit, currency)),
        beyond: format!("{} cost more", in_100(budget.over)),
    });
    let (heading, title) = match &view.budget {
        Some(budget) => (
            "Will it stay within the budget?",
            format!(
                "{}: {} such projects cost more than {}",
                verdict(budget.over),
                in_100(budget.over),
                money::named(budget.limit, currency)
            ),
        ),
        None => (
            "What it costs",
            format!(
                "8 in 10 such projects cost {} to {}",
                about(cost.p10, currency),
                about(cost.p90, currency)
            ),
        ),
    };
    let outcome = Outcome {
        curve: &cost.curve,
        three: [cost.p10, cost.p50, cost.p90],
        limit,
        tick: Box::new(move |amount| about(amount, currency)),
    };
    let key = if view.budget.is_some() { vec![Key::Beyond] } else { vec![Key::Doubt] };
    let figure = Figure {
        id: "cost-outcomes",
        about: format!(
            "{currency}, all told; 1 in 20 such projects costs more than {}",
            about(cost.p95, currency)
        ),
        picture: outcome.picture(format!("{title}. The middle is {}.", about(cost.p50, currency))),
        title,
        key,
        table: Some(table("cost-table", &format!("{currency}"), &cost.curve)),
        sources: Some("#assumed".to_owned()),
    };
    section("cost", heading, html! { (figures.draw(figure)) })
}

/// How long it takes.
pub fn time(view: &ProjectView, figures: &mut Figures) -> Markup {
    let time = &view.months;
    let limit = view.by.as_ref().map(|by| Limit {
        at: by.limit,
        shown: match &view.by_day {
            Some(day) => format!("your {}", day_of(day)),
            None => "your day".to_owned(),
        },
        beyond: format!("{} end later", in_100(by.over)),
    });
    let ends = || format!("{} to {}", months(time.p10), months(time.p90));
    let (heading, title) = match &view.by {
        Some(by) => (
            "Will it be done in time?",
            format!("{}: {} such projects end later", verdict(by.over), in_100(by.over)),
        ),
        None => ("How long it takes", format!("8 in 10 such projects take {}", ends())),
    };
    let outcome = Outcome {
        curve: &time.curve,
        three: [time.p10, time.p50, time.p90],
        limit,
        tick: Box::new(months),
    };
    let key = if view.by.is_some() { vec![Key::Beyond] } else { Vec::new() };
    let figure = Figure {
        id: "time-outcomes",
        about: format!(
            "From the first day, {}; the middle ends about {}",
            crate::words::day(view.start),
            view.end.get(1).map_or_else(String::new, |day| day_of(day))
        ),
        picture: outcome.picture(format!("{title}. The middle is {}.", months(time.p50))),
        title,
        key,
        table: Some(table("time-table", "months", &time.curve)),
        sources: Some("#assumed".to_owned()),
    };
    section("time", heading, html! { (figures.draw(figure)) })
}

/// "14 Jan 2027".
fn day_of(text: &str) -> String {
    text.parse::<Date>().map_or_else(|_| text.to_owned(), crate::words::day)
}

/// The curve in tenths.
fn table(id: &str, unit: &str, curve: &[f64]) -> Table {
    let row = |tenth: usize| {
        let amount = curve.get(tenth * 10 - 1)?;
        let shown = goingrate_view::words::plain_number((amount * 10.0).round() / 10.0);
        let shown =
            if *amount >= 1000.0 { goingrate_view::words::thousands(*amount) } else { shown };
        Some(Row::new(vec![
            Cell::text(format!("{tenth} in 10")),
            Cell::new(html! { (shown) }, amount),
        ]))
    };
    Table {
        id: id.to_owned(),
        caption: format!("How many such projects stay below, {unit}"),
        columns: vec![
            Column::words("So many such projects"),
            Column::figures(format!("stay below, {unit}")),
        ],
        rows: (1..=9).filter_map(row).collect(),
        cards: false,
    }
}
