//! Posterior variances and covariances of single linear forms a'θ, by half solves with the factor and
//! without the inverse.

use std::collections::BTreeSet;

use crate::error::MixedError;
use crate::factor::Factor;
use crate::factor::dense::{dot, solve_lower, symmetric};
use crate::solve::sparse_forward::{HalfSolve, forward, leading_product, scatter_row};
use crate::system::check_row;

impl Factor {
    /// `a'Σa`: the posterior variance of a'θ.
    ///
    /// # Errors
    /// A column out of range or a coefficient that is not finite.
    pub fn variance(&self, row: &[(u32, f64)]) -> Result<f64, MixedError> {
        Ok(self.covariance(&[row])?[0])
    }

    /// `AΣA'` of several sparse rows, m×m row-major: their joint posterior
    /// covariance, by half solves `(L⁻¹A')'D⁻¹(L⁻¹A')`.
    ///
    /// # Errors
    /// A column out of range or a coefficient that is not finite.
    pub fn covariance<R: AsRef<[(u32, f64)]>>(&self, rows: &[R]) -> Result<Vec<f64>, MixedError> {
        let (mut halves, mut tails) = (Vec::with_capacity(rows.len()), Vec::new());
        for row in rows {
            check_row(row.as_ref(), self.structure.columns)?;
            let mut half = self.forward_row(row.as_ref());
            tails.append(&mut half.tail);
            halves.push(half);
        }
        solve_lower(&self.tail, self.structure.tail, &mut tails, rows.len());
        let size = self.structure.tail;
        Ok(symmetric(rows.len(), |a, b| {
            let tail = dot(&tails[a * size..(a + 1) * size], &tails[b * size..(b + 1) * size]);
            leading_product(&halves[a], &halves[b], &self.pivots) + tail
        }))
    }

    fn forward_row(&self, row: &[(u32, f64)]) -> HalfSolve {
        let x = scatter_row(row, &self.structure.place);
        forward(x, self.path(row), self.structure.leading, |j| self.column(j))
    }

    /// Columns of all fronts from those of the row's columns to the root.
    fn path(&self, row: &[(u32, f64)]) -> BTreeSet<u32> {
        let (fronts, mut path) = (&self.structure.fronts, BTreeSet::new());
        for (column, _) in row {
            let mut front =
                fronts.front_of[self.structure.place[*column as usize] as usize] as usize;
            while front < fronts.tail() && path.insert(fronts.list[front].first as u32) {
                path.extend(fronts.list[front].columns().map(|p| p as u32));
                front = fronts.list[front].parent;
            }
        }
        path
    }
}
