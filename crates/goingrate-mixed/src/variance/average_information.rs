//! The average information of the REML criterion over variances, halfway between observed and expected
//! second derivatives: one solve for every group (Gilmour, Thompson & Cullis 1995).

use rayon::prelude::*;

use crate::error::MixedError;
use crate::factor::dense::{dot, symmetric};
use crate::solve::{Solution, scatter};
use crate::system::{GroupId, MOST_LINES, System};

/// Average information of the criterion over the variances of `groups`, m×m:
/// `w_g'P w_h` with `w_g = R⁻¹Mr` on the lines of g and 0 elsewhere, `P = M − MAΣA'M`.
/// It stands halfway between observed and expected second derivatives (Gilmour,
/// Thompson & Cullis 1995); twice its inverse is the variances' covariance.
///
/// # Errors
/// A stale solution, or a group that does not exist.
pub fn average_information(
    system: &System,
    solution: &Solution,
    groups: &[GroupId],
) -> Result<Vec<f64>, MixedError> {
    solution.check_fresh(system)?;
    match groups.iter().find(|g| g.0 >= system.groups.len()) {
        Some(group) => Err(MixedError::Group { group: group.0, groups: system.groups.len() }),
        None => Ok(information(system, solution, &groups.iter().map(|g| g.0).collect::<Vec<_>>())),
    }
}

/// As [`average_information`], for a solution that is fresh and groups that exist.
pub(crate) fn information(system: &System, solution: &Solution, groups: &[usize]) -> Vec<f64> {
    let structure = &solution.factor.structure;
    let (n, m) = (structure.unknowns(), groups.len());
    let mut slot = vec![usize::MAX; system.groups.len()];
    groups.iter().enumerate().for_each(|(i, g)| slot[*g] = i);
    let (mut right, mut own) = (vec![vec![0.0; n]; m], vec![0.0; m]);
    let mut pieces = vec![Vec::new(); m];
    for (piece, header) in system.pieces.iter().enumerate() {
        if let Some(own) = pieces.get_mut(slot[header.group as usize]) {
            own.push(piece);
        }
    }
    // Every group on one thread, its pieces in their order.
    right.par_iter_mut().zip(&mut own).zip(&pieces).for_each(|((right, own), pieces)| {
        for piece in pieces {
            *own += add_working(system, solution, *piece, right);
        }
    });
    let inner = solution.factor.inner_products(&right);
    symmetric(m, |a, b| if a == b { own[a] - inner[a * m + a] } else { -inner[a * m + b] })
}

/// Adds a piece's `A'Mw` (or w itself, for wide lines) and returns its `w'Mw`.
fn add_working(system: &System, solution: &Solution, piece: usize, into: &mut [f64]) -> f64 {
    let structure = &solution.factor.structure;
    let lines = system.lines_of(piece);
    let mut working = [0.0; MOST_LINES];
    for (w, line) in working.iter_mut().zip(lines.clone()) {
        *w = solution.weighted_residuals[line] / system.robust[line];
    }
    if let Some(first) = structure.wide[piece] {
        for (index, w) in working[..lines.len()].iter().enumerate() {
            into[structure.leading_columns + first as usize + index] = *w;
        }
        return 0.0;
    }
    let weighted = solution.precisions.times(piece, &working);
    scatter(system, structure, lines, &weighted, |at, x| into[at] += x);
    dot(&weighted, &working)
}
