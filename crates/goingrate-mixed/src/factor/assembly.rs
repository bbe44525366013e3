//! Assembly: every front takes in the pieces of which it eliminates the first column, in order of the
//! pieces, and its coefficients of wide lines; together they are K = [[H₀, U'], [U, −C]].

use crate::factor::dense::vectorised;
use crate::factor::frontal_matrix::FrontalMatrix;
use crate::factor::piece_rows::PieceRows;
use crate::symbolic::Structure;
use crate::system::{Precisions, System, covariance};

/// Adds everything that belongs to one front.
pub(crate) fn assemble(
    system: &System,
    structure: &Structure,
    precisions: &Precisions,
    front: usize,
    rows: &mut PieceRows,
    into: &mut FrontalMatrix,
) {
    vectorised(|| {
        for piece in structure.pieces.of(front) {
            rows.load(system, structure, *piece as usize);
            rows.weigh(precisions.inverse(*piece as usize));
            rows.add(structure.front_rows.of(*piece as usize), into);
        }
    });
    for at in structure.wide_entries.of(front) {
        into.matrix[structure.local[*at as usize] as usize] += system.coefficients[*at as usize];
    }
}

/// Adds −C of all wide lines to their front.
pub(crate) fn assemble_wide(system: &System, structure: &Structure, into: &mut FrontalMatrix) {
    for (piece, wide) in structure.wide.iter().enumerate() {
        let Some(first) = wide else { continue };
        let (c, k) = (covariance(system, piece), system.lines_of(piece).len());
        let row = structure.wide_row(*first);
        for i in 0..k {
            for j in 0..=i {
                into.matrix[(row + j) * into.size + row + i] -= c[i * k + j];
            }
            into.diagonal[row + i] -= c[i * k + i];
        }
    }
}
