//! Pay outside the United States: `cells.csv` (official statistics, to [`OfficialCell`]s) and
//! `claims.csv` (surveys, advertised pay, reports), with the cards of both and the table of
//! occupations. `data/world/README.md` shows the layout.
//!
//! A row is one piece of evidence of several figures, each with its stable number, and no figure is
//! carried twice. What must not be fitted is carried all the same, with its reason.

mod cards;
mod cells;
mod claims;
mod occupations;
mod shared;

use goingrate_units::{Problem, Taxonomy};

use self::cards::Cards;
use self::occupations::Occupations;
use self::shared::Shared;
use super::claims::default_readings;
use super::table::Table;
use crate::{Card, Claim, OfficialCell, Unfitted};

/// What is added to a figure's number of `data/world` to make it one of its own among all figures:
/// the reports' figures have the numbers below.
pub const WORLD_FIGURES: u32 = 10_000;

/// The files of `data/world`, and what they need beside it.
#[derive(Clone, Copy, Debug)]
pub struct WorldFiles<'a> {
    /// `cards.toml`.
    pub cards: &'a str,
    /// `cells.csv`.
    pub cells: &'a [u8],
    /// `claims.csv`.
    pub claims: &'a [u8],
    /// `data/taxonomy/occupations.csv`.
    pub occupations: &'a [u8],
    /// Name and text of the default readings (`data/claims/readings.toml`).
    pub readings: (&'a str, &'a str),
}

/// The figures of the world as read.
#[derive(Clone, Debug, PartialEq)]
pub struct WorldTable {
    /// The sources' cards.
    pub cards: Vec<Card>,
    /// Official statistics.
    pub cells: Vec<OfficialCell>,
    /// Everything else that is evidence.
    pub claims: Vec<Claim>,
    /// What is carried and not fitted.
    pub unfitted: Vec<Unfitted>,
    /// Rows of both tables, headings not counted.
    pub rows: usize,
    /// Whatever could not be read.
    pub complaints: Vec<Problem>,
}

/// Reads the figures of the world. The cards are numbered in the order of their file from `first`
/// on.
///
/// # Errors
/// When the cards, the occupations or the default readings cannot be read, or a table lacks a column.
/// A row that cannot be read is a complaint of the result instead: an unknown word, a figure that is
/// carried already, amounts that do not rise, a net figure that is not set aside.
pub fn world(
    files: &WorldFiles<'_>,
    taxonomy: &Taxonomy,
    first: usize,
) -> Result<WorldTable, Problem> {
    let cards = Cards::read(files.cards, &default_readings(files.readings)?)?;
    let (occupations, mut complaints) = Occupations::read(files.occupations, taxonomy, &cards)?;
    let mut shared = Shared::new(taxonomy, &cards, &occupations, first);
    let table = Table { file: "cells.csv", bytes: files.cells, columns: &cells::COLUMNS };
    let mut cells = cells::Reading::default();
    let (cell_rows, faults) = table.each(|row| cells.row(row, &mut shared))?;
    complaints.extend(faults);
    let table = Table { file: "claims.csv", bytes: files.claims, columns: &claims::COLUMNS };
    let mut claims = claims::Reading::default();
    let (claim_rows, faults) = table.each(|row| claims.row(row, &mut shared))?;
    complaints.extend(faults);
    Ok(WorldTable {
        cells: cells.cells,
        claims: claims.claims,
        unfitted: claims.unfitted,
        rows: cell_rows + claim_rows,
        complaints,
        cards: cards.into_cards(),
    })
}
