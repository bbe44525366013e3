//! A sink that keeps every record, for whoever scores a book against records.

use goingrate_evidence::{Record, SummaryQuantiles};

use crate::rejection::Rejection;
use crate::row::{Row, Sink};

/// A sink that keeps every record: for the scoreboard, never for the store.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// The records, in the order of the file.
    pub records: Vec<Record>,
    /// The percentiles, in the order of the file.
    pub published: Vec<SummaryQuantiles>,
    /// The rows that were set aside, with their lines.
    pub aside: Vec<(u64, Rejection)>,
    /// How many rows have records.
    pub rows_of_records: usize,
    /// How many rows have percentiles, and no records.
    pub rows_of_percentiles: usize,
}

impl Sink for Records {
    fn used(&mut self, _line: u64, row: &mut Row) {
        match row.records.is_empty() {
            true => self.rows_of_percentiles += 1,
            false => self.rows_of_records += 1,
        }
        self.records.append(&mut row.records);
        self.published.append(&mut row.published);
    }

    fn set_aside(&mut self, line: u64, rejection: Rejection) {
        self.aside.push((line, rejection));
    }
}
