//! Files of any format to lines of text fields, as a stream: CSV (any delimiter, any line end, a
//! preamble, another encoding than UTF-8), xlsx, Parquet. Sources see only [`Line`]s.

pub mod append_columns;
mod columns;
mod delimited;
mod head;
#[cfg(feature = "parquet")]
mod parquet;
mod xlsx;

use std::io::{self, Read, Seek};

pub use columns::{Column, Columns, Line};
pub use head::{Format, Head, excerpt};

use crate::sources::{Reason, Rejection, Row, Sink, SourceError};

/// Bytes that can be read from any place: an open file, or a cursor on bytes.
pub trait Input: Read + Seek + Send + 'static {}

impl<T: Read + Seek + Send + 'static> Input for T {}

/// A file with its first bytes looked at.
pub struct Opened {
    /// What it starts with.
    pub head: Head,
    input: Box<dyn Input>,
}

impl Opened {
    /// Looks at the first bytes of a file.
    ///
    /// # Errors
    /// When it cannot be read, or says by its first bytes that it is a workbook or Parquet and is
    /// none.
    pub fn new(input: impl Input) -> Result<Opened, SourceError> {
        let mut input: Box<dyn Input> = Box::new(input);
        let (head, input) = {
            let head = Head::read(&mut input)?;
            (head, input)
        };
        Ok(Opened { head, input })
    }
}

/// How a source's table is laid out, as far as reading lines is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Layout<'a> {
    /// Headings that the line of headings holds, whatever comes before it.
    pub headings: &'a [&'a str],
    /// The encoding of lines that are not UTF-8, by its label (`windows-1251`).
    pub fallback: &'a str,
    /// What stands for a missing value, beside nothing.
    pub missing: &'a [&'a str],
    /// Columns that are no content and do not count for the hash of a row: row numbers, times.
    pub not_content: &'a [&'a str],
}

impl Layout<'_> {
    /// A table whose line of headings holds these, in UTF-8 or Windows-1252, without anything that
    /// stands for a missing value.
    pub fn of<'a>(headings: &'a [&'a str]) -> Layout<'a> {
        Layout { headings, fallback: "windows-1252", missing: &[], not_content: &[] }
    }
}

/// Reads one line into a row, or says why it is set aside.
pub type ReadRow<'a> = Box<dyn FnMut(&Line, &mut Row) -> Result<(), Rejection> + 'a>;

/// Streams the lines of a table through what `start` makes of its headings into the sink. Every
/// line after the headings comes to the sink exactly once; empty lines are no lines.
///
/// # Errors
/// When the file cannot be read on, has no line of such headings, or `start` fails. What came
/// before stays in the sink.
pub fn read<'a>(
    opened: Opened,
    layout: &Layout<'_>,
    sink: &mut dyn Sink,
    start: impl FnOnce(&Columns) -> Result<ReadRow<'a>, SourceError>,
) -> Result<(), SourceError> {
    let Opened { head, input } = opened;
    let (skip, columns) = head.columns(layout)?;
    let mut lines =
        Lines { read_row: start(&columns)?, columns: &columns, row: Row::default(), sink };
    match head.format {
        Format::Delimited(delimiter) => {
            delimited::each(input, delimiter, skip, layout.fallback, |line| lines.take(line))
        }
        Format::Workbook => xlsx::each(input, skip, |line| lines.take(line)),
        #[cfg(feature = "parquet")]
        Format::Parquet => parquet::each(input, |line| lines.take(line)),
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => Err(SourceError::NoParquet),
    }
}

/// What becomes of the lines.
struct Lines<'a, 'r> {
    read_row: ReadRow<'r>,
    columns: &'a Columns,
    row: Row,
    sink: &'a mut dyn Sink,
}

impl Lines<'_, '_> {
    fn take(&mut self, line: &Line) {
        if line.is_blank() {
            return;
        }
        self.row.clear();
        if let Some(field) = self.columns.beyond(line) {
            let aside = Rejection::new(Reason::Unreadable, "more fields than headings", field);
            return self.sink.set_aside(line.number(), aside);
        }
        match (self.read_row)(line, &mut self.row) {
            Err(aside) => self.sink.set_aside(line.number(), aside),
            Ok(()) if self.row.is_empty() => {
                let aside = Rejection::new(Reason::MissingPay, "", "");
                self.sink.set_aside(line.number(), aside);
            }
            Ok(()) => {
                self.row.stamp(self.columns.content(line));
                self.sink.used(line.number(), &mut self.row);
            }
        }
    }
}

/// The text of bytes: UTF-8, or else the encoding of a label.
fn decoded(bytes: &[u8], fallback: &str) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let encoding = encoding_rs::Encoding::for_label(fallback.as_bytes());
            encoding.unwrap_or(encoding_rs::WINDOWS_1252).decode(bytes).0.into_owned()
        }
    }
}

/// The text of an error of a library about a format.
fn unreadable(format: &'static str, error: impl ToString) -> SourceError {
    SourceError::Unreadable { format, what: error.to_string() }
}

impl From<io::Error> for SourceError {
    fn from(error: io::Error) -> SourceError {
        SourceError::Io(error.to_string())
    }
}
