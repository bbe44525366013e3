//! What became of the rows of a table, counted while they are priced.

use std::collections::BTreeMap;

use goingrate::ask::price::{Layout, RowCounts, ToldRow};
use serde::Serialize;

use crate::out;

/// Rows with a complaint that are shown one by one, and rows of which only something is told beside their
/// price; all stand in the column.
const SHOWN: [u64; 2] = [20, 5];

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
    /// What became of the rows.
    #[serde(flatten)]
    pub counts: RowCounts,
    /// Rows that were shown one by one, by kind.
    #[serde(skip)]
    shown: [u64; 2],
    /// Columns whose headings are understood by words within them, with what they are read as.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub read_loosely: BTreeMap<String, &'static str>,
    /// Whether no column says where the work is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub says_no_place: bool,
    /// The columns that were read.
    pub read: Vec<String>,
    /// The columns that were passed through.
    pub passed: Vec<String>,
}

impl Tally {
    /// Of a table whose rows are still to come.
    pub fn new(file: String, out: Option<String>, layout: &Layout) -> Tally {
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        let (read, passed) = layout.read_and_passed();
        let loosely = layout.loosely_read();
        Tally {
            file,
            out,
            read: owned(read),
            passed: owned(passed),
            read_loosely: loosely.map(|(heading, field)| (heading.to_owned(), field)).collect(),
            says_no_place: !layout.may_say_place(),
            ..Tally::default()
        }
    }

    /// Counts a batch, and tells on stderr of its first rows with a complaint.
    pub fn count(&mut self, rows: u64, told: &[ToldRow]) {
        self.counts.count(rows, told);
        told.iter().for_each(|row| self.show(row));
    }

    /// Tells of one row, if not enough of its kind were told of.
    fn show(&mut self, row: &ToldRow) {
        let is_mild = row.notes.iter().all(|note| note.is_left_out() || note.is_remark());
        let (shown, most) = (&mut self.shown[usize::from(is_mild)], SHOWN[usize::from(is_mild)]);
        *shown += 1;
        if *shown <= most {
            out::note(&format!("{}:{}: {}\n", self.file, row.line, row.complaint()));
        } else if *shown == most + 1 {
            out::note("… more of them: see the column complaint\n");
        }
    }
}
