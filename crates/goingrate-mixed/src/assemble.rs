//! Numbers into fronts: every front takes in the pieces of which it eliminates the
//! first column, in order of the pieces, and its coefficients of wide lines; together
//! they are K = [[H₀, U'], [U, −C]].

use crate::covariance::{Precisions, covariance};
use crate::error::MixedError;
use crate::kernel::vectorised;
use crate::symbolic::Structure;
use crate::system::System;

/// A front under way: lower triangle, column-major, and its diagonal of K itself. The
/// matrix may have more memory than its `size²` numbers.
pub(crate) struct Frontal {
    pub size: usize,
    pub matrix: Vec<f64>,
    pub diagonal: Vec<f64>,
}

impl Frontal {
    /// Zero again, of another size, in the same memory. What is above the diagonal
    /// means nothing and stays.
    pub fn reset(&mut self, size: usize) {
        self.size = size;
        // Memory never shrinks: growing again would fill it twice.
        if self.matrix.len() < size * size {
            self.matrix.resize(size * size, 0.0);
        }
        for (c, column) in self.matrix.chunks_exact_mut(size.max(1)).take(size).enumerate() {
            column[c..].fill(0.0);
        }
        self.diagonal.clear();
        self.diagonal.resize(size, 0.0);
    }

    /// Adds the rows and columns of a child from `width` on, at the places `relative`.
    pub fn extend_add(&mut self, child: &Frontal, width: usize, relative: &[u32]) {
        let size = self.size;
        for (c, column) in relative.iter().enumerate() {
            let target = &mut self.matrix[*column as usize * size..(*column as usize + 1) * size];
            let start = (width + c) * child.size + width + c;
            let source = &child.matrix[start..(width + c + 1) * child.size];
            for (row, value) in relative[c..].iter().zip(source) {
                target[*row as usize] += value;
            }
            self.diagonal[*column as usize] += child.diagonal[width + c];
        }
    }
}

/// A of a narrow piece as a dense k×q block over its distinct columns.
#[derive(Default)]
pub(crate) struct LocalRows {
    pub dense: Vec<f64>,
    pub width: usize,
    /// MA.
    weighted: Vec<f64>,
    column: Vec<f64>,
}

impl LocalRows {
    #[inline(always)]
    pub fn load(&mut self, system: &System, structure: &Structure, piece: usize) {
        self.width = structure.seats.of(piece).len();
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

    #[inline(always)]
    fn weigh(&mut self, inverse: &[f64]) {
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
    fn add(&mut self, seats: &[u32], into: &mut Frontal) {
        let width = self.width;
        for (b, seat) in seats.iter().enumerate() {
            self.column.clear();
            self.column.resize(width - b, 0.0);
            let rows = self.dense.chunks_exact(width).zip(self.weighted.chunks_exact(width));
            for (row, weighted) in rows {
                let factor = weighted[b];
                self.column.iter_mut().zip(&row[b..]).for_each(|(c, a)| *c += factor * a);
            }
            let start = *seat as usize * into.size;
            let target = &mut into.matrix[start..start + into.size];
            for (row, value) in seats[b..].iter().zip(&self.column) {
                target[*row as usize] += value;
            }
            into.diagonal[*seat as usize] += self.column[0];
        }
    }
}

/// Adds everything that belongs to one front.
pub(crate) fn assemble(
    system: &System,
    structure: &Structure,
    precisions: &Precisions,
    front: usize,
    rows: &mut LocalRows,
    into: &mut Frontal,
) {
    vectorised(|| {
        for piece in structure.pieces.of(front) {
            rows.load(system, structure, *piece as usize);
            rows.weigh(precisions.inverse(*piece as usize));
            rows.add(structure.seats.of(*piece as usize), into);
        }
    });
    for at in structure.wide_entries.of(front) {
        into.matrix[structure.local[*at as usize] as usize] += system.coefficients[*at as usize];
    }
}

/// Adds −C of all wide lines to their front.
pub(crate) fn assemble_wide(system: &System, structure: &Structure, into: &mut Frontal) {
    for (piece, wide) in structure.wide.iter().enumerate() {
        let Some(first) = wide else { continue };
        let (c, k) = (covariance(system, piece), system.lines_of(piece).len());
        let seat = structure.wide_seat(*first).1;
        for i in 0..k {
            for j in 0..=i {
                into.matrix[(seat + j) * into.size + seat + i] -= c[i * k + j];
            }
            into.diagonal[seat + i] -= c[i * k + i];
        }
    }
}

/// The right-hand side by position.
pub(crate) fn right_hand_side(
    system: &System,
    structure: &Structure,
    precisions: &Precisions,
) -> Result<Vec<f64>, MixedError> {
    let mut out = vec![0.0; structure.unknowns()];
    for piece in 0..system.pieces.len() {
        check_numbers(system, piece)?;
        let lines = system.lines_of(piece);
        match structure.wide[piece] {
            None => {
                let pull = precisions.times(piece, &system.values[lines.clone()]);
                scatter(system, structure, lines, &pull, |at, x| out[at] += x);
            }
            Some(first) => {
                let first = structure.leading_columns + first as usize;
                out[first..first + lines.len()].copy_from_slice(&system.values[lines]);
            }
        }
    }
    Ok(out)
}

fn check_numbers(system: &System, piece: usize) -> Result<(), MixedError> {
    for (index, line) in system.lines_of(piece).enumerate() {
        let fail = |what, value| MixedError::NotFinite { piece, line: index, what, value };
        if !system.values[line].is_finite() {
            return Err(fail("a value", system.values[line]));
        }
        if let Some(value) = system.row(line).1.iter().find(|a| !a.is_finite()) {
            return Err(fail("a coefficient", *value));
        }
    }
    Ok(())
}

/// Adds `A'x` of a piece's lines, position by position.
pub(crate) fn scatter(
    system: &System,
    structure: &Structure,
    lines: std::ops::Range<usize>,
    x: &[f64],
    mut add: impl FnMut(usize, f64),
) {
    for (line, value) in lines.zip(x) {
        let (columns, coefficients) = system.row(line);
        for (column, a) in columns.iter().zip(coefficients) {
            add(structure.place[*column as usize] as usize, a * value);
        }
    }
}
