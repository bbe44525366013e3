//! Counts to a Parquet file: the result of a roll-up.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::{Compression, ZstdLevel};
use parquet::basic::{ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::{BUCKET, FAULT, LEFT_OUT, PART, ROWS, SCANNED};
use crate::kernel::{Counted, Group, Question, TableError, Take, of_bin};

/// Writes the counts of a question with one grouping of all its dimensions. Returns how many counts the
/// result has: a group, a figure and a bucket each.
///
/// # Errors
/// When it cannot be written, or counts on disk cannot be read back.
pub fn write(
    question: &Question,
    counted: &Counted,
    to: impl Write + Send,
) -> Result<u64, TableError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .build();
    let schema = schema(question)?;
    let file = SerializedFileWriter::new(to, schema, Arc::new(properties))?;
    let output =
        Mutex::new(Output { file, question, counted, table: Table::of(question), rows: 0 });
    totals(&output, counted)?;
    let totals = 2;
    // Partitions hand their rows over one after another, so that no more than theirs are in memory.
    let takers =
        counted.each(|_| Taker { output: &output, failed: None, table: Table::of(question) })?;
    for (_, mut taker) in takers {
        taker.hand_over();
        if let Some(error) = taker.failed {
            return Err(error.into());
        }
    }
    let mut output = output.into_inner().unwrap_or_else(PoisonError::into_inner);
    output.end_group()?;
    let counts = output.rows - totals;
    output.file.close()?;
    Ok(counts)
}

/// The two rows that say what was scanned and left out.
fn totals<W: Write + Send>(
    output: &Mutex<Output<'_, W>>,
    counted: &Counted,
) -> Result<(), ParquetError> {
    let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
    let nothing = vec![0; output.question.columns.dimensions.len()];
    for (part, rows) in [(SCANNED, counted.scanned), (LEFT_OUT, counted.left_out)] {
        output.table.push(part.into(), &nothing, None, None, rows);
    }
    output.end_group()
}

/// Rows of a result, by column.
struct Table {
    parts: Vec<Arc<str>>,
    dimensions: Vec<Vec<u32>>,
    faults: Vec<Option<&'static str>>,
    buckets: Vec<Option<i32>>,
    rows: Vec<u64>,
}

/// Rows of a row group.
const TOGETHER: usize = 1 << 20;

impl Table {
    fn of(question: &Question) -> Table {
        let dimensions = vec![Vec::new(); question.columns.dimensions.len()];
        Table {
            parts: Vec::new(),
            dimensions,
            faults: Vec::new(),
            buckets: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn push(
        &mut self,
        part: Arc<str>,
        words: &[u32],
        fault: Option<&'static str>,
        bucket: Option<i32>,
        rows: u64,
    ) {
        self.parts.push(part);
        for (column, word) in self.dimensions.iter_mut().zip(words) {
            column.push(*word);
        }
        self.faults.push(fault);
        self.buckets.push(bucket);
        self.rows.push(rows);
    }

    fn append(&mut self, other: &mut Table) {
        self.parts.append(&mut other.parts);
        for (column, others) in self.dimensions.iter_mut().zip(&mut other.dimensions) {
            column.append(others);
        }
        self.faults.append(&mut other.faults);
        self.buckets.append(&mut other.buckets);
        self.rows.append(&mut other.rows);
    }
}

/// Takes the groups of a partition.
struct Taker<'o, 'q, W: Write + Send> {
    output: &'o Mutex<Output<'q, W>>,
    failed: Option<ParquetError>,
    table: Table,
}

impl<W: Write + Send> Take for Taker<'_, '_, W> {
    fn take(&mut self, group: Group<'_>) {
        let question = self.output.lock().unwrap_or_else(PoisonError::into_inner).question;
        let figure = question.columns.figures.get(group.figure as usize);
        let part: Arc<str> = figure.map_or("", |figure| &figure.word).into();
        for (bin, rows) in group.bins {
            let bin = of_bin(*bin);
            let fault = bin.err().map(|fault| fault.word());
            self.table.push(Arc::clone(&part), group.words, fault, bin.ok(), *rows);
        }
        if self.table.rows.len() >= 1 << 14 {
            self.hand_over();
        }
    }
}

impl<W: Write + Send> Taker<'_, '_, W> {
    fn hand_over(&mut self) {
        let mut output = self.output.lock().unwrap_or_else(PoisonError::into_inner);
        output.table.append(&mut self.table);
        if output.table.rows.len() >= TOGETHER
            && let Err(error) = output.end_group()
        {
            self.failed = Some(error);
        }
    }
}

/// The file that is written.
struct Output<'q, W: Write + Send> {
    file: SerializedFileWriter<W>,
    question: &'q Question,
    counted: &'q Counted,
    table: Table,
    rows: u64,
}

impl<W: Write + Send> Output<'_, W> {
    /// Writes what there is as a row group.
    fn end_group(&mut self) -> Result<(), ParquetError> {
        let table = std::mem::replace(&mut self.table, Table::of(self.question));
        if table.rows.is_empty() {
            return Ok(());
        }
        self.rows += table.rows.len() as u64;
        let mut group = self.file.next_row_group()?;
        texts(&mut group, table.parts.iter().map(|part| Some(part.as_bytes())))?;
        for (at, column) in table.dimensions.iter().enumerate() {
            let words = self.counted.words(at);
            let word = |place: &u32| words.get(*place as usize).filter(|word| !word.is_empty());
            texts(&mut group, column.iter().map(|place| word(place).map(|word| word.as_bytes())))?;
        }
        texts(&mut group, table.faults.iter().map(|fault| fault.map(str::as_bytes)))?;
        numbers(&mut group, table.buckets.iter().map(|bucket| bucket.map(i64::from)))?;
        let rows = table.rows.iter().map(|rows| i64::try_from(*rows).ok());
        numbers(&mut group, rows)?;
        group.close()?;
        Ok(())
    }
}

fn texts<'t, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    column: impl Iterator<Item = Option<&'t [u8]>>,
) -> Result<(), ParquetError> {
    let (values, levels) =
        optional(column.map(|text| text.map(|text| ByteArray::from(text.to_vec()))));
    let Some(mut writer) = group.next_column()? else { return Ok(()) };
    writer.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
    writer.close()
}

fn numbers<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    column: impl Iterator<Item = Option<i64>>,
) -> Result<(), ParquetError> {
    let (values, levels) = optional(column);
    let Some(mut writer) = group.next_column()? else { return Ok(()) };
    writer.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
    writer.close()
}

/// Values that are there, and whether each row has one.
fn optional<T>(column: impl Iterator<Item = Option<T>>) -> (Vec<T>, Vec<i16>) {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for value in column {
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    (values, levels)
}

fn schema(question: &Question) -> Result<TypePtr, ParquetError> {
    let text = |name: &str| {
        Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(Some(LogicalType::String))
            .with_converted_type(ConvertedType::UTF8)
            .build()
            .map(Arc::new)
    };
    let number = |name: &str| {
        Type::primitive_type_builder(name, Physical::INT64)
            .with_repetition(Repetition::OPTIONAL)
            .build()
            .map(Arc::new)
    };
    let mut fields = vec![text(PART)?];
    for dimension in &question.columns.dimensions {
        fields.push(text(&dimension.heading)?);
    }
    fields.extend([text(FAULT)?, number(BUCKET)?, number(ROWS)?]);
    Ok(Arc::new(Type::group_type_builder("rollup").with_fields(fields).build()?))
}
