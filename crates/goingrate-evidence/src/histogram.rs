//! A histogram of positive amounts in log-linear buckets: 128 an octave, whole counts, nothing else.
//!
//! The bucket of an amount comes from the bits of its f64 value, so it is exact, the same on every
//! machine, and equal to what SQL makes of `e*128 + floor((x/power(2,e) - 1)*128)` with
//! `e = floor(log2(x))`. Merging is addition. What is read back is the middle of a bucket, within
//! 1/256 (0.39 %) of every amount in it.

use std::cmp::Ordering;

/// Buckets in an octave: amounts from one power of two to the next.
const AN_OCTAVE: i32 = 128;

/// Bits of an f64's fraction, and of them those that number the buckets of an octave.
const FRACTION_BITS: u32 = 52;
const BUCKET_BITS: u32 = AN_OCTAVE.trailing_zeros();

/// The exponent of the smallest positive f64 (a subnormal) and of the largest.
const LOWEST_OCTAVE: i32 = -1074;
const HIGHEST_OCTAVE: i32 = 1023;

/// Counts of amounts by bucket.
///
/// ```
/// use goingrate_evidence::Histogram;
/// let mut pay = Histogram::default();
/// for amount in [90e3, 100e3, 110e3] {
///     pay.add(amount)?;
/// }
/// let median = pay.quantile(0.5).unwrap();
/// assert!((median / 100e3 - 1.0).abs() <= 1.0 / 256.0);
/// # Ok::<(), goingrate_evidence::HistogramError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Histogram {
    /// Bucket and count, by bucket; no count is zero.
    buckets: Vec<(i32, u64)>,
}

/// What a histogram refuses.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum HistogramError {
    /// An amount that has no logarithm.
    #[error("only a finite amount above zero can be counted, not {0}")]
    Amount(f64),
    /// A bucket that no amount falls into.
    #[error("no amount falls into bucket {0}; buckets run from -137472 to 131071")]
    Bucket(i32),
    /// More is to be taken away than is there.
    #[error("bucket {bucket} holds {held}, so {taken} cannot be taken away")]
    NotThere {
        /// The bucket.
        bucket: i32,
        /// Its count.
        held: u64,
        /// The count to be taken away.
        taken: u64,
    },
}

impl Histogram {
    /// The bucket of an amount: with `e = floor(log2 x)`, `e·128 + floor((x/2^e − 1)·128)`.
    ///
    /// # Errors
    /// When the amount is not finite or not above zero.
    pub fn bucket(amount: f64) -> Result<i32, HistogramError> {
        if !(amount.is_finite() && amount > 0.0) {
            return Err(HistogramError::Amount(amount));
        }
        let (octave, significand) = octave(amount);
        let within = (significand >> (FRACTION_BITS - BUCKET_BITS)) as i32 - AN_OCTAVE;
        Ok(octave * AN_OCTAVE + within)
    }

    /// The middle of a bucket, for buckets of [`bucket`](Self::bucket).
    pub fn middle(bucket: i32) -> f64 {
        let within = f64::from(bucket.rem_euclid(AN_OCTAVE)) + 0.5;
        let octave = bucket.div_euclid(AN_OCTAVE);
        // Two steps, because 2^-1074 is out of reach of the inverse of any power.
        let half = octave / 2;
        (1.0 + within / f64::from(AN_OCTAVE)) * 2f64.powi(half) * 2f64.powi(octave - half)
    }

    /// `ln` of the middle of a bucket; finite where [`middle`](Self::middle) is not exact.
    pub fn ln_middle(bucket: i32) -> f64 {
        let within = f64::from(bucket.rem_euclid(AN_OCTAVE)) + 0.5;
        let octave = f64::from(bucket.div_euclid(AN_OCTAVE));
        octave * std::f64::consts::LN_2 + (within / f64::from(AN_OCTAVE)).ln_1p()
    }

    /// Counts an amount.
    ///
    /// # Errors
    /// When the amount is not finite or not above zero.
    pub fn add(&mut self, amount: f64) -> Result<(), HistogramError> {
        let bucket = Histogram::bucket(amount)?;
        self.count_in(bucket, 1);
        Ok(())
    }

