//! The solution of sums: every effect by its key, with its standard error, and the criterion.

use crate::error::MixedError;
use crate::factor::Factor;
use crate::information::Information;
use crate::information::equations::{Equations, Solved};

/// Effects at the variances of an [`Information`]: the posterior of θ is N(`theta`, Σ), with Σ in
/// `factor`, whose columns are the effects in the order of [`keys`](Self::keys).
#[derive(Debug)]
pub struct Estimates {
    keys: Vec<String>,
    /// Posterior means, in the order of the keys.
    pub theta: Vec<f64>,
    /// Factor of the information matrix.
    pub factor: Factor,
    /// REML criterion, as [`Solution::criterion`](crate::Solution::criterion).
    pub criterion: f64,
    /// `Σ log|C|` over all lines, prior rows included.
    pub log_det_covariances: f64,
    /// `log|H|`.
    pub log_det: f64,
    /// `Σ r'Mr` over all lines, prior rows included.
    pub quadratic: f64,
}

/// One effect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Posterior mean.
    pub mean: f64,
    /// Standard error, √Σ_ii.
    pub sd: f64,
}

impl Information {
    /// Effects, standard errors and the criterion at the present variances.
    ///
    /// # Errors
    /// Effects that neither lines nor prior rows determine.
    pub fn solve(&self) -> Result<Estimates, MixedError> {
        let equations = Equations::of(self, None)?;
        let solved = equations.solve(&equations.groups())?;
        Ok(Estimates::of(self.keys.clone(), solved))
    }
}

impl Estimates {
    pub(super) fn of(keys: Vec<String>, solved: Solved) -> Estimates {
        let Solved { theta, factor, quadratic, log_det_covariances, .. } = solved;
        let log_det = factor.log_det_k;
        let constant = factor.structure.degrees * std::f64::consts::TAU.ln();
        let criterion = log_det_covariances + log_det + quadratic + constant;
        Estimates { keys, theta, factor, criterion, log_det_covariances, log_det, quadratic }
    }

    /// Keys of the effects, ascending.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// The column of an effect in `theta` and `factor`; none if no line and no prior row touches it.
    pub fn column(&self, key: &str) -> Option<u32> {
        let at = self.keys.binary_search_by(|known| known.as_str().cmp(key)).ok()?;
        Some(at as u32)
    }

    /// One effect. The first call inverts, which takes about as long as solving.
    pub fn effect(&self, key: &str) -> Option<Effect> {
        let column = self.column(key)? as usize;
        let variance = self.factor.selected().entry(column, column)?;
        Some(Effect { mean: *self.theta.get(column)?, sd: variance.sqrt() })
    }
}
