//! The tables of a project: features with their days, people with their prices, levers, assumptions.

use crate::style::Paint;
use crate::text::table::{Align, Cell, Table};
use crate::views::project::{FeatureView, MemberView, ProjectView, engagement_name, people};
use crate::{money, words};

/// Features with their days and ranges, the largest first.
pub fn features(view: &ProjectView) -> Table {
    let limited = view.features.iter().any(|feature| feature.fits.is_some());
    let fits = if limited { "fits" } else { "" };
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("", Align::Left),
        ("days", Align::Right),
        ("range", Align::Left),
        (fits, Align::Left),
    ]);
    let mut sorted: Vec<&FeatureView> = view.features.iter().collect();
    sorted.sort_by(|a, b| b.days.p50.total_cmp(&a.days.p50));
    for feature in sorted {
        let times =
            if feature.count > 1 { format!(" × {}", feature.count) } else { String::new() };
        let complexity = match feature.complexity.as_deref() {
            Some("usual") => "",
            Some(word) => word,
            None => "own days",
        };
        let paint = if feature.fits == Some(0) { Paint::Dim } else { Paint::Plain };
        let range = format!("{}–{}", day(feature.days.p10), day(feature.days.p90));
        table.row(vec![
            Cell::painted(format!("{}{times}", feature.title), paint),
            Cell::painted(complexity, Paint::Dim),
            Cell::painted(day(feature.days.p50), paint),
            Cell::painted(range, Paint::Dim),
            fits_cell(feature),
        ]);
    }
    table
}

fn fits_cell(feature: &FeatureView) -> Cell {
    match feature.fits {
        None => Cell::default(),
        Some(0) => Cell::painted("no", Paint::Bad),
        Some(some) if some < feature.count => {
            Cell::painted(format!("{some} of {}", feature.count), Paint::Open)
        }
        Some(_) => Cell::painted("yes", Paint::Good),
    }
}

fn day(days: f64) -> String {
    if days < 9.95 {
        words::plain_number((days * 10.0).round() / 10.0)
    } else {
        words::thousands(days.round())
    }
}

/// People with what an hour costs, and what they come to.
pub fn team(view: &ProjectView) -> Table {
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("an hour", Align::Right),
        ("range", Align::Left),
        ("days", Align::Right),
        ("cost", Align::Right),
    ]);
    for member in &view.team {
        let paid = member.engagement != "founder";
        let money = |amount: f64| money::about(amount, view.currency);
        let text = |text: String| if paid { text } else { String::new() };
        table.row(vec![
            who(member).into(),
            text(money(member.hour.p50)).into(),
            Cell::painted(text(hours(member, view)), Paint::Dim),
            text(day(member.days.p50)).into(),
            text(money(member.cost.p50)).into(),
        ]);
    }
    table
}

/// The range of an hour's price; nothing for a price that was said.
fn hours(member: &MemberView, view: &ProjectView) -> String {
    match member.hour.p10 == member.hour.p90 {
        true => String::new(),
        false => money::ends(member.hour.p10, member.hour.p90, view.currency),
    }
}

/// "2 senior backend developers, agency, Eastern Europe".
fn who(member: &MemberView) -> String {
    let MemberView { title, count, share, engagement, place, .. } = member;
    let share =
        if *share < 1.0 { format!(" at {}", words::percent(*share)) } else { String::new() };
    let over = match (&member.over_salary, &member.over_salary_by) {
        (Some(over), Some(by)) => {
            format!(", with {} over the salary ({by})", words::percent(*over))
        }
        _ => String::new(),
    };
    let place = if engagement == "founder" { String::new() } else { format!(", {place}") };
    format!("{}{share}, {}{place}{over}", people(*count, title), engagement_name(engagement))
}

/// What would change cost and time.
pub fn levers(view: &ProjectView) -> Table {
    let mut table =
        Table::new(&[("cost", Align::Right), ("time", Align::Right), ("", Align::Elastic)]);
    for lever in &view.levers {
        let cost = signed(lever.cost, &money::about(lever.cost.abs(), view.currency));
        let weeks = (lever.months * 365.25 / 84.0).round();
        let time = match weeks == 0.0 {
            true => "same".to_owned(),
            false => signed(weeks, &words::count(weeks.abs() as usize, "week")),
        };
        let paint = if lever.cost < 0.0 { Paint::Good } else { Paint::Plain };
        let what = format!("{}; but: {}", lever.what, lever.but);
        table.row(vec![Cell::painted(cost, paint), time.into(), what.into()]);
    }
    table
}

fn signed(value: f64, text: &str) -> String {
    format!("{}{text}", if value < 0.0 { "−" } else { "+" })
}
