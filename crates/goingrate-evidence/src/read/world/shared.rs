//! What rows of both tables have in common: card, place, occupation, date, figures.

use std::collections::HashSet;

use goingrate_units::{Date, Period, PlaceId, Problem, Taxonomy};

use super::WORLD_FIGURES;
use super::cards::{Cards, WorldCard};
use super::occupations::{Occupation, Occupations};
use crate::SourceId;
use crate::read::table::Row;

/// What is known before a row is read, and the figures that were carried so far.
pub(super) struct Shared<'t> {
    pub taxonomy: &'t Taxonomy,
    pub cards: &'t Cards,
    occupations: &'t Occupations,
    first: usize,
    carried: HashSet<u32>,
}

impl<'t> Shared<'t> {
    pub fn new(
        taxonomy: &'t Taxonomy,
        cards: &'t Cards,
        occupations: &'t Occupations,
        first: usize,
    ) -> Shared<'t> {
        Shared { taxonomy, cards, occupations, first, carried: HashSet::new() }
    }

    /// The card that a column names, and the source that it will be.
    pub fn card(&self, row: &Row, column: usize) -> Result<(SourceId, &'t WorldCard), Problem> {
        let found = self.cards.of(row.text(column));
        let (at, card) = found.ok_or_else(|| row.refuse(column, "cards.toml has no such card"))?;
        Ok((SourceId(self.first + at), card))
    }

    /// The place whose slug stands in a column.
    pub fn place(&self, row: &Row, column: usize) -> Result<PlaceId, Problem> {
        let found = self.taxonomy.place_of(row.text(column));
        found.ok_or_else(|| row.refuse(column, "no slug of a place in data/taxonomy/places.toml"))
    }

    /// The occupation whose system and code stand in a column.
    pub fn occupation(&self, row: &Row, column: usize) -> Result<&'t Occupation, Problem> {
        let found = self.occupations.of(row.text(column));
        found.ok_or_else(|| row.refuse(column, "no occupation of data/taxonomy/occupations.csv"))
    }

    /// The numbers of a row's figures, as many as it has amounts, none of them carried before.
    pub fn figures(
        &mut self,
        row: &Row,
        column: usize,
        amounts: usize,
    ) -> Result<Vec<u32>, Problem> {
        let numbers: Result<Vec<u32>, _> = row.text(column).split(' ').map(str::parse).collect();
        let numbers = numbers.map_err(|_| row.refuse(column, "write numbers of figures: 12 13"))?;
        if numbers.len() != amounts {
            let reason = format!("{} numbers for {amounts} amounts", numbers.len());
            return Err(row.refuse(column, &reason));
        }
        if let Some(again) = numbers.iter().find(|number| !self.carried.insert(**number)) {
            return Err(row.refuse(column, &format!("figure {again} is carried already")));
        }
        Ok(numbers.into_iter().map(|number| WORLD_FIGURES + number).collect())
    }
}

/// The date in a column.
pub(super) fn date(row: &Row, column: usize) -> Result<Date, Problem> {
    row.text(column).parse::<Date>().map_err(|error| row.refuse(column, &error.to_string()))
}

/// The period in a column.
pub(super) fn period(row: &Row, column: usize) -> Result<Period, Problem> {
    let known = || Period::ALL.map(Period::slug).join(", ");
    Period::from_slug(row.text(column))
        .ok_or_else(|| row.refuse(column, &format!("not one of {}", known())))
}

/// `None` where the column is empty, else what `read` makes of it.
pub(super) fn optional<T>(
    row: &Row,
    column: usize,
    hint: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    match row.text(column) {
        "" => Ok(None),
        text => read(text).map(Some).ok_or_else(|| row.refuse(column, hint)),
    }
}
