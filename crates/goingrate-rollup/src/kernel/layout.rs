//! Keys of counts: the codes of a group, its figure and its bin in one number.

use super::bins;

/// A number that holds a key.
pub trait Key: Copy + Ord + Send + Sync + std::fmt::Debug + 'static {
    /// What no key is.
    const NONE: Self;
    /// A key with `part` put in from bit `shift` on.
    fn with(self, part: u32, shift: u32) -> Self;
    /// The part of so many bits from bit `shift` on.
    fn part(self, shift: u32, bits: u32) -> u32;
    /// The key without its bin.
    fn group(self) -> Self;
    /// A key of nothing.
    fn zero() -> Self;
    /// Where it stands among `slots`.
    fn slot(self, slots: usize) -> usize;
}

/// An odd number whose bits are spread evenly: the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

fn slot_of(hash: u64, slots: usize) -> usize {
    ((u128::from(hash) * slots as u128) >> 64) as usize
}

impl Key for u64 {
    const NONE: u64 = u64::MAX;

    #[inline]
    fn with(self, part: u32, shift: u32) -> u64 {
        self | u64::from(part) << shift
    }

    #[inline]
    fn part(self, shift: u32, bits: u32) -> u32 {
        (self >> shift & ((1 << bits) - 1)) as u32
    }

    fn group(self) -> u64 {
        self >> bins::BITS
    }

    fn zero() -> u64 {
        0
    }

    #[inline]
    fn slot(self, slots: usize) -> usize {
        slot_of((self ^ self >> 32).wrapping_mul(SPREAD), slots)
    }
}

impl Key for u128 {
    const NONE: u128 = u128::MAX;

    #[inline]
    fn with(self, part: u32, shift: u32) -> u128 {
        self | u128::from(part) << shift
    }

    #[inline]
    fn part(self, shift: u32, bits: u32) -> u32 {
        (self >> shift & ((1 << bits) - 1)) as u32
    }

    fn group(self) -> u128 {
        self >> bins::BITS
    }

    fn zero() -> u128 {
        0
    }

    #[inline]
    fn slot(self, slots: usize) -> usize {
        let (low, high) = (self as u64, (self >> 64) as u64);
        let mixed =
            (low ^ low >> 32).wrapping_mul(SPREAD) ^ high.wrapping_mul(SPREAD.rotate_left(17) | 1);
        slot_of(mixed.wrapping_mul(SPREAD), slots)
    }
}

/// How many bits each part of a key has. From the lowest: the bin, the codes of the dimensions from the last
/// to the first, the figure; so keys in order are groups in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The bits of each dimension's codes.
    pub dimensions: Vec<u32>,
    /// The bits of the figure's number.
    pub figures: u32,
}

impl Layout {
    /// All bits of a key.
    pub fn bits(&self) -> u32 {
        bins::BITS + self.dimensions.iter().sum::<u32>() + self.figures
    }

    /// Where the codes of a dimension begin.
    pub fn shift(&self, dimension: usize) -> u32 {
        bins::BITS + self.dimensions.iter().skip(dimension + 1).sum::<u32>()
    }

    /// Where the figure's number begins.
    pub fn figure_shift(&self) -> u32 {
        bins::BITS + self.dimensions.iter().sum::<u32>()
    }

    /// Whether codes below these numbers all fit.
    pub fn fits(&self, codes: &[usize]) -> bool {
        self.dimensions.iter().zip(codes).all(|(bits, codes)| bits_of(*codes) <= *bits)
    }
}

/// Bits that codes below a number need.
pub fn bits_of(codes: usize) -> u32 {
    usize::BITS - codes.saturating_sub(1).leading_zeros()
}

/// The numbers by which the codes of dimensions are multiplied to tell their partition. They do not depend on
/// a layout, so that a group is in the same partition whatever the keys are.
pub fn partition_factors(dimensions: usize) -> Vec<u32> {
    let factor = |at: usize| ((at as u64 + 1).wrapping_mul(SPREAD) >> 32) as u32 | 1;
    (0..dimensions).map(factor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back() {
        let layout = Layout { dimensions: vec![5, 9], figures: 1 };
        assert_eq!((layout.bits(), layout.shift(1), layout.shift(0)), (34, 19, 28));
        let check = |codes: [u32; 2], figure: u32, bin: u32| {
            let key = u64::zero()
                .with(bin, 0)
                .with(codes[0], layout.shift(0))
                .with(codes[1], layout.shift(1))
                .with(figure, layout.figure_shift());
            let parts = [key.part(layout.shift(0), 5), key.part(layout.shift(1), 9)];
            assert_eq!((parts, key.part(layout.figure_shift(), 1)), (codes, figure));
            assert_eq!(key.part(0, bins::BITS), bin);
        };
        check([31, 511], 1, (1 << bins::BITS) - 1);
        check([0, 7], 0, 3);
    }

    #[test]
    fn bits_hold_their_codes() {
        let check = |codes: usize, bits: u32| assert_eq!(bits_of(codes), bits, "{codes}");
        check(0, 0);
        check(1, 0);
        check(2, 1);
        check(3, 2);
        check(256, 8);
        check(257, 9);
        assert!(Layout { dimensions: vec![8], figures: 0 }.fits(&[256]));
        assert!(!Layout { dimensions: vec![8], figures: 0 }.fits(&[257]));
    }
}
