//! Lists of numbers and texts as bytes, and back: whole numbers in as many bytes as each needs,
//! rounded ones in three, byte by byte through the whole list, because the first bytes of all then
//! compress well. What is read is never larger than a small multiple of the bytes that are there.

use crate::ModelError;

/// Bits of a rounded number that count: an error of at most 1.2e-4 of it.
const SIGNIFICANT: u32 = 13;

/// The nearest number of [`SIGNIFICANT`] bits, which fits in three bytes.
pub(crate) fn rounded(value: f64) -> f32 {
    const DROPPED: u32 = f32::MANTISSA_DIGITS - SIGNIFICANT;
    let bits = (value as f32).to_bits();
    let nearest = f32::from_bits((bits + (1 << (DROPPED - 1))) & !((1 << DROPPED) - 1));
    if nearest.is_finite() { nearest } else { value as f32 }
}

pub(crate) struct Writer(pub Vec<u8>);

impl Writer {
    /// One whole number: seven bits a byte, the lowest first.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    pub fn texts<'t>(&mut self, texts: impl ExactSizeIterator<Item = &'t str>) {
        self.number(texts.len() as u64);
        texts.for_each(|text| self.text(text));
    }

    /// Whole numbers.
    pub fn numbers(&mut self, numbers: impl ExactSizeIterator<Item = u32>) {
        self.number(numbers.len() as u64);
        numbers.for_each(|number| self.number(u64::from(number)));
    }

    pub fn f64s(&mut self, values: &[f64]) {
        self.number(values.len() as u64);
        values.iter().for_each(|v| self.0.extend_from_slice(&v.to_le_bytes()));
    }

    pub fn f32s(&mut self, values: &[f32]) {
        self.number(values.len() as u64);
        values.iter().for_each(|v| self.0.extend_from_slice(&v.to_le_bytes()));
    }

    pub fn i16s(&mut self, values: &[i16]) {
        self.number(values.len() as u64);
        values.iter().for_each(|v| self.0.extend_from_slice(&v.to_le_bytes()));
    }

    /// Numbers that are [`rounded`].
    pub fn rounded(&mut self, values: &[f32]) {
        self.planes(values.len(), |at| values[at].to_bits() >> 8);
    }

    /// Whole numbers below 2²³ in size, of either sign.
    pub fn signed(&mut self, values: &[i32]) {
        self.planes(values.len(), |at| (values[at] << 1 ^ values[at] >> 31) as u32);
    }

    /// The lowest bytes of all, then the next, then the highest.
    fn planes(&mut self, count: usize, bits: impl Fn(usize) -> u32) {
        self.number(count as u64);
        for shift in [0, 8, 16] {
            self.0.extend((0..count).map(|at| (bits(at) >> shift) as u8));
        }
    }
}

