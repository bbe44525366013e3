//! A distribution of pay as a function of the effects: a mixture over places, engagements and
//! levels, each part a location, a spread and a shape. From it any quantile or the mean, with its
//! gradient: the row of the linear system that a figure about that distribution becomes.
//!
//! `Σ_i W_i F_i(q) = p` defines the quantile; by implicit differentiation
//! `d ln q = Σ_i w_i (dm_i + x_i σ_i d ln σ_i + σ_i dg_i) − Σ_i dW_i F_i / f`, with
//! `w_i ∝ W_i f_i(ln q)`, `Σ w_i = 1`, `x_i = (ln q − m_i)/σ_i` (docs/METHOD.md, "All-level
//! quantiles").

use crate::normal;
use crate::shape::Shape;

/// A sparse linear form over columns, in no order, possibly with repeated columns.
pub type Columns = Vec<(u32, f64)>;

/// One component of the mixture over places and engagements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Its weight; the weights of all nodes add up to one.
    pub weight: f64,
    /// A known constant added to the location.
    pub offset: f64,
    /// Location `m` at the ladder's reference level.
    pub location: Columns,
    /// `ln σ` at the reference level.
    pub spread: Columns,
    /// Skew of the shape.
    pub skew: Columns,
    /// Logarithm of the ladder's stretch.
    pub stretch: Columns,
}

/// The weight of a level in the mixture over levels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Weight {
    /// Known.
    Fixed(f64),
    /// The book's share of a level: its position on its ladder.
    Share(usize),
}

/// Steps between a ladder's reference level and a level: column, sign, and known factor of each.
pub type Steps = Vec<(u32, f64, f64)>;

/// A level in the mixture over levels.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// Its weight.
    pub weight: Weight,
    /// Steps between the reference level and this one: column, sign, and the known factor of the
    /// step. The step is `factor · exp(θ)`.
    pub steps: Steps,
    /// What is added to the location at this level alone.
    pub location: Columns,
    /// Position of its ladder in [`Functional::ladders`].
    pub ladder: usize,
}

/// A whole ladder, for its centre: heights count from the mean of all levels, weighted with the
/// book's shares, so that the location of a role is that of all its people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LadderForm {
    /// Known logit, logit columns and steps of every level.
    pub levels: Vec<(f64, Columns, Steps)>,
}

/// A ladder at given effects.
#[derive(Clone, Debug, Default)]
struct LadderAt {
    shares: Vec<f64>,
    heights: Vec<f64>,
    centre: f64,
}

/// Sum of steps: `Σ sign · factor · exp(θ)`.
fn height(steps: &[(u32, f64, f64)], theta: &[f64]) -> f64 {
    steps.iter().map(|&(column, sign, factor)| sign * factor * theta[column as usize].exp()).sum()
}

impl LadderForm {
    fn at(&self, theta: &[f64]) -> LadderAt {
        let raw = self.levels.iter().map(|(known, logit, _)| (known + dot(logit, theta)).exp());
        let mut shares: Vec<f64> = raw.collect();
        let total: f64 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= total);
        let heights: Vec<f64> =
            self.levels.iter().map(|(_, _, steps)| height(steps, theta)).collect();
        let centre = shares.iter().zip(&heights).map(|(s, h)| s * h).sum();
        LadderAt { shares, heights, centre }
    }

    /// Appends `factor ×` the gradient of the centre.
    fn push_centre(&self, at: &LadderAt, theta: &[f64], factor: f64, gradient: &mut Columns) {
        for (i, (_, logit, steps)) in self.levels.iter().enumerate() {
            push(gradient, logit, factor * at.shares[i] * (at.heights[i] - at.centre));
            for &(column, sign, known) in steps {
                let step = known * theta[column as usize].exp();
                gradient.push((column, factor * at.shares[i] * sign * step));
            }
        }
    }
}

