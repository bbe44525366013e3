//! Algebra of matrices of at most eight rows on the stack, row-major: Cholesky factor, inverse,
//! determinant and products. One for every piece, so that no memory is allocated for them.

use crate::system::piece::MOST_LINES;

/// A k×k matrix, row-major in the first k² places.
pub(crate) type Small = [f64; MOST_LINES * MOST_LINES];

/// Inverse and log-determinant of a k×k matrix, if it is positive definite.
pub(crate) fn invert(a: &[f64], k: usize) -> Option<(Small, f64)> {
    let mut root = [0.0; MOST_LINES * MOST_LINES];
    root[..k * k].copy_from_slice(&a[..k * k]);
    cholesky(&mut root, k).ok()?;
    Some((cholesky_inverse(&root, k), log_det(&root, k)))
}

pub(crate) fn log_det(root: &Small, k: usize) -> f64 {
    // One logarithm: a product of eight roots stays in range.
    2.0 * (0..k).map(|i| root[i * k + i]).product::<f64>().ln()
}

/// `A x`, A k×k row-major with k² entries.
pub(crate) fn times(a: &[f64], x: &[f64]) -> [f64; MOST_LINES] {
    let k = a.len().isqrt();
    let mut y = [0.0; MOST_LINES];
    for (y, row) in y.iter_mut().zip(a.chunks(k)) {
        *y = row.iter().zip(x).map(|(a, x)| a * x).sum();
    }
    y
}

/// `A B A`, A and B k×k row-major and symmetric.
pub(crate) fn sandwich(a: &[f64], b: &[f64], k: usize) -> Small {
    product(&product(a, b, k), a, k)
}

fn product(a: &[f64], b: &[f64], k: usize) -> Small {
    let mut c = [0.0; MOST_LINES * MOST_LINES];
    for i in 0..k {
        for j in 0..k {
            c[i * k + j] = (0..k).map(|l| a[i * k + l] * b[l * k + j]).sum();
        }
    }
    c
}

/// Lower Cholesky factor in place; the failing row on error.
pub(crate) fn cholesky(a: &mut Small, k: usize) -> Result<(), usize> {
    for j in 0..k {
        let pivot = a[j * k + j] - (0..j).map(|l| a[j * k + l] * a[j * k + l]).sum::<f64>();
        if !(pivot > a[j * k + j] * 1e-14 && pivot.is_finite()) {
            return Err(j);
        }
        a[j * k + j] = pivot.sqrt();
        for i in j + 1..k {
            let dot: f64 = (0..j).map(|l| a[i * k + l] * a[j * k + l]).sum();
            a[i * k + j] = (a[i * k + j] - dot) / a[j * k + j];
        }
    }
    Ok(())
}

/// `R⁻ᵀR⁻¹` of a lower triangular R.
pub(crate) fn cholesky_inverse(root: &Small, k: usize) -> Small {
    let (mut lower, mut out) = (*root, [0.0; MOST_LINES * MOST_LINES]);
    for j in 0..k {
        lower[j * k + j] = 1.0 / root[j * k + j];
        for i in j + 1..k {
            let dot: f64 = (j..i).map(|l| root[i * k + l] * lower[l * k + j]).sum();
            lower[i * k + j] = -dot / root[i * k + i];
        }
    }
    for i in 0..k {
        for j in 0..=i {
            out[i * k + j] = (i..k).map(|l| lower[l * k + i] * lower[l * k + j]).sum();
            out[j * k + i] = out[i * k + j];
        }
    }
    out
}
