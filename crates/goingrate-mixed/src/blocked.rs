//! Large dense matrices by blocks: tiles of a fixed size, each worked off on one thread, so that
//! the threads share the work and the same input still gives the same bits whatever their number.

use faer::linalg::matmul::matmul;
use faer::linalg::matmul::triangular::{self, BlockStructure};
use faer::linalg::triangular_solve::{
    solve_lower_triangular_in_place, solve_upper_triangular_in_place,
};
use faer::prelude::ReborrowMut;
use faer::{Accum, MatMut, MatRef, Par};
use rayon::prelude::*;

use crate::dense;
use crate::kernel::{dot, subtract, vectorised};

/// Columns that one thread takes at a time in a solve with one vector.
const COLUMNS: usize = 24;

/// Cholesky factor in the lower triangle, in place (column-major n×n), one panel of `block`
/// columns after another, each taken off everything that follows (Golub & Van Loan 2013, §4.2.6,
/// "right-looking"): products with few columns in the middle keep their operands in the cache, and at
/// 5,400 columns that is 1.4 times as fast as taking all earlier columns off one panel at a time. On
/// failure, the index of the first pivot that is not positive.
pub(crate) fn cholesky(a: &mut [f64], n: usize, block: usize) -> Result<(), usize> {
    for start in (0..n).step_by(block) {
        let end = n.min(start + block);
        let (done, rest) = a.split_at_mut(end * n);
        let panel = MatMut::from_column_major_slice_mut(&mut done[start * n..], n, end - start);
        let (mut corner, mut below) = panel.split_at_row_mut(start).1.split_at_row_mut(end - start);
        dense::cholesky_in_place(corner.rb_mut()).map_err(|index| start + index)?;
        let corner = corner.as_ref();
        tiles(below.rb_mut(), block).into_par_iter().for_each(|tile| {
            solve_lower_triangular_in_place(corner, tile.transpose_mut(), Par::Seq);
        });
        let below = below.as_ref();
        subtract_product(rest, (n, end), below, below.transpose(), block);
    }
    Ok(())
}

/// `L⁻¹x` in place, by blocks of columns: what a block takes off the rest goes on all threads, since
/// one thread cannot read L as fast as memory can.
pub(crate) fn solve_lower(root: &[f64], x: &mut [f64], block: usize) {
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
        let taken = done.par_chunks(COLUMNS).enumerate().map(|(chunk, values)| {
            let first = start + chunk * COLUMNS;
            let l = |at: usize| &root[(first + at) * n + end..(first + at + 1) * n];
            vectorised(|| {
                let mut sum = vec![0.0; n - end];
                let whole = values.len() / 4 * 4;
                for at in (0..whole).step_by(4) {
                    let four = std::array::from_fn(|i| l(at + i));
                    subtract::<4>(&mut sum, four, std::array::from_fn(|i| values[at + i]));
                }
                (whole..values.len()).for_each(|at| subtract(&mut sum, [l(at)], [values[at]]));
                sum
            })
        });
        for taken in taken.collect::<Vec<_>>() {
            rest.iter_mut().zip(&taken).for_each(|(x, taken)| *x += taken);
        }
    }
}

/// `L⁻ᵀx` in place, likewise.
pub(crate) fn solve_upper(root: &[f64], x: &mut [f64], block: usize) {
    let n = x.len();
    for start in (0..n).step_by(block).rev() {
        let end = n.min(start + block);
        let (own, done) = x[start..].split_at_mut(end - start);
        let done = &*done;
        own.par_chunks_mut(COLUMNS).enumerate().for_each(|(chunk, own)| {
            vectorised(|| {
                for (column, x) in (start + chunk * COLUMNS..).zip(own) {
                    *x -= dot(&root[column * n + end..(column + 1) * n], done);
                }
            });
        });
        let corner = MatRef::from_column_major_slice(root, n, n);
        let corner = corner.submatrix(start, start, end - start, end - start);
        let own = MatMut::from_column_major_slice_mut(own, end - start, 1);
        solve_upper_triangular_in_place(corner.transpose(), own, Par::Seq);
    }
}

