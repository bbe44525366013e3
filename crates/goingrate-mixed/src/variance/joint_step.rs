//! One step of the variances and one of the robust weights from the same solution: both need the
//! inverse, which is computed once.

use crate::error::MixedError;
use crate::solve::Solution;
use crate::system::System;
use crate::variance::ai_step::StepReport;
use crate::variance::newton_direction::Direction;
use crate::variance::robust_weights::{Tails, install, new_weights};

/// One AI-REML step of the variances as in [`reml_step`](crate::reml_step) and one of the robust
/// weights as in [`robust_weights`](crate::robust_weights), both from the same solution (one inversion). Returns
/// the report and the largest change of a log-weight.
///
/// # Errors
/// A stale solution, or degrees that are not above 0.
pub fn joint_step(
    system: &mut System,
    solution: &Solution,
    tails: &[Tails],
) -> Result<(StepReport, f64), MixedError> {
    solution.check_fresh(system)?;
    let weights = new_weights(system, solution, tails)?;
    let direction = Direction::of(system, solution);
    // A failure halfway has moved some variances: the solution is stale then too.
    system.revision += 1;
    let report = direction.apply(&mut system.groups)?;
    Ok((report, install(system, weights)))
}
