//! What the values of a column are, and their texts and amounts.

use jiff::civil::Date;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::schema::types::ColumnDescriptor;

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Text,
    /// True or false.
    Bool,
    /// Whole numbers with a sign.
    Int,
    /// Whole numbers without a sign, of 32 or 64 bits.
    Unsigned,
    /// Floating point.
    Float,
    /// Days since 1970.
    Date,
    /// Moments since 1970, so many to a second.
    Moment(i64),
    /// Whole numbers of so many decimal places.
    Decimal(u32),
    /// Values that a roll-up has no use for, by the name of their type.
    Other(&'static str),
}

/// Decimal places beyond these are those of no currency, and no power of ten that a double has exactly.
const MOST_PLACES: i32 = 22;

/// Digits of a decimal that 128 bits hold.
const MOST_DIGITS: i32 = 38;

impl Kind {
    /// The kind of a column of a Parquet file.
    pub fn of(column: &ColumnDescriptor) -> Kind {
        if let Some(scale) = scale(column) {
            return match u32::try_from(scale) {
                _ if column.type_precision() > MOST_DIGITS => {
                    Kind::Other("decimals of more than 38 digits")
                }
                Ok(places) if scale <= MOST_PLACES => Kind::Decimal(places),
                _ => Kind::Other("decimals of more than 22 places"),
            };
        }
        match (column.logical_type_ref(), column.converted_type()) {
            (Some(LogicalType::Date), _) | (_, ConvertedType::DATE) => return Kind::Date,
            (Some(LogicalType::Timestamp(of)), _) => return Kind::Moment(a_second(&of.unit)),
            (_, ConvertedType::TIMESTAMP_MILLIS) => return Kind::Moment(1_000),
            (_, ConvertedType::TIMESTAMP_MICROS) => return Kind::Moment(1_000_000),
            (Some(LogicalType::Integer(of)), _) if !of.is_signed => return Kind::Unsigned,
            (
                _,
                ConvertedType::UINT_8
                | ConvertedType::UINT_16
                | ConvertedType::UINT_32
                | ConvertedType::UINT_64,
            ) => return Kind::Unsigned,
            (Some(LogicalType::Float16), _) => return Kind::Other("16-bit floats"),
            (Some(LogicalType::Uuid), _) => return Kind::Other("UUIDs"),
            (Some(LogicalType::Time(_)), _) => return Kind::Other("times of day"),
            _ => {}
        }
        match column.physical_type() {
            Type::BOOLEAN => Kind::Bool,
            Type::INT32 | Type::INT64 => Kind::Int,
            Type::FLOAT | Type::DOUBLE => Kind::Float,
            Type::INT96 => Kind::Moment(1_000_000_000),
            Type::FIXED_LEN_BYTE_ARRAY => Kind::Other("bytes of a fixed length"),
            Type::BYTE_ARRAY => Kind::Text,
        }
    }

    /// Whether its values can be amounts.
    pub fn is_amount(self) -> bool {
        matches!(self, Kind::Text | Kind::Int | Kind::Unsigned | Kind::Float | Kind::Decimal(_))
    }
}

fn scale(column: &ColumnDescriptor) -> Option<i32> {
    match (column.logical_type_ref(), column.converted_type()) {
        (Some(LogicalType::Decimal(of)), _) => Some(of.scale),
        (_, ConvertedType::DECIMAL) => Some(column.type_scale()),
        _ => None,
    }
}

fn a_second(unit: &TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}

/// One value of a column.
#[derive(Clone, Copy, Debug)]
pub enum Value<'v> {
    Bool(bool),
    Int(i64),
    Float(f64),
    /// A float of 32 bits, whose text is shorter than that of the same double.
    Single(f32),
    Bytes(&'v [u8]),
}

