//! A distribution of pay at given effects: its distribution function, its quantiles and its mean,
//! each with the gradient that makes a row of it.
//!
//! `Σ_i W_i F_i(q) = p` defines the quantile; by implicit differentiation
//! `d ln q = Σ_i w_i (dm_i + x_i σ_i d ln σ_i + σ_i dg_i) − Σ_i dW_i F_i / f`, with
//! `w_i ∝ W_i f_i(ln q)`, `Σ w_i = 1`, `x_i = (ln q − m_i)/σ_i` (docs/METHOD.md, "All-level
//! quantiles").

use crate::distribution::mixture::{
    Columns, LadderAt, Linearised, Mixture, Rung, Weight, dot, height, push,
};
use crate::distribution::shape::{Score, Shape};

mod curve;
pub(crate) mod mixture;
pub(crate) mod normal;
pub(crate) mod shape;

/// A node at given effects.
#[derive(Clone, Debug)]
struct NodeAt {
    stretch: f64,
    shape: Shape,
}

/// One part of the mixture at given effects: a node at a rung.
#[derive(Clone, Copy, Debug)]
struct Part {
    node: u32,
    rung: u32,
    weight: f64,
    location: f64,
    spread: f64,
}

/// A part of the mixture at an amount: standardised log pay, its score on the part's shape, and the
/// part's distribution function and density of log pay there.
struct PartAt {
    x: f64,
    score: Score,
    below: f64,
    density: f64,
}

/// A distribution at given effects: its distribution function, quantiles and gradients.
#[derive(Clone, Debug)]
pub struct Distribution<'a> {
    mixture: &'a Mixture,
    theta: &'a [f64],
    components: Vec<NodeAt>,
    ladders: Vec<LadderAt>,
    /// Height of each rung over the centre of its ladder, before stretching.
    heights: Vec<f64>,
    parts: Vec<Part>,
    slope: f64,
}

/// Quantiles of mixtures are solved to this error, in logs: Newton's next step would be its square.
const QUANTILE_ERROR: f64 = 1e-9;

/// A step of Newton's shorter than this leaves an error of about its square times the slope of the
/// log density, which is below [`QUANTILE_ERROR`] for any spread of pay.
const NEWTON_LAST: f64 = 1e-5;

/// Newton's method from a near guess settles within a few steps or not at all.
const NEWTON_STEPS: usize = 8;

/// Parts lighter than this do not move any figure that is shown.
const NEGLIGIBLE: f64 = 1e-12;

impl Mixture {
    /// The distribution at effects `theta`.
    pub fn at<'a>(&'a self, theta: &'a [f64]) -> Distribution<'a> {
        let slope = self.slope.map_or(0.0, |column| theta[column as usize]);
        let tail = self.tail.map_or(0.0, |column| theta[column as usize]);
        let ladders: Vec<LadderAt> = self.ladders.iter().map(|ladder| ladder.at(theta)).collect();
        let above = |rung: &Rung| height(&rung.steps, theta) - ladders[rung.ladder].centre;
        let heights: Vec<f64> = self.rungs.iter().map(above).collect();
        let weights = self.weights(&ladders);
        let mut components = Vec::with_capacity(self.components.len());
        let mut parts = Vec::with_capacity(self.components.len() * self.rungs.len());
        for (n, node) in self.components.iter().enumerate() {
            let stretch = dot(&node.stretch, theta).exp();
            let location = node.offset + dot(&node.location, theta);
            let spread = dot(&node.spread, theta);
            components.push(NodeAt { stretch, shape: Shape::new(dot(&node.skew, theta), tail) });
            for (r, rung) in self.rungs.iter().enumerate() {
                let weight = node.weight * weights[r];
                let height = heights[r] * stretch;
                let location = location + height + dot(&rung.location, theta);
                let spread = (spread + slope * height).exp();
                parts.push(Part { node: n as u32, rung: r as u32, weight, location, spread });
            }
        }
        parts.retain(|part| part.weight > NEGLIGIBLE);
        Distribution { mixture: self, theta, components, ladders, heights, parts, slope }
    }
}