/// `block` rows after `block` rows.
fn tiles(mut matrix: MatMut<f64>, block: usize) -> Vec<MatMut<f64>> {
    let mut tiles = Vec::with_capacity(matrix.nrows().div_ceil(block));
    while matrix.nrows() > block {
        let (tile, rest) = matrix.split_at_row_mut(block);
        tiles.push(tile);
        matrix = rest;
    }
    tiles.push(matrix);
    tiles
}

/// Lower triangle of the inverse from a Cholesky factor, into `out` (n×n, whatever it holds):
/// panels of `block` columns apart from each other, `L⁻ᵀL⁻¹` of unit columns, of which only the
/// rows from the panel's first one on are needed. What is above the diagonal means nothing.
pub(crate) fn inverse(root: &[f64], n: usize, block: usize, out: &mut [f64]) {
    let root = MatRef::from_column_major_slice(root, n, n);
    out.par_chunks_mut(n * block).with_max_len(1).enumerate().for_each(|(index, panel)| {
        let (start, width) = (index * block, panel.len() / n);
        let panel = MatMut::from_column_major_slice_mut(panel, n, width);
        let mut panel = panel.split_at_row_mut(start).1;
        panel.fill(0.0);
        (0..width).for_each(|i| panel[(i, i)] = 1.0);
        let lower = root.submatrix(start, start, n - start, n - start);
        solve_lower_triangular_in_place(lower, panel.rb_mut(), Par::Seq);
        solve_upper_triangular_in_place(lower.transpose(), panel, Par::Seq);
    });
}

/// Lower triangle of `last −= left·right`, by panels of `block` columns apart from each other.
/// `last` holds the last columns of a matrix of `size` rows, from row `first` on.
pub(crate) fn subtract_product(
    last: &mut [f64],
    (size, first): (usize, usize),
    left: MatRef<f64>,
    right: MatRef<f64>,
    block: usize,
) {
    let (lower, full, sum) =
        (BlockStructure::TriangularLower, BlockStructure::Rectangular, Accum::Add);
    let panels = last.par_chunks_mut(size * block).with_max_len(1);
    panels.enumerate().for_each(|(index, panel)| {
        let (start, width) = (index * block, panel.len() / size);
        let panel = MatMut::from_column_major_slice_mut(panel, size, width);
        let own = panel.split_at_row_mut(first + start).1;
        let (corner, below) = own.split_at_row_mut(width);
        let across = right.subcols(start, width);
        let (corner_left, below_left) =
            left.subrows(start, left.nrows() - start).split_at_row(width);
        triangular::matmul(corner, lower, sum, corner_left, full, across, full, -1.0, Par::Seq);
        matmul(below, sum, below_left, across, -1.0, Par::Seq);
    });
}