/// A distribution of pay.
#[derive(Clone, Debug, PartialEq)]
pub struct Functional {
    /// The mixture over places and engagements.
    pub nodes: Vec<Node>,
    /// The mixture over levels.
    pub rungs: Vec<Rung>,
    /// The ladders of its levels.
    pub ladders: Vec<LadderForm>,
    /// Whether the levels are left open with the book's shares. Such a distribution is what
    /// official statistics publish, and the location and spread of its role are *defined* by it;
    /// so its gradient leaves the ladder out: who says nothing of levels cannot teach them.
    pub open: bool,
    /// Slope of `ln σ` along the ladder.
    pub slope: Option<u32>,
    /// Tail weight of the shape.
    pub tail: Option<u32>,
}

/// A value with its gradient over columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linearised {
    /// The value, on the log scale.
    pub value: f64,
    /// Its derivatives.
    pub gradient: Columns,
}

impl Linearised {
    /// Sorts the gradient by column and adds up repeated columns.
    pub fn compress(mut self) -> Linearised {
        compress(&mut self.gradient);
        self
    }
}

/// Sorts a form by column and adds up repeated columns; zeros stay, so that the pattern of a row
/// does not depend on the values.
pub fn compress(form: &mut Columns) {
    form.sort_unstable_by_key(|&(column, _)| column);
    form.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
}

/// `Σ value·θ` of a form.
fn dot(form: &Columns, theta: &[f64]) -> f64 {
    form.iter().map(|&(column, value)| value * theta[column as usize]).sum()
}

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

/// A distribution at given effects: its distribution function, quantiles and gradients.
#[derive(Clone, Debug)]
pub struct Distribution<'a> {
    functional: &'a Functional,
    theta: &'a [f64],
    nodes: Vec<NodeAt>,
    ladders: Vec<LadderAt>,
    /// Height of each rung over the centre of its ladder, before stretching.
    heights: Vec<f64>,
    parts: Vec<Part>,
    slope: f64,
}

/// Quantiles of mixtures are solved to this error, in logs: Newton's next step would be its square.
const QUANTILE_ERROR: f64 = 1e-9;

/// Newton's method from a near guess settles within a few steps or not at all.
const NEWTON_STEPS: usize = 8;

/// Parts lighter than this do not move any figure that is shown.
const NEGLIGIBLE: f64 = 1e-12;

impl Functional {
    /// Renumbers every column by `to[column]`.
    pub fn renumber(&mut self, to: &[u32]) {
        let change = |column: &mut u32| *column = to[*column as usize];
        for node in &mut self.nodes {
            let forms = [&mut node.location, &mut node.spread, &mut node.skew, &mut node.stretch];
            forms.into_iter().flatten().for_each(|(column, _)| change(column));
        }
        for rung in &mut self.rungs {
            rung.location.iter_mut().for_each(|(column, _)| change(column));
            rung.steps.iter_mut().for_each(|(column, _, _)| change(column));
        }
        for (_, logit, steps) in self.ladders.iter_mut().flat_map(|ladder| &mut ladder.levels) {
            logit.iter_mut().for_each(|(column, _)| change(column));
            steps.iter_mut().for_each(|(column, _, _)| change(column));
        }
        self.slope.iter_mut().chain(&mut self.tail).for_each(change);
    }

