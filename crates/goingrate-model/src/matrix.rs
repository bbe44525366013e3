//! Small dense matrices, row by row.

/// `x'A⁻¹x` of a small symmetric matrix.
pub(crate) fn quadratic_of_inverse(a: Vec<f64>, m: usize, x: &[f64]) -> f64 {
    let inverse = invert(a, m);
    (0..m * m).map(|at| x[at / m] * inverse[at] * x[at % m]).sum()
}

/// Inverse of a small symmetric matrix by Gauss-Jordan elimination with pivoting; rows that cannot
/// be told apart are left at zero, so that they change nothing.
pub(crate) fn invert(mut a: Vec<f64>, m: usize) -> Vec<f64> {
    let mut inverse = vec![0.0; m * m];
    (0..m).for_each(|i| inverse[i * m + i] = 1.0);
    for column in 0..m {
        let largest =
            |i: &usize, j: &usize| a[i * m + column].abs().total_cmp(&a[j * m + column].abs());
        let Some(pivot) = (column..m).max_by(largest) else { continue };
        let scale = a[pivot * m + column];
        if scale.abs() < 1e-14 {
            continue;
        }
        for k in 0..m {
            a.swap(column * m + k, pivot * m + k);
            inverse.swap(column * m + k, pivot * m + k);
        }
        for k in 0..m {
            a[column * m + k] /= scale;
            inverse[column * m + k] /= scale;
        }
        for row in (0..m).filter(|&r| r != column) {
            let factor = a[row * m + column];
            for k in 0..m {
                a[row * m + k] -= factor * a[column * m + k];
                inverse[row * m + k] -= factor * inverse[column * m + k];
            }
        }
    }
    inverse
}
