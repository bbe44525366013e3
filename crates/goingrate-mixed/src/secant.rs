//! What the average information misses, learned from the gradients met on the way:
//! symmetric rank-one corrections (Davidon 1959; Nocedal & Wright 2006, 6.2). Where a
//! model fits badly, average and observed information differ and plain AI-REML
//! converges only linearly.

use crate::halves::dot;

/// Correction E to the information in log-variances, over all groups.
#[derive(Debug, Clone, Default)]
pub(crate) struct Secant {
    correction: Vec<f64>,
    last: Option<(Vec<f64>, Vec<f64>)>,
}

impl Secant {
    /// Takes in a new point γ (log-variances) with its gradient; `information` (over
    /// the `free` groups) becomes that plus the correction.
    pub fn correct(
        &mut self,
        free: &[usize],
        point: Vec<f64>,
        gradient: &[f64],
        information: &mut [f64],
    ) {
        let groups = point.len();
        self.correction.resize(groups * groups, 0.0);
        if let Some((before, slope)) = &self.last {
            let step: Vec<f64> = free.iter().map(|g| point[*g] - before[*g]).collect();
            let change: Vec<f64> = free.iter().map(|g| gradient[*g] - slope[*g]).collect();
            self.learn(free, groups, &step, &change, information);
        }
        let known = information.to_vec();
        self.add(free, groups, information);
        if crate::step::invert(information, free.len()).is_none() {
            information.copy_from_slice(&known);
            self.correction.fill(0.0);
        }
        self.last = Some((point, gradient.to_vec()));
    }

    fn add(&self, free: &[usize], groups: usize, information: &mut [f64]) {
        for (at, h) in information.iter_mut().enumerate() {
            *h += self.correction[free[at / free.len()] * groups + free[at % free.len()]];
        }
    }

    /// `E += v v'/(v's)` with `v = Δgradient − (H + E)s`.
    fn learn(
        &mut self,
        free: &[usize],
        groups: usize,
        step: &[f64],
        change: &[f64],
        information: &[f64],
    ) {
        let mut known = information.to_vec();
        self.add(free, groups, &mut known);
        let rows = known.chunks(free.len().max(1));
        let miss: Vec<f64> = rows.zip(change).map(|(row, y)| y - dot(row, step)).collect();
        let along = dot(&miss, step);
        let scale = dot(&miss, &miss).sqrt() * dot(step, step).sqrt();
        if along.abs() <= 1e-6 * scale || step.iter().any(|s| s.abs() > 2.0) {
            return;
        }
        for (i, a) in free.iter().enumerate() {
            for (j, b) in free.iter().enumerate() {
                self.correction[a * groups + b] += miss[i] * miss[j] / along;
            }
        }
    }
}
