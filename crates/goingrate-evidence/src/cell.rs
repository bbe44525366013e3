//! Cells: after a cell nobody can see a person's row.
//!
//! A cell is a profile and a histogram of pay *as stated* in log-linear buckets, 128 an octave,
//! computed from the f64 value, so that any SQL engine gives the same integers
//! (`docs/METHOD.md`, "Cells").

use std::sync::Arc;

use goingrate_units::{
    Component, Currency, Engagement, IndustryId, LevelId, Period, PlaceId, RoleId, SkillId, TierId,
    Years,
};

use crate::{
    Basis, Education, Headcount, Histogram, HistogramError, Record, Remote, Shares, SourceId,
    Stated,
};

/// Completed years, from `low` to `high`; equal ends for a single figure.
///
/// Unit: whole years, 0 to 60.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearsBand {
    /// At least this many.
    pub low: u8,
    /// At most this many.
    pub high: u8,
}

impl YearsBand {
    /// The completed years of a stated figure or range: 3.5 years are 3.
    ///
    /// # Errors
    /// When the ends are not in order or not within 0 to 60.
    pub fn of(years: Years) -> Result<YearsBand, CellError> {
        let Years { low, high } = years;
        if 0.0 <= low && low <= high && high <= 60.0 {
            Ok(YearsBand { low: low as u8, high: high as u8 })
        } else {
            Err(CellError::Years { low, high })
        }
    }
}

/// What the records of one cell have in common. A field that is `None`, empty or
/// [unknown](Shares::is_unknown) is not stated by the source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    /// The role, as the stated title is read.
    pub role: Shares<RoleId>,
    /// The level, as the stated level or title is read.
    pub level: Shares<LevelId>,
    /// The title in the source's own words, where it says more than the role.
    pub title: Option<Arc<str>>,
    /// The level in the source's own words (`L5`, `SE`).
    pub level_text: Option<Arc<str>>,
    /// Years of professional experience.
    pub years: Option<YearsBand>,
    /// Years since the first line of code, school included; not the same as experience.
    pub years_coding: Option<YearsBand>,
    /// Years at the present employer.
    pub tenure: Option<YearsBand>,
    /// The place, at any depth.
    pub place: PlaceId,
    /// Skills, in the order of their ids, each once.
    pub skills: Vec<SkillId>,
    /// How many skills were stated, those that the taxonomy does not know included.
    pub skill_count: Option<u8>,
    /// The industry.
    pub industry: Option<IndustryId>,
    /// The employer in the source's own words.
    pub employer: Option<Arc<str>>,
    /// The tier of the employer.
    pub tier: Option<TierId>,
    /// The employer's headcount.
    pub headcount: Option<Headcount>,
    /// Education.
    pub education: Option<Education>,
    /// Where the work is done.
    pub remote: Option<Remote>,
    /// How the work is engaged.
    pub engagement: Engagement,
    /// Which part of pay.
    pub component: Component,
    /// Before or after tax.
    pub basis: Basis,
    /// What sort of figure the amount is.
    pub stated: Stated,
    /// The currency in which pay is stated.
    pub currency: Currency,
    /// The period for which pay is stated.
    pub period: Period,
    /// The calendar year in which the pay held.
    pub year: i16,
    /// The month of that year, 1 to 12, where the source states one that matters.
    pub month: Option<i8>,
}

impl CellKey {
    /// A key with nothing but what every record must state; the source fills in the rest.
    pub fn new(role: Shares<RoleId>, place: PlaceId, money: Money, year: i16) -> CellKey {
        CellKey {
            role,
            level: Shares::unknown(),
            title: None,
            level_text: None,
            years: None,
            years_coding: None,
            tenure: None,
            place,
            skills: Vec::new(),
            skill_count: None,
            industry: None,
            employer: None,
            tier: None,
            headcount: None,
            education: None,
            remote: None,
            engagement: Engagement::Employee,
            component: money.component,
            basis: money.basis,
            stated: Stated::Pay,
            currency: money.currency,
            period: money.period,
            year,
            month: None,
        }
    }
}

/// How an amount is meant: which part of pay, before or after tax, in which currency, for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// Which part of pay.
    pub component: Component,
    /// Before or after tax.
    pub basis: Basis,
    /// The currency.
    pub currency: Currency,
    /// The period that it is paid for.
    pub period: Period,
}

/// Skills sorted, each once, so that the order in which somebody typed them makes no new cell.
pub fn in_order(mut skills: Vec<SkillId>) -> Vec<SkillId> {
    skills.sort_unstable();
    skills.dedup();
    skills
}

/// All records of one source with the same profile, as a histogram of their pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The source of its records.
    pub source: SourceId,
    /// What its records have in common.
    pub key: CellKey,
    /// Pay as stated, in the key's currency and period.
    pub histogram: Histogram,
}

/// A record that cannot go into a cell.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CellError {
    /// Years of experience that cannot be.
    #[error("years of experience must run from 0 to 60 with the lower first, not {low} to {high}")]
    Years {
        /// The lower end as stated.
        low: f64,
        /// The upper end as stated.
        high: f64,
    },
    /// The record has another profile than the cell.
    #[error("the record belongs to another cell: {0:?}")]
    OtherCell(Box<CellKey>),
    /// The amount cannot be counted.
    #[error(transparent)]
    Amount(#[from] HistogramError),
}

impl Cell {
    /// A cell without records.
    pub fn new(source: SourceId, key: CellKey) -> Cell {
        Cell { source, key, histogram: Histogram::default() }
    }

    /// Counts a record.
    ///
    /// # Errors
    /// When the record belongs to another cell or its amount cannot be counted; the cell is then
    /// unchanged.
    pub fn add(&mut self, record: &Record) -> Result<(), CellError> {
        if record.key != self.key {
            return Err(CellError::OtherCell(Box::new(record.key.clone())));
        }
        Ok(self.histogram.add(record.amount)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RowHash;

    fn record(amount: f64, period: Period) -> Record {
        let money = Money {
            component: Component::BaseSalary,
            basis: Basis::Gross,
            currency: Currency::USD,
            period,
        };
        let role = Shares::certain(RoleId::from_index(1));
        let key = CellKey::new(role, PlaceId::from_index(2), money, 2025);
        Record { key, amount, row: RowHash(1) }
    }

    #[test]
    fn years_are_whole_and_in_order() {
        let check = |low: f64, high: f64, band: Option<(u8, u8)>| {
            let read = YearsBand::of(Years { low, high }).ok().map(|b| (b.low, b.high));
            assert_eq!(read, band, "{low} to {high}");
        };
        check(0.0, 60.0, Some((0, 60)));
        check(3.5, 3.5, Some((3, 3)));
        check(-1.0, 2.0, None);
        check(5.0, 4.0, None);
        check(f64::NAN, 4.0, None);
        check(4.0, f64::INFINITY, None);
    }

    #[test]
    fn a_cell_takes_only_its_own_records() {
        let first = record(100e3, Period::Year);
        let mut cell = Cell::new(SourceId(0), first.key.clone());
        cell.add(&first).unwrap();
        let monthly = record(8e3, Period::Month);
        assert!(matches!(cell.add(&monthly), Err(CellError::OtherCell(_))));
        assert!(matches!(cell.add(&record(f64::NAN, Period::Year)), Err(CellError::Amount(_))));
        assert_eq!(cell.histogram.count(), 1);
    }
}
