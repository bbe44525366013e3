//! The price of an hour as text, with the salary worth the same and all that is assumed for it.

use super::page::Page;
use super::pay;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style};
use crate::views::rate::AssumptionView;
use crate::views::rate::{RateView, SameAsView};
use crate::{money, words};

/// The market's rates, and what is worth the same.
pub fn rate(view: &RateView, style: &Style) -> String {
    let mut page = Page::new(style);
    pay::head(&mut page, &view.market.headline, &view.market.understood);
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
    let benefits = words::percent(same.benefits);
    page.painted(
        &format!(
            "  Insurance and retirement come to {benefits} on top of a salary; paid leave is \
         inside it. Before income tax on both sides; business expenses are not counted."
        ),
        Paint::Dim,
    );
    page.heading("Assumed");
    page.table(&assumptions(&same.assumptions));
    page.gap().table(&sources(&same.assumptions));
}

/// "$150,000 a year is worth $105 to $147 an hour, at 1,400 to 1,000 billable hours a year".
fn headline(same: &SameAsView) -> String {
    let exact = |amount: f64| money::exact(amount, same.currency);
    let hours = |rule: &str| {
        let found = same.assumptions.iter().find(|a| a.rule == rule);
        found.map_or(String::new(), |a| words::thousands(a.value))
    };
    let (few, many) = (hours("billable_hours_low"), hours("billable_hours_high"));
    let (first, second) = if same.of_salary() { (many, few) } else { (few, many) };
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
    Some(format!("Among {market}: {} to {}.", words::percentile(low), words::percentile(high)))
}

fn per(slug: &str) -> &'static str {
    goingrate_units::Period::from_slug(slug).map_or("", words::per)
}

fn assumptions(assumptions: &[AssumptionView]) -> Table {
    let mut table = Table::new(&[
        ("", Align::Right),
        ("", Align::Elastic),
        ("", Align::Left),
        ("", Align::Left),
    ]);
    for assumption in assumptions {
        table.row(vec![
            value(assumption).into(),
            format!("{}, {}", assumption.what, unit(assumption)).into(),
            Cell::painted(assumption.status.as_str(), status_paint(&assumption.status)),
            Cell::painted(assumption.source.as_str(), Paint::Dim),
        ]);
    }
    table
}

/// The sources of the assumptions, each once.
fn sources(assumptions: &[AssumptionView]) -> Table {
    let mut table = Table::new(&[("", Align::Left), ("", Align::Elastic)]);
    let mut told: Vec<&str> = Vec::new();
    for AssumptionView { source, title, .. } in assumptions {
        if !told.contains(&source.as_str()) {
            told.push(source);
            let cells = [source, title].map(|text| Cell::painted(text.as_str(), Paint::Dim));
            table.row(cells.to_vec());
        }
    }
    table
}

/// Shares in percent, money with cents, the rest as it is.
fn value(assumption: &AssumptionView) -> String {
    let AssumptionView { value, unit, .. } = assumption;
    match unit.split(' ').next() {
        Some("share") => format!("{} %", words::plain_number((value * 1e4).round() / 1e2)),
        Some("USD") if *value < 1000.0 => format!("{value:.2}"),
        _ => words::thousands(*value),
    }
}

/// "of wages" for a share of wages, "USD a year" for the rest.
fn unit(assumption: &AssumptionView) -> &str {
    assumption.unit.strip_prefix("share ").unwrap_or(&assumption.unit)
}

fn status_paint(status: &str) -> Paint {
    match status {
        "our-estimate" => Paint::Open,
        "yours" => Paint::Mine,
        _ => Paint::Good,
    }
}
