//! Delimited text to lines: any delimiter, CR, LF or both as line ends, UTF-8 or a fallback.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use super::{Input, Line, decoded, unreadable};
use crate::sources::SourceError;

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

/// Every line after the first `skip`.
pub(super) fn each(
    mut input: Box<dyn Input>,
    delimiter: u8,
    skip: usize,
    fallback: &str,
    mut take: impl FnMut(&Line),
) -> Result<(), SourceError> {
    input.seek(SeekFrom::Start(0))?;
    let mut reader = lines(BufReader::with_capacity(BUFFER, input), delimiter);
    let (mut line, mut bytes, mut at) = (Line::default(), csv::ByteRecord::new(), 0u64);
    while reader.read_byte_record(&mut bytes).map_err(failed)? {
        at += 1;
        // A file of bare CR has one line for the counter of the reader.
        let number = bytes.position().map_or(at, csv::Position::line).max(at);
        if at <= skip as u64 {
            continue;
        }
        let spare = std::mem::take(&mut line.fields).into_byte_record();
        let read = std::mem::replace(&mut bytes, spare);
        line.number = number;
        line.fields = match csv::StringRecord::from_byte_record(read) {
            Ok(fields) => fields,
            Err(error) => {
                error.into_byte_record().iter().map(|field| decoded(field, fallback)).collect()
            }
        };
        take(&line);
    }
    Ok(())
}

fn failed(error: csv::Error) -> SourceError {
    match error.kind() {
        csv::ErrorKind::Io(io) => io::Error::new(io.kind(), io.to_string()).into(),
        _ => unreadable("CSV", error),
    }
}
