//! Objects of JSON as rows of a table: lines of JSON, or one list. The keys of the first rows are the
//! headings. Each row becomes a line of CSV as it comes, so that both are read alike.

use std::io::{self, Read};

use serde_json::{Map, Value};

/// A row has fewer bytes.
const LONGEST: usize = 1 << 20;

/// The headings are those of the rows within so many bytes.
const LOOK: usize = 1 << 16;

/// Rows have fewer keys.
const MOST_KEYS: usize = 1000;

/// What the reader of tables takes to stand between fields where there is one column.
const NOWHERE: u8 = 0x1f;

/// How rows follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One a line.
    Lines,
    /// Members of one list.
    Array,
}

/// A stream of rows as a stream of CSV.
pub struct JsonRows<R> {
    stream: R,
    splitter: Splitter,
    headings: Vec<String>,
    /// Rows that came before the headings are known.
    first: Vec<Row>,
    looked: usize,
    out: Vec<u8>,
    at: usize,
    ended: bool,
}

/// A row, or why it is none.
type Row = Result<Map<String, Value>, String>;

impl<R: Read> JsonRows<R> {
    /// Of a stream.
    pub fn new(stream: R, shape: Shape) -> JsonRows<R> {
        JsonRows {
            stream,
            splitter: Splitter::new(shape),
            headings: Vec::new(),
            first: Vec::new(),
            looked: 0,
            out: Vec::new(),
            at: 0,
            ended: false,
        }
    }

    /// Reads on until there is something to give, or nothing left.
    fn fill(&mut self) -> io::Result<()> {
        let mut buffer = vec![0; 1 << 14];
        (self.out, self.at) = (Vec::new(), 0);
        while self.out.is_empty() && !self.ended {
            let read = self.stream.read(&mut buffer)?;
            let mut rows = Vec::new();
            self.ended = read == 0;
            match self.ended {
                true => rows.extend(self.splitter.end()?),
                false => self.splitter.feed(&buffer[..read], &mut rows)?,
            }
            self.looked += read;
            self.first.extend(rows.iter().map(|text| row(text)));
            if !self.headings.is_empty() {
                self.write_rows()?;
            } else if self.looked >= LOOK || self.ended {
                self.write_headings()?;
                self.write_rows()?;
            }
        }
        Ok(())
    }

    fn write_headings(&mut self) -> io::Result<()> {
        for row in self.first.iter().flatten() {
            for name in row.keys() {
                if !self.headings.contains(name) {
                    self.headings.push(name.clone());
                }
            }
            if self.headings.len() > MOST_KEYS {
                return Err(invalid(format!("rows have more than {MOST_KEYS} keys")));
            }
        }
        let headings = self.headings.clone();
        self.write(headings.iter().map(String::as_str))
    }

    fn write_rows(&mut self) -> io::Result<()> {
        for row in std::mem::take(&mut self.first) {
            // What does not fit the headings stands beyond them, where the row is complained about.
            let (row, beyond) = match row {
                Ok(row) => {
                    let unknown = row.keys().find(|name| !self.headings.contains(name));
                    let beyond =
                        unknown.map(|name| format!("{name}, a key that the first rows have not"));
                    (row, beyond)
                }
                Err(what) => (Map::new(), Some(what)),
            };
            let fields: Vec<String> = self
                .headings
                .iter()
                .map(|name| row.get(name).map(text).unwrap_or_default())
                .collect();
            self.write(fields.iter().map(String::as_str).chain(beyond.as_deref()))?;
        }
        Ok(())
    }

    fn write<'f>(&mut self, fields: impl Iterator<Item = &'f str>) -> io::Result<()> {
        let mut writer = csv::WriterBuilder::new()
            .quote_style(csv::QuoteStyle::Always)
            .delimiter(if self.headings.len() == 1 { NOWHERE } else { b',' })
            .flexible(true)
            .from_writer(&mut self.out);
        writer.write_record(fields).map_err(io::Error::other)?;
        writer.flush()
    }
}

impl<R: Read> Read for JsonRows<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.out.len() {
            self.fill()?;
        }
        let read = buffer.len().min(self.out.len() - self.at);
        buffer[..read].copy_from_slice(&self.out[self.at..self.at + read]);
        self.at += read;
        Ok(read)
    }
}

fn invalid(what: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.into())
}

