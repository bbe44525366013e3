//! Rows with added cells to delimited text, lines of JSON, or Parquet.

use std::io::{self, BufWriter, Write};

use super::batch::{Batch, Cell, NOWHERE, Task, Written};
#[cfg(feature = "parquet")]
use super::parquet_columns::Texts;
use crate::error::SourceError;
use crate::table::columns::Line;

/// Where rows go.
pub(super) enum Writer<'t, W: Write + Send> {
    Csv(Box<Csv<'t, W>>),
    Json(Json<'t, W>),
    #[cfg(feature = "parquet")]
    Parquet(Box<Texts<'t, W>>),
}

impl<'t, W: Write + Send> Writer<'t, W> {
    /// For rows of text.
    pub fn of_text(task: &'t Task<'t>, written: Written, out: W) -> Result<Self, SourceError> {
        Ok(match written {
            Written::Csv => Writer::Csv(Box::new(Csv::new(task, out)?)),
            Written::JsonLines => Writer::Json(Json::new(task, out)),
            #[cfg(feature = "parquet")]
            Written::Parquet => Writer::Parquet(Box::new(Texts::new(task, out)?)),
            #[cfg(not(feature = "parquet"))]
            Written::Parquet => return Err(SourceError::NoParquet),
        })
    }

    pub fn write(&mut self, batch: &Batch) -> Result<(), SourceError> {
        match self {
            Writer::Csv(csv) => csv.write(batch),
            Writer::Json(json) => Ok(json.write(batch)?),
            #[cfg(feature = "parquet")]
            Writer::Parquet(texts) => texts.write(batch),
        }
    }

    pub fn finish(self) -> Result<(), SourceError> {
        match self {
            Writer::Csv(mut csv) => Ok(csv.to.flush()?),
            Writer::Json(mut json) => Ok(json.to.flush()?),
            #[cfg(feature = "parquet")]
            Writer::Parquet(texts) => texts.finish(),
        }
    }
}

/// The fields of a line under its headings; missing ones are empty, and what stands beyond the
/// headings is left to the complaint about it.
fn fields(line: &Line, headings: usize) -> impl Iterator<Item = &str> {
    let missing = headings.saturating_sub(line.fields.len());
    line.fields.iter().take(headings).chain(std::iter::repeat_n("", missing))
}

/// Delimited text.
pub(super) struct Csv<'t, W: Write> {
    task: &'t Task<'t>,
    to: csv::Writer<W>,
    number: String,
}

impl<'t, W: Write> Csv<'t, W> {
    fn new(task: &'t Task<'t>, out: W) -> Result<Self, SourceError> {
        let delimiter = if task.delimiter == NOWHERE { b',' } else { task.delimiter };
        let mut to = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .buffer_capacity(1 << 17)
            .from_writer(out);
        let names = task.added.iter().map(|added| &added.name);
        to.write_record(task.headings.iter().chain(names)).map_err(failed)?;
        Ok(Csv { task, to, number: String::new() })
    }

    fn write(&mut self, batch: &Batch) -> Result<(), SourceError> {
        for (line, cells) in batch.rows(self.task.added.len()) {
            for field in fields(line, self.task.headings.len()) {
                self.to.write_field(field).map_err(failed)?;
            }
            for cell in cells {
                let text = match cell {
                    Cell::Empty => "",
                    Cell::Text(text) => text,
                    Cell::Number(number) => {
                        self.number.clear();
                        push_number(*number, &mut self.number);
                        &self.number
                    }
                };
                self.to.write_field(text).map_err(failed)?;
            }
            self.to.write_record(None::<&[u8]>).map_err(failed)?;
        }
        Ok(())
    }
}

fn failed(error: csv::Error) -> SourceError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => SourceError::unreadable("CSV", format!("{other:?}")),
    }
}

/// An object a line; text of the table stays text.
pub(super) struct Json<'t, W: Write> {
    task: &'t Task<'t>,
    to: BufWriter<W>,
    line: String,
}

impl<'t, W: Write> Json<'t, W> {
    fn new(task: &'t Task<'t>, out: W) -> Self {
        Json { task, to: BufWriter::with_capacity(1 << 17, out), line: String::new() }
    }

    fn write(&mut self, batch: &Batch) -> io::Result<()> {
        for (line, cells) in batch.rows(self.task.added.len()) {
            self.line.clear();
            for (name, field) in
                self.task.headings.iter().zip(fields(line, self.task.headings.len()))
            {
                self.name(name);
                push_quoted(field, &mut self.line);
            }
            for (added, cell) in self.task.added.iter().zip(cells) {
                self.name(&added.name);
                match cell {
                    Cell::Empty => self.line.push_str("null"),
                    Cell::Text(text) => push_quoted(text, &mut self.line),
                    Cell::Number(number) => push_number(*number, &mut self.line),
                }
            }
            self.line.push_str("}\n");
            self.to.write_all(self.line.as_bytes())?;
        }
        Ok(())
    }

    fn name(&mut self, name: &str) {
        self.line.push(if self.line.is_empty() { '{' } else { ',' });
        push_quoted(name, &mut self.line);
        self.line.push(':');
    }
}

/// A text of JSON (RFC 8259, section 7).
fn push_quoted(text: &str, to: &mut String) {
    to.push('"');
    for c in text.chars() {
        match c {
            '"' => to.push_str("\\\""),
            '\\' => to.push_str("\\\\"),
            '\n' => to.push_str("\\n"),
            '\r' => to.push_str("\\r"),
            '\t' => to.push_str("\\t"),
            c if c < ' ' => to.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => to.push(c),
        }
    }
    to.push('"');
}

/// Hundredths beyond this are not exact in double precision.
const MOST_HUNDREDTHS: f64 = 9e15;

/// A number with two decimals at most, and none where it is whole. What is no number is nothing.
fn push_number(number: f64, to: &mut String) {
    let hundredths = (number.abs() * 100.0).round();
    if hundredths.is_nan() || hundredths > MOST_HUNDREDTHS {
        let shown = if number.is_finite() { number.to_string() } else { "null".to_owned() };
        return to.push_str(&shown);
    }
    let hundredths = hundredths as u64;
    if number < 0.0 && hundredths > 0 {
        to.push('-');
    }
    push_whole(hundredths / 100, to);
    if !hundredths.is_multiple_of(100) {
        to.push('.');
        to.push(digit(hundredths / 10));
        to.push(digit(hundredths));
    }
}

fn push_whole(mut number: u64, to: &mut String) {
    let mut digits = ['0'; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = digit(number);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    to.extend(&digits[at..]);
}

/// The last digit.
fn digit(number: u64) -> char {
    char::from(b'0' + (number % 10) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_decimals_at_most() {
        let check = |number: f64, expected: &str| {
            let mut shown = String::new();
            push_number(number, &mut shown);
            assert_eq!(shown, expected);
        };
        check(0.0, "0");
        check(142_100.0, "142100");
        check(90.576, "90.58");
        check(90.5, "90.50");
        check(0.04, "0.04");
        check(0.996, "1");
        check(-12.345, "-12.35");
        check(-0.001, "0");
        check(1e300, &1e300.to_string());
        check(f64::NAN, "null");
    }

    #[test]
    fn texts_of_json_are_quoted() {
        let mut quoted = String::new();
        push_quoted("a \"b\"\\\n\u{1}é", &mut quoted);
        assert_eq!(quoted, "\"a \\\"b\\\"\\\\\\n\\u0001é\"");
    }
}
