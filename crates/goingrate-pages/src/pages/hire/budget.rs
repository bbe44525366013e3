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
use crate::pages::planned::{plan, wrong_with};
use crate::parts::shell::Section;
use crate::parts::table::{Cell, Column, Row as TableRow, Table};
use crate::parts::{Field, Figure, section};
use crate::words::tight;
use crate::{Input, Page};

const HEADING: &str = "What does a budget buy?";
const ABOUT: &str =
    "People, months and places that an amount pays, so that it is enough in 8 of 10 outcomes.";
const MISSING: &str = "Only the budget is missing: write it into the form, and work it out.";
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
        let about = if asked::is_asked(input) { MISSING } else { ABOUT };
        return Ok(super::start(input, &asks(input, None), HEADING, about));
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
    let answer = tight(&view.answer).replace(" with 80% chance", ", in 8 of 10 outcomes");
    let heading = answer.split(". ").next().unwrap_or(&answer).trim_end_matches('.');
    let heading = heading
        .replace("1 person of those you asked for over", "1 such person for")
        .replace("people of those you asked for over", "such people for")
        .replace("one of those you asked for over", "one such person for");
    let then = most(view);
    let main = html! {
        div.two.hire {
            div.answer {
                p.what {
                    @if !input.one("q").is_empty() { (plain::capitalised(input.one("q"))) " · " (words::length(view.months)) }
                    @else { (plain::capitalised(&words::length(view.months))) }
                    " of work"
                }
                h1.as-h2 { (heading) }
                @if let Some(then) = &then { p.then { (then) } }
            }
            (form(input, &asks(input, None), None))
            div {
                (fits(view, input, &mut shown))
                (others(view))
                @if !input.is_posted() {
                    p.more { a href=(plan::same_question(input, "/hire", &[("budget", "")])) { "Back to what it costs" } }
                }
            }
        }
    };
    Page::new(Section::Hire, heading.clone(), main)
        .about(format!("{heading}. {}", then.unwrap_or_default()))
        .downloads(shown.figures.files())
}

/// Where most hours of work come for the money.
fn most(view: &BudgetView) -> Option<String> {
    let first = view.fits.first()?;
    Some(format!(
        "Most hours of work for the money: {}, {}, about {} hours.",
        first.who,
        people(first.people),
        hours(first.hours)
    ))
}

/// Hours as exact as they can be known: to the nearest 50.
fn hours(hours: f64) -> String {
    let rounded = if hours >= 500.0 { (hours / 50.0).round() * 50.0 } else { hours.round() };
    plain::thousands(rounded)
}

fn fits(view: &BudgetView, input: &Input, shown: &mut Shown) -> Markup {
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
    shown.figures.keep_table(&table(view, "fits", view.fits.len()));
    let all = input.with(&[("file", "fits.csv")]);
    let body = html! {
        (shown.figures.draw(figure))
        (shown.figures.table(&table(view, "fits-first", LISTED)))
        @if view.fits.len() > LISTED {
            p.note {
                "These are the first " (LISTED) ", most hours first: "
                a href=(all) { "all " (view.fits.len()) " (CSV)" } "."
            }
        }
    };
    section("fits", "What fits", body)
}

fn row(fit: &FitView) -> Row {
    Row {
        name: crate::words::clipped(&plain::capitalised(&fit.who), 32),
        value: format!("{}, {} h", people(fit.people), hours(fit.hours)),
        bars: vec![Bar { from: 0.0, to: fit.hours, ink: Ink::Money }],
        ..Row::default()
    }
}

/// "1 person", "3 people".
fn people(count: u32) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

fn table(view: &BudgetView, id: &str, listed: usize) -> Table {
    let months = |fit: &FitView| match fit.months_of_one >= MANY {
        true => "5 years and more".to_owned(),
        false => plain::count(fit.months_of_one as usize, "month"),
    };
    let row = |fit: &FitView| {
        TableRow::new(vec![
            Cell::text(plain::capitalised(&fit.who)),
            Cell::new(html! { (fit.people) }, fit.people),
            Cell::new(html! { (hours(fit.hours)) }, fit.hours),
            Cell::new(html! { (money::about(fit.cost_of_one, view.currency)) }, fit.cost_of_one),
            Cell::new(html! { (months(fit)) }, fit.months_of_one),
        ])
    };
    Table {
        id: id.to_owned(),
        caption: "What fits into the budget".to_owned(),
        columns: vec![
            Column::words("Who"),
            Column::figures("People"),
            Column::figures("Hours of work"),
            Column::figures("One costs at most, 8 times in 10"),
            Column::figures("Or one person, for").wide_only(),
        ],
        rows: view.fits.iter().take(listed).map(row).collect(),
        cards: false,
    }
}

/// What does not fit, and what others are said to spend.
fn others(view: &BudgetView) -> Markup {
    let spent = |spent: &SpentByView| {
        format!(
            "{}: {} {} to {} on its backend, says one report.",
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
                li {
                    (spent(one)) " "
                    a href={ "/evidence/" (one.claim) } aria-label={ "The claim on: " (one.kind) } { "Look it up" }
                }
            }
        }
    };
    let heading = match (dear.is_empty(), view.spent_by.is_empty()) {
        (true, _) => "What others spend",
        (false, true) => "What does not fit",
        (false, false) => "What does not fit, and what others spend",
    };
    section("others", heading, body)
}