fn row(text: &[u8]) -> Row {
    match serde_json::from_slice(text) {
        Ok(Value::Object(row)) => Ok(row),
        Ok(_) => Err("a row that is no object".to_owned()),
        Err(error) => Err(format!("a row that is no JSON: {error}")),
    }
}

/// A value as a cell says it.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}

/// Parts a stream into rows.
struct Splitter {
    shape: Shape,
    row: Vec<u8>,
    depth: usize,
    in_text: bool,
    escaped: bool,
    /// Whether the list has begun, and has ended.
    list: (bool, bool),
}

impl Splitter {
    fn new(shape: Shape) -> Splitter {
        Splitter {
            shape,
            row: Vec::new(),
            depth: 0,
            in_text: false,
            escaped: false,
            list: (false, false),
        }
    }

    /// Takes bytes, and gives the rows that end within them.
    fn feed(&mut self, bytes: &[u8], rows: &mut Vec<Vec<u8>>) -> io::Result<()> {
        for &byte in bytes {
            match self.shape {
                Shape::Lines if byte == b'\n' => rows.extend(self.take()),
                Shape::Lines => self.row.push(byte),
                Shape::Array => self.of_list(byte, rows)?,
            }
            if self.row.len() > LONGEST {
                return Err(invalid(format!("a row is longer than {LONGEST} bytes")));
            }
        }
        Ok(())
    }

    fn of_list(&mut self, byte: u8, rows: &mut Vec<Vec<u8>>) -> io::Result<()> {
        match (self.list, byte) {
            ((false, _), b'[') => self.list.0 = true,
            ((_, true) | (false, _), byte) if byte.is_ascii_whitespace() => {}
            ((false, _), _) => return Err(invalid("it is no list of objects")),
            ((_, true), _) => return Err(invalid("something stands behind the list")),
            _ => self.of_row(byte, rows),
        }
        Ok(())
    }

    /// A byte within the list.
    fn of_row(&mut self, byte: u8, rows: &mut Vec<Vec<u8>>) {
        if self.in_text {
            self.in_text = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
        } else {
            match byte {
                b'"' => self.in_text = true,
                b'{' | b'[' => self.depth += 1,
                b']' if self.depth == 0 => {
                    self.list.1 = true;
                    return rows.extend(self.take());
                }
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                b',' if self.depth == 0 => return rows.extend(self.take()),
                _ => {}
            }
        }
        self.row.push(byte);
    }

    /// The row that has ended; nothing where only blanks stand.
    fn take(&mut self) -> Option<Vec<u8>> {
        let row = std::mem::take(&mut self.row);
        (!row.trim_ascii().is_empty()).then_some(row)
    }

    /// The row that the end of the stream ends.
    fn end(&mut self) -> io::Result<Option<Vec<u8>>> {
        match (self.shape, self.list) {
            (Shape::Lines, _) => Ok(self.take()),
            (Shape::Array, (true, true)) => Ok(None),
            (Shape::Array, (false, _)) => Err(invalid("it is empty")),
            (Shape::Array, _) => Err(invalid("the list does not end")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(shape: Shape, json: &str, expected: Result<&str, ()>) {
        let mut csv = String::new();
        let read = JsonRows::new(json.as_bytes(), shape).read_to_string(&mut csv);
        assert_eq!(read.map(|_| csv.as_str()).map_err(drop), expected, "{json}");
    }

    #[test]
    fn objects_become_lines() {
        let lines = "{\"role\":\"a \\\"b\\\"\",\"years\":3}\n\n{\"skills\":[\"x\",\"y\"]}";
        let csv = "\"role\",\"years\",\"skills\"\n\"a \"\"b\"\"\",\"3\",\"\"\n\"\",\"\",\"x|y\"\n";
        check(Shape::Lines, lines, Ok(csv));
        let list = " [{\"role\":\"a, ]}\"},{\"role\":null}] ";
        check(Shape::Array, list, Ok("\"role\"\n\"a, ]}\"\n\"\"\n"));
        check(Shape::Array, "[{\"role\":1}", Err(()));
        check(Shape::Array, "{\"role\":1}", Err(()));
        check(Shape::Array, "[] 3", Err(()));
    }

    #[test]
    fn a_row_that_is_none_stands_in_its_place() {
        let csv = "\"role\"\n\"a\"\n\"\"\u{1f}\"a row that is no object\"\n";
        check(Shape::Lines, "{\"role\":\"a\"}\n[1]\n", Ok(csv));
    }
}
