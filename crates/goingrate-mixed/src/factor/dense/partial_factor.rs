//! Partial factorisation of one front (Duff & Reid 1983): of a lower triangle, column-major, the first
//! columns are eliminated as `L D L'` with unit L, and what they contribute is taken off the others.
//! Narrow fronts take loops of their own, wide ones faer's products, both on one thread.

use crate::factor::dense::products::{SubMatrix, subtract_product};
use crate::factor::dense::vector::{subtract, vectorised};

/// Columns of L that one trailing update takes together.
pub(super) const PANEL: usize = 48;

/// From this many columns on, faer's products are faster than our loops.
pub(super) const FEW: usize = 8;

/// Signs and magnitudes that pivots are held against.
pub(crate) struct Pivoting<'a> {
    /// +1 where the block is positive definite, −1 where it is negative definite.
    pub sign: f64,
    /// Diagonal entries before the elimination.
    pub diagonal: &'a [f64],
}

/// Eliminates the first `pivots.len()` columns of a matrix of `size` rows. On failure,
/// the index of the first pivot that is negligible or of the wrong sign.
pub(crate) fn eliminate_columns(
    matrix: &mut [f64],
    size: usize,
    pivots: &mut [f64],
    pivoting: &Pivoting,
) -> Result<(), usize> {
    let width = pivots.len();
    for start in (0..width).step_by(PANEL) {
        let end = (start + PANEL).min(width);
        vectorised(|| eliminate_panel(matrix, size, start, &mut pivots[start..end], pivoting))?;
        if end - start < FEW {
            vectorised(|| subtract_few(matrix, size, start, &pivots[start..end]));
        } else {
            subtract_many(matrix, size, start, &pivots[start..end]);
        }
    }
    Ok(())
}

#[inline(always)]
fn eliminate_panel(
    matrix: &mut [f64],
    size: usize,
    start: usize,
    pivots: &mut [f64],
    pivoting: &Pivoting,
) -> Result<(), usize> {
    let end = start + pivots.len();
    for j in start..end {
        let (left, right) = matrix[..end * size].split_at_mut((j + 1) * size);
        let column = &mut left[j * size + j..];
        let pivot = column[0];
        let least = pivoting.diagonal[j].abs() * 1e-15;
        if !(pivot.is_finite() && pivot * pivoting.sign > least) {
            pivots[j - start] = pivot;
            return Err(j);
        }
        pivots[j - start] = pivot;
        let inverse = 1.0 / pivot;
        for (c, target) in right.chunks_exact_mut(size).enumerate() {
            let c = c + 1;
            let factor = [column[c] * inverse];
            subtract(&mut target[j + c..], [&column[c..]], factor);
        }
        column[1..].iter_mut().for_each(|l| *l *= inverse);
        column[0] = 1.0;
    }
    Ok(())
}

/// Subtracts what the columns from `start` contribute to those after them.
#[inline(always)]
fn subtract_few(matrix: &mut [f64], size: usize, start: usize, pivots: &[f64]) {
    let end = start + pivots.len();
    let (left, right) = matrix.split_at_mut(end * size);
    for (group, pivots) in pivots.chunks(4).enumerate() {
        let first = start + 4 * group;
        for c in end..size {
            let column = |j: usize| &left[(first + j) * size + c..(first + j + 1) * size];
            let factor = |j: usize| column(j)[0] * pivots[j];
            let target = &mut right[(c - end) * size + c..(c - end + 1) * size];
            match pivots.len() {
                1 => subtract(target, [column(0)], [factor(0)]),
                2 => subtract(target, [column(0), column(1)], [factor(0), factor(1)]),
                3 => subtract(
                    target,
                    [column(0), column(1), column(2)],
                    [factor(0), factor(1), factor(2)],
                ),
                _ => subtract(
                    target,
                    [column(0), column(1), column(2), column(3)],
                    [factor(0), factor(1), factor(2), factor(3)],
                ),
            }
        }
    }
}

fn subtract_many(matrix: &mut [f64], size: usize, start: usize, pivots: &[f64]) {
    let (width, end) = (pivots.len(), start + pivots.len());
    if end == size {
        return;
    }
    let (left, right) = matrix.split_at_mut(end * size);
    let panel = SubMatrix {
        at: &left[start * size..],
        stride: size,
        row: end,
        rows: size - end,
        columns: width,
    };
    let mut scaled = Vec::with_capacity((size - end) * width);
    for (column, pivot) in left[start * size..].chunks_exact(size).zip(pivots) {
        scaled.extend(column[end..].iter().map(|l| l * pivot));
    }
    subtract_product(right, size, end, &panel, &scaled);
}
