//! What a cell says at given effects.
//!
//! Log pay of a profile is `m + s·t₅`, `s` the scale of a t distribution with the spread's
//! interquartile range. Each bucket has the weight of the expectation step
//! (Lange, Little & Taylor 1989, JASA 84:881–896)
//!
//! ```text
//! w = (ν + 1) / (ν + q),   q = ((y − m)² + v)/s²
//! ```
//!
//! with `v` the posterior variance of m, so that what the effects swallowed of the residuals is
//! counted in (this is what REML adds to maximum likelihood). Both lines are one step of Fisher
//! scoring, so that their variances are those of the estimates (the weighted mean is where the
//! centre's ends, too, but its `s²/Σnw` is the variance of normal log pay: a quarter too small).
//! The centre's is `Σnw(y − m)/N(ν + 1)/(ν + 3)` with variance `s²/N·(ν + 3)/(ν + 1)`; the spread's
//! `f·Σn(wq − 1)/I` with the information `I = f²N·2ν/(ν + 3)`, `f` the part of s² that is spread and
//! not rounding.

use crate::distribution::mixture::{self, LadderAt, dot};
use crate::rows::cells::rows::{CellFigure, CellRows};

/// Degrees of freedom of log pay around its centre.
pub(crate) const DEGREES: f64 = 5.0;

/// Information on the centre of a t distribution, against that of a normal one of the same scale:
/// (ν + 1)/(ν + 3).
pub(crate) const INFORMATION: f64 = (DEGREES + 1.0) / (DEGREES + 3.0);

/// Scale of a t distribution with five degrees of freedom whose interquartile range is that of the
/// standard normal: 0.674490 / 0.726687.
pub(crate) const T_SCALE: f64 = 0.928_171;

/// What all cells share at given effects.
#[derive(Debug)]
pub(crate) struct Around {
    ladders: Vec<LadderAt>,
    /// How far a country lies above its average node, and the variance of the centres of its areas.
    nations: Vec<(f64, f64)>,
}

impl CellRows {
    /// What all cells share at these effects.
    pub(crate) fn around(&self, theta: &[f64]) -> Around {
        Around {
            ladders: self.ladders.iter().map(|ladder| ladder.at(theta)).collect(),
            nations: self.nations.iter().map(|nation| nation.above_average(theta)).collect(),
        }
    }
}

/// Where the figures of a cell lie at given effects.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CellAt {
    pub centre: f64,
    /// Log of the spread among people of one level and place.
    pub ln_spread: f64,
    /// Variance of what its people may differ in and do not state: areas of a country, and levels that
    /// years stand for.
    pub between: f64,
}

impl CellAt {
    /// The spread of all its people together.
    pub fn spread(&self) -> f64 {
        self.ln_spread.exp().hypot(self.between.sqrt())
    }
}

/// Sd of rounding, in logs: people state pay in round figures, and a hundred equal figures are not a
/// spread of zero.
pub(crate) const ROUNDING: f64 = 0.03;

/// Below this part of spread in s² the information on it is not let fall any further: the gradient
/// vanishes there, and a step of one divided by the other would leap.
const LEAST_PART: f64 = 0.3;

/// A cell's line of the system: what it says about its form, and how exactly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CellObservation {
    pub value: f64,
    pub variance: f64,
}

impl CellFigure {
    /// Where its figures lie at these effects.
    pub(crate) fn at(&self, around: &Around, theta: &[f64]) -> CellAt {
        let height = self.height(around, theta);
        let stretch = dot(&self.stretch, theta).exp();
        let (nation, of_nation) = self.nation.map_or((0.0, 0.0), |nation| around.nations[nation]);
        let levels = stretch * stretch * self.variance_of_levels(around);
        CellAt {
            centre: dot(&self.location, theta) + stretch * height + nation,
            ln_spread: dot(&self.spread, theta),
            between: of_nation + levels,
        }
    }

    /// The variance of the heights of the levels that its people may have.
    fn variance_of_levels(&self, around: &Around) -> f64 {
        let heights = || {
            self.rungs.iter().map(|&(ladder, level, share)| {
                (share, around.ladders[ladder].heights[level] - around.ladders[ladder].centre)
            })
        };
        let mean: f64 = heights().map(|(share, height)| share * height).sum();
        heights().map(|(share, height)| share * (height - mean).powi(2)).sum()
    }

