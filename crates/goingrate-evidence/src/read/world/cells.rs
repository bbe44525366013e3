//! `cells.csv` to official cells.

use std::collections::HashSet;

use goingrate_units::{Date, Period, PlaceId, Problem, Quantiles};

use super::cards::{People, WorldCard};
use super::shared::{Shared, date, optional, period};
use crate::read::official::quantiles;
use crate::read::table::Row;
use crate::{Basis, Making, OfficialCell, SourceId, Terms};

pub(super) const COLUMNS: [&str; 15] = [
    "card", "place", "code", "as_of", "per", "bonus", "method", "n", "p10", "p25", "p50", "p75",
    "p90", "mean", "facts",
];

// The numbers of the columns above.
const CARD: usize = 0;
const PLACE: usize = 1;
const CODE: usize = 2;
const AS_OF: usize = 3;
const PER: usize = 4;
const BONUS: usize = 5;
const METHOD: usize = 6;
const PEOPLE: usize = 7;
const QUANTILES: Quantiles<usize> = [8, 9, 10, 11, 12];
const MEAN: usize = 13;
const FACTS: usize = 14;

/// What makes two cells of one source the same: place, code, date, whether bonuses are in.
type Key = (SourceId, PlaceId, String, Date, bool);

/// Cells read so far.
#[derive(Default)]
pub(super) struct Reading {
    pub cells: Vec<OfficialCell>,
    seen: HashSet<Key>,
}

impl Reading {
    /// Adds the cell of a row.
    pub fn row(&mut self, row: &Row, shared: &mut Shared) -> Result<(), Problem> {
        let (source, card) = shared.card(row, CARD)?;
        let place = shared.place(row, PLACE)?;
        let occupation = shared.occupation(row, CODE)?;
        let terms = terms(row, card)?;
        let (mean, quantiles) = (row.above_zero(MEAN)?, quantiles(row, QUANTILES)?);
        let mut making = making(row, card)?;
        let amounts = quantiles.iter().chain([&mean]).flatten().count();
        if amounts == 0 {
            return Err(row.refuse(MEAN, "a cell without an amount; leave it out"));
        }
        let code = occupation.matched.code.clone();
        if !self.seen.insert((source, place, code, terms.as_of, terms.bonus)) {
            return Err(row.refuse(CODE, "this source, place, code and date is there twice"));
        }
        making.matched = Some(occupation.matched.clone());
        making.figures = shared.figures(row, FACTS, amounts)?;
        self.cells.push(OfficialCell {
            source,
            role: occupation.role,
            place,
            industry: None,
            employment: None,
            employment_rse: None,
            mean,
            mean_rse: None,
            quantiles,
            terms,
            making,
        });
        Ok(())
    }
}

fn terms(row: &Row, card: &WorldCard) -> Result<Terms, Problem> {
    let yes_or_no = |text: &str| match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let bonus =
        optional(row, BONUS, "write yes, no, or nothing for what the card says", yes_or_no)?;
    let period = period(row, PER)?;
    if card.card.basis == Basis::Net {
        return Err(row.refuse(CARD, "an official cell is gross, and its card says net"));
    }
    let hours = match (period, card.own.hours_a_year) {
        (Period::Hour, None) => {
            return Err(row.refuse(PER, "hourly pay needs hours_a_year on its card"));
        }
        (Period::Day, _) => return Err(row.refuse(PER, "an official cell is by no day")),
        (_, hours) => hours.unwrap_or(Period::Hour.a_year()),
    };
    Ok(Terms {
        as_of: date(row, AS_OF)?,
        period,
        hours_a_year: hours,
        bonus: bonus.unwrap_or(card.own.bonus),
        pension: card.own.pension,
        part_time: card.own.part_time,
        ..Terms::of(&card.card)
    })
}

fn making(row: &Row, card: &WorldCard) -> Result<Making, Problem> {
    let modelled = |text: &str| (text == "modelled").then_some(true);
    let modelled = optional(row, METHOD, "write modelled, or nothing for a survey", modelled)?;
    let people = row.above_zero(PEOPLE)?;
    let (sample, population) = match (people, card.own.people) {
        (None, _) => (None, None),
        (people, Some(People::Sample)) => (people, None),
        (people, Some(People::Population)) => (None, people),
        (Some(_), _) => {
            let hint = "the card's people must say whom it counts: sample or population";
            return Err(row.refuse(PEOPLE, hint));
        }
    };
    Ok(Making { sample, population, modelled: modelled.is_some(), ..Making::default() })
}
