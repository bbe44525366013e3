//! Sampling errors of percentiles: what is off because only some people were asked.

use crate::distribution::normal;

/// Covariance of two log percentiles, `cov(ln q_i, ln q_j) = p_i (1 − p_j) / (n f_i f_j)` for `p_i ≤ p_j`,
/// of a sample of `people` whose log pay is normal with this spread; `f` is its density. A percentile
/// with itself has its variance.
pub(super) fn covariance(p: f64, r: f64, people: f64, spread: f64) -> f64 {
    let density = |p: f64| normal::density(normal::quantile(p)) / spread;
    let (low, high) = if p <= r { (p, r) } else { (r, p) };
    low * (1.0 - high) / (people * density(low) * density(high))
}

/// Covariances of stated percentiles (probability and log pay), row by row, with their own spread.
pub(super) fn covariances(observed: &[(f64, f64)], people: f64) -> Vec<f64> {
    let spread = stated_spread(observed);
    let pair = |(p, _): (f64, f64), (r, _): (f64, f64)| covariance(p, r, people, spread);
    observed.iter().flat_map(|&a| observed.iter().map(move |&b| pair(a, b))).collect()
}

/// The number of people that makes the mean's relative standard error what it is: `(CV/RSE)²`, with
/// the variation of a log-normal of the percentiles' own spread.
pub(super) fn people(observed: &[(f64, f64)], rse: f64) -> f64 {
    (variation(observed) / rse.max(SMALLEST_RSE)).powi(2).max(1.0)
}

/// The relative standard error of the mean of so many people.
pub(super) fn error_of_mean(observed: &[(f64, f64)], people: f64) -> f64 {
    variation(observed) / people.sqrt()
}

/// The coefficient of variation of a log-normal of the percentiles' own spread.
fn variation(observed: &[(f64, f64)]) -> f64 {
    let spread = stated_spread(observed);
    (spread * spread).exp_m1().sqrt()
}

/// Relative standard errors are published to 0.1 %: a printed zero is at most half of that.
const SMALLEST_RSE: f64 = 0.000_5;

/// Sd of log pay where the percentiles do not say it.
const USUAL_SPREAD: f64 = 0.3;

/// Sd of log pay from the outermost stated percentiles.
fn stated_spread(observed: &[(f64, f64)]) -> f64 {
    let (Some(first), Some(last)) = (observed.first(), observed.last()) else {
        return USUAL_SPREAD;
    };
    let scores = normal::quantile(last.0) - normal::quantile(first.0);
    let spread = (last.1 - first.1) / scores;
    if spread.is_finite() && spread > 0.05 { spread } else { USUAL_SPREAD }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: [(f64, f64); 3] = [(0.25, 11.0), (0.5, 11.2), (0.75, 11.4)];

    #[test]
    fn the_median_of_many_is_surer_and_neighbours_err_together() {
        let at = |people: f64, i: usize, j: usize| covariances(&SAID, people)[3 * i + j];
        // The variance of the median of a normal is π/2 times that of its mean.
        let spread = 0.4 / (normal::quantile(0.75) - normal::quantile(0.25));
        let wanted = std::f64::consts::FRAC_PI_2 * spread * spread / 100.0;
        assert!((at(100.0, 1, 1) / wanted - 1.0).abs() < 1e-9);
        assert!((at(400.0, 1, 1) * 4.0 / wanted - 1.0).abs() < 1e-9);
        assert_eq!(at(100.0, 0, 1), at(100.0, 1, 0));
        assert!(at(100.0, 0, 2) > 0.0 && at(100.0, 0, 2) < at(100.0, 0, 1));
    }

    #[test]
    fn an_error_of_the_mean_is_a_number_of_people_and_back() {
        let error = error_of_mean(&SAID, 150.0);
        assert!((people(&SAID, error) - 150.0).abs() < 1e-6);
        assert!(people(&SAID, 0.0).is_finite() && people(&SAID, 10.0) == 1.0);
        assert!(error_of_mean(&[], 4.0) > 0.0);
    }
}
