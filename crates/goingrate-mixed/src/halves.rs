//! Half solves: `a'Σb` for sparse rows, touching only the leading columns that lie
//! on the way to the root, then the dense tail. Shared by [`Factor`] and [`Parts`](crate::Parts).

use std::collections::BTreeSet;

use crate::dense;
use crate::error::MixedError;
use crate::factor::Factor;

/// `L⁻¹a`: nonzeros over the leading positions, and the dense rest for the tail
/// (not yet solved with the tail's own factor).
pub(crate) struct Half {
    pub entries: Vec<(u32, f64)>,
    pub tail: Vec<f64>,
}

/// Eliminates a row by position along its path, ascending; `column` gives the entries
/// of L below a leading position.
pub(crate) fn half<'a>(
    mut x: Vec<f64>,
    path: BTreeSet<u32>,
    leading: usize,
    column: impl Fn(usize) -> (&'a [u32], &'a [f64]),
) -> Half {
    let mut entries = Vec::with_capacity(path.len());
    for j in path {
        let value = x[j as usize];
        let (rows, l) = column(j as usize);
        rows.iter().zip(l).for_each(|(row, l)| x[*row as usize] -= l * value);
        entries.push((j, value));
    }
    Half { entries, tail: x.split_off(leading) }
}

/// A sparse row as a vector by position.
pub(crate) fn spread_out(row: &[(u32, f64)], place: &[u32]) -> Vec<f64> {
    let mut x = vec![0.0; place.len()];
    row.iter().for_each(|(column, a)| x[place[*column as usize] as usize] += a);
    x
}

/// `Σ_j x_j y_j / d_j` over the leading positions that both halves hold.
pub(crate) fn leading_product(a: &Half, b: &Half, pivots: &[f64]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.entries.len() && j < b.entries.len() {
        let ((p, x), (q, y)) = (a.entries[i], b.entries[j]);
        if p == q {
            sum += x * y / pivots[p as usize];
        }
        i += usize::from(p <= q);
        j += usize::from(q <= p);
    }
    sum
}

pub(crate) fn check_row(row: &[(u32, f64)], columns: usize) -> Result<(), MixedError> {
    let wrong = |(column, value): &(u32, f64)| *column as usize >= columns || !value.is_finite();
    match row.iter().position(wrong) {
        Some(entry) => {
            Err(MixedError::Row { entry, column: row[entry].0, value: row[entry].1, columns })
        }
        None => Ok(()),
    }
}

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
            let mut half = self.half(row.as_ref());
            tails.append(&mut half.tail);
            halves.push(half);
        }
        dense::solve_lower(&self.tail, self.structure.tail, &mut tails, rows.len());
        let size = self.structure.tail;
        Ok(gram(rows.len(), |a, b| {
            let tail = dot(&tails[a * size..(a + 1) * size], &tails[b * size..(b + 1) * size]);
            leading_product(&halves[a], &halves[b], &self.pivots) + tail
        }))
    }

    fn half(&self, row: &[(u32, f64)]) -> Half {
        let x = spread_out(row, &self.structure.place);
        half(x, self.path(row), self.structure.leading, |j| self.column(j))
    }

    /// Columns of all fronts from those of the row's columns to the root.
    fn path(&self, row: &[(u32, f64)]) -> BTreeSet<u32> {
        let (fronts, mut path) = (&self.structure.fronts, BTreeSet::new());
        for (column, _) in row {
            let mut front = fronts.home[self.structure.place[*column as usize] as usize] as usize;
            while front < fronts.tail() && path.insert(fronts.list[front].first as u32) {
                path.extend(fronts.list[front].columns().map(|p| p as u32));
                front = fronts.list[front].parent;
            }
        }
        path
    }
}

pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// A symmetric m×m matrix from its entries.
pub(crate) fn gram(m: usize, entry: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let mut out = vec![0.0; m * m];
    for a in 0..m {
        for b in 0..=a {
            out[a * m + b] = entry(a, b);
            out[b * m + a] = out[a * m + b];
        }
    }
    out
}
