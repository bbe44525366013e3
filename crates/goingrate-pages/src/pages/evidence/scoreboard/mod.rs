//! How well it foresees: the results that the measuring programs wrote, with what was missed beside what was
//! met. The page has no figure of its own: all come from `docs/SCOREBOARD.md` and `docs/BACKTEST.md`.

mod people;
mod read;
mod rivals;
mod year;

use std::sync::LazyLock;

use goingrate::units::Problem;
use goingrate_view::questions::Asking;
use goingrate_view::words::capitalised;
use maud::{Markup, html};

use self::read::{Document, Grid, Section as Part};
use super::overview::told_day;
use crate::parts::shell::Section;
use crate::parts::table::Row;
use crate::parts::{Cell, Column, Figures, Table};
use crate::words::tight;
use crate::{Input, Page};

const SCOREBOARD: &str = include_str!("../../../../../../docs/SCOREBOARD.md");
const BACKTEST: &str = include_str!("../../../../../../docs/BACKTEST.md");
const PEOPLE: &str = include_str!("../../../../../../docs/PEOPLE.md");
const FELL: &str = include_str!("../../../../../../docs/scoreboard/pit-all.svg");

/// Where the whole scoreboard can be read.
const WHOLE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/SCOREBOARD.md");

/// The name that the measuring programs give this program.
const OURS: &str = "Going Rate";

static BOARD: LazyLock<Document> = LazyLock::new(|| Document::read(SCOREBOARD));
static AHEAD: LazyLock<Document> = LazyLock::new(|| Document::read(BACKTEST));

/// The page.
pub fn page(_asking: &Asking, input: &Input) -> Result<Page, Problem> {
    let (measured, met) = (told_day(measured()), told_day(met()));
    // What was measured on different days says so below each figure.
    let mut of_people = Figures::new(input, met.clone());
    let mut figures = Figures::new(input, measured.clone());
    let mut of_years = Figures::new(input, year::last(&AHEAD));
    let heading = people::heading(&BOARD);
    let main = html! {
        p.crumb { a href="/evidence" { "Evidence" } }
        h1 { (heading) }
        (people::answer(&BOARD))
        p.note {
            "Measured against people on " (met) " and beside other programs on " (measured) ", by programs that anybody can run. "
            "Nothing that was missed is left out. " a href=(WHOLE) { "The whole scoreboard" }
        }
        (people::targets(&BOARD, &mut of_people))
        (people::fell(FELL, &mut figures))
        (rivals::section(&BOARD, &mut figures))
        (year::section(&AHEAD, &mut of_years))
    };
    let page = Page::new(Section::Evidence, "How well it foresees", main);
    let files = [of_people, figures, of_years].into_iter().flat_map(Figures::files);
    Ok(page.about(heading).downloads(files.collect()))
}

/// The day of the scoreboard, which it begins with.
fn measured() -> &'static str {
    let first = BOARD.sections.first().and_then(|head| head.text.get(1));
    first.and_then(|line| line.split('.').next()).unwrap_or_default()
}

/// The day on which the answers were held against people.
fn met() -> &'static str {
    let after = PEOPLE.split_once("Measured on ").map_or("", |(_, after)| after);
    after.split_whitespace().next().unwrap_or_default()
}

/// The sets of people: the sections that have losses and coverage.
fn sets(board: &Document) -> impl Iterator<Item = &Part> {
    let is_set = |part: &&Part| {
        part.table(0)
            .is_some_and(|table| table.columns.first().is_some_and(|name| name == "local records"))
    };
    board.sections.iter().filter(is_set)
}

/// Words of the scoreboard as pages say them.
fn plainly(text: &str) -> String {
    let plain = tight(text).replace("**", "").replace('`', "");
    let plain = plain
        .replace("P10–P90", "the range for 8 in 10")
        .replace("P10 to P90", "the range for 8 in 10");
    let plain = plain.replace("P25–P75", "the range for half").replace("P50", "the middle");
    let plain = plain.replace("judged bins", "judged groups of similar people");
    let plain = plain.replace("Coverage:", "What the ranges held:");
    let plain = plain.replace(" (told only)", " (no aim)");
    let plain = plain.replace("… ", "The same: ").replace(" -", " −");
    match plain.strip_prefix('-') {
        Some(rest) if rest.starts_with(|sign: char| sign.is_ascii_digit()) => format!("−{rest}"),
        _ => plain,
    }
}

/// A table as it was written, in plainer words.
fn as_written(id: &str, caption: &str, grid: &Grid) -> Table {
    let column = |(at, name): (usize, &String)| match at {
        0 => Column::words(capitalised(&plainly(name))),
        _ => Column::figures(capitalised(&plainly(name))),
    };
    let columns: Vec<Column> = grid.columns.iter().enumerate().map(column).collect();
    let cell = |(at, cell): (usize, &String)| match at {
        0 => Cell::new(html! { (capitalised(&plainly(cell))) }, cell),
        _ => Cell::new(told(cell), cell),
    };
    let rows = grid.rows.iter().map(|row| Row::new(row.iter().enumerate().map(cell).collect()));
    Table {
        id: id.into(),
        caption: caption.to_owned(),
        columns,
        rows: rows.collect(),
        cards: false,
    }
}

/// A cell: what was met or missed has its sign, what is the best of a line is bold.
fn told(cell: &str) -> Markup {
    let bold = cell.starts_with("**") && cell.ends_with("**");
    let (figure, result) = result(cell);
    html! {
        @if bold && result.is_none() { b { (plainly(figure)) } } @else { (plainly(figure)) }
        @match result {
            Some(true) => { " " span.v.yes { "met" } },
            Some(false) => { " " span.v.no { "missed" } },
            None => {},
        }
    }
}

/// What a cell says before "met" or "missed", and which of the two.
fn result(cell: &str) -> (&str, Option<bool>) {
    if let Some(figure) = cell.strip_suffix("**missed**") {
        return (figure.trim(), Some(false));
    }
    match cell.strip_suffix("met") {
        Some(figure) if figure.is_empty() || figure.ends_with(' ') => (figure.trim(), Some(true)),
        _ => (cell, None),
    }
}
