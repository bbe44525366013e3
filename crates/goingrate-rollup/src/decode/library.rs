//! A column whose encoding few writers use: the library makes values of it, and those are coded one by one.

use parquet::column::page::PageReader;
use parquet::column::reader::{ColumnReader, get_column_reader};
use parquet::data_type::{AsBytes, Int96};
use parquet::schema::types::ColumnDescPtr;

use super::column::Coder;
use super::{Corrupt, Unreadable, Value};

/// A column that is read through the library.
pub(super) struct LibraryColumn {
    reader: ColumnReader,
    level: i16,
}

/// Rows that are read at once.
const ROWS: usize = 8192;

impl LibraryColumn {
    pub fn new(column: ColumnDescPtr, pages: Box<dyn PageReader>) -> LibraryColumn {
        let level = column.max_def_level();
        LibraryColumn { reader: get_column_reader(column, pages), level }
    }

    /// The codes of the next rows, as many as come at once.
    pub fn read<C: Coder>(&mut self, out: &mut [u32], coder: &mut C) -> Result<usize, Unreadable> {
        let most = out.len().min(ROWS);
        macro_rules! coded {
            ($reader:ident, $value:expr) => {{
                let (mut levels, mut values) = (Vec::new(), Vec::new());
                let (rows, ..) =
                    $reader.read_records(most, Some(&mut levels), None, &mut values)?;
                let values = values.iter().map(|value| coder.code($value(value)));
                let values: Vec<u32> = values.collect();
                spread(&values, &levels, self.level, coder.missing(), &mut out[..rows])?;
                rows
            }};
        }
        let rows = match &mut self.reader {
            ColumnReader::BoolColumnReader(r) => coded!(r, |v: &bool| Value::Bool(*v)),
            ColumnReader::Int32ColumnReader(r) => coded!(r, |v: &i32| Value::Int(i64::from(*v))),
            ColumnReader::Int64ColumnReader(r) => coded!(r, |v: &i64| Value::Int(*v)),
            ColumnReader::Int96ColumnReader(r) => coded!(r, |v: &Int96| Value::Int(v.to_nanos())),
            ColumnReader::FloatColumnReader(r) => coded!(r, |v: &f32| Value::Single(*v)),
            ColumnReader::DoubleColumnReader(r) => coded!(r, |v: &f64| Value::Float(*v)),
            ColumnReader::ByteArrayColumnReader(r) => {
                coded!(r, |v| Value::Bytes(AsBytes::as_bytes(v)))
            }
            ColumnReader::FixedLenByteArrayColumnReader(r) => {
                coded!(r, |v| Value::Bytes(AsBytes::as_bytes(v)))
            }
        };
        match rows {
            0 => Err(Corrupt("a column ends before its row group does").into()),
            rows => Ok(rows),
        }
    }
}

/// Values at the rows that have one; a column that must have values has no levels.
fn spread(
    values: &[u32],
    levels: &[i16],
    level: i16,
    missing: u32,
    out: &mut [u32],
) -> Result<(), Corrupt> {
    let mut values = values.iter().copied();
    for (at, slot) in out.iter_mut().enumerate() {
        let there = level == 0 || levels.get(at).is_some_and(|found| *found == level);
        *slot = match there {
            true => values.next().ok_or(Corrupt("fewer values than levels"))?,
            false => missing,
        };
    }
    Ok(())
}
