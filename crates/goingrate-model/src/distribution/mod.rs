//! A distribution of pay at given effects: its quantiles and its mean, each with the gradient that makes
//! a row of it.
//!
//! `Σ_i W_i F_i(q) = p` defines the quantile; by implicit differentiation
//! `d ln q = Σ_i w_i (dm_i + x_i σ_i d ln σ_i + σ_i dg_i) − Σ_i dW_i F_i / f`, with
//! `w_i ∝ W_i f_i(ln q)`, `Σ w_i = 1`, `x_i = (ln q − m_i)/σ_i` (docs/METHOD.md, "All-level
//! quantiles").

use crate::distribution::mixture::{
    Columns, LadderAt, Linearised, Mixture, Rung, Weight, dot, height, push,
};
use crate::distribution::parts::{Part, Parts};
use crate::distribution::shape::Shape;
use crate::distribution::sums::{Heights, PartGradient, Sums};

mod curve;
mod expectation;
pub(crate) mod mixture;
pub(crate) mod normal;
pub(crate) mod parts;
pub(crate) mod shape;
mod sums;

/// A distribution at given effects: its distribution function, quantiles and gradients.
#[derive(Clone, Debug)]
pub struct Distribution<'a> {
    mixture: &'a Mixture,
    theta: &'a [f64],
    ladders: Vec<LadderAt>,
    heights: Heights,
    parts: Parts,
}

/// Parts lighter than this do not move any figure that is shown.
const NEGLIGIBLE: f64 = 1e-12;

impl Mixture {
    /// The distribution at effects `theta`.
    pub fn at<'a>(&'a self, theta: &'a [f64]) -> Distribution<'a> {
        let slope = self.slope.map_or(0.0, |column| theta[column as usize]);
        let tail = self.tail.map_or(0.0, |column| theta[column as usize]);
        let ladders: Vec<LadderAt> = self.ladders.iter().map(|ladder| ladder.at(theta)).collect();
        let above = |rung: &Rung| height(&rung.steps, theta) - ladders[rung.ladder].centre;
        let rungs: Vec<f64> = self.rungs.iter().map(above).collect();
        let weights = self.weights(&ladders);
        let (mut stretches, mut shapes) = (Vec::new(), Vec::new());
        let mut parts = Vec::with_capacity(self.components.len() * self.rungs.len());
        for (n, node) in self.components.iter().enumerate() {
            let stretch = dot(&node.stretch, theta).exp();
            let location = node.offset + dot(&node.location, theta);
            let spread = dot(&node.spread, theta);
            stretches.push(stretch);
            shapes.push(Shape::new(dot(&node.skew, theta), tail));
            for (r, rung) in self.rungs.iter().enumerate() {
                let weight = node.weight * weights[r];
                let height = rungs[r] * stretch;
                let location = location + height + dot(&rung.location, theta);
                let spread = (spread + slope * height).exp();
                parts.push(Part { node: n as u32, rung: r as u32, weight, location, spread });
            }
        }
        parts.retain(|part| part.weight > NEGLIGIBLE);
        let heights = Heights { stretches, rungs, slope };
        let parts = Parts { shapes, all: parts };
        Distribution { mixture: self, theta, ladders, heights, parts }
    }
}

