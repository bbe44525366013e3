//! Delimited text as blocks of whole lines, and its lines to codes.

use std::io::Read;
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder};
use goingrate_import::table::Input;

use super::chunk::{Chunk, ROWS};
use super::coders::{AmountCoder, DimensionCoder};
use super::question::Headings;
use super::source::{TableError, position};

/// Bytes of a block.
const BLOCK: usize = 8 << 20;

/// A line longer than this is none.
const LONGEST: usize = 64 << 20;

/// Where the columns of a question stand in a line.
pub struct TextColumns {
    pub delimiter: u8,
    pub dimensions: Vec<usize>,
    pub left_out: Vec<usize>,
    pub figures: Vec<usize>,
}

/// Cuts a text into blocks of whole lines.
pub struct Blocks {
    input: Box<dyn Input>,
    pub columns: Arc<TextColumns>,
    /// The beginning of a line whose end is still to be read.
    rest: Vec<u8>,
    over: bool,
    /// What ends a line: a line feed, or where the text has none, a carriage return.
    ends: u8,
}

impl Blocks {
    /// Reads the first line, which has the headings.
    pub fn new(
        input: Box<dyn Input>,
        delimiter: u8,
        headings: &Headings,
    ) -> Result<Blocks, TableError> {
        let columns = TextColumns {
            delimiter,
            dimensions: Vec::new(),
            left_out: Vec::new(),
            figures: Vec::new(),
        };
        let mut blocks = Blocks {
            input,
            columns: Arc::new(columns),
            rest: Vec::new(),
            over: false,
            ends: b'\n',
        };
        blocks.fill()?;
        if !blocks.rest.contains(&b'\n') {
            blocks.ends = b'\r';
        }
        let first = blocks.next()?.unwrap_or_default();
        let text = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&first);
        let end = whole_lines(text, (delimiter, blocks.ends), true).first_line;
        let names = names(&text[..end], delimiter);
        let all = |of: &[String]| {
            of.iter().map(|one| position(&names, one)).collect::<Result<Vec<_>, _>>()
        };
        let columns = TextColumns {
            delimiter,
            dimensions: all(&headings.dimensions)?,
            left_out: all(&headings.left_out)?,
            figures: all(&headings.figures)?,
        };
        let mut rest = text[end..].to_vec();
        rest.append(&mut blocks.rest);
        Ok(Blocks { columns: Arc::new(columns), rest, ..blocks })
    }

    /// The next block, or none at the end.
    pub fn next(&mut self) -> Result<Option<Vec<u8>>, TableError> {
        loop {
            self.fill()?;
            let marks = (self.columns.delimiter, self.ends);
            let end = whole_lines(&self.rest, marks, self.over).last;
            if end > 0 {
                let rest = self.rest.split_off(end);
                return Ok(Some(std::mem::replace(&mut self.rest, rest)));
            }
            if self.over {
                return Ok(None);
            }
            if self.rest.len() > LONGEST {
                return Err(TableError::Format("text with a line of more than 64 MB"));
            }
        }
    }
}

impl Blocks {
    /// Reads on until there is a block, or the end.
    fn fill(&mut self) -> Result<(), TableError> {
        let wanted = (BLOCK as u64).saturating_sub(self.rest.len() as u64).max(1 << 16);
        if !self.over {
            let read = self.input.by_ref().take(wanted).read_to_end(&mut self.rest)?;
            self.over = (read as u64) < wanted;
        }
        Ok(())
    }
}

struct Ends {
    /// The end of the first line.
    first_line: usize,
    /// The end of the last whole line.
    last: usize,
}

/// Where lines end: at line ends that do not stand in quotes.
fn whole_lines(text: &[u8], (delimiter, line_end): (u8, u8), to_the_end: bool) -> Ends {
    let mut ends = Ends { first_line: 0, last: 0 };
    let (mut quoted, mut closed) = (false, false);
    // A mark of the encoding stands before the first field.
    let start = if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let mut before = line_end;
    for (at, byte) in text.iter().enumerate().skip(start) {
        let was_closed = std::mem::take(&mut closed);
        let before = std::mem::replace(&mut before, *byte);
        match byte {
            b'"' if quoted => (quoted, closed) = (false, true),
            // A quote opens where a field begins; two of them within quotes are one of the field.
            b'"' => quoted = was_closed || matches!(before, b'\n' | b'\r') || before == delimiter,
            byte if *byte == line_end && !quoted => {
                ends.last = at + 1;
                if ends.first_line == 0 {
                    ends.first_line = at + 1;
                }
            }
            _ => {}
        }
    }
    if to_the_end {
        ends.last = text.len();
        if ends.first_line == 0 {
            ends.first_line = text.len();
        }
    }
    ends
}

