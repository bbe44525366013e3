//! The price of an hour as text, with the salary worth the same and all that is assumed for it.

use super::page::Page;
use super::pay;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style};
use crate::views::rate::{AssumptionView, RateView, SameAsView, StepView};
use crate::{money, sentences, words};

/// The market's rates, and what is worth the same.
pub fn rate(view: &RateView, style: &Style) -> String {
    let mut page = Page::new(style);
    pay::head(&mut page, &view.market);
    pay::market(&mut page, &view.market);
    pay::notes(&mut page, &view.market);
    if let Some(same) = &view.same_as {
        section(&mut page, same);
    }
    page.finish()
}

fn section(page: &mut Page, same: &SameAsView) {
    page.heading(if same.of_salary() {
        "The rate worth a salary"
    } else {
        "The salary worth a rate"
    });
    page.painted(&format!("  {}", headline(same)), Paint::Mine);
    if let Some(place) = placing(same) {
        page.line(&format!("  {place}"));
    }
    let SameAsView { place, year, filing, regime_what, .. } = same;
    let law = format!("  {regime_what} against employee · rules of {place}, {year} · {filing}");
    page.painted(&law, Paint::Dim);
    page.painted(&format!("  {}", same.held_equal), Paint::Dim);
    for remark in &same.remarks {
        page.painted(&format!("  {remark}"), Paint::Open);
    }
    let end = &same.low_end;
    let hours = words::thousands(end.hours.round());
    page.heading(&format!("A year, at {hours} billable hours"));
    page.table(&steps(&end.employee, same));
    page.gap().table(&steps(&end.self_employed, same));
    page.heading("Assumed; each can be replaced by its name");
    page.table(&assumptions(&same.assumptions));
    page.gap().table(&sources(&same.assumptions));
}

/// "$150,000 a year is worth $105 to $147 an hour, at 1,400 to 1,000 billable hours a year".
fn headline(same: &SameAsView) -> String {
    let exact = |amount: f64| money::exact(amount, same.currency);
    let hours = |hours: f64| words::thousands(hours.round());
    let (first, second) = (hours(same.low_end.hours), hours(same.high_end.hours));
    let hours = if first == second { first } else { format!("{first} to {second}") };
    let ends = match same.low == same.high {
        true => exact(same.low),
        false => format!("{} to {}", exact(same.low), exact(same.high)),
    };
    format!(
        "{} {} is worth {ends} {}, at {hours} billable hours a year",
        exact(same.given),
        per(&same.given_per),
        per(&same.per),
    )
}

/// Where that stands in its market.
fn placing(same: &SameAsView) -> Option<String> {
    let (low, high) = (same.low_percentile.as_ref()?, same.high_percentile.as_ref()?);
    let market = if same.of_salary() { "these rates" } else { "salaries for the same work" };
    let (low, high) = (sentences::standing(low), sentences::standing(high));
    // Both ends may be beyond all that is paid, or one and the same.
    Some(match low == high {
        true => format!("Among {market}: {low}."),
        false => format!("Among {market}: the low end is {low}, the high end {high}."),
    })
}

fn per(slug: &str) -> &'static str {
    goingrate_units::Period::from_slug(slug).map_or("", words::per)
}

/// A computation; what is nothing is not shown.
fn steps(steps: &[StepView], same: &SameAsView) -> Table {
    let mut table = Table::new(&[("", Align::Right), ("", Align::Elastic)]);
    for step in steps.iter().filter(|step| step.amount != 0.0) {
        let sign = if step.amount < 0.0 { "− " } else { "" };
        let amount = money::exact(step.amount.abs().round(), same.currency);
        let paint = if step.name == "kept" { Paint::Mine } else { Paint::Plain };
        table.row(vec![
            Cell::painted(format!("{sign}{amount}").as_str(), paint),
            Cell::painted(step.what.as_str(), paint),
        ]);
    }
    table
}

fn assumptions(assumptions: &[AssumptionView]) -> Table {
    let mut table = Table::new(&[
        ("", Align::Right),
        ("", Align::Left),
        ("", Align::Elastic),
        ("", Align::Left),
    ]);
    for assumption in assumptions {
        table.row(vec![
            value(assumption, assumption.value).into(),
            assumption.name.as_str().into(),
            format!("{}, {}{}", assumption.what, unit(assumption), range(assumption)).into(),
            Cell::painted(assumption.status.as_str(), status_paint(&assumption.status)),
        ]);
    }
    table
}

/// The publications behind the assumptions, each once, with the assumptions that rest on it.
fn sources(assumptions: &[AssumptionView]) -> Table {
    let mut table = Table::new(&[("", Align::Left), ("", Align::Elastic)]);
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for AssumptionView { name, source, .. } in assumptions {
        match told.iter_mut().find(|(known, _)| known == source) {
            Some((_, names)) => names.push(name),
            None => told.push((source, vec![name])),
        }
    }
    for (source, names) in told {
        let cells = [names[0], source].map(|text| Cell::painted(text, Paint::Dim));
        table.row(cells.to_vec());
        for name in &names[1..] {
            table
                .row(vec![Cell::painted(*name, Paint::Dim), Cell::painted("the same", Paint::Dim)]);
        }
    }
    table
}

/// Shares in percent, the rest as it is.
fn value(assumption: &AssumptionView, value: f64) -> String {
    match assumption.unit.split(' ').next() {
        Some("share") => format!("{} %", words::plain_number((value * 1e4).round() / 1e2)),
        _ if value < 1000.0 => words::plain_number((value * 10.0).round() / 10.0),
        _ => words::thousands(value),
    }
}

/// " (20 to 30)" where something else is usual too.
fn range(assumption: &AssumptionView) -> String {
    let ends = [assumption.low, assumption.high].map(|end| value(assumption, end));
    if ends[0] == ends[1] { String::new() } else { format!(" ({} to {})", ends[0], ends[1]) }
}

/// "of wages" for a share of wages, "USD a year" for the rest.
fn unit(assumption: &AssumptionView) -> &str {
    assumption.unit.strip_prefix("share ").unwrap_or(&assumption.unit)
}

fn status_paint(status: &str) -> Paint {
    match status {
        "estimate" => Paint::Open,
        "yours" => Paint::Mine,
        _ => Paint::Good,
    }
}
