//! Selected inversion of the last leading columns at once, where they are full (wide
//! lines are): with `L = [L_uu; L_tu]`, `Y = L_tu L_uu⁻¹` and T the tail's inverse,
//! `Z_tu = −T Y` and `Z_uu = (L_uu D L_uu')⁻¹ − Y' Z_tu`, as matrix products.

use faer::linalg::matmul::matmul;
use faer::linalg::triangular_solve::{
    solve_unit_lower_triangular_in_place, solve_unit_upper_triangular_in_place,
};
use faer::{Accum, Mat, MatRef, Par};

use crate::factor::Factor;
use crate::symbolic::Structure;

/// First of the full columns at the end of the leading part.
pub(crate) fn first_full(structure: &Structure) -> usize {
    let n = structure.unknowns();
    let full = |j: &usize| structure.below(*j).len() + j + 1 == n;
    structure.leading - (0..structure.leading).rev().take_while(full).count()
}

/// Fills the inverse of columns `first..leading`; the tail is there already.
pub(crate) fn invert_full(factor: &Factor, first: usize, store: &mut [f64]) {
    let structure = &*factor.structure;
    let (size, width) = (structure.tail, structure.leading - first);
    let below =
        |j: usize| &factor.values[structure.pointers[first + j]..structure.pointers[first + j + 1]];
    let lower =
        Mat::from_fn(
            width,
            width,
            |i, j| if i > j { below(j)[i - j - 1] } else { f64::from(i == j) },
        );
    let mut y = Mat::from_fn(size, width, |i, j| below(j)[width - j - 1 + i]);
    solve_unit_upper_triangular_in_place(lower.transpose(), y.transpose_mut(), Par::Seq);
    let start = structure.leading + structure.rows.len();
    let tail = MatRef::from_column_major_slice(&store[start..], size, size);
    let mut across = Mat::zeros(size, width);
    matmul(&mut across, Accum::Replace, tail, &y, -1.0, Par::Seq);
    let mut own = own_inverse(&lower, &factor.pivots[first..]);
    matmul(&mut own, Accum::Add, y.transpose(), &across, -1.0, Par::Seq);
    for j in 0..width {
        store[first + j] = own[(j, j)];
        let target =
            &mut store[structure.leading + structure.pointers[first + j]..][..width - j - 1 + size];
        for (i, z) in target.iter_mut().enumerate() {
            *z = if i + j + 1 < width {
                own[(i + j + 1, j)]
            } else {
                across[(i + j + 1 - width, j)]
            };
        }
    }
}

/// `(L D L')⁻¹` of a unit lower triangular L.
fn own_inverse(lower: &Mat<f64>, pivots: &[f64]) -> Mat<f64> {
    let width = pivots.len();
    let mut inverse = Mat::identity(width, width);
    solve_unit_lower_triangular_in_place(lower.as_ref(), inverse.as_mut(), Par::Seq);
    let scaled = Mat::from_fn(width, width, |i, j| inverse[(i, j)] / pivots[i]);
    let mut out = Mat::zeros(width, width);
    matmul(&mut out, Accum::Replace, inverse.transpose(), &scaled, 1.0, Par::Seq);
    out
}
