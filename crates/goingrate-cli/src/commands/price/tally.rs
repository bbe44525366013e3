//! What became of the rows of a table, while they are priced and at the end.

use std::collections::BTreeMap;

use goingrate::ask::price::{FaultyRow, Layout};
use goingrate_view::words::thousands;
use serde::Serialize;

use crate::out;

/// Complaints that are shown one by one; all stand in the column.
const SHOWN_COMPLAINTS: u64 = 20;

/// What became of the rows.
#[derive(Debug, Default, Serialize)]
pub struct Tally {
    /// The table.
    pub file: String,
    /// Where the rows went, if not to stdout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub out: Option<String>,
    /// The encoding that its text is read in, where that is a guess.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guessed_encoding: Option<&'static str>,
    /// Rows of the table.
    pub rows: u64,
    /// Rows with a price.
    pub priced: u64,
    /// Rows with a complaint, by the field that is to blame.
    complaints: BTreeMap<String, u64>,
    /// The columns that were read.
    read: Vec<String>,
    /// The columns that were passed through.
    passed: Vec<String>,
}

impl Tally {
    /// Of a table whose rows are still to come.
    pub fn new(file: String, out: Option<String>, layout: &Layout) -> Tally {
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        let (read, passed) = layout.read_and_passed();
        Tally { file, out, read: owned(read), passed: owned(passed), ..Tally::default() }
    }

    /// Counts a batch, and tells on stderr of its first rows with a complaint.
    pub fn count(&mut self, rows: u64, faulty: Vec<FaultyRow>) {
        self.rows += rows;
        self.priced += rows - faulty.iter().filter(|row| !row.priced).count() as u64;
        for FaultyRow { line, problem, .. } in faulty {
            let told: u64 = self.complaints.values().sum();
            if told < SHOWN_COMPLAINTS {
                out::note(&format!("{}:{line}: {problem}\n", self.file));
            } else if told == SHOWN_COMPLAINTS {
                out::note("… more of them: see the column complaint\n");
            }
            *self.complaints.entry(problem.field_name().to_owned()).or_default() += 1;
        }
    }
}

/// What became of the rows, in a line or two.
pub fn told(tally: &Tally) -> String {
    let count = |count: u64| thousands(count as f64);
    let mut text = format!(
        "{}: {} {}, {} priced, {} not",
        tally.file,
        count(tally.rows),
        if tally.rows == 1 { "row" } else { "rows" },
        count(tally.priced),
        count(tally.rows - tally.priced)
    );
    let fields: Vec<String> = tally
        .complaints
        .iter()
        .map(|(field, times)| format!("{field} {}", count(*times)))
        .collect();
    if !fields.is_empty() {
        text += &format!(" ({}: see the column complaint)", fields.join(", "));
    }
    if let Some(out) = &tally.out {
        text += &format!("; written to {out}");
    }
    if let Some(encoding) = tally.guessed_encoding {
        text += &format!("\nits text is read as {encoding}, which is a guess");
    }
    text += &format!("\nread: {}", tally.read.join(", "));
    if !tally.passed.is_empty() {
        text += &format!("; passed through: {}", tally.passed.join(", "));
    }
    text + "\n"
}
