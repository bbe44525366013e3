//! The score of the REML criterion: its first derivatives in the variances, from the projection
//! P = M − MAΣA'M of every piece (Gilmour, Thompson & Cullis 1995).

use crate::error::MixedError;
use crate::solve::Solution;
use crate::system::{Small, System};

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
    fn add(&mut self, system: &System, solution: &Solution, piece: usize, projected: &Small) {
        let lines = system.lines_of(piece);
        let k = lines.len();
        for (i, line) in lines.enumerate() {
            let (weight, residual) = (system.robust[line], solution.weighted_residuals[line]);
            self.lines += 1.0;
            self.trace += projected[i * k + i] / weight;
            self.quadratic += residual * residual / weight;
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
