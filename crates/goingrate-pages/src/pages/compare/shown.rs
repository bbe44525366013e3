//! A comparison in words, pictures and a table.

use goingrate::units::Period;
use goingrate_view::views::pay::versus::VersusView;
use goingrate_view::views::pay::{PayView, PercentileView};
use goingrate_view::{Amount, words as plain};
use maud::{Markup, html};

use super::jobs::{Job, Jobs};
use crate::charts::rows::{Row, Rows};
use crate::pages::answer::{Asked, shortened};
use crate::parts::figure::{Figure, Key};
use crate::parts::table::Row as TableRow;
use crate::parts::{Cell, Column, Figures, Table, href};
use crate::words;

/// What is told of the differences: who pays more and less than the first, as far as their intervals say.
pub fn headline(jobs: &Jobs) -> String {
    let of = |keep: fn(&VersusView) -> bool| {
        let kept = jobs.others.iter().filter(|(_, versus)| keep(versus));
        kept.map(|(job, _)| job.name.as_str()).collect::<Vec<_>>()
    };
    let (more, less) = (of(|v| v.change.low > 0.0), of(|v| v.change.high < 0.0));
    let close = of(|v| v.change.low <= 0.0 && v.change.high >= 0.0);
    let first = &jobs.first.name;
    let is_same = |v: &VersusView| v.change.low == 0.0 && v.change.high == 0.0;
    if jobs.others.iter().all(|(_, versus)| is_same(versus)) {
        return "This is the same job, so it pays the same".to_owned();
    }
    let pays = |names: &[&str]| if names.len() == 1 { "pays" } else { "pay" };
    let mut parts = Vec::new();
    if more.is_empty() && close.is_empty() {
        parts.push(format!("{first} pays most"));
    } else {
        if !more.is_empty() {
            parts.push(format!("{} {} more than {first}", plain::list(&more), pays(&more)));
        }
        if !less.is_empty() {
            let than = if more.is_empty() { format!(" than {first}") } else { String::new() };
            parts.push(format!("{} {} less{than}", plain::list(&less), pays(&less)));
        }
    }
    if !close.is_empty() {
        let is = if close.len() == 1 { "is" } else { "are" };
        let than = if parts.is_empty() { format!(": with {first}") } else { String::new() };
        parts.push(
            format!("{} {is} too close to call{than}", plain::list(&close))
                .replace(": with", " with"),
        );
    }
    plain::capitalised(&parts.join("; "))
}

/// What is left after tax and what it buys, without a winner: the doubt of these differences is not known.
pub fn after_tax(jobs: &Jobs) -> String {
    let worth = |job: &Job| {
        let at = job.view.at_prices.as_ref().filter(|at| at.after_tax)?;
        Some(format!("{} for {}", at.percentiles.get(2)?.pay.short(), job.name))
    };
    let all: Option<Vec<String>> = jobs.all().map(worth).collect();
    match all {
        Some(all) => format!(
            "After tax and at the prices of {}, the middle comes to {}.",
            jobs.place,
            plain::list(&all)
        ),
        None if jobs.all().any(|job| job.view.median().per == Period::Hour && is_rate(job) != is_rate(&jobs.first)) => {
            "Before tax. A rate pays for leave, idle time and benefits too, so that the higher one need not leave more.".to_owned()
        }
        None => "Before tax: for one of them tax or prices are not known.".to_owned(),
    }
}

/// Whether what is told is the price of an hour.
fn is_rate(job: &Job) -> bool {
    job.view.headline.contains("hourly rate")
}

/// The ranges on one axis, and the differences.
pub fn pictures(asked: &Asked, jobs: &Jobs, figures: &mut Figures) -> Markup {
    html! { (figures.draw(ranges(asked, jobs))) (figures.draw(differences(jobs))) }
}

fn ranges(asked: &Asked, jobs: &Jobs) -> Figure {
    let median = jobs.first.view.median();
    let currency = median.currency;
    let row = |job: &Job| {
        Row::people(shortened(&plain::capitalised(&job.name), 30), &job.view.percentiles)
    };
    let rows: Vec<Row> = jobs.all().enumerate().map(|(at, job)| row(job).marked(at == 0)).collect();
    let title = overlap(jobs);
    Figure {
        id: "ranges",
        about: format!(
            "{} {} before tax, {currency}",
            plain::capitalised(asked.read.profile.component.name()),
            plain::per(median.per)
        ),
        picture: Rows {
            label: 210.0,
            ..Rows::from_zero(rows, move |amount| crate::words::tick(amount, currency))
        }
        .picture(format!("{title}: {}.", plain::list(&jobs.all().map(told).collect::<Vec<_>>()))),
        title,
        key: vec![Key::People, Key::Whisker],
        table: None,
        sources: Some(asked.to("/pay/why", &[])),
    }
}

fn told(job: &Job) -> String {
    format!("{} {}", job.name, job.view.median().short())
}

/// Whether what eight in ten people get overlaps.
fn overlap(jobs: &Jobs) -> String {
    let ends = |at: usize| {
        jobs.all().filter_map(move |job| job.view.percentiles.get(at)).map(|one| one.pay.amount)
    };
    let (lowest_high, highest_low) =
        (ends(4).fold(f64::INFINITY, f64::min), ends(0).fold(0.0, f64::max));
    match (lowest_high > highest_low, jobs.others.len()) {
        (true, 1) => "What people get overlaps in both".to_owned(),
        (true, _) => "What people get overlaps in all of them".to_owned(),
        (false, 1) => "What 8 in 10 people get does not overlap".to_owned(),
        (false, _) => "For some of them, what 8 in 10 people get does not overlap".to_owned(),
    }
}

