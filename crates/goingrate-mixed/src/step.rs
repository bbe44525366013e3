//! One AI-REML update of the log-variances: Newton with the average information,
//! capped, with variances kept above a floor.

use crate::error::MixedError;
use crate::information::{Moments, information, moments};
use crate::secant::Secant;
use crate::solution::Solution;
use crate::system::{GroupId, System};

/// Largest change of a log-variance in one update.
pub(crate) const LONGEST: f64 = 4.0;

/// What one update found and did.
#[derive(Debug, Clone, PartialEq)]
pub struct StepReport {
    /// Predicted decrease of the penalised criterion: convergence when it is tiny.
    pub decrement: f64,
    /// Largest absolute change of a log-variance.
    pub largest_change: f64,
    /// Variances of all groups before the update.
    pub before: Vec<f64>,
    /// Variances of all groups after it.
    pub after: Vec<f64>,
    /// ∂(criterion + penalty)/∂ log s² of every group at `before`.
    pub gradient: Vec<f64>,
    /// Standard error of every log s² from the average information; none where held
    /// or on the boundary. Half of it is that of log s.
    pub standard_errors: Vec<Option<f64>>,
    /// Groups heading for zero: the unrestricted optimum lies at or below the floor.
    pub boundary: Vec<GroupId>,
}

/// Updates the variances once, for alternation with relinearisation. The solution
/// must be of this very system; solve again afterwards.
///
/// # Errors
/// A stale solution.
///
/// ```
/// use goingrate_mixed::{Group, Piece, System, reml_step, solve};
/// let mut system = System::new(1);
/// let noise = system.add_group(Group::data("noise", 4.0))?;
/// for y in [1.0, 2.0, 3.0] {
///     system.push(Piece::line(noise, &[(0, 1.0)], y))?;
/// }
/// for _ in 0..20 {
///     let solution = solve(&system, None)?;
///     reml_step(&mut system, &solution)?;
/// }
/// assert!((system.group(noise).variance - 1.0).abs() < 1e-6);
/// # Ok::<(), goingrate_mixed::MixedError>(())
/// ```
pub fn reml_step(system: &mut System, solution: &Solution) -> Result<StepReport, MixedError> {
    solution.check_fresh(system)?;
    let floors = floors(system);
    let moments = moments(system, solution);
    let proposal = Proposal::of(system, solution, &moments, &floors, None);
    proposal.apply(system, 1.0, &floors)
}

/// Variance floors: 1e-10 of the current variances.
pub(crate) fn floors(system: &System) -> Vec<f64> {
    system.groups.iter().map(|g| g.variance * 1e-10).collect()
}

/// −2 log of the variance priors: `Σ degrees·(log s² + s₀²/s²)`.
pub fn penalty(system: &System) -> f64 {
    let terms =
        system.groups.iter().filter(|g| !g.held).filter_map(|g| g.prior.map(|p| (g.variance, p)));
    terms.map(|(v, p)| p.degrees * (v.ln() + p.variance / v)).sum()
}

/// Direction in log-variances at the current point.
pub(crate) struct Proposal {
    pub gradient: Vec<f64>,
    /// Capped Newton step of each group; 0 where held or resting on its floor.
    pub change: Vec<f64>,
    pub decrement: f64,
    pub standard_errors: Vec<Option<f64>>,
    pub boundary: Vec<GroupId>,
}

impl Proposal {
    pub fn of(
        system: &System,
        solution: &Solution,
        moments: &[Moments],
        floors: &[f64],
        secant: Option<&mut Secant>,
    ) -> Proposal {
        let gradient: Vec<f64> =
            (0..moments.len()).map(|g| log_gradient(system, moments, g)).collect();
        let resting =
            |g: usize| system.groups[g].variance <= floors[g] * 1.000_001 && gradient[g] >= 0.0;
        let free: Vec<usize> =
            (0..moments.len()).filter(|g| is_free(system, moments, *g) && !resting(*g)).collect();
        let mut information = log_information(system, solution, &free, &gradient);
        if let Some(secant) = secant {
            let point = system.groups.iter().map(|g| g.variance.ln()).collect();
            secant.correct(&free, point, &gradient, &mut information);
        }
        let mut proposal = Proposal {
            change: vec![0.0; gradient.len()],
            decrement: 0.0,
            standard_errors: vec![None; gradient.len()],
            boundary: (0..moments.len())
                .filter(|g| is_free(system, moments, *g) && resting(*g))
                .map(GroupId)
                .collect(),
            gradient,
        };
        proposal.newton(&free, &information);
        proposal
    }

