//! Parquet, batch by batch: columns that are passed through keep their type and bytes, columns that
//! are read come as text.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::record::reader::RowIter;
use parquet::schema::types::{Type, TypePtr};

use super::super::parquet::{Shared, failed, text};
use super::super::{Input, Line, unreadable};
use super::write::Sink;
use super::{BATCH, Batch, Cell, Kind, MOST_COLUMNS, Task, Written};
use crate::sources::SourceError;

type Tabled<T> = Result<T, ParquetError>;

/// Every row, with what is answered.
pub(super) fn append_columns(
    input: Box<dyn Input>,
    task: &Task<'_>,
    (written, out): (Written, impl Write + Send),
    mut answer: impl FnMut(&[Line], &mut [Cell]),
) -> Result<u64, SourceError> {
    let reader = SerializedFileReader::new(Shared::new(input)?).map_err(failed)?;
    let mut sink = match written {
        Written::Parquet => To::Typed(Typed::new(&reader, task, out).map_err(failed)?),
        other => To::Text(Sink::of_text(task, other, out)?),
    };
    let all = !matches!(written, Written::Parquet);
    let (mut batch, mut total) = (Batch::default(), 0u64);
    for index in 0..reader.num_row_groups() {
        let group = reader.get_row_group(index).map_err(failed)?;
        let mut records =
            RowIter::from_row_group(projection(&reader, task, all)?, &*group).map_err(failed)?;
        let mut columns = match &sink {
            To::Typed(_) => {
                let readers = (0..group.num_columns()).map(|at| group.get_column_reader(at));
                readers.collect::<Tabled<Vec<_>>>().map_err(failed)?
            }
            To::Text(_) => Vec::new(),
        };
        loop {
            fill(&mut batch, &mut records, (task, all), total)?;
            if batch.count == 0 {
                break;
            }
            total += batch.count as u64;
            batch.answer(task.added.len(), &mut answer);
            match &mut sink {
                To::Typed(typed) => typed.write(&mut columns, &batch).map_err(failed)?,
                To::Text(sink) => sink.write(&batch)?,
            }
        }
    }
    match sink {
        To::Typed(typed) => typed.file.close().map(drop).map_err(failed)?,
        To::Text(sink) => sink.finish()?,
    }
    Ok(total)
}