impl Distribution<'_> {
    /// `(F, f)` of log pay at `ln_pay`.
    pub fn cdf(&self, ln_pay: f64) -> (f64, f64) {
        let mut total = (0.0, 0.0);
        for part in &self.parts {
            let at = self.part_at(part, ln_pay);
            total.0 += part.weight * at.below;
            total.1 += part.weight * at.density;
        }
        total
    }

    fn part_at(&self, part: &Part, ln_pay: f64) -> PartAt {
        let x = (ln_pay - part.location) / part.spread;
        let score = self.components[part.node as usize].shape.score(x);
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
        if let [part] = self.parts.as_slice() {
            return self.part_quantile(part, z);
        }
        if let Some(found) = guess.is_finite().then(|| self.newton(p, guess)).flatten() {
            return found;
        }
        let each = self.parts.iter().map(|part| self.part_quantile(part, z));
        let (mut low, mut high, mut q) = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
        for (quantile, part) in each.zip(&self.parts) {
            low = low.min(quantile);
            high = high.max(quantile);
            q += part.weight * quantile;
        }
        self.refine(p, low, high, q)
    }

    /// The quantile of one part at normal score `z`.
    fn part_quantile(&self, part: &Part, z: f64) -> f64 {
        part.location + part.spread * self.components[part.node as usize].shape.at(z)
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

    /// The quantile at `p` with its gradient.
    pub fn linearised_quantile(&self, p: f64) -> Linearised {
        self.linearised_quantile_near(p, f64::NAN)
    }

    /// The same, searched from a guess: an earlier value of this quantile, or NaN for none.
    pub fn linearised_quantile_near(&self, p: f64, guess: f64) -> Linearised {
        let value = self.quantile_near(p, guess);
        let mut sums = Sums::new(self.mixture);
        for part in &self.parts {
            let at = self.part_at(part, value);
            let weight = part.weight * at.density;
            let shape = &self.components[part.node as usize].shape;
            let (by_skew, by_tail) = shape.sensitivity(&at.score);
            let scaled = weight * part.spread;
            let by = PartGradient {
                location: weight,
                spread: scaled * at.x,
                skew: scaled * by_skew,
                tail: scaled * by_tail,
            };
            sums.add(self, part, by);
            // A heavier rung lowers the quantile by its distribution function there.
            sums.rungs[part.rung as usize].weight -= part.weight * (at.below - p);
        }
        self.linearised(value, &sums, 1.0 / sums.location)
    }

    /// The logarithm of the mean with its gradient: within a part, centre plus half the squared
    /// spread.
    pub fn linearised_mean(&self) -> Linearised {
        let log_mean = |part: &Part| part.location + 0.5 * part.spread * part.spread;
        let top = self.parts.iter().map(log_mean).fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = self.parts.iter().map(|p| p.weight * (log_mean(p) - top).exp()).sum();
        let mut sums = Sums::new(self.mixture);
        for part in &self.parts {
            let weight = part.weight * (log_mean(part) - top).exp() / total;
            let by = PartGradient {
                location: weight,
                spread: weight * part.spread * part.spread,
                skew: 0.0,
                tail: 0.0,
            };
            sums.add(self, part, by);
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

/// How the figure moves with the parameters of one part.
#[derive(Clone, Copy, Debug)]
struct PartGradient {
    location: f64,
    spread: f64,
    skew: f64,
    tail: f64,
}

/// Derivatives by the parameters of a node.
#[derive(Clone, Copy, Debug, Default)]
struct NodeSum {
    location: f64,
    spread: f64,
    skew: f64,
    stretch: f64,
}

/// Derivatives by the parameters of a rung.
#[derive(Clone, Copy, Debug, Default)]
struct RungSum {
    location: f64,
    height: f64,
    weight: f64,
}

/// Derivatives added up by node and by rung.
struct Sums {
    components: Vec<NodeSum>,
    rungs: Vec<RungSum>,
    location: f64,
    slope: f64,
    tail: f64,
}

impl Sums {
    fn new(mixture: &Mixture) -> Sums {
        Sums {
            components: vec![NodeSum::default(); mixture.components.len()],
            rungs: vec![RungSum::default(); mixture.rungs.len()],
            location: 0.0,
            slope: 0.0,
            tail: 0.0,
        }
    }

    fn add(&mut self, of: &Distribution, part: &Part, by: PartGradient) {
        let (n, r) = (part.node as usize, part.rung as usize);
        let stretch = of.components[n].stretch;
        let stretched = of.heights[r] * stretch;
        let by_height = by.location + of.slope * by.spread;
        let node = &mut self.components[n];
        node.location += by.location;
        node.spread += by.spread;
        node.skew += by.skew;
        node.stretch += stretched * by_height;
        self.rungs[r].location += by.location;
        self.rungs[r].height += stretch * by_height;
        self.location += by.location;
        self.slope += stretched * by.spread;
        self.tail += by.tail;
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
