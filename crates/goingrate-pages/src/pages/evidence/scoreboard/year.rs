//! Official medians, foreseen a year ahead.

use maud::{Markup, html};

use super::as_written;
use super::read::{Document, Grid, number};
use crate::charts::rows::{Row, Rows};
use crate::parts::{Figure, Figures, section as part};

/// The month of the last medians that were foreseen: its table has a row for each step, "2024 → 2025".
pub fn last(ahead: &Document) -> String {
    let grid = ahead.sections.first().and_then(|head| head.table(0));
    let steps = grid.into_iter().flat_map(|grid| &grid.rows).filter_map(|row| row.first());
    let mut years = steps.filter_map(|step| step.rsplit_once("→")).map(|(_, year)| year.trim());
    years.next_back().map_or_else(String::new, |year| format!("May {year}"))
}

/// The section.
pub fn section(ahead: &Document, figures: &mut Figures) -> Markup {
    let first = ahead.sections.first();
    let Some(grid) = first.and_then(|head| head.table(0)) else { return html! {} };
    let body = html! {
        div.ev { (errors(grid, figures)) }
        @for line in first.iter().flat_map(|head| &head.text).filter(|line| line.starts_with("Aims:") || line.starts_with("Beside")) {
            p.ev { (super::plainly(line)) }
        }
        details.fold.wide-t {
            summary { "Year by year" }
            (figures.table(&as_written("years", "Errors of forecasts by year, in percent", grid)))
        }
    };
    part("year", "A year ahead", body)
}

/// What is compared: the column, and its name.
const WAYS: [(&str, &str); 3] = [
    ("carried forward", "The last year again"),
    ("and last year's growth", "The last year and its growth"),
    ("ours", "Ours"),
];

fn errors(grid: &Grid, figures: &mut Figures) -> Markup {
    let Some(pooled) = grid.rows.last() else { return html! {} };
    let row = |(column, name): (&str, &str)| {
        let error = number(grid.cell(pooled, column)?)?;
        let row = Row {
            name: name.to_owned(),
            value: format!("{error:.1}%"),
            middle: Some(error),
            ..Row::default()
        };
        Some(row.marked(column == "ours"))
    };
    let rows: Vec<Row> = WAYS.into_iter().filter_map(row).collect();
    let ours = rows.iter().find(|row| row.on).map_or_else(String::new, |row| row.value.clone());
    let title = format!("Half of next year’s official medians were foreseen to within {ours}");
    let said: Vec<String> = rows.iter().map(|row| format!("{} {}", row.name, row.value)).collect();
    let medians = grid
        .cell(pooled, "medians")
        .and_then(number)
        .map_or_else(String::new, goingrate_view::words::thousands);
    figures.draw(Figure {
        id: "year-ahead",
        title,
        about: format!("{medians} medians of areas and occupations in the United States; further left is better. A model of the same kind, fitted to the years before."),
        picture: Rows::from_zero(rows, |tick| format!("{tick:.0}%")).picture(said.join(", ")),
        key: Vec::new(),
        table: None,
        sources: None,
    })
}
