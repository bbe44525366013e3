//! Round numbers for an axis: few, evenly spaced, and round in the way that people count.

/// An axis of money: its ends are ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The amounts that are marked, evenly spaced, lowest first; at least two.
    pub ticks: Vec<f64>,
}

impl Axis {
    /// The axis that covers `low..high` with at most `most` ticks, but never fewer than three.
    ///
    /// After Paul S. Heckbert, "Nice Numbers for Graph Labels", in A. S. Glassner (ed.), Graphics
    /// Gems, 1990: loose labels at multiples of 1, 2 or 5 times a power of ten. We also take 2.5,
    /// since people count pay in quarters of a hundred thousand, and we choose the finest step that
    /// stays within `most` ticks instead of rounding the ideal one.
    pub fn covering(low: f64, high: f64, most: usize) -> Axis {
        let high = if high > low { high } else { low + low.abs().max(1.0) };
        let most = most.max(3);
        let ideal = (high - low) / (most - 1) as f64;
        let power = 10f64.powf(ideal.log10().floor());
        let steps = [1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0].map(|step| step * power);
        let fits = |step: &f64| Axis::with_step(low, high, *step).len() <= most;
        let step = steps.into_iter().find(fits).unwrap_or(50.0 * power);
        Axis { ticks: Axis::with_step(low, high, step) }
    }

    fn with_step(low: f64, high: f64, step: f64) -> Vec<f64> {
        // A hair of slack, so that an end which is a multiple of the step is its own tick.
        let first = (low / step + 1e-9).floor() as i64;
        let last = (high / step - 1e-9).ceil() as i64;
        (first..=last.max(first + 1)).map(|n| n as f64 * step).collect()
    }

    /// The lowest tick.
    pub fn low(&self) -> f64 {
        self.ticks[0]
    }

    /// The highest tick.
    pub fn high(&self) -> f64 {
        self.ticks[self.ticks.len() - 1]
    }

    /// Where an amount lies on the axis: 0 at its low end, 1 at its high end.
    pub fn position(&self, amount: f64) -> f64 {
        (amount - self.low()) / (self.high() - self.low())
    }

    /// The column of an amount on an axis `width` columns wide, held within it.
    pub fn column(&self, amount: f64, width: usize) -> usize {
        let last = width.saturating_sub(1) as f64;
        (self.position(amount) * last).round().clamp(0.0, last) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_numbers() {
        let check = |low: f64, high: f64, most: usize, expected: &[f64]| {
            assert_eq!(Axis::covering(low, high, most).ticks, expected, "{low}..{high}");
        };
        check(103e3, 297e3, 9, &[100e3, 125e3, 150e3, 175e3, 200e3, 225e3, 250e3, 275e3, 300e3]);
        check(100.0, 200.0, 6, &[100.0, 120.0, 140.0, 160.0, 180.0, 200.0]);
        check(0.0, 1.0, 3, &[0.0, 0.5, 1.0]);
        check(17.0, 17.0, 4, &[10.0, 20.0, 30.0, 40.0]);
        check(1_210_000.0, 3_900_000.0, 5, &[1e6, 2e6, 3e6, 4e6]);
    }

    #[test]
    fn any_range_is_covered_by_few_ticks() {
        for exponent in -2..9 {
            for (low, high) in [(1.0, 1.7), (3.3, 9.8), (0.4, 12.0), (9.99, 10.01)] {
                let scale = 10f64.powi(exponent);
                for most in 3..12 {
                    let axis = Axis::covering(low * scale, high * scale, most);
                    assert!(axis.low() <= low * scale * (1.0 + 1e-6), "{axis:?}");
                    assert!(axis.high() >= high * scale * (1.0 - 1e-6), "{axis:?}");
                    assert!((2..=most).contains(&axis.ticks.len()), "{axis:?} of {most}");
                }
            }
        }
    }

    #[test]
    fn columns_stay_within() {
        let axis = Axis::covering(100.0, 200.0, 5);
        assert_eq!(axis.column(axis.low(), 41), 0);
        assert_eq!(axis.column(axis.high(), 41), 40);
        assert_eq!(axis.column(-5.0, 41), 0);
        assert_eq!(axis.column(1e9, 41), 40);
    }
}
