//! Cholesky factor and inverse of a dense symmetric matrix, column-major: in one call of faer, or
//! block by block on all threads where the matrix is large. The same bits on any number of threads.

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::cholesky::llt;
use faer::{MatMut, MatRef, Par};

use crate::factor::dense::blocked;
use crate::factor::dense::blocked::{BLOCK, LARGE};
use crate::factor::dense::unblocked::cholesky_in_place;

/// Cholesky factor in the lower triangle, in place (column-major n×n).
/// On failure, the index of the first pivot that is not positive.
pub(crate) fn cholesky(a: &mut [f64], n: usize) -> Result<(), usize> {
    let diagonal: Vec<f64> = (0..n).map(|i| a[i * n + i]).collect();
    if n < LARGE {
        cholesky_in_place(MatMut::from_column_major_slice_mut(a, n, n))?;
    } else {
        blocked::cholesky(a, n, BLOCK)?;
    }
    negligible_pivot(a, n, &diagonal).map_or(Ok(()), Err)
}

fn negligible_pivot(root: &[f64], n: usize, diagonal: &[f64]) -> Option<usize> {
    let pivot = |i: usize| root[i * n + i] * root[i * n + i];
    (0..n).find(|i| !(pivot(*i) > diagonal[*i] * 1e-15 && pivot(*i).is_finite()))
}

/// Full symmetric inverse from a Cholesky factor.
pub(crate) fn inverse(root: &[f64], n: usize) -> Vec<f64> {
    let mut out = vec![0.0; n * n];
    lower_inverse(root, n, &mut out);
    mirror(&mut out, n);
    out
}

/// Lower triangle of the inverse from a Cholesky factor, into `out` (n×n, whatever it holds).
/// What is above the diagonal means nothing.
pub(crate) fn lower_inverse(root: &[f64], n: usize, out: &mut [f64]) {
    if n >= LARGE {
        return blocked::inverse(root, n, BLOCK, out);
    }
    let mut memory = MemBuffer::new(llt::inverse::inverse_scratch::<f64>(n, Par::Seq));
    let target = MatMut::from_column_major_slice_mut(out, n, n);
    let root = MatRef::from_column_major_slice(root, n, n);
    llt::inverse::inverse(target, root, Par::Seq, MemStack::new(&mut memory));
}

/// Copies the lower triangle into the upper one, by blocks that fit the cache.
fn mirror(a: &mut [f64], n: usize) {
    const TILE: usize = 32;
    for j0 in (0..n).step_by(TILE) {
        for i0 in (j0..n).step_by(TILE) {
            for j in j0..(j0 + TILE).min(n) {
                for i in i0.max(j + 1)..(i0 + TILE).min(n) {
                    a[i * n + j] = a[j * n + i];
                }
            }
        }
    }
}

/// A symmetric m×m matrix from its entries on and below the diagonal.
pub(crate) fn symmetric(m: usize, entry: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let mut out = vec![0.0; m * m];
    for a in 0..m {
        for b in 0..=a {
            out[a * m + b] = entry(a, b);
            out[b * m + a] = out[a * m + b];
        }
    }
    out
}
