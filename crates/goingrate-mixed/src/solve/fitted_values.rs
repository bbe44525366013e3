//! How uncertain the fitted values of a solution are: for every piece the covariance AΣA' and the
//! projection P = M − MAΣA'M of its lines.

use std::ops::Range;

use rayon::prelude::*;

use crate::error::MixedError;
use crate::solve::fitted_covariance::FittedCovariances;
use crate::solve::solution::Solution;
use crate::system::{PieceId, Small, System};

impl Solution {
    /// Uncertainty of all fitted values, computed at the first call. The system must be
    /// the one that was solved.
    pub(crate) fn fitted(&self, system: &System) -> &FittedCovariances {
        self.fitted.get_or_init(|| FittedCovariances::of(system, &self.factor, &self.precisions))
    }

    /// `P = M − M A Σ A' M` of a piece (k×k).
    pub(crate) fn projected(&self, system: &System, piece: usize) -> Small {
        self.fitted(system).projected(&self.factor.structure, &self.precisions, piece)
    }

    /// `A Σ A'` of a piece, k×k row-major: the covariance of its fitted values.
    ///
    /// # Errors
    /// A system whose pattern or numbers are no longer those that were solved.
    pub fn fitted_covariance(
        &self,
        system: &System,
        piece: PieceId,
    ) -> Result<Vec<f64>, MixedError> {
        self.check_fresh(system)?;
        let k = system.lines_of(piece.0).len();
        let fitted = self.fitted(system);
        let covariance =
            fitted.covariance(system, &self.factor.structure, &self.precisions, piece.0);
        Ok(covariance[..k * k].to_vec())
    }

    /// Variances of the fitted values of some pieces of one line each, on all threads.
    ///
    /// # Errors
    /// As [`Solution::fitted_covariance`].
    pub fn fitted_variances(
        &self,
        system: &System,
        pieces: Range<usize>,
    ) -> Result<Vec<f64>, MixedError> {
        self.check_fresh(system)?;
        // Before the loop: its threads would wait for the one that inverts, which needs them all.
        let fitted = self.fitted(system);
        let structure = &self.factor.structure;
        let variance =
            |piece| fitted.covariance(system, structure, &self.precisions, piece)[0].max(0.0);
        Ok(pieces.into_par_iter().map(variance).collect())
    }
}
