//! The answers held against people whom no estimate has seen.

use goingrate_view::words::list;
use maud::{Markup, html};

use super::read::{Document, Grid, histograms, number};
use super::{as_written, plainly, result};
use crate::charts::histogram::{Histograms, Panel};
use crate::parts::{Figure, Figures, section};

const PART: &str = "The carried book against people";

/// The row that the heading tells, by how it begins.
const WITHIN: &str = "people within P10 to P90, all sets";

/// The heading: how many people earned within the range that they were foreseen in.
pub fn heading(board: &Document) -> String {
    match found(board, WITHIN) {
        Some(found) => {
            format!("The range for 80 in 100 people held {found:.0} of 100 whom it had not seen")
        }
        None => "How well it foresees".to_owned(),
    }
}

fn table(board: &Document) -> Option<&Grid> {
    board.section(PART)?.table(0)
}

/// What was found for the target that begins so, in its last column.
fn found(board: &Document, begins: &str) -> Option<f64> {
    let row = table(board)?
        .rows
        .iter()
        .find(|row| row.first().is_some_and(|name| name.starts_with(begins)))?;
    number(row.last()?)
}

/// What was found for the target that begins so, in all columns: "52 to 61".
fn both(table: &Grid, begins: &str) -> Option<String> {
    let row =
        table.rows.iter().find(|row| row.first().is_some_and(|name| name.starts_with(begins)))?;
    let found = row.iter().skip(2).filter_map(|cell| number(cell));
    let (low, high) = found
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), one| (low.min(one), high.max(one)));
    match low <= high {
        true if low == high => Some(format!("{low:.0}")),
        true => Some(format!("{low:.0} to {high:.0}")),
        false => None,
    }
}

/// How many targets were met, and where it falls short.
pub fn answer(board: &Document) -> Markup {
    let Some(table) = table(board) else { return html! {} };
    let results: Vec<bool> = table
        .rows
        .iter()
        .flat_map(|row| row.iter().skip(2))
        .filter_map(|cell| result(cell).1)
        .collect();
    let met = results.iter().filter(|met| **met).count();
    let all = results.len();
    let middle = both(table, "groups whose median person is within 15 %");
    let inside = both(table, "groups whose median person is within the printed");
    let short: Vec<String> = [
        middle.map(|found| {
            format!("the middle was right to 15% for {found} in 100 groups of people")
        }),
        inside.map(|found| format!("its 80% interval held the middle of {found} in 100")),
    ]
    .into_iter()
    .flatten()
    .collect();
    html! {
        p.then {
            "Our estimates met " (met) " of the " (all) " aims that we set, and missed " (all - met) ". "
            @if !short.is_empty() { "In a survey of developers in many countries, " (list(&short)) "." }
        }
    }
}

/// The targets as a table.
pub fn targets(board: &Document, figures: &mut Figures) -> Markup {
    let Some(grid) = table(board) else { return html! {} };
    let mut table = as_written("aims", "Aims, and what was found", grid);
    table.cards = true;
    for row in &mut table.rows {
        // What was found before is history, which the whole scoreboard has.
        for cell in row.cells.iter_mut().skip(2) {
            let now = cell.value.rsplit('→').next().unwrap_or_default().trim().to_owned();
            *cell = crate::parts::Cell::new(super::told(&now), plainly(&now));
        }
    }
    let body = html! {
        p.sub {
            "The answer that everybody gets, held against people whom no estimate has seen: a part of each survey was kept back, and other surveys are not used at all. A group is the people of a country, or of a level in it."
        }
        div.wide-t {
            (figures.table(&table))
            @if let Some(groups) = board.section(PART).and_then(|part| part.table(1)) {
                details.fold {
                    summary { "Set by set, before and now" }
                    (figures.table(&as_written("groups", "Groups of people by data set", groups)))
                }
            }
        }
    };
    section("people", "Against people", body)
}

/// Where the pay of people fell among what was foreseen.
pub fn fell(svg: &str, figures: &mut Figures) -> Markup {
    let bars = histograms(svg);
    if bars.is_empty() {
        return html! {};
    }
    let shares = bars.iter().flat_map(|panel| &panel.shares);
    let most = shares.copied().fold(0.0, f64::max);
    let least = bars.iter().flat_map(|panel| &panel.shares).copied().fold(1.0, f64::min);
    let each = bars.first().map_or(1, |panel| panel.shares.len());
    let label = format!(
        "{} histograms of {each} bars. If all were right each bar would hold {:.0} in 100 people; they hold {:.0} to {:.0}.",
        bars.len(),
        100.0 / each as f64,
        100.0 * least,
        100.0 * most
    );
    let title = format!(
        "Where {:.0} in 100 people were foreseen, {:.0} to {:.0} were found",
        100.0 / each as f64,
        100.0 * least,
        100.0 * most
    );
    let panels = bars.into_iter().map(|bars| Panel { name: bars.name, shares: bars.shares });
    let ends = ["lowest pay foreseen".to_owned(), "highest".to_owned()];
    let figure = Figure {
        id: "fell",
        title,
        about: format!(
            "People of each data set, in {each} parts of equal chance; the line is where all bars would end if every part were right. Estimates fitted to the other people of the set."
        ),
        picture: Histograms { panels: panels.collect(), ends }.picture(label),
        key: Vec::new(),
        table: None,
        sources: None,
    };
    section("where", "Where their pay fell", html! { div.ev { (figures.draw(figure)) } })
}
