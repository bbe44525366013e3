//! Parquet's hybrid of run lengths and packed bits, which codes of dictionaries and levels are written in.
//! Runs are read as runs, and packed values eight at a time.

use bytes::Bytes;

use super::Corrupt;

/// Reads values of a fixed number of bits.
#[derive(Clone, Debug, Default)]
pub struct Hybrid {
    bytes: Bytes,
    at: usize,
    width: u32,
    run: Run,
}

/// What is left of the run that is being read.
#[derive(Clone, Copy, Debug, Default)]
enum Run {
    #[default]
    Over,
    Same {
        value: u32,
        left: usize,
    },
    /// Packed values: where they begin, the next one's number, and how many there are.
    Packed {
        start: usize,
        next: usize,
        count: usize,
    },
}

/// Values that are packed together.
const GROUP: usize = 8;

impl Hybrid {
    /// A reader of values of so many bits, 0 to 32.
    ///
    /// # Errors
    /// When a value has more bits than any code can have.
    pub fn new(bytes: Bytes, width: u32) -> Result<Hybrid, Corrupt> {
        match width {
            0..=32 => Ok(Hybrid { bytes, at: 0, width, run: Run::Over }),
            _ => Err(Corrupt("codes of more than 32 bits")),
        }
    }

    /// Takes up to so many values that are all the same, if the next ones are: the value and how many.
    pub fn same(&mut self, most: usize) -> Result<Option<(u32, usize)>, Corrupt> {
        self.begin()?;
        let Run::Same { value, left } = &mut self.run else { return Ok(None) };
        let taken = most.min(*left);
        *left -= taken;
        Ok(Some((*value, taken)))
    }

    /// Fills the beginning of `out` with packed values, up to the end of their run; how many.
    pub fn packed(&mut self, out: &mut [u32]) -> Result<usize, Corrupt> {
        self.begin()?;
        let Run::Packed { next, count, .. } = self.run else { return Ok(0) };
        let run = out.len().min(count - next);
        self.read(&mut out[..run])?;
        Ok(run)
    }

    /// Fills `out` with the next values.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn read(&mut self, out: &mut [u32]) -> Result<(), Corrupt> {
        let mut out = out;
        while !out.is_empty() {
            self.begin()?;
            let done = match &mut self.run {
                Run::Same { value, left } => {
                    let done = out.len().min(*left);
                    out[..done].fill(*value);
                    *left -= done;
                    done
                }
                Run::Packed { start, next, count } => {
                    let done = out.len().min(*count - *next);
                    let bytes = &self.bytes[*start..];
                    unpack(bytes, self.width, *next, &mut out[..done]);
                    *next += done;
                    done
                }
                Run::Over => return Err(ENDS_EARLY),
            };
            out = &mut out[done..];
        }
        Ok(())
    }

    /// Reads the head of the next run where the last one is over.
    fn begin(&mut self) -> Result<(), Corrupt> {
        loop {
            match self.run {
                Run::Same { left, .. } if left > 0 => return Ok(()),
                Run::Packed { next, count, .. } if next < count => return Ok(()),
                _ => self.head()?,
            }
        }
    }

    fn head(&mut self) -> Result<(), Corrupt> {
        let head = self.varint()?;
        let count = usize::try_from(head >> 1).map_err(|_| ENDS_EARLY)?;
        if head & 1 == 0 {
            let value = self.value()?;
            self.run = Run::Same { value, left: count };
            return Ok(());
        }
        let values = count.checked_mul(GROUP).ok_or(ENDS_EARLY)?;
        let length = count.checked_mul(self.width as usize).ok_or(ENDS_EARLY)?;
        let start = self.at;
        // The last group may be cut off where its values are not needed.
        let there = self.bytes.len().saturating_sub(start).min(length);
        let whole = match self.width {
            0 => values,
            width => values.min(there * 8 / width as usize),
        };
        self.at = start + there;
        self.run = Run::Packed { start, next: 0, count: whole };
        match whole {
            0 if count > 0 => Err(ENDS_EARLY),
            _ => Ok(()),
        }
    }

    fn varint(&mut self) -> Result<u64, Corrupt> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = *self.bytes.get(self.at).ok_or(ENDS_EARLY)?;
            self.at += 1;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Corrupt("a run of no length"))
    }

    fn value(&mut self) -> Result<u32, Corrupt> {
        let length = self.width.div_ceil(8) as usize;
        let bytes = self.bytes.get(self.at..self.at + length).ok_or(ENDS_EARLY)?;
        self.at += length;
        Ok(bytes.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte)))
    }
}

const ENDS_EARLY: Corrupt = Corrupt("a page ends before its last value");

