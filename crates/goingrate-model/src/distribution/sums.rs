//! Derivatives of a figure of a distribution, added up by component and by rung of the ladder.

use crate::distribution::mixture::Mixture;
use crate::distribution::parts::Part;

/// How high the rungs of a mixture stand at given effects.
#[derive(Clone, Debug)]
pub(crate) struct Heights {
    /// How much each component stretches the ladder.
    pub stretches: Vec<f64>,
    /// Height of each rung over the centre of its ladder, before stretching.
    pub rungs: Vec<f64>,
    /// Slope of `ln σ` along the ladder.
    pub slope: f64,
}

/// How the figure moves with the parameters of one part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartGradient {
    pub location: f64,
    pub spread: f64,
    pub skew: f64,
    pub tail: f64,
}

/// Derivatives by the parameters of a node.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NodeSum {
    pub location: f64,
    pub spread: f64,
    pub skew: f64,
    pub stretch: f64,
}

/// Derivatives by the parameters of a rung.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RungSum {
    pub location: f64,
    pub height: f64,
    pub weight: f64,
}

/// Derivatives added up by node and by rung.
pub(crate) struct Sums {
    pub components: Vec<NodeSum>,
    pub rungs: Vec<RungSum>,
    pub location: f64,
    pub slope: f64,
    pub tail: f64,
}

impl Sums {
    pub fn new(mixture: &Mixture) -> Sums {
        Sums {
            components: vec![NodeSum::default(); mixture.components.len()],
            rungs: vec![RungSum::default(); mixture.rungs.len()],
            location: 0.0,
            slope: 0.0,
            tail: 0.0,
        }
    }

    pub fn add(&mut self, of: &Heights, part: &Part, by: PartGradient) {
        let (n, r) = (part.node as usize, part.rung as usize);
        let stretch = of.stretches[n];
        let stretched = of.rungs[r] * stretch;
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