impl Distribution<'_> {
    /// The parts of the mixture, on their own.
    pub(crate) fn into_parts(self) -> Parts {
        self.parts
    }

    /// `(F, f)` of log pay at `ln_pay`.
    pub fn cdf(&self, ln_pay: f64) -> (f64, f64) {
        self.parts.cdf(ln_pay)
    }

    /// The quantile of log pay at `p`, `0 < p < 1`.
    pub fn quantile(&self, p: f64) -> f64 {
        self.parts.quantile(p)
    }

    /// The same, searched from a guess: an earlier value of this quantile, or NaN for none.
    pub fn quantile_near(&self, p: f64, guess: f64) -> f64 {
        self.parts.quantile_near(p, guess)
    }

    /// The quantile at `p` with its gradient.
    pub fn linearised_quantile(&self, p: f64) -> Linearised {
        self.linearised_quantile_near(p, f64::NAN)
    }

    /// The same, searched from a guess: an earlier value of this quantile, or NaN for none.
    pub fn linearised_quantile_near(&self, p: f64, guess: f64) -> Linearised {
        let value = self.parts.quantile_near(p, guess);
        let mut sums = Sums::new(self.mixture);
        for part in &self.parts.all {
            let at = self.parts.part_at(part, value);
            let weight = part.weight * at.density;
            let shape = &self.parts.shapes[part.node as usize];
            let (by_skew, by_tail) = shape.sensitivity(&at.score);
            let scaled = weight * part.spread;
            let by = PartGradient {
                location: weight,
                spread: scaled * at.x,
                skew: scaled * by_skew,
                tail: scaled * by_tail,
            };
            sums.add(&self.heights, part, by);
            // A heavier rung lowers the quantile by its distribution function there.
            sums.rungs[part.rung as usize].weight -= part.weight * (at.below - p);
        }
        self.linearised(value, &sums, 1.0 / sums.location)
    }

    /// The logarithm of the mean as rows of evidence have it, with its gradient: within a part, centre
    /// plus half the squared spread, as if its shape were normal.
    pub fn linearised_mean(&self) -> Linearised {
        let log_mean = |part: &Part| part.location + 0.5 * part.spread * part.spread;
        let top = self.parts.all.iter().map(log_mean).fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = self.parts.all.iter().map(|p| p.weight * (log_mean(p) - top).exp()).sum();
        let mut sums = Sums::new(self.mixture);
        for part in &self.parts.all {
            let weight = part.weight * (log_mean(part) - top).exp() / total;
            let by = PartGradient {
                location: weight,
                spread: weight * part.spread * part.spread,
                skew: 0.0,
                tail: 0.0,
            };
            sums.add(&self.heights, part, by);
            sums.rungs[part.rung as usize].weight += weight - part.weight;
        }
        self.linearised(top + total.ln(), &sums, 1.0)
    }

    /// A value with the derivatives by node and by rung, times `factor`, as derivatives over columns.
    fn linearised(&self, value: f64, sums: &Sums, factor: f64) -> Linearised {
        let mut gradient = Columns::with_capacity(64);
        for (node, sum) in self.mixture.components.iter().zip(&sums.components) {
            push(&mut gradient, &node.location, factor * sum.location);
            push(&mut gradient, &node.spread, factor * sum.spread);
            push(&mut gradient, &node.skew, factor * sum.skew);
            push(&mut gradient, &node.stretch, factor * sum.stretch);
        }
        for (rung, sum) in self.mixture.rungs.iter().zip(&sums.rungs) {
            push(&mut gradient, &rung.location, factor * sum.location);
        }
        let mut left_out = Columns::new();
        let ladder = if self.mixture.open { &mut left_out } else { &mut gradient };
        self.push_ladder(sums, factor, ladder);
        gradient.extend(self.mixture.tail.map(|column| (column, factor * sums.tail)));
        Linearised { value, gradient, left_out }
    }

    /// What goes through the ladder: steps, centre, and the slope of the spread.
    fn push_ladder(&self, sums: &Sums, factor: f64, gradient: &mut Columns) {
        for (rung, sum) in self.mixture.rungs.iter().zip(&sums.rungs) {
            for &(column, sign, known) in &rung.steps {
                let step = known * self.theta[column as usize].exp();
                gradient.push((column, factor * sign * step * sum.height));
            }
            let (form, at) = (&self.mixture.ladders[rung.ladder], &self.ladders[rung.ladder]);
            if let Weight::Share(level) = rung.weight {
                push(gradient, &form.levels[level].1, factor * sum.weight);
            }
            form.push_centre(at, self.theta, -factor * sum.height, gradient);
        }
        gradient.extend(self.mixture.slope.map(|column| (column, factor * sums.slope)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::mixture::{LadderForm, MixtureComponent};

    /// Two places, three levels, every sort of effect once.
    fn example(shares: bool) -> (Mixture, Vec<f64>) {
        let node = |weight, column| MixtureComponent {
            weight,
            offset: 0.1,
            location: vec![(0, 1.0), (column, 1.0)],
            spread: vec![(3, 1.0), (4, weight)],
            skew: vec![(5, 1.0)],
            stretch: vec![(6, 1.0)],
        };
        let levels = vec![
            (0.3, vec![(10, 1.0)], vec![(8, -1.0, 0.2)]),
            (0.3, vec![], vec![]),
            (0.3, vec![(11, 1.0)], vec![(9, 1.0, 0.3)]),
        ];
        let rung = |level: usize, weight| Rung {
            weight: Weight::Fixed(weight),
            steps: levels[level].2.clone(),
            location: vec![(12, 0.5)],
            ladder: 0,
        };
        let share = |level: usize| Rung { weight: Weight::Share(level), ..rung(level, 0.0) };
        let mixture = Mixture {
            components: vec![node(0.3, 1), node(0.7, 2)],
            rungs: if shares {
                vec![share(0), share(1), share(2)]
            } else {
                vec![rung(0, 0.2), rung(1, 0.3), rung(2, 0.5)]
            },
            ladders: vec![LadderForm { levels: levels.clone() }],
            open: false,
            slope: Some(7),
            tail: Some(13),
        };
        let theta =
            vec![11.0, -0.1, 0.2, -1.2, 0.1, 0.2, 0.1, 0.2, 0.1, -0.1, -0.4, 0.2, 0.05, 0.1];
        (mixture, theta)
    }

    fn check(shares: bool, figure: impl Fn(&Distribution) -> Linearised) {
        let (mixture, theta) = example(shares);
        let exact = figure(&mixture.at(&theta)).whole();
        let mut covered = 0;
        for column in 0..theta.len() {
            let h = 1e-6;
            let value = |shift: f64| {
                let mut moved = theta.clone();
                moved[column] += shift;
                figure(&mixture.at(&moved)).value
            };
            let difference = (value(h) - value(-h)) / (2.0 * h);
            let found = exact.gradient.iter().find(|g| g.0 == column as u32).map_or(0.0, |g| g.1);
            assert!(
                (found - difference).abs() < 1e-6,
                "column {column}: {found} against {difference}"
            );
            covered += usize::from(found != 0.0);
        }
        assert!(covered >= 10);
    }

    #[test]
    fn gradients_agree_with_differences() {
        for shares in [false, true] {
            for p in [0.05, 0.25, 0.5, 0.9] {
                check(shares, |d| d.linearised_quantile(p));
            }
            check(shares, |d| d.linearised_mean());
            check(shares, |d| d.linearised_expectation());
        }
    }

    #[test]
    fn quantiles_invert_the_distribution_function() {
        let (mixture, theta) = example(true);
        let distribution = mixture.at(&theta);
        for p in [1e-6, 0.1, 0.5, 0.99] {
            assert!((distribution.cdf(distribution.quantile(p)).0 - p).abs() < 1e-9);
        }
    }
}
