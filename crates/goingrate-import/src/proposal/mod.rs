//! A mapping that is proposed for a table of which nobody has said what its columns are: by its headings
//! and its first rows. Every guess says why, and what somebody who knows the table has to confirm.

mod columns;
mod headings;
mod values;
mod write;
mod written;

use goingrate_units::{Date, Problem, ProblemKind};

use crate::error::SourceError;
use crate::reading::Context;
use crate::rejection::Rejection;
use crate::row::{Row, Sink};
use crate::table::{self, Layout, Opened, excerpt};
use columns::{Guess, NOTHING, Table, heading_line};

pub use headings::{HeadingMatch, Headings, Meaning};

/// How many rows are looked at.
const ROWS: usize = 5_000;

/// What a proposal is made for and with.
#[derive(Clone, Copy)]
pub struct Proposing<'a> {
    /// The name of the file, for the title and the slug of the card.
    pub file: &'a str,
    /// What headings mean.
    pub headings: &'a Headings,
    /// The words that the values are held against.
    pub context: &'a Context<'a>,
    /// The day, for a table that does not say when its pay held.
    pub today: Date,
}

/// A mapping for a table, as TOML with comments.
///
/// # Errors
/// When the file cannot be read, or its headings do not say which column is the title and which the pay:
/// then the problem says what is missing and what headings there are.
pub fn propose(opened: Opened, with: &Proposing<'_>) -> Result<String, Problem> {
    let headings = heading_line(&opened.head, with.headings);
    let guess = Guess::of(&headings, with.headings);
    complete(&guess, &headings)?;
    let table = first_rows(opened, &guess, &headings)?;
    Ok(write::mapping(&table, &Guess::of(table.columns.headings(), with.headings), with))
}

/// Refuses a table without the two columns that every mapping needs.
fn complete(guess: &Guess, headings: &[String]) -> Result<(), Problem> {
    let needed = [
        (guess.fields.contains_key("title"), "the job title (Job Title, Position, Role)"),
        (!guess.pay.is_empty(), "the pay (Salary, Base Pay, Hourly Rate)"),
    ];
    let missing: Vec<&str> =
        needed.iter().filter(|(there, _)| !there).map(|(_, what)| *what).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let what = format!(
        "no column is understood as {}; the headings are: {}",
        missing.join(", nor one as "),
        excerpt(headings)
    );
    Err(Problem::new(what)
        .kind(ProblemKind::Missing)
        .hint("rename the column, or write a mapping that names it by its heading or number"))
}

/// The first rows of a table whose headings are known.
fn first_rows(opened: Opened, guess: &Guess, headings: &[String]) -> Result<Table, SourceError> {
    let at = guess.fields.get("title").into_iter().copied();
    let used = at.chain(guess.pay.iter().flat_map(columns::PayGuess::all));
    let used: Vec<&str> = used.map(|at| headings[at].as_str()).collect();
    let layout = Layout::of(&used);
    let (mut columns, mut lines) = (None, Vec::new());
    table::read(opened, &layout, &mut Nowhere, |found| {
        columns = Some(found.clone());
        Ok(Box::new(|line, _| {
            if lines.len() < ROWS {
                lines.push(line.clone());
            }
            Ok(())
        }))
    })?;
    columns.map(|columns| Table { columns, lines }).ok_or(SourceError::Empty)
}

/// Takes rows of which only the lines are looked at.
struct Nowhere;

impl Sink for Nowhere {
    fn used(&mut self, _line: u64, _row: &mut Row) {}

    fn set_aside(&mut self, _line: u64, _rejection: Rejection) {}
}

/// What stands for nothing in the cells of a table, of what stands for it in many.
fn missing(table: &Table) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in &table.lines {
        for at in 0..table.columns.headings().len() {
            let text = line.field(at);
            let is_nothing = !text.is_empty() && NOTHING.contains(&text.to_lowercase().as_str());
            if is_nothing && !found.iter().any(|known| known == text) {
                found.push(text.to_owned());
            }
        }
    }
    found.sort();
    found
}