    /// The distribution at effects `theta`.
    pub fn at<'a>(&'a self, theta: &'a [f64]) -> Distribution<'a> {
        let slope = self.slope.map_or(0.0, |column| theta[column as usize]);
        let tail = self.tail.map_or(0.0, |column| theta[column as usize]);
        let ladders: Vec<LadderAt> = self.ladders.iter().map(|ladder| ladder.at(theta)).collect();
        let above = |rung: &Rung| height(&rung.steps, theta) - ladders[rung.ladder].centre;
        let heights: Vec<f64> = self.rungs.iter().map(above).collect();
        let weights = self.weights(&ladders);
        let mut nodes = Vec::with_capacity(self.nodes.len());
        let mut parts = Vec::with_capacity(self.nodes.len() * self.rungs.len());
        for (n, node) in self.nodes.iter().enumerate() {
            let stretch = dot(&node.stretch, theta).exp();
            let location = node.offset + dot(&node.location, theta);
            let spread = dot(&node.spread, theta);
            nodes.push(NodeAt { stretch, shape: Shape::new(dot(&node.skew, theta), tail) });
            for (r, rung) in self.rungs.iter().enumerate() {
                let weight = node.weight * weights[r];
                let height = heights[r] * stretch;
                let location = location + height + dot(&rung.location, theta);
                let spread = (spread + slope * height).exp();
                parts.push(Part { node: n as u32, rung: r as u32, weight, location, spread });
            }
        }
        parts.retain(|part| part.weight > NEGLIGIBLE);
        Distribution { functional: self, theta, nodes, ladders, heights, parts, slope }
    }

    /// Weights of the rungs, adding up to one.
    fn weights(&self, ladders: &[LadderAt]) -> Vec<f64> {
        let raw = |rung: &Rung| match rung.weight {
            Weight::Fixed(weight) => weight,
            Weight::Share(level) => ladders[rung.ladder].shares[level],
        };
        let raw: Vec<f64> = self.rungs.iter().map(raw).collect();
        let total: f64 = raw.iter().sum();
        raw.iter().map(|weight| weight / total).collect()
    }
}

