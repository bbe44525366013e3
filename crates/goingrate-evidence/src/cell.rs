//! Records, and the cells that replace them: after a cell nobody can see a person's row.
//!
//! A cell is a profile and a histogram of pay *as stated* in log-linear buckets, 128 an octave,
//! computed from the f64 value, so that any SQL engine gives the same integers
//! (`docs/METHOD.md`, "Cells").

use std::collections::BTreeMap;

use goingrate_units::{
    Component, Currency, Engagement, IndustryId, LevelId, Pay, Period, PlaceId, Profile, RoleId,
    SkillId, TierId, Years,
};

use crate::{Histogram, HistogramError, SourceId};

/// One row of microdata: one person or one post. Only importers see it; it counts as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Whose pay it is.
    pub profile: Profile,
    /// The pay as stated, in its own currency and period.
    pub pay: Pay,
}

/// Completed years of experience, from `low` to `high`; equal ends for a single figure.
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

/// What the records of one cell have in common. A field that is `None` is not stated by the source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    /// The role.
    pub role: RoleId,
    /// The level.
    pub level: Option<LevelId>,
    /// Completed years of experience.
    pub years: Option<YearsBand>,
    /// The place.
    pub place: PlaceId,
    /// Skills, in the order of their ids, each once.
    pub skills: Vec<SkillId>,
    /// The industry.
    pub industry: Option<IndustryId>,
    /// The tier of the employer.
    pub tier: Option<TierId>,
    /// How the work is engaged.
    pub engagement: Engagement,
    /// Which part of pay.
    pub component: Component,
    /// The currency in which pay is stated.
    pub currency: Currency,
    /// The period for which pay is stated.
    pub period: Period,
    /// The calendar year in which the pay held.
    pub year: i16,
}

impl CellKey {
    /// The cell that a record belongs to.
    ///
    /// # Errors
    /// When the record's years of experience are impossible.
    pub fn of(record: &Record) -> Result<CellKey, CellError> {
        let Record { profile, pay } = record;
        Ok(CellKey {
            role: profile.role,
            level: profile.level,
            years: profile.years.map(YearsBand::of).transpose()?,
            place: profile.place,
            skills: in_order(&profile.skills),
            industry: profile.industry,
            tier: profile.tier,
            engagement: profile.engagement,
            component: profile.component,
            currency: pay.currency(),
            period: pay.period(),
            year: profile.as_of.year(),
        })
    }
}

/// Skills sorted, each once, so that the order in which somebody typed them makes no new cell.
fn in_order(skills: &[SkillId]) -> Vec<SkillId> {
    let mut skills = skills.to_vec();
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
    /// When the record belongs to another cell or its years are impossible; the cell is then
    /// unchanged.
    pub fn add(&mut self, record: &Record) -> Result<(), CellError> {
        let key = CellKey::of(record)?;
        if key != self.key {
            return Err(CellError::OtherCell(Box::new(key)));
        }
        Ok(self.histogram.add(record.pay.amount())?)
    }

    /// All records of a source as cells, sorted by key, and the positions of those that fail with
    /// the reason. The order of the records makes no difference to the cells.
    pub fn roll_up(source: SourceId, records: &[Record]) -> (Vec<Cell>, Vec<(usize, CellError)>) {
        let mut cells: BTreeMap<CellKey, Histogram> = BTreeMap::new();
        let mut failed = Vec::new();
        for (position, record) in records.iter().enumerate() {
            let counted = CellKey::of(record)
                .and_then(|key| Ok(cells.entry(key).or_default().add(record.pay.amount())?));
            failed.extend(counted.err().map(|error| (position, error)));
        }
        let cell = |(key, histogram)| Cell { source, key, histogram };
        (cells.into_iter().map(cell).collect(), failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(amount: f64, skills: &[usize], years: Option<(f64, f64)>) -> Record {
        Record {
            profile: Profile {
                role: RoleId::from_index(1),
                level: None,
                years: years.map(|(low, high)| Years { low, high }),
                place: PlaceId::from_index(2),
                skills: skills.iter().copied().map(SkillId::from_index).collect(),
                industry: None,
                tier: None,
                engagement: Engagement::Employee,
                component: Component::BaseSalary,
                as_of: "2025-06".parse().unwrap(),
            },
            pay: Pay::new(amount, Currency::USD, Period::Year).unwrap(),
        }
    }

    #[test]
    fn a_roll_up_forgets_order_and_keeps_counts() {
        let records = [
            record(100e3, &[2, 1], Some((3.5, 3.5))),
            record(120e3, &[1, 2], Some((3.0, 3.9))),
            record(90e3, &[1], Some((3.0, 3.0))),
        ];
        let (cells, failed) = Cell::roll_up(SourceId(0), &records);
        let backwards: Vec<Record> = records.iter().rev().cloned().collect();
        assert_eq!(failed, []);
        assert_eq!(cells, Cell::roll_up(SourceId(0), &backwards).0);
        assert_eq!(cells.iter().map(|c| c.histogram.count()).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn rows_fail_one_by_one() {
        let check = |years: (f64, f64), fails: bool| {
            let (cells, failed) = Cell::roll_up(SourceId(0), &[record(1.0, &[], Some(years))]);
            assert_eq!((cells.is_empty(), failed.len() == 1), (fails, fails), "{years:?}");
        };
        check((0.0, 60.0), false);
        check((-1.0, 2.0), true);
        check((5.0, 4.0), true);
        check((f64::NAN, 4.0), true);
        check((4.0, f64::INFINITY), true);
    }

    #[test]
    fn a_cell_takes_only_its_own_records() {
        let first = record(100e3, &[], None);
        let mut cell = Cell::new(SourceId(0), CellKey::of(&first).unwrap());
        cell.add(&first).unwrap();
        let mut monthly = first.clone();
        monthly.pay = first.pay.per(Period::Month);
        assert!(matches!(cell.add(&monthly), Err(CellError::OtherCell(_))));
        assert_eq!(cell.histogram.count(), 1);
    }
}
