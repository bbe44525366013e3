//! Amounts to bins: the buckets of a histogram as numbers from zero, and before them why an amount is none.

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

/// Bits that a bin takes.
pub const BITS: u32 = 19;

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
        assert!(bin(f64::MAX) < 1 << BITS);
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
        Fault::ALL.map(|fault| assert_eq!(Fault::of(fault.word()), Some(fault)));
    }
}
