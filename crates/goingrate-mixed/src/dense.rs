//! Dense kernels of the tail: thin wrappers around faer, sequential, so that the
//! same input gives the same bits whatever the number of threads.

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::cholesky::llt;
use faer::linalg::matmul::triangular::{BlockStructure, matmul};
use faer::linalg::triangular_solve::{
    solve_lower_triangular_in_place, solve_upper_triangular_in_place,
};
use faer::{Accum, MatMut, MatRef, Par};

/// Cholesky factor in the lower triangle, in place (column-major n×n).
/// On failure, the index of the first pivot that is not positive.
pub(crate) fn cholesky(a: &mut [f64], n: usize) -> Result<(), usize> {
    let diagonal: Vec<f64> = (0..n).map(|i| a[i * n + i]).collect();
    let scratch = llt::factor::cholesky_in_place_scratch::<f64>(n, Par::Seq, Default::default());
    let mut memory = MemBuffer::new(scratch);
    let matrix = MatMut::from_column_major_slice_mut(a, n, n);
    let stack = MemStack::new(&mut memory);
    match llt::factor::cholesky_in_place(
        matrix,
        Default::default(),
        Par::Seq,
        stack,
        Default::default(),
    ) {
        Err(llt::factor::LltError::NonPositivePivot { index }) => Err(index),
        Ok(_) => negligible_pivot(a, n, &diagonal).map_or(Ok(()), Err),
    }
}

fn negligible_pivot(root: &[f64], n: usize, diagonal: &[f64]) -> Option<usize> {
    let pivot = |i: usize| root[i * n + i] * root[i * n + i];
    (0..n).find(|i| !(pivot(*i) > diagonal[*i] * 1e-15 && pivot(*i).is_finite()))
}

/// Full symmetric inverse from a Cholesky factor.
pub(crate) fn inverse(root: &[f64], n: usize) -> Vec<f64> {
    let mut out = vec![0.0; n * n];
    let mut memory = MemBuffer::new(llt::inverse::inverse_scratch::<f64>(n, Par::Seq));
    let target = MatMut::from_column_major_slice_mut(&mut out, n, n);
    let root = MatRef::from_column_major_slice(root, n, n);
    llt::inverse::inverse(target, root, Par::Seq, MemStack::new(&mut memory));
    mirror(&mut out, n);
    out
}

/// Copies the lower triangle into the upper one, by blocks that fit the cache.
fn mirror(a: &mut [f64], n: usize) {
    const BLOCK: usize = 32;
    for j0 in (0..n).step_by(BLOCK) {
        for i0 in (j0..n).step_by(BLOCK) {
            for j in j0..(j0 + BLOCK).min(n) {
                for i in i0.max(j + 1)..(i0 + BLOCK).min(n) {
                    a[i * n + j] = a[j * n + i];
                }
            }
        }
    }
}

/// `L⁻¹X` in place, X of `count` columns.
pub(crate) fn solve_lower(root: &[f64], n: usize, x: &mut [f64], count: usize) {
    let root = MatRef::from_column_major_slice(root, n, n);
    solve_lower_triangular_in_place(
        root,
        MatMut::from_column_major_slice_mut(x, n, count),
        Par::Seq,
    );
}

/// `L⁻ᵀX` in place, X of `count` columns.
pub(crate) fn solve_upper(root: &[f64], n: usize, x: &mut [f64], count: usize) {
    let root = MatRef::from_column_major_slice(root, n, n).transpose();
    solve_upper_triangular_in_place(
        root,
        MatMut::from_column_major_slice_mut(x, n, count),
        Par::Seq,
    );
}

/// Lower triangle of `A −= left·right'`, left and right n×count.
pub(crate) fn subtract_outer(a: &mut [f64], n: usize, left: &[f64], right: &[f64], count: usize) {
    let left = MatRef::from_column_major_slice(left, n, count);
    let right = MatRef::from_column_major_slice(right, n, count).transpose();
    let target = MatMut::from_column_major_slice_mut(a, n, n);
    let (lower, full) = (BlockStructure::TriangularLower, BlockStructure::Rectangular);
    matmul(target, lower, Accum::Add, left, full, right, full, -1.0, Par::Seq);
}
