//! Draws to what is told of them: P10, P50, P90, the mean, shares.

/// What many draws come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// One in ten lies below.
    pub p10: f64,
    /// The middle.
    pub p50: f64,
    /// One in ten lies above.
    pub p90: f64,
    /// The average.
    pub mean: f64,
}

impl Summary {
    /// The summary of draws, whose order is lost. Zero without draws.
    ///
    /// ```
    /// use goingrate_plan::Summary;
    /// let summary = Summary::of(&mut [3.0, 1.0, 2.0]);
    /// assert_eq!((summary.p50, summary.mean), (2.0, 2.0));
    /// ```
    pub fn of(draws: &mut [f64]) -> Summary {
        if draws.is_empty() {
            return Summary::default();
        }
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let [p10, p50, p90] = quantiles(draws, [0.1, 0.5, 0.9]);
        Summary { p10, p50, p90, mean }
    }

    /// The same of a number without doubt.
    pub fn certain(value: f64) -> Summary {
        Summary { p10: value, p50: value, p90: value, mean: value }
    }

    /// Everything times a factor above zero.
    pub fn times(self, factor: f64) -> Summary {
        let Summary { p10, p50, p90, mean } = self;
        Summary { p10: p10 * factor, p50: p50 * factor, p90: p90 * factor, mean: mean * factor }
    }
}

/// Quantiles of draws at rising probabilities, by linear interpolation between order statistics (type 7
/// of Hyndman & Fan 1996, The American Statistician 50:361–365). The order of the draws is lost; a draw
/// that is infinite (what never happens) sorts last. NaN without draws.
pub fn quantiles<const N: usize>(draws: &mut [f64], probabilities: [f64; N]) -> [f64; N] {
    let mut from = 0;
    probabilities.map(|p| {
        let Some(last) = draws.len().checked_sub(1) else { return f64::NAN };
        let at = p.clamp(0.0, 1.0) * last as f64;
        let below = at as usize;
        let start = from.min(below);
        let (_, low, above) = draws[start..].select_nth_unstable_by(below - start, f64::total_cmp);
        let low = *low;
        let high = least(above);
        from = below;
        let share = at - below as f64;
        if share == 0.0 || low == high { low } else { low + (high - low) * share }
    })
}

/// The least of numbers; infinity without any. In eight lanes, which do not wait for each other.
fn least(values: &[f64]) -> f64 {
    let mut lanes = [f64::INFINITY; 8];
    let lower = |lane: &mut f64, value: f64| *lane = if value < *lane { value } else { *lane };
    let (chunks, rest) = values.as_chunks::<8>();
    for chunk in chunks {
        lanes.iter_mut().zip(chunk).for_each(|(lane, value)| lower(lane, *value));
    }
    lanes.iter_mut().zip(rest).for_each(|(lane, value)| lower(lane, *value));
    lanes.into_iter().fold(f64::INFINITY, f64::min)
}

/// The share of draws that are not above a limit, from 0 to 1; NaN without draws.
pub fn share_below(draws: &[f64], limit: f64) -> f64 {
    draws.iter().filter(|draw| **draw <= limit).count() as f64 / draws.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_r() {
        // quantile(c(1, 4, 9, 16, 25), c(.1, .5, .9)) of R 4.3.
        let mut draws = [25.0, 1.0, 16.0, 4.0, 9.0];
        assert_eq!(quantiles(&mut draws, [0.1, 0.5, 0.9]), [2.2, 9.0, 21.4]);
    }

    #[test]
    fn what_never_happens_sorts_last() {
        let mut draws = [f64::INFINITY, 2.0, f64::INFINITY, 1.0];
        let [p10, p90] = quantiles(&mut draws, [0.1, 0.9]);
        assert!(p10 < 2.0 && p90 == f64::INFINITY);
        assert_eq!(share_below(&draws, 2.0), 0.5);
    }
}
