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
    /// The code of an amount that is written as text.
    pub fn text(&self, text: &str) -> u32 {
        let bin = match text {
            "" => bins::MISSING,
            text => text.parse().map_or(bins::UNREADABLE, bins::bin),
        };
        self.bins.code(bin)
    }
}

impl Coder for AmountCoder<'_> {
    #[inline]
    fn code(&mut self, value: Value<'_>) -> u32 {
        let amount = match value {
            Value::Single(amount) => f64::from(amount),
            Value::Float(amount) => amount,
            Value::Bytes(bytes) if self.kind == Kind::Text => {
                return self.text(String::from_utf8_lossy(bytes).trim());
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
