//! Checks of what is handed in: lengths, ranges, finite numbers and indices that exist. Every fault
//! becomes an error that names the place.

use crate::error::MixedError;
use crate::system::group::VariancePrior;
use crate::system::piece::{Line, MOST_LINES, Piece};

/// Checks the piece that is going to be piece `number` of a system with so many groups and columns.
pub(crate) fn check_piece(
    piece: &Piece,
    number: usize,
    groups: usize,
    columns: usize,
) -> Result<(), MixedError> {
    if piece.group.0 >= groups {
        return Err(MixedError::Group { group: piece.group.0, groups });
    }
    let lines = check_line_count(piece)?;
    for (index, line) in piece.lines.iter().enumerate() {
        check_line(line, number, index, columns)?;
    }
    check_finite(number, "a value", &piece.values, 1)?;
    check_finite(number, "a sampling covariance", &piece.sampling, lines)
}

/// The number of lines of a piece, if everything in it has that length.
fn check_line_count(piece: &Piece) -> Result<usize, MixedError> {
    let lines = piece.lines.len();
    if lines == 0 || lines > MOST_LINES {
        let what = "lines of a piece (1 to 8)";
        return Err(MixedError::Dimension { what, expected: MOST_LINES, found: lines });
    }
    check_length("values of a piece", lines, piece.values.len())?;
    if !piece.sampling.is_empty() {
        check_length("sampling covariance of a piece", lines * lines, piece.sampling.len())?;
    }
    Ok(lines)
}

fn check_line(line: &Line, piece: usize, index: usize, columns: usize) -> Result<(), MixedError> {
    check_length("coefficients of a line", line.columns.len(), line.coefficients.len())?;
    if let Some(&column) = line.columns.iter().find(|c| **c as usize >= columns) {
        return Err(MixedError::Column { piece, line: index, column, columns });
    }
    match line.coefficients.iter().find(|c| !c.is_finite()) {
        Some(&value) => {
            Err(MixedError::NotFinite { piece, line: index, what: "a coefficient", value })
        }
        None => Ok(()),
    }
}

pub(crate) fn check_prior(prior: &VariancePrior) -> Result<(), MixedError> {
    let (degrees, variance) = (prior.degrees, prior.variance);
    check_range("a variance prior's degrees", degrees, degrees >= 0.0, "at least 0")?;
    check_range("a variance prior's variance", variance, variance > 0.0, "above 0")
}

pub(crate) fn check_length(
    what: &'static str,
    expected: usize,
    found: usize,
) -> Result<(), MixedError> {
    if expected == found { Ok(()) } else { Err(MixedError::Dimension { what, expected, found }) }
}

pub(crate) fn check_range(
    what: &'static str,
    value: f64,
    inside: bool,
    range: &'static str,
) -> Result<(), MixedError> {
    if value.is_finite() && inside { Ok(()) } else { Err(MixedError::Range { what, value, range }) }
}

pub(crate) fn check_variance(value: f64, held: bool) -> Result<(), MixedError> {
    let inside = value > 0.0 || (held && value == 0.0);
    check_range("a group's variance", value, inside, "above 0 (or 0, if held)")
}

pub(crate) fn check_finite(
    piece: usize,
    what: &'static str,
    numbers: &[f64],
    width: usize,
) -> Result<(), MixedError> {
    match numbers.iter().position(|v| !v.is_finite()) {
        Some(at) => {
            Err(MixedError::NotFinite { piece, line: at / width.max(1), what, value: numbers[at] })
        }
        None => Ok(()),
    }
}

/// Checks a sparse row that somebody asks about.
pub(crate) fn check_row(row: &[(u32, f64)], columns: usize) -> Result<(), MixedError> {
    let wrong = |(column, value): &(u32, f64)| *column as usize >= columns || !value.is_finite();
    match row.iter().position(wrong) {
        Some(entry) => {
            Err(MixedError::Row { entry, column: row[entry].0, value: row[entry].1, columns })
        }
        None => Ok(()),
    }
}
