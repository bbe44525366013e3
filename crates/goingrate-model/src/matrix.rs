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

/// What is left of a variance below this part of the largest one is rounding.
const ROUNDING: f64 = 1e-9;

/// `R` with `RR' = A` of a covariance matrix: Cholesky's factor with pivoting, which also serves where
/// some figures follow from others (Higham 2002, Accuracy and Stability of Numerical Algorithms, 10.3).
/// Its rows are in the order of the matrix; columns beyond its rank are zero.
pub(crate) fn root(a: &[f64], m: usize) -> Vec<f64> {
    let mut root = vec![0.0; m * m];
    let mut left: Vec<f64> = (0..m).map(|i| a[i * m + i]).collect();
    let tolerance = ROUNDING * left.iter().copied().fold(0.0, f64::max);
    for column in 0..m {
        let Some(pivot) = (0..m).max_by(|&i, &j| left[i].total_cmp(&left[j])) else { break };
        if left[pivot] <= tolerance {
            break;
        }
        let scale = left[pivot].sqrt();
        for row in (0..m).filter(|&row| left[row] > f64::NEG_INFINITY).collect::<Vec<_>>() {
            let before = (0..column).map(|k| root[row * m + k] * root[pivot * m + k]);
            let value = (a[row * m + pivot] - before.sum::<f64>()) / scale;
            root[row * m + column] = value;
            left[row] -= value * value;
        }
        left[pivot] = f64::NEG_INFINITY;
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A covariance whose third figure is the sum of the first two.
    const A: [f64; 9] = [2.0, 0.5, 2.5, 0.5, 1.0, 1.5, 2.5, 1.5, 4.0];

    #[test]
    fn a_root_gives_the_matrix_back_whatever_its_rank() {
        let r = root(&A, 3);
        for (i, j) in (0..3).flat_map(|i| (0..3).map(move |j| (i, j))) {
            let product: f64 = (0..3).map(|k| r[3 * i + k] * r[3 * j + k]).sum();
            assert!((product - A[3 * i + j]).abs() < 1e-12, "{i} {j}: {product}");
        }
    }

    #[test]
    fn an_inverse_times_its_matrix_is_one() {
        let a = vec![2.0, 0.5, 0.5, 1.0];
        let inverse = invert(a.clone(), 2);
        assert!((inverse[0] * a[0] + inverse[1] * a[2] - 1.0).abs() < 1e-12);
        assert!((quadratic_of_inverse(a, 2, &[1.0, 0.0]) - inverse[0]).abs() < 1e-12);
    }
}
