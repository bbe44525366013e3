//! Products with dense blocks of column-major matrices, by faer on one thread or by blocks on all of
//! them where the matrix is large.

use faer::linalg::matmul::matmul;
use faer::linalg::matmul::triangular::{self, BlockStructure};
use faer::linalg::triangular_solve::{
    solve_unit_lower_triangular_in_place, solve_unit_upper_triangular_in_place,
};
use faer::prelude::ReborrowMut;
use faer::{Accum, Mat, MatMut, MatRef, Par};

use crate::factor::dense::blocked;
use crate::factor::dense::blocked::{BLOCK, LARGE};

/// `rows` rows from `row` on of the first columns of a column-major matrix.
pub(crate) struct SubMatrix<'a> {
    pub at: &'a [f64],
    /// Rows of the whole matrix.
    pub stride: usize,
    pub row: usize,
    pub rows: usize,
    pub columns: usize,
}

impl SubMatrix<'_> {
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
    left: &SubMatrix,
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
pub(crate) fn solve_unit(lower: &SubMatrix, y: &mut [f64], rows: usize) {
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
    let triangles = [
        (z, BlockStructure::TriangularLower),
        (z.transpose(), BlockStructure::StrictTriangularUpper),
    ];
    for (triangle, structure) in triangles {
        let target = MatMut::from_column_major_slice_mut(&mut out, rest, columns);
        triangular::matmul(target, full, Accum::Add, triangle, structure, y, full, -1.0, Par::Seq);
    }
    out
}

/// `(L D L')⁻¹ − Y'X`, L unit lower triangular, as a full column-major square.
pub(crate) fn block_inverse(lower: &SubMatrix, pivots: &[f64], y: &[f64], x: &[f64]) -> Vec<f64> {
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
