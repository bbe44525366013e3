//! The numeric factor: K as `L D L'` with signed pivots (positive for θ, negative for wide lines) and
//! a Cholesky factor of the dense tail.

use std::sync::{Arc, OnceLock};

use crate::error::MixedError;
use crate::factor::assembly::{Assemble, Rows};
use crate::factor::dense;
use crate::factor::multifrontal::eliminate;
use crate::factor::selected_inverse::SelectedInverse;
use crate::symbolic::{Structure, Symbolic};
use crate::system::{Precisions, System};

/// Factor of K = [[H₀, U'], [U, −C]], whose inverse holds Σ = H⁻¹ in its top left.
///
/// H = A'MA over all pieces; H₀ leaves the wide lines U out, C is their covariance.
/// `K = P' L D L' P`, quasi-definite (Vanderbei 1995), so that D exists for any order.
#[derive(Debug)]
pub struct Factor {
    pub(crate) structure: Arc<Structure>,
    /// D of the leading positions.
    pub(crate) pivots: Vec<f64>,
    /// Columns of L of every leading front, all its rows, column-major.
    pub(crate) panels: Vec<f64>,
    /// Lower Cholesky factor of the tail, column-major.
    pub(crate) tail: Vec<f64>,
    pub(crate) log_det_k: f64,
    pub(crate) selected: OnceLock<SelectedInverse>,
}

impl Factor {
    /// Factors a system at its present variances and weights.
    pub(crate) fn of(
        system: &System,
        structure: Arc<Structure>,
        precisions: &Precisions,
    ) -> Result<Factor, MixedError> {
        Factor::assembled(&Rows { system, precisions }, structure)
    }

    /// Factors the numbers that somebody puts into the fronts.
    pub(crate) fn assembled<N: Assemble>(
        numbers: &N,
        structure: Arc<Structure>,
    ) -> Result<Factor, MixedError> {
        let (pivots, panels, mut tail) = eliminate(numbers, &structure)?;
        factor_tail(&structure, &mut tail)?;
        let log_det_k = log_det(&pivots, &tail, structure.tail);
        Ok(Factor { structure, pivots, panels, tail, log_det_k, selected: OnceLock::new() })
    }

    /// The structure, to be handed to the next [`solve`](crate::solve).
    pub fn symbolic(&self) -> Symbolic {
        Symbolic { inner: self.structure.clone() }
    }

    /// Inverse of the tail's block, full and symmetric.
    pub(crate) fn tail_inverse(&self) -> Vec<f64> {
        dense::inverse(&self.tail, self.structure.tail)
    }

    /// Columns of L of a front, with all its rows, and its pivots.
    pub(crate) fn front(&self, front: usize) -> (&[f64], &[f64]) {
        let (range, front) = (front..front + 1, &self.structure.fronts.list[front]);
        (&self.panels[self.structure.fronts.panels_of(&range)], &self.pivots[front.columns()])
    }

    /// Column `position` of L below its diagonal.
    pub(crate) fn column(&self, position: usize) -> (&[u32], &[f64]) {
        let (rows, start) = self.structure.fronts.column(position);
        (rows, &self.panels[start..start + rows.len()])
    }
}

impl Drop for Factor {
    fn drop(&mut self) {
        self.structure.buffers.give(std::mem::take(&mut self.panels));
        self.structure.buffers.give(std::mem::take(&mut self.tail));
    }
}

fn log_det(pivots: &[f64], tail: &[f64], size: usize) -> f64 {
    let leading: f64 = pivots.iter().map(|d| d.abs().ln()).sum();
    leading + (0..size).map(|i| 2.0 * tail[i * size + i].ln()).sum::<f64>()
}

fn factor_tail(structure: &Structure, tail: &mut [f64]) -> Result<(), MixedError> {
    let size = structure.tail;
    let diagonal: Vec<f64> = (0..size).map(|i| tail[i * size + i]).collect();
    dense::cholesky(tail, size).map_err(|index| MixedError::NotPositiveDefinite {
        column: structure.order[structure.leading + index] as usize,
        pivot: tail[index * size + index],
        diagonal: diagonal[index],
    })
}