/// `out −= Z Y` of a symmetric Z, of which the lower triangle is given, by tiles of `block` rows.
pub(crate) fn subtract_symmetric(out: MatMut<f64>, z: MatRef<f64>, y: MatRef<f64>, block: usize) {
    let n = z.nrows();
    let full = BlockStructure::Rectangular;
    tiles(out, block).into_par_iter().enumerate().for_each(|(index, mut tile)| {
        let (start, rows) = (index * block, tile.nrows());
        let (end, own) = (start + rows, z.submatrix(start, start, rows, rows));
        let (before, after) =
            (z.submatrix(start, 0, rows, start), z.submatrix(end, start, n - end, rows));
        let parts = [
            (own, BlockStructure::TriangularLower, y.subrows(start, rows)),
            (own.transpose(), BlockStructure::StrictTriangularUpper, y.subrows(start, rows)),
            (before, full, y.subrows(0, start)),
            (after.transpose(), full, y.subrows(end, n - end)),
        ];
        for (part, shape, y) in parts {
            let (tile, sum) = (tile.rb_mut(), Accum::Add);
            triangular::matmul(tile, full, sum, part, shape, y, full, -1.0, Par::Seq);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A positive definite matrix of pseudo-random numbers.
    fn matrix(n: usize) -> Vec<f64> {
        let mut state = 7u64;
        let mut next = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 11) as f64 / (1u64 << 53) as f64 - 0.5
        };
        let mut a = vec![0.0; n * n];
        for j in 0..n {
            for i in j..n {
                a[j * n + i] = next() + if i == j { n as f64 / 4.0 } else { 0.0 };
                a[i * n + j] = a[j * n + i];
            }
        }
        a
    }

    fn on_threads<R: Send>(threads: usize, run: impl FnOnce() -> R + Send) -> R {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(run)
    }

    fn lower(a: &[f64], n: usize) -> impl Iterator<Item = f64> {
        (0..n).flat_map(move |j| (j..n).map(move |i| a[j * n + i]))
    }

    fn factor_and_inverse(a: &[f64], n: usize, block: usize) -> (Vec<f64>, Vec<f64>) {
        let (mut root, mut out) = (a.to_vec(), vec![f64::NAN; n * n]);
        cholesky(&mut root, n, block).unwrap();
        inverse(&root, n, block, &mut out);
        (lower(&root, n).collect(), lower(&out, n).collect())
    }

    fn close(a: &[f64], b: &[f64]) {
        let largest = b.iter().fold(0.0f64, |l, x| l.max(x.abs()));
        assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12 * largest));
    }

    #[test]
    fn blocks_equal_one_call_and_threads_do_not_matter() {
        let n = 700;
        let a = matrix(n);
        let mut root = a.clone();
        dense::cholesky_in_place(MatMut::from_column_major_slice_mut(&mut root, n, n)).unwrap();
        let plain = dense::inverse(&root, n);
        for block in [64, 100, 350, 700] {
            let one = on_threads(1, || factor_and_inverse(&a, n, block));
            let two = on_threads(2, || factor_and_inverse(&a, n, block));
            assert!(one.0.iter().zip(&two.0).all(|(a, b)| a.to_bits() == b.to_bits()));
            assert!(one.1.iter().zip(&two.1).all(|(a, b)| a.to_bits() == b.to_bits()));
            close(&one.0, &lower(&root, n).collect::<Vec<_>>());
            close(&one.1, &lower(&plain, n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn solves_with_one_vector_equal_faers() {
        let n = 700;
        let mut root = matrix(n);
        cholesky(&mut root, n, 192).unwrap();
        let start: Vec<f64> = (0..n).map(|i| (i as f64).sin()).collect();
        let solve = || {
            let (mut lower, mut upper) = (start.clone(), start.clone());
            solve_lower(&root, &mut lower, 100);
            solve_upper(&root, &mut upper, 100);
            (lower, upper)
        };
        let (one, two) = (on_threads(1, solve), on_threads(2, solve));
        assert_eq!(one, two, "the number of threads must not matter");
        let view = MatRef::from_column_major_slice(&root, n, n);
        let mut plain = (start.clone(), start);
        let column = |x| MatMut::from_column_major_slice_mut(x, n, 1);
        solve_lower_triangular_in_place(view, column(&mut plain.0), Par::Seq);
        solve_upper_triangular_in_place(view.transpose(), column(&mut plain.1), Par::Seq);
        close(&one.0, &plain.0);
        close(&one.1, &plain.1);
    }

    #[test]
    fn a_pivot_that_is_not_positive_is_named() {
        let n = 300;
        let mut a = matrix(n);
        a[217 * n + 217] = -1.0;
        assert_eq!(cholesky(&mut a, n, 64), Err(217));
    }

    #[test]
    fn products_by_blocks_equal_plain_sums() {
        let (n, first, width) = (150, 20, 9);
        let (mut a, rest) = (matrix(n), n - first);
        let at = |m: &[f64], i: usize, j: usize| m[j * n + i];
        let before = a.clone();
        let (done, last) = a.split_at_mut(first * n);
        let left =
            MatRef::from_column_major_slice(&done[..width * n], n, width).subrows(first, rest);
        subtract_product(last, (n, first), left, left.transpose(), 64);
        let mut out = vec![0.0; rest * width];
        let whole =
            MatRef::from_column_major_slice(&before, n, n).submatrix(first, first, rest, rest);
        let image = MatMut::from_column_major_slice_mut(&mut out, rest, width);
        subtract_symmetric(image, whole, left, 64);
        for j in first..n {
            for i in j..n {
                let sum: f64 = (0..width).map(|k| at(&before, i, k) * at(&before, j, k)).sum();
                assert!((at(&a, i, j) - (at(&before, i, j) - sum)).abs() < 1e-12);
            }
            for k in 0..width {
                let sum: f64 = (first..n).map(|i| at(&before, i, j) * at(&before, i, k)).sum();
                assert!((out[k * rest + j - first] + sum).abs() < 1e-10);
            }
        }
    }
}
