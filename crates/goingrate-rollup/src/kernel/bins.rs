//! Amounts to bins: the buckets of a histogram as numbers from zero, and before them why an amount is none.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{PoisonError, RwLock};

use goingrate_evidence::Histogram;

/// Why an amount cannot be counted in a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Nothing is stated, or zero, by which tables mean nothing.
    Missing,
    /// A text that is no number.
    Unreadable,
    /// Below zero, not finite, or no number.
    Impossible,
}

impl Fault {
    /// All of them; the bin of a fault is its position here.
    pub const ALL: [Fault; 3] = [Fault::Missing, Fault::Unreadable, Fault::Impossible];

    /// Its word in a result.
    pub fn word(self) -> &'static str {
        match self {
            Fault::Missing => "missing",
            Fault::Unreadable => "unreadable",
            Fault::Impossible => "impossible",
        }
    }

    /// The fault of a word.
    pub fn of(word: &str) -> Option<Fault> {
        Fault::ALL.into_iter().find(|fault| fault.word() == word)
    }
}

/// How many bins there can be.
const BINS: usize = 1 << 19;

/// The bin of what is missing.
pub const MISSING: u32 = Fault::Missing as u32;

/// The bin of a text that is no number.
pub const UNREADABLE: u32 = Fault::Unreadable as u32;

/// The lowest bucket that an amount can fall into, and its bin.
const LOWEST: i32 = -1074 * 128;
const FIRST: i32 = Fault::ALL.len() as i32;

/// What a bin is: a bucket, or a fault.
pub fn of_bin(bin: u32) -> Result<i32, Fault> {
    match Fault::ALL.get(bin as usize) {
        Some(fault) => Err(*fault),
        None => Ok(bin as i32 - FIRST + LOWEST),
    }
}

/// The bin of a bucket of [`Histogram`].
pub fn of_bucket(bucket: i32) -> u32 {
    (bucket - LOWEST + FIRST) as u32
}

/// The bin of an amount.
#[inline]
pub fn bin(amount: f64) -> u32 {
    // Of a number that is neither below zero nor tiny nor beyond all bounds, the bucket stands in its bits.
    const FRACTION: u32 = 52 - 7;
    let bits = amount.to_bits();
    let exponent = bits >> 52;
    match exponent {
        1..=2046 => ((bits >> FRACTION) as i32 - 1023 * 128 - LOWEST + FIRST) as u32,
        _ => rare(amount),
    }
}

#[cold]
fn rare(amount: f64) -> u32 {
    match Histogram::bucket(amount) {
        Ok(bucket) => of_bucket(bucket),
        Err(_) if amount == 0.0 => MISSING,
        Err(_) => Fault::Impossible as u32,
    }
}

/// Bins by code: those that were met, numbered from zero, so that keys are short. Bins of faults come first.
pub struct BinCodes {
    /// The code of each bin, one more than it is; zero for one that was not met.
    codes: Vec<AtomicU32>,
    met: RwLock<Vec<u32>>,
}

impl BinCodes {
    pub fn new() -> BinCodes {
        let codes = (0..BINS).map(|_| AtomicU32::new(0)).collect();
        let bins = BinCodes { codes, met: RwLock::default() };
        for fault in Fault::ALL {
            bins.code(fault as u32);
        }
        bins
    }

    /// The code of a bin, which is a new one if it was not met before.
    #[inline]
    pub fn code(&self, bin: u32) -> u32 {
        match self.codes.get(bin as usize).map(|code| code.load(Ordering::Relaxed)) {
            None | Some(0) => self.new_code(bin),
            Some(code) => code - 1,
        }
    }

    #[cold]
    fn new_code(&self, bin: u32) -> u32 {
        let mut met = self.met.write().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have met it since.
        if let Some(code) = met.iter().position(|other| *other == bin) {
            return code as u32;
        }
        met.push(bin);
        if let Some(code) = self.codes.get(bin as usize) {
            code.store(met.len() as u32, Ordering::Relaxed);
        }
        met.len() as u32 - 1
    }

    /// How many codes there are.
    pub fn len(&self) -> usize {
        self.met.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// The codes in the order of their bins, as they are now.
    pub fn order(&self) -> BinOrder {
        let bins = self.met.read().unwrap_or_else(PoisonError::into_inner).clone();
        let mut codes: Vec<u32> = (0..bins.len() as u32).collect();
        codes.sort_unstable_by_key(|code| bins.get(*code as usize).copied());
        BinOrder { bins, codes }
    }
}

/// Codes in the order of their bins.
pub struct BinOrder {
    bins: Vec<u32>,
    codes: Vec<u32>,
}

impl BinOrder {
    /// The bin of a code.
    pub fn bin(&self, code: u32) -> u32 {
        self.bins.get(code as usize).copied().unwrap_or_default()
    }

    /// Every code with its bin, the lowest bin first.
    pub fn each(&self) -> impl Iterator<Item = (u32, u32)> {
        self.codes.iter().map(|code| (*code, self.bin(*code)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_are_the_buckets_of_histograms() {
        for power in -1074..=1023 {
            let x = 2f64.powi(power / 2) * 2f64.powi(power - power / 2);
            for x in [x, x.next_up(), x.next_down(), x * 1.3] {
                if x > 0.0 && x.is_finite() {
                    assert_eq!(of_bin(bin(x)), Ok(Histogram::bucket(x).unwrap()), "{x:e}");
                }
            }
        }
        assert!((bin(f64::MAX) as usize) < BINS);
    }

    #[test]
    fn codes_are_in_the_order_of_their_bins_again() {
        let codes = BinCodes::new();
        let met = [90_000, 7, 80_000, 90_000].map(|bin| codes.code(bin));
        assert_eq!((met, codes.len()), ([3, 4, 5, 3], 6));
        let order: Vec<(u32, u32)> = codes.order().each().collect();
        assert_eq!(order, [(0, 0), (1, 1), (2, 2), (4, 7), (5, 80_000), (3, 90_000)]);
    }

    #[test]
    fn what_is_no_pay_has_its_fault() {
        let check = |x: f64, fault: Fault| assert_eq!(of_bin(bin(x)), Err(fault), "{x}");
        check(0.0, Fault::Missing);
        check(-0.0, Fault::Missing);
        check(-1.0, Fault::Impossible);
        check(f64::NAN, Fault::Impossible);
        check(f64::INFINITY, Fault::Impossible);
        check(f64::NEG_INFINITY, Fault::Impossible);
        for fault in Fault::ALL {
            assert_eq!(Fault::of(fault.word()), Some(fault));
        }
    }
}
