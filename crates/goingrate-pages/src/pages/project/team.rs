//! Who builds it, and what could be done otherwise.

use goingrate_view::money;
use goingrate_view::views::project::{LeverView, MemberView, ProjectView, engagement_name, people};
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::words::{about, change_of_time, more};
use crate::charts::rows::{Bar, Ink, Row, Rows};
use crate::parts::table::{Cell, Column, Row as TableRow, Table};
use crate::parts::{Figure, Figures, section};
use crate::words::{range, tight};

/// Who builds it.
pub fn team(view: &ProjectView, figures: &mut Figures) -> Markup {
    let assumed =
        view.team_assumed.then_some("No team was named: this is the usual one of the kind.");
    let read = view.team.iter().filter_map(|member| member.place_read_as.as_deref());
    let body = html! {
        @if let Some(told) = assumed { p.note { (told) } }
        (figures.table(&table(view)))
        @for told in read { p.note { (plain::capitalised(told)) "." } }
        @if view.at_the_shortest >= 0.05 {
            p.note { "More people would not have been faster in " (crate::pages::planned::in_100(view.at_the_shortest)) " outcomes." }
        }
    };
    section("builders", "Who builds it", body)
}

fn table(view: &ProjectView) -> Table {
    let currency = view.currency;
    let small = |low: f64, high: f64| html! { " " small.quiet { (range(low, high, currency)) } };
    let row = |member: &MemberView| {
        let how = match (member.engagement_assumed, member.place_assumed) {
            (true, true) => " (assumed)",
            _ => "",
        };
        let who = format!(
            "{}, {}, {}{how}",
            people(member.count * member.share, &member.title),
            engagement_name(&member.engagement),
            member.place
        );
        TableRow::new(vec![
            Cell::text(who),
            Cell::new(
                html! { (money::about(member.hour.p50, currency)) (small(member.hour.p10, member.hour.p90)) },
                member.hour.p50,
            ),
            Cell::new(html! { (plain::thousands(member.days.p50.round())) }, member.days.p50),
            Cell::new(
                html! { (about(member.cost.p50, currency)) (small(member.cost.p10, member.cost.p90)) },
                member.cost.p50,
            ),
        ])
    };
    Table {
        id: "team-table".to_owned(),
        caption: "Who builds it".to_owned(),
        columns: vec![
            Column::words("Who"),
            Column::figures("An hour"),
            Column::figures("Paid days"),
            Column::figures("Cost"),
        ],
        rows: view.team.iter().map(row).collect(),
        cards: true,
    }
}

/// What could be done otherwise: less money first.
pub fn levers(view: &ProjectView, figures: &mut Figures) -> Markup {
    if view.levers.is_empty() {
        return Markup::default();
    }
    let currency = view.currency;
    let row = |lever: &LeverView| Row {
        name: crate::words::clipped(&lever.what, 40),
        value: more(lever.cost, currency),
        bars: vec![Bar {
            from: 0.0,
            to: lever.cost,
            ink: if lever.cost < 0.0 { Ink::Money } else { Ink::Part },
        }],
        ..Row::default()
    };
    let rows = view.levers.iter().map(row).collect();
    let rows = Rows {
        label: 290.0,
        upright: Some(0.0),
        ..Rows::holding(rows, crate::words::ticks(currency))
    };
    let figure = Figure {
        id: "levers",
        title: largest(view),
        about: format!(
            "{currency} beside {}; left of the line it costs less",
            about(view.cost.p50, currency)
        ),
        picture: rows
            .picture("What each would change the middle cost by; the table has the figures."),
        key: Vec::new(),
        table: None,
        sources: None,
    };
    let body = html! { (figures.draw(figure)) (figures.table(&lever_table(view))) };
    section("otherwise", "What would change it", body)
}

/// The largest change of the middle cost.
fn largest(view: &ProjectView) -> String {
    let size = |lever: &&LeverView| lever.cost.abs();
    let most = view.levers.iter().max_by(|one, other| size(one).total_cmp(&size(other)));
    let Some(lever) = most else { return String::new() };
    let more = if lever.cost < 0.0 { "less" } else { "more" };
    let amount = about(lever.cost.abs(), view.currency);
    format!(
        "The largest change: {}, about {amount} {more} in the middle",
        plain::lowered(&lever.what)
    )
}

fn lever_table(view: &ProjectView) -> Table {
    let row = |lever: &LeverView| {
        TableRow::new(vec![
            Cell::text(lever.what.clone()),
            Cell::new(html! { (more(lever.cost, view.currency)) }, lever.cost),
            Cell::new(html! { (change_of_time(lever.months)) }, lever.months),
            Cell::text(plain::capitalised(&tight(&lever.but))),
        ])
    };
    Table {
        id: "levers-table".to_owned(),
        caption: "What could be done otherwise".to_owned(),
        columns: vec![
            Column::words("If"),
            Column::figures("Change of cost"),
            Column::figures("Of time"),
            Column::words("But"),
        ],
        rows: view.levers.iter().map(row).collect(),
        cards: true,
    }
}
