//! Solving a system at its current variances and weights: θ, the residuals, and
//! the parts of the REML criterion.

use crate::assemble::assemble;
use crate::covariance::Precisions;
use crate::error::MixedError;
use crate::factor::Factor;
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
    let assembled = assemble(system, &structure, &precisions)?;
    let factor = Factor::of(structure, assembled.store)?;
    let mut x = assembled.rhs;
    factor.solve_places(&mut x, 1);
    let theta = factor.columns_of(&x);
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
        Ok(self.factor.selected().spread(system, piece.0)[..k * k].to_vec())
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
