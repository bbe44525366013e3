//! Solving a system at its present variances and weights: θ, the residuals, and the terms of the REML
//! criterion.

use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::error::MixedError;
use crate::factor::Factor;
use crate::factor::dense::{clean_registers, dot};
use crate::solve::fitted_covariance::FittedCovariances;
use crate::solve::right_hand_side::right_hand_side;
use crate::symbolic::Symbolic;
use crate::system::{Precisions, System, chunks};

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
    pub weighted_residuals: Vec<f64>,
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
    pub(super) fitted: OnceLock<FittedCovariances>,
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
    clean_registers();
    let theta = factor.columns_of(&x[0]);
    Ok(finish(system, factor, theta, precisions))
}

fn finish(system: &System, factor: Factor, theta: Vec<f64>, precisions: Precisions) -> Solution {
    let residuals: Vec<f64> = (0..system.line_count())
        .into_par_iter()
        .map(|l| system.values[l] - system.dot(l, &theta))
        .collect();
    let weighted_residuals = weighted(system, &precisions, &residuals);
    let quadratic = dot(&weighted_residuals, &residuals);
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
        weighted_residuals,
        log_det_covariances,
        log_det,
        quadratic,
        precisions,
        fitted: OnceLock::new(),
    }
}

/// `M r` of every line.
fn weighted(system: &System, precisions: &Precisions, residuals: &[f64]) -> Vec<f64> {
    let some = |range: Range<usize>| {
        let mut out = Vec::new();
        for piece in range {
            let lines = system.lines_of(piece);
            let weighted = precisions.times(piece, &residuals[lines.clone()]);
            out.extend_from_slice(&weighted[..lines.len()]);
        }
        out
    };
    chunks(system.pieces.len()).into_par_iter().map(some).collect::<Vec<_>>().concat()
}

impl Solution {
    /// The pattern must be the one that was solved.
    pub(crate) fn check(&self, system: &System) -> Result<(), MixedError> {
        if self.pattern == system.pattern() { Ok(()) } else { Err(MixedError::OtherPattern) }
    }

    /// As `check`, and the numbers must be those that were solved, too.
    pub(crate) fn check_fresh(&self, system: &System) -> Result<(), MixedError> {
        self.check(system)?;
        if self.revision == system.revision { Ok(()) } else { Err(MixedError::Stale) }
    }
}