/// Where rows of Parquet go.
enum To<'t, W: Write + Send> {
    Typed(Typed<'t, W>),
    Text(Sink<'t, W>),
}

/// The columns that are read as text: those that are wanted, or all.
fn projection(
    reader: &SerializedFileReader<Shared>,
    task: &Task<'_>,
    all: bool,
) -> Result<Option<Type>, SourceError> {
    if all {
        return Ok(None);
    }
    let root = reader.metadata().file_metadata().schema();
    let fields = task.wanted.iter().filter_map(|&at| root.get_fields().get(at).cloned());
    let group = Type::group_type_builder(root.name()).with_fields(fields.collect()).build();
    group.map(Some).map_err(failed)
}

/// The next records as lines: fields that were not read are empty.
fn fill(
    batch: &mut Batch,
    records: &mut RowIter<'_>,
    (task, all): (&Task<'_>, bool),
    before: u64,
) -> Result<(), SourceError> {
    batch.count = 0;
    while batch.count < BATCH {
        let Some(record) = records.next() else { break };
        let record = record.map_err(failed)?;
        let number = before + batch.count as u64 + 1;
        let line = batch.next();
        line.fields.clear();
        line.number = number;
        let mut fields = record.get_column_iter();
        for at in 0..task.headings.len() {
            match all || task.wanted.contains(&at) {
                true => {
                    line.fields.push_field(&fields.next().map(|f| text(f.1)).unwrap_or_default())
                }
                false => line.fields.push_field(""),
            }
        }
    }
    Ok(())
}

/// A Parquet file with the columns of another, as they were, and those that are added.
struct Typed<'t, W: Write + Send> {
    task: &'t Task<'t>,
    file: SerializedFileWriter<W>,
}

impl<'t, W: Write + Send> Typed<'t, W> {
    fn new(reader: &SerializedFileReader<Shared>, task: &'t Task<'t>, out: W) -> Tabled<Self> {
        let root = reader.metadata().file_metadata().schema();
        let leaves = reader.metadata().file_metadata().schema_descr().num_columns();
        if leaves > MOST_COLUMNS {
            return Err(ParquetError::General(format!("it has {leaves} columns")));
        }
        let fields = root.get_fields().to_vec();
        Ok(Typed { task, file: file_of(root.name(), fields, task, out)? })
    }

    fn write(&mut self, columns: &mut [ColumnReader], batch: &Batch) -> Tabled<()> {
        let mut group = self.file.next_row_group()?;
        for column in columns {
            copy(column, &mut group, batch.count)?;
        }
        write_added(self.task, batch, &mut group)?;
        group.close().map(drop)
    }
}

fn file_of<W: Write + Send>(
    name: &str,
    mut fields: Vec<TypePtr>,
    task: &Task<'_>,
    out: W,
) -> Tabled<SerializedFileWriter<W>> {
    for added in task.added {
        let physical = match added.kind {
            Kind::Number => Physical::DOUBLE,
            Kind::Text => Physical::BYTE_ARRAY,
        };
        let logical = (added.kind == Kind::Text).then_some(LogicalType::String);
        fields.push(field(&added.name, physical, logical)?);
    }
    let schema = Type::group_type_builder(name).with_fields(fields).build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .build();
    SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))
}

fn field(name: &str, physical: Physical, logical: Option<LogicalType>) -> Tabled<TypePtr> {
    let builder = Type::primitive_type_builder(name, physical);
    let builder = builder.with_repetition(Repetition::OPTIONAL).with_logical_type(logical);
    Ok(Arc::new(builder.build()?))
}

/// Copies the next records of a column.
fn copy<W: Write + Send>(
    from: &mut ColumnReader,
    group: &mut SerializedRowGroupWriter<'_, W>,
    records: usize,
) -> Tabled<()> {
    let mut to = group.next_column()?.ok_or_else(|| general("a column too many"))?;
    macro_rules! same {
        ($($reader:ident $writer:ident),+) => {
            match (from, to.untyped()) {
                $((ColumnReader::$reader(from), ColumnWriter::$writer(to)) => {
                    let read = Levels::read(from, records)?;
                    to.write_batch(&read.values, there(&read.defined), there(&read.repeated))?
                })+
                _ => return Err(general("a column of another type")),
            }
        };
    }
    same!(
        BoolColumnReader BoolColumnWriter,
        Int32ColumnReader Int32ColumnWriter,
        Int64ColumnReader Int64ColumnWriter,
        Int96ColumnReader Int96ColumnWriter,
        FloatColumnReader FloatColumnWriter,
        DoubleColumnReader DoubleColumnWriter,
        ByteArrayColumnReader ByteArrayColumnWriter,
        FixedLenByteArrayColumnReader FixedLenByteArrayColumnWriter
    );
    to.close()
}

/// Levels, where the column has any: one that is required has none.
fn there(levels: &[i16]) -> Option<&[i16]> {
    (!levels.is_empty()).then_some(levels)
}

/// Records of a column with their levels.
struct Levels<T> {
    values: Vec<T>,
    defined: Vec<i16>,
    repeated: Vec<i16>,
}

impl<T> Levels<T> {
    fn read<D: DataType<T = T>>(from: &mut ColumnReaderImpl<D>, records: usize) -> Tabled<Self> {
        let mut read = Levels { values: Vec::new(), defined: Vec::new(), repeated: Vec::new() };
        let mut left = records;
        while left > 0 {
            let Levels { values, defined, repeated } = &mut read;
            let (got, _, _) = from.read_records(left, Some(defined), Some(repeated), values)?;
            if got == 0 {
                return Err(general("a column is shorter than the others"));
            }
            left -= got;
        }
        Ok(read)
    }
}