impl Distribution<'_> {
    /// `(F, f)` of log pay at `ln_pay`.
    pub fn cdf(&self, ln_pay: f64) -> (f64, f64) {
        let mut total = (0.0, 0.0);
        for part in &self.parts {
            let (z, _, density) = self.part_at(part, ln_pay);
            total.0 += part.weight * normal::cdf(z);
            total.1 += part.weight * density;
        }
        total
    }

    /// Normal score, standardised log pay and density of a part at `ln_pay`.
    fn part_at(&self, part: &Part, ln_pay: f64) -> (f64, f64, f64) {
        let shape = &self.nodes[part.node as usize].shape;
        let x = (ln_pay - part.location) / part.spread;
        let (z, slope) = shape.score_and_slope(x);
        (z, x, normal::density(z) / (slope * part.spread))
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
        part.location + part.spread * self.nodes[part.node as usize].shape.at(z)
    }

    /// Plain Newton from a near guess; `None` where it does not settle at once.
    fn newton(&self, p: f64, mut q: f64) -> Option<f64> {
        for _ in 0..NEWTON_STEPS {
            let (f, density) = self.cdf(q);
            let step = (f - p) / density;
            q -= step;
            if step.abs() < QUANTILE_ERROR {
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
        let mut sums = Sums::new(self.functional);
        for part in &self.parts {
            let (z, x, density) = self.part_at(part, value);
            let weight = part.weight * density;
            let (by_skew, by_tail) = self.nodes[part.node as usize].shape.sensitivity(z);
            let scaled = weight * part.spread;
            let by = PartGradient {
                location: weight,
                spread: scaled * x,
                skew: scaled * by_skew,
                tail: scaled * by_tail,
            };
            sums.add(self, part, by);
            // A heavier rung lowers the quantile by its distribution function there.
            sums.rungs[part.rung as usize].weight -= part.weight * (normal::cdf(z) - p);
        }
        Linearised { value, gradient: self.gradient(&sums, 1.0 / sums.location) }
    }

    /// The logarithm of the mean with its gradient: within a part, centre plus half the squared
    /// spread.
    pub fn linearised_mean(&self) -> Linearised {
        let log_mean = |part: &Part| part.location + 0.5 * part.spread * part.spread;
        let top = self.parts.iter().map(log_mean).fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = self.parts.iter().map(|p| p.weight * (log_mean(p) - top).exp()).sum();
        let mut sums = Sums::new(self.functional);
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
        Linearised { value: top + total.ln(), gradient: self.gradient(&sums, 1.0) }
    }

    /// Derivatives by node and by rung to a gradient over columns, times `factor`.
    fn gradient(&self, sums: &Sums, factor: f64) -> Columns {
        let mut gradient = Columns::with_capacity(64);
        for (node, sum) in self.functional.nodes.iter().zip(&sums.nodes) {
            push(&mut gradient, &node.location, factor * sum.location);
            push(&mut gradient, &node.spread, factor * sum.spread);
            push(&mut gradient, &node.skew, factor * sum.skew);
            push(&mut gradient, &node.stretch, factor * sum.stretch);
        }
        for (rung, sum) in self.functional.rungs.iter().zip(&sums.rungs) {
            push(&mut gradient, &rung.location, factor * sum.location);
        }
        if !self.functional.open {
            self.push_ladder(sums, factor, &mut gradient);
        }
        gradient.extend(self.functional.tail.map(|column| (column, factor * sums.tail)));
        gradient
    }

    /// What goes through the ladder: steps, centre, and the slope of the spread.
    fn push_ladder(&self, sums: &Sums, factor: f64, gradient: &mut Columns) {
        for (rung, sum) in self.functional.rungs.iter().zip(&sums.rungs) {
            for &(column, sign, known) in &rung.steps {
                let step = known * self.theta[column as usize].exp();
                gradient.push((column, factor * sign * step * sum.height));
            }
            let (form, at) = (&self.functional.ladders[rung.ladder], &self.ladders[rung.ladder]);
            if let Weight::Share(level) = rung.weight {
                push(gradient, &form.levels[level].1, factor * sum.weight);
            }
            form.push_centre(at, self.theta, -factor * sum.height, gradient);
        }
        gradient.extend(self.functional.slope.map(|column| (column, factor * sums.slope)));
    }
}

/// Appends `factor × form`; zeros too, so that the pattern of a row never depends on the values.
fn push(gradient: &mut Columns, form: &Columns, factor: f64) {
    gradient.extend(form.iter().map(|&(column, value)| (column, factor * value)));
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
    nodes: Vec<NodeSum>,
    rungs: Vec<RungSum>,
    location: f64,
    slope: f64,
    tail: f64,
}

impl Sums {
    fn new(functional: &Functional) -> Sums {
        Sums {
            nodes: vec![NodeSum::default(); functional.nodes.len()],
            rungs: vec![RungSum::default(); functional.rungs.len()],
            location: 0.0,
            slope: 0.0,
            tail: 0.0,
        }
    }

    fn add(&mut self, of: &Distribution, part: &Part, by: PartGradient) {
        let (n, r) = (part.node as usize, part.rung as usize);
        let stretch = of.nodes[n].stretch;
        let stretched = of.heights[r] * stretch;
        let by_height = by.location + of.slope * by.spread;
        let node = &mut self.nodes[n];
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

    /// Two places, three levels, every sort of effect once.
    fn example(shares: bool) -> (Functional, Vec<f64>) {
        let node = |weight, column| Node {
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
        let functional = Functional {
            nodes: vec![node(0.3, 1), node(0.7, 2)],
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
        (functional, theta)
    }

    fn check(shares: bool, figure: impl Fn(&Distribution) -> Linearised) {
        let (functional, theta) = example(shares);
        let exact = figure(&functional.at(&theta)).compress();
        let mut covered = 0;
        for column in 0..theta.len() {
            let h = 1e-6;
            let value = |shift: f64| {
                let mut moved = theta.clone();
                moved[column] += shift;
                figure(&functional.at(&moved)).value
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
        let (functional, theta) = example(true);
        let distribution = functional.at(&theta);
        for p in [1e-6, 0.1, 0.5, 0.99] {
            assert!((distribution.cdf(distribution.quantile(p)).0 - p).abs() < 1e-9);
        }
    }
}
