//! Beside other programs on the same records.

use goingrate_view::words::thousands;
use maud::{Markup, html};

use super::read::{Document, Section as Part, number};
use super::{OURS, as_written, plainly, sets};
use crate::charts::rows::{Row, Rows};
use crate::parts::{Figure, Figures, section as part};
use crate::words::change;

/// The rival that foresees best.
const RIVAL: &str = "LightGBM";

/// A measurement: the set, how many of its records were seen, and what was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The set.
    pub set: String,
    /// Records that were seen.
    pub records: f64,
    /// Our loss over the rival's, as a share: below zero is better.
    pub against: Option<f64>,
    /// How many of a hundred people earned within the range for eighty.
    pub inside: Option<f64>,
    /// Whether that is close enough to eighty.
    pub on_aim: bool,
}

/// All measurements of this program.
pub fn runs(board: &Document) -> Vec<Run> {
    sets(board).flat_map(runs_of).collect()
}

fn runs_of(set: &Part) -> Vec<Run> {
    let (Some(losses), Some(coverage)) = (set.table(0), set.table(1)) else { return Vec::new() };
    let run = |row: &Vec<String>| {
        let records = number(row.first()?)?;
        let ours = losses.cell(row, OURS).and_then(number)?;
        let rival = losses.cell(row, RIVAL).and_then(number).filter(|loss| *loss > 0.0);
        let covered = coverage.rows.iter().find(|other| other.first() == row.first());
        let covered = covered.and_then(|other| coverage.cell(other, OURS));
        // "78.8 / 49.9": the range for 8 in 10 stands before the range for half; a cross is off the aim.
        let covered = covered.and_then(|cell| cell.split('/').next());
        Some(Run {
            set: set.heading.clone(),
            records,
            against: rival.map(|rival| ours / rival - 1.0),
            inside: covered.and_then(number),
            on_aim: covered.is_some_and(|cell| !cell.contains('✗')),
        })
    };
    losses.rows.iter().filter_map(run).collect()
}

/// The section.
pub fn section(board: &Document, figures: &mut Figures) -> Markup {
    let runs = runs(board);
    let body = html! {
        p.sub {
            "Each program sees some records of a data set and foresees the pay of the others: what 10, 25, 50, 75 and 90 in 100 of them earn less than. "
            (RIVAL) " is a widely used program for learning from tables, and the best of the three that we measured beside ours."
        }
        div.ev { (inside(&runs, figures)) (against(&runs, figures)) }
        (floors(board, figures))
        (losses(board, figures))
        (transfer(board, figures))
    };
    part("rivals", "Beside other programs", body)
}

/// The smallest and the largest number of records of each set.
fn ends(runs: &[Run]) -> impl Iterator<Item = &Run> {
    let at = |at: usize| runs.get(at).map(|run| run.set.as_str());
    runs.iter().enumerate().filter_map(move |(here, run)| {
        let first = here == 0 || at(here - 1) != Some(run.set.as_str());
        let last = at(here + 1) != Some(run.set.as_str());
        (first || last).then_some(run)
    })
}

/// A row of a measurement; how many records were seen stands beside its figure, for which a phone has room too.
fn named(run: &Run, figure: &str) -> Row {
    let value = format!("{} seen: {figure}", thousands(run.records));
    Row { name: run.set.clone(), value, ..Row::default() }
}

/// How many people earned within the range for 8 in 10.
fn inside(runs: &[Run], figures: &mut Figures) -> Markup {
    let all = runs.iter().filter(|run| run.inside.is_some()).count();
    let good = runs.iter().filter(|run| run.on_aim).count();
    let row = |run: &Run| {
        let inside = run.inside?;
        Some(Row { middle: Some(inside), ..named(run, &format!("{inside:.0}")) })
    };
    let rows: Vec<Row> = ends(runs).filter_map(row).collect();
    let title = format!("In {good} of {all} measurements the range for 8 in 10 held about 8 in 10");
    let picture = Rows {
        axis: [60.0, 100.0],
        upright: Some(80.0),
        label: 220.0,
        ..Rows::holding(rows, |tick| format!("{tick:.0}"))
    };
    figures.draw(Figure {
        id: "inside",
        picture: picture.picture(format!("{title}.")),
        title,
        about: "People in 100 who earned within the range that was foreseen for 80, with the fewest and with all records; the upright line is 80. About is 78 to 82.".into(),
        key: Vec::new(),
        table: None,
        sources: None,
    })
}

/// Our loss beside the rival's.
fn against(runs: &[Run], figures: &mut Figures) -> Markup {
    let compared: Vec<f64> = runs.iter().filter_map(|run| run.against).collect();
    let better = compared.iter().filter(|against| **against < 0.0).count();
    let row = |run: &Run| {
        let against = run.against?;
        Some(Row { middle: Some(against), ..named(run, &change(against)) })
    };
    let rows: Vec<Row> = ends(runs).filter_map(row).collect();
    let title = format!(
        "Its error was smaller than that of {RIVAL} in {better} of {} measurements",
        compared.len()
    );
    let picture = Rows { upright: Some(0.0), label: 220.0, ..Rows::holding(rows, change) };
    figures.draw(Figure {
        id: "against",
        picture: picture.picture(format!("{title}.")),
        title,
        about: "Our error relative to the rival’s, with the fewest and with all records; left of the upright line ours is smaller. Each is one measurement, and small differences may be chance.".into(),
        key: Vec::new(),
        table: None,
        sources: None,
    })
}

/// What was asked beforehand, and whether it was met.
fn floors(board: &Document, figures: &mut Figures) -> Markup {
    let Some(part) = board.section("Floors and goals") else { return html! {} };
    let Some(grid) = part.table(0) else { return html! {} };
    html! {
        @if let Some(summary) = part.text.first() { p.ev { (plainly(summary)) } }
        p.note.ev { "A floor asks that we err no more than " (RIVAL) " does with one to four times as many records; a goal asks for more." }
        details.fold.wide-t {
            summary { "Every floor and goal" }
            (figures.table(&as_written("floors", "Floors and goals", grid)))
        }
    }
}

/// What is foreseen of a set with few records of it or none, from all other surveys.
fn transfer(board: &Document, figures: &mut Figures) -> Markup {
    let Some(set) = board.section("Transfer: beside all other microdata") else { return html! {} };
    html! {
        details.fold.wide-t {
            summary { "With other surveys in place of records of the set itself" }
            @for (at, grid) in set.tables.iter().enumerate() {
                (figures.table(&as_written(&format!("transfer-{}", at + 1), &set.heading, grid)))
            }
        }
    }
}

/// The errors of all programs, set by set.
fn losses(board: &Document, figures: &mut Figures) -> Markup {
    html! {
        details.fold.wide-t {
            summary { "The errors of all programs, set by set" }
            p.note { "Mean pinball loss of the logarithm of pay; lower is better, and the best of each line is bold." }
            @for (at, set) in sets(board).enumerate() {
                @if let Some(grid) = set.table(0) {
                    h3 { (set.heading) }
                    (figures.table(&as_written(&format!("errors-{}", at + 1), &set.heading, grid)))
                }
            }
        }
    }
}