/// Writes the added columns of a batch.
fn write_added<W: Write + Send>(
    task: &Task<'_>,
    batch: &Batch,
    group: &mut SerializedRowGroupWriter<'_, W>,
) -> Tabled<()> {
    for (at, added) in task.added.iter().enumerate() {
        let cells = batch.rows(task.added.len()).map(|(_, cells)| &cells[at]);
        match added.kind {
            Kind::Number => {
                let numbers = cells.map(|cell| match cell {
                    Cell::Number(number) if number.is_finite() => Some(*number),
                    _ => None,
                });
                let numbers: Vec<Option<f64>> = numbers.collect();
                let values: Vec<f64> = numbers.iter().flatten().copied().collect();
                let mut to = group.next_column()?.ok_or_else(|| general("a column too many"))?;
                match to.untyped() {
                    ColumnWriter::DoubleColumnWriter(to) => {
                        to.write_batch(&values, Some(&levels(&numbers)), None)?
                    }
                    _ => return Err(general("a column of another type")),
                };
                to.close()?;
            }
            Kind::Text => {
                let texts = cells.map(|cell| match cell {
                    Cell::Text(text) => Some(&**text),
                    _ => None,
                });
                write_texts(texts.collect(), group)?;
            }
        }
    }
    Ok(())
}

fn write_texts<W: Write + Send>(
    texts: Vec<Option<&str>>,
    group: &mut SerializedRowGroupWriter<'_, W>,
) -> Tabled<()> {
    let values: Vec<ByteArray> =
        texts.iter().flatten().map(|&text| ByteArray::from(text)).collect();
    let mut to = group.next_column()?.ok_or_else(|| general("a column too many"))?;
    match to.untyped() {
        ColumnWriter::ByteArrayColumnWriter(to) => {
            to.write_batch(&values, Some(&levels(&texts)), None)?
        }
        _ => return Err(general("a column of another type")),
    };
    to.close()
}

fn levels<T>(values: &[Option<T>]) -> Vec<i16> {
    values.iter().map(|value| i16::from(value.is_some())).collect()
}

fn general(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}

/// Rows of text to Parquet: their columns are text, empty fields are missing.
pub(super) struct Texts<'t, W: Write + Send> {
    task: &'t Task<'t>,
    file: SerializedFileWriter<W>,
}

impl<'t, W: Write + Send> Texts<'t, W> {
    pub fn new(task: &'t Task<'t>, out: W) -> Result<Self, SourceError> {
        let text = |name: &String| field(name, Physical::BYTE_ARRAY, Some(LogicalType::String));
        let fields: Tabled<Vec<TypePtr>> = task.headings.iter().map(text).collect();
        let mut names = task.headings.to_vec();
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(unreadable("Parquet", format!("two columns are called {:?}", twice[0])));
        }
        let file = fields.and_then(|fields| file_of("schema", fields, task, out));
        Ok(Texts { task, file: file.map_err(failed)? })
    }

    pub fn write(&mut self, batch: &Batch) -> Result<(), SourceError> {
        self.group(batch).map_err(failed)
    }

    fn group(&mut self, batch: &Batch) -> Tabled<()> {
        if batch.count == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        for at in 0..self.task.headings.len() {
            let texts = batch.rows(self.task.added.len());
            let texts = texts.map(|(line, _)| line.fields.get(at).filter(|text| !text.is_empty()));
            write_texts(texts.collect(), &mut group)?;
        }
        write_added(self.task, batch, &mut group)?;
        group.close().map(drop)
    }

    pub fn finish(self) -> Result<(), SourceError> {
        self.file.close().map(drop).map_err(failed)
    }
}
