//! The table to be rolled up: files of rows, which only the interface that was given them can open.

use std::io;

use goingrate_import::table::Input;

/// One file of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name for messages, which is also what it is known by when a roll-up is resumed.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// The files of a table. They are opened when they are read, and several times, by several threads.
pub trait Archive: Sync {
    /// The parts, in the order in which they are read.
    fn parts(&self) -> &[Part];

    /// Opens a part by its position.
    ///
    /// # Errors
    /// When it cannot be opened.
    fn open(&self, part: usize) -> io::Result<Box<dyn Input>>;
}

/// A part, or a piece of one, that cannot be read. Its rows are not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The name of the part.
    pub part: String,
    /// The row group of a Parquet file, from 1; none where the whole part is meant.
    pub row_group: Option<usize>,
    /// How many rows are lost by it, where the file says so.
    pub rows: Option<u64>,
    /// What is wrong.
    pub reason: String,
}
