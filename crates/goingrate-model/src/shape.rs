//! The shape of pay within one level: a standardised quantile function `g(z)`, monotone for any
//! parameters, with median 0 and the interquartile range of a standard normal.
//!
//! It is the sinh-arcsinh transformation of a normal variable (Jones and Pewsey, Biometrika 2009):
//! `raw(z) = sinh(a·asinh(z) + ε)`, re-centred and re-scaled. `ε` (skew) leans it to high pay,
//! `a = eᵗ` (tail) fattens both ends; `ε = t = 0` is the normal curve, one possibility among others.

use crate::normal;

/// Skew `ε` and log tail weight `t` of a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    skew: f64,
    tail: f64,
    centre: f64,
    scale: f64,
}

/// Skew and tail are kept within these bounds, where double precision is comfortable.
const SKEW_LIMIT: f64 = 1.5;
const TAIL_LIMIT: f64 = 1.0;

/// `asinh` of the upper quartile of a standard normal, computed once.
fn quartile() -> (f64, f64) {
    let z = normal::UPPER_QUARTILE;
    (z, z.asinh())
}

impl Shape {
    /// The shape of a skew and a log tail weight; both are cut to ±1.5 and ±1.
    pub fn new(skew: f64, tail: f64) -> Shape {
        let skew = skew.clamp(-SKEW_LIMIT, SKEW_LIMIT);
        let tail = tail.clamp(-TAIL_LIMIT, TAIL_LIMIT);
        let (z, asinh) = quartile();
        let a = tail.exp();
        let spread = (a * asinh + skew).sinh() - (skew - a * asinh).sinh();
        Shape { skew, tail: a, centre: skew.sinh(), scale: spread / (2.0 * z) }
    }

    /// `g(z)`: the standardised log pay of somebody at `z` on the normal scale.
    pub fn at(&self, z: f64) -> f64 {
        ((self.tail * z.asinh() + self.skew).sinh() - self.centre) / self.scale
    }

    /// The normal score of `x` and `dg/dz` there, for the price of one logarithm and one
    /// exponential.
    pub fn score_and_slope(&self, x: f64) -> (f64, f64) {
        let raw = self.scale * x + self.centre;
        let root = (1.0 + raw * raw).sqrt();
        let asinh = ((raw.abs() + root).ln()).copysign(raw);
        let u = (asinh - self.skew) / self.tail;
        let e = u.exp();
        let (z, cosh) = (0.5 * (e - 1.0 / e), 0.5 * (e + 1.0 / e));
        (z, root * self.tail / (cosh * self.scale))
    }

    /// `(∂g/∂skew, ∂g/∂tail)` at a fixed `z`, `tail` being the logarithm `t`.
    pub fn sensitivity(&self, z: f64) -> (f64, f64) {
        let (z75, u75) = quartile();
        let (a, e) = (self.tail, self.skew);
        let inner = a * z.asinh() + e;
        let raw = inner.sinh() - self.centre;
        let (upper, lower) = ((a * u75 + e).cosh(), (e - a * u75).cosh());
        let scale_by_skew = (upper - lower) / (2.0 * z75);
        let scale_by_tail = a * u75 * (upper + lower) / (2.0 * z75);
        let by_skew = (inner.cosh() - e.cosh() - raw / self.scale * scale_by_skew) / self.scale;
        let by_tail =
            (inner.cosh() * a * z.asinh() - raw / self.scale * scale_by_tail) / self.scale;
        (by_skew, by_tail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
                let (score, slope) = shape.score_and_slope(shape.at(z));
                assert!((score - z).abs() < 1e-10);
                let difference = (shape.at(z + h) - shape.at(z - h)) / (2.0 * h);
                assert!((slope - difference).abs() < 1e-7);
                let (by_skew, by_tail) = shape.sensitivity(z);
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
