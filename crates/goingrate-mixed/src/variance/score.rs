//! The score of the REML criterion: its first derivatives in the variances, from the projection
//! P = M − MAΣA'M of every piece (Gilmour, Thompson & Cullis 1995).

use std::ops::Range;

use rayon::prelude::*;

use crate::error::MixedError;
use crate::solve::Solution;
use crate::system::{System, chunks};

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
    fn add(&mut self, system: &System, solution: &Solution, line: usize, projected: f64) {
        let (weight, residual) = (system.robust[line], solution.weighted_residuals[line]);
        self.lines += 1.0;
        self.trace += projected / weight;
        self.quadratic += residual * residual / weight;
    }

    /// ∂criterion/∂s².
    pub fn gradient(&self) -> f64 {
        self.trace - self.quadratic
    }
}

/// Moments of every group. The solution must be fresh.
pub(crate) fn moments(system: &System, solution: &Solution) -> Vec<Moments> {
    let mut all = vec![Moments::default(); system.groups.len()];
    let projected = diagonals(system, solution);
    for piece in 0..system.pieces.len() {
        let own = &mut all[system.pieces[piece].group as usize];
        system.lines_of(piece).for_each(|line| own.add(system, solution, line, projected[line]));
    }
    all
}

/// `P_ii` of every line: on all threads, and summed on one, in the order of the lines.
fn diagonals(system: &System, solution: &Solution) -> Vec<f64> {
    // Inverted here: within the loop one thread would do it alone, the others waiting for it.
    solution.fitted(system);
    let some = |range: Range<usize>| {
        let mut out = Vec::new();
        for piece in range {
            let (projected, k) = (solution.projected(system, piece), system.lines_of(piece).len());
            out.extend((0..k).map(|i| projected[i * k + i]));
        }
        out
    };
    chunks(system.pieces.len()).into_par_iter().map(some).collect::<Vec<_>>().concat()
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
