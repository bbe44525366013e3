//! Half solves: `a'Σb` for sparse rows, touching only the leading columns that lie
//! on the way to the root, then the dense tail. Shared by [`Factor`] and [`Parts`](crate::Parts).

use std::collections::BTreeSet;

use crate::dense;
use crate::error::MixedError;
use crate::factor::Factor;

/// The leading part of a factor, by position.
pub(crate) struct Leading<'a> {
    pub place: &'a [u32],
    pub leading: usize,
    pub pointers: &'a [usize],
    pub rows: &'a [u32],
    pub values: &'a [f64],
}

/// `L⁻¹a`: nonzeros over the leading positions, and the dense rest for the tail
/// (not yet solved with the tail's own factor).
pub(crate) struct Half {
    pub entries: Vec<(u32, f64)>,
    pub tail: Vec<f64>,
}

impl Leading<'_> {
    pub fn half(&self, row: &[(u32, f64)]) -> Half {
        let mut x = vec![0.0; self.place.len()];
        for (column, a) in row {
            x[self.place[*column as usize] as usize] += a;
        }
        let path = self.path(row);
        let entries = path.into_iter().map(|j| (j, self.eliminate(j as usize, &mut x))).collect();
        Half { entries, tail: x.split_off(self.leading) }
    }

    fn eliminate(&self, j: usize, x: &mut [f64]) -> f64 {
        let (value, span) = (x[j], self.pointers[j]..self.pointers[j + 1]);
        for (row, l) in self.rows[span.clone()].iter().zip(&self.values[span]) {
            x[*row as usize] -= l * value;
        }
        value
    }

    /// Leading positions reached from the row's columns along the elimination tree.
    fn path(&self, row: &[(u32, f64)]) -> BTreeSet<u32> {
        let mut path = BTreeSet::new();
        for (column, _) in row {
            let mut j = self.place[*column as usize];
            while (j as usize) < self.leading && path.insert(j) {
                let at = self.pointers[j as usize];
                if at == self.pointers[j as usize + 1] {
                    break;
                }
                j = self.rows[at];
            }
        }
        path
    }
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
    pub(crate) fn leading_part(&self) -> Leading<'_> {
        Leading {
            place: &self.structure.place,
            leading: self.structure.leading,
            pointers: &self.structure.pointers,
            rows: &self.structure.rows,
            values: &self.values,
        }
    }

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
        let leading = self.leading_part();
        let (mut halves, mut tails) = (Vec::with_capacity(rows.len()), Vec::new());
        for row in rows {
            check_row(row.as_ref(), self.structure.columns)?;
            let mut half = leading.half(row.as_ref());
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
