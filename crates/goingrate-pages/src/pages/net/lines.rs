//! The bar of what is kept and taken, and every line of the law behind it.

use goingrate_view::money;
use goingrate_view::views::net::{LineView, NetView, RuleView, TakeHomeView};
use maud::{Markup, html};

use crate::charts::rows::Ink;
use crate::charts::stack::{Part, Stack};
use crate::parts::table::{Column, Row};
use crate::parts::{Cell, Figure, Figures, Table};
use crate::words::{percent, tight};

/// The bar.
pub fn kept(view: &NetView, figures: &mut Figures) -> Markup {
    let of = &view.take_home;
    let parts: Vec<Part> = parts(of)
        .into_iter()
        .map(|(name, size, ink)| Part {
            name,
            shown: money::about(size, of.currency),
            size,
            ink: ink.class(),
        })
        .collect();
    let told: Vec<String> =
        parts.iter().map(|part| format!("{} {}", part.name, part.shown)).collect();
    let kept = percent((of.net + of.saving) / of.gross.max(f64::MIN_POSITIVE));
    figures.draw(Figure {
        id: "kept-and-taken",
        title: match of.saving > 0.0 {
            true => format!("{kept} is kept or set aside"),
            false => format!("{kept} is kept"),
        },
        about: format!("{} a year, {}, rules of {}", of.currency, of.place_name, of.year),
        picture: Stack { parts }.picture(format!(
            "Of {}: {}",
            money::about(of.gross, of.currency),
            told.join(", ")
        )),
        key: Vec::new(),
        table: None,
        sources: None,
    })
}

/// What is kept, what is set aside with it, and what is taken.
fn parts(of: &TakeHomeView) -> Vec<(String, f64, Ink)> {
    let kept = if of.saving > 0.0 { "Kept, with what is set aside" } else { "Kept" };
    let mut parts = vec![
        (kept.to_owned(), of.net + of.saving, Ink::Money),
        ("Taxes".to_owned(), of.taxes, Ink::Part),
        ("Contributions".to_owned(), of.contributions, Ink::Pale),
    ];
    parts.retain(|(_, size, _)| *size > 0.0);
    parts
}

/// What is taken, with its law; every step of the computation is folded.
pub fn lines(view: &NetView, figures: &mut Figures) -> Markup {
    let of = &view.take_home;
    let taken = of.lines.iter().filter(|line| line.counts.is_some() && line.amount != 0.0);
    let mut rows = vec![total("Before tax", of.gross, of)];
    rows.extend(taken.map(|line| row(line, of)));
    rows.push(total("Left", of.net, of).marked(true));
    let short = Table {
        id: "lines-table".into(),
        caption: "From gross to net".into(),
        columns: columns("Amount"),
        rows,
        cards: true,
    };
    html! {
        (figures.table(&short))
        details.fold {
            summary { "Every step of the computation" }
            (figures.table(&steps(of)))
        }
    }
}

fn columns(amount: &str) -> Vec<Column> {
    vec![
        Column::words("Line"),
        Column::figures(amount),
        Column::figures("Of gross"),
        Column::words("Law and source"),
    ]
}

fn total(name: &str, amount: f64, of: &TakeHomeView) -> Row {
    let share = amount / of.gross.max(f64::MIN_POSITIVE);
    Row::new(vec![
        Cell::new(html! { b { (name) } }, name),
        Cell::new(html! { b { (money::exact(amount.round(), of.currency)) } }, amount),
        Cell::new(html! { (percent(share)) }, share),
        Cell::new(html! {}, ""),
    ])
}

/// What a line takes stands below zero; what it gives above.
fn row(line: &LineView, of: &TakeHomeView) -> Row {
    let gives = line.counts.as_deref() == Some("benefit");
    let amount = if gives { line.amount } else { -line.amount };
    let share = amount / of.gross.max(f64::MIN_POSITIVE);
    Row::new(vec![
        Cell::new(
            html! { (tight(&line.what)) @if is_weak(line) { " " span.tag.law { (line.status.as_deref().unwrap_or_default()) } } },
            &line.what,
        ),
        Cell::new(html! { (money::exact(amount.round(), of.currency)) }, amount),
        Cell::new(html! { (tenths(share)) }, share),
        Cell::new(law(&line.rules), line.rules.first().map_or("", |rule| rule.source.as_str())),
    ])
}

/// Whether it is neither law nor official.
fn is_weak(line: &LineView) -> bool {
    matches!(line.status.as_deref(), Some("estimate" | "forecast"))
}

/// A share with a tenth of a percent: a line of the law may be smaller than one.
fn tenths(share: f64) -> String {
    let tenths = format!("{:.1}%", share.abs() * 100.0);
    if share < 0.0 { format!("−{tenths}") } else { tenths }
}

/// The first publications that a line rests on, with the time that they hold for.
fn law(rules: &[RuleView]) -> Markup {
    let mut seen: Vec<&RuleView> = Vec::new();
    for rule in rules {
        if !seen.iter().any(|known| known.source == rule.source) {
            seen.push(rule);
        }
    }
    html! {
        span.note {
            @for (at, rule) in seen.iter().take(3).enumerate() {
                @if at > 0 { "; " }
                @if rule.url.is_empty() { (rule.source) } @else { a href=(rule.url) { (rule.source) } }
            }
            @if let Some(rule) = seen.first() { span.quiet { " " (in_force(rule)) } }
        }
    }
}

/// "in force from 2025", "of 2026".
fn in_force(rule: &RuleView) -> String {
    let year = rule.from.year();
    match &rule.to {
        Some(to) if to.starts_with(&year.to_string()) => format!("of {year}"),
        Some(to) => format!("from {} to {to}", rule.from),
        None => format!("from {year}"),
    }
}

fn steps(of: &TakeHomeView) -> Table {
    let row = |line: &LineView| {
        Row::new(vec![
            Cell::new(html! { (tight(&line.what)) }, &line.what),
            Cell::new(html! { (step(line.amount)) }, line.amount),
            Cell::new(html! { span.quiet { (line.part) } }, &line.part),
        ])
    };
    Table {
        id: "steps".into(),
        caption: "Every step from gross to net".into(),
        columns: vec![Column::words("Step"), Column::figures("Amount"), Column::words("Rules")],
        rows: of.lines.iter().map(row).collect(),
        cards: false,
    }
}

/// A step is money, a share or a count: its digits without a unit.
fn step(amount: f64) -> String {
    let digits = match amount.abs() {
        large if large >= 1000.0 => goingrate_view::words::thousands(amount),
        _ => goingrate_view::words::plain_number((amount.abs() * 1e4).round() / 1e4),
    };
    if amount < 0.0 { format!("−{digits}") } else { digits }
}
