//! Assembly of rows: every front takes in the pieces of which it eliminates the first column, in order
//! of the pieces, and its coefficients of wide lines; together they are K = [[H₀, U'], [U, −C]].

use crate::factor::dense::vectorised;
use crate::factor::frontal_matrix::FrontalMatrix;
use crate::factor::piece_rows::PieceRows;
use crate::symbolic::Structure;
use crate::system::{Precisions, System, covariance};

/// Where the numbers of K come from: rows, or sums over rows that nobody holds any more.
pub(crate) trait Assemble: Sync {
    /// Adds everything that belongs to one front; `rows` is memory to work in.
    fn assemble(
        &self,
        structure: &Structure,
        front: usize,
        rows: &mut PieceRows,
        into: &mut FrontalMatrix,
    );

    /// Adds −C of all wide lines to their front.
    fn assemble_wide(&self, structure: &Structure, into: &mut FrontalMatrix);
}

/// The rows of a system at its present variances and weights.
pub(crate) struct Rows<'a> {
    pub system: &'a System,
    pub precisions: &'a Precisions,
}

impl Assemble for Rows<'_> {
    fn assemble(
        &self,
        structure: &Structure,
        front: usize,
        rows: &mut PieceRows,
        into: &mut FrontalMatrix,
    ) {
        vectorised(|| {
            for piece in structure.pieces.of(front) {
                rows.load(self.system, structure, *piece as usize);
                rows.weigh(self.precisions.inverse(*piece as usize));
                rows.add(structure.front_rows.of(*piece as usize), into);
            }
        });
        for at in structure.wide_entries.of(front) {
            let coefficient = self.system.coefficients[*at as usize];
            into.matrix[structure.local[*at as usize] as usize] += coefficient;
        }
    }

    fn assemble_wide(&self, structure: &Structure, into: &mut FrontalMatrix) {
        for (piece, wide) in structure.wide.iter().enumerate() {
            let Some(first) = wide else { continue };
            let (c, k) = (covariance(self.system, piece), self.system.lines_of(piece).len());
            let row = structure.wide_row(*first);
            for i in 0..k {
                for j in 0..=i {
                    into.matrix[(row + j) * into.size + row + i] -= c[i * k + j];
                }
                into.diagonal[row + i] -= c[i * k + i];
            }
        }
    }
}
