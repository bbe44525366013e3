//! Cells of official tables, and series over time.

use goingrate_units::{Currency, Date, IndustryId, Period, PlaceId, Quantiles, RoleId};

use crate::{Basis, Card, SourceId};

/// A published amount that may be cut off at a top code.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// The amount itself.
    Exactly(f64),
    /// At least this much (a top-coded value).
    AtLeast(f64),
}

/// What the amounts of a cell are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// When they hold.
    pub as_of: Date,
    /// Their currency.
    pub currency: Currency,
    /// Before or after the worker's tax.
    pub basis: Basis,
    /// What they are paid for.
    pub period: Period,
    /// Paid hours of a full-time year: what makes an hourly amount a yearly one in this table.
    pub hours_a_year: f64,
    /// How many monthly amounts make a year's base pay: 12, or 13 and 14 where law or agreements
    /// add months that a monthly figure leaves out.
    pub pays: f64,
    /// By what an amount is divided to be base pay: what it holds beyond that, as its card states, and
    /// units of its money for a dollar where the card brings it to dollars.
    pub divisor: f64,
    /// Whether bonuses and allowances are in them.
    pub bonus: bool,
    /// Whether pension contributions, the employer's among them, are in them.
    pub pension: bool,
    /// Whether people who work part-time or part of the year are in it with what they got.
    pub part_time: bool,
}

impl Terms {
    /// A year of full-time work without extras, as the card dates it.
    pub fn of(card: &Card) -> Terms {
        Terms {
            as_of: card.as_of,
            currency: card.currency,
            basis: card.basis,
            period: Period::Year,
            hours_a_year: Period::Hour.a_year(),
            pays: Period::Month.a_year(),
            divisor: 1.0,
            bonus: false,
            pension: false,
            part_time: false,
        }
    }

    /// By what an amount is multiplied to be the base pay of a full-time year.
    pub fn a_year(&self) -> f64 {
        let times = match self.period {
            Period::Hour => self.hours_a_year,
            Period::Month => self.pays,
            period => period.a_year(),
        };
        times / self.divisor
    }
}

/// An occupation of another classification, and how well ours is it.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched {
    /// System and code: `SSYK2012 2512`.
    pub code: String,
    /// `exact`, `close`, `narrow` or `broad` (a larger group).
    pub quality: String,
    /// How loosely the one stands for the other: sd in logs.
    pub sd: f64,
}

/// How a cell came about, as far as it says how far to trust it. All empty where the table is of our
/// own classification and states standard errors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Making {
    /// The occupation in the table's own classification, where that is not ours.
    pub matched: Option<Matched>,
    /// How many people were asked, where published.
    pub sample: Option<f64>,
    /// How many people the cell stands for. Not in [`OfficialCell::employment`], because codes of
    /// one role overlap and are no weights of places.
    pub population: Option<f64>,
    /// Whether a model of the publisher's made it out of larger areas.
    pub modelled: bool,
    /// How loosely its amounts are base pay of such people, beyond the match of occupations: sd in
    /// logs, common to all of them.
    pub loose: f64,
    /// The stable numbers of its figures, percentiles first, then the mean.
    pub figures: Vec<u32>,
}

/// One cell of an official table of pay: an occupation in an area, or in an industry of a nation.
/// What its amounts are stands in its terms. `None` is not released.
#[derive(Clone, Debug, PartialEq)]
pub struct OfficialCell {
    /// The table it is from.
    pub source: SourceId,
    /// The occupation.
    pub role: RoleId,
    /// The area, state or nation.
    pub place: PlaceId,
    /// The industry; `None` for all industries.
    pub industry: Option<IndustryId>,
    /// Jobs.
    pub employment: Option<f64>,
    /// Relative standard error of the number of jobs, as a share.
    pub employment_rse: Option<f64>,
    /// Mean pay.
    pub mean: Option<f64>,
    /// Relative standard error of the mean, as a share.
    pub mean_rse: Option<f64>,
    /// P10, P25, P50, P75, P90.
    pub quantiles: Quantiles<Option<f64>>,
    /// What the amounts are.
    pub terms: Terms,
    /// How it came about.
    pub making: Making,
}

/// What a series measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesKind {
    /// Median yearly pay of an occupation, in the card's currency.
    Median,
    /// An index of wages; only ratios of its points mean anything.
    Index,
}

/// One point of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesPoint {
    /// The series' source.
    pub source: SourceId,
    /// What it measures.
    pub kind: SeriesKind,
    /// The occupation; `None` for all.
    pub role: Option<RoleId>,
    /// The place.
    pub place: PlaceId,
    /// When.
    pub at: Date,
    /// The value.
    pub value: Bound,
    /// Jobs it speaks of, where known.
    pub employment: Option<f64>,
}
