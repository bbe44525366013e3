//! The posterior covariance in factored form: a factor as plain arrays that can be stored, and
//! covariances from these arrays alone, without the system that they came from.

use std::collections::BTreeSet;

use crate::error::MixedError;
use crate::factor::Factor;
use crate::factor::dense::{dot, symmetric};
use crate::solve::sparse_forward::{HalfSolve, forward, leading_product, scatter_row};
use crate::system::{check_length, check_row};

/// The posterior covariance Σ of θ as sparse leading factor and dense tail.
///
/// Unknowns are columns `0..columns` and wide lines `columns..`. Position p holds
/// unknown `permutation[p]`; positions `0..leading` are the sparse part (wide lines
/// last among them, with negative pivots), the rest is the tail, all θ columns.
///
/// To compute `a'Σa`: put a into x by position (0 at wide lines); for j in
/// `0..leading` ascending, for every entry (i, l) of column j: `x_i −= l·x_j`. Then
/// `a'Σa = Σ_{j<leading} x_j²/pivots_j + x_t'·tail_inverse·x_t`, x_t the tail of x.
/// A zero x_j needs no work, so only the path to the root is touched. For `a'Σb` use
/// products in place of squares.
///
/// ```
/// use goingrate_mixed::{Group, FactoredCovariance, Piece, System, solve};
/// let mut system = System::new(1);
/// let noise = system.add_group(Group::data("noise", 2.0))?;
/// system.push(Piece::line(noise, &[(0, 1.0)], 1.0))?;
/// let covariance = FactoredCovariance::of(&solve(&system, None)?.factor);
/// assert!((covariance.variance(&[(0, 3.0)])? - 18.0).abs() < 1e-12);
/// # Ok::<(), goingrate_mixed::MixedError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FactoredCovariance {
    /// Number of θ columns.
    pub columns: usize,
    /// Number of leading positions.
    pub leading: usize,
    /// Position → unknown.
    pub permutation: Vec<u32>,
    /// Start of every leading column in `rows` and `values`, and the end.
    pub column_pointers: Vec<usize>,
    /// Positions of the entries of L below the diagonal, ascending within a column.
    pub rows: Vec<u32>,
    /// The entries of L (unit diagonal left out).
    pub values: Vec<f64>,
    /// D of the leading positions; negative for wide lines.
    pub pivots: Vec<f64>,
    /// Block of Σ over the tail's θ columns, full, symmetric, t×t.
    pub tail_inverse: Vec<f64>,
}

impl FactoredCovariance {
    /// Takes a factor apart and inverts its tail. Entries of L that are zero are left out.
    pub fn of(factor: &Factor) -> FactoredCovariance {
        let structure = &factor.structure;
        let mut arrays = FactoredCovariance {
            columns: structure.columns,
            leading: structure.leading,
            permutation: structure.order.clone(),
            column_pointers: vec![0],
            rows: Vec::new(),
            values: Vec::new(),
            pivots: factor.pivots.clone(),
            tail_inverse: factor.tail_inverse(),
        };
        for position in 0..structure.leading {
            let (rows, values) = factor.column(position);
            for (row, value) in rows.iter().zip(values).filter(|(_, l)| **l != 0.0) {
                arrays.rows.push(*row);
                arrays.values.push(*value);
            }
            arrays.column_pointers.push(arrays.rows.len());
        }
        arrays
    }

    /// Number of tail positions.
    pub fn tail(&self) -> usize {
        self.permutation.len() - self.leading
    }

    /// Checks that the arrays fit together, for arrays read from a file.
    ///
    /// # Errors
    /// Lengths that disagree or indices out of range.
    pub fn check(&self) -> Result<(), MixedError> {
        let (n, entries) = (self.permutation.len(), self.rows.len());
        check_length(
            "permutation of at least all columns",
            n.max(self.columns).max(self.leading),
            n,
        )?;
        check_length("column pointers", self.leading + 1, self.column_pointers.len())?;
        check_length("last column pointer", entries, self.column_pointers[self.leading])?;
        check_length("values of L", entries, self.values.len())?;
        check_length("pivots", self.leading, self.pivots.len())?;
        check_length("tail inverse", self.tail() * self.tail(), self.tail_inverse.len())?;
        let order = self.column_pointers.windows(2).filter(|w| w[0] > w[1]).count();
        check_length("column pointers that fall", 0, order)?;
        check_length(
            "rows out of range",
            0,
            self.rows.iter().filter(|r| **r as usize >= n).count(),
        )?;
        check_length("unknowns in the permutation", n, self.distinct_unknowns())
    }

    /// How many unknowns below the number of positions the permutation names.
    fn distinct_unknowns(&self) -> usize {
        let n = self.permutation.len();
        let mut seen = vec![false; n];
        let valid = self.permutation.iter().filter(|u| (**u as usize) < n);
        valid.for_each(|u| seen[*u as usize] = true);
        seen.iter().filter(|s| **s).count()
    }

    /// `a'Σa`: the posterior variance of a'θ.
    ///
    /// # Errors
    /// A column out of range or a coefficient that is not finite.
    pub fn variance(&self, row: &[(u32, f64)]) -> Result<f64, MixedError> {
        Ok(self.covariance(&[row])?[0])
    }

    /// `AΣA'` of several sparse rows, m×m row-major.
    ///
    /// # Errors
    /// A column out of range or a coefficient that is not finite.
    pub fn covariance<R: AsRef<[(u32, f64)]>>(&self, rows: &[R]) -> Result<Vec<f64>, MixedError> {
        let mut place = vec![0u32; self.permutation.len()];
        self.permutation.iter().enumerate().for_each(|(p, u)| place[*u as usize] = p as u32);
        let mut halves = Vec::with_capacity(rows.len());
        for row in rows {
            check_row(row.as_ref(), self.columns)?;
            let x = scatter_row(row.as_ref(), &place);
            let path = self.path(row.as_ref(), &place);
            halves.push(forward(x, path, self.leading, |j| self.column(j)));
        }
        Ok(symmetric(rows.len(), |a, b| {
            leading_product(&halves[a], &halves[b], &self.pivots)
                + self.tail_product(&halves[a], &halves[b])
        }))
    }

    fn column(&self, j: usize) -> (&[u32], &[f64]) {
        let span = self.column_pointers[j]..self.column_pointers[j + 1];
        (&self.rows[span.clone()], &self.values[span])
    }

    /// Leading positions that eliminating a row passes. Zeros are left out of L, so
    /// that its first rows alone do not tell the way.
    fn path(&self, row: &[(u32, f64)], place: &[u32]) -> BTreeSet<u32> {
        let mut frontier: Vec<u32> = row.iter().map(|(c, _)| place[*c as usize]).collect();
        let mut path = BTreeSet::new();
        while let Some(position) = frontier.pop() {
            if (position as usize) < self.leading && path.insert(position) {
                frontier.extend(self.column(position as usize).0);
            }
        }
        path
    }

    fn tail_product(&self, a: &HalfSolve, b: &HalfSolve) -> f64 {
        let size = self.tail();
        let inner = |i: usize| dot(&self.tail_inverse[i * size..(i + 1) * size], &b.tail);
        a.tail.iter().enumerate().filter(|(_, x)| **x != 0.0).map(|(i, x)| x * inner(i)).sum()
    }
}
