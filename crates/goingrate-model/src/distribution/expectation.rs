//! The mean of a distribution: `E[pay] = Σ_i W_i ∫ exp(m_i + σ_i g_i(z)) φ(z) dz`, with its gradient.
//!
//! The integral over the normal score is that of a smooth function that vanishes at both ends, so the
//! trapezoidal rule converges geometrically (Trefethen & Weideman 2014, SIAM Review 56:385–458).

use crate::distribution::mixture::Linearised;
use crate::distribution::parts::{Part, Parts};
use crate::distribution::shape::Shape;
use crate::distribution::sums::{PartGradient, Sums};
use crate::distribution::{Distribution, normal};

/// Distance of the points: the error is about `exp(−2π/0.25)`, 1e-11.
const STEP: f64 = 0.25;

/// Points on either side of zero: to nine standard deviations, where the normal density is 1e-18.
const POINTS: i32 = 36;

/// A shape at one of the points.
struct ShapeAt {
    /// Weight of the point: the normal density times the step.
    weight: f64,
    /// Standardised log pay.
    g: f64,
    /// Its derivatives by skew and by the log tail weight.
    by_skew: f64,
    by_tail: f64,
}

/// A part's expectation of `exp(σ g)` and its derivatives by σ, skew and tail.
#[derive(Default)]
struct Moments {
    value: f64,
    by_spread: f64,
    by_skew: f64,
    by_tail: f64,
}

fn points(shape: &Shape) -> Vec<ShapeAt> {
    let at = |k: i32| {
        let z = f64::from(k) * STEP;
        let score = shape.score_at(z);
        let (by_skew, by_tail) = shape.sensitivity(&score);
        ShapeAt { weight: STEP * normal::density(z), g: shape.at(z), by_skew, by_tail }
    };
    (-POINTS..=POINTS).map(at).collect()
}

fn moments(points: &[ShapeAt], spread: f64) -> Moments {
    let mut moments = Moments::default();
    for at in points {
        let pay = at.weight * (spread * at.g).exp();
        moments.value += pay;
        moments.by_spread += pay * at.g;
        moments.by_skew += pay * spread * at.by_skew;
        moments.by_tail += pay * spread * at.by_tail;
    }
    moments
}

impl Parts {
    /// Each part with its moments and the logarithm of its weighted mean.
    fn moments(&self) -> Vec<(&Part, Moments, f64)> {
        let points: Vec<Vec<ShapeAt>> = self.shapes.iter().map(points).collect();
        let of = |part: &Part| {
            let moments = moments(&points[part.node as usize], part.spread);
            let ln = part.weight.ln() + part.location + moments.value.ln();
            (moments, ln)
        };
        let with_part = |part| {
            let (moments, ln) = of(part);
            (part, moments, ln)
        };
        self.all.iter().map(with_part).collect()
    }

    /// The logarithm of the mean of pay.
    pub fn ln_mean(&self) -> f64 {
        let lns: Vec<f64> = self.moments().into_iter().map(|part| part.2).collect();
        ln_sum(&lns)
    }
}

/// `ln Σ exp(x)`.
fn ln_sum(lns: &[f64]) -> f64 {
    let top = lns.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    top + lns.iter().map(|ln| (ln - top).exp()).sum::<f64>().ln()
}

impl Distribution<'_> {
    /// The logarithm of the mean of pay with its gradient, for an answer: of each part's own shape.
    pub fn linearised_expectation(&self) -> Linearised {
        let moments = self.parts.moments();
        let lns: Vec<f64> = moments.iter().map(|part| part.2).collect();
        let value = ln_sum(&lns);
        let mut sums = Sums::new(self.mixture);
        for (part, of, ln) in moments {
            let share = (ln - value).exp();
            let by = PartGradient {
                location: share,
                spread: share * part.spread * of.by_spread / of.value,
                skew: share * of.by_skew / of.value,
                tail: share * of.by_tail / of.value,
            };
            sums.add(&self.heights, part, by);
            // A heavier rung draws the mean to its own.
            sums.rungs[part.rung as usize].weight += share - part.weight;
        }
        self.linearised(value, &sums, 1.0)
    }
}
