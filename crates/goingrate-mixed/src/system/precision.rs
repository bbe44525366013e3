//! The covariance C = V + s²·diag(1/r) of every piece and its inverse, the precision M: computed once
//! for every solve and kept in flat arrays.

use std::ops::Range;

use rayon::prelude::*;

use crate::error::MixedError;
use crate::system::piece::MOST_LINES;
use crate::system::small_matrix::{Small, cholesky, cholesky_inverse, log_det, times};
use crate::system::storage::{System, chunks};

/// M = C⁻¹ and log|C| of every piece.
#[derive(Debug, Default)]
pub(crate) struct Precisions {
    starts: Vec<u32>,
    inverses: Vec<f64>,
    pub log_dets: Vec<f64>,
}

impl Precisions {
    /// Of all pieces at the system's variances and weights.
    pub fn of(system: &System) -> Result<Precisions, MixedError> {
        let chunks = chunks(system.pieces.len());
        let some: Result<Vec<Precisions>, MixedError> =
            chunks.into_par_iter().map(|range| Precisions::of_each(system, range)).collect();
        Ok(Precisions::joined(some?))
    }

    /// Those of consecutive pieces as one.
    fn joined(parts: Vec<Precisions>) -> Precisions {
        let mut all = Precisions { starts: vec![0], ..Precisions::default() };
        for part in parts {
            let before = all.inverses.len() as u32;
            all.starts.extend(part.starts.iter().skip(1).map(|start| before + start));
            all.inverses.extend(part.inverses);
            all.log_dets.extend(part.log_dets);
        }
        all
    }

    /// Of some pieces; numbered in their order from here on.
    pub fn of_pieces(system: &System, pieces: &[u32]) -> Result<Precisions, MixedError> {
        Precisions::of_each(system, pieces.iter().map(|piece| *piece as usize))
    }

    fn of_each(
        system: &System,
        pieces: impl Iterator<Item = usize>,
    ) -> Result<Precisions, MixedError> {
        let mut all = Precisions { starts: vec![0], ..Precisions::default() };
        for piece in pieces {
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
    pub fn span(&self, piece: usize) -> Range<usize> {
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
