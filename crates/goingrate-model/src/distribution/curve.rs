//! The whole curve of a distribution: a distribution to its quantiles from P1 to P99.
//!
//! A nation is a mixture of thousands of parts, and each quantile solved to the last digit costs
//! several passes over all of them. As a function of the normal score quantiles of such a mixture
//! are nearly a line, so a pass at each of some thirty amounts, which gives the score and its
//! derivative there, and cubic Hermite interpolation between them give all of them.

use crate::distribution::{Distribution, normal};

/// Distributions of fewer parts are solved percentile by percentile.
const MANY_PARTS: usize = 256;

/// Distance of the amounts, in normal scores. The error of the interpolation is its fourth power
/// times the fourth derivative over 384: below 2e-5 of pay even where some places pay far more than
/// the others, as in the test.
const STEP: f64 = 0.25;

/// Where the curve begins and ends.
const ENDS: (f64, f64) = (0.01, 0.99);

/// Amounts on each side of the median at most; a curve that needs more is solved instead.
const MOST_NODES: usize = 64;

/// An amount, its normal score, and how the amount goes with the score.
#[derive(Clone, Copy, Debug)]
struct Node {
    score: f64,
    ln: f64,
    slope: f64,
}

impl Distribution<'_> {
    /// The quantiles of log pay from P1 to P99; `median` is an amount in its middle, at best the median.
    pub fn curve(&self, median: f64) -> Vec<f64> {
        let drawn = (self.parts.all.len() > MANY_PARTS).then(|| self.nodes(median)).flatten();
        let percentiles = (1..100).map(|p| f64::from(p) / 100.0);
        match drawn {
            Some(nodes) => percentiles.map(|p| between(&nodes, normal::quantile(p))).collect(),
            None => {
                let mut guess = f64::NAN;
                percentiles
                    .map(|p| {
                        guess = self.quantile_near(p, guess);
                        guess
                    })
                    .collect()
            }
        }
    }

    /// Amounts from below the first percentile to above the last, ascending; `None` where the
    /// distribution is too uneven for them.
    fn nodes(&self, median: f64) -> Option<Vec<Node>> {
        let middle = self.node(median)?;
        let mut nodes = self.side(middle, -STEP * middle.slope, ENDS.0)?;
        nodes.reverse();
        nodes.push(middle);
        nodes.extend(self.side(middle, STEP * middle.slope, ENDS.1)?);
        nodes.windows(2).all(|pair| pair[0].score < pair[1].score).then_some(nodes)
    }

    /// Amounts on one side of the median until the distribution function has passed `end`.
    fn side(&self, from: Node, step: f64, end: f64) -> Option<Vec<Node>> {
        let (end, mut nodes) = (normal::quantile(end), Vec::new());
        let mut at = from;
        while (end - at.score) * step > 0.0 {
            at = self.node(at.ln + step)?;
            nodes.push(at);
            if nodes.len() > MOST_NODES {
                return None;
            }
        }
        Some(nodes)
    }

    fn node(&self, ln: f64) -> Option<Node> {
        let (below, density) = self.cdf(ln);
        let score = normal::quantile(below);
        let node = Node { score, ln, slope: normal::density(score) / density };
        (node.score.is_finite() && node.slope.is_finite()).then_some(node)
    }
}

/// The amount at a score, by cubic Hermite interpolation.
fn between(nodes: &[Node], score: f64) -> f64 {
    let above = nodes.partition_point(|node| node.score <= score).clamp(1, nodes.len() - 1);
    let (low, high) = (nodes[above - 1], nodes[above]);
    let width = high.score - low.score;
    let t = (score - low.score) / width;
    let (s, rest) = (t * t * (3.0 - 2.0 * t), 1.0 - t);
    low.ln * (1.0 - s) + high.ln * s + width * t * rest * (low.slope * rest - high.slope * t)
}

#[cfg(test)]
mod tests {
    use crate::distribution::mixture::{LadderForm, Mixture, MixtureComponent, Rung, Weight};

    /// Places whose pay and spread differ, with a second, smaller group far above.
    fn places(count: usize) -> Mixture {
        let place = |i: usize| MixtureComponent {
            weight: 1.0 / count as f64,
            offset: 11.0 + 0.002 * (i % 151) as f64 + if i.is_multiple_of(7) { 0.5 } else { 0.0 },
            spread: vec![(0, 1.0 + 0.1 * (i % 5) as f64)],
            ..MixtureComponent::default()
        };
        let rung = Rung { weight: Weight::Fixed(1.0), steps: vec![], location: vec![], ladder: 0 };
        Mixture {
            components: (0..count).map(place).collect(),
            rungs: vec![rung],
            ladders: vec![LadderForm { levels: vec![(0.0, vec![], vec![])] }],
            open: false,
            slope: None,
            tail: None,
        }
    }

    #[test]
    fn the_curve_of_many_parts_goes_through_their_quantiles() {
        let (mixture, theta) = (places(600), [-1.6]);
        let distribution = mixture.at(&theta);
        let curve = distribution.curve(distribution.quantile(0.5));
        assert_eq!(curve.len(), 99);
        for (at, ln) in (1..100).zip(curve) {
            let exact = distribution.quantile(f64::from(at) / 100.0);
            assert!((ln - exact).abs() < 2e-5, "P{at}: {ln} against {exact}");
        }
    }
}
