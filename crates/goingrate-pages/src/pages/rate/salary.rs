//! The rate that is worth a salary, and the salary that is worth a rate: the same kept, step by step.

use goingrate::units::Currency;
use goingrate_view::PercentileRankView;
use goingrate_view::views::rate::{AssumptionView, EndView, SameAsView, StepView};
use goingrate_view::{money, words as plain};
use maud::{Markup, html};

use super::Answered;
use crate::charts::rows::{Bar, Ink, Row, Rows};
use crate::parts::table::{self, Column};
use crate::parts::{Cell, Figure, Figures, Table};
use crate::words::{percent, tight};

/// What a salary is as a rate, or why that is not told.
pub fn salary(answered: &Answered, figures: &mut Figures) -> Markup {
    match (&answered.view.same_as, &answered.no_salary) {
        (Some(same), _) => turned(same, answered.of_market, figures),
        (None, Some(why)) => html! { p { "No salary is held against it. " (why) } },
        (None, None) => html! { p { "No salary is held against it." } },
    }
}

fn turned(same: &SameAsView, of_market: bool, figures: &mut Figures) -> Markup {
    html! {
        p { (sentence(same, of_market)) }
        @if let (Some(low), Some(high)) = (&same.low_percentile, &same.high_percentile) {
            p.note { (among(same, low, high)) }
        }
        (figures.draw(figure(same)))
        p.note { "Held equal: " (plain::lowered(&tight(&same.held_equal))) }
        ul.said {
            li { (tight(&same.regime_what)) " against employee, rules of " (same.place) ", " (same.year) ", " (filing(&same.filing)) "." }
            @for remark in &same.remarks { li { (tight(remark)) } }
        }
        details.fold {
            summary { "All " (same.assumptions.len()) " assumptions, each with its source" }
            (figures.table(&assumptions(&same.assumptions)))
        }
        @if !same.leaves_out.is_empty() {
            details.fold {
                summary { "What is left out" }
                ul.said { @for one in &same.leaves_out { li { (tight(one)) } } }
            }
        }
    }
}

fn filing(word: &str) -> &'static str {
    match word {
        "joint" => "a couple with one income",
        "head" => "a head of household",
        _ => "one person",
    }
}

/// "The middle salary of such employees, $196k a year, is worth $161 to $220 an hour, at 1,392 to 1,021 hours
/// that are billed in a year."
fn sentence(same: &SameAsView, of_market: bool) -> String {
    let about = |amount: f64| money::about(amount, same.currency);
    let given = match (same.of_salary(), of_market) {
        (true, true) => {
            format!("The middle salary of such employees, {} a year,", about(same.given))
        }
        (true, false) => format!("{} a year", money::exact(same.given, same.currency)),
        (false, _) => format!("{} an hour", money::exact(same.given, same.currency)),
    };
    let per = if same.of_salary() { "an hour" } else { "a year" };
    let worth = match same.low == same.high {
        true => about(same.low),
        false => format!("{} to {}", about(same.low), about(same.high)),
    };
    let [low, high] = [&same.low_end, &same.high_end].map(|end| plain::thousands(end.hours));
    let hours = if low == high { low } else { format!("{low} to {high}") };
    format!("{given} is worth {worth} {per}, at {hours} hours that are billed in a year.")
}

fn among(same: &SameAsView, low: &PercentileRankView, high: &PercentileRankView) -> String {
    let of = |share: f64| (share * 100.0).round();
    let whose = if same.of_salary() { "rates" } else { "salaries" };
    format!(
        "Among such {whose} the low end is above {} in 100 ({} to {}), the high end above {} in 100 ({} to {}).",
        of(low.share),
        of(low.low),
        of(low.high),
        of(high.share),
        of(high.low),
        of(high.high)
    )
}