fn names(line: &[u8], delimiter: u8) -> Vec<String> {
    let mut reader = ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(line);
    let mut record = ByteRecord::new();
    // A line of headings that cannot be read has none of them, which is told.
    let _ = reader.read_byte_record(&mut record);
    record.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect()
}

/// Codes of the lines of a block, chunk by chunk; how many rows that were.
pub fn each_chunk(
    text: &[u8],
    columns: &TextColumns,
    coders: (&mut [DimensionCoder<'_>], &AmountCoder<'_>),
    chunk: &mut Chunk,
    mut take: impl FnMut(&mut Chunk),
) -> Result<u64, csv::Error> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(columns.delimiter)
        .from_reader(text);
    let (mut record, mut rows) = (ByteRecord::new(), 0);
    chunk.columns().for_each(Vec::clear);
    while reader.read_byte_record(&mut record)? {
        rows += 1;
        push(&record, columns, coders.0, coders.1, chunk);
        if chunk.rows() == ROWS {
            take(chunk);
            chunk.columns().for_each(Vec::clear);
        }
    }
    take(chunk);
    chunk.columns().for_each(Vec::clear);
    Ok(rows)
}

fn push(
    record: &ByteRecord,
    columns: &TextColumns,
    coders: &mut [DimensionCoder<'_>],
    amounts: &AmountCoder<'_>,
    chunk: &mut Chunk,
) {
    let field = |at: usize| record.get(at).unwrap_or_default().trim_ascii();
    let words = columns.dimensions.iter().chain(&columns.left_out);
    let slots = chunk.dimensions.iter_mut().chain(&mut chunk.left_out);
    for ((at, coder), slot) in words.zip(coders).zip(slots) {
        slot.push(coder.bytes(field(*at)));
    }
    for (at, slot) in columns.figures.iter().zip(&mut chunk.figures) {
        slot.push(amounts.field(&String::from_utf8_lossy(field(*at))));
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn headings() -> Headings {
        let texts = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect();
        Headings { dimensions: texts(&["Role"]), left_out: Vec::new(), figures: texts(&["pay"]) }
    }

    #[test]
    fn blocks_end_where_lines_do() {
        let line = "\"a \"\"b\"\"\nsecond line\",100\r\n";
        let text = format!("\u{feff}role, Pay \n{}", line.repeat(500_000));
        let mut blocks =
            Blocks::new(Box::new(Cursor::new(text.clone().into_bytes())), b',', &headings())
                .unwrap();
        assert_eq!((blocks.columns.dimensions[0], blocks.columns.figures[0]), (0, 1));
        let mut all = Vec::new();
        while let Some(block) = blocks.next().unwrap() {
            assert_eq!(block.len() % line.len(), 0);
            all.extend(block);
        }
        assert_eq!(all.len(), 500_000 * line.len());
    }

    #[test]
    fn lines_may_end_with_a_carriage_return_alone() {
        let input = Box::new(Cursor::new(b"role,pay\ra,1\rb,2\r".to_vec()));
        let mut blocks = Blocks::new(input, b',', &headings()).unwrap();
        assert_eq!(blocks.next().unwrap().as_deref(), Some(&b"a,1\rb,2\r"[..]));
        let twice = Box::new(Cursor::new(b"pay,role,pay\n1,a,2\n".to_vec()));
        let refused = Blocks::new(twice, b',', &headings()).err().map(|e| e.to_string());
        assert!(refused.is_some_and(|refused| refused.contains("several columns are called")));
    }

    #[test]
    fn a_quote_within_a_field_is_no_quote() {
        let check = |text: &str, last: usize| {
            assert_eq!(whole_lines(text.as_bytes(), (b',', b'\n'), false).last, last, "{text}");
        };
        check("6\" pipe,1\n7\" pipe,2\n", 20);
        check("a,\"b\nc\",1\nx", 10);
        check("\"a\"\"b\n\",1\nx", 10);
        check("\u{feff}\"a\nb\"\n", 9);
        check("\"a\nb", 0);
    }

    #[test]
    fn a_column_that_is_not_there_is_told() {
        let input = Box::new(Cursor::new(b"role,salary\na,1\n".to_vec()));
        let refused = Blocks::new(input, b',', &headings()).err().map(|e| e.to_string());
        assert_eq!(refused.as_deref(), Some("there is no column \"pay\"; there are role, salary"));
    }
}
