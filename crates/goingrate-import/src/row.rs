//! Where a source's rows go: one call a row, so that what was read is what was used and set aside.

use crate::rejection::{Rejection, Remark};
use goingrate_evidence::{CellKey, Record, RowHash, SummaryQuantiles};

/// What one row of a file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its records: one a component or end of a range. Their hash is set by the frame.
    pub records: Vec<Record>,
    /// Percentiles that it publishes.
    pub published: Vec<SummaryQuantiles>,
    /// What is worth telling of it.
    pub remarks: Vec<Remark>,
}

impl Row {
    /// Adds a record.
    pub fn record(&mut self, key: CellKey, amount: f64) {
        // The frame knows the row's content, and stamps its hash.
        self.records.push(Record { key, amount, row: RowHash(0) });
    }

    /// Gives every record the hash of the row.
    pub(crate) fn stamp(&mut self, hash: RowHash) {
        self.records.iter_mut().for_each(|record| record.row = hash);
        self.published.iter_mut().for_each(|published| published.row = hash);
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.published.is_empty()
    }

    /// Forgets everything, keeping the room.
    pub fn clear(&mut self) {
        self.records.clear();
        self.published.clear();
        self.remarks.clear();
    }
}

/// Takes the rows of a source as they are read. Every row of the file comes exactly once.
pub trait Sink {
    /// A row that is used; what it takes out of `row` is its own.
    fn used(&mut self, line: u64, row: &mut Row);

    /// The encoding that the file is read in is a guess; told before its rows.
    fn guessed_encoding(&mut self, encoding: &str) {
        let _ = encoding;
    }

    /// A row that is set aside.
    fn set_aside(&mut self, line: u64, rejection: Rejection);
}