pub(crate) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn chunk<const N: usize>(&mut self) -> Result<&'a [u8; N], ModelError> {
        let (chunk, rest) = self.0.split_first_chunk().ok_or_else(cut)?;
        self.0 = rest;
        Ok(chunk)
    }

    /// The next bytes.
    fn take(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        let (items, rest) = self.0.split_at_checked(count).ok_or_else(cut)?;
        self.0 = rest;
        Ok(items)
    }

    pub fn number(&mut self) -> Result<u64, ModelError> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first().ok_or_else(cut)?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(refused("a number in it is too large"))
    }

    pub fn small(&mut self) -> Result<u32, ModelError> {
        u32::try_from(self.number()?).map_err(|_| refused("a number in it is too large"))
    }

    /// The length of a list whose items take so many bytes at least: not more than there are.
    pub fn length(&mut self, least: usize) -> Result<usize, ModelError> {
        let count = usize::try_from(self.number()?).map_err(|_| cut())?;
        let fits = count.checked_mul(least).is_some_and(|bytes| bytes <= self.0.len());
        if fits { Ok(count) } else { Err(cut()) }
    }

    pub fn text(&mut self) -> Result<String, ModelError> {
        let length = self.length(1)?;
        let bytes = self.take(length)?.to_vec();
        String::from_utf8(bytes).map_err(|_| refused("a text in it is no UTF-8"))
    }

    pub fn texts(&mut self) -> Result<Vec<String>, ModelError> {
        let count = self.length(1)?;
        (0..count).map(|_| self.text()).collect()
    }

    pub fn numbers(&mut self) -> Result<Vec<u32>, ModelError> {
        let count = self.length(1)?;
        let mut numbers = Vec::with_capacity(count);
        for _ in 0..count {
            // Most numbers are steps of one byte.
            match self.0 {
                [byte, rest @ ..] if *byte < 0x80 => {
                    self.0 = rest;
                    numbers.push(u32::from(*byte));
                }
                _ => numbers.push(self.small()?),
            }
        }
        Ok(numbers)
    }

    /// Items of the same size.
    fn items<const N: usize>(&mut self) -> Result<&'a [[u8; N]], ModelError> {
        let count = self.length(N)?;
        Ok(self.take(count * N)?.as_chunks().0)
    }

    pub fn f64s(&mut self) -> Result<Vec<f64>, ModelError> {
        Ok(self.items()?.iter().map(|c| f64::from_le_bytes(*c)).collect())
    }

    pub fn f32s(&mut self) -> Result<Vec<f32>, ModelError> {
        Ok(self.items()?.iter().map(|c| f32::from_le_bytes(*c)).collect())
    }

    pub fn i16s(&mut self) -> Result<Vec<i16>, ModelError> {
        Ok(self.items()?.iter().map(|c| i16::from_le_bytes(*c)).collect())
    }

    pub fn rounded(&mut self) -> Result<Vec<f32>, ModelError> {
        self.planes(|bits| f32::from_bits(bits << 8))
    }

    pub fn signed(&mut self) -> Result<Vec<i32>, ModelError> {
        self.planes(|bits| (bits >> 1) as i32 ^ -((bits & 1) as i32))
    }

    fn planes<T>(&mut self, of: impl Fn(u32) -> T) -> Result<Vec<T>, ModelError> {
        let count = self.length(3)?;
        let (low, middle, high) = (self.take(count)?, self.take(count)?, self.take(count)?);
        let bytes = low.iter().zip(middle).zip(high);
        Ok(bytes.map(|((&a, &b), &c)| of(u32::from_le_bytes([a, b, c, 0]))).collect())
    }
}

pub(crate) fn refused(what: &str) -> ModelError {
    ModelError::Book(what.to_owned())
}

pub(crate) fn cut() -> ModelError {
    refused("it is cut short")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_keeps_thirteen_bits_and_happens_once() {
        for value in [0.0, 1.0, -1.0, 0.1, -3.7e-9, 2.9e33, 1e-30, 255.999] {
            let once = rounded(value);
            assert!((f64::from(once) - value).abs() <= 1.23e-4 * value.abs(), "{value}: {once}");
            assert_eq!(rounded(f64::from(once)).to_bits(), once.to_bits());
            assert_eq!(once.to_bits() & 0xff, 0, "{value} takes more than three bytes");
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut out = Writer(Vec::new());
        let rounded: Vec<f32> = [1.5, -0.1, 3e-9].map(rounded).to_vec();
        out.text("área");
        out.numbers([0, 127, 128, 300, u32::MAX].into_iter());
        out.rounded(&rounded);
        out.signed(&[0, -1, 1, 524_287, -524_287]);
        out.i16s(&[-32_767, 0, 7]);
        out.f64s(&[0.1]);
        let bytes = out.0;
        let mut input = Reader(&bytes);
        assert_eq!(input.text().unwrap(), "área");
        assert_eq!(input.numbers().unwrap(), [0, 127, 128, 300, u32::MAX]);
        assert_eq!(input.rounded().unwrap(), rounded);
        assert_eq!(input.signed().unwrap(), [0, -1, 1, 524_287, -524_287]);
        assert_eq!(input.i16s().unwrap(), [-32_767, 0, 7]);
        assert_eq!(input.f64s().unwrap(), [0.1]);
        assert!(input.0.is_empty() && input.number().is_err());
    }

    #[test]
    fn a_length_beyond_the_end_is_refused_before_room_is_made() {
        let mut out = Writer(Vec::new());
        out.number(u64::MAX >> 1);
        out.text("short");
        assert!(Reader(&out.0).numbers().is_err() && Reader(&out.0).f64s().is_err());
        assert!(Reader(&out.0).text().is_err() && Reader(&out.0).signed().is_err());
        assert!(Reader(&[0xff; 12]).number().is_err());
    }
}
