//! A team's own past: what it estimated and what it needed, and what that changes in the error.

use super::Overrun;
use crate::quantiles;

/// The carried spread counts as much as so many projects of one's own.
const PRIOR_PROJECTS: f64 = 10.0;
/// Sd of the log by which teams differ in their middle: that of the sets behind the carried figures.
const BETWEEN_TEAMS: f64 = 0.12;
/// The carried tail counts as much as so many projects beyond P80.
const PRIOR_TAIL: f64 = 20.0;
/// The tail is looked at from so many projects on.
const FOR_A_TAIL: usize = 25;
/// A single project counts for no more than so many sds from the middle.
const FARTHEST: f64 = 3.0;

/// One project of the past, in any unit of work, both in the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Past {
    /// What was estimated, above zero.
    pub estimated: f64,
    /// What was needed, above zero.
    pub actual: f64,
}

/// What the past changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recalibration {
    /// Projects that were read.
    pub projects: usize,
    /// The middle of their ratios.
    pub own_middle: f64,
    /// The error before.
    pub before: Overrun,
    /// The error that is taken.
    pub after: Overrun,
}

/// The error of a team with a past: the middle is drawn to the team's own by how many projects there are
/// against how much teams differ; the spread and the tail are weighted with the carried ones. Of no
/// projects nothing changes.
///
/// ```
/// use goingrate_plan::project::{Overrun, Past, recalibrate};
/// let carried = Overrun { low: 0.68, high: 1.62, ..Overrun::none() };
/// let past = vec![Past { estimated: 100.0, actual: 130.0 }; 12];
/// let own = recalibrate(&carried, &past).after;
/// assert!(own.middle > 1.1 && own.middle < 1.3, "most of the way to 1.3");
/// assert!(own.high / own.low < 1.62 / 0.68, "surer than teams without a past");
/// ```
pub fn recalibrate(before: &Overrun, past: &[Past]) -> Recalibration {
    let ratios: Vec<f64> = past.iter().map(|past| (past.actual / past.estimated).ln()).collect();
    if ratios.is_empty() {
        return Recalibration { projects: 0, own_middle: 1.0, before: *before, after: *before };
    }
    let n = ratios.len() as f64;
    let [own] = quantiles(&mut ratios.clone(), [0.5]);
    let sd = before.sd().max(0.05);
    // A median is less sure than a mean: pi / 2 times the variance.
    let of_own = 1.0 / (std::f64::consts::FRAC_PI_2 * sd * sd / n);
    let of_carried = 1.0 / BETWEEN_TEAMS.powi(2);
    let middle = (of_own * own + of_carried * before.middle.ln()) / (of_own + of_carried);
    let off = |ratio: &f64| (ratio - own).clamp(-FARTHEST * sd, FARTHEST * sd).powi(2);
    let squares: f64 = ratios.iter().map(off).sum();
    let variance = (PRIOR_PROJECTS * sd * sd + squares) / (PRIOR_PROJECTS + n);
    let narrower = (variance / (sd * sd)).sqrt();
    let end = |end: f64| (middle + narrower * (end / before.middle).ln()).exp();
    let after = Overrun {
        low: end(before.low),
        middle: middle.exp(),
        high: end(before.high),
        tail: tail(before.tail, &ratios),
        ..*before
    };
    Recalibration { projects: past.len(), own_middle: own.exp(), before: *before, after }
}

/// Hill's estimate on the upper fifth, weighted with the carried index (Hill 1975, Annals of Statistics
/// 3:1163–1174).
fn tail(before: f64, ratios: &[f64]) -> f64 {
    if ratios.len() < FOR_A_TAIL {
        return before;
    }
    let [from] = quantiles(&mut ratios.to_vec(), [0.8]);
    let beyond: Vec<f64> = ratios.iter().map(|r| r - from).filter(|over| *over > 0.0).collect();
    let excess: f64 = beyond.iter().sum();
    (PRIOR_TAIL + beyond.len() as f64) / (PRIOR_TAIL / before + excess)
}

#[cfg(test)]
mod tests {
    use super::*;
    use goingrate_model::{SeededRng, Z80};

    fn drawn(middle: f64, sd: f64, n: usize) -> Vec<Past> {
        let mut rng = SeededRng::new(3);
        let ratio = |_| (middle + sd * rng.normal()).exp();
        (0..n).map(ratio).map(|actual| Past { estimated: 1.0, actual }).collect()
    }

    fn carried() -> Overrun {
        Overrun { low: 0.68, high: 1.62, ..Overrun::none() }
    }

    #[test]
    fn a_long_past_is_taken_as_it_is() {
        let own = recalibrate(&carried(), &drawn(0.3, 0.2, 2_000)).after;
        assert!((own.middle / 0.3f64.exp() - 1.0).abs() < 0.02, "{own:?}");
        let sd = (own.high / own.low).ln() / (2.0 * Z80);
        assert!((sd / 0.2 - 1.0).abs() < 0.06, "{own:?}");
        assert!(own.tail > 3.0, "a normal has a thinner tail: {own:?}");
    }

    #[test]
    fn a_short_past_moves_little() {
        let told = recalibrate(&carried(), &drawn(0.3, 0.2, 2));
        let (moved, own) = (told.after.middle.ln(), told.own_middle.ln());
        // Two projects weigh 2 / (pi / 2 * 0.34^2) = 11 against 69.
        assert!(moved > 0.1 * own && moved < 0.2 * own, "{told:?}");
        assert_eq!(told.after.tail, 3.0);
        assert_eq!(recalibrate(&carried(), &[]).after, carried());
    }
}
