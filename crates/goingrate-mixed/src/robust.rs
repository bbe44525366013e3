//! Robust weights: a t-distributed deviation as a normal one with a weight of its
//! own, the E-step of Lange, Little & Taylor (1989, JASA 84:881–896).

use crate::covariance::Small;
use crate::error::MixedError;
use crate::information::{Moments, each_piece};
use crate::solution::Solution;
use crate::step::{Proposal, StepReport, floors};
use crate::system::{GroupId, System};

/// Degrees of freedom ν of the deviations of one group: `δ ~ t_ν(0, s²)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tails {
    /// The group.
    pub group: GroupId,
    /// ν > 0; 5 in the pay model.
    pub degrees: f64,
}

/// Updates the robust weights of the lines of some groups:
/// `r = (ν + 1)/(ν + E[δ²]/s²)`, `E[δ²] = δ̂² + var δ` at the current fit, with
/// `δ̂ = (s²/r)(Mr)_i` and `var δ = s²/r − (s²/r)²P_ii`. Returns the largest change.
/// Solve again afterwards.
///
/// # Errors
/// A stale solution, or degrees that are not above 0.
///
/// ```
/// use goingrate_mixed::{Group, Piece, System, robust_weights, solve};
/// let mut system = System::new(1);
/// let noise = system.add_group(Group::data("noise", 1.0))?;
/// for y in [0.0, 0.1, -0.1, 9.0] {
///     system.push(Piece::line(noise, &[(0, 1.0)], y))?;
/// }
/// for _ in 0..30 {
///     let solution = solve(&system, None)?;
///     robust_weights(&mut system, &solution, 5.0, &[noise])?;
/// }
/// assert!(solve(&system, None)?.theta[0] < 0.5);
/// # Ok::<(), goingrate_mixed::MixedError>(())
/// ```
pub fn robust_weights(
    system: &mut System,
    solution: &Solution,
    degrees: f64,
    groups: &[GroupId],
) -> Result<f64, MixedError> {
    solution.check_fresh(system)?;
    let tails: Vec<Tails> = groups.iter().map(|group| Tails { group: *group, degrees }).collect();
    let degrees = degrees_by_group(system, &tails)?;
    let mut weights = system.robust.clone();
    each_piece(system, solution, |piece, projected| {
        reweigh(&mut weights, system, solution, piece, projected, &degrees);
    });
    Ok(install(system, weights))
}

/// One AI-REML update of the variances and one update of the robust weights, both
/// from the same solution (one selected inversion). Returns the report and the
/// largest change of a weight.
///
/// # Errors
/// A stale solution, or degrees that are not above 0.
pub fn joint_step(
    system: &mut System,
    solution: &Solution,
    tails: &[Tails],
) -> Result<(StepReport, f64), MixedError> {
    solution.check_fresh(system)?;
    let degrees = degrees_by_group(system, tails)?;
    let mut weights = system.robust.clone();
    let mut moments = vec![Moments::default(); system.groups.len()];
    each_piece(system, solution, |piece, projected| {
        moments[system.pieces[piece].group as usize].add(system, solution, piece, projected);
        reweigh(&mut weights, system, solution, piece, projected, &degrees);
    });
    let floors = floors(system);
    let report =
        Proposal::of(system, solution, &moments, &floors, None).apply(system, 1.0, &floors)?;
    Ok((report, install(system, weights)))
}

fn degrees_by_group(system: &System, tails: &[Tails]) -> Result<Vec<Option<f64>>, MixedError> {
    let mut degrees = vec![None; system.groups.len()];
    for tail in tails {
        crate::system::check_range(
            "degrees of freedom",
            tail.degrees,
            tail.degrees > 0.0,
            "above 0",
        )?;
        match degrees.get_mut(tail.group.0) {
            Some(slot) => *slot = Some(tail.degrees),
            None => {
                return Err(MixedError::Group { group: tail.group.0, groups: system.groups.len() });
            }
        }
    }
    Ok(degrees)
}

fn reweigh(
    weights: &mut [f64],
    system: &System,
    solution: &Solution,
    piece: usize,
    projected: &Small,
    degrees: &[Option<f64>],
) {
    let group = system.pieces[piece].group as usize;
    let (Some(degrees), variance) = (degrees[group], system.groups[group].variance) else { return };
    if variance == 0.0 {
        return;
    }
    let k = system.lines_of(piece).len();
    for (i, line) in system.lines_of(piece).enumerate() {
        let (r, pull) = (system.robust[line], solution.pulls[line]);
        let squared = 1.0 / r + variance / (r * r) * (pull * pull - projected[i * k + i]);
        weights[line] = (degrees + 1.0) / (degrees + squared.max(0.0));
    }
}

fn install(system: &mut System, weights: Vec<f64>) -> f64 {
    let change = weights.iter().zip(&system.robust).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    system.robust = weights;
    system.revision += 1;
    change
}
