//! Dense kernels: thin wrappers around faer, sequential, so that the same input gives the same
//! bits whatever the number of threads. Large matrices go block by block.

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::cholesky::llt;
use faer::linalg::matmul::matmul;
use faer::linalg::matmul::triangular::{self, BlockStructure};
use faer::linalg::triangular_solve::{
    solve_lower_triangular_in_place, solve_unit_lower_triangular_in_place,
    solve_unit_upper_triangular_in_place, solve_upper_triangular_in_place,
};
use faer::prelude::ReborrowMut;
use faer::{Accum, Mat, MatMut, MatRef, Par, Spec};

use crate::blocked;

/// Columns of a block of a large matrix.
const BLOCK: usize = 192;

/// From this many columns on, blocks on several threads are faster than one call.
const LARGE: usize = 4 * BLOCK;

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

/// Cholesky factor in one call. On failure, the index of the first pivot that is not positive.
pub(crate) fn cholesky_in_place(a: MatMut<f64>) -> Result<(), usize> {
    let scratch =
        llt::factor::cholesky_in_place_scratch::<f64>(a.nrows(), Par::Seq, Spec::default());
    let mut memory = MemBuffer::new(scratch);
    let stack = MemStack::new(&mut memory);
    match llt::factor::cholesky_in_place(a, Default::default(), Par::Seq, stack, Spec::default()) {
        Err(llt::factor::LltError::NonPositivePivot { index }) => Err(index),
        Ok(_) => Ok(()),
    }
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
    if count == 1 && n >= LARGE {
        return blocked::solve_lower(root, x, BLOCK);
    }
    let root = MatRef::from_column_major_slice(root, n, n);
    solve_lower_triangular_in_place(
        root,
        MatMut::from_column_major_slice_mut(x, n, count),
        Par::Seq,
    );
}

/// `L⁻ᵀX` in place, X of `count` columns.
pub(crate) fn solve_upper(root: &[f64], n: usize, x: &mut [f64], count: usize) {
    if count == 1 && n >= LARGE {
        return blocked::solve_upper(root, x, BLOCK);
    }
    let root = MatRef::from_column_major_slice(root, n, n).transpose();
    solve_upper_triangular_in_place(
        root,
        MatMut::from_column_major_slice_mut(x, n, count),
        Par::Seq,
    );
}

/// Part of a column-major matrix: `rows` rows from `row` on of its first columns.
pub(crate) struct Block<'a> {
    pub at: &'a [f64],
    /// Rows of the whole matrix.
    pub stride: usize,
    pub row: usize,
    pub rows: usize,
    pub columns: usize,
}

impl Block<'_> {
    fn view(&self) -> MatRef<'_, f64> {
        let whole = &self.at[..self.stride * self.columns];
        MatRef::from_column_major_slice(whole, self.stride, self.columns)
            .subrows(self.row, self.rows)
    }
}

/// Lower triangle of `A −= left·right'`; A is the last columns of a matrix of `size`
/// rows, from row and column `first` on; right is as large as left.
pub(crate) fn subtract_product(
    last: &mut [f64],
    size: usize,
    first: usize,
    left: &Block,
    right: &[f64],
) {
    let rest = size - first;
    let right = MatRef::from_column_major_slice(right, rest, left.columns).transpose();
    if rest >= LARGE {
        let last = &mut last[..size * rest];
        return blocked::subtract_product(last, (size, first), left.view(), right, BLOCK);
    }
    let target = MatMut::from_column_major_slice_mut(last, size, rest).subrows_mut(first, rest);
    let (lower, full) = (BlockStructure::TriangularLower, BlockStructure::Rectangular);
    triangular::matmul(target, lower, Accum::Add, left.view(), full, right, full, -1.0, Par::Seq);
}

/// `Y L⁻¹` in place, L unit lower triangular, Y of `rows` rows.
pub(crate) fn solve_unit(lower: &Block, y: &mut [f64], rows: usize) {
    let y = MatMut::from_column_major_slice_mut(y, rows, lower.columns);
    solve_unit_upper_triangular_in_place(lower.view().transpose(), y.transpose_mut(), Par::Seq);
}

/// `−Z Y` of a symmetric Z, of which the lower triangle is given: the last columns of
/// a matrix of `size` rows, from row and column `first` on.
pub(crate) fn multiply_symmetric(
    last: &[f64],
    size: usize,
    first: usize,
    y: &[f64],
    columns: usize,
) -> Vec<f64> {
    let rest = size - first;
    let mut out = vec![0.0; rest * columns];
    let z = MatRef::from_column_major_slice(last, size, rest).subrows(first, rest);
    let y = MatRef::from_column_major_slice(y, rest, columns);
    if rest >= LARGE {
        let target = MatMut::from_column_major_slice_mut(&mut out, rest, columns);
        blocked::subtract_symmetric(target, z, y, BLOCK);
        return out;
    }
    let full = BlockStructure::Rectangular;
    let parts = [
        (z, BlockStructure::TriangularLower),
        (z.transpose(), BlockStructure::StrictTriangularUpper),
    ];
    for (part, structure) in parts {
        let target = MatMut::from_column_major_slice_mut(&mut out, rest, columns);
        triangular::matmul(target, full, Accum::Add, part, structure, y, full, -1.0, Par::Seq);
    }
    out
}

/// `(L D L')⁻¹ − Y'X`, L unit lower triangular, as a full column-major square.
pub(crate) fn block_inverse(lower: &Block, pivots: &[f64], y: &[f64], x: &[f64]) -> Vec<f64> {
    let (width, rows) = (pivots.len(), y.len() / pivots.len());
    let mut inverse = Mat::identity(width, width);
    solve_unit_lower_triangular_in_place(lower.view(), inverse.as_mut(), Par::Seq);
    let scaled = Mat::from_fn(width, width, |i, j| inverse[(i, j)] / pivots[i]);
    let mut out = vec![0.0; width * width];
    let mut target = MatMut::from_column_major_slice_mut(&mut out, width, width);
    matmul(target.rb_mut(), Accum::Replace, inverse.transpose(), &scaled, 1.0, Par::Seq);
    let y = MatRef::from_column_major_slice(y, rows, width).transpose();
    let x = MatRef::from_column_major_slice(x, rows, width);
    matmul(target, Accum::Add, y, x, -1.0, Par::Seq);
    out
}

/// `X'Y`, both of `rows` rows and `columns` columns, as a column-major square.
pub(crate) fn transposed_product(x: &[f64], y: &[f64], rows: usize, columns: usize) -> Vec<f64> {
    let mut out = vec![0.0; columns * columns];
    let target = MatMut::from_column_major_slice_mut(&mut out, columns, columns);
    let x = MatRef::from_column_major_slice(x, rows, columns).transpose();
    let y = MatRef::from_column_major_slice(y, rows, columns);
    matmul(target, Accum::Replace, x, y, 1.0, Par::Seq);
    out
}
