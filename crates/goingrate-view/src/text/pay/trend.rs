//! The market over time as text: a row a year, a bar, and the forecast marked as one.

use crate::style::{Paint, Style};
use crate::text::page::Page;
use crate::text::table::{Align, Cell, Table};
use crate::views::pay::trend::{TrendPointView, TrendView};
use crate::words;

/// The trend under a heading.
pub fn section(page: &mut Page, view: &TrendView) {
    page.heading("Over time, in the money of each year");
    let mut table = Table::new(&[
        ("", Align::Right),
        ("median", Align::Right),
        ("", Align::Right),
        ("growth", Align::Right),
        ("", Align::Left),
    ]);
    let scale = view.points.iter().map(|p| p.median.high).fold(1.0, f64::max);
    for point in &view.points {
        table.row(row(point, scale, page.style));
    }
    page.table(&table);
    if let Some(growth) = view.growth_a_year {
        page.line(&format!(
            "  {} a year over the years with evidence.",
            words::signed_percent(growth)
        ));
    }
}

fn row(point: &TrendPointView, scale: f64, style: &Style) -> Vec<Cell> {
    let paint = if point.forecast { Paint::Dim } else { Paint::Market };
    let forecast = if point.forecast { " forecast" } else { "" };
    vec![
        Cell::from(words::month_of_year(point.year)),
        Cell::from(point.median.short()),
        Cell::painted(point.median.doubt(), Paint::Dim),
        Cell::from(point.growth.map(words::signed_percent).unwrap_or_default()),
        Cell::painted(format!("{}{forecast}", bar(point, scale, style)), paint),
    ]
}

/// A bar up to the median; the interval's upper end in a lighter stroke.
fn bar(point: &TrendPointView, scale: f64, style: &Style) -> String {
    let width = style.width.saturating_sub(44).clamp(10, 40) as f64;
    let cells = |amount: f64| (amount / scale * width).round() as usize;
    let (solid, light) = if style.unicode { ("█", "░") } else { ("#", ".") };
    let low = cells(point.median.low);
    let high = cells(point.median.high).max(low);
    format!("{}{}", solid.repeat(low), light.repeat(high - low))
}
