//! A table to the same table with columns added: every row comes out, in its order, with what it
//! had and what is answered for it. Batch by batch, so that the table may be larger than memory, while the
//! batch before is written and the next one read.

mod batch;
mod delimited;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "parquet")]
mod parquet_columns;
#[cfg(feature = "parquet")]
mod parquet_leaf;
mod stages;
mod write;

use std::io::Write;

use super::columns::Line;
use super::head::Format;
use super::opened::Opened;
use crate::error::SourceError;
use batch::{MOST_COLUMNS, NOWHERE, Task};

pub use batch::{Added, BATCH, Cell, Kind, Written};

/// A table that is open, with its headings read.
pub struct Wide {
    opened: Opened,
    headings: Vec<String>,
    /// Between fields; of Parquet, what a CSV of it gets.
    delimiter: u8,
}

impl Wide {
    /// Reads the headings: the first line, or the names of a Parquet file's columns.
    ///
    /// # Errors
    /// When the file is empty, a workbook, or has more columns than make sense.
    pub fn open(opened: Opened) -> Result<Wide, SourceError> {
        let headings = opened.head.first_line();
        let delimiter = match opened.head.format {
            Format::Delimited(_) if headings.len() == 1 => NOWHERE,
            Format::Delimited(delimiter) => delimiter,
            Format::Parquet if cfg!(not(feature = "parquet")) => {
                return Err(SourceError::NoParquet);
            }
            Format::Parquet => b',',
            Format::Workbook => {
                return Err(SourceError::unreadable("CSV or Parquet", "it is a workbook (xlsx)"));
            }
        };
        if headings.is_empty() {
            return Err(SourceError::unreadable("CSV or Parquet", "it is empty"));
        }
        if headings.len() > MOST_COLUMNS {
            let what = format!("it has {} columns; {MOST_COLUMNS} are read", headings.len());
            return Err(SourceError::unreadable("CSV or Parquet", what));
        }
        Ok(Wide { opened, headings, delimiter })
    }

    /// The headings, without blanks around them.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// The encoding that its text is read in, where it is a guess.
    pub fn guessed_encoding(&self) -> Option<&'static str> {
        self.opened.head.encoding().guess()
    }

    /// Writes the table with columns added. `answer` gets the lines of a batch, with at least the
    /// fields of the columns that are `wanted`, and the cells to fill: as many as columns are
    /// added, line by line; it is called on this thread. Returns how many rows there were.
    ///
    /// # Errors
    /// When the table cannot be read on, or not be written.
    pub fn append_columns(
        self,
        wanted: &[usize],
        added: &[Added],
        out: (Written, impl Write + Send),
        answer: impl FnMut(&[Line], &mut [Cell]),
    ) -> Result<u64, SourceError> {
        let mut wanted = wanted.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        let (headings, delimiter) = (self.headings, self.delimiter);
        let encoding = self.opened.head.encoding();
        let table = Task { headings: &headings, wanted: &wanted, added, encoding, delimiter };
        match self.opened.head.format {
            #[cfg(feature = "parquet")]
            Format::Parquet => parquet::append_columns(self.opened.input, &table, out, answer),
            _ => delimited::append_columns(self.opened.input, &table, out, answer),
        }
    }
}
