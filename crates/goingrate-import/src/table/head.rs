//! The start of a file: its format and its first lines, by which a source recognises it.

use std::io::{Read, SeekFrom};

use super::columns::{Columns, Line, excerpt, plain, same};
use super::encoding::TextEncoding;
use super::input::Input;
use super::layout::Layout;
#[cfg(feature = "parquet")]
use super::parquet;
use super::{delimited, xlsx};
use crate::error::SourceError;

/// How much of a file is looked at.
const LOOK: usize = 1 << 17;

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with this byte between fields.
    Delimited(u8),
    /// An Office Open XML workbook (xlsx).
    Workbook,
    /// Apache Parquet.
    Parquet,
}

/// The start of a file.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its format.
    pub format: Format,
    encoding: TextEncoding,
    /// Its first lines; of a Parquet file, one line with the names of its columns.
    rows: Vec<csv::ByteRecord>,
}

impl Head {
    pub(super) fn read(input: &mut Box<dyn Input>) -> Result<Head, SourceError> {
        let mut start = Vec::with_capacity(LOOK);
        input.seek(SeekFrom::Start(0))?;
        input.by_ref().take(LOOK as u64).read_to_end(&mut start)?;
        let (format, rows) = match start.as_slice() {
            [b'P', b'K', 3, 4, ..] => (Format::Workbook, xlsx::first(input)?),
            #[cfg(feature = "parquet")]
            [b'P', b'A', b'R', b'1', ..] => (Format::Parquet, parquet::headings(input)?),
            #[cfg(not(feature = "parquet"))]
            [b'P', b'A', b'R', b'1', ..] => (Format::Parquet, Vec::new()),
            text => return Head::of_text(text, TextEncoding::of(input)?),
        };
        Ok(Head { format, encoding: TextEncoding::UTF_8, rows })
    }

    fn of_text(start: &[u8], encoding: TextEncoding) -> Result<Head, SourceError> {
        let text = encoding.start(start);
        let delimiter = delimited::delimiter(&text);
        let rows = delimited::first(&text, delimiter, start.len() < LOOK);
        match rows.is_empty() {
            true => Err(SourceError::Empty),
            false => Ok(Head { format: Format::Delimited(delimiter), encoding, rows }),
        }
    }

    /// The encoding of its text; a workbook and a Parquet file are in UTF-8.
    pub fn encoding(&self) -> TextEncoding {
        self.encoding
    }

    /// The encoding of a label where one is stated, else the file's own.
    pub(super) fn encoding_of(&self, stated: Option<&str>) -> TextEncoding {
        stated.and_then(TextEncoding::stated).unwrap_or(self.encoding)
    }

    /// Whether a line of headings holds all of these.
    pub fn has(&self, headings: &[&str]) -> bool {
        self.has_in(None, headings)
    }

    /// As [`has`](Self::has), of a file whose encoding may be stated, by its label.
    pub fn has_in(&self, stated: Option<&str>, headings: &[&str]) -> bool {
        self.has_on_lines(stated, headings, 1)
    }

    /// As [`has_in`](Self::has_in), of headings that take several lines.
    pub(crate) fn has_on_lines(
        &self,
        stated: Option<&str>,
        headings: &[&str],
        lines: usize,
    ) -> bool {
        self.heading_line(self.encoding_of(stated), headings, lines.max(1)).is_some()
    }

    /// The error that no source recognises it.
    pub(crate) fn unrecognised(&self) -> SourceError {
        SourceError::Unrecognised { headings: excerpt(&self.headings()) }
    }

    /// Whether a field of the first lines is exactly one of these, or holds it as one of several
    /// values between semicolons.
    pub fn holds_value(&self, values: &[&str]) -> bool {
        let is = |field: &[u8]| {
            let text = self.encoding.decode(field);
            text.split(';').any(|part| values.contains(&plain(part)))
        };
        self.rows.iter().any(|row| row.iter().any(is))
    }

    /// Whether the first field of a line begins with this.
    pub fn begins_with(&self, start: &str) -> bool {
        let begins =
            |row: &csv::ByteRecord| row.get(0).is_some_and(|f| f.starts_with(start.as_bytes()));
        self.rows.iter().any(begins)
    }

    /// The headings of the widest of the first lines, for a message.
    pub fn headings(&self) -> Vec<String> {
        let widest = self.rows.iter().take(40).rev().max_by_key(|row| row.len());
        let text = |field: &[u8]| plain(&self.encoding.decode(field)).to_owned();
        widest.map(|row| row.iter().map(text).collect()).unwrap_or_default()
    }

