//! The covariance C = V + s²·diag(1/r) of every piece (k ≤ 8) and its inverse M,
//! computed once a solve and kept in flat arrays.

use crate::error::MixedError;
use crate::system::{MOST_LINES, System};

/// A k×k matrix, row-major in the first k² places.
pub(crate) type Small = [f64; MOST_LINES * MOST_LINES];

/// M = C⁻¹ and log|C| of every piece.
#[derive(Debug, Default)]
pub(crate) struct Precisions {
    starts: Vec<u32>,
    inverses: Vec<f64>,
    pub log_dets: Vec<f64>,
}

impl Precisions {
    pub fn of(system: &System) -> Result<Precisions, MixedError> {
        let mut all = Precisions { starts: vec![0], ..Precisions::default() };
        for piece in 0..system.pieces.len() {
            match system.lines_of(piece).len() {
                1 => all.push_scalar(system, piece)?,
                k => all.push_block(system, piece, k)?,
            }
            all.starts.push(all.inverses.len() as u32);
        }
        Ok(all)
    }

    /// M of a piece, k×k row-major.
    pub fn inverse(&self, piece: usize) -> &[f64] {
        &self.inverses[self.span(piece)]
    }

    /// Where the k×k numbers of a piece stand; for the number of pieces, their end.
    pub fn span(&self, piece: usize) -> std::ops::Range<usize> {
        let start = |p: usize| self.starts.get(p).map_or(self.inverses.len(), |s| *s as usize);
        start(piece)..start(piece + 1)
    }

    /// `M x` for the first k entries.
    pub fn times(&self, piece: usize, x: &[f64]) -> [f64; MOST_LINES] {
        times(self.inverse(piece), x)
    }

    fn push_scalar(&mut self, system: &System, piece: usize) -> Result<(), MixedError> {
        let head = system.pieces[piece];
        let sampling =
            if head.sampling == u32::MAX { 0.0 } else { system.sampling[head.sampling as usize] };
        let c = sampling
            + system.groups[head.group as usize].variance / system.robust[head.first as usize];
        if !(c > 0.0 && c.is_finite()) {
            return Err(MixedError::PieceCovariance { piece, line: 0 });
        }
        self.inverses.push(1.0 / c);
        self.log_dets.push(c.ln());
        Ok(())
    }

    fn push_block(&mut self, system: &System, piece: usize, k: usize) -> Result<(), MixedError> {
        let mut root = covariance(system, piece);
        cholesky(&mut root, k).map_err(|line| MixedError::PieceCovariance { piece, line })?;
        self.log_dets.push(log_det(&root, k));
        self.inverses.extend_from_slice(&cholesky_inverse(&root, k)[..k * k]);
        Ok(())
    }
}

/// Inverse and log-determinant of a k×k matrix, if it is positive definite.
pub(crate) fn invert(a: &[f64], k: usize) -> Option<(Small, f64)> {
    let mut root = [0.0; MOST_LINES * MOST_LINES];
    root[..k * k].copy_from_slice(&a[..k * k]);
    cholesky(&mut root, k).ok()?;
    Some((cholesky_inverse(&root, k), log_det(&root, k)))
}

fn log_det(root: &Small, k: usize) -> f64 {
    // One logarithm: a product of eight roots stays in range.
    2.0 * (0..k).map(|i| root[i * k + i]).product::<f64>().ln()
}

/// C of one piece.
pub(crate) fn covariance(system: &System, piece: usize) -> Small {
    let head = system.pieces[piece];
    let (k, variance) = (head.lines as usize, system.groups[head.group as usize].variance);
    let mut c = [0.0; MOST_LINES * MOST_LINES];
    if head.sampling != u32::MAX {
        c[..k * k].copy_from_slice(&system.sampling[head.sampling as usize..][..k * k]);
    }
    for (i, line) in system.lines_of(piece).enumerate() {
        c[i * k + i] += variance / system.robust[line];
    }
    c
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
fn cholesky(a: &mut Small, k: usize) -> Result<(), usize> {
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
fn cholesky_inverse(root: &Small, k: usize) -> Small {
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
