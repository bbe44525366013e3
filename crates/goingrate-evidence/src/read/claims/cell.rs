//! A claim of an office: one distribution of its statistics, as an [`OfficialCell`].

use goingrate_units::{Currency, Date, Period, PlaceId};

use super::card::Report;
use super::occupations::Occupations;
use super::pay::{Distribution, distribution};
use super::raw::RawClaim;
use super::words::Words;
use crate::read::card::{People, date};
use crate::read::fault::Fault;
use crate::{Basis, Making, OfficialCell, SourceId, Terms};

/// The keys of the five percentiles of a cell.
const PERCENTILES: [&str; 5] = ["p10", "p25", "p50", "p75", "p90"];

/// What makes two cells of one source the same: place, code or role, date, whether bonuses are in.
pub(super) type Key = (SourceId, PlaceId, String, Date, bool);

/// An office's claim as read.
pub(super) struct ReadCell {
    /// The cell, without the numbers of its figures.
    pub cell: OfficialCell,
    /// What it is known by.
    pub key: Key,
    /// Its figures as printed, by their keys.
    pub printed: Vec<(String, String)>,
}

/// The cell of an office's claim.
pub(super) fn cell(
    raw: &RawClaim,
    report: &Report,
    words: Words<'_>,
    occupations: &Occupations,
) -> Result<ReadCell, Fault> {
    says_no_more(raw)?;
    let place = raw.place.as_deref().ok_or_else(|| Fault::at("place", "a cell has a place"))?;
    let place = words.place(place)?;
    let pay = raw.pay.as_ref().ok_or_else(|| Fault::at("pay", "a cell states pay"))?;
    let pay = distribution(pay, &report.card).map_err(|fault| fault.inside("pay"))?;
    let other = pay.amounts.iter().find(|(key, _)| *key != "mean" && !PERCENTILES.contains(key));
    if let Some((key, _)) = other {
        let reason = "a cell has percentiles (p10, p25, p50, p75, p90) and a mean";
        return Err(Fault::at(*key, reason).inside("pay"));
    }
    let terms = terms(raw, &pay, report)?;
    let mut making = making(raw, report)?;
    making.loose = report.loose(terms.bonus);
    let role = match &raw.code {
        Some(code) => {
            let occupation = occupations.of(code)?;
            making.matched = Some(occupation.matched.clone());
            occupation.role
        }
        None => words.role(raw.role.as_deref().unwrap_or_default())?,
    };
    let word = raw.code.clone().or_else(|| raw.role.clone()).unwrap_or_default();
    let key = (report.source, place, word, terms.as_of, terms.bonus);
    let cell = OfficialCell {
        source: report.source,
        role,
        place,
        industry: None,
        employment: None,
        employment_rse: None,
        mean: pay.at("mean"),
        mean_rse: None,
        quantiles: PERCENTILES.map(|key| pay.at(key)),
        terms,
        making,
    };
    Ok(ReadCell { cell, key, printed: pay.printed() })
}

/// Whether a claim says only what a cell can hold.
fn says_no_more(raw: &RawClaim) -> Result<(), Fault> {
    let keys = [
        ("level", raw.level.is_some()),
        ("years", raw.years.is_some()),
        ("skills", raw.skills.is_some()),
        ("industries", raw.industries.is_some()),
        ("tier", raw.tier.is_some()),
        ("employer", raw.employer.is_some()),
        ("rung", raw.rung.is_some()),
        ("engagement", raw.engagement.is_some()),
        ("component", raw.component.is_some()),
        ("basis", raw.basis.is_some()),
        ("difference", raw.difference.is_some()),
        ("order", raw.order.is_some()),
        ("plan", raw.plan.is_some()),
    ];
    match keys.into_iter().find(|(_, is_said)| *is_said) {
        Some((key, _)) => Err(Fault::at(key, "a cell of official statistics does not say this")),
        None => Ok(()),
    }
}

fn terms(raw: &RawClaim, pay: &Distribution, report: &Report) -> Result<Terms, Fault> {
    let (card, own, period) = (&report.card, &report.own, pay.period);
    let bonus = raw.bonus.unwrap_or(own.bonus || own.holds.contains_key("bonus"));
    let own_currency = pay.currency == card.currency;
    let rate = own.rate.as_ref().filter(|_| own_currency).map(|rate| rate.units_per_usd);
    if card.basis == Basis::Net {
        return Err(Fault::at("", "a cell of official statistics is gross, and its card says net"));
    }
    let hours = match (period, own.hours_a_year) {
        (Period::Hour, None) => {
            let reason = "hourly pay of an office needs hours_a_year on its card";
            return Err(Fault::at("pay.per", reason));
        }
        (Period::Day, _) => return Err(Fault::at("pay.per", "an office's cell is by no day")),
        (_, hours) => hours.unwrap_or(Period::Hour.a_year()),
    };
    Ok(Terms {
        as_of: raw.as_of.as_deref().map_or(Ok(card.as_of), |text| date("as_of", text))?,
        period,
        hours_a_year: hours,
        pays: report.pays(pay.pays),
        divisor: report.holds(bonus) * rate.unwrap_or(1.0),
        currency: if rate.is_some() { Currency::USD } else { pay.currency },
        bonus,
        pension: own.pension || own.holds.contains_key("pension"),
        part_time: own.part_time,
        ..Terms::of(card)
    })
}

fn making(raw: &RawClaim, report: &Report) -> Result<Making, Fault> {
    let (sample, population) = match (raw.n, report.own.people) {
        (None, _) => (None, None),
        (people, Some(People::Sample)) => (people, None),
        (people, Some(People::Population)) => (None, people),
        (Some(_), _) => {
            let hint = "the card's people must say whom it counts: sample or population";
            return Err(Fault::at("n", hint));
        }
    };
    Ok(Making { sample, population, modelled: raw.modelled, ..Making::default() })
}