/// From the salary to what is kept, and from the billings to the same.
fn figure(same: &SameAsView) -> Figure {
    let end = &same.low_end;
    let currency = same.currency;
    let mut rows = steps(&end.employee, currency);
    // An empty row parts the two ways.
    rows.push(Row::default());
    rows.extend(steps(&end.self_employed, currency));
    let symbol = money::symbol(currency);
    let tick = move |amount: f64| format!("{symbol}{}", money::tick(amount));
    let kept = end.employee.last().map_or(0.0, |step| step.amount);
    let salary = end.employee.first().map_or(0.0, |step| step.amount);
    let about = |amount: f64| money::about(amount, currency);
    let label = format!(
        "A salary of {} and billings of {} both leave {}",
        about(salary),
        about(end.billings),
        about(kept)
    );
    let rows = Rows { label: 270.0, value: 80.0, ..Rows::from_zero(rows, tick) };
    Figure {
        id: "both-ways",
        title: format!(
            "{} billed leave what a salary of {} leaves",
            about(end.billings),
            about(salary)
        ),
        about: format!(
            "{currency} a year, at {} hours that are billed, the low end",
            plain::thousands(end.hours)
        ),
        picture: rows.picture(label),
        key: Vec::new(),
        table: Some(table(end, currency)),
        sources: None,
    }
}

/// Steps as a waterfall: what comes in, what goes, what is kept.
fn steps(steps: &[StepView], currency: Currency) -> Vec<Row> {
    let last = steps.len().saturating_sub(1);
    let mut reached = 0.0;
    let row = |(at, step): (usize, &StepView)| {
        let whole = at == 0 || at == last;
        let from = if whole { 0.0 } else { reached };
        reached = if whole { step.amount } else { reached + step.amount };
        Row {
            name: short(&step.what),
            value: money::about(step.amount, currency),
            bars: vec![Bar { from, to: reached, ink: if whole { Ink::Money } else { Ink::Part } }],
            on: whole,
            ..Row::default()
        }
    };
    steps.iter().enumerate().map(row).collect()
}

/// A name that fits into its column; the table has all of it.
fn short(what: &str) -> String {
    match what.chars().count() {
        0..=38 => what.to_owned(),
        _ => format!("{}…", what.chars().take(36).collect::<String>().trim_end_matches([' ', ','])),
    }
}

fn table(end: &EndView, currency: Currency) -> Table {
    let row = |step: &StepView| {
        let amount =
            Cell::new(html! { (money::exact(step.amount.round(), currency)) }, step.amount);
        table::Row::new(vec![Cell::text(step.what.clone()), amount])
    };
    Table {
        id: "both-ways-table".into(),
        caption: "From a salary and from billings to the same kept".into(),
        columns: vec![Column::words("Step"), Column::figures(format!("{currency} a year"))],
        rows: end.employee.iter().chain(&end.self_employed).map(row).collect(),
        cards: false,
    }
}

fn assumptions(assumed: &[AssumptionView]) -> Table {
    let row = |one: &AssumptionView| {
        let value = |value: f64| number(one, value);
        let usual = match one.low == one.high {
            true => "fixed".to_owned(),
            false => format!("{} to {}", value(one.low), value(one.high)),
        };
        let source = if one.source.is_empty() { one.status.as_str() } else { one.source.as_str() };
        let source = match one.url.is_empty() {
            true => html! { (tight(source)) },
            false => html! { a href=(one.url) { (tight(source)) } },
        };
        table::Row::new(vec![
            Cell::new(
                html! { (tight(&one.what)) " " span.quiet { (unit(one)) } br; code { (one.name) } },
                &one.what,
            ),
            Cell::new(html! { (value(one.value)) }, one.value),
            Cell::new(html! { (usual) }, &usual),
            Cell::new(html! { span.note { (source) } }, &one.source),
        ])
    };
    Table {
        id: "assumptions".into(),
        caption: "What was assumed".into(),
        columns: vec![
            Column::words("What, and its name"),
            Column::figures("Taken"),
            Column::figures("Usual"),
            Column::words("From"),
        ],
        rows: assumed.iter().map(row).collect(),
        cards: true,
    }
}

/// Shares as percentages: their unit says that they are parts of something.
fn number(one: &AssumptionView, value: f64) -> String {
    match is_share(one) {
        true => percent(value),
        false if value.abs() >= 1000.0 => plain::thousands(value),
        false => plain::plain_number((value * 100.0).round() / 100.0),
    }
}

fn is_share(one: &AssumptionView) -> bool {
    one.unit.starts_with("of ") || one.unit.starts_with("share")
}

fn unit(one: &AssumptionView) -> &str {
    one.unit.strip_prefix("share ").unwrap_or(&one.unit)
}
