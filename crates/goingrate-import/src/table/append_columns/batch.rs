//! What is added to a table, and the batches in which its rows are answered.

use std::sync::Arc;

#[cfg(feature = "parquet")]
use super::parquet_leaf::Leaf;
use crate::table::columns::Line;
use crate::table::encoding::TextEncoding;

/// Rows that are answered together.
pub const BATCH: usize = 1 << 14;

/// Bytes of rows that are answered together, about: what is larger than this is answered in more batches.
pub(super) const BATCH_BYTES: usize = 1 << 24;

/// More columns than this are a mistake.
pub(super) const MOST_COLUMNS: usize = 4096;

/// A longer row is a mistake, a quote that is never closed for one. In bytes.
pub(super) const LONGEST_ROW: u64 = 1 << 20;

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

/// Between fields of a table that has one column: no text has it, so commas need no quotes.
pub(super) const NOWHERE: u8 = 0x1f;

/// What is to be done with a table.
pub(super) struct Task<'t> {
    pub headings: &'t [String],
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))]
    pub wanted: &'t [usize],
    pub added: &'t [Added],
    pub encoding: TextEncoding,
    /// Between fields, of the table that is read.
    pub delimiter: u8,
}

/// A batch: lines that are used again, and the cells of their answers.
#[derive(Default)]
pub(super) struct Batch {
    pub lines: Vec<Line>,
    pub count: usize,
    /// Bytes of the lines and of the columns that were read, as far as they were counted.
    pub bytes: usize,
    pub cells: Vec<Cell>,
    /// Columns of a Parquet file as they were read.
    #[cfg(feature = "parquet")]
    pub leaves: Vec<Leaf>,
}

impl Batch {
    /// Lets the lines be answered.
    pub fn answer(&mut self, added: usize, answer: &mut impl FnMut(&[Line], &mut [Cell])) {
        self.cells.clear();
        self.cells.resize(self.count * added, Cell::Empty);
        answer(&self.lines[..self.count], &mut self.cells);
    }

    /// The next line to fill.
    pub fn next(&mut self) -> &mut Line {
        if self.count == self.lines.len() {
            self.lines.push(Line::default());
        }
        self.count += 1;
        &mut self.lines[self.count - 1]
    }

    /// The lines with their cells.
    pub fn rows(&self, added: usize) -> impl Iterator<Item = (&Line, &[Cell])> {
        self.lines[..self.count].iter().zip(self.cells.chunks(added.max(1)))
    }
}
