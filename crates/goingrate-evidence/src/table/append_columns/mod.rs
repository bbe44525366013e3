//! A table to the same table with columns added: every row comes out, in its order, with what it
//! had and what is answered for it. Batch by batch, so that the table may be larger than memory.

mod delimited;
#[cfg(feature = "parquet")]
mod parquet;
mod write;

use std::io::Write;
use std::sync::Arc;

use super::{Format, Line, Opened, unreadable};
use crate::sources::SourceError;

/// Rows that are answered together.
pub const BATCH: usize = 1 << 14;

/// More columns than this are a mistake.
const MOST_COLUMNS: usize = 4096;

/// A longer row is a mistake, a quote that is never closed for one. In bytes.
const LONGEST_ROW: u64 = 1 << 20;

/// What an added column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Numbers, shown with two decimals at most.
    Number,
    /// Text.
    Text,
}

/// A column that is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its heading.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What stands in an added column.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A number.
    Number(f64),
    /// Text.
    Text(Arc<str>),
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Delimited text, with the delimiter of the table that is read, or a comma.
    Csv,
    /// An object of JSON a line.
    JsonLines,
    /// Apache Parquet.
    Parquet,
}

/// A table that is open, with its headings read.
pub struct Wide {
    opened: Opened,
    headings: Vec<String>,
    /// Between fields; of Parquet, what a CSV of it gets.
    delimiter: u8,
}

/// Between fields of a table that has one column: no text has it, so commas need no quotes.
const NOWHERE: u8 = 0x1f;

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
                return Err(unreadable("CSV or Parquet", "it is a workbook (xlsx)"));
            }
        };
        if headings.is_empty() {
            return Err(unreadable("CSV or Parquet", "it is empty"));
        }
        if headings.len() > MOST_COLUMNS {
            let what = format!("it has {} columns; {MOST_COLUMNS} are read", headings.len());
            return Err(unreadable("CSV or Parquet", what));
        }
        Ok(Wide { opened, headings, delimiter })
    }

    /// The headings, without blanks around them.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// Writes the table with columns added. `answer` gets the lines of a batch, with at least the
    /// fields of the columns that are `wanted`, and the cells to fill: as many as columns are
    /// added, line by line. Returns how many rows there were.
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
        let table = Task { headings: &headings, wanted: &wanted, added, delimiter };
        match self.opened.head.format {
            #[cfg(feature = "parquet")]
            Format::Parquet => parquet::append_columns(self.opened.input, &table, out, answer),
            _ => delimited::append_columns(self.opened.input, &table, out, answer),
        }
    }
}

/// What is to be done with a table.
struct Task<'t> {
    headings: &'t [String],
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))]
    wanted: &'t [usize],
    added: &'t [Added],
    delimiter: u8,
}

/// A batch: lines that are used again, and the cells of their answers.
#[derive(Default)]
struct Batch {
    lines: Vec<Line>,
    count: usize,
    cells: Vec<Cell>,
}

impl Batch {
    /// Lets the lines be answered.
    fn answer(&mut self, added: usize, answer: &mut impl FnMut(&[Line], &mut [Cell])) {
        self.cells.clear();
        self.cells.resize(self.count * added, Cell::Empty);
        answer(&self.lines[..self.count], &mut self.cells);
    }

    /// The next line to fill.
    fn next(&mut self) -> &mut Line {
        if self.count == self.lines.len() {
            self.lines.push(Line::default());
        }
        self.count += 1;
        &mut self.lines[self.count - 1]
    }

    /// The lines with their cells.
    fn rows(&self, added: usize) -> impl Iterator<Item = (&Line, &[Cell])> {
        self.lines[..self.count].iter().zip(self.cells.chunks(added.max(1)))
    }
}