fn differences(jobs: &Jobs) -> Figure {
    let row = |(job, versus): &(Job, VersusView)| Row {
        name: shortened(&plain::capitalised(&job.name), 30),
        value: words::change(versus.change.share),
        middle: Some(versus.change.share),
        interval: Some([versus.change.low, versus.change.high]),
        ..Row::default()
    };
    let rows: Vec<Row> = jobs.others.iter().map(row).collect();
    let told: Vec<String> = jobs
        .others
        .iter()
        .map(|(job, versus)| format!("{} {}", job.name, words::change(versus.change.share)))
        .collect();
    Figure {
        id: "differences",
        title: format!("By how much the middle differs from {}", jobs.first.name),
        about: "In percent, before tax. Errors that both figures share cancel out, so that a difference may be better known than either".into(),
        picture: Rows { upright: Some(0.0), label: 210.0, value: 70.0, ..Rows::holding(rows, words::change) }
            .picture(format!("Against {}: {}.", jobs.first.name, plain::list(&told))),
        key: vec![Key::Whisker],
        table: None,
        sources: None,
    }
}

/// One column each.
pub fn table(asked: &Asked, jobs: &Jobs, figures: &mut Figures) -> Markup {
    let columns = jobs.all().map(|job| Column::figures(plain::capitalised(&job.name)));
    let table = Table {
        id: "side-by-side".into(),
        caption: "The jobs side by side".into(),
        columns: std::iter::once(Column::words("Before tax, if nothing else is said"))
            .chain(columns)
            .collect(),
        rows: rows(jobs),
        cards: false,
    };
    html! {
        (figures.table(&table))
        @if let Some(net) = &jobs.first.view.after_tax {
            p.note { "Tax: single, no dependants, rules of " (net.year) ". How sure the differences after tax and prices are is not known, so that no winner is named there." }
        }
        p.more {
            @for job in jobs.all() { a href=(to(asked, jobs, job)) { (plain::capitalised(&job.name)) } }
        }
    }
}

/// The answer to one of them alone: the first, or the first with what differs.
fn to(asked: &Asked, jobs: &Jobs, job: &Job) -> String {
    if std::ptr::eq(job, &jobs.first) {
        return asked.to("/pay", &[]);
    }
    // What tells it from the first, in the words of its own line.
    href("/pay", &[("q", &question_of(&job.view))])
}

/// A job in words that are read as just that: what was understood, without the day.
fn question_of(view: &PayView) -> String {
    let words: Vec<&str> = view.headline.split(" · ").collect();
    let kept = words.len().saturating_sub(1);
    words.into_iter().take(kept).collect::<Vec<_>>().join(", ")
}

fn rows(jobs: &Jobs) -> Vec<TableRow> {
    let each = |name: &str, cell: &dyn Fn(&Job) -> Cell| {
        TableRow::new(std::iter::once(Cell::text(name)).chain(jobs.all().map(cell)).collect())
    };
    let against = |name: &str, cell: &dyn Fn(&VersusView) -> Cell| {
        let first = Cell::new(html! {}, "");
        let others = jobs.others.iter().map(|(_, versus)| cell(versus));
        TableRow::new(
            std::iter::once(Cell::text(name)).chain(std::iter::once(first)).chain(others).collect(),
        )
    };
    let first = &jobs.first.name;
    vec![
        each("The middle", &|job| money_cell(Some(job.view.median()))).marked(true),
        each("80% sure between", &|job| {
            let pay = job.view.median();
            range_cell(pay.low, pay.high, pay)
        }),
        each("Half of people get", &|job| half(&job.view)),
        each("1 in 10 gets more than", &|job| money_cell(pay_at(&job.view.percentiles, 4))),
        against(&format!("Against {first}"), &change),
        against("Chance that its middle is higher", &chance),
        each("After tax", &|job| {
            money_cell(job.view.after_tax.as_ref().and_then(|net| pay_at(&net.percentiles, 2)))
        }),
        each(&format!("After tax, at the prices of {}", jobs.place), &|job| {
            let at = job.view.at_prices.as_ref().filter(|at| at.after_tax);
            money_cell(at.and_then(|at| pay_at(&at.percentiles, 2)))
        }),
        each("With bonus and shares", &|job| money_cell(job.view.total_compensation.as_ref())),
        each("How sure", &|job| Cell::text(job.view.sure.word.clone())),
    ]
}

fn pay_at(all: &[PercentileView], at: usize) -> Option<&Amount> {
    all.get(at).map(|one| &one.pay)
}

fn money_cell(amount: Option<&Amount>) -> Cell {
    match amount {
        Some(pay) => Cell::new(html! { (pay.short()) }, pay.amount),
        None => Cell::missing(),
    }
}

fn range_cell(low: f64, high: f64, of: &Amount) -> Cell {
    Cell::new(html! { (words::range(low, high, of.currency)) }, format!("{low} to {high}"))
}

fn half(view: &PayView) -> Cell {
    match (pay_at(&view.percentiles, 1), pay_at(&view.percentiles, 3)) {
        (Some(low), Some(high)) => range_cell(low.amount, high.amount, low),
        _ => Cell::missing(),
    }
}

fn change(versus: &VersusView) -> Cell {
    let change = &versus.change;
    let (low, high) = (words::change(change.low), words::change(change.high));
    let shown =
        html! { (words::change(change.share)) " " small.quiet { "(" (low) " to " (high) ")" } };
    Cell::new(shown, change.share)
}

/// "36 in 100"; never none or all of a hundred.
fn chance(versus: &VersusView) -> Cell {
    let shown = match versus.higher {
        p if p < 0.005 => "under 1 in 100".to_owned(),
        p if p > 0.995 => "over 99 in 100".to_owned(),
        p => format!("{} in 100", (p * 100.0).round()),
    };
    Cell::new(html! { (shown) }, versus.higher)
}
