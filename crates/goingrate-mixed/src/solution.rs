//! Solving a system at its current variances and weights: θ, the residuals, and
//! the parts of the REML criterion.

use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::assemble::right_hand_side;
use crate::covariance::{Precisions, Small};
use crate::error::MixedError;
use crate::factor::Factor;
use crate::fitted::Fitted;
use crate::symbolic::Symbolic;
use crate::system::{PieceId, System};

/// A solved system; the posterior of θ is N(`theta`, Σ) with Σ in `factor`.
#[derive(Debug)]
pub struct Solution {
    /// Best linear unbiased predictions of θ (posterior means), one a column.
    pub theta: Vec<f64>,
    /// Factor of the information matrix.
    pub factor: Factor,
    /// `r = y − Aθ` of every line.
    pub residuals: Vec<f64>,
    /// `M r` of every line (residuals over their covariance).
    pub pulls: Vec<f64>,
    /// REML criterion, −2 log restricted likelihood as lme4's `REMLcrit`:
    /// `log_det_covariances + log_det + quadratic + (n − p)·log 2π`.
    pub criterion: f64,
    /// `Σ log|C_e|` over all pieces, prior rows included.
    pub log_det_covariances: f64,
    /// `log|H|`.
    pub log_det: f64,
    /// `Σ r'M r` over all pieces, prior rows included.
    pub quadratic: f64,
    pub(crate) precisions: Precisions,
    fitted: OnceLock<Fitted>,
    pub(crate) pattern: u64,
    pub(crate) revision: u64,
}

/// Solves a system. Hand in the [`Symbolic`] of an earlier solution where only
/// numbers changed (`solution.factor.symbolic()`); `None` analyses the pattern.
///
/// # Errors
/// A piece whose covariance is not positive definite, columns that the rows do not
/// determine, a number that is not finite, a structure of another pattern.
///
/// ```
/// use goingrate_mixed::{Group, Piece, System, solve};
/// let mut system = System::new(2);
/// let noise = system.add_group(Group::data("noise", 1.0))?;
/// for (x, y) in [(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)] {
///     system.push(Piece::line(noise, &[(0, 1.0), (1, x)], y))?;
/// }
/// let solution = solve(&system, None)?;
/// assert!((solution.theta[1] - 2.0).abs() < 1e-12);
/// assert!((solution.factor.variance(&[(1, 1.0)])? - 0.5).abs() < 1e-12);
/// # Ok::<(), goingrate_mixed::MixedError>(())
/// ```
pub fn solve(system: &System, symbolic: Option<&Symbolic>) -> Result<Solution, MixedError> {
    let symbolic = match symbolic {
        Some(known) if known.inner.pattern == system.pattern() => known.clone(),
        Some(_) => return Err(MixedError::OtherPattern),
        None => Symbolic::of(system)?,
    };
    let structure = symbolic.inner;
    let precisions = Precisions::of(system)?;
    let mut x = [right_hand_side(system, &structure, &precisions)?];
    let factor = Factor::of(system, structure, &precisions)?;
    factor.solve_places(&mut x);
    crate::kernel::clean_registers();
    let theta = factor.columns_of(&x[0]);
    Ok(finish(system, factor, theta, precisions))
}

fn finish(system: &System, factor: Factor, theta: Vec<f64>, precisions: Precisions) -> Solution {
    let residuals: Vec<f64> =
        (0..system.line_count()).map(|l| system.values[l] - system.dot(l, &theta)).collect();
    let mut pulls = Vec::with_capacity(residuals.len());
    for piece in 0..system.pieces.len() {
        let lines = system.lines_of(piece);
        let pull = precisions.times(piece, &residuals[lines.clone()]);
        pulls.extend_from_slice(&pull[..lines.len()]);
    }
    let quadratic = crate::halves::dot(&pulls, &residuals);
    let wide = factor.structure.wide.iter().zip(&precisions.log_dets).filter(|(w, _)| w.is_some());
    // |K| = |−C|·|H|, so log|H| takes the wide covariances off again.
    let log_det = factor.log_det_k - wide.map(|(_, d)| d).sum::<f64>();
    let log_det_covariances = precisions.log_dets.iter().sum();
    let constant = factor.structure.degrees * std::f64::consts::TAU.ln();
    Solution {
        criterion: log_det_covariances + log_det + quadratic + constant,
        pattern: system.pattern(),
        revision: system.revision,
        theta,
        factor,
        residuals,
        pulls,
        log_det_covariances,
        log_det,
        quadratic,
        precisions,
        fitted: OnceLock::new(),
    }
}

impl Solution {
    pub(crate) fn check(&self, system: &System) -> Result<(), MixedError> {
        if self.pattern == system.pattern() { Ok(()) } else { Err(MixedError::OtherPattern) }
    }

    /// As `check`, and the numbers must be those that were solved, too.
    pub(crate) fn check_fresh(&self, system: &System) -> Result<(), MixedError> {
        self.check(system)?;
        if self.revision == system.revision { Ok(()) } else { Err(MixedError::Stale) }
    }

    /// Uncertainty of all fitted values, computed at the first call. The system must be
    /// the one that was solved.
    pub(crate) fn fitted(&self, system: &System) -> &Fitted {
        self.fitted.get_or_init(|| Fitted::of(system, &self.factor, &self.precisions))
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
        let spread = fitted.spread(system, &self.factor.structure, &self.precisions, piece.0);
        Ok(spread[..k * k].to_vec())
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
            |piece| fitted.spread(system, structure, &self.precisions, piece)[0].max(0.0);
        Ok(pieces.into_par_iter().map(variance).collect())
    }

    /// `A'Mx` over the columns, `x` one number for every line.
    ///
    /// # Errors
    /// A stale solution, or another number of lines.
    pub fn pull(&self, system: &System, lines: &[f64]) -> Result<Vec<f64>, MixedError> {
        self.check_fresh(system)?;
        crate::system::check_length("numbers of lines", system.line_count(), lines.len())?;
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
        crate::halves::check_row(row, system.columns)?;
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
