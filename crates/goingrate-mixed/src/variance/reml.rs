//! The whole fit of a system whose rows stay as they are: solve, move variances and weights once, solve
//! again, until the criterion has nothing left to gain. Programs that linearise their rows anew in
//! every round take the same steps ([`joint_step`], [`shorten_step`]) in a loop of their own.

use crate::error::MixedError;
use crate::solve::{Solution, solve};
use crate::symbolic::Symbolic;
use crate::system::System;
use crate::variance::ai_step::{StepReport, shorten_step};
use crate::variance::joint_step::joint_step;
use crate::variance::robust_weights::Tails;

/// How long and how exactly to iterate.
#[derive(Debug, Clone)]
pub struct RemlOptions {
    /// Most steps (default 100).
    pub iterations: usize,
    /// Stop when the predicted decrease of the criterion falls below this (default 1e-8), and no
    /// log-weight moves by more than its square root.
    pub tolerance: f64,
    /// Groups whose deviations are t-distributed (default none).
    pub tails: Vec<Tails>,
    /// Structure of an earlier solve, if the pattern is the same.
    pub symbolic: Option<Symbolic>,
}

impl Default for RemlOptions {
    fn default() -> RemlOptions {
        RemlOptions { iterations: 100, tolerance: 1e-8, tails: Vec::new(), symbolic: None }
    }
}

/// A fitted system: the solution at the estimated variances, and how it went.
#[derive(Debug)]
pub struct RemlFit {
    /// Solution at the final variances.
    pub solution: Solution,
    /// The last step.
    pub step: StepReport,
    /// Steps made.
    pub iterations: usize,
}

/// Estimates the variances of all groups that are not held, and the robust weights of groups with
/// `tails`; leaves them in the system and returns the solution there.
///
/// A group whose best variance is 0 shrinks until the criterion gains nothing more from it, and is
/// listed in `step.boundary`.
///
/// # Errors
/// All of [`solve`]'s, and [`MixedError::NoConvergence`] when the steps do not suffice.
///
/// ```
/// use goingrate_mixed::{Group, Piece, RemlOptions, System, reml};
/// let mut system = System::new(1);
/// let noise = system.add_group(Group::data("noise", 4.0))?;
/// for y in [1.0, 2.0, 3.0] {
///     system.push(Piece::line(noise, &[(0, 1.0)], y))?;
/// }
/// let fit = reml(&mut system, &RemlOptions::default())?;
/// assert!((system.group(noise).variance - 1.0).abs() < 1e-3);
/// assert!((fit.solution.theta[0] - 2.0).abs() < 1e-12);
/// # Ok::<(), goingrate_mixed::MixedError>(())
/// ```
pub fn reml(system: &mut System, options: &RemlOptions) -> Result<RemlFit, MixedError> {
    let mut solution = solve(system, options.symbolic.as_ref())?;
    let (mut decrement, mut criterion) = (f64::INFINITY, solution.criterion);
    for iterations in 1..=options.iterations {
        let (step, weights) = joint_step(system, &solution, &options.tails)?;
        shorten_step(system, &step)?;
        let symbolic = solution.factor.symbolic();
        // One factor at a time: the next solve takes the memory of this one.
        drop(solution);
        solution = solve(system, Some(&symbolic))?;
        (decrement, criterion) = (step.decrement, solution.criterion);
        if decrement < options.tolerance && weights < options.tolerance.sqrt() {
            return Ok(RemlFit { solution, step, iterations });
        }
    }
    Err(MixedError::NoConvergence { iterations: options.iterations, decrement, criterion })
}
