//! Keys of counts: the codes of a group, its figure and its bin in one number.

/// A number that holds a key.
pub trait Key: Copy + Ord + Send + Sync + std::fmt::Debug + 'static {
    /// What no key is.
    const NONE: Self;
    /// A key of nothing.
    const ZERO: Self;
    /// A key with `part` put in from bit `shift` on.
    fn with(self, part: u32, shift: u32) -> Self;
    /// The part of so many bits from bit `shift` on.
    fn part(self, shift: u32, bits: u32) -> u32;
    /// The key without its lowest bits.
    fn without(self, bits: u32) -> Self;
    /// The key with so many bits below it.
    fn raised(self, bits: u32) -> Self;
    /// Where it stands among `slots`.
    fn slot(self, slots: usize) -> usize;
    /// The same as a wide key.
    fn wide(self) -> u128;
    /// The key of a wide one that has no bits beyond those of this kind.
    fn of_wide(wide: u128) -> Self;
}

/// Bits of the keys of each kind. One is left, so that no key is `NONE`.
pub const SHORTEST: u32 = u32::BITS - 1;
pub const NARROW: u32 = u64::BITS - 1;
pub const WIDEST: u32 = u128::BITS - 1;

/// An odd number whose bits are spread evenly: the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

macro_rules! key {
    ($kind:ty, $slot:expr) => {
        impl Key for $kind {
            const NONE: $kind = <$kind>::MAX;
            const ZERO: $kind = 0;

            #[inline]
            fn with(self, part: u32, shift: u32) -> $kind {
                self | <$kind>::from(part) << shift
            }

            #[inline]
            fn part(self, shift: u32, bits: u32) -> u32 {
                (self >> shift & ((1 << bits) - 1)) as u32
            }

            #[inline]
            fn without(self, bits: u32) -> $kind {
                self >> bits
            }

            #[inline]
            fn raised(self, bits: u32) -> $kind {
                self << bits
            }

            #[inline]
            fn slot(self, slots: usize) -> usize {
                let hash: u64 = $slot(self);
                ((u128::from(hash) * slots as u128) >> 64) as usize
            }

            fn wide(self) -> u128 {
                u128::from(self)
            }

            fn of_wide(wide: u128) -> $kind {
                wide as $kind
            }
        }
    };
}

key!(u32, |key: u32| u64::from(key).wrapping_mul(SPREAD));
key!(u64, |key: u64| (key ^ key >> 32).wrapping_mul(SPREAD));
key!(u128, |key: u128| {
    let (low, high) = (key as u64, (key >> 64) as u64);
    let mixed =
        (low ^ low >> 32).wrapping_mul(SPREAD) ^ high.wrapping_mul(SPREAD.rotate_left(17) | 1);
    mixed.wrapping_mul(SPREAD)
});

/// How many bits each part of a key has. From the lowest: the bin's code, the codes of the dimensions from
/// the last to the first, the figure. A group is a key without its bin: groups in order are words in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The bits of the codes of bins.
    pub bins: u32,
    /// The bits of each dimension's codes.
    pub dimensions: Vec<u32>,
    /// The bits of the figure's number.
    pub figures: u32,
}

impl Layout {
    /// All bits of a key.
    pub fn bits(&self) -> u32 {
        self.bins + self.figure_shift() + self.figures
    }

    /// Where the codes of a dimension begin in a group.
    pub fn shift(&self, dimension: usize) -> u32 {
        self.dimensions.iter().skip(dimension + 1).sum::<u32>()
    }

    /// Where the figure's number begins in a group.
    pub fn figure_shift(&self) -> u32 {
        self.dimensions.iter().sum::<u32>()
    }

    /// Whether codes below these numbers all fit.
    pub fn fits(&self, codes: &[usize], bins: usize) -> bool {
        let mut codes = self.dimensions.iter().zip(codes);
        bits_of(bins) <= self.bins && codes.all(|(bits, codes)| bits_of(*codes) <= *bits)
    }

    /// The codes of a group's dimensions, with its figure.
    pub fn parts<K: Key>(&self, group: K, codes: &mut [u32]) -> u32 {
        let mut shift = 0;
        for (code, bits) in codes.iter_mut().zip(&self.dimensions).rev() {
            *code = group.part(shift, *bits);
            shift += bits;
        }
        group.part(shift, self.figures)
    }

    /// The group of codes and a figure.
    pub fn group<K: Key>(&self, codes: impl Iterator<Item = u32>, figure: u32) -> K {
        let group = K::ZERO.with(figure, self.figure_shift());
        codes.enumerate().fold(group, |group, (at, code)| group.with(code, self.shift(at)))
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
        let layout = Layout { bins: 10, dimensions: vec![5, 9], figures: 1 };
        assert_eq!((layout.bits(), layout.shift(1), layout.shift(0)), (25, 0, 9));
        let check = |codes: [u32; 2], figure: u32| {
            let mut parts = [0; 2];
            let short: u32 = layout.group(codes.into_iter(), figure);
            assert_eq!((layout.parts(short, &mut parts), parts), (figure, codes));
            let wide: u128 = layout.group(codes.into_iter(), figure);
            assert_eq!((layout.parts(wide, &mut parts), parts), (figure, codes));
            assert_eq!((short.wide(), u32::of_wide(wide)), (wide, short));
            assert_eq!(short.raised(10).with(1023, 0).without(10), short);
        };
        check([31, 511], 1);
        check([0, 7], 0);
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
        let layout = Layout { bins: 3, dimensions: vec![8], figures: 0 };
        assert!(layout.fits(&[256], 8) && !layout.fits(&[257], 8) && !layout.fits(&[1], 9));
    }
}
