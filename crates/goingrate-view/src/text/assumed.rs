//! Everything that a planner assumed, as text: value, range, how far to trust it, where it is from.

use super::page::Page;
use super::table::{Align, Cell, Table};
use crate::style::Paint;
use crate::views::assumed::AssumedView;
use crate::words;

/// All assumptions, then their sources, each once.
pub fn assumptions(page: &mut Page, all: &[AssumedView]) {
    page.heading("Assumed; each can be replaced by its name");
    let mut table = Table::new(&[
        ("", Align::Right),
        ("", Align::Left),
        ("", Align::Elastic),
        ("", Align::Left),
    ]);
    for assumed in all {
        table.row(vec![
            value(assumed, assumed.typical).into(),
            assumed.name.as_str().into(),
            format!("{}, {}{}{}", assumed.what, assumed.unit, range(assumed), of(assumed)).into(),
            Cell::painted(assumed.status.as_str(), paint(&assumed.status)),
        ]);
    }
    page.table(&table);
    page.heading("Where the assumptions are from");
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for AssumedView { name, source, .. } in all.iter().filter(|a| !a.source.is_empty()) {
        match told.iter_mut().find(|(known, _)| known == source) {
            Some((_, names)) if names.contains(&name.as_str()) => {}
            Some((_, names)) => names.push(name),
            None => told.push((source, vec![name])),
        }
    }
    for (source, names) in told {
        page.painted(&format!("  {source}: {}", names.join(", ")), Paint::Dim);
    }
}

/// Shares in percent, the rest as it is.
pub fn value(assumed: &AssumedView, value: f64) -> String {
    match assumed.is_share {
        true => format!("{} %", words::plain_number((value * 1e3).round() / 10.0)),
        false if value.abs() < 1000.0 => words::plain_number((value * 100.0).round() / 100.0),
        false => words::thousands(value),
    }
}

/// " (15 % to 25 %)" where something else is usual too.
fn range(assumed: &AssumedView) -> String {
    let ends = [assumed.low, assumed.high].map(|end| value(assumed, end));
    if ends[0] == ends[1] { String::new() } else { format!(" ({} to {})", ends[0], ends[1]) }
}

/// "; Germany, agency".
fn of(assumed: &AssumedView) -> String {
    let parts: Vec<&str> =
        [&assumed.place, &assumed.of].into_iter().flatten().map(String::as_str).collect();
    if parts.is_empty() { String::new() } else { format!("; {}", parts.join(", ")) }
}

fn paint(status: &str) -> Paint {
    match status {
        "estimate" => Paint::Open,
        "yours" => Paint::Mine,
        _ => Paint::Good,
    }
}
