//! A series over time (CSV, plain or gzip) and its card to [`SeriesPoint`]s. As in official tables,
//! every row is a point, part of a complaint about an unknown code, or a complaint of its own.

use std::collections::HashSet;

use goingrate_units::{Date, PlaceId, Problem, RoleId, Taxonomy};

use super::card::{OfficialCard, card};
use super::codes::Codes;
use super::table::{Row, Table};
use crate::{Bound, Card, SeriesKind, SeriesPoint, SourceId};

/// A series as read.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesTable {
    /// The source's card.
    pub card: Card,
    /// The points, in the order of the file.
    pub points: Vec<SeriesPoint>,
    /// Rows of the file, the heading not counted.
    pub rows: usize,
    /// Rows of areas and occupations that the taxonomy does not have; a complaint a code.
    pub unknown_code_rows: usize,
    /// Whatever could not be read.
    pub complaints: Vec<Problem>,
}

const COLUMNS: [&str; 6] = ["area_code", "soc", "date", "value", "bound", "employment"];

// The numbers of the columns above.
const AREA: usize = 0;
const OCCUPATION: usize = 1;
const DATE: usize = 2;
const VALUE: usize = 3;
const BOUND: usize = 4;
const EMPLOYMENT: usize = 5;

/// Reads a series over time. `card_toml` is its card file, whose `series.measures` is `median` or
/// `index`; `table` the bytes of its CSV (plain or gzip); `source` the position its card will have.
/// An empty occupation is all of them; `at_least` in the column `bound` marks a top-coded value.
///
/// # Errors
/// When the card cannot be read or says nothing of a series, the table cannot be decompressed or a
/// column is missing. Rows that fail are complaints of the result instead.
pub fn series(
    card_toml: &str,
    table: &[u8],
    taxonomy: &Taxonomy,
    source: SourceId,
) -> Result<SeriesTable, Problem> {
    let read = card("series card", card_toml)?;
    let file = format!("{}.csv", read.card.slug);
    let table = Table { file: &file, bytes: table, columns: &COLUMNS };
    let mut reading = Reading::new(source, kind(&read)?, taxonomy);
    let (rows, mut complaints) = table.each(|row| reading.row(row))?;
    let unknown_code_rows = reading.codes.unknown_rows();
    complaints.extend(reading.codes.complaints(&table));
    Ok(SeriesTable { card: read.card, points: reading.points, rows, unknown_code_rows, complaints })
}

fn kind(read: &OfficialCard) -> Result<SeriesKind, Problem> {
    match read.measures.as_deref() {
        Some("median") => Ok(SeriesKind::Median),
        Some("index") => Ok(SeriesKind::Index),
        other => Err(Problem::in_file(
            format!("{}.toml", read.card.slug),
            None,
            "series.measures".to_owned(),
            other.unwrap_or_default().to_owned(),
            "not one of median, index".to_owned(),
        )),
    }
}

/// A series half read.
struct Reading<'t> {
    source: SourceId,
    kind: SeriesKind,
    codes: Codes<'t>,
    points: Vec<SeriesPoint>,
    seen: HashSet<(PlaceId, Option<RoleId>, Date)>,
}

impl<'t> Reading<'t> {
    fn new(source: SourceId, kind: SeriesKind, taxonomy: &'t Taxonomy) -> Reading<'t> {
        let codes = Codes::of(taxonomy);
        Reading { source, kind, codes, points: Vec::new(), seen: HashSet::new() }
    }

    /// Adds the row's point, or counts the code that the taxonomy lacks.
    fn row(&mut self, row: &Row) -> Result<(), Problem> {
        let Some((place, role)) = self.place_and_role(row) else { return Ok(()) };
        let point = self.point(row, place, role)?;
        if !self.seen.insert((place, role, point.at)) {
            return Err(row.refuse(DATE, "this area, occupation and date is there twice"));
        }
        self.points.push(point);
        Ok(())
    }

    /// `None` where the taxonomy lacks either, which is then counted.
    fn place_and_role(&mut self, row: &Row) -> Option<(PlaceId, Option<RoleId>)> {
        let place = self.codes.place(row, AREA)?;
        if row.text(OCCUPATION).is_empty() {
            return Some((place, None));
        }
        let role = self.codes.role(row, OCCUPATION)?;
        Some((place, Some(role)))
    }

    fn point(
        &self,
        row: &Row,
        place: PlaceId,
        role: Option<RoleId>,
    ) -> Result<SeriesPoint, Problem> {
        let at = row.text(DATE).parse::<Date>();
        Ok(SeriesPoint {
            source: self.source,
            kind: self.kind,
            role,
            place,
            at: at.map_err(|error| row.refuse(DATE, &error.to_string()))?,
            value: bound(row)?,
            employment: row.not_negative(EMPLOYMENT)?,
        })
    }
}

fn bound(row: &Row) -> Result<Bound, Problem> {
    let value = row.above_zero(VALUE)?;
    let value = value.ok_or_else(|| row.refuse(VALUE, "a point without a value; leave it out"))?;
    match row.text(BOUND) {
        "" => Ok(Bound::Exactly(value)),
        "at_least" => Ok(Bound::AtLeast(value)),
        _ => Err(row.refuse(BOUND, "either empty or at_least")),
    }
}
