//! The inverse over one front's columns from the inverse over the rows below them (Takahashi, Fagan &
//! Chen 1973): column by column for narrow fronts, by faer's products for wide ones, on one thread.

use crate::factor::dense::partial_factor::{FEW, PANEL};
use crate::factor::dense::products::{SubMatrix, block_inverse, multiply_symmetric, solve_unit};
use crate::factor::dense::vector::{subtract_and_dot, vectorised};

/// Inverts upwards: `matrix` holds the inverse below its first columns and gets it in
/// all of the lower triangle; `panel` holds these columns of L with all rows.
/// `Z_Sj = −Z_SS l_Sj`, `Z_jj = 1/d_j − l_Sj'Z_Sj` (Takahashi, Fagan & Chen 1973).
pub(crate) fn invert_columns(matrix: &mut [f64], size: usize, panel: &[f64], pivots: &[f64]) {
    let width = pivots.len();
    if width < FEW {
        vectorised(|| {
            for j in (0..width).rev() {
                invert_column(matrix, size, j, &panel[j * size + j + 1..(j + 1) * size], pivots[j]);
            }
        });
    } else {
        for start in (0..width).step_by(PANEL).collect::<Vec<_>>().into_iter().rev() {
            let end = (start + PANEL).min(width);
            invert_many(matrix, size, start, &panel[start * size..end * size], &pivots[start..end]);
        }
    }
}

#[inline(always)]
fn invert_column(matrix: &mut [f64], size: usize, j: usize, l: &[f64], pivot: f64) {
    let (left, right) = matrix.split_at_mut((j + 1) * size);
    let (diagonal, out) = left[j * size + j..].split_at_mut(1);
    out.fill(0.0);
    for (c, column) in right.chunks_exact(size).enumerate() {
        let z = &column[j + 1 + c..];
        out[c] -= z[0] * l[c];
        let sum = subtract_and_dot(&mut out[c + 1..], &z[1..], l[c], &l[c + 1..]);
        out[c] -= sum;
    }
    diagonal[0] = 1.0 / pivot - out.iter().zip(l).map(|(z, l)| z * l).sum::<f64>();
}

/// As `invert_column` for many columns: `Y = L_SB L_BB⁻¹`, `Z_SB = −Z_SS Y`,
/// `Z_BB = (L_BB D L_BB')⁻¹ − Y'Z_SB`.
fn invert_many(matrix: &mut [f64], size: usize, start: usize, panel: &[f64], pivots: &[f64]) {
    let (width, end) = (pivots.len(), start + pivots.len());
    let below = size - end;
    let corner = SubMatrix { at: panel, stride: size, row: start, rows: width, columns: width };
    let mut y: Vec<f64> = panel.chunks_exact(size).flat_map(|c| &c[end..]).copied().collect();
    solve_unit(&corner, &mut y, below);
    let (left, right) = matrix.split_at_mut(end * size);
    let across = multiply_symmetric(&right[..], size, end, &y, width);
    let own = block_inverse(&corner, pivots, &y, &across);
    for j in 0..width {
        let column = &mut left[(start + j) * size..(start + j + 1) * size];
        column[start + j..end].copy_from_slice(&own[j * width + j..(j + 1) * width]);
        column[end..].copy_from_slice(&across[j * below..(j + 1) * below]);
    }
}