impl Value<'_> {
    /// Its text as a dimension. Bytes that are no text, and days that no calendar has, are told as well as
    /// they can be: a roll-up must count every row somewhere.
    pub fn text(&self, kind: Kind) -> String {
        match (*self, kind) {
            (Value::Bytes(bytes), Kind::Decimal(places)) => match whole(bytes) {
                Some(whole) => decimal(whole, places),
                None => String::from_utf8_lossy(bytes).into_owned(),
            },
            (Value::Bytes(bytes), _) => String::from_utf8_lossy(bytes).into_owned(),
            (Value::Bool(value), _) => value.to_string(),
            (Value::Float(value), _) => format!("{value:?}"),
            (Value::Single(value), _) => format!("{value:?}"),
            (Value::Int(days), Kind::Date) => day(days).unwrap_or_else(|| days.to_string()),
            (Value::Int(moment), Kind::Moment(second)) => {
                self::moment(moment, second).unwrap_or_else(|| moment.to_string())
            }
            (Value::Int(value), Kind::Unsigned) => (value as u64).to_string(),
            (Value::Int(value), Kind::Decimal(places)) => decimal(i128::from(value), places),
            (Value::Int(value), _) => value.to_string(),
        }
    }

    /// Its amount; none of texts and of true and false.
    pub fn amount(&self, kind: Kind) -> Option<f64> {
        match (*self, kind) {
            (Value::Bool(_), _) => None,
            (Value::Float(value), _) => Some(value),
            (Value::Single(value), _) => Some(f64::from(value)),
            (Value::Int(value), Kind::Decimal(places)) => Some(value as f64 / power_of_ten(places)),
            (Value::Int(value), Kind::Unsigned) => Some(value as u64 as f64),
            (Value::Int(value), _) => Some(value as f64),
            (Value::Bytes(bytes), Kind::Decimal(places)) => {
                Some(whole(bytes)? as f64 / power_of_ten(places))
            }
            // What a text means as an amount is for its coder to say.
            (Value::Bytes(_), _) => None,
        }
    }
}

fn power_of_ten(places: u32) -> f64 {
    10f64.powi(places as i32)
}

/// A day as `2026-07-14`.
fn day(days: i64) -> Option<String> {
    let days = jiff::Span::new().try_days(days).ok()?;
    Date::constant(1970, 1, 1).checked_add(days).ok().map(|day| day.to_string())
}

/// A moment as `2026-07-14 09:30:00`; parts of a second are left out.
fn moment(moment: i64, second: i64) -> Option<String> {
    let seconds = moment.div_euclid(second);
    let (day, time) = (day(seconds.div_euclid(86_400))?, seconds.rem_euclid(86_400));
    let (hours, minutes) = (time / 3600, time / 60 % 60);
    Some(format!("{day} {hours:02}:{minutes:02}:{:02}", time % 60))
}

/// The whole number of a decimal that is written in bytes, the highest first.
fn whole(bytes: &[u8]) -> Option<i128> {
    if bytes.is_empty() || bytes.len() > 16 {
        return None;
    }
    let sign = if bytes[0] & 0x80 == 0 { 0i128 } else { -1 };
    Some(bytes.iter().fold(sign, |whole, byte| whole << 8 | i128::from(*byte)))
}

fn decimal(whole: i128, places: u32) -> String {
    let sign = if whole < 0 { "-" } else { "" };
    let (digits, unit, width) = (whole.unsigned_abs(), 10u128.pow(places), places as usize);
    match places {
        0 => format!("{sign}{digits}"),
        _ => format!("{sign}{}.{:0width$}", digits / unit, digits % unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_texts_that_engines_give_them() {
        let check = |value: Value<'_>, kind: Kind, expected: &str| {
            assert_eq!(value.text(kind), expected, "{value:?} as {kind:?}");
        };
        check(Value::Bytes(b"Seattle, WA"), Kind::Text, "Seattle, WA");
        check(Value::Bytes(&[0xff]), Kind::Text, "\u{fffd}");
        check(Value::Int(-3), Kind::Int, "-3");
        check(Value::Int(-1), Kind::Unsigned, "18446744073709551615");
        check(Value::Int(20_000), Kind::Date, "2024-10-04");
        check(Value::Int(i64::MAX), Kind::Date, "9223372036854775807");
        check(Value::Int(1_728_000_000_123), Kind::Moment(1000), "2024-10-04 00:00:00");
        check(Value::Int(-12_345), Kind::Decimal(2), "-123.45");
        check(Value::Bytes(&[0xff, 0xfe]), Kind::Decimal(1), "-0.2");
        check(Value::Single(0.1), Kind::Float, "0.1");
        check(Value::Float(3.0), Kind::Float, "3.0");
    }

    #[test]
    fn amounts_are_doubles() {
        let check = |value: Value<'_>, kind: Kind, expected: Option<f64>| {
            assert_eq!(value.amount(kind), expected, "{value:?} as {kind:?}");
        };
        check(Value::Single(0.1), Kind::Float, Some(f64::from(0.1f32)));
        check(Value::Int(12_345), Kind::Decimal(2), Some(123.45));
        check(Value::Bytes(&[0x01, 0x00]), Kind::Decimal(1), Some(25.6));
        check(Value::Bool(true), Kind::Bool, None);
    }
}
