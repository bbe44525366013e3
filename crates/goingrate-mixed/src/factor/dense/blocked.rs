//! Cholesky factor, inverse and products of large dense matrices by blocks: tiles of a fixed size, each
//! worked off on one thread, so that the threads share the work and the bits do not depend on them.

use faer::linalg::matmul::matmul;
use faer::linalg::matmul::triangular::{self, BlockStructure};
use faer::linalg::triangular_solve::{
    solve_lower_triangular_in_place, solve_upper_triangular_in_place,
};
use faer::prelude::ReborrowMut;
use faer::{Accum, MatMut, MatRef, Par};
use rayon::prelude::*;

use crate::factor::dense::unblocked::cholesky_in_place;

/// Columns of a block of a large matrix.
pub(crate) const BLOCK: usize = 192;

/// From this many columns on, blocks on several threads are faster than one call.
pub(crate) const LARGE: usize = 4 * BLOCK;

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
        cholesky_in_place(corner.rb_mut()).map_err(|index| start + index)?;
        let corner = corner.as_ref();
        tiles(below.rb_mut(), block).into_par_iter().for_each(|tile| {
            solve_lower_triangular_in_place(corner, tile.transpose_mut(), Par::Seq);
        });
        let below = below.as_ref();
        subtract_product(rest, (n, end), below, below.transpose(), block);
    }
    Ok(())
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
    use crate::factor::dense::samples::{assert_close, on_threads, positive_definite};

    fn lower(a: &[f64], n: usize) -> impl Iterator<Item = f64> {
        (0..n).flat_map(move |j| (j..n).map(move |i| a[j * n + i]))
    }

    fn factor_and_inverse(a: &[f64], n: usize, block: usize) -> (Vec<f64>, Vec<f64>) {
        let (mut root, mut out) = (a.to_vec(), vec![f64::NAN; n * n]);
        cholesky(&mut root, n, block).unwrap();
        inverse(&root, n, block, &mut out);
        (lower(&root, n).collect(), lower(&out, n).collect())
    }

    #[test]
    fn blocks_equal_one_call_and_threads_do_not_matter() {
        let n = 700;
        let a = positive_definite(n);
        let mut root = a.clone();
        cholesky_in_place(MatMut::from_column_major_slice_mut(&mut root, n, n)).unwrap();
        let mut plain = vec![0.0; n * n];
        inverse(&root, n, n, &mut plain);
        for block in [64, 100, 350, 700] {
            let one = on_threads(1, || factor_and_inverse(&a, n, block));
            let two = on_threads(2, || factor_and_inverse(&a, n, block));
            assert!(one.0.iter().zip(&two.0).all(|(a, b)| a.to_bits() == b.to_bits()));
            assert!(one.1.iter().zip(&two.1).all(|(a, b)| a.to_bits() == b.to_bits()));
            assert_close(&one.0, &lower(&root, n).collect::<Vec<_>>());
            assert_close(&one.1, &lower(&plain, n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_pivot_that_is_not_positive_is_named() {
        let n = 300;
        let mut a = positive_definite(n);
        a[217 * n + 217] = -1.0;
        assert_eq!(cholesky(&mut a, n, 64), Err(217));
    }

    #[test]
    fn products_by_blocks_equal_plain_sums() {
        let (n, first, width) = (150, 20, 9);
        let (mut a, rest) = (positive_definite(n), n - first);
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