    /// The height of its levels above the mean of their ladders, before any stretch.
    fn height(&self, around: &Around, theta: &[f64]) -> f64 {
        let height = |&(ladder, level, share): &(usize, usize, f64)| {
            let ladder = &around.ladders[ladder];
            share * (ladder.heights[level] - ladder.centre)
        };
        self.rungs.iter().map(height).sum::<f64>() + mixture::height(&self.across, theta)
    }

    /// Whether it teaches anything of the ladder.
    pub(crate) fn teaches_ladder(&self) -> bool {
        !(self.steps.is_empty() && self.taught.is_empty())
    }

    /// The gradient by the steps and by the stretch: column and derivative.
    pub(crate) fn ladder_gradient<'a>(
        &'a self,
        around: &Around,
        theta: &'a [f64],
    ) -> impl Iterator<Item = (u32, f64)> + 'a {
        let stretch = dot(&self.stretch, theta).exp();
        let stretched = stretch * self.height(around, theta);
        let steps = self.steps.iter();
        steps
            .map(move |&(c, sign, size)| (c, stretch * sign * size * theta[c as usize].exp()))
            .chain(self.taught.iter().map(move |&(c, weight)| (c, weight * stretched)))
    }

    /// The two lines at these effects; `variance` is the posterior variance of the centre.
    pub(crate) fn says(
        &self,
        around: &Around,
        theta: &[f64],
        variance: f64,
    ) -> [CellObservation; 2] {
        let at = self.at(around, theta);
        let centre = at.centre;
        let own = (T_SCALE * at.ln_spread.exp()).powi(2);
        let scale = (T_SCALE * at.spread()).powi(2) + ROUNDING * ROUNDING;
        let (mut records, mut sum, mut score) = (0.0, 0.0, 0.0);
        for &(y, n) in &self.buckets {
            let q = ((y - centre).powi(2) + variance) / scale;
            let w = (DEGREES + 1.0) / (DEGREES + q);
            records += n;
            sum += n * w * (y - centre);
            score += n * (w * q - 1.0);
        }
        let steps: f64 =
            self.ladder_gradient(around, theta).map(|(c, d)| d * theta[c as usize]).sum();
        // Where rounding and what is known beside are all there is, a cell says nothing of the spread.
        let part = own / scale;
        let curvature = part.max(LEAST_PART);
        let information = curvature * curvature * records * 2.0 * DEGREES / (DEGREES + 3.0);
        let linear = dot(&self.location, theta) + steps;
        [
            CellObservation {
                value: linear + sum / (INFORMATION * records),
                variance: scale / (INFORMATION * records),
            },
            CellObservation {
                value: dot(&self.spread, theta) + part * score / information,
                variance: information.recip(),
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cell around zero with spread one, alone on two columns.
    fn says(buckets: &[(f64, f64)], theta: &[f64; 2]) -> [CellObservation; 2] {
        let figure = CellFigure {
            location: vec![(0, 1.0)],
            spread: vec![(1, 1.0)],
            buckets: buckets.to_vec(),
            ..CellFigure::default()
        };
        figure.says(&CellRows::default().around(theta), theta, 0.0)
    }

    #[test]
    fn an_absurd_bucket_hardly_moves_its_cell() {
        let usual = [(-0.5, 40.0), (0.0, 100.0), (0.5, 40.0)];
        let [centre, _] = says(&usual, &[0.0, 0.0]);
        let mut all = usual.to_vec();
        all.push((12.0, 2.0));
        let [moved, _] = says(&all, &[0.0, 0.0]);
        assert!(centre.value.abs() < 1e-9);
        // The plain mean would move by 0.13.
        assert!(moved.value.abs() < 0.02, "{}", moved.value);
    }

    #[test]
    fn a_spread_that_is_right_is_left_alone_and_a_wrong_one_is_not() {
        // Quantiles of a t distribution with five degrees of freedom at 1/8, 3/8, 5/8, 7/8.
        let t = [-1.301, -0.337, 0.337, 1.301].map(|q| (T_SCALE * q, 25.0));
        let [_, right] = says(&t, &[0.0, 0.0]);
        let [_, narrow] = says(&t, &[0.0, -1.0]);
        assert!(right.value.abs() < 0.35, "{}", right.value);
        assert!(narrow.value > -1.0 + 0.3, "{}", narrow.value);
    }

    #[test]
    fn equal_figures_do_not_ask_for_a_spread_of_zero_for_ever() {
        let equal = [(0.0, 500.0)];
        let pull = |ln_spread: f64| says(&equal, &[0.0, ln_spread])[1].value - ln_spread;
        assert!(pull(-6.0).abs() < 0.1 * pull(-1.0).abs(), "{} {}", pull(-6.0), pull(-1.0));
    }
}
