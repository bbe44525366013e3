//! The distribution that three figures stand for: a low, a middle and a high.

use goingrate_model::{Z80, normal_quantile};

/// A distribution by its P10, P50 and P90: two half-normals that meet in the middle, of the logarithm
/// where all three are above zero, of the value itself elsewhere (Wallis 2014, Statistical Science
/// 29:106–112, on the two-piece normal; ours are joined at the median, so that each half has half of the
/// mass and the three figures are met exactly).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    low: f64,
    middle: f64,
    high: f64,
    least: f64,
    most: f64,
}

impl Spread {
    /// By P10, P50 and P90, in this order.
    ///
    /// ```
    /// use goingrate_plan::Spread;
    /// let fee = Spread::new(0.15, 0.20, 0.25);
    /// assert!((fee.quantile(0.9) - 0.25).abs() < 1e-12);
    /// assert_eq!(Spread::certain(3.0).quantile(0.99), 3.0);
    /// ```
    pub fn new(low: f64, middle: f64, high: f64) -> Spread {
        Spread { low, middle, high, least: f64::NEG_INFINITY, most: f64::INFINITY }
    }

    /// A value without doubt.
    pub fn certain(value: f64) -> Spread {
        Spread::new(value, value, value)
    }

    /// The same, with what lies outside of two bounds put on them.
    pub fn within(self, least: f64, most: f64) -> Spread {
        Spread { least, most, ..self }
    }

    /// The middle, P50.
    pub fn middle(self) -> f64 {
        self.middle
    }

    /// P10.
    pub fn low(self) -> f64 {
        self.low
    }

    /// P90.
    pub fn high(self) -> f64 {
        self.high
    }

    /// Whether there is no doubt.
    pub fn is_certain(self) -> bool {
        self.low == self.high
    }

    /// Everything times a factor above zero: another currency, another number of people.
    pub fn times(self, factor: f64) -> Spread {
        Spread {
            low: self.low * factor,
            middle: self.middle * factor,
            high: self.high * factor,
            least: self.least * factor,
            most: self.most * factor,
        }
    }

    /// The value below which a share `p` of cases lies, `0 < p < 1`.
    pub fn quantile(self, p: f64) -> f64 {
        self.at(normal_quantile(p))
    }

    /// The value of a standard normal number.
    pub fn at(self, z: f64) -> f64 {
        if self.is_certain() {
            return self.middle;
        }
        let end = if z < 0.0 { self.low } else { self.high };
        let share = z.abs() / Z80;
        let value = if self.low > 0.0 {
            self.middle * (end / self.middle).powf(share)
        } else {
            self.middle + (end - self.middle) * share
        };
        value.clamp(self.least, self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(spread: Spread, p: f64, expected: f64) {
        let got = spread.quantile(p);
        assert!((got - expected).abs() < 1e-9 * (1.0 + expected.abs()), "{spread:?} {p}: {got}");
    }

    #[test]
    fn the_three_figures_are_met() {
        for (low, middle, high) in [(1.0, 2.0, 8.0), (0.0, 1.0, 3.0), (-2.0, 0.0, 1.0)] {
            let spread = Spread::new(low, middle, high);
            check(spread, 0.1, low);
            check(spread, 0.5, middle);
            check(spread, 0.9, high);
        }
    }

    #[test]
    fn bounds_hold() {
        let share = Spread::new(0.0, 0.02, 0.30).within(0.0, 1.0);
        check(share, 0.001, 0.0);
        assert!(share.quantile(0.999_999) <= 1.0);
    }
}
