//! Where money can be saved beside the first way: what, how much, how surely, and what it costs otherwise.

use goingrate::units::Problem;
use goingrate_view::money;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::hire::{HireView, LeverView};
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::form::{Asks, form};
use super::words;
use super::{Shown, asked, refused_on};
use crate::charts::rows::{Row, Rows};
use crate::pages::planned::{in_100, plan};
use crate::parts::figure::Key;
use crate::parts::shell::Section;
use crate::parts::table::{Cell, Column, Row as TableRow, Table};
use crate::parts::{Figure, section};
use crate::words::tight;
use crate::{Input, Page};

/// What the form of this page asks.
const ASKS: Asks = Asks { to: "/hire/savings", beside: false, first: None };
const HEADING: &str = "Where can you save?";
/// From this share of outcomes on a saving is called one: the interval leaves out nothing saved.
const SURE: f64 = 0.9;

/// The page.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    if !asked::is_asked(input) {
        return Ok(super::start(input, &ASKS, HEADING, ABOUT));
    }
    let view = asked::request(input).and_then(|request| request.ask(asking));
    Ok(match view {
        Ok(view) => answered(&view, asking, input),
        Err(problem) => refused_on(&problem, input, &ASKS, HEADING),
    })
}

const ABOUT: &str = "Another place, another level, another kind of contract: what each would save, how surely, and what it costs you otherwise.";

fn answered(view: &HireView, asking: &Asking, input: &Input) -> Page {
    let mut shown = Shown::new(input, &view.as_of, asking);
    let heading = heading(view);
    let first = view.ways.first().map_or_else(String::new, |way| words::the(&way.name));
    let main = html! {
        div.two.hire {
            div.answer {
                p.what { "Beside " (first) " · " (words::length(view.months)) }
                h1.as-h2 { (heading) }
                p.then { "A saving in money is a cost in something else: both stand below." }
            }
            (form(input, &ASKS, None))
            div {
                (savings(view, &mut shown))
                @if !input.is_posted() {
                    p.more { a href=(plan::same_question(input, "/hire", &[])) { "Back to what it costs" } }
                }
            }
        }
    };
    Page::new(Section::Hire, heading.clone(), main).about(heading).downloads(shown.figures.files())
}

/// The surest of the largest savings, as far as the interval bears it out. What saves money because less work
/// is done is not called a saving.
fn heading(view: &HireView) -> String {
    let mut sure = view.levers.iter().filter(|lever| lever.chance >= SURE);
    let told = |lever: &LeverView| {
        let saved = plain::lowered(&words::headline(lever.saved_a_month, view.currency));
        format!("{}: {saved} less a month", tight(&lever.what))
    };
    match (sure.clone().find(|lever| lever.saved_an_hour > 0.0), sure.next()) {
        (Some(lever), _) => told(lever),
        (None, Some(less)) => {
            let less = plain::lowered(&tight(&less.what));
            format!("Only less work surely saves money: {less}")
        }
        (None, None) => "No saving is sure".to_owned(),
    }
}

fn savings(view: &HireView, shown: &mut Shown) -> Markup {
    if view.levers.is_empty() {
        let told = "Savings are worked out for one person; here are several. Ask for one of them.";
        return section("savings", "What each saves", html! { p { (told) } });
    }
    let currency = view.currency;
    let rows = view.levers.iter().map(|lever| row(lever, view)).collect();
    let rows = Rows {
        label: 250.0,
        upright: Some(0.0),
        ..Rows::holding(rows, crate::words::ticks(currency))
    };
    let sure = view.levers.iter().filter(|lever| lever.chance >= SURE).count();
    let figure = Figure {
        id: "savings-month",
        title: format!(
            "{} of {} {} money in 9 of 10 outcomes and more",
            plain::capitalised(&crate::words::number(sure)),
            view.levers.len(),
            if sure == 1 { "saves" } else { "save" }
        ),
        about: format!("Saved a month, {currency}; left of the line it costs more"),
        picture: rows.picture(format!("What each saves a month: {}.", each(view))),
        key: vec![Key::Outcome],
        table: None,
        sources: None,
    };
    let body = html! { (shown.figures.draw(figure)) (shown.figures.table(&table(view))) };
    section("savings", "What each saves", body)
}

fn each(view: &HireView) -> String {
    let one = |lever: &LeverView| {
        format!(
            "{} {}",
            plain::lowered(&lever.what),
            money::about(lever.saved_a_month.p50, view.currency)
        )
    };
    view.levers.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn row(lever: &LeverView, view: &HireView) -> Row {
    let saved = lever.saved_a_month;
    Row {
        name: crate::words::clipped(&lever.what, 32),
        value: money::about(saved.p50, view.currency),
        middle: Some(saved.p50),
        interval: Some([saved.p10, saved.p90]),
        ..Row::default()
    }
}

fn table(view: &HireView) -> Table {
    let row = |lever: &LeverView| {
        let saved = lever.saved_a_month;
        TableRow::new(vec![
            Cell::text(lever.what.clone()),
            Cell::new(
                html! {
                    b { (money::about(saved.p50, view.currency)) } " "
                    small.quiet { (money::about(saved.p10, view.currency)) " to " (money::about(saved.p90, view.currency)) }
                },
                saved.p50,
            ),
            Cell::new(html! { (in_100(lever.chance)) }, lever.chance),
            Cell::new(
                html! { (money::about(lever.saved_an_hour.round(), view.currency)) },
                lever.saved_an_hour,
            ),
            Cell::text(lever.but.clone()),
        ])
    };
    Table {
        id: "savings-table".to_owned(),
        caption: "What could be done otherwise".to_owned(),
        columns: vec![
            Column::words("If you"),
            Column::figures("You save a month"),
            Column::figures("It saves anything in"),
            Column::figures("You save a productive hour").wide_only(),
            Column::words("But"),
        ],
        rows: view.levers.iter().map(row).collect(),
        cards: true,
    }
}
