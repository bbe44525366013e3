//! A naive dense mixed model, written from the formulas and sharing no code with the
//! crate: the oracle for θ, Σ, log|H| and the criterion.

use goingrate_mixed::{PieceId, RowKind, System};

/// Square matrix, row-major.
#[derive(Clone)]
pub struct Square {
    pub n: usize,
    pub at: Vec<f64>,
}

impl Square {
    pub fn zero(n: usize) -> Square {
        Square { n, at: vec![0.0; n * n] }
    }

    /// Inverse and log|det| by Gauss and Jordan with partial pivoting.
    pub fn invert(&self) -> (Square, f64) {
        let (n, mut a, mut b) = (self.n, self.clone(), Square::zero(self.n));
        (0..n).for_each(|i| b.at[i * n + i] = 1.0);
        let mut log_det = 0.0;
        for c in 0..n {
            let p = (c..n)
                .max_by(|i, j| a.at[i * n + c].abs().total_cmp(&a.at[j * n + c].abs()))
                .unwrap();
            for k in 0..n {
                a.at.swap(p * n + k, c * n + k);
                b.at.swap(p * n + k, c * n + k);
            }
            let pivot = a.at[c * n + c];
            log_det += pivot.abs().ln();
            for k in 0..n {
                a.at[c * n + k] /= pivot;
                b.at[c * n + k] /= pivot;
            }
            for r in (0..n).filter(|r| *r != c) {
                let f = a.at[r * n + c];
                for k in 0..n {
                    a.at[r * n + k] -= f * a.at[c * n + k];
                    b.at[r * n + k] -= f * b.at[c * n + k];
                }
            }
        }
        (b, log_det)
    }
}

pub struct Dense {
    pub theta: Vec<f64>,
    pub covariance: Square,
    pub log_det: f64,
    pub criterion: f64,
}

fn dense_row(system: &System, line: usize) -> Vec<f64> {
    let mut row = vec![0.0; system.columns()];
    let (columns, coefficients) = system.line(line);
    columns.iter().zip(coefficients).for_each(|(c, a)| row[*c as usize] += a);
    row
}

/// `V + s²/r` of a piece.
pub fn piece_covariance(system: &System, piece: PieceId) -> Square {
    let k = system.lines(piece).len();
    let mut c = Square::zero(k);
    system.sampling(piece).iter().enumerate().for_each(|(i, v)| c.at[i] = *v);
    let variance = system.group(system.group_of(piece)).variance;
    (0..k).for_each(|i| c.at[i * k + i] += variance / system.robust(piece)[i]);
    c
}

pub fn dense(system: &System) -> Dense {
    let n = system.columns();
    let (mut h, mut b, mut log_c) = (Square::zero(n), vec![0.0; n], 0.0);
    let (mut data, mut prior_columns) = (0.0, vec![false; n]);
    let pieces: Vec<PieceId> = (0..system.piece_count()).map(PieceId).collect();
    let mut inverses = Vec::new();
    for piece in &pieces {
        let (m, log_det) = piece_covariance(system, *piece).invert();
        log_c += log_det;
        let rows: Vec<Vec<f64>> = system.lines(*piece).map(|l| dense_row(system, l)).collect();
        let y = system.values(*piece);
        for (i, a) in rows.iter().enumerate() {
            for (j, other) in rows.iter().enumerate() {
                let w = m.at[i * m.n + j];
                for p in 0..n {
                    b[p] += a[p] * w * y[j];
                    (0..n).for_each(|q| h.at[p * n + q] += a[p] * w * other[q]);
                }
            }
        }
        if system.group(system.group_of(*piece)).kind == RowKind::Prior {
            rows.iter().for_each(|a| (0..n).for_each(|p| prior_columns[p] |= a[p] != 0.0));
        } else {
            data += rows.len() as f64;
        }
        inverses.push((m, rows));
    }
    let (covariance, log_det) = h.invert();
    let theta: Vec<f64> =
        (0..n).map(|p| (0..n).map(|q| covariance.at[p * n + q] * b[q]).sum()).collect();
    let mut quadratic = 0.0;
    for (piece, (m, rows)) in pieces.iter().zip(&inverses) {
        let fitted = |a: &Vec<f64>| a.iter().zip(&theta).map(|(x, t)| x * t).sum::<f64>();
        let r: Vec<f64> =
            rows.iter().zip(system.values(*piece)).map(|(a, y)| y - fitted(a)).collect();
        (0..m.n * m.n).for_each(|i| quadratic += r[i / m.n] * m.at[i] * r[i % m.n]);
    }
    let fixed = prior_columns.iter().filter(|p| !**p).count() as f64;
    let criterion = log_c + log_det + quadratic + (data - fixed) * std::f64::consts::TAU.ln();
    Dense { theta, covariance, log_det, criterion }
}