    /// The fields of the first lines, among which the headings are.
    pub(crate) fn first_lines(&self) -> Vec<Vec<String>> {
        let text = |field: &[u8]| plain(&self.encoding.decode(field)).to_owned();
        self.rows.iter().take(40).map(|row| row.iter().map(text).collect()).collect()
    }

    /// The fields of the first line, without what editors leave around them.
    pub(super) fn first_line(&self) -> Vec<String> {
        let text = |field: &[u8]| plain(&self.encoding.decode(field)).to_owned();
        self.rows.first().map(|row| row.iter().map(text).collect()).unwrap_or_default()
    }

    /// Which line holds the headings, with the columns: lines up to it, it included, are no data.
    pub(super) fn columns(&self, layout: &Layout<'_>) -> Result<(usize, Columns), SourceError> {
        let encoding = self.encoding_of(layout.encoding);
        let lines = match self.format {
            // Its columns have names, and lines have nothing else above them.
            Format::Parquet => 1,
            _ => layout.heading_lines,
        };
        if lines == 0 {
            return Ok((0, self.unnamed(layout)));
        }
        let at = self.heading_line(encoding, layout.headings, lines);
        let at = at.ok_or_else(|| SourceError::NoColumn {
            names: match lines {
                1 => layout.headings.join(", "),
                _ => format!(
                    "{} (one at least on each of {lines} lines)",
                    layout.headings.join(", ")
                ),
            },
            headings: excerpt(&self.headings()),
        })?;
        let last = (at + lines).min(self.rows.len());
        let unnamed = (lines == 1 && self.has_row_names(at)).then(String::new);
        let names = |row: &csv::ByteRecord| {
            let names = row.iter().map(|field| encoding.decode(field));
            unnamed.clone().into_iter().chain(names).collect()
        };
        let names: Vec<Vec<String>> = self.rows[at..last].iter().map(names).collect();
        Ok((last, Columns::of_lines(&names, layout)))
    }

    /// The columns of a table without headings, as many as the widest of its first lines has.
    fn unnamed(&self, layout: &Layout<'_>) -> Columns {
        let width = self.rows.iter().map(csv::ByteRecord::len).max().unwrap_or(0);
        Columns::new((1..=width).map(|number| format!("column {number}")).collect(), layout)
    }

    /// The first lines of data, for what they show of the rest, with the columns.
    ///
    /// # Errors
    /// When there is no line of such headings.
    pub(crate) fn sample(&self, layout: &Layout<'_>) -> Result<(Columns, Vec<Line>), SourceError> {
        let (skip, columns) = self.columns(layout)?;
        let encoding = self.encoding_of(layout.encoding);
        let line = |(at, row): (usize, &csv::ByteRecord)| Line {
            fields: row.iter().map(|field| encoding.decode(field)).collect(),
            number: at as u64 + 1,
        };
        Ok((columns, self.rows.iter().enumerate().skip(skip).map(line).collect()))
    }

    /// Whether lines are numbered in a field of their own before the first heading, as R writes
    /// them: each has one field more than there are headings, and begins with the next number.
    fn has_row_names(&self, at: usize) -> bool {
        let number = |field: &[u8]| std::str::from_utf8(field).ok()?.parse::<u64>().ok();
        let numbers: Option<Vec<u64>> = self.rows[at + 1..]
            .iter()
            .take(20)
            .map(|row| {
                (row.len() == self.rows[at].len() + 1).then(|| number(row.get(0)?)).flatten()
            })
            .collect();
        numbers.is_some_and(|n| n.len() > 1 && n.windows(2).all(|pair| pair[0] < pair[1]))
    }

    /// The first of so many lines that hold all of these headings between them, and each at least
    /// one: a line above them or the first of the data is none of them.
    fn heading_line(
        &self,
        encoding: TextEncoding,
        headings: &[&str],
        lines: usize,
    ) -> Option<usize> {
        let names = |row: &csv::ByteRecord| -> Vec<String> {
            row.iter().map(|field| encoding.decode(field)).collect()
        };
        let holds = |line: &[String], heading: &str| line.iter().any(|name| same(name, heading));
        (0..self.rows.len()).find(|at| {
            let last = (at + lines).min(self.rows.len());
            let here: Vec<Vec<String>> = self.rows[*at..last].iter().map(names).collect();
            let all = headings.iter().all(|heading| here.iter().any(|line| holds(line, heading)));
            let each = |line: &Vec<String>| headings.iter().any(|heading| holds(line, heading));
            all && (here.len() == 1 || here.iter().all(each))
        })
    }
}
