//! Parquet, batch by batch: columns that are passed through keep their type and bytes, columns that
//! are read come as text.

use std::io::Write;

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::DataType;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;

use super::batch::{BATCH, Batch, Cell, MOST_COLUMNS, Task, Written};
use super::parquet_columns::{Tabled, file_of, general, write_added};
use super::write::Writer;
use crate::error::SourceError;
use crate::table::columns::Line;
use crate::table::input::Input;
use crate::table::parquet::{Shared, failed, text};

/// Every row, with what is answered.
pub(super) fn append_columns(
    input: Box<dyn Input>,
    task: &Task<'_>,
    (written, out): (Written, impl Write + Send),
    mut answer: impl FnMut(&[Line], &mut [Cell]),
) -> Result<u64, SourceError> {
    let reader = SerializedFileReader::new(Shared::new(input)?).map_err(failed)?;
    let mut writer = match written {
        Written::Parquet => To::Typed(Typed::new(&reader, task, out).map_err(failed)?),
        other => To::Text(Writer::of_text(task, other, out)?),
    };
    let all = !matches!(written, Written::Parquet);
    let (mut batch, mut total) = (Batch::default(), 0u64);
    for index in 0..reader.num_row_groups() {
        let group = reader.get_row_group(index).map_err(failed)?;
        let mut records =
            RowIter::from_row_group(projection(&reader, task, all)?, &*group).map_err(failed)?;
        let mut columns = match &writer {
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
            match &mut writer {
                To::Typed(typed) => typed.write(&mut columns, &batch).map_err(failed)?,
                To::Text(writer) => writer.write(&batch)?,
            }
        }
    }
    match writer {
        To::Typed(typed) => typed.file.close().map(drop).map_err(failed)?,
        To::Text(writer) => writer.finish()?,
    }
    Ok(total)
}

/// Where rows of Parquet go.
enum To<'t, W: Write + Send> {
    Typed(Typed<'t, W>),
    Text(Writer<'t, W>),
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
            return Err(general(&format!("it has {leaves} columns")));
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
