//! The same work in other places, the cheapest productive hour first.

use goingrate::request::HirePlacesRequest;
use goingrate::units::Problem;
use goingrate_view::money;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::hire::{ByPlaceView, DestinationView};
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::form::{Asks, form};
use super::words;
use super::{Shown, asked, refused_on};
use crate::charts::rows::{Row, Rows};
use crate::pages::planned::{amount, plan};
use crate::parts::figure::Key;
use crate::parts::shell::Section;
use crate::parts::table::{Cell, Column, Row as TableRow, Table};
use crate::parts::{Figure, section};
use crate::words::{percent, range};
use crate::{Input, Page};

/// What the form of this page asks.
const ASKS: Asks = Asks { to: "/hire/places", beside: false, first: None };
const HEADING: &str = "Where does the same work cost least?";
const ABOUT: &str = "Every place that can be priced, by what an hour costs that goes into the work, with the hours of the day that are shared with yours.";
/// Rows of the picture; the table has all.
const DRAWN: usize = 20;

/// The page.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    if !asked::is_asked(input) {
        return Ok(super::start(input, &ASKS, HEADING, ABOUT));
    }
    let view = asked::request(input).and_then(|hire| HirePlacesRequest { hire }.ask(asking));
    Ok(match view {
        Ok(view) => answered(&view, asking, input),
        Err(problem) => refused_on(&problem, input, &ASKS, HEADING),
    })
}

fn answered(view: &ByPlaceView, asking: &Asking, input: &Input) -> Page {
    let mut shown = Shown::new(input, &view.as_of, asking);
    let own = view.destinations.iter().position(|destination| destination.asked);
    let heading = heading(view, own);
    let main = html! {
        div.two.hire {
            div.answer {
                p.what { (plain::capitalised(view.engagement)) " · " (words::length(view.months)) " · the firm is in " (view.home) }
                h1.as-h2 { (heading) }
                p.then { (then(view)) }
            }
            (form(input, &ASKS, None))
            div {
                (by_place(view, own, &mut shown))
                (beside_money(view))
                @if !input.is_posted() {
                    p.more { a href=(plan::same_question(input, "/hire", &[])) { "Back to what it costs" } }
                }
            }
        }
    };
    Page::new(Section::Hire, heading.clone(), main)
        .about(format!("{heading}. {}", then(view)))
        .downloads(shown.figures.files())
}

fn heading(view: &ByPlaceView, own: Option<usize>) -> String {
    let hour = |one: &DestinationView| words::headline(one.hour, view.currency);
    match own.and_then(|at| Some((at, view.destinations.get(at)?))) {
        Some((0, own)) => {
            format!("{} an hour in {}: no place has a lower middle", hour(own), own.place)
        }
        Some((at, own)) => {
            format!(
                "{} an hour in {}: {at} of {} places have a lower middle",
                hour(own),
                own.place,
                view.destinations.len()
            )
        }
        None => format!("{} places, by what an hour of the work costs", view.destinations.len()),
    }
}

/// The cheapest, without a winner where the ranges of the next ones hold the same.
fn then(view: &ByPlaceView) -> String {
    let Some(first) = view.destinations.first() else { return String::new() };
    let alike = view.destinations.iter().filter(|one| one.hour.p10 <= first.hour.p50).count();
    let about = money::about(first.hour.p50, view.currency);
    match alike > 1 {
        true => format!(
            "The lowest middle is {about} in {}; in {} places it may turn out as low.",
            first.place, alike
        ),
        false => format!("The lowest is {about} in {}.", first.place),
    }
}

fn by_place(view: &ByPlaceView, own: Option<usize>, shown: &mut Shown) -> Markup {
    let currency = view.currency;
    let far = |at: &usize| *at >= DRAWN;
    let own = own.filter(far).and_then(|at| view.destinations.get(at));
    let drawn = view.destinations.iter().take(DRAWN).chain(own);
    let rows: Vec<Row> = drawn
        .map(|one| {
            Row::dot(
                crate::words::clipped(&plain::capitalised(&one.place), 26),
                &amount(one.hour, currency, shown.day),
            )
            .marked(one.asked)
        })
        .collect();
    let last = own.map_or_else(String::new, |own| format!(", and {} last", own.place));
    let count = rows.len();
    let rows = Rows::from_zero(rows, crate::words::ticks(currency));
    let figure = Figure {
        id: "places-hour",
        title: "The ranges overlap from place to place: read the order with care".to_owned(),
        about: format!(
            "{currency} for an hour that goes into the work, all costs in it; the first {DRAWN}{last}"
        ),
        picture: rows.picture(format!("{count} places by what an hour costs. {}", then(view))),
        key: vec![Key::Outcome],
        table: None,
        sources: None,
    };
    let body = html! {
        (shown.figures.draw(figure))
        h3.table-title { "All " (view.destinations.len()) " places" }
        (shown.figures.table(&table(view)))
    };
    section("places", "By place", body)
}

fn table(view: &ByPlaceView) -> Table {
    let currency = view.currency;
    let row = |(at, one): (usize, &DestinationView)| {
        let moves = match one.exchange_moves > 0.0 {
            true => Cell::new(html! { (percent(one.exchange_moves)) }, one.exchange_moves),
            false => Cell::missing(),
        };
        TableRow::new(vec![
            Cell::text(format!("{}. {}", at + 1, plain::capitalised(&one.place))),
            Cell::new(
                html! {
                    (money::about(one.hour.p50, currency)) " "
                    small.quiet { (range(one.hour.p10, one.hour.p90, currency)) }
                },
                one.hour.p50,
            ),
            Cell::new(html! { (money::about(one.month.p50, currency)) }, one.month.p50),
            Cell::new(html! { (plain::plain_number(one.shared_hours)) " h" }, one.shared_hours),
            Cell::new(html! { (percent(one.leave_a_year)) }, one.leave_a_year),
            moves,
            Cell::text(if one.by_law { "law" } else { "assumed" }),
        ])
        .marked(one.asked)
    };
    Table {
        id: "places-table".to_owned(),
        caption: format!("Places, the cheapest hour first, {currency}"),
        columns: vec![
            Column::words("Place"),
            Column::figures("An hour"),
            Column::figures("A month"),
            Column::figures("Shared hours a day"),
            Column::figures("Leave in a year").wide_only(),
            Column::figures("Exchange rate moves").wide_only(),
            Column::words("Employer’s taxes").wide_only(),
        ],
        rows: view.destinations.iter().enumerate().map(row).collect(),
        cards: false,
    }
}

fn beside_money(view: &ByPlaceView) -> Markup {
    let body = html! {
        p { "Shared hours are those of a working day that both places work. People who leave, and an exchange rate that moves, are in the price of an hour; they are a risk as well. A dash stands where the currency is the same, or where we have no rates of it." }
        @for left_out in &view.left_out { p.note { "Left out: " (left_out) "." } }
        p.note { "Each range holds " (plain::thousands(view.draws as f64)) " outcomes." }
    };
    section("read-places", "How to read it", body)
}
