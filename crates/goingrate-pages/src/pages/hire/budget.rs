//! What an amount of money buys: people, places, months.

use goingrate::ask::Text;
use goingrate::request::HireBudgetRequest;
use goingrate::units::Problem;
use goingrate_view::money;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::hire::{BudgetView, FitView, SpentByView};
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::form::{Asks, form};
use super::words;
use super::{Shown, asked, refused_on};
use crate::charts::rows::{Bar, Ink, Row, Rows};
use crate::pages::planned::{plan, short, wrong_with};
use crate::parts::shell::Section;
use crate::parts::table::{Cell, Column, Row as TableRow, Table};
use crate::parts::{Field, Figure, section};
use crate::words::tight;
use crate::{Input, Page};

const HEADING: &str = "What does a budget buy?";
const ABOUT: &str =
    "People, months and places that an amount pays, so that it is enough in 8 of 10 outcomes.";
/// Rows of the picture, and of the table; the file has all.
const DRAWN: usize = 12;
const LISTED: usize = 25;
/// Months that are not counted on.
const MANY: u32 = 60;

/// What the form of this page asks.
fn asks<'f>(input: &'f Input, wrong: Option<&'f str>) -> Asks<'f> {
    let first = Field {
        name: "budget",
        label: "Budget",
        value: input.one("budget"),
        example: "250k",
        hint: "All of it, for all the months.",
        wrong,
        number: false,
    };
    Asks { to: "/hire/budget", beside: false, first: Some(first) }
}

/// The page.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    if !asked::is_asked(input) || input.one("budget").is_empty() {
        return Ok(super::start(input, &asks(input, None), HEADING, ABOUT));
    }
    let budget = Text::from(input.one("budget"));
    let view =
        asked::request(input).and_then(|hire| HireBudgetRequest { hire, budget }.ask(asking));
    Ok(match view {
        Ok(view) => answered(&view, asking, input),
        Err(problem) => {
            let wrong = wrong_with(Some(&problem), asked::field_of(&problem), "budget");
            refused_on(&problem, input, &asks(input, wrong.as_deref()), HEADING)
        }
    })
}

fn answered(view: &BudgetView, asking: &Asking, input: &Input) -> Page {
    let mut shown = Shown::new(input, &view.as_of, asking);
    let answer = tight(&view.answer).replace("with 80% chance", "in 8 of 10 outcomes");
    let (heading, then) = answer.split_once(". ").unwrap_or((&answer, ""));
    let heading = heading.trim_end_matches('.').to_owned();
    let main = html! {
        div.two.hire {
            div.answer {
                p.what { (words::length(view.months)) " of work" }
                h1.as-h2 { (heading) }
                p.then { (then) }
            }
            (form(input, &asks(input, None), None))
            div {
                (fits(view, &mut shown))
                (others(view))
                @if !input.is_posted() {
                    p.more { a href=(plan::same_question(input, "/hire", &[("budget", "")])) { "Back to what it costs" } }
                }
            }
        }
    };
    Page::new(Section::Hire, heading.clone(), main)
        .about(answer.clone())
        .downloads(shown.figures.files())
}

fn fits(view: &BudgetView, shown: &mut Shown) -> Markup {
    if view.fits.is_empty() {
        let told =
            "It pays nobody for all of these months. Ask for fewer months, or a part of the week.";
        return section("fits", "What fits", html! { p { (told) } });
    }
    let currency = view.currency;
    let rows = view.fits.iter().take(DRAWN).map(row).collect();
    let rows = Rows { label: 250.0, ..Rows::from_zero(rows, plain::thousands) };
    let amount = money::named(view.budget, currency);
    let figure = Figure {
        id: "fits-hours",
        title: format!("{} ways fit into {amount}", view.fits.len()),
        about: format!(
            "Hours that go into the work over {}, of as many people as it pays in 8 of 10 outcomes; the first {}",
            words::length(view.months),
            DRAWN.min(view.fits.len())
        ),
        picture: rows.picture(format!("Hours of work that {amount} pays, by place and contract.")),
        key: Vec::new(),
        table: None,
        sources: None,
    };
    let body = html! {
        (shown.figures.draw(figure))
        (shown.figures.table(&table(view)))
        @if view.fits.len() > LISTED { p.note { "The first " (LISTED) " of " (view.fits.len()) ", most hours first." } }
    };
    section("fits", "What fits", body)
}

fn row(fit: &FitView) -> Row {
    Row {
        name: short(&plain::capitalised(&fit.who), 32),
        value: format!("{} × · {} h", fit.people, plain::thousands(fit.hours)),
        bars: vec![Bar { from: 0.0, to: fit.hours, ink: Ink::Money }],
        ..Row::default()
    }
}

fn table(view: &BudgetView) -> Table {
    let months = |fit: &FitView| match fit.months_of_one >= MANY {
        true => "5 years and more".to_owned(),
        false => plain::count(fit.months_of_one as usize, "month"),
    };
    let row = |fit: &FitView| {
        TableRow::new(vec![
            Cell::text(plain::capitalised(&fit.who)),
            Cell::new(html! { (fit.people) }, fit.people),
            Cell::new(html! { (plain::thousands(fit.hours)) }, fit.hours),
            Cell::new(html! { (money::about(fit.cost_of_one, view.currency)) }, fit.cost_of_one),
            Cell::new(html! { (months(fit)) }, fit.months_of_one),
        ])
    };
    Table {
        id: "fits-table".to_owned(),
        caption: "What fits into the budget".to_owned(),
        columns: vec![
            Column::words("Who"),
            Column::figures("People"),
            Column::figures("Hours of work"),
            Column::figures("One costs at most"),
            Column::figures("Or one, for").wide_only(),
        ],
        rows: view.fits.iter().take(LISTED).map(row).collect(),
        cards: false,
    }
}

/// What does not fit, and what others are said to spend.
fn others(view: &BudgetView) -> Markup {
    let spent = |spent: &SpentByView| {
        format!(
            "{} spends {} {} to {} on its backend, says one report",
            plain::capitalised(&spent.kind),
            spent.currency,
            plain::thousands(spent.low),
            plain::thousands(spent.high),
        )
    };
    let dear: Vec<String> = view.too_dear.iter().take(5).cloned().collect();
    if dear.is_empty() && view.spent_by.is_empty() {
        return Markup::default();
    }
    let body = html! {
        @if !dear.is_empty() {
            p { "Too dear for even one person: " (view.too_dear.len()) ", among them " (plain::list(&dear)) "." }
        }
        ul.plain {
            @for one in &view.spent_by {
                li { (spent(one)) " (" a href={ "/evidence/" (one.claim) } { (one.claim) } ")." }
            }
        }
    };
    section("others", "What does not fit, and what others spend", body)
}
