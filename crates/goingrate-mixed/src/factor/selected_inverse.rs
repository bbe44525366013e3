//! Entries of the inverse on the pattern of L (the selected inverse), stored as the columns of L are:
//! for reading single variances and covariances.

use std::sync::Arc;

use crate::symbolic::Structure;

/// `K⁻¹` on the pattern of the factor; over θ these are entries of Σ.
#[derive(Debug)]
pub struct SelectedInverse {
    pub(crate) structure: Arc<Structure>,
    /// Columns of every front with all its rows, of which the lower triangle counts;
    /// the tail is the last front.
    pub(crate) store: Vec<f64>,
}

impl SelectedInverse {
    /// `Σ_ij` of two columns, where the pattern holds it (always for i = j and for
    /// columns that meet in one narrow piece).
    pub fn entry(&self, i: usize, j: usize) -> Option<f64> {
        let place = |column: usize| self.structure.place.get(column).copied();
        let (a, b) = (place(i)?, place(j)?);
        let (column, row) = (a.min(b), a.max(b));
        let fronts = &self.structure.fronts;
        let front = fronts.front_of[column as usize] as usize;
        let row_in_front = fronts.rows(front).binary_search(&row).ok()?;
        let shape = &fronts.list[front];
        let local = column as usize - shape.first;
        Some(self.store[shape.panel + local * shape.size() + row_in_front])
    }

    /// Posterior variances of all columns.
    pub fn variances(&self) -> Vec<f64> {
        (0..self.structure.columns).map(|c| self.entry(c, c).unwrap_or(f64::NAN)).collect()
    }
}
