//! Numbers into structure: the store of K = [[H₀, U'], [U, −C]] and the right-hand
//! side, piece by piece in order (so that sums are always taken in the same order).

use crate::covariance::{Precisions, covariance};
use crate::error::MixedError;
use crate::symbolic::Structure;
use crate::system::System;

/// K in its store and the right-hand side by position.
pub(crate) struct Assembled {
    pub store: Vec<f64>,
    pub rhs: Vec<f64>,
}

pub(crate) fn assemble(
    system: &System,
    structure: &Structure,
    precisions: &Precisions,
) -> Result<Assembled, MixedError> {
    let mut out =
        Assembled { store: vec![0.0; structure.size()], rhs: vec![0.0; structure.unknowns()] };
    let mut rows = LocalRows::default();
    for piece in 0..system.pieces.len() {
        check_numbers(system, piece)?;
        match structure.wide[piece] {
            None => out.add_narrow(system, structure, piece, precisions, &mut rows),
            Some(first) => out.add_wide(system, structure, piece, first as usize),
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

/// A as a dense k×q block over the distinct columns of a narrow piece.
#[derive(Default)]
pub(crate) struct LocalRows {
    pub dense: Vec<f64>,
    pub width: usize,
    /// One row of MA.
    pub combined: Vec<f64>,
    /// Σ over the piece's columns, packed lower triangle.
    pub packed: Vec<f64>,
}

impl LocalRows {
    pub fn load(&mut self, system: &System, structure: &Structure, piece: usize) {
        self.width = structure.widths[piece] as usize;
        let lines = system.lines_of(piece);
        self.dense.clear();
        self.dense.resize(lines.len() * self.width, 0.0);
        for (index, line) in lines.enumerate() {
            for at in system.span(line) {
                self.dense[index * self.width + structure.local[at] as usize] +=
                    system.coefficients[at];
            }
        }
    }

    /// `combined = Σ_j m_j·row_j`.
    fn combine(&mut self, weights: &[f64]) {
        self.combined.clear();
        self.combined.resize(self.width, 0.0);
        for (row, m) in self.dense.chunks(self.width.max(1)).zip(weights) {
            self.combined.iter_mut().zip(row).for_each(|(w, a)| *w += m * a);
        }
    }

    pub fn row(&self, line: usize) -> &[f64] {
        &self.dense[line * self.width..(line + 1) * self.width]
    }
}

impl Assembled {
    fn add_narrow(
        &mut self,
        system: &System,
        structure: &Structure,
        piece: usize,
        precisions: &Precisions,
        rows: &mut LocalRows,
    ) {
        rows.load(system, structure, piece);
        let (slots, lines) = (structure.slots_of(piece), system.lines_of(piece));
        for (i, inverse) in precisions.inverse(piece).chunks(lines.len()).enumerate() {
            rows.combine(inverse);
            add_outer(&mut self.store, slots, rows.row(i), &rows.combined);
        }
        let pull = precisions.times(piece, &system.values[lines.clone()]);
        scatter(system, structure, lines, &pull, &mut self.rhs);
    }

    fn add_wide(&mut self, system: &System, structure: &Structure, piece: usize, first: usize) {
        let (c, k) = (covariance(system, piece), system.lines_of(piece).len());
        let slots = structure.slots_of(piece);
        let lines = system.lines_of(piece);
        let coefficients =
            &system.coefficients[system.span(lines.start).start..system.span(lines.end - 1).end];
        for (slot, a) in slots.iter().zip(coefficients) {
            self.store[*slot as usize] += a;
        }
        let mut pairs = slots[coefficients.len()..].iter();
        for i in 0..k {
            for (j, slot) in (0..=i).zip(&mut pairs) {
                self.store[*slot as usize] -= c[i * k + j];
            }
        }
        for (index, line) in lines.enumerate() {
            self.rhs[structure.place[structure.columns + first + index] as usize] =
                system.values[line];
        }
    }
}

/// Adds the lower triangle of `row·weighted'` (the sum over lines is symmetric).
fn add_outer(store: &mut [f64], slots: &[u32], row: &[f64], weighted: &[f64]) {
    let mut start = 0;
    for (a, x) in row.iter().enumerate() {
        let span = &slots[start..=start + a];
        start += a + 1;
        if *x != 0.0 {
            span.iter().zip(weighted).for_each(|(slot, w)| store[*slot as usize] += x * w);
        }
    }
}

/// Adds `A'x` of a piece's lines to a vector by position.
pub(crate) fn scatter(
    system: &System,
    structure: &Structure,
    lines: std::ops::Range<usize>,
    x: &[f64],
    into: &mut [f64],
) {
    for (line, value) in lines.zip(x) {
        let (columns, coefficients) = system.row(line);
        for (column, a) in columns.iter().zip(coefficients) {
            into[structure.place[*column as usize] as usize] += a * value;
        }
    }
}
