//! One AI-REML step of the variances: Newton's step in their logarithms with the average information,
//! of limited length.

use crate::error::MixedError;
use crate::solve::Solution;
use crate::system::{Group, GroupId, System, check_length, check_variance};
use crate::variance::newton_direction::Direction;

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
    /// or heading for zero. Half of it is that of log s.
    pub standard_errors: Vec<Option<f64>>,
    /// Groups heading for zero: their Newton step is longer than a step may be, and downwards.
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
    let direction = Direction::of(system, solution);
    system.revision += 1;
    direction.apply(&mut system.groups)
}

/// No variance moves further than this in one shortened step, in logs.
const LONGEST_SHORTENED: f64 = 0.8;

/// Shortens what a step did to single variances so that none moves by more than 0.8, in logs. Far
/// from the optimum the average information is a poor guide, and where rows are linearised anew after
/// every step, they move with the variances.
///
/// # Errors
/// A report of another system.
pub fn shorten_step(system: &mut System, step: &StepReport) -> Result<(), MixedError> {
    check_length("variances of the step", system.groups.len(), step.after.len())?;
    system.revision += 1;
    step.shorten(&mut system.groups)
}

impl StepReport {
    /// Sets the variances of groups that moved by more than a shortened step may.
    pub(crate) fn shorten(&self, groups: &mut [Group]) -> Result<(), MixedError> {
        for ((before, after), group) in self.before.iter().zip(&self.after).zip(groups) {
            let change = (after / before).ln();
            if change.abs() > LONGEST_SHORTENED {
                let change = change.clamp(-LONGEST_SHORTENED, LONGEST_SHORTENED);
                move_variance(group, *before, change)?;
            }
        }
        Ok(())
    }
}

/// Sets a group's variance `change` away from `before`, in logs.
fn move_variance(group: &mut Group, before: f64, change: f64) -> Result<(), MixedError> {
    let variance = before * change.exp();
    check_variance(variance, group.held)?;
    group.variance = variance;
    Ok(())
}

/// −2 log of the variance priors: `Σ degrees·(log s² + s₀²/s²)`.
pub fn penalty(system: &System) -> f64 {
    let terms =
        system.groups.iter().filter(|g| !g.held).filter_map(|g| g.prior.map(|p| (g.variance, p)));
    terms.map(|(v, p)| p.degrees * (v.ln() + p.variance / v)).sum()
}

impl Direction {
    /// Moves the variances of groups.
    pub fn apply(&self, groups: &mut [Group]) -> Result<StepReport, MixedError> {
        let before: Vec<f64> = groups.iter().map(|g| g.variance).collect();
        for (group, change) in groups.iter_mut().zip(&self.change).filter(|(_, d)| **d != 0.0) {
            move_variance(group, group.variance, *change)?;
        }
        let after: Vec<f64> = groups.iter().map(|g| g.variance).collect();
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