    fn newton(&mut self, free: &[usize], information: &[f64]) {
        let m = free.len();
        let Some(inverse) = invert(information, m) else { return self.descend(free, information) };
        for (i, g) in free.iter().enumerate() {
            let full: f64 =
                -(0..m).map(|j| inverse[i * m + j] * self.gradient[free[j]]).sum::<f64>();
            let change = full.clamp(-LONGEST, LONGEST);
            if full < -LONGEST {
                self.boundary.push(GroupId(*g));
            } else {
                self.standard_errors[*g] = Some((2.0 * inverse[i * m + i]).sqrt());
            }
            self.change[*g] = change;
        }
        self.predict();
    }

    /// Diagonal step, where the information cannot be inverted.
    fn descend(&mut self, free: &[usize], information: &[f64]) {
        for (i, g) in free.iter().enumerate() {
            let curvature = information[i * free.len() + i].max(1e-8);
            self.change[*g] = (-self.gradient[*g] / curvature).clamp(-LONGEST, LONGEST);
        }
        self.predict();
    }

    fn predict(&mut self) {
        let slope: f64 = self.gradient.iter().zip(&self.change).map(|(g, d)| g * d).sum();
        self.decrement = -0.5 * slope;
        if slope > 0.0 {
            // Capping turned the direction uphill: go down each coordinate instead.
            for (d, g) in self.change.iter_mut().zip(&self.gradient) {
                *d = if *d * g > 0.0 { 0.0 } else { *d };
            }
            self.decrement =
                -0.5 * self.gradient.iter().zip(&self.change).map(|(g, d)| g * d).sum::<f64>();
        }
    }

    /// Moves the system's variances by `length` times the change.
    pub fn apply(
        &self,
        system: &mut System,
        length: f64,
        floors: &[f64],
    ) -> Result<StepReport, MixedError> {
        let before: Vec<f64> = system.groups.iter().map(|g| g.variance).collect();
        for (g, change) in self.change.iter().enumerate().filter(|(_, d)| **d != 0.0) {
            let moved = (before[g] * (length * change).exp()).max(floors[g]);
            system.set_variance(GroupId(g), moved)?;
        }
        let after: Vec<f64> = system.groups.iter().map(|g| g.variance).collect();
        let moved =
            before.iter().zip(&after).filter(|(b, a)| a != b).map(|(b, a)| (a / b).ln().abs());
        Ok(StepReport {
            decrement: self.decrement,
            largest_change: moved.fold(0.0, f64::max),
            before,
            after,
            gradient: self.gradient.clone(),
            standard_errors: self.standard_errors.clone(),
            boundary: self.boundary.clone(),
        })
    }
}

pub(crate) fn is_free(system: &System, moments: &[Moments], g: usize) -> bool {
    !system.groups[g].held && moments[g].lines > 0.0
}

fn log_gradient(system: &System, moments: &[Moments], g: usize) -> f64 {
    let group = &system.groups[g];
    if !is_free(system, moments, g) {
        return 0.0;
    }
    let penalty = group.prior.map_or(0.0, |p| p.degrees * (1.0 - p.variance / group.variance));
    group.variance * moments[g].gradient() + penalty
}

/// Average information in log-variances, plus the curvature of the variance priors.
///
/// For one variance the criterion is `n·γ + S·e^−γ` in γ = log s². With x = S/(n s²)
/// its exact step is `ln x`, Newton's `1 − 1/x` overshoots for small x. Newton's
/// curvature times `√x⁻¹ = √((information + gradient)/information)` gives
/// `(x − 1)/√x`, within 2 % of `ln x` for x in ½..2, and changes nothing at the optimum.
fn log_information(
    system: &System,
    solution: &Solution,
    free: &[usize],
    gradient: &[f64],
) -> Vec<f64> {
    let mut information = information(system, solution, free);
    let m = free.len();
    for (i, a) in free.iter().enumerate() {
        for (j, b) in free.iter().enumerate() {
            information[i * m + j] *= system.groups[*a].variance * system.groups[*b].variance;
        }
        let group = &system.groups[*a];
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
pub(crate) fn invert(a: &[f64], m: usize) -> Option<Vec<f64>> {
    let scale: Vec<f64> = (0..m).map(|i| 1.0 / a[i * m + i].sqrt()).collect();
    if scale.iter().any(|s| !s.is_finite()) {
        return None;
    }
    let at = |i: usize| scale[i / m] * scale[i % m];
    let mut root: Vec<f64> = a.iter().enumerate().map(|(i, x)| x * at(i)).collect();
    (0..m).for_each(|i| root[i * m + i] += 1e-12);
    crate::dense::cholesky(&mut root, m).ok()?;
    let inverse = crate::dense::inverse(&root, m);
    Some(inverse.iter().enumerate().map(|(i, x)| x * at(i)).collect())
}
