//! A leaf column of Parquet on its way: its values and levels, as they were read, to another file or to text.

use std::borrow::Cow;

use parquet::basic::{ConvertedType, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::column::writer::{ColumnWriter, ColumnWriterImpl};
use parquet::data_type::{ByteArray, DataType, FixedLenByteArray, Int96};
use parquet::record::Field;
use parquet::schema::types::ColumnDescPtr;

use super::parquet_columns::{Tabled, general};
use crate::table::parquet::text;

/// Texts of a column, a row each; missing ones are empty.
pub(super) type Texts<'l> = Vec<Cow<'l, str>>;

/// Records of a column with their levels.
pub(super) struct Levels<T> {
    values: Vec<T>,
    defined: Vec<i16>,
    repeated: Vec<i16>,
}

impl<T> Default for Levels<T> {
    fn default() -> Self {
        Levels { values: Vec::new(), defined: Vec::new(), repeated: Vec::new() }
    }
}

impl<T> Levels<T> {
    /// The next records, in the room of others.
    fn read<D: DataType<T = T>>(
        mut self,
        from: &mut ColumnReaderImpl<D>,
        records: usize,
    ) -> Tabled<Self> {
        let Levels { values, defined, repeated } = &mut self;
        values.clear();
        defined.clear();
        repeated.clear();
        let mut left = records;
        while left > 0 {
            let (got, _, _) = from.read_records(left, Some(defined), Some(repeated), values)?;
            if got == 0 {
                return Err(general("a column is shorter than the others"));
            }
            left -= got;
        }
        Ok(self)
    }

    fn write<D: DataType<T = T>>(&self, to: &mut ColumnWriterImpl<'_, D>) -> Tabled<()> {
        to.write_batch(&self.values, there(&self.defined), there(&self.repeated)).map(drop)
    }

    /// The texts of so many rows of a column without lists.
    fn texts<'l>(
        &'l self,
        column: &ColumnDescPtr,
        rows: usize,
        shown: impl Fn(&'l T) -> Tabled<Cow<'l, str>>,
    ) -> Tabled<Texts<'l>> {
        let (mut values, whole) = (self.values.iter(), column.max_def_level());
        let text = |row| match self.defined.get(row).is_some_and(|level| *level < whole) {
            true => Ok(Cow::Borrowed("")),
            false => match values.next() {
                Some(value) => shown(value),
                None => Err(general("a column has fewer values than it says")),
            },
        };
        (0..rows).map(text).collect()
    }
}

/// Levels, where the column has any: one that is required has none.
fn there(levels: &[i16]) -> Option<&[i16]> {
    (!levels.is_empty()).then_some(levels)
}

/// A value of a column.
pub(super) trait Value: Sized {
    /// Bytes that it holds besides those of its own.
    fn held(&self) -> usize {
        0
    }
}

impl Value for bool {}
impl Value for i32 {}
impl Value for i64 {}
impl Value for Int96 {}
impl Value for f32 {}
impl Value for f64 {}

impl Value for ByteArray {
    fn held(&self) -> usize {
        self.len()
    }
}

impl Value for FixedLenByteArray {
    fn held(&self) -> usize {
        self.len()
    }
}

impl<T: Value> Levels<T> {
    /// Bytes of the values and levels.
    fn bytes(&self) -> usize {
        let own = size_of_val(&*self.values);
        let levels = size_of_val(&*self.defined) + size_of_val(&*self.repeated);
        own + levels + self.values.iter().map(Value::held).sum::<usize>()
    }
}

macro_rules! leaves {
    ($($leaf:ident($value:ty) $reader:ident $writer:ident,)+) => {
        /// Records of a column of any type.
        pub(super) enum Leaf {
            $($leaf(Levels<$value>),)+
        }

        impl Leaf {
            /// The next records of a column, in the room of others.
            pub fn read(room: Option<Leaf>, from: &mut ColumnReader, records: usize) -> Tabled<Leaf> {
                match from {
                    $(ColumnReader::$reader(from) => {
                        let room = match room {
                            Some(Leaf::$leaf(room)) => room,
                            _ => Levels::default(),
                        };
                        room.read(from, records).map(Leaf::$leaf)
                    })+
                }
            }

            /// Bytes of the records.
            pub fn bytes(&self) -> usize {
                match self {
                    $(Leaf::$leaf(levels) => levels.bytes(),)+
                }
            }

            /// Writes the records to a column of the same type.
            pub fn write(&self, to: &mut ColumnWriter<'_>) -> Tabled<()> {
                match (self, to) {
                    $((Leaf::$leaf(levels), ColumnWriter::$writer(to)) => levels.write(to),)+
                    _ => Err(general("a column of another type")),
                }
            }
        }
    };
}

leaves!(
    Bool(bool) BoolColumnReader BoolColumnWriter,
    Int32(i32) Int32ColumnReader Int32ColumnWriter,
    Int64(i64) Int64ColumnReader Int64ColumnWriter,
    Int96(Int96) Int96ColumnReader Int96ColumnWriter,
    Float(f32) FloatColumnReader FloatColumnWriter,
    Double(f64) DoubleColumnReader DoubleColumnWriter,
    Bytes(ByteArray) ByteArrayColumnReader ByteArrayColumnWriter,
    Fixed(FixedLenByteArray) FixedLenByteArrayColumnReader FixedLenByteArrayColumnWriter,
);

impl Leaf {
    /// The texts of so many rows, as records have them: of a column without lists or groups.
    pub fn texts(&self, column: &ColumnDescPtr, rows: usize) -> Tabled<Texts<'_>> {
        let shown = |field: Field| Ok(Cow::Owned(text(&field)));
        let of = column;
        match self {
            Leaf::Bool(levels) => {
                levels.texts(of, rows, |value| shown(Field::convert_bool(of, *value)))
            }
            Leaf::Int32(levels) => {
                levels.texts(of, rows, |value| shown(Field::convert_int32(of, *value)))
            }
            Leaf::Int64(levels) => {
                levels.texts(of, rows, |value| shown(Field::convert_int64(of, *value)))
            }
            Leaf::Int96(levels) => {
                levels.texts(of, rows, |value| shown(Field::convert_int96(of, *value)))
            }
            Leaf::Float(levels) => {
                levels.texts(of, rows, |value| shown(Field::convert_float(of, *value)))
            }
            Leaf::Double(levels) => {
                levels.texts(of, rows, |value| shown(Field::convert_double(of, *value)))
            }
            Leaf::Bytes(levels) if is_text(of) => levels.texts(of, rows, |value| {
                let text = std::str::from_utf8(value.data());
                text.map(Cow::Borrowed).map_err(|_| general("a text that is not UTF-8"))
            }),
            Leaf::Bytes(levels) => {
                levels.texts(of, rows, |value| shown(Field::convert_byte_array(of, value.clone())?))
            }
            Leaf::Fixed(levels) => levels.texts(of, rows, |value| {
                shown(Field::convert_byte_array(of, value.clone().into())?)
            }),
        }
    }
}

/// Whether its bytes are text.
fn is_text(column: &ColumnDescPtr) -> bool {
    let texts = [ConvertedType::UTF8, ConvertedType::ENUM, ConvertedType::JSON];
    column.physical_type() == Physical::BYTE_ARRAY && texts.contains(&column.converted_type())
}
