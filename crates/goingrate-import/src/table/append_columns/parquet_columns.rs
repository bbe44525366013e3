//! Added columns, columns that pass through, and columns of text, to Parquet.

use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, Encoding, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::FileMetaData;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{ColumnPath, Type, TypePtr};

use super::batch::{Batch, Cell, Kind, MOST_COLUMNS, Task};
use crate::error::SourceError;
use crate::table::parquet::failed;

/// What the library makes, or its error.
pub(super) type Tabled<T> = Result<T, ParquetError>;

/// A file whose columns are `fields` and those that are added.
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
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_statistics_enabled(EnabledStatistics::Chunk);
    for added in task.added.iter().filter(|added| added.kind == Kind::Number) {
        // Prices hardly come again, so that a dictionary of them is work for nothing. Most are whole, so that half
        // of their bytes are zero: apart from the others they take half the time to compress.
        let path = ColumnPath::new(vec![added.name.clone()]);
        properties = properties
            .set_column_dictionary_enabled(path.clone(), false)
            .set_column_encoding(path, Encoding::BYTE_STREAM_SPLIT);
    }
    SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties.build()))
}

fn field(name: &str, physical: Physical, logical: Option<LogicalType>) -> Tabled<TypePtr> {
    let builder = Type::primitive_type_builder(name, physical);
    let builder = builder.with_repetition(Repetition::OPTIONAL).with_logical_type(logical);
    Ok(Arc::new(builder.build()?))
}

/// The cells of an added column.
enum Gathered<'b> {
    Numbers {
        values: Vec<f64>,
        /// 1 where a row has a value.
        levels: Vec<i16>,
    },
    Texts(Vec<Option<&'b str>>),
}

impl<'b> Gathered<'b> {
    fn of(kind: Kind, rows: usize) -> Gathered<'b> {
        match kind {
            Kind::Number => Gathered::Numbers {
                values: Vec::with_capacity(rows),
                levels: Vec::with_capacity(rows),
            },
            Kind::Text => Gathered::Texts(Vec::with_capacity(rows)),
        }
    }

    fn push(&mut self, cell: &'b Cell) {
        match (self, cell) {
            (Gathered::Numbers { values, levels }, Cell::Number(number)) if number.is_finite() => {
                values.push(*number);
                levels.push(1);
            }
            (Gathered::Numbers { levels, .. }, _) => levels.push(0),
            (Gathered::Texts(texts), Cell::Text(text)) => texts.push(Some(text)),
            (Gathered::Texts(texts), _) => texts.push(None),
        }
    }

    fn write<W: Write + Send>(self, group: &mut SerializedRowGroupWriter<'_, W>) -> Tabled<()> {
        let (values, levels) = match self {
            Gathered::Texts(texts) => return write_texts(texts, group),
            Gathered::Numbers { values, levels } => (values, levels),
        };
        let mut to = group.next_column()?.ok_or_else(|| general("a column too many"))?;
        match to.untyped() {
            ColumnWriter::DoubleColumnWriter(to) => to.write_batch(&values, Some(&levels), None)?,
            _ => return Err(general("a column of another type")),
        };
        to.close()
    }
}

/// Writes the added columns of a batch, whose cells are gone over once: a row's stand side by side.
fn write_added<W: Write + Send>(
    task: &Task<'_>,
    batch: &Batch,
    group: &mut SerializedRowGroupWriter<'_, W>,
) -> Tabled<()> {
    let columns = task.added.iter().map(|added| Gathered::of(added.kind, batch.count));
    let mut columns: Vec<Gathered<'_>> = columns.collect();
    for (_, cells) in batch.rows(task.added.len()) {
        columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(cell));
    }
    columns.into_iter().try_for_each(|column| column.write(group))
}

fn write_texts<W: Write + Send>(
    texts: Vec<Option<&str>>,
    group: &mut SerializedRowGroupWriter<'_, W>,
) -> Tabled<()> {
    let values = one_room(texts.iter().flatten().copied());
    let mut to = group.next_column()?.ok_or_else(|| general("a column too many"))?;
    match to.untyped() {
        ColumnWriter::ByteArrayColumnWriter(to) => {
            to.write_batch(&values, Some(&levels(&texts)), None)?
        }
        _ => return Err(general("a column of another type")),
    };
    to.close()
}

/// Texts as slices of one room; one that follows its like is the same slice.
fn one_room<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<ByteArray> {
    let (mut room, mut spans) = (Vec::new(), Vec::<Range<usize>>::new());
    let mut before = None;
    for text in texts {
        let span = match spans.last() {
            Some(span) if before == Some(text) => span.clone(),
            _ => {
                room.extend_from_slice(text.as_bytes());
                room.len() - text.len()..room.len()
            }
        };
        spans.push(span);
        before = Some(text);
    }
    let room = Bytes::from(room);
    spans.into_iter().map(|span| ByteArray::from(room.slice(span))).collect()
}

fn levels<T>(values: &[Option<T>]) -> Vec<i16> {
    values.iter().map(|value| i16::from(value.is_some())).collect()
}

pub(super) fn general(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}

/// A Parquet file with the columns of another, as they were, and those that are added.
pub(super) struct Typed<'t, W: Write + Send> {
    task: &'t Task<'t>,
    file: SerializedFileWriter<W>,
}

impl<'t, W: Write + Send> Typed<'t, W> {
    pub fn new(like: &FileMetaData, task: &'t Task<'t>, out: W) -> Tabled<Self> {
        let (root, leaves) = (like.schema(), like.schema_descr().num_columns());
        if leaves > MOST_COLUMNS {
            return Err(general(&format!("it has {leaves} columns")));
        }
        let fields = root.get_fields().to_vec();
        Ok(Typed { task, file: file_of(root.name(), fields, task, out)? })
    }

    pub fn write(&mut self, batch: &Batch) -> Tabled<()> {
        let mut group = self.file.next_row_group()?;
        for leaf in &batch.leaves {
            let mut to = group.next_column()?.ok_or_else(|| general("a column too many"))?;
            leaf.write(to.untyped())?;
            to.close()?;
        }
        write_added(self.task, batch, &mut group)?;
        group.close().map(drop)
    }

    pub fn finish(self) -> Tabled<()> {
        self.file.close().map(drop)
    }
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
            return Err(SourceError::unreadable(
                "Parquet",
                format!("two columns are called {:?}", twice[0]),
            ));
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
