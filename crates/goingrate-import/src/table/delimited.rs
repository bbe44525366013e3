//! Delimited text to lines: any delimiter, CR, LF or both as line ends, in any encoding.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read};

use super::columns::Line;
use super::encoding::TextEncoding;
use super::input::Input;
use crate::error::SourceError;

/// What may stand between fields.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Room for reading.
const BUFFER: usize = 1 << 18;

/// A reader of lines of any length; quotes may hold line ends.
fn lines<R: Read>(input: R, delimiter: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(BUFFER)
        .from_reader(input)
}

/// The delimiter with which the most lines agree on the most fields.
pub(super) fn delimiter(start: &[u8]) -> u8 {
    let agreed = |delimiter: &u8| {
        let mut lines_of_width: BTreeMap<usize, usize> = BTreeMap::new();
        for row in first(start, *delimiter, false) {
            *lines_of_width.entry(row.len()).or_default() += 1;
        }
        let parted = lines_of_width.iter().map(|(width, lines)| width.saturating_sub(1) * lines);
        parted.max().unwrap_or(0)
    };
    // The first of equals: reversed, because max_by_key keeps the last.
    DELIMITERS.into_iter().rev().max_by_key(agreed).unwrap_or(b',')
}

/// The lines of the start of a file; the last one is left out where the start may cut it.
pub(super) fn first(start: &[u8], delimiter: u8, whole: bool) -> Vec<csv::ByteRecord> {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let mut rows: Vec<csv::ByteRecord> =
        lines(start, delimiter).into_byte_records().map_while(Result::ok).collect();
    if !whole && rows.len() > 1 {
        rows.pop();
    }
    rows
}

/// On which line of a file each record begins. The reader counts a line where it meets its LF: of a
/// file that ends lines with CR LF, the LF of a line is only met with the next record; and blank
/// lines are passed over after the position of a record is taken.
#[derive(Default)]
pub(super) struct LineNumbers {
    records: u64,
    /// Lines that have ended and are not counted yet: 1 where CR ends them.
    uncounted: u64,
}

impl LineNumbers {
    /// The line of the next record, which began at `start` and before whose successor the reader is
    /// at `end`.
    pub(super) fn of(&mut self, start: u64, end: u64, record: &csv::ByteRecord) -> u64 {
        self.records += 1;
        let within = record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
        if self.records == 1 {
            self.uncounted = u64::from(end - start <= within);
            return start;
        }
        // By its start without the blank lines before it, or by its end where a line end is there.
        let by_end = (end + self.uncounted).saturating_sub(1 + within);
        // A file of bare CR has one line for the counter of the reader.
        (start + self.uncounted).max(by_end).max(self.records)
    }
}

/// Every line after the first `skip`.
pub(super) fn each(
    input: Box<dyn Input>,
    (encoding, delimiter): (TextEncoding, u8),
    skip: usize,
    mut take: impl FnMut(&Line),
) -> Result<(), SourceError> {
    let text = BufReader::with_capacity(BUFFER, encoding.open(input)?);
    let mut reader = lines(text, delimiter);
    let (mut line, mut bytes) = (Line::default(), csv::ByteRecord::new());
    let (mut at, mut numbers) = (0, LineNumbers::default());
    let mut start = reader.position().line();
    while reader.read_byte_record(&mut bytes).map_err(failed)? {
        let end = reader.position().line();
        let number = numbers.of(std::mem::replace(&mut start, end), end, &bytes);
        at += 1;
        if at <= skip {
            continue;
        }
        let spare = std::mem::take(&mut line.fields).into_byte_record();
        let read = std::mem::replace(&mut bytes, spare);
        line.number = number;
        line.fields = match csv::StringRecord::from_byte_record(read) {
            Ok(fields) => fields,
            Err(error) => {
                error.into_byte_record().iter().map(|field| encoding.decode(field)).collect()
            }
        };
        take(&line);
    }
    Ok(())
}

fn failed(error: csv::Error) -> SourceError {
    match error.kind() {
        csv::ErrorKind::Io(io) => io::Error::new(io.kind(), io.to_string()).into(),
        _ => SourceError::unreadable("CSV", error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_numbered_as_editors_do() {
        let check = |text: &str, expected: &[u64]| {
            let (mut numbers, mut told) = (Vec::new(), Vec::new());
            let input: Box<dyn Input> = Box::new(io::Cursor::new(text.as_bytes().to_vec()));
            each(input, (TextEncoding::UTF_8, b','), 1, |line| {
                numbers.push(line.number);
                told.push(line.fields.get(0).unwrap_or_default().to_owned());
            })
            .unwrap();
            assert_eq!(numbers, expected, "{text:?} {told:?}");
        };
        check("a,b\n1,2\n3,4\n", &[2, 3]);
        check("a,b\r\n1,2\r\n3,4\r\n", &[2, 3]);
        check("a,b\r1,2\r3,4\r", &[2, 3]);
        check("a,b\n1,2\n3,4", &[2, 3]);
        check("a,b\r\n1,2\r\n3,4", &[2, 3]);
        check("a,b\n\n1,2\n\n\n3,4\n", &[3, 6]);
        check("a,b\r\n\"1\n1\",2\r\n3,4\r\n", &[2, 4]);
        check("a,b\n\"1\n1\",2\n3,4\n", &[2, 4]);
        check("\"a\nx\",b\r\n1,2\r\n", &[3]);
    }
}
