//! An official table of pay (CSV, plain or gzip) and its card to [`OfficialCell`]s.
//!
//! The counts add up: every row is a cell, a skipped industry, an unpriced occupation, part of a
//! complaint about a code that the taxonomy does not have, or a complaint of its own.

use std::collections::HashSet;

use goingrate_units::{IndustryId, PlaceId, Problem, Quantiles, RoleId, Taxonomy};

use super::card::{Layout, card};
use super::codes::Codes;
use super::table::{Row, Table};
use crate::{Card, Making, OfficialCell, SourceId, Terms};

/// An official table as read.
#[derive(Clone, Debug, PartialEq)]
pub struct OfficialTable {
    /// The source's card.
    pub card: Card,
    /// The cells, in the order of the file.
    pub cells: Vec<OfficialCell>,
    /// Rows of the file, the heading not counted.
    pub rows: usize,
    /// Rows of industries that the taxonomy does not list: a stated selection, not a fault.
    pub skipped_industry_cells: usize,
    /// Rows of occupations that the card names as unpriced: totals of the table's own.
    pub unpriced_cells: usize,
    /// Rows of areas and occupations that the taxonomy does not have; a complaint a code.
    pub unknown_code_rows: usize,
    /// Whatever could not be read.
    pub complaints: Vec<Problem>,
}

const COLUMNS: [&str; 12] = [
    "area_code",
    "industry_code",
    "soc",
    "employment",
    "employment_rse_pct",
    "annual_mean",
    "mean_rse_pct",
    "annual_p10",
    "annual_p25",
    "annual_p50",
    "annual_p75",
    "annual_p90",
];

// The numbers of the columns above.
const AREA: usize = 0;
const INDUSTRY: usize = 1;
const OCCUPATION: usize = 2;
const EMPLOYMENT: usize = 3;
const EMPLOYMENT_RSE: usize = 4;
const MEAN: usize = 5;
const MEAN_RSE: usize = 6;
const QUANTILES: Quantiles<usize> = [7, 8, 9, 10, 11];

/// Reads an official table of occupations by area and industry. `card_toml` is its card file,
/// `table` the bytes of its CSV (plain or gzip), `source` the position its card will have.
/// An empty field is not released. Standard errors are in percent in the file, shares in the cells.
///
/// # Errors
/// When the card cannot be read, the table cannot be decompressed or a column is missing. Rows that
/// fail are complaints of the result instead: no number, not above zero, percentiles out of order,
/// the same cell twice.
pub fn official(
    card_toml: &str,
    table: &[u8],
    taxonomy: &Taxonomy,
    source: SourceId,
) -> Result<OfficialTable, Problem> {
    let read = card("official card", card_toml)?;
    let file = format!("{}.csv", read.card.slug);
    let table = Table { file: &file, bytes: table, columns: &COLUMNS };
    let mut reading = Reading::new(source, Terms::of(&read.card), taxonomy, &read.layout);
    let (rows, mut complaints) = table.each(|row| reading.row(row))?;
    let unknown_code_rows = reading.codes.unknown_rows();
    complaints.extend(reading.codes.complaints(&table));
    Ok(OfficialTable {
        card: read.card,
        cells: reading.cells,
        rows,
        skipped_industry_cells: reading.skipped_industry_cells,
        unpriced_cells: reading.unpriced_cells,
        unknown_code_rows,
        complaints,
    })
}

/// A table half read.
struct Reading<'t> {
    source: SourceId,
    terms: Terms,
    codes: Codes<'t>,
    all_industries: &'t str,
    unpriced: &'t [String],
    cells: Vec<OfficialCell>,
    seen: HashSet<(RoleId, PlaceId, Option<IndustryId>)>,
    unpriced_cells: usize,
    skipped_industry_cells: usize,
}

impl<'t> Reading<'t> {
    fn new(
        source: SourceId,
        terms: Terms,
        taxonomy: &'t Taxonomy,
        layout: &'t Layout,
    ) -> Reading<'t> {
        Reading {
            source,
            terms,
            codes: Codes::of(taxonomy),
            all_industries: &layout.all_industries,
            unpriced: &layout.unpriced,
            cells: Vec::new(),
            seen: HashSet::new(),
            unpriced_cells: 0,
            skipped_industry_cells: 0,
        }
    }

    /// Adds the row's cell, or counts why there is none.
    fn row(&mut self, row: &Row) -> Result<(), Problem> {
        let Some((place, role, industry)) = self.subject(row) else { return Ok(()) };
        let cell = self.cell(row, role, place, industry)?;
        if !self.seen.insert((role, place, industry)) {
            return Err(row.refuse(OCCUPATION, "this area, industry and occupation is there twice"));
        }
        self.cells.push(cell);
        Ok(())
    }

    /// Whom the row speaks of; `None` where it is left out, which is then counted.
    fn subject(&mut self, row: &Row) -> Option<(PlaceId, RoleId, Option<IndustryId>)> {
        if self.unpriced.iter().any(|code| code == row.text(OCCUPATION)) {
            self.unpriced_cells += 1;
            return None;
        }
        let place = self.codes.place(row, AREA)?;
        let role = self.codes.role(row, OCCUPATION)?;
        let industry = self.industry(row.text(INDUSTRY));
        self.skipped_industry_cells += usize::from(industry.is_none());
        Some((place, role, industry?))
    }

    /// `Some(None)` is all industries; `None` an industry that the taxonomy does not list.
    fn industry(&self, code: &str) -> Option<Option<IndustryId>> {
        if code == self.all_industries {
            return Some(None);
        }
        self.codes.industry(code).map(Some)
    }

    fn cell(
        &self,
        row: &Row,
        role: RoleId,
        place: PlaceId,
        industry: Option<IndustryId>,
    ) -> Result<OfficialCell, Problem> {
        Ok(OfficialCell {
            source: self.source,
            role,
            place,
            industry,
            employment: row.not_negative(EMPLOYMENT)?,
            employment_rse: row.not_negative(EMPLOYMENT_RSE)?.map(share),
            mean: row.above_zero(MEAN)?,
            mean_rse: row.not_negative(MEAN_RSE)?.map(share),
            quantiles: quantiles(row, QUANTILES)?,
            terms: self.terms,
            making: Making::default(),
        })
    }
}

fn share(percent: f64) -> f64 {
    percent / 100.0
}

/// The percentiles in these columns, each at least the one released before it.
pub(super) fn quantiles(
    row: &Row,
    columns: Quantiles<usize>,
) -> Result<Quantiles<Option<f64>>, Problem> {
    let (mut quantiles, mut before) = ([None; 5], 0.0);
    for (quantile, column) in quantiles.iter_mut().zip(columns) {
        *quantile = row.above_zero(column)?;
        let here = quantile.unwrap_or(before);
        if here < before {
            return Err(row.refuse(column, "below a lower percentile of the same row"));
        }
        before = here;
    }
    Ok(quantiles)
}
