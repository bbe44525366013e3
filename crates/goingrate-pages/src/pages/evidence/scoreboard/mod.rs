//! How well it foresees: the results that the measuring programs wrote, with what was missed beside what was
//! met. The page has no figure of its own: all come from `docs/SCOREBOARD.md` and `docs/BACKTEST.md`.

mod people;
mod read;
mod rivals;
mod year;

use std::sync::LazyLock;

use goingrate::units::Problem;
use goingrate_view::questions::Asking;
use maud::{Markup, html};

use self::read::{Document, Grid, Section as Part};
use crate::parts::shell::Section;
use crate::parts::table::Row;
use crate::parts::{Cell, Column, Figures, Table};
use crate::words::{day, tight};
use crate::{Input, Page};

const SCOREBOARD: &str = include_str!("../../../../../../docs/SCOREBOARD.md");
const BACKTEST: &str = include_str!("../../../../../../docs/BACKTEST.md");
const FELL: &str = include_str!("../../../../../../docs/scoreboard/pit-all.svg");

/// Where the whole scoreboard can be read.
const WHOLE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/SCOREBOARD.md");

/// The name that the measuring programs give this program.
const OURS: &str = "Going Rate";

static BOARD: LazyLock<Document> = LazyLock::new(|| Document::read(SCOREBOARD));
static AHEAD: LazyLock<Document> = LazyLock::new(|| Document::read(BACKTEST));

/// The page.
pub fn page(_asking: &Asking, input: &Input) -> Result<Page, Problem> {
    let measured = measured();
    let mut figures = Figures::new(input, measured.clone());
    let heading = people::heading(&BOARD);
    let main = html! {
        p.crumb { a href="/evidence" { "Evidence" } }
        h1 { (heading) }
        (people::answer(&BOARD))
        p.note { "Measured on " (measured) " by programs that anybody can run. Nothing that was missed is left out. " a href=(WHOLE) { "The whole scoreboard" } }
        (people::targets(&BOARD, &mut figures))
        (people::fell(FELL, &mut figures))
        (rivals::section(&BOARD, &mut figures))
        (year::section(&AHEAD, &mut figures))
    };
    let page = Page::new(Section::Evidence, "How well it foresees", main);
    Ok(page.about(heading).downloads(figures.files()))
}

/// The day of the measurement, which the scoreboard begins with.
fn measured() -> String {
    let first = BOARD.sections.first().and_then(|head| head.text.get(1));
    let written = first.and_then(|line| line.split('.').next()).unwrap_or_default();
    written.parse().map_or_else(|_| written.to_owned(), day)
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
    plain.trim_start_matches("… ").replace(" -", " −")
}

/// A table as it was written, in plainer words.
fn as_written(id: &str, caption: &str, grid: &Grid) -> Table {
    let column = |(at, name): (usize, &String)| match at {
        0 => Column::words(plainly(name)),
        _ => Column::figures(plainly(name)),
    };
    let columns: Vec<Column> = grid.columns.iter().enumerate().map(column).collect();
    let cell = |cell: &String| Cell::new(told(cell), cell);
    let rows = grid.rows.iter().map(|row| Row::new(row.iter().map(cell).collect()));
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