    /// A histogram of counts that were made elsewhere, in any order (a roll-up in SQL).
    ///
    /// # Errors
    /// When a bucket is one that no amount falls into.
    pub fn from_counts(
        counts: impl IntoIterator<Item = (i32, u64)>,
    ) -> Result<Histogram, HistogramError> {
        let (lowest, highest) = (LOWEST_OCTAVE * AN_OCTAVE, (HIGHEST_OCTAVE + 1) * AN_OCTAVE);
        let mut histogram = Histogram::default();
        for (bucket, count) in counts {
            if !(lowest..highest).contains(&bucket) {
                return Err(HistogramError::Bucket(bucket));
            }
            histogram.count_in(bucket, count);
        }
        Ok(histogram)
    }

    fn count_in(&mut self, bucket: i32, count: u64) {
        match self.buckets.binary_search_by_key(&bucket, |b| b.0) {
            Ok(at) => self.buckets[at].1 = self.buckets[at].1.saturating_add(count),
            Err(at) if count > 0 => self.buckets.insert(at, (bucket, count)),
            Err(_) => {}
        }
    }

    /// Bucket and count of every bucket that holds something, lowest first.
    pub fn counts(&self) -> &[(i32, u64)] {
        &self.buckets
    }

    /// Adds all counts of another histogram. Any order of merging gives the same histogram.
    pub fn merge(&mut self, other: &Histogram) {
        let mut merged = Vec::with_capacity(self.buckets.len() + other.buckets.len());
        let (mut ours, mut theirs) = (&self.buckets[..], &other.buckets[..]);
        while let ([our, our_rest @ ..], [their, their_rest @ ..]) = (ours, theirs) {
            let order = our.0.cmp(&their.0);
            merged.push(match order {
                Ordering::Less => *our,
                Ordering::Greater => *their,
                Ordering::Equal => (our.0, our.1.saturating_add(their.1)),
            });
            ours = if order.is_le() { our_rest } else { ours };
            theirs = if order.is_ge() { their_rest } else { theirs };
        }
        merged.extend_from_slice(ours);
        merged.extend_from_slice(theirs);
        self.buckets = merged;
    }

    /// Takes the counts of another histogram away.
    ///
    /// # Errors
    /// When the other holds something that this one does not; this one is then unchanged.
    pub fn subtract(&mut self, other: &Histogram) -> Result<(), HistogramError> {
        let mut left = self.buckets.clone();
        for &(bucket, taken) in &other.buckets {
            let at = left.binary_search_by_key(&bucket, |b| b.0).ok();
            let held = at.map_or(0, |at| left[at].1);
            match (at, held.checked_sub(taken)) {
                (Some(at), Some(rest)) => left[at].1 = rest,
                _ => return Err(HistogramError::NotThere { bucket, held, taken }),
            }
        }
        left.retain(|b| b.1 > 0);
        self.buckets = left;
        Ok(())
    }

    /// How many amounts it holds.
    pub fn count(&self) -> u64 {
        self.buckets.iter().fold(0, |sum, b| sum.saturating_add(b.1))
    }

    /// Mean of the logs; `None` if it is empty. Within 0.0039 of the amounts' own.
    pub fn mean_ln(&self) -> Option<f64> {
        let sum: f64 = self.weighted(Histogram::ln_middle);
        (!self.buckets.is_empty()).then(|| sum / self.count() as f64)
    }

    /// Variance of the logs, with n − 1; `None` below two amounts.
    pub fn variance_ln(&self) -> Option<f64> {
        let (mean, count) = (self.mean_ln()?, self.count());
        let squares = self.weighted(|bucket| (Histogram::ln_middle(bucket) - mean).powi(2));
        (count > 1).then(|| squares / (count - 1) as f64)
    }

    /// Kurtosis of the logs (3 for a normal curve); `None` where all fall into one bucket.
    pub fn kurtosis_ln(&self) -> Option<f64> {
        let (mean, count) = (self.mean_ln()?, self.count() as f64);
        let moment = |power: i32| {
            self.weighted(|bucket| (Histogram::ln_middle(bucket) - mean).powi(power)) / count
        };
        (self.buckets.len() > 1).then(|| moment(4) / moment(2).powi(2))
    }

