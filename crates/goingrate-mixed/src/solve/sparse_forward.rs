//! Forward substitution `L⁻¹a` of a sparse row: only columns on the way from the row's columns to the
//! root of the elimination tree take part (Gilbert & Peierls 1988), then the dense tail. Variances are
//! products of two such half solves.

use std::collections::BTreeSet;

/// `L⁻¹a`: nonzeros over the leading positions, and the dense rest for the tail
/// (not yet solved with the tail's own factor).
pub(crate) struct HalfSolve {
    pub entries: Vec<(u32, f64)>,
    pub tail: Vec<f64>,
}

/// Eliminates a row by position along its path, ascending; `column` gives the entries
/// of L below a leading position.
pub(crate) fn forward<'a>(
    mut x: Vec<f64>,
    path: BTreeSet<u32>,
    leading: usize,
    column: impl Fn(usize) -> (&'a [u32], &'a [f64]),
) -> HalfSolve {
    let mut entries = Vec::with_capacity(path.len());
    for j in path {
        let value = x[j as usize];
        let (rows, l) = column(j as usize);
        rows.iter().zip(l).for_each(|(row, l)| x[*row as usize] -= l * value);
        entries.push((j, value));
    }
    HalfSolve { entries, tail: x.split_off(leading) }
}

/// A sparse row as a vector by position.
pub(crate) fn scatter_row(row: &[(u32, f64)], place: &[u32]) -> Vec<f64> {
    let mut x = vec![0.0; place.len()];
    row.iter().for_each(|(column, a)| x[place[*column as usize] as usize] += a);
    x
}

/// `Σ_j x_j y_j / d_j` over the leading positions that both hold.
pub(crate) fn leading_product(a: &HalfSolve, b: &HalfSolve, pivots: &[f64]) -> f64 {
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
