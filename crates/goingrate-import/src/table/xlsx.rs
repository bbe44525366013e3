//! The first sheet of a workbook to lines, cell by cell, so that a large sheet is never whole in
//! memory (its shared strings are).

use std::io::SeekFrom;

use calamine::{DataRef, Reader, Xlsx};

use super::columns::Line;
use super::input::Input;
use crate::error::SourceError;
use crate::reading::numbers::of_number;

/// How many lines are looked at.
const LOOK: u32 = 60;

/// The first lines of the first sheet.
pub(super) fn first(input: &mut Box<dyn Input>) -> Result<Vec<csv::ByteRecord>, SourceError> {
    let mut rows = Vec::new();
    walk(input, LOOK, |line| rows.push(line.fields.clone().into_byte_record()))?;
    Ok(rows)
}

/// Every line of the first sheet after the first `skip`.
pub(super) fn each(
    mut input: Box<dyn Input>,
    skip: usize,
    mut take: impl FnMut(&Line),
) -> Result<(), SourceError> {
    let mut left = skip;
    walk(&mut input, u32::MAX, |line| match left {
        0 => take(line),
        _ => left -= 1,
    })
}

/// The lines of the first sheet that have cells, of its first `rows` rows.
fn walk(
    input: &mut Box<dyn Input>,
    rows: u32,
    mut take: impl FnMut(&Line),
) -> Result<(), SourceError> {
    let failed = |error: calamine::XlsxError| SourceError::unreadable("xlsx", error);
    input.seek(SeekFrom::Start(0))?;
    let mut book: Xlsx<_> = Xlsx::new(input).map_err(failed)?;
    let sheet = book
        .sheet_names()
        .first()
        .cloned()
        .ok_or_else(|| SourceError::unreadable("xlsx", "no sheet"))?;
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(failed)?;
    let mut line = Line::default();
    while let Some(cell) = cells.next_cell().map_err(failed)? {
        let (row, column) = cell.get_position();
        if row >= rows {
            break;
        }
        let number = u64::from(row) + 1;
        if number != line.number {
            if line.number > 0 {
                take(&line);
            }
            line.fields.clear();
            line.number = number;
        }
        while line.fields.len() < column as usize {
            line.fields.push_field("");
        }
        line.fields.push_field(&text(cell.get_value()));
    }
    if line.number > 0 {
        take(&line);
    }
    Ok(())
}

/// A cell as text; whole numbers without a point, dates as days (2024-12-31).
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => of_number(number.to_string()),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}