    /// The amount that a share `p` of all amounts does not exceed: the middle of the bucket of the
    /// amount with rank `⌈p·n⌉`, within 0.39 % of it. `None` if it is empty or p is not from 0 to 1.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        if !(0.0..=1.0).contains(&p) {
            return None;
        }
        let rank = ((p * self.count() as f64).ceil() as u64).max(1);
        let mut below: u64 = 0;
        let reached = self.buckets.iter().find(|&&(_, count)| {
            below = below.saturating_add(count);
            below >= rank
        });
        // A rank beyond the last, by rounding of a huge count, is the last.
        reached.or(self.buckets.last()).map(|b| Histogram::middle(b.0))
    }

    fn weighted(&self, value: impl Fn(i32) -> f64) -> f64 {
        self.buckets.iter().map(|&(bucket, count)| value(bucket) * count as f64).sum()
    }
}

/// `floor(log2 x)` and the significand with its leading one at bit 52, both from the bits.
fn octave(amount: f64) -> (i32, u64) {
    let bits = amount.to_bits();
    let (exponent, fraction) = ((bits >> FRACTION_BITS) as i32, bits & ((1 << FRACTION_BITS) - 1));
    if exponent > 0 {
        return (exponent - 1023, fraction | (1 << FRACTION_BITS));
    }
    // A subnormal has no leading one of its own: shift until there is one.
    let shift = fraction.leading_zeros() - (63 - FRACTION_BITS);
    (LOWEST_OCTAVE + FRACTION_BITS as i32 - shift as i32, fraction << shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What SQL computes.
    fn in_sql(x: f64) -> i32 {
        let e = x.log2().floor();
        (e * 128.0 + ((x / 2f64.powf(e) - 1.0) * 128.0).floor()) as i32
    }

    /// Invented numbers from 0 to 1, the same every time (a Weyl sequence).
    fn invented(n: usize) -> impl Iterator<Item = f64> {
        (1..=n).map(|i| (i as f64 * 0.618_033_988_749_894_9).fract())
    }

    fn histogram(amounts: impl IntoIterator<Item = f64>) -> Histogram {
        let mut histogram = Histogram::default();
        amounts.into_iter().for_each(|x| histogram.add(x).unwrap());
        histogram
    }

    /// Invented lognormal pay with median 100,000 and sd 0.4 in logs (Box and Muller).
    fn lognormal(n: usize) -> Vec<f64> {
        let pairs = invented(n).zip(invented(n).map(|u| (u * 7919.0).fract()));
        let normal =
            |(u, v): (f64, f64)| (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos();
        pairs.map(|pair| 100e3 * (0.4 * normal(pair)).exp()).collect()
    }

    #[test]
    fn buckets_at_the_edges_of_f64() {
        let check = |x: f64, bucket: i32| assert_eq!(Histogram::bucket(x), Ok(bucket), "{x:e}");
        check(1.0, 0);
        check(1.0f64.next_down(), -1);
        check(1.0f64.next_up(), 0);
        check(1.0 + 1.0 / 128.0, 1);
        check(2.0, 128);
        check(100_000.0, 16 * 128 + 67);
        check(f64::MAX, 1023 * 128 + 127);
        check(f64::MIN_POSITIVE, -1022 * 128);
        check(f64::MIN_POSITIVE.next_down(), -1023 * 128 + 127);
        check(5e-324, -1074 * 128);
        check(1.5e-323, -1073 * 128 + 64);
    }

    #[test]
    fn what_has_no_logarithm_is_refused() {
        for x in [0.0, -0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(matches!(Histogram::bucket(x), Err(HistogramError::Amount(_))), "{x}");
        }
        assert_eq!(Histogram::from_counts([(131_072, 1)]), Err(HistogramError::Bucket(131_072)));
    }

    /// At and beside powers of two `log2` may round to the next integer; the formula forgives it.
    #[test]
    fn buckets_equal_the_sql_formula() {
        let check = |x: f64| assert_eq!(Histogram::bucket(x), Ok(in_sql(x)), "{x:e}");
        invented(100_000).map(|u| (u * 30.0 - 5.0).exp2()).for_each(check);
        invented(100_000).map(|u| (u * 1e6).round() + 1.0).for_each(check);
        for power in -1000..=1000 {
            let x = 2f64.powi(power);
            [x, x.next_down(), x.next_up()].into_iter().for_each(check);
        }
    }

    #[test]
    fn the_middle_of_a_bucket_is_in_it() {
        for bucket in (-1022 * 128)..(1024 * 128) {
            let middle = Histogram::middle(bucket);
            assert_eq!(Histogram::bucket(middle), Ok(bucket));
            assert!((Histogram::ln_middle(bucket) - middle.ln()).abs() < 1e-12);
        }
    }

    #[test]
    fn merging_forgets_the_order() {
        let parts: Vec<Histogram> =
            lognormal(3_000).chunks(700).map(|c| histogram(c.iter().copied())).collect();
        let mut forwards = Histogram::default();
        parts.iter().for_each(|part| forwards.merge(part));
        let mut backwards = Histogram::default();
        parts.iter().rev().for_each(|part| backwards.merge(part));
        assert_eq!(forwards, backwards);
        assert_eq!(forwards, histogram(lognormal(3_000)));
        assert_eq!(Histogram::from_counts(forwards.counts().iter().rev().copied()), Ok(forwards));
    }

    #[test]
    fn subtracting_undoes_merging_and_refuses_more() {
        let (a, b) = (histogram(lognormal(500)), histogram([7.0, 7.0, 9.0]));
        let mut both = a.clone();
        both.merge(&b);
        assert_eq!(both.subtract(&b), Ok(()));
        assert_eq!(both, a);
        let not_there = HistogramError::NotThere { bucket: 352, held: 0, taken: 2 };
        assert_eq!(both.subtract(&b), Err(not_there));
        assert_eq!(both, a);
    }

    #[test]
    fn quantiles_are_within_four_tenths_of_a_percent() {
        let mut amounts = lognormal(20_000);
        let histogram = histogram(amounts.iter().copied());
        amounts.sort_by(f64::total_cmp);
        for p in [0.0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1.0] {
            let rank = ((p * 20_000.0_f64).ceil() as usize).max(1);
            let error = histogram.quantile(p).unwrap() / amounts[rank - 1] - 1.0;
            assert!(error.abs() <= 1.0 / 256.0, "p = {p}: {error}");
        }
        assert_eq!(histogram.quantile(f64::NAN), None);
        assert_eq!(Histogram::default().quantile(0.5), None);
    }

    #[test]
    fn moments_are_those_of_the_amounts() {
        let logs: Vec<f64> = lognormal(20_000).into_iter().map(f64::ln).collect();
        let histogram = histogram(logs.iter().map(|y| y.exp()));
        let n = logs.len() as f64;
        let mean = logs.iter().sum::<f64>() / n;
        let moment = |k: i32| logs.iter().map(|y| (y - mean).powi(k)).sum::<f64>() / n;
        let check = |ours: Option<f64>, exact: f64, tolerance: f64| {
            assert!((ours.unwrap() / exact - 1.0).abs() < tolerance, "{ours:?} for {exact}");
        };
        check(histogram.mean_ln(), mean, 1e-5);
        check(histogram.variance_ln(), moment(2) * n / (n - 1.0), 1e-3);
        check(histogram.kurtosis_ln(), moment(4) / moment(2).powi(2), 1e-3);
    }

    #[test]
    fn too_few_amounts_have_no_moments() {
        let (none, one) = (Histogram::default(), histogram([5.0]));
        assert_eq!((none.mean_ln(), none.variance_ln(), none.kurtosis_ln()), (None, None, None));
        assert_eq!((one.variance_ln(), one.kurtosis_ln()), (None, None));
    }

    #[test]
    fn counts_beyond_u64_do_not_overflow() {
        let mut full = Histogram::from_counts([(0, u64::MAX), (1, u64::MAX)]).unwrap();
        full.add(1.0).unwrap();
        assert_eq!(full.count(), u64::MAX);
        assert!(full.quantile(1.0).is_some());
    }
}
