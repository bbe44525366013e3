//! Solves with a dense triangular matrix: by faer in one call, or for one vector and a large matrix by
//! blocks of columns on all threads, since one thread cannot read L as fast as memory can.

use faer::linalg::triangular_solve::{
    solve_lower_triangular_in_place, solve_upper_triangular_in_place,
};
use faer::{MatMut, MatRef, Par};
use rayon::prelude::*;

use crate::factor::dense::blocked::{BLOCK, LARGE};
use crate::factor::dense::vector::{dot_in_lanes, subtract, vectorised};

/// Columns that one thread takes at a time in a solve with one vector.
const COLUMNS: usize = 24;

/// `L⁻¹X` in place, X of `count` columns.
pub(crate) fn solve_lower(root: &[f64], n: usize, x: &mut [f64], count: usize) {
    if count == 1 && n >= LARGE {
        return solve_lower_by_blocks(root, x, BLOCK);
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
        return solve_upper_by_blocks(root, x, BLOCK);
    }
    let root = MatRef::from_column_major_slice(root, n, n).transpose();
    solve_upper_triangular_in_place(
        root,
        MatMut::from_column_major_slice_mut(x, n, count),
        Par::Seq,
    );
}

/// `L⁻¹x` in place: all threads share what a block of columns takes off the rest.
fn solve_lower_by_blocks(root: &[f64], x: &mut [f64], block: usize) {
    let n = x.len();
    for start in (0..n).step_by(block) {
        let end = n.min(start + block);
        let (done, rest) = x[start..].split_at_mut(end - start);
        let corner = MatRef::from_column_major_slice(root, n, n);
        let corner = corner.submatrix(start, start, end - start, end - start);
        let own = MatMut::from_column_major_slice_mut(done, end - start, 1);
        solve_lower_triangular_in_place(corner, own, Par::Seq);
        let done = &*done;
        // Whole columns: a matrix is read fastest along its columns, and pieces of them cost a page each.
        let sums = done.par_chunks(COLUMNS).enumerate().map(|(chunk, values)| {
            let first = start + chunk * COLUMNS;
            let column = |at: usize| &root[(first + at) * n + end..(first + at + 1) * n];
            vectorised(|| negative_product(column, values, n - end))
        });
        for sum in sums.collect::<Vec<_>>() {
            rest.iter_mut().zip(&sum).for_each(|(x, sum)| *x += sum);
        }
    }
}

/// `−Σ value·column` over `rows` rows, four columns at a time.
#[inline(always)]
fn negative_product<'a>(
    column: impl Fn(usize) -> &'a [f64],
    values: &[f64],
    rows: usize,
) -> Vec<f64> {
    let mut sum = vec![0.0; rows];
    let whole = values.len() / 4 * 4;
    for at in (0..whole).step_by(4) {
        let four = std::array::from_fn(|i| column(at + i));
        subtract::<4>(&mut sum, four, std::array::from_fn(|i| values[at + i]));
    }
    (whole..values.len()).for_each(|at| subtract(&mut sum, [column(at)], [values[at]]));
    sum
}

/// `L⁻ᵀx` in place, likewise.
fn solve_upper_by_blocks(root: &[f64], x: &mut [f64], block: usize) {
    let n = x.len();
    for start in (0..n).step_by(block).rev() {
        let end = n.min(start + block);
        let (own, done) = x[start..].split_at_mut(end - start);
        let done = &*done;
        own.par_chunks_mut(COLUMNS).enumerate().for_each(|(chunk, own)| {
            vectorised(|| {
                for (column, x) in (start + chunk * COLUMNS..).zip(own) {
                    *x -= dot_in_lanes(&root[column * n + end..(column + 1) * n], done);
                }
            });
        });
        let corner = MatRef::from_column_major_slice(root, n, n);
        let corner = corner.submatrix(start, start, end - start, end - start);
        let own = MatMut::from_column_major_slice_mut(own, end - start, 1);
        solve_upper_triangular_in_place(corner.transpose(), own, Par::Seq);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::factor::dense::cholesky::cholesky;
    use crate::factor::dense::samples::{assert_close, on_threads, positive_definite};

    #[test]
    fn solves_with_one_vector_equal_faers() {
        let n = 700;
        let mut root = positive_definite(n);
        cholesky(&mut root, n).unwrap();
        let start: Vec<f64> = (0..n).map(|i| (i as f64).sin()).collect();
        let solve = || {
            let (mut lower, mut upper) = (start.clone(), start.clone());
            solve_lower_by_blocks(&root, &mut lower, 100);
            solve_upper_by_blocks(&root, &mut upper, 100);
            (lower, upper)
        };
        let (one, two) = (on_threads(1, solve), on_threads(2, solve));
        assert_eq!(one, two, "the number of threads must not matter");
        let view = MatRef::from_column_major_slice(&root, n, n);
        let mut plain = (start.clone(), start);
        let column = |x| MatMut::from_column_major_slice_mut(x, n, 1);
        solve_lower_triangular_in_place(view, column(&mut plain.0), Par::Seq);
        solve_upper_triangular_in_place(view.transpose(), column(&mut plain.1), Par::Seq);
        assert_close(&one.0, &plain.0);
        assert_close(&one.1, &plain.1);
    }
}