/// Unpacks values from number `from` on.
fn unpack(bytes: &[u8], width: u32, from: usize, out: &mut [u32]) {
    // Up to a whole group one by one, then group by group.
    let lone = (GROUP - from % GROUP) % GROUP;
    let (first, rest) = out.split_at_mut(lone.min(out.len()));
    one_by_one(bytes, width, from, first);
    if rest.is_empty() {
        return;
    }
    let from = from + first.len();
    let bytes = bytes.get(from / GROUP * width as usize..).unwrap_or_default();
    let done = by_groups(bytes, width, rest);
    let last = &mut rest[done..];
    one_by_one(bytes, width, done, last);
}

fn one_by_one(bytes: &[u8], width: u32, from: usize, out: &mut [u32]) {
    let mask = (1u64 << width) - 1;
    for (at, value) in out.iter_mut().enumerate() {
        let bit = (from + at) * width as usize;
        let mut word = [0u8; 8];
        let there = bytes.get(bit / 8..).unwrap_or_default();
        let there = &there[..there.len().min(8)];
        word[..there.len()].copy_from_slice(there);
        *value = ((u64::from_le_bytes(word) >> (bit % 8)) & mask) as u32;
    }
}

/// Unpacks whole groups, as many as fit into `out`; how many values that were.
fn by_groups(bytes: &[u8], width: u32, out: &mut [u32]) -> usize {
    macro_rules! widths {
        ($($w:literal)*) => {
            match width {
                $($w => groups::<$w>(bytes, out),)*
                _ => 0,
            }
        };
    }
    widths!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16)
}

/// Unpacks groups of a width that is known when this is compiled, so that every shift is.
fn groups<const WIDTH: usize>(bytes: &[u8], out: &mut [u32]) -> usize {
    let (from, _) = bytes.as_chunks::<WIDTH>();
    let (to, _) = out.as_chunks_mut::<GROUP>();
    let pairs = from.iter().zip(to);
    let done = pairs.len() * GROUP;
    for (packed, values) in pairs {
        let mut word = [0u8; 16];
        word[..WIDTH].copy_from_slice(packed);
        let bits = u128::from_le_bytes(word);
        for (at, value) in values.iter_mut().enumerate() {
            *value = (bits >> (at * WIDTH)) as u32 & ((1 << WIDTH) - 1);
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values packed as the format's document says: the lowest bits first.
    fn packed(values: &[u32], width: u32) -> Vec<u8> {
        let mut bytes = vec![(values.len() / GROUP) as u8 * 2 + 1];
        let mut bits = vec![0u8; (values.len() * width as usize).div_ceil(8)];
        for (at, value) in values.iter().enumerate() {
            for bit in 0..width as usize {
                let to = at * width as usize + bit;
                bits[to / 8] |= ((value >> bit & 1) as u8) << (to % 8);
            }
        }
        bytes.extend(bits);
        bytes
    }

    #[test]
    fn packed_values_of_every_width_come_back_whatever_the_steps() {
        for width in 1..=32u32 {
            let mask = (1u64 << width) - 1;
            let value = |at: u64| (at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 7 & mask) as u32;
            let values: Vec<u32> = (0..48).map(value).collect();
            for step in [1, 3, 8, 13, 48] {
                let mut hybrid = Hybrid::new(packed(&values, width).into(), width).unwrap();
                let mut read = vec![0; values.len()];
                read.chunks_mut(step).for_each(|out| hybrid.read(out).unwrap());
                assert_eq!(read, values, "width {width}, step {step}");
                assert!(hybrid.read(&mut [0]).is_err());
            }
        }
    }

    #[test]
    fn runs_are_told_as_runs() {
        // Ten times 3, then a group of eight.
        let mut bytes = vec![20, 3];
        bytes.extend(packed(&[0, 1, 2, 3, 3, 2, 1, 0], 2));
        let mut hybrid = Hybrid::new(bytes.into(), 2).unwrap();
        assert_eq!(hybrid.same(4).unwrap(), Some((3, 4)));
        let mut out = [9; 8];
        hybrid.read(&mut out).unwrap();
        assert_eq!(out, [3, 3, 3, 3, 3, 3, 0, 1]);
        assert_eq!(hybrid.same(4).unwrap(), None);
    }

    #[test]
    fn what_is_cut_off_is_told() {
        assert!(Hybrid::new(Bytes::new(), 33).is_err());
        for bytes in [&[][..], &[0x80][..], &[21][..], &[20][..], &[0xff; 12][..]] {
            let mut hybrid = Hybrid::new(Bytes::copy_from_slice(bytes), 9).unwrap();
            assert!(hybrid.read(&mut [0; 100]).is_err(), "{bytes:?}");
        }
    }
}
