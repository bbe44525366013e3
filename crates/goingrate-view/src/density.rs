//! The shape of a distribution on an axis of money, from its percentiles.

use crate::ticks::Axis;

/// A distribution by its percentiles P1 to P99, as amounts, rising.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve<'a> {
    amounts: &'a [f64],
}

impl<'a> Curve<'a> {
    /// The curve of percentiles `1/(n+1) … n/(n+1)`; `None` with fewer than three.
    pub fn new(amounts: &'a [f64]) -> Option<Curve<'a>> {
        (amounts.len() >= 3).then_some(Curve { amounts })
    }

    /// The amount below which a share of the distribution lies.
    pub fn amount(&self, share: f64) -> f64 {
        let at = (share * (self.amounts.len() + 1) as f64 - 1.0).max(0.0);
        let low = (at.floor() as usize).min(self.amounts.len() - 2);
        let within = (at - low as f64).min(1.0);
        self.amounts[low] + within * (self.amounts[low + 1] - self.amounts[low])
    }

    /// The share of the distribution below an amount: straight between the percentiles, and beyond
    /// them a tail that fades as a power of the amount and joins without a step in its density.
    pub fn share_below(&self, amount: f64) -> f64 {
        let (first, last) = (self.amounts[0], self.amounts[self.amounts.len() - 1]);
        let step = 1.0 / (self.amounts.len() + 1) as f64;
        if amount <= 0.0 {
            0.0
        } else if amount < first {
            step * (amount / first).powf(tail_power(first, self.amounts[1]))
        } else if amount > last {
            let before = self.amounts[self.amounts.len() - 2];
            1.0 - step * (last / amount).powf(tail_power(before, last))
        } else {
            self.share_between(amount, step)
        }
    }

    fn share_between(&self, amount: f64, step: f64) -> f64 {
        let above = self.amounts.partition_point(|a| *a <= amount);
        let Some(&high) = self.amounts.get(above) else { return step * above as f64 };
        let low = self.amounts[above - 1];
        step * (above as f64 + (amount - low) / (high - low))
    }

    /// The density at each of `width` columns of an axis, the highest being 1. Each column takes
    /// in its neighbours, so that the steps between percentiles do not show as teeth.
    pub fn heights(&self, axis: &Axis, width: usize) -> Vec<f64> {
        let column = (axis.high() - axis.low()) / width.saturating_sub(1).max(1) as f64;
        let mass = |at: usize| {
            let centre = axis.low() + column * at as f64;
            let reach = 1.25 * column;
            (self.share_below(centre + reach) - self.share_below(centre - reach)).max(0.0)
        };
        let masses: Vec<f64> = (0..width).map(mass).collect();
        let peak = masses.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        masses.into_iter().map(|m| m / peak).collect()
    }
}

/// The power of a tail whose density joins that between two neighbouring percentiles.
fn tail_power(low: f64, high: f64) -> f64 {
    1.0 / (high / low).ln().max(1e-6)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P1 to P99 of an even distribution from 0 to 100.
    fn even() -> Vec<f64> {
        (1..100).map(f64::from).collect()
    }

    #[test]
    fn shares_and_amounts_are_inverse() {
        let amounts = even();
        let curve = Curve::new(&amounts).unwrap();
        for share in [0.01, 0.1, 0.255, 0.5, 0.9, 0.99] {
            assert!((curve.share_below(curve.amount(share)) - share).abs() < 1e-12, "{share}");
        }
        assert_eq!(curve.share_below(0.0), 0.0);
        assert!(curve.share_below(1e6) <= 1.0);
        assert!(curve.share_below(200.0) > 0.99);
    }

    #[test]
    fn an_even_distribution_is_flat_in_the_middle() {
        let amounts = even();
        let curve = Curve::new(&amounts).unwrap();
        let heights = curve.heights(&Axis::covering(0.0, 100.0, 6), 51);
        assert!(heights[5..45].iter().all(|h| (h - 1.0).abs() < 0.02), "{heights:?}");
        assert!(heights.iter().all(|h| (0.0..=1.0).contains(h)));
    }

    #[test]
    fn too_few_percentiles_make_no_curve() {
        assert_eq!(Curve::new(&[1.0, 2.0]), None);
    }
}
