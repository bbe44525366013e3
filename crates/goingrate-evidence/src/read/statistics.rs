//! A card and the table beside it to what the card says that it is: official cells, or points of a
//! series if the card has `[series]`.

use goingrate_units::{Problem, Taxonomy};

use super::{official, series};
use crate::{Card, OfficialCell, SeriesPoint, SourceId};

/// An official table or a series as read.
#[derive(Clone, Debug, PartialEq)]
pub struct StatisticsRead {
    /// The source's card.
    pub card: Card,
    /// The cells of a table.
    pub cells: Vec<OfficialCell>,
    /// The points of a series.
    pub points: Vec<SeriesPoint>,
    /// Whatever could not be read.
    pub complaints: Vec<Problem>,
}

/// Reads an official table ([`official`]) or a series ([`series`]), whichever its card speaks of.
/// `file` is the name of the card's file.
///
/// # Errors
/// As those two.
pub fn statistics(
    file: &str,
    card_toml: &str,
    table: &[u8],
    taxonomy: &Taxonomy,
    source: SourceId,
) -> Result<StatisticsRead, Problem> {
    let parsed: Result<toml::Table, _> = toml::from_str(card_toml);
    let named = |mut problem: Problem| {
        if let Some(position) = &mut problem.position {
            position.file = file.to_owned();
        }
        problem
    };
    if parsed.is_ok_and(|card| card.contains_key("series")) {
        let read = series(card_toml, table, taxonomy, source).map_err(named)?;
        let (card, points, complaints) = (read.card, read.points, read.complaints);
        return Ok(StatisticsRead { card, cells: Vec::new(), points, complaints });
    }
    let read = official(card_toml, table, taxonomy, source).map_err(named)?;
    let (card, cells, complaints) = (read.card, read.cells, read.complaints);
    Ok(StatisticsRead { card, cells, points: Vec::new(), complaints })
}
