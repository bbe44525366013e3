//! The parts of a mixture at given effects, each a location, a spread and a shape: its distribution
//! function and its quantiles.

use crate::distribution::normal;
use crate::distribution::shape::{Score, Shape};

/// One part of the mixture: a component at a rung of the ladder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub node: u32,
    pub rung: u32,
    pub weight: f64,
    pub location: f64,
    pub spread: f64,
}

/// A part of the mixture at an amount: standardised log pay, its score on the part's shape, and the
/// part's distribution function and density of log pay there.
pub(crate) struct PartAt {
    pub x: f64,
    pub score: Score,
    pub below: f64,
    pub density: f64,
}

/// The parts of a mixture.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    /// The shape of each component.
    pub shapes: Vec<Shape>,
    /// Every component at every rung that weighs anything.
    pub all: Vec<Part>,
}

/// Quantiles of mixtures are solved to this error, in logs: Newton's next step would be its square.
const QUANTILE_ERROR: f64 = 1e-9;

/// A step of Newton's shorter than this leaves an error of about its square times the slope of the
/// log density, which is below [`QUANTILE_ERROR`] for any spread of pay.
const NEWTON_LAST: f64 = 1e-5;

/// Newton's method from a near guess settles within a few steps or not at all.
const NEWTON_STEPS: usize = 8;

impl Parts {
    /// `(F, f)` of log pay at `ln_pay`.
    pub fn cdf(&self, ln_pay: f64) -> (f64, f64) {
        let mut total = (0.0, 0.0);
        for part in &self.all {
            let at = self.part_at(part, ln_pay);
            total.0 += part.weight * at.below;
            total.1 += part.weight * at.density;
        }
        total
    }

    pub fn part_at(&self, part: &Part, ln_pay: f64) -> PartAt {
        let x = (ln_pay - part.location) / part.spread;
        let score = self.shapes[part.node as usize].score(x);
        let (below, density) = normal::cdf_and_density(score.z);
        PartAt { x, score, below, density: density / (score.slope * part.spread) }
    }

    /// The quantile of log pay at `p`, `0 < p < 1`: closed for one part, else Newton's method kept
    /// inside a bracket.
    pub fn quantile(&self, p: f64) -> f64 {
        self.quantile_near(p, f64::NAN)
    }

    /// The same, searched from a guess: an earlier value of this quantile, or NaN for none.
    pub fn quantile_near(&self, p: f64, guess: f64) -> f64 {
        let z = normal::quantile(p);
        if let [part] = self.all.as_slice() {
            return self.part_quantile(part, z);
        }
        if let Some(found) = guess.is_finite().then(|| self.newton(p, guess)).flatten() {
            return found;
        }
        let each = self.all.iter().map(|part| self.part_quantile(part, z));
        let (mut low, mut high, mut q) = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
        for (quantile, part) in each.zip(&self.all) {
            low = low.min(quantile);
            high = high.max(quantile);
            q += part.weight * quantile;
        }
        self.refine(p, low, high, q)
    }

    /// The quantile of one part at normal score `z`.
    fn part_quantile(&self, part: &Part, z: f64) -> f64 {
        part.location + part.spread * self.shapes[part.node as usize].at(z)
    }

    /// Plain Newton from a near guess; `None` where it does not settle at once.
    fn newton(&self, p: f64, mut q: f64) -> Option<f64> {
        for _ in 0..NEWTON_STEPS {
            let (f, density) = self.cdf(q);
            let step = (f - p) / density;
            q -= step;
            if step.abs() < NEWTON_LAST {
                return Some(q);
            }
            if step.is_nan() || step.abs() >= 0.3 {
                return None;
            }
        }
        None
    }

    /// Newton's method on `F(q) = p`, with bisection where it would leave `[low, high]`.
    fn refine(&self, p: f64, mut low: f64, mut high: f64, start: f64) -> f64 {
        let mut q = start.clamp(low, high);
        for _ in 0..100 {
            let (f, density) = self.cdf(q);
            if f < p {
                low = low.max(q);
            } else {
                high = high.min(q);
            }
            let newton = q - (f - p) / density;
            let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
            if (next - q).abs() < QUANTILE_ERROR {
                return next;
            }
            q = next;
        }
        q
    }
}
