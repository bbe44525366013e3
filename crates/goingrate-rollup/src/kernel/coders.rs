//! Values of files to codes: words of a dimension to their numbers, amounts to bins.

use rustc_hash::FxHashMap;

use super::bins::{self, BinCodes};
use super::words::{NOTHING, Words, month_of};
use crate::decode::{Coder, Kind, Value};

/// Words that a reader of a column remembers by their bytes; more are looked up each time.
const REMEMBERED: usize = 1 << 16;

/// Codes the values of a dimension.
pub struct DimensionCoder<'w> {
    words: &'w Words,
    kind: Kind,
    by_month: bool,
    /// What was coded before, by the bytes of its value.
    met: FxHashMap<Box<[u8]>, u32>,
}

impl<'w> DimensionCoder<'w> {
    pub fn new(words: &'w Words, kind: Kind, by_month: bool) -> DimensionCoder<'w> {
        DimensionCoder { words, kind, by_month, met: FxHashMap::default() }
    }

    /// The code of a field of a text.
    pub fn bytes(&mut self, field: &[u8]) -> u32 {
        match field {
            [] => NOTHING,
            field => self.remembered(field, || String::from_utf8_lossy(field).into_owned()),
        }
    }

    fn remembered(&mut self, bytes: &[u8], text: impl FnOnce() -> String) -> u32 {
        if let Some(code) = self.met.get(bytes) {
            return *code;
        }
        let text = text();
        let word = if self.by_month { month_of(&text) } else { &text };
        let code = if word.is_empty() { NOTHING } else { self.words.code(word) };
        if self.met.len() < REMEMBERED {
            self.met.insert(bytes.into(), code);
        }
        code
    }
}

impl Coder for DimensionCoder<'_> {
    fn code(&mut self, value: Value<'_>) -> u32 {
        let kind = self.kind;
        match value {
            Value::Bytes(bytes) => self.remembered(bytes, || value.text(kind)),
            Value::Bool(of) => self.remembered(&[u8::from(of)], || value.text(kind)),
            Value::Int(of) => self.remembered(&of.to_le_bytes(), || value.text(kind)),
            Value::Float(of) => self.remembered(&of.to_le_bytes(), || value.text(kind)),
            Value::Single(of) => self.remembered(&of.to_le_bytes(), || value.text(kind)),
        }
    }

    fn missing(&self) -> u32 {
        NOTHING
    }
}

/// Codes amounts.
pub struct AmountCoder<'b> {
    pub bins: &'b BinCodes,
    pub kind: Kind,
}

impl AmountCoder<'_> {
    /// The code of an amount that is written as text. Nothing between the delimiters of a file is missing;
    /// an empty text of a column of texts is no number.
    pub fn field(&self, text: &str) -> u32 {
        match text {
            "" => self.bins.code(bins::MISSING),
            text => self.text(text),
        }
    }

    fn text(&self, text: &str) -> u32 {
        self.bins.code(number(text).map_or(bins::UNREADABLE, bins::bin))
    }
}

/// The number of a text: digits with at most one point and a power of ten, blanks around them left out. What
/// engines read as a number besides (`inf`, `1_000`, `12d`) differs from one to the other, and is none.
fn number(text: &str) -> Option<f64> {
    let text = text.trim_matches(' ');
    let (figure, power) = match text.split_once(['e', 'E']) {
        Some((figure, power)) => (figure, Some(power)),
        None => (text, None),
    };
    let unsigned = |text: &str| text.strip_prefix(['+', '-']).unwrap_or(text).to_owned();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let figure = unsigned(figure);
    let (whole, fraction) = figure.split_once('.').unwrap_or((&figure, ""));
    let is_figure = digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty());
    let is_power = power.map(unsigned).is_none_or(|power| !power.is_empty() && digits(&power));
    if is_figure && is_power { text.parse().ok() } else { None }
}

impl Coder for AmountCoder<'_> {
    #[inline]
    fn code(&mut self, value: Value<'_>) -> u32 {
        let amount = match value {
            Value::Single(amount) => f64::from(amount),
            Value::Float(amount) => amount,
            Value::Bytes(bytes) if self.kind == Kind::Text => {
                return self.text(&String::from_utf8_lossy(bytes));
            }
            other => match other.amount(self.kind) {
                Some(amount) => amount,
                None => return self.bins.code(bins::UNREADABLE),
            },
        };
        self.bins.code(bins::bin(amount))
    }

    fn missing(&self) -> u32 {
        self.bins.code(bins::MISSING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_all_engines_read() {
        let check =
            |text: &str, expected: Option<f64>| assert_eq!(number(text), expected, "{text}");
        check("120000", Some(120e3));
        check(" -12.5 ", Some(-12.5));
        check("+.5e3", Some(500.0));
        check("5.", Some(5.0));
        check("1E2", Some(100.0));
        for none in [
            "", " ", ".", "e5", "1e", "1e+", "inf", "NaN", "1_000", "12d", "1,000", "0x1", "٣",
            "\t1",
        ] {
            check(none, None);
        }
    }
}
