//! An open file to rows: line by line through its source into a sink.

use super::columns::{Columns, Line};
use super::head::{Format, Head};
use super::input::Input;
use super::layout::Layout;
#[cfg(feature = "parquet")]
use super::parquet;
use super::{delimited, xlsx};
use crate::error::SourceError;
use crate::rejection::{Reason, Rejection};
use crate::row::{Row, Sink};

/// A file with its first bytes looked at.
pub struct Opened {
    /// What it starts with.
    pub head: Head,
    pub(super) input: Box<dyn Input>,
}

impl Opened {
    /// Looks at the first bytes of a file.
    ///
    /// # Errors
    /// When it cannot be read, or says by its first bytes that it is a workbook or Parquet and is
    /// none.
    pub fn new(input: impl Input) -> Result<Opened, SourceError> {
        let mut input: Box<dyn Input> = Box::new(input);
        Ok(Opened { head: Head::read(&mut input)?, input })
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
    let encoding = head.encoding_of(layout.encoding);
    if let Some(guess) = encoding.guess() {
        sink.guessed_encoding(guess);
    }
    let mut lines =
        Lines { read_row: start(&columns)?, columns: &columns, row: Row::default(), sink };
    match head.format {
        Format::Delimited(delimiter) => {
            delimited::each(input, (encoding, delimiter), skip, |line| lines.take(line))
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
            let rejection = Rejection::new(Reason::Unreadable, "more fields than headings", field);
            return self.sink.set_aside(line.number(), rejection);
        }
        match (self.read_row)(line, &mut self.row) {
            Err(rejection) => self.sink.set_aside(line.number(), rejection),
            Ok(()) if self.row.is_empty() => {
                let rejection = Rejection::new(Reason::MissingPay, "", "");
                self.sink.set_aside(line.number(), rejection);
            }
            Ok(()) => {
                self.row.stamp(self.columns.content(line));
                self.sink.used(line.number(), &mut self.row);
            }
        }
    }
}
