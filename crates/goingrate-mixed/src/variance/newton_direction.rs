//! The Newton direction in log-variances: the score against the average information, with a curvature
//! that stays near the exact step where variances are far off.

use crate::factor::dense::{cholesky, inverse};
use crate::solve::Solution;
use crate::system::{Group, GroupId, System};
use crate::variance::average_information::information;
use crate::variance::score::{Moments, moments};

/// Largest change of a log-variance in one step.
const LONGEST: f64 = 4.0;

/// Where the log-variances go from here.
pub(crate) struct Direction {
    /// ∂(criterion + penalty)/∂ log s² of every group.
    pub gradient: Vec<f64>,
    /// Newton's step of each group, of limited length; 0 where held.
    pub change: Vec<f64>,
    /// Predicted decrease of the penalised criterion.
    pub decrement: f64,
    /// Of every log s²; none where held or heading for zero.
    pub standard_errors: Vec<Option<f64>>,
    /// Groups heading for zero.
    pub boundary: Vec<GroupId>,
}

impl Direction {
    /// At the variances of a solution, which must be fresh.
    pub fn of(system: &System, solution: &Solution) -> Direction {
        let moments = moments(system, solution);
        let average = |free: &[usize]| information(system, solution, free);
        Direction::from_moments(&system.groups, &moments, average)
    }

    /// From the moments of every group and the average information over those that are estimated.
    pub fn from_moments(
        groups: &[Group],
        moments: &[Moments],
        average: impl FnOnce(&[usize]) -> Vec<f64>,
    ) -> Direction {
        let pairs = || groups.iter().zip(moments);
        let gradient: Vec<f64> = pairs().map(|(group, m)| log_gradient(group, m)).collect();
        let free: Vec<usize> =
            pairs().enumerate().filter(|(_, (group, m))| is_free(group, m)).map(|f| f.0).collect();
        let information = log_information(groups, average(&free), &free, &gradient);
        let mut direction = Direction {
            change: vec![0.0; gradient.len()],
            decrement: 0.0,
            standard_errors: vec![None; gradient.len()],
            boundary: Vec::new(),
            gradient,
        };
        direction.newton(&free, &information);
        direction
    }

    /// Newton's step, every group's change limited.
    fn newton(&mut self, free: &[usize], information: &[f64]) {
        let m = free.len();
        let Some(inverse) = scaled_inverse(information, m) else {
            return self.descend(free, information);
        };
        for (i, g) in free.iter().enumerate() {
            let full: f64 =
                -(0..m).map(|j| inverse[i * m + j] * self.gradient[free[j]]).sum::<f64>();
            self.change[*g] = full.clamp(-LONGEST, LONGEST);
            if full < -LONGEST {
                self.boundary.push(GroupId(*g));
            } else {
                self.standard_errors[*g] = Some((2.0 * inverse[i * m + i]).sqrt());
            }
        }
        self.predict();
    }

    /// Diagonal step, where the information cannot be inverted.
    fn descend(&mut self, free: &[usize], information: &[f64]) {
        for (i, g) in free.iter().enumerate() {
            let (gradient, curvature) = (self.gradient[*g], information[i * free.len() + i]);
            if -gradient / curvature < -LONGEST {
                self.boundary.push(GroupId(*g));
            }
            self.change[*g] = (-gradient / curvature.max(1e-8)).clamp(-LONGEST, LONGEST);
        }
        self.predict();
    }

    /// Predicts what the step gains, and leaves out what would go uphill.
    fn predict(&mut self) {
        let slope: f64 = self.gradient.iter().zip(&self.change).map(|(g, d)| g * d).sum();
        self.decrement = -0.5 * slope;
        if slope > 0.0 {
            // Limiting turned the direction uphill: go down each coordinate instead.
            for (d, g) in self.change.iter_mut().zip(&self.gradient) {
                *d = if *d * g > 0.0 { 0.0 } else { *d };
            }
            self.decrement =
                -0.5 * self.gradient.iter().zip(&self.change).map(|(g, d)| g * d).sum::<f64>();
        }
    }
}

/// Whether a group is estimated: not held, and with lines that speak of it.
fn is_free(group: &Group, moments: &Moments) -> bool {
    !group.held && moments.lines > 0.0
}

fn log_gradient(group: &Group, moments: &Moments) -> f64 {
    if !is_free(group, moments) {
        return 0.0;
    }
    let penalty = group.prior.map_or(0.0, |p| p.degrees * (1.0 - p.variance / group.variance));
    group.variance * moments.gradient() + penalty
}

/// Average information in log-variances, plus the curvature of the variance priors.
///
/// For one variance the criterion is `n·γ + S·e^−γ` in γ = log s². With x = S/(n s²)
/// its exact step is `ln x`, Newton's `1 − 1/x` overshoots for small x. Newton's
/// curvature times `√x⁻¹ = √((information + gradient)/information)` gives
/// `(x − 1)/√x`, within 2 % of `ln x` for x in ½..2, and changes nothing at the optimum.
fn log_information(
    groups: &[Group],
    mut information: Vec<f64>,
    free: &[usize],
    gradient: &[f64],
) -> Vec<f64> {
    let m = free.len();
    for (i, a) in free.iter().enumerate() {
        for (j, b) in free.iter().enumerate() {
            information[i * m + j] *= groups[*a].variance * groups[*b].variance;
        }
        let group = &groups[*a];
        information[i * m + i] +=
            group.prior.map_or(0.0, |p| p.degrees * p.variance / group.variance);
    }
    let stretch: Vec<f64> =
        (0..m).map(|i| stretch(information[i * m + i], gradient[free[i]])).collect();
    information.iter_mut().enumerate().for_each(|(at, h)| *h *= stretch[at / m] * stretch[at % m]);
    information
}

/// Fourth root of (information + gradient)/information, kept in range.
fn stretch(information: f64, gradient: f64) -> f64 {
    let ratio = (information + gradient) / information;
    if ratio.is_nan() { 1.0 } else { ratio.clamp(0.1, 1e12).powf(0.25) }
}

/// Inverse of a small positive definite matrix, scaled to unit diagonal first;
/// none where it is not.
fn scaled_inverse(a: &[f64], m: usize) -> Option<Vec<f64>> {
    let scale: Vec<f64> = (0..m).map(|i| 1.0 / a[i * m + i].sqrt()).collect();
    if scale.iter().any(|s| !s.is_finite()) {
        return None;
    }
    let at = |i: usize| scale[i / m] * scale[i % m];
    let mut root: Vec<f64> = a.iter().enumerate().map(|(i, x)| x * at(i)).collect();
    (0..m).for_each(|i| root[i * m + i] += 1e-12);
    cholesky(&mut root, m).ok()?;
    let inverse = inverse(&root, m);
    Some(inverse.iter().enumerate().map(|(i, x)| x * at(i)).collect())
}
