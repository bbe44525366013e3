//! The shape of pay within one level: a standardised quantile function `g(z)`, monotone for any
//! parameters, with median 0 and the interquartile range of a standard normal.
//!
//! It is the sinh-arcsinh transformation of a normal variable (Jones and Pewsey, Biometrika 2009):
//! `raw(z) = sinh(a·asinh(z) + ε)`, re-centred and re-scaled. `ε` (skew) leans it to high pay,
//! `a = eᵗ` (tail) fattens both ends; `ε = t = 0` is the normal curve, one possibility among others.

use crate::distribution::normal;

/// Skew `ε` and log tail weight `t` of a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    skew: f64,
    /// `a = eᵗ`.
    tail: f64,
    /// `sinh ε` and `cosh ε`.
    centre: f64,
    widened: f64,
    scale: f64,
    /// `∂ scale / ∂ t` over `cosh ε`, the same for all shapes of one tail.
    scale_by_tail: f64,
}

/// A place on a shape: the normal score, and what its derivatives need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Normal score `z`.
    pub z: f64,
    /// `dg/dz` there.
    pub slope: f64,
    /// `asinh z`.
    u: f64,
    /// `sinh(a·u + ε)` and `cosh(a·u + ε)`.
    raw: f64,
    root: f64,
}

/// Skew and tail are kept within these bounds, where double precision is comfortable.
const SKEW_LIMIT: f64 = 1.5;
const TAIL_LIMIT: f64 = 1.0;

/// The upper quartile of a standard normal, and its `asinh`.
const QUARTILE: f64 = normal::UPPER_QUARTILE;
const ASINH_QUARTILE: f64 = 0.631_642_561_616_552_5;

/// `(sinh x, cosh x)` by one exponential; exact enough where both are of the size of one.
fn sinh_cosh(x: f64) -> (f64, f64) {
    let e = x.exp();
    (0.5 * (e - 1.0 / e), 0.5 * (e + 1.0 / e))
}

impl Shape {
    /// The shape of a skew and a log tail weight; both are cut to ±1.5 and ±1.
    pub fn new(skew: f64, tail: f64) -> Shape {
        let skew = skew.clamp(-SKEW_LIMIT, SKEW_LIMIT);
        let tail = tail.clamp(-TAIL_LIMIT, TAIL_LIMIT).exp();
        // sinh(a·u + ε) − sinh(ε − a·u) = 2 cosh ε · sinh a·u, u the asinh of the quartile.
        let (sinh, cosh) = sinh_cosh(tail * ASINH_QUARTILE);
        let (centre, widened) = sinh_cosh(skew);
        let scale = widened * sinh / QUARTILE;
        let scale_by_tail = tail * ASINH_QUARTILE * cosh / QUARTILE;
        Shape { skew, tail, centre, widened, scale, scale_by_tail }
    }

    /// `g(z)`: the standardised log pay of somebody at `z` on the normal scale.
    pub fn at(&self, z: f64) -> f64 {
        ((self.tail * z.asinh() + self.skew).sinh() - self.centre) / self.scale
    }

    /// Where `x` stands, for the price of one logarithm and one exponential.
    pub fn score(&self, x: f64) -> Score {
        let raw = self.scale * x + self.centre;
        let root = (1.0 + raw * raw).sqrt();
        let asinh = ((raw.abs() + root).ln()).copysign(raw);
        let u = (asinh - self.skew) / self.tail;
        let (z, cosh) = sinh_cosh(u);
        Score { z, slope: root * self.tail / (cosh * self.scale), u, raw, root }
    }

    /// What derivatives at normal score `z` need.
    pub fn score_at(&self, z: f64) -> Score {
        let u = z.asinh();
        let (raw, root) = sinh_cosh(self.tail * u + self.skew);
        let slope = root * self.tail / ((1.0 + z * z).sqrt() * self.scale);
        Score { z, slope, u, raw, root }
    }

    /// `(∂g/∂skew, ∂g/∂tail)` at a fixed score, `tail` being the logarithm `t`.
    pub fn sensitivity(&self, at: &Score) -> (f64, f64) {
        let g = (at.raw - self.centre) / self.scale;
        let scale_by_skew = self.scale * self.centre / self.widened;
        let scale_by_tail = self.scale_by_tail * self.widened;
        let by_skew = (at.root - self.widened - g * scale_by_skew) / self.scale;
        let by_tail = (at.root * self.tail * at.u - g * scale_by_tail) / self.scale;
        (by_skew, by_tail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartile_is_its_own() {
        assert!((QUARTILE.asinh() - ASINH_QUARTILE).abs() < 1e-15);
    }

    #[test]
    fn is_normal_without_skew_and_tail() {
        let shape = Shape::new(0.0, 0.0);
        for z in [-2.0, -0.5, 0.0, 1.3] {
            assert!((shape.at(z) - z).abs() < 1e-12);
        }
    }

    #[test]
    fn score_inverts_and_derivatives_agree_with_differences() {
        let h = 1e-6;
        for (skew, tail) in [(0.0, 0.0), (0.3, 0.1), (-0.4, -0.2), (0.8, 0.4)] {
            let shape = Shape::new(skew, tail);
            for z in [-2.3, -1.0, -0.1, 0.0, 0.7, 2.0] {
                let score = shape.score(shape.at(z));
                assert!((score.z - z).abs() < 1e-10);
                let difference = (shape.at(z + h) - shape.at(z - h)) / (2.0 * h);
                assert!((score.slope - difference).abs() < 1e-7);
                let (by_skew, by_tail) = shape.sensitivity(&score);
                let d = (Shape::new(skew + h, tail).at(z) - Shape::new(skew - h, tail).at(z))
                    / (2.0 * h);
                assert!((by_skew - d).abs() < 1e-7, "{skew} {tail} {z}: {by_skew} {d}");
                let d = (Shape::new(skew, tail + h).at(z) - Shape::new(skew, tail - h).at(z))
                    / (2.0 * h);
                assert!((by_tail - d).abs() < 1e-7);
            }
        }
    }
}
