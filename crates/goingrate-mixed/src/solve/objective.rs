//! The weighted sum of squared residuals of a system at any effects, with the precisions of an earlier
//! solution: what a line search compares.

use crate::error::MixedError;
use crate::solve::solution::Solution;
use crate::system::{System, check_length};

impl Solution {
    /// `Σ r'Mr` over all pieces, prior rows included, with `r = y − Aθ` of `system` at the given θ
    /// and M of this solution: −2 log of the posterior density of θ up to a constant. The system
    /// may have been relinearised since; its pattern must be the same.
    ///
    /// # Errors
    /// A system of another pattern, or a θ of the wrong length.
    ///
    /// ```
    /// use goingrate_mixed::{Group, Piece, System, solve};
    /// let mut system = System::new(1);
    /// let noise = system.add_group(Group::data("noise", 4.0))?;
    /// system.push(Piece::line(noise, &[(0, 1.0)], 3.0))?;
    /// assert_eq!(solve(&system, None)?.objective(&system, &[1.0])?, 1.0);
    /// # Ok::<(), goingrate_mixed::MixedError>(())
    /// ```
    pub fn objective(&self, system: &System, theta: &[f64]) -> Result<f64, MixedError> {
        self.check(system)?;
        check_length("effects", system.columns(), theta.len())?;
        let mut total = 0.0;
        for piece in 0..system.piece_count() {
            let lines = system.lines_of(piece);
            let residuals: Vec<f64> =
                lines.map(|l| system.values[l] - system.dot(l, theta)).collect();
            let weighted = self.precisions.times(piece, &residuals);
            total += weighted.iter().zip(&residuals).map(|(q, r)| q * r).sum::<f64>();
        }
        Ok(total)
    }
}
