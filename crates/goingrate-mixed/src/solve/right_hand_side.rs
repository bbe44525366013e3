//! The right-hand side of the augmented system, by position: A'My over the columns, y of the wide
//! lines at their own unknowns.

use std::ops::Range;

use crate::error::MixedError;
use crate::symbolic::Structure;
use crate::system::{Precisions, System};

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
                let weighted = precisions.times(piece, &system.values[lines.clone()]);
                scatter(system, structure, lines, &weighted, |at, x| out[at] += x);
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
    lines: Range<usize>,
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
