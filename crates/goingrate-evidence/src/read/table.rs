//! An official table's bytes (CSV, plain or gzip) to rows whose fields are found by column name.
//! A row that cannot be read becomes a complaint with its line, and the rows after it are read.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;
use goingrate_units::Problem;

/// What a gzip file begins with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A table of more bytes than this is refused rather than read into memory.
const LARGEST: u64 = 1 << 28;

/// A table to be read, and the columns that are needed of it.
pub(super) struct Table<'t> {
    /// The name that complaints give it.
    pub file: &'t str,
    /// CSV, plain or gzip.
    pub bytes: &'t [u8],
    /// The columns that are needed, in the order in which rows number them.
    pub columns: &'static [&'static str],
}

/// One row.
pub(super) struct Row<'r> {
    /// Line of the uncompressed file, from 1.
    pub line: u64,
    file: &'r str,
    columns: &'static [&'static str],
    at: &'r [usize],
    record: &'r csv::StringRecord,
}

impl Table<'_> {
    /// Shows every row to `read` and collects what it complains of; the count of rows is the first
    /// of the pair.
    ///
    /// # Errors
    /// When the bytes cannot be decompressed or the heading has not all columns.
    pub fn each(
        &self,
        mut read: impl FnMut(&Row) -> Result<(), Problem>,
    ) -> Result<(usize, Vec<Problem>), Problem> {
        let text = self.text()?;
        let mut reader = csv::ReaderBuilder::new().from_reader(&text[..]);
        let at = self.positions(&mut reader)?;
        let (mut rows, mut complaints) = (0, Vec::new());
        let mut record = csv::StringRecord::new();
        loop {
            let more = reader.read_record(&mut record);
            if let Ok(false) = more {
                return Ok((rows, complaints));
            }
            rows += 1;
            let (file, columns) = (self.file, self.columns);
            let line = record.position().map_or(0, csv::Position::line);
            let row = Row { line, file, columns, at: &at, record: &record };
            let outcome = more.map_err(|e| self.broken(&e)).and_then(|_| read(&row));
            complaints.extend(outcome.err());
        }
    }

    /// The text, decompressed.
    ///
    /// # Errors
    /// When the bytes cannot be decompressed, or are too many then.
    pub fn text(&self) -> Result<Cow<'_, [u8]>, Problem> {
        if !self.bytes.starts_with(&GZIP) {
            return Ok(Cow::Borrowed(self.bytes));
        }
        let mut text = Vec::with_capacity(self.bytes.len().saturating_mul(4));
        let limited = MultiGzDecoder::new(self.bytes).take(LARGEST + 1);
        let read = { limited }.read_to_end(&mut text);
        read.map_err(|e| self.complain("file", "", format!("cannot be decompressed: {e}")))?;
        match text.len() as u64 > LARGEST {
            true => {
                let reason = format!("has more than {LARGEST} bytes when it is decompressed");
                Err(self.complain("file", "", reason))
            }
            false => Ok(Cow::Owned(text)),
        }
    }

    fn positions(&self, reader: &mut csv::Reader<&[u8]>) -> Result<Vec<usize>, Problem> {
        let heading = reader.headers().map_err(|e| self.broken(&e))?;
        let position = |column: &&str| {
            let at = heading.iter().position(|name| name == *column);
            at.ok_or_else(|| self.complain("heading", column, "this column is missing".to_owned()))
        };
        self.columns.iter().map(position).collect()
    }

    /// The complaint about a line that is no CSV.
    pub fn broken(&self, error: &csv::Error) -> Problem {
        let line = error.position().map(csv::Position::line);
        self.complain("row", "", error.to_string()).at_line(line)
    }

    /// A complaint about the table as a whole.
    pub fn complain(&self, field: &str, value: &str, reason: String) -> Problem {
        let (field, value) = (field.to_owned(), value.to_owned());
        Problem::in_file(self.file.to_owned(), None, field, value, reason)
    }
}

impl<'r> Row<'r> {
    /// The text of a column, by its number in [`Table::columns`].
    pub fn text(&self, column: usize) -> &'r str {
        self.at.get(column).and_then(|&at| self.record.get(at)).unwrap_or_default()
    }

    /// The name of a column.
    pub fn name(&self, column: usize) -> &'static str {
        self.columns.get(column).copied().unwrap_or_default()
    }

    /// An amount above zero; `None` where the field is empty.
    ///
    /// # Errors
    /// When it is no finite number or not above zero.
    pub fn above_zero(&self, column: usize) -> Result<Option<f64>, Problem> {
        let amount = self.number(column)?;
        match amount {
            Some(amount) if amount <= 0.0 => Err(self.refuse(column, "must be above zero")),
            _ => Ok(amount),
        }
    }

    /// A number from zero up; `None` where the field is empty.
    ///
    /// # Errors
    /// When it is no finite number or below zero.
    pub fn not_negative(&self, column: usize) -> Result<Option<f64>, Problem> {
        let number = self.number(column)?;
        match number {
            Some(number) if number < 0.0 => Err(self.refuse(column, "must not be below zero")),
            _ => Ok(number),
        }
    }

    fn number(&self, column: usize) -> Result<Option<f64>, Problem> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        number
            .map(Some)
            .ok_or_else(|| self.refuse(column, "not a number; leave what is missing empty"))
    }

    /// A complaint about a field of this row.
    pub fn refuse(&self, column: usize, reason: &str) -> Problem {
        Problem::in_file(
            self.file.to_owned(),
            Some(self.line),
            self.name(column).to_owned(),
            self.text(column).to_owned(),
            reason.to_owned(),
        )
    }
}
