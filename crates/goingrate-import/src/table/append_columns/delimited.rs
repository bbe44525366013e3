//! Delimited text, batch by batch, with a bound on what one row may take.

use std::io::{self, Read, Write};

use super::batch::{BATCH, BATCH_BYTES, Cell, LONGEST_ROW, Task, Written};
use super::stages::{Reading, run};
use super::write::Writer;
use crate::error::SourceError;
use crate::table::columns::Line;
use crate::table::delimited::LineNumbers;
use crate::table::encoding::TextEncoding;
use crate::table::input::Input;

/// Room for reading.
const BUFFER: usize = 1 << 17;

/// Reads until what one row may take is used up.
struct Bounded<R> {
    input: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let read = self.input.read(buffer)?;
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}

/// Lines after the headings.
struct Rows {
    reader: csv::Reader<Bounded<Box<dyn Read + Send>>>,
    bytes: csv::ByteRecord,
    numbers: LineNumbers,
    encoding: TextEncoding,
}

impl Rows {
    fn open(input: Box<dyn Input>, task: &Task<'_>) -> Result<Rows, SourceError> {
        let input = task.encoding.open(input)?;
        let reader = csv::ReaderBuilder::new()
            .delimiter(task.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(BUFFER)
            .from_reader(Bounded { input, left: LONGEST_ROW });
        let (bytes, numbers) = (csv::ByteRecord::new(), LineNumbers::default());
        let mut rows = Rows { reader, bytes, numbers, encoding: task.encoding };
        rows.next(&mut Line::default())?;
        Ok(rows)
    }

    /// Reads batch by batch.
    fn read(&mut self, to: &Reading) -> Result<(), SourceError> {
        let mut more = true;
        while more {
            let mut batch = to.room();
            while more && batch.count < BATCH && batch.bytes < BATCH_BYTES {
                let line = batch.next();
                more = self.next(line)?;
                let bytes = line.fields.as_slice().len();
                batch.bytes += bytes;
            }
            // The line that was not there any more was counted.
            batch.count -= usize::from(!more);
            more &= to.hand_on(batch);
        }
        Ok(())
    }

    /// Reads the next row; false at the end.
    fn next(&mut self, line: &mut Line) -> Result<bool, SourceError> {
        self.reader.get_mut().left = LONGEST_ROW;
        let at = self.reader.position().line();
        if !self.reader.read_byte_record(&mut self.bytes).map_err(|e| failed(e, at))? {
            return Ok(false);
        }
        line.number = self.numbers.of(at, self.reader.position().line(), &self.bytes);
        let spare = std::mem::take(&mut line.fields).into_byte_record();
        let read = std::mem::replace(&mut self.bytes, spare);
        line.fields = match csv::StringRecord::from_byte_record(read) {
            Ok(fields) => fields,
            Err(error) => {
                error.into_byte_record().iter().map(|field| self.encoding.decode(field)).collect()
            }
        };
        Ok(true)
    }
}

fn failed(error: csv::Error, line: u64) -> SourceError {
    match error.kind() {
        csv::ErrorKind::Io(io) if io.kind() == io::ErrorKind::FileTooLarge => {
            let what = format!(
                "the row at line {line} is longer than {LONGEST_ROW} bytes; is a quote not closed?"
            );
            SourceError::unreadable("CSV", what)
        }
        csv::ErrorKind::Io(io) => io::Error::new(io.kind(), io.to_string()).into(),
        _ => SourceError::unreadable("CSV", error),
    }
}

/// Every row, with what is answered.
pub(super) fn append_columns(
    input: Box<dyn Input>,
    task: &Task<'_>,
    (written, out): (Written, impl Write + Send),
    answer: impl FnMut(&[Line], &mut [Cell]),
) -> Result<u64, SourceError> {
    let mut rows = Rows::open(input, task)?;
    let mut writer = Writer::of_text(task, written, out)?;
    run(
        task.added.len(),
        |to| rows.read(to),
        answer,
        |from| {
            from.each(|batch| writer.write(batch))?;
            writer.finish()
        },
    )
}
