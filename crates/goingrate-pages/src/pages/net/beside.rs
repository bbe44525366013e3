//! Others beside it: other places, every state, and what the work costs the employer.

use goingrate_view::money;
use goingrate_view::views::net::{BesideView, EmployerView, NetView, StateView};
use goingrate_view::words as plain;
use maud::{Markup, html};

use crate::charts::rows::{self, Bar, Ink, Rows};
use crate::parts::table::{Column, Row};
use crate::parts::{Cell, Figure, Figures, Table};
use crate::words::{percent, tight};

/// Other places or amounts, in the money of the first.
pub fn versus(view: &NetView, figures: &mut Figures) -> Markup {
    let first = &view.take_home;
    let currency = first.currency;
    let mut bars = vec![bar(&first.place_name, first.net, currency).marked(true)];
    bars.extend(
        view.versus
            .iter()
            .map(|other| bar(&other.take_home.place_name, other.net_in_first, currency)),
    );
    let symbol = money::symbol(currency);
    let tick = move |amount: f64| format!("{symbol}{}", money::tick(amount));
    let told: Vec<String> = bars.iter().map(|row| format!("{} {}", row.name, row.value)).collect();
    let figure = Figure {
        id: "beside-it",
        title: format!("What is left in {}", plain::list(&names(view))),
        about: format!("{currency} a year after tax, before prices"),
        picture: Rows::from_zero(bars, tick).picture(format!("Left a year: {}", told.join(", "))),
        key: Vec::new(),
        table: Some(versus_table(view)),
        sources: None,
    };
    html! {
        (figures.draw(figure))
        @for other in &view.versus { p.note { (difference(view, other)) } }
    }
}

fn names(view: &NetView) -> Vec<String> {
    let others = view.versus.iter().map(|other| other.take_home.place_name.clone());
    std::iter::once(view.take_home.place_name.clone()).chain(others).collect()
}

fn bar(name: &str, net: f64, currency: goingrate::units::Currency) -> rows::Row {
    rows::Row {
        name: name.to_owned(),
        value: money::about(net, currency),
        bars: vec![Bar { from: 0.0, to: net.max(0.0), ink: Ink::Money }],
        ..rows::Row::default()
    }
}

fn difference(view: &NetView, other: &BesideView) -> String {
    let currency = view.take_home.currency;
    let word = if other.difference < 0.0 { "less" } else { "more" };
    let exchange = other.exchange.as_ref().map(|exchange| {
        let own = money::about(other.take_home.net, other.take_home.currency);
        format!(" ({own} there, at the rate of {})", exchange.month)
    });
    format!(
        "{}: {} {word} a year{}; {} of it all is taken.",
        other.take_home.place_name,
        money::about(other.difference.abs(), currency),
        exchange.unwrap_or_default(),
        percent(other.take_home.average_rate)
    )
}

fn versus_table(view: &NetView) -> Table {
    let first = &view.take_home;
    let row = |of: &goingrate_view::views::net::TakeHomeView, net: f64| {
        Row::new(vec![
            Cell::text(of.place_name.clone()),
            Cell::new(html! { (money::about(of.gross, of.currency)) }, of.gross),
            Cell::new(html! { (percent(of.average_rate)) }, of.average_rate),
            Cell::new(html! { (percent(of.marginal_rate)) }, of.marginal_rate),
            Cell::new(html! { (money::about(net, first.currency)) }, net),
        ])
    };
    let others = view.versus.iter().map(|other| row(&other.take_home, other.net_in_first));
    Table {
        id: "beside-table".into(),
        caption: "Beside it".into(),
        columns: vec![
            Column::words("Rules of"),
            Column::figures("Before tax"),
            Column::figures("Taken"),
            Column::figures("Of a raise"),
            Column::figures(format!("Left, {}", first.currency)),
        ],
        rows: std::iter::once(row(first, first.net)).chain(others).collect(),
        cards: false,
    }
}

/// The same amount in every state.
pub fn states(view: &NetView, figures: &mut Figures) -> Markup {
    let currency = view.take_home.currency;
    let about = |amount: f64| Cell::new(html! { (money::about(amount, currency)) }, amount);
    let row = |state: &StateView| {
        let weak = matches!(state.status.as_deref(), Some("estimate" | "forecast"));
        let name = html! { (state.place_name) @if weak { " " span.quiet { "(" (state.status.as_deref().unwrap_or_default()) ")" } } };
        Row::new(vec![
            Cell::new(name, &state.place_name),
            about(state.net),
            about(state.taken_by_state),
            Cell::new(html! { (percent(state.average_rate)) }, state.average_rate),
            Cell::new(html! { (percent(state.marginal_rate)) }, state.marginal_rate),
        ])
        .marked(state.place == view.take_home.place)
    };
    let table = Table {
        id: "states-table".into(),
        caption: format!("What is left in every state, {currency} a year"),
        columns: vec![
            Column::words("State"),
            Column::figures("Left"),
            Column::figures("Taken by the state"),
            Column::figures("Taken in all"),
            Column::figures("Of a raise").wide_only(),
        ],
        rows: view.states.iter().map(row).collect(),
        cards: false,
    };
    let ends = view.states.first().zip(view.states.last());
    html! {
        @if let Some((most, least)) = ends {
            p {
                "From " (money::about(most.net, currency)) " in " (most.place_name) " to "
                (money::about(least.net, currency)) " in " (least.place_name) ", before prices."
            }
        }
        (figures.table(&table))
    }
}

/// What the employer pays beside the salary.
pub fn employer(view: &EmployerView, figures: &mut Figures) -> Markup {
    let row = |name: &str, amount: f64, on: bool| {
        Row::new(vec![
            Cell::text(name.to_owned()),
            Cell::new(html! { (money::exact(amount.round(), view.currency)) }, amount),
        ])
        .marked(on)
    };
    let lines = view.lines.iter().filter(|line| line.amount != 0.0);
    let lines = lines
        .filter(|line| matches!(line.counts.as_deref(), Some("contribution" | "benefit" | "tax")));
    let mut rows = vec![row("Pay", view.pay, false)];
    rows.extend(lines.map(|line| row(&tight(&line.what), line.amount, false)));
    rows.push(row("In all", view.total, true));
    let table = Table {
        id: "employer-table".into(),
        caption: format!("What the employer pays, {} a year", view.currency),
        columns: vec![Column::words("Line"), Column::figures("Amount")],
        rows,
        cards: false,
    };
    html! {
        p {
            "About " (money::about(view.total, view.currency)) " a year: " (percent(view.load)) " on top of pay. "
            a href="/hire" { "What a hire costs in all" }
        }
        (figures.table(&table))
        @if !view.leaves_out.is_empty() { p.note { "Left out: " (tight(&view.leaves_out.join(" "))) } }
    }
}
