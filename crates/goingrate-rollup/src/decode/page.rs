//! One data page: which of its rows have a value, and the values, as codes of a dictionary or plain.

use bytes::Bytes;
use parquet::basic::{Encoding, Type};
use parquet::column::page::Page;

use super::hybrid::Hybrid;
use super::{Corrupt, Value};

/// A data page that is being read.
pub(super) struct DataPage {
    /// Rows that are left.
    pub rows: usize,
    /// The levels of rows, of which `level` has a value; none where all rows have one.
    pub present: Option<Hybrid>,
    pub level: u32,
    pub values: Values,
}

/// The values of a page.
pub(super) enum Values {
    /// Numbers of entries of the dictionary.
    Codes(Hybrid),
    Plain(Plain),
}

impl DataPage {
    /// A page of a column whose values have this definition level; other pages are none.
    pub fn of(page: Page, level: i16, type_: Type, length: usize) -> Result<DataPage, Corrupt> {
        let (rows, encoding) = (page.num_values() as usize, page.encoding());
        let (present, values) = match page {
            Page::DataPage { buf, .. } => first_version(buf, level)?,
            Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
                second_version(buf, level, def_levels_byte_len, rep_levels_byte_len)?
            }
            Page::DictionaryPage { .. } => return Err(Corrupt("a second dictionary")),
        };
        let values = match encoding {
            Encoding::PLAIN => Values::Plain(Plain::new(values, type_, length)),
            Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => codes(values)?,
            _ => return Err(Corrupt("an encoding that its row group does not name")),
        };
        Ok(DataPage { rows, present, level: u32::from(level.unsigned_abs()), values })
    }
}

fn codes(mut values: Bytes) -> Result<Values, Corrupt> {
    // A page without any value may be empty.
    let width = if values.is_empty() { 0 } else { values.split_to(1)[0] };
    Ok(Values::Codes(Hybrid::new(values, u32::from(width))?))
}

/// Levels stand before the values, with their length.
fn first_version(mut bytes: Bytes, level: i16) -> Result<(Option<Hybrid>, Bytes), Corrupt> {
    if level == 0 {
        return Ok((None, bytes));
    }
    let (head, _) = bytes.split_first_chunk::<4>().ok_or(CUT_OFF)?;
    let length = u32::from_le_bytes(*head) as usize;
    let end = length.checked_add(4).filter(|end| *end <= bytes.len()).ok_or(CUT_OFF)?;
    let levels = bytes.split_to(end).slice(4..);
    Ok((Some(Hybrid::new(levels, bits(level))?), bytes))
}

/// The lengths of levels stand in the page's head.
fn second_version(
    mut bytes: Bytes,
    level: i16,
    definition: u32,
    repetition: u32,
) -> Result<(Option<Hybrid>, Bytes), Corrupt> {
    let start = repetition as usize;
    let end = start.checked_add(definition as usize).filter(|end| *end <= bytes.len());
    let levels = bytes.split_to(end.ok_or(CUT_OFF)?).slice(start..);
    let present = (level > 0).then(|| Hybrid::new(levels, bits(level))).transpose()?;
    Ok((present, bytes))
}

fn bits(level: i16) -> u32 {
    i16::BITS - level.leading_zeros()
}

const CUT_OFF: Corrupt = Corrupt("a page is cut off");

/// Values one after another, as they are.
pub(super) struct Plain {
    bytes: Bytes,
    at: usize,
    type_: Type,
    length: usize,
}

impl Plain {
    pub fn new(bytes: Bytes, type_: Type, length: usize) -> Plain {
        Plain { bytes, at: 0, type_, length }
    }

    /// Gives each of the next values to `take`.
    pub fn each(&mut self, count: usize, mut take: impl FnMut(Value<'_>)) -> Result<(), Corrupt> {
        match self.type_ {
            Type::INT32 => {
                self.fixed(count, |b| take(Value::Int(i64::from(i32::from_le_bytes(*b)))))
            }
            Type::INT64 => self.fixed(count, |b| take(Value::Int(i64::from_le_bytes(*b)))),
            Type::FLOAT => self.fixed(count, |b| take(Value::Single(f32::from_le_bytes(*b)))),
            Type::DOUBLE => self.fixed(count, |b| take(Value::Float(f64::from_le_bytes(*b)))),
            Type::INT96 => self.fixed(count, |b| take(Value::Int(nanoseconds(b)))),
            Type::BYTE_ARRAY => self.texts(count, take),
            Type::FIXED_LEN_BYTE_ARRAY => {
                for _ in 0..count {
                    take(Value::Bytes(&self.take(self.length)?));
                }
                Ok(())
            }
            // Booleans are left to the library.
            Type::BOOLEAN => Err(Corrupt("booleans where there are none")),
        }
    }

    fn fixed<const BYTES: usize>(
        &mut self,
        count: usize,
        take: impl FnMut(&[u8; BYTES]),
    ) -> Result<(), Corrupt> {
        let length = count.checked_mul(BYTES).ok_or(CUT_OFF)?;
        let bytes = self.take(length)?;
        bytes.as_chunks::<BYTES>().0.iter().for_each(take);
        Ok(())
    }

    fn texts(&mut self, count: usize, mut take: impl FnMut(Value<'_>)) -> Result<(), Corrupt> {
        for _ in 0..count {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let (head, rest) = rest.split_first_chunk::<4>().ok_or(CUT_OFF)?;
            let length = u32::from_le_bytes(*head) as usize;
            take(Value::Bytes(rest.get(..length).ok_or(CUT_OFF)?));
            self.at += 4 + length;
        }
        Ok(())
    }

    fn take(&mut self, length: usize) -> Result<Bytes, Corrupt> {
        let end = self.at.checked_add(length).filter(|end| *end <= self.bytes.len());
        let bytes = self.bytes.slice(self.at..end.ok_or(CUT_OFF)?);
        self.at += length;
        Ok(bytes)
    }
}

/// A moment of the oldest kind, nanoseconds of a day and a Julian day, as nanoseconds since 1970.
fn nanoseconds(bytes: &[u8; 12]) -> i64 {
    const EPOCH: i64 = 2_440_588;
    const A_DAY: i64 = 86_400_000_000_000;
    let (of_day, rest) = bytes.split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
    let day = rest.first_chunk::<4>().map_or(0, |day| i64::from(i32::from_le_bytes(*day)));
    (day - EPOCH).saturating_mul(A_DAY).saturating_add(i64::from_le_bytes(*of_day))
}
