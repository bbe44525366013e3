//! From pay to the full cost of the first way, a month.

use goingrate_view::money;
use goingrate_view::views::hire::{HireView, StepView, WayView};
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::Shown;
use super::words;
use crate::charts::rows::{Bar, Ink, Row, Rows};
use crate::parts::figure::Key;
use crate::parts::table::{Cell, Column, Row as TableRow, Table};
use crate::parts::{Figure, section};
use crate::words::{change, percent};

/// The section.
pub fn cost(view: &HireView, shown: &mut Shown) -> Markup {
    let Some(way) = view.ways.first().filter(|way| way.waterfall.len() > 1) else {
        return Markup::default();
    };
    section(
        "full-cost",
        "From pay to the full cost",
        html! { (picture(view, way, shown)) (people(way)) },
    )
}

fn picture(view: &HireView, way: &WayView, shown: &mut Shown) -> Markup {
    let currency = view.currency;
    let mut rows: Vec<Row> = way.waterfall.iter().map(|step| row(step, view)).collect();
    let all = way.month.mean;
    rows.push(Row {
        name: "Full cost".to_owned(),
        value: money::about(all, currency),
        on: true,
        bars: vec![Bar { from: 0.0, to: all, ink: Ink::Money }],
        interval: Some([way.month.p10, way.month.p90]),
        middle: Some(way.month.p50),
        ..Row::default()
    });
    let pay = way.waterfall.first().map_or(0.0, |step| step.amount);
    let label = format!(
        "Of {} a month {} is pay; the rest comes on top.",
        money::about(all, currency),
        money::about(pay, currency)
    );
    let rows = Rows { label: 230.0, ..Rows::from_zero(rows, crate::words::ticks(currency)) };
    let figure = Figure {
        id: "full-cost-month",
        title: format!(
            "{} a month comes on top of pay: {}",
            money::about(all - pay, currency),
            change(way.on_top)
        ),
        about: format!(
            "{}, {currency} a month, on average over {}",
            plain::capitalised(&words::the(&way.name)),
            words::length(view.months)
        ),
        picture: rows.picture(label),
        key: vec![Key::Money, Key::OnTop, Key::Outcome],
        table: Some(table(view)),
        sources: Some("#assumed".to_owned()),
    };
    shown.figures.draw(figure)
}

/// A step: what is paid begins at nothing, each other one where the last one ended.
fn row(step: &StepView, view: &HireView) -> Row {
    let amount = money::about(step.amount.abs(), view.currency);
    let (from, ink, value) = match (step.hidden, step.amount < 0.0) {
        (false, _) => (0.0, Ink::Money, amount),
        (true, false) => (step.sum - step.amount, Ink::Part, format!("+{amount}")),
        (true, true) => (step.sum - step.amount, Ink::Part, format!("−{amount}")),
    };
    Row {
        name: short(step).to_owned(),
        value,
        bars: vec![Bar { from, to: step.sum, ink }],
        joins: true,
        ..Row::default()
    }
}

/// A step in the few words that have room beside a picture; the table has the whole.
fn short(step: &StepView) -> &str {
    match step.step.as_str() {
        "contributions" => "Employer’s taxes",
        "benefits" => "Insurance, pension, benefits",
        "fees" => "Payroll, platforms, exchange",
        "tools" => "Equipment and software",
        "training" => "Courses",
        "roles-around" => "Testing, operations, design",
        "empty-seat" => "While the seat is empty",
        "learning" => "While the person learns",
        "leaving" => "When people leave",
        _ => &step.what,
    }
}

/// All ways, step by step.
fn table(view: &HireView) -> Table {
    let mut steps: Vec<&StepView> = Vec::new();
    for step in view.ways.iter().flat_map(|way| &way.waterfall) {
        if !steps.iter().any(|known| known.step == step.step) {
            steps.push(step);
        }
    }
    let of = |way: &WayView, step: &str| {
        way.waterfall.iter().find(|one| one.step == step).map(|one| one.amount)
    };
    let cell = |amount: Option<f64>| match amount {
        Some(amount) => Cell::new(html! { (money::about(amount, view.currency)) }, amount),
        None => Cell::missing(),
    };
    let row = |step: &&StepView| {
        let amounts = view.ways.iter().map(|way| cell(of(way, &step.step)));
        TableRow::new(std::iter::once(Cell::text(step.what.clone())).chain(amounts).collect())
    };
    let sums = view.ways.iter().map(|way| cell(Some(way.month.mean)));
    let sum = std::iter::once(Cell::text("Full cost")).chain(sums).collect();
    let names = view.ways.iter().map(|way| Column::figures(plain::capitalised(&way.name)));
    Table {
        id: "steps".to_owned(),
        caption: format!("From pay to full cost, {} a month, on average", view.currency),
        columns: std::iter::once(Column::words("Step")).chain(names).collect(),
        rows: steps.iter().map(row).chain([TableRow::new(sum).marked(true)]).collect(),
        cards: false,
    }
}

/// How the people of the first way come, stay and go.
fn people(way: &WayView) -> Markup {
    let told = way.people.first().map(|people| {
        let [_, days, _] = people.days_to_start;
        let away = match people.paid_off > 0.0 {
            true => format!(" {} of the paid time goes on leave, holidays and sickness.", percent(people.paid_off)),
            false => String::new(),
        };
        format!(
            "Found in about {}.{away} {} of the output of these months is lost while learning, and {} leave in a year.",
            plain::count(days as usize, "day"),
            percent(people.learning),
            percent(people.leave_a_year),
        )
    });
    html! { @if let Some(told) = told { p.note { (told) } } }
}
