//! Adjoint solves: the weight that every line has in an estimate, and the gradient A'Mx of numbers of
//! the lines.

use crate::error::MixedError;
use crate::solve::solution::Solution;
use crate::system::{System, check_length, check_row};

impl Solution {
    /// `A'Mx` over the columns, `x` one number for every line.
    ///
    /// # Errors
    /// A stale solution, or another number of lines.
    pub fn weighted_transpose(
        &self,
        system: &System,
        lines: &[f64],
    ) -> Result<Vec<f64>, MixedError> {
        self.check_fresh(system)?;
        check_length("numbers of lines", system.line_count(), lines.len())?;
        let mut out = vec![0.0; system.columns];
        for piece in 0..system.pieces.len() {
            let of_piece = system.lines_of(piece);
            if lines[of_piece.clone()].iter().all(|x| *x == 0.0) {
                continue;
            }
            let weighted = self.precisions.times(piece, &lines[of_piece.clone()]);
            for (line, weight) in of_piece.zip(weighted) {
                let (columns, coefficients) = system.row(line);
                columns.iter().zip(coefficients).for_each(|(c, a)| out[*c as usize] += a * weight);
            }
        }
        Ok(out)
    }

    /// Weight of every line in the estimate of a'θ: `w = M A Σ a`, so that
    /// `a'θ = Σ w·y` over all lines, prior rows included.
    ///
    /// # Errors
    /// A stale solution, or a column out of range.
    pub fn line_weights(
        &self,
        system: &System,
        row: &[(u32, f64)],
    ) -> Result<Vec<f64>, MixedError> {
        self.check_fresh(system)?;
        check_row(row, system.columns)?;
        let mut a = vec![0.0; system.columns];
        row.iter().for_each(|(c, v)| a[*c as usize] += v);
        let x = self.factor.solve(&a)?;
        let mut weights: Vec<f64> = (0..system.line_count()).map(|l| system.dot(l, &x)).collect();
        for piece in 0..system.pieces.len() {
            let lines = system.lines_of(piece);
            let weighted = self.precisions.times(piece, &weights[lines.clone()]);
            weights[lines.clone()].copy_from_slice(&weighted[..lines.len()]);
        }
        Ok(weights)
    }
}
