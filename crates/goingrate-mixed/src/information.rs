//! First and average second derivatives of the REML criterion in the variances:
//! P = M − MAΣA'M of every piece gives the score, one solve a group the average
//! information (Gilmour, Thompson & Cullis 1995).

use crate::assemble::scatter;
use crate::covariance::Small;
use crate::error::MixedError;
use crate::solution::Solution;
use crate::system::{GroupId, System};

/// Sums over the lines of one group.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Moments {
    pub lines: f64,
    /// `Σ P_ii / r_i`.
    pub trace: f64,
    /// `Σ (M r)_i² / r_i`.
    pub quadratic: f64,
}

impl Moments {
    pub fn add(&mut self, system: &System, solution: &Solution, piece: usize, projected: &Small) {
        let lines = system.lines_of(piece);
        let k = lines.len();
        for (i, line) in lines.enumerate() {
            let (weight, pull) = (system.robust[line], solution.pulls[line]);
            self.lines += 1.0;
            self.trace += projected[i * k + i] / weight;
            self.quadratic += pull * pull / weight;
        }
    }

    /// ∂criterion/∂s².
    pub fn gradient(&self) -> f64 {
        self.trace - self.quadratic
    }
}

/// Moments of every group. The solution must be fresh.
pub(crate) fn moments(system: &System, solution: &Solution) -> Vec<Moments> {
    let mut all = vec![Moments::default(); system.groups.len()];
    for piece in 0..system.pieces.len() {
        let projected = solution.projected(system, piece);
        all[system.pieces[piece].group as usize].add(system, solution, piece, &projected);
    }
    all
}

/// Gradient of the REML criterion in each group's variance s², for tests and
/// diagnostics: `∂/∂s² = Σ P_ii/r_i − Σ (Mr)_i²/r_i`.
///
/// # Errors
/// A solution of another pattern or of other numbers.
pub fn criterion_gradient(system: &System, solution: &Solution) -> Result<Vec<f64>, MixedError> {
    solution.check_fresh(system)?;
    Ok(moments(system, solution).iter().map(Moments::gradient).collect())
}

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

pub(crate) fn information(system: &System, solution: &Solution, groups: &[usize]) -> Vec<f64> {
    let structure = &solution.factor.structure;
    let (n, m) = (structure.unknowns(), groups.len());
    let mut slot = vec![usize::MAX; system.groups.len()];
    groups.iter().enumerate().for_each(|(i, g)| slot[*g] = i);
    let (mut right, mut own) = (vec![vec![0.0; n]; m], vec![0.0; m]);
    for piece in 0..system.pieces.len() {
        let at = slot[system.pieces[piece].group as usize];
        if at != usize::MAX {
            own[at] += add_working(system, solution, piece, &mut right[at]);
        }
    }
    let inner = solution.factor.inner_products(&right);
    crate::halves::gram(
        m,
        |a, b| if a == b { own[a] - inner[a * m + a] } else { -inner[a * m + b] },
    )
}

/// Adds a piece's `A'Mw` (or w itself, for wide lines) and returns its `w'Mw`.
fn add_working(system: &System, solution: &Solution, piece: usize, into: &mut [f64]) -> f64 {
    let structure = &solution.factor.structure;
    let lines = system.lines_of(piece);
    let mut working = [0.0; 8];
    for (w, line) in working.iter_mut().zip(lines.clone()) {
        *w = solution.pulls[line] / system.robust[line];
    }
    if let Some(first) = structure.wide[piece] {
        for (index, w) in working[..lines.len()].iter().enumerate() {
            into[structure.leading_columns + first as usize + index] = *w;
        }
        return 0.0;
    }
    let weighted = solution.precisions.times(piece, &working);
    scatter(system, structure, lines, &weighted, |at, x| into[at] += x);
    crate::halves::dot(&weighted, &working)
}
