//! The covariance of every piece's fitted values, AΣA' (k×k), collected while the inverse over the
//! rows of the piece's front is at hand.

use std::ops::Range;

use crate::factor::dense::{dot, vectorised};
use crate::factor::{Factor, PieceRows};
use crate::solve::takahashi::{Visit, descend};
use crate::symbolic::Structure;
use crate::system::{Precisions, Small, System, covariance, sandwich};

/// AΣA' of every narrow piece, and of a wide one the block of K⁻¹ over its lines,
/// which is −P.
#[derive(Debug)]
pub(crate) struct FittedCovariances {
    /// k×k of every piece, as in `Precisions`.
    blocks: Vec<f64>,
}

impl FittedCovariances {
    /// Of all pieces of a system that was factored.
    pub fn of(system: &System, factor: &Factor, precisions: &Precisions) -> FittedCovariances {
        let structure = &*factor.structure;
        let mut blocks = vec![0.0; precisions.span(system.pieces.len()).start];
        let visitor = |range: Range<usize>| {
            let held = range.map(|f| structure.pieces.of(f).len()).sum();
            let pieces = Vec::with_capacity(held);
            Collector { system, structure, pieces, blocks: Vec::new(), scratch: Scratch::default() }
        };
        for collector in descend(factor, visitor) {
            let mut start = 0;
            for piece in collector.pieces {
                let span = precisions.span(piece as usize);
                let end = start + span.len();
                blocks[span].copy_from_slice(&collector.blocks[start..end]);
                start = end;
            }
        }
        FittedCovariances { blocks }
    }

    fn block(&self, precisions: &Precisions, piece: usize) -> &[f64] {
        &self.blocks[precisions.span(piece)]
    }

    /// `P = M − M A Σ A' M` of a piece (k×k).
    pub fn projected(&self, structure: &Structure, precisions: &Precisions, piece: usize) -> Small {
        let (block, m) = (self.block(precisions, piece), precisions.inverse(piece));
        let mut out = [0.0; 64];
        if structure.wide[piece].is_some() {
            out.iter_mut().zip(block).for_each(|(p, z)| *p = -z);
            return out;
        }
        out = sandwich(m, block, m.len().isqrt());
        out.iter_mut().zip(m).for_each(|(b, m)| *b = m - *b);
        out
    }

    /// `A Σ A'` of a piece (k×k).
    pub fn covariance(
        &self,
        system: &System,
        structure: &Structure,
        precisions: &Precisions,
        piece: usize,
    ) -> Small {
        let block = self.block(precisions, piece);
        let k = block.len().isqrt();
        if structure.wide[piece].is_none() {
            let mut out = [0.0; 64];
            out[..k * k].copy_from_slice(block);
            return out;
        }
        // Z_uu = −P, and AΣA' = C − CPC.
        let c = covariance(system, piece);
        let mut out = sandwich(&c, block, k);
        out.iter_mut().zip(c).for_each(|(b, c)| *b += c);
        out
    }
}

/// Collects the pieces of every front that it sees.
struct Collector<'a> {
    system: &'a System,
    structure: &'a Structure,
    pieces: Vec<u32>,
    blocks: Vec<f64>,
    scratch: Scratch,
}

impl Visit for Collector<'_> {
    fn visit(&mut self, front: usize, inverse: &[f64]) {
        let size = self.structure.fronts.list[front].size();
        vectorised(|| {
            for piece in self.structure.pieces.of(front) {
                self.pieces.push(*piece);
                self.scratch.rows.load(self.system, self.structure, *piece as usize);
                let front_rows = self.structure.front_rows.of(*piece as usize);
                self.scratch.add_covariance(front_rows, inverse, size, &mut self.blocks);
            }
        });
        let is_wide = self.structure.fronts.list[front].first >= self.structure.leading_columns;
        if is_wide && front != self.structure.fronts.tail() {
            self.wide_blocks(inverse, size);
        }
    }
}

impl Collector<'_> {
    fn wide_blocks(&mut self, inverse: &[f64], size: usize) {
        for (piece, wide) in self.structure.wide.iter().enumerate() {
            let Some(first) = wide else { continue };
            let (first, k) = (self.structure.wide_row(*first), self.system.lines_of(piece).len());
            self.pieces.push(piece as u32);
            let entries = (0..k).flat_map(|i| (0..k).map(move |j| (i.min(j), i.max(j))));
            let z = |(c, r): (usize, usize)| inverse[(first + c) * size + first + r];
            self.blocks.extend(entries.map(z));
        }
    }
}

/// Memory for one piece after another.
#[derive(Default)]
struct Scratch {
    rows: PieceRows,
    /// Σ over the piece's columns, full.
    square: Vec<f64>,
    /// Σa of one line.
    image: Vec<f64>,
}

impl Scratch {
    /// Adds AΣA' of the piece that is loaded.
    #[inline(always)]
    fn add_covariance(
        &mut self,
        front_rows: &[u32],
        inverse: &[f64],
        size: usize,
        out: &mut Vec<f64>,
    ) {
        let width = front_rows.len();
        self.square.resize(width * width, 0.0);
        for (c, column) in front_rows.iter().enumerate() {
            let source = &inverse[*column as usize * size..(*column as usize + 1) * size];
            for (r, row) in front_rows.iter().enumerate().skip(c) {
                self.square[c * width + r] = source[*row as usize];
                self.square[r * width + c] = source[*row as usize];
            }
        }
        for row in self.rows.dense.chunks_exact(width) {
            self.image.clear();
            self.image.resize(width, 0.0);
            for (column, a) in self.square.chunks_exact(width).zip(row) {
                self.image.iter_mut().zip(column).for_each(|(o, z)| *o += z * a);
            }
            let others = self.rows.dense.chunks_exact(width);
            out.extend(others.map(|other| dot(&self.image, other)));
        }
    }
}
