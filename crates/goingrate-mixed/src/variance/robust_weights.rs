//! Robust weights: a t-distributed deviation is a normal one with a weight of its own (Lange, Little &
//! Taylor 1989, JASA 84:881–896). Each piece's weights go to their fixed point given all the rest.

use rayon::prelude::*;

use crate::error::MixedError;
use crate::solve::Solution;
use crate::system::{Group, GroupId, MOST_LINES, Small, System, check_range};
use crate::variance::cavity::{Cavity, expected_weight};

/// Degrees of freedom ν of the deviations of one group: `δ ~ t_ν(0, s²)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tails {
    /// The group.
    pub group: GroupId,
    /// ν > 0; 5 in the pay model.
    pub degrees: f64,
}

/// Updates the robust weights of the lines of the groups with tails. The fixed point is that of
/// `r = (ν + 1)/(ν + E[δ²]/s²)`; here every piece goes to its own fixed point against
/// the posterior without it, so that only what pieces share takes further rounds.
/// Returns the largest change of a log-weight. Solve again afterwards.
///
/// # Errors
/// A stale solution, or degrees that are not above 0.
///
/// ```
/// use goingrate_mixed::{Group, Piece, System, Tails, robust_weights, solve};
/// let mut system = System::new(1);
/// let noise = system.add_group(Group::data("noise", 1.0))?;
/// for y in [0.0, 0.1, -0.1, 9.0] {
///     system.push(Piece::line(noise, &[(0, 1.0)], y))?;
/// }
/// for _ in 0..30 {
///     let solution = solve(&system, None)?;
///     robust_weights(&mut system, &solution, &[Tails { group: noise, degrees: 5.0 }])?;
/// }
/// assert!(solve(&system, None)?.theta[0] < 0.5);
/// # Ok::<(), goingrate_mixed::MixedError>(())
/// ```
pub fn robust_weights(
    system: &mut System,
    solution: &Solution,
    tails: &[Tails],
) -> Result<f64, MixedError> {
    solution.check_fresh(system)?;
    let weights = new_weights(system, solution, tails)?;
    Ok(install(system, weights))
}

/// Degrees of freedom of every group whose deviations have tails.
pub(crate) fn degrees_by_group(
    groups: &[Group],
    tails: &[Tails],
) -> Result<Vec<Option<f64>>, MixedError> {
    let mut degrees = vec![None; groups.len()];
    for tail in tails {
        check_range("degrees of freedom", tail.degrees, tail.degrees > 0.0, "above 0")?;
        match degrees.get_mut(tail.group.0) {
            Some(slot) => *slot = Some(tail.degrees),
            None => {
                return Err(MixedError::Group { group: tail.group.0, groups: groups.len() });
            }
        }
    }
    Ok(degrees)
}

/// New weights of all lines; the solution must be fresh.
pub(crate) fn new_weights(
    system: &System,
    solution: &Solution,
    tails: &[Tails],
) -> Result<Vec<f64>, MixedError> {
    let degrees = degrees_by_group(&system.groups, tails)?;
    let moving = |piece: &usize| degrees[system.pieces[*piece].group as usize].is_some();
    let pieces: Vec<usize> = (0..system.pieces.len()).filter(moving).collect();
    // Inverted here: within the loop one thread would do it alone, the others waiting for it.
    solution.fitted(system);
    let found: Vec<[f64; MOST_LINES]> =
        pieces.par_iter().map(|piece| reweigh_piece(system, solution, *piece, &degrees)).collect();
    let mut weights = system.robust.clone();
    for (piece, found) in pieces.iter().zip(found) {
        let lines = system.lines_of(*piece);
        let count = lines.len();
        weights[lines].copy_from_slice(&found[..count]);
    }
    Ok(weights)
}

fn reweigh_piece(
    system: &System,
    solution: &Solution,
    piece: usize,
    degrees: &[Option<f64>],
) -> [f64; MOST_LINES] {
    let (group, lines) = (system.pieces[piece].group as usize, system.lines_of(piece));
    let (weights, weighted_residuals) =
        (&system.robust[lines.clone()], &solution.weighted_residuals[lines]);
    let mut same = [1.0; MOST_LINES];
    same[..weights.len()].copy_from_slice(weights);
    let (Some(degrees), variance) = (degrees[group], system.groups[group].variance) else {
        return same;
    };
    if variance == 0.0 {
        return same;
    }
    let projected = solution.projected(system, piece);
    settled_weights(&projected, weighted_residuals, weights, variance, degrees)
}

/// The weights of one piece at their fixed point against the rest, from its P and its Mr.
pub(crate) fn settled_weights(
    projected: &Small,
    weighted_residuals: &[f64],
    weights: &[f64],
    variance: f64,
    degrees: f64,
) -> [f64; MOST_LINES] {
    let k = weights.len();
    let cavity = Cavity::of(&projected[..k * k], weighted_residuals, weights, variance, degrees);
    let settled = cavity.and_then(|cavity| cavity.fixed_point(weights));
    // Where the rest does not determine the fitted values, one step has to do.
    settled.unwrap_or_else(|| {
        let mut stepped = [1.0; MOST_LINES];
        for (i, (weight, residual)) in weights.iter().zip(weighted_residuals).enumerate() {
            let diagonal = projected[i * k + i];
            stepped[i] = expected_weight(*weight, *residual, diagonal, variance, degrees);
        }
        stepped
    })
}

/// Puts weights into the system; the largest change of a log-weight.
pub(crate) fn install(system: &mut System, weights: Vec<f64>) -> f64 {
    let moved = weights.iter().zip(&system.robust).map(|(a, b)| (a / b).ln().abs());
    let largest = moved.fold(0.0, f64::max);
    system.robust = weights;
    system.revision += 1;
    largest
}
