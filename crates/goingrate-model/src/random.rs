//! Random numbers that are the same on every platform and whatever the number of threads.

use rand_pcg::Pcg64;
use rand_pcg::rand_core::Rng;

use crate::distribution::normal;

/// A generator of random numbers with a fixed algorithm: PCG XSL RR 128/64 (O'Neill 2014, HMC-CS-2014-0905),
/// whose values will not change. The same seed gives the same numbers everywhere; for work on several
/// threads give every item its own [`stream`](Self::stream), and the result does not depend on who does
/// which.
///
/// # Example
/// ```
/// use goingrate_model::SeededRng;
///
/// let (mut a, mut b) = (SeededRng::new(7), SeededRng::new(7));
/// assert_eq!(a.uniform(), b.uniform());
/// assert_ne!(SeededRng::stream(7, 1).uniform(), SeededRng::stream(7, 2).uniform());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeededRng(Pcg64);

impl SeededRng {
    /// The generator of a seed.
    pub fn new(seed: u64) -> SeededRng {
        SeededRng::stream(seed, 0)
    }

    /// One of the independent generators of a seed, by its number; 0 is [`new`](Self::new)'s. Both the
    /// state and the increment depend on the number: generators that differ in their increment alone go
    /// together.
    pub fn stream(seed: u64, number: u64) -> SeededRng {
        let number = mix(number);
        SeededRng(Pcg64::new(state(seed.wrapping_add(number)), u128::from(number)))
    }

    /// A uniform number strictly between 0 and 1.
    pub fn uniform(&mut self) -> f64 {
        // 52 bits and a half: neither end can be reached by rounding.
        ((self.0.next_u64() >> 12) as f64 + 0.5) / (1u64 << 52) as f64
    }

    /// A standard normal number, by inversion of its distribution function.
    pub fn normal(&mut self) -> f64 {
        normal::quantile(self.uniform())
    }

    /// The same from the same uniform number with a relative error of up to 1.2e-9, at a third of the time: for
    /// prices that are drawn by the million.
    #[inline]
    pub fn quick_normal(&mut self) -> f64 {
        normal::approximate_quantile(self.uniform())
    }
}

/// The state of a seed, by SplitMix64, so that near seeds begin far apart.
fn state(seed: u64) -> u128 {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let (high, low) = (seed.wrapping_add(GOLDEN), seed.wrapping_add(GOLDEN.wrapping_mul(2)));
    (u128::from(mix(high)) << 64) | u128::from(mix(low))
}

/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014, OOPSLA 453–472): a permutation that keeps 0.
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_algorithm_for_ever() {
        let mut rng = SeededRng::new(1);
        let first = [rng.uniform(), rng.uniform(), rng.uniform()];
        assert_eq!(first.map(f64::to_bits), FIRST);
    }

    /// By an implementation of the same formulas in another language.
    const FIRST: [u64; 3] = [0x3fcd_ad4f_7feb_596c, 0x3fdb_3bc3_c4ce_5c66, 0x3fcf_06f3_7da3_93d4];

    #[test]
    fn streams_of_a_seed_do_not_go_together() {
        let n = 20_000;
        for (one, other) in [(0, 1), (1, 2), (7, 8)] {
            let (mut a, mut b) = (SeededRng::stream(5, one), SeededRng::stream(5, other));
            let product: f64 = (0..n).map(|_| a.normal() * b.normal()).sum();
            assert!((product / f64::from(n)).abs() < 4.5 / f64::from(n).sqrt(), "{one} {other}");
        }
    }

    #[test]
    fn a_quick_normal_number_is_nearly_the_normal_one() {
        let (mut a, mut b) = (SeededRng::new(11), SeededRng::new(11));
        for _ in 0..100_000 {
            let (exact, quick) = (a.normal(), b.quick_normal());
            assert!((quick - exact).abs() <= 1.2e-9 * exact.abs(), "{exact} {quick}");
        }
    }

    #[test]
    fn numbers_have_the_moments_of_their_distributions() {
        let mut rng = SeededRng::new(3);
        let n = 200_000;
        let (mut sum, mut squares, mut uniform) = (0.0, 0.0, 0.0);
        for _ in 0..n {
            let z = rng.normal();
            sum += z;
            squares += z * z;
            uniform += rng.uniform();
        }
        let n = f64::from(n);
        assert!((sum / n).abs() < 0.01, "{}", sum / n);
        assert!((squares / n - 1.0).abs() < 0.015, "{}", squares / n);
        assert!((uniform / n - 0.5).abs() < 0.003, "{}", uniform / n);
    }
}
