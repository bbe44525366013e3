//! The rows of one narrow piece as a dense block over its distinct columns, and their weighted product
//! A'MA added to a front.

use crate::factor::frontal_matrix::FrontalMatrix;
use crate::symbolic::Structure;
use crate::system::System;

/// A of a narrow piece as a dense k×q block over its distinct columns.
#[derive(Default)]
pub(crate) struct PieceRows {
    pub dense: Vec<f64>,
    pub width: usize,
    /// MA.
    weighted: Vec<f64>,
    /// One column of A'MA.
    column: Vec<f64>,
}

impl PieceRows {
    /// Takes in the rows of a piece.
    #[inline(always)]
    pub fn load(&mut self, system: &System, structure: &Structure, piece: usize) {
        self.width = structure.front_rows.of(piece).len();
        let lines = system.lines_of(piece);
        self.dense.clear();
        self.dense.resize(lines.len() * self.width, 0.0);
        for (index, line) in lines.enumerate() {
            let row = &mut self.dense[index * self.width..(index + 1) * self.width];
            for at in system.span(line) {
                row[structure.local[at] as usize] += system.coefficients[at];
            }
        }
    }

    /// Computes MA.
    #[inline(always)]
    pub fn weigh(&mut self, inverse: &[f64]) {
        let (k, width) = (inverse.len().isqrt(), self.width);
        self.weighted.clear();
        self.weighted.resize(k * width, 0.0);
        for (i, out) in self.weighted.chunks_exact_mut(width).enumerate() {
            for (row, m) in self.dense.chunks_exact(width).zip(&inverse[i * k..]) {
                out.iter_mut().zip(row).for_each(|(w, a)| *w += m * a);
            }
        }
    }

    /// Adds A'MA.
    #[inline(always)]
    pub fn add(&mut self, front_rows: &[u32], into: &mut FrontalMatrix) {
        let width = self.width;
        for (b, front_row) in front_rows.iter().enumerate() {
            self.column.clear();
            self.column.resize(width - b, 0.0);
            let rows = self.dense.chunks_exact(width).zip(self.weighted.chunks_exact(width));
            for (row, weighted) in rows {
                let factor = weighted[b];
                self.column.iter_mut().zip(&row[b..]).for_each(|(c, a)| *c += factor * a);
            }
            let start = *front_row as usize * into.size;
            let target = &mut into.matrix[start..start + into.size];
            for (row, value) in front_rows[b..].iter().zip(&self.column) {
                target[*row as usize] += value;
            }
            into.diagonal[*front_row as usize] += self.column[0];
        }
    }
}
