//! The elimination of one front after the other: its numbers are assembled, its columns eliminated, and
//! its pivots and columns of L kept.

use crate::error::MixedError;
use crate::factor::assembly::Assemble;
use crate::factor::dense::{Pivoting, eliminate_columns};
use crate::factor::frontal_matrix::FrontalMatrix;
use crate::factor::piece_rows::PieceRows;
use crate::symbolic::Structure;

/// Eliminates consecutive fronts; what it fills in has room for exactly these.
pub(crate) struct FrontElimination<'a, N> {
    pub numbers: &'a N,
    pub structure: &'a Structure,
    /// Room for the pivots of the fronts from here on.
    pub pivots: &'a mut [f64],
    /// Room for their columns of L.
    pub panels: &'a mut [f64],
    pub rows: PieceRows,
}

impl<N: Assemble> FrontElimination<'_, N> {
    /// Assembles a front, eliminates its columns and keeps them.
    pub fn work(&mut self, front: usize, frontal: &mut FrontalMatrix) -> Result<(), MixedError> {
        let shape = &self.structure.fronts.list[front];
        let entries = shape.width * shape.size();
        self.assemble(front, frontal);
        let (own, later) = std::mem::take(&mut self.pivots).split_at_mut(shape.width);
        self.pivots = later;
        self.eliminate(front, frontal, own)?;
        let (panel, later) = std::mem::take(&mut self.panels).split_at_mut(entries);
        self.panels = later;
        panel.copy_from_slice(&frontal.matrix[..entries]);
        Ok(())
    }

    /// Takes in what belongs to a front.
    pub fn assemble(&mut self, front: usize, frontal: &mut FrontalMatrix) {
        self.numbers.assemble(self.structure, front, &mut self.rows, frontal);
    }

    fn eliminate(
        &self,
        front: usize,
        frontal: &mut FrontalMatrix,
        own: &mut [f64],
    ) -> Result<(), MixedError> {
        let first = self.structure.fronts.list[front].first;
        let is_wide = first >= self.structure.leading_columns;
        if is_wide {
            self.numbers.assemble_wide(self.structure, frontal);
        }
        let sign = if is_wide { -1.0 } else { 1.0 };
        let entries = frontal.size * frontal.size;
        let (matrix, diagonal) = (&mut frontal.matrix[..entries], &frontal.diagonal);
        let pivoting = Pivoting { sign, diagonal };
        eliminate_columns(matrix, frontal.size, own, &pivoting).map_err(|index| {
            MixedError::NotPositiveDefinite {
                column: self.structure.order[first + index] as usize,
                pivot: own[index],
                diagonal: diagonal[index],
            }
        })
    }
}
