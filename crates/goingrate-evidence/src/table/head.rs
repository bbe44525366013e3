//! The start of a file: its format and its first lines, by which a source recognises it.

use std::io::{Read, SeekFrom};

use super::columns::{plain, same};
use super::{Columns, Input, Layout, decoded, delimited, xlsx};
use crate::sources::SourceError;

/// How much of a file is looked at.
const LOOK: usize = 1 << 17;

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with this byte between fields.
    Delimited(u8),
    /// An WorkerPool Open XML workbook (xlsx).
    Workbook,
    /// Apache Parquet.
    Parquet,
}

/// The start of a file.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its format.
    pub format: Format,
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
            [b'P', b'A', b'R', b'1', ..] => (Format::Parquet, super::parquet::headings(input)?),
            #[cfg(not(feature = "parquet"))]
            [b'P', b'A', b'R', b'1', ..] => (Format::Parquet, Vec::new()),
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Err(SourceError::Utf16),
            text => {
                let delimiter = delimited::delimiter(text);
                let rows = delimited::first(text, delimiter, text.len() < LOOK);
                (Format::Delimited(delimiter), rows)
            }
        };
        match (format, rows.is_empty()) {
            (Format::Delimited(_), true) => Err(SourceError::Empty),
            _ => Ok(Head { format, rows }),
        }
    }

    /// Whether a line of headings holds all of these; lines that are not UTF-8 are read in the
    /// encoding of the label `fallback`.
    pub fn has_in(&self, fallback: &str, headings: &[&str]) -> bool {
        self.heading_line(fallback, headings).is_some()
    }

    /// Whether a line of headings holds all of these.
    pub fn has(&self, headings: &[&str]) -> bool {
        self.has_in("windows-1252", headings)
    }

    /// Whether a field of the first lines is exactly one of these, or holds it as one of several
    /// values between semicolons.
    pub fn holds_value(&self, values: &[&str]) -> bool {
        let is = |field: &[u8]| {
            let text = decoded(field, "windows-1252");
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
        let text = |field: &[u8]| plain(&decoded(field, "windows-1252")).to_owned();
        widest.map(|row| row.iter().map(text).collect()).unwrap_or_default()
    }

    /// The fields of the first line, without what editors leave around them.
    pub(super) fn first_line(&self) -> Vec<String> {
        let text = |field: &[u8]| plain(&decoded(field, "windows-1252")).to_owned();
        self.rows.first().map(|row| row.iter().map(text).collect()).unwrap_or_default()
    }

    /// Which line holds the headings, with the columns: lines up to it, it included, are no data.
    pub(super) fn columns(&self, layout: &Layout<'_>) -> Result<(usize, Columns), SourceError> {
        let at = self.heading_line(layout.fallback, layout.headings);
        let at = at.ok_or_else(|| SourceError::NoColumn {
            names: layout.headings.join(", "),
            headings: excerpt(&self.headings()),
        })?;
        let names = self.rows[at].iter().map(|field| decoded(field, layout.fallback));
        let unnamed = self.has_row_names(at).then(String::new);
        Ok((at + 1, Columns::new(unnamed.into_iter().chain(names).collect(), layout)))
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

    fn heading_line(&self, fallback: &str, headings: &[&str]) -> Option<usize> {
        self.rows.iter().position(|row| {
            let names: Vec<String> = row.iter().map(|field| decoded(field, fallback)).collect();
            headings.iter().all(|heading| names.iter().any(|name| same(name, heading)))
        })
    }
}

/// Characters of headings that a message shows.
const SHOWN: usize = 120;

/// Headings for a message: the first of them, and never what a terminal would take as a command.
pub fn excerpt(headings: &[String]) -> String {
    let mut shown = String::new();
    for c in headings.join(", ").chars().take(SHOWN) {
        match c.is_control() {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    let whole = headings.iter().map(|heading| heading.chars().count() + 2).sum::<usize>();
    match whole > SHOWN + 2 {
        true => format!("{shown} … ({} in all)", headings.len()),
        false => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_a_message_are_short_and_harmless() {
        let texts = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        assert_eq!(excerpt(&texts(&["Job", "Pay"])), "Job, Pay");
        assert_eq!(excerpt(&texts(&["a\u{1b}[2J\u{0}"])), "a\\u{1b}[2J\\u{0}");
        let long = excerpt(&vec!["heading".to_owned(); 4000]);
        assert!(long.ends_with("… (4000 in all)") && long.len() < 160, "{long}");
    }
}
