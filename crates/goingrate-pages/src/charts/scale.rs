//! A line of amounts on paper, and round numbers along it.

/// Amounts between two ends, laid out between two positions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// A scale on which `low` lies at `from` and `high` at `to`. Ends that are the same, or no numbers, are
    /// drawn apart by one.
    pub fn new([low, high]: [f64; 2], [from, to]: [f64; 2]) -> Scale {
        let (low, high) =
            if low.is_finite() && high.is_finite() { (low, high) } else { (0.0, 1.0) };
        let high = if high > low { high } else { low + 1.0 };
        Scale { low, high, from, to }
    }

    /// Where an amount lies; what is outside of the scale lies at its end.
    pub fn at(&self, amount: f64) -> f64 {
        let amount = if amount.is_finite() { amount.clamp(self.low, self.high) } else { self.low };
        self.from + (amount - self.low) / (self.high - self.low) * (self.to - self.from)
    }

    /// The amount of its low end.
    pub fn low(&self) -> f64 {
        self.low
    }

    /// The amount of its high end.
    pub fn high(&self) -> f64 {
        self.high
    }

    /// Round numbers along it, about so many.
    pub fn ticks(&self, about: usize) -> Vec<f64> {
        ticks([self.low, self.high], about)
    }
}

/// Round numbers within two ends, at most `about + 1`: multiples of 1, 2, 2.5 or 5 times a power of ten.
pub fn ticks([low, high]: [f64; 2], about: usize) -> Vec<f64> {
    let raw = (high - low) / about.max(1) as f64;
    if !raw.is_finite() || raw <= 0.0 {
        return Vec::new();
    }
    let power = 10f64.powf(raw.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|step| step * power);
    let step = steps.into_iter().find(|step| *step >= raw * 0.999).unwrap_or(10.0 * power);
    let first = (low / step - 1e-9).ceil() as i64;
    let last = (high / step + 1e-9).floor() as i64;
    (first..=last).take(50).map(|at| at as f64 * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks([0.0, 320e3], 5), [0.0, 100e3, 200e3, 300e3]);
        assert_eq!(ticks([-0.5, 1.0], 3), [-0.5, 0.0, 0.5, 1.0]);
        assert_eq!(ticks([3.0, 3.0], 5), Vec::<f64>::new());
        assert_eq!(ticks([f64::NAN, 3.0], 5), Vec::<f64>::new());
    }

    #[test]
    fn what_is_outside_lies_at_the_end() {
        let scale = Scale::new([100.0, 200.0], [10.0, 20.0]);
        assert_eq!(
            [50.0, 150.0, 900.0, f64::NAN].map(|amount| scale.at(amount)),
            [10.0, 15.0, 20.0, 10.0]
        );
    }
}
