//! An amount of pay: money for a period.

use crate::Currency;

/// Hours in a year of full-time work, as official statistics count it. A unit, not a workload.
pub const HOURS_A_YEAR: f64 = 2080.0;

/// The period that an amount is paid for. Factors are units of full-time work: an hour is 1/2080
/// of a year, a day 1/260, a week 1/52, a month 1/12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// An hour of work.
    Hour,
    /// A day of eight hours.
    Day,
    /// A week of forty hours.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl Period {
    /// Every period, shortest first.
    pub const ALL: [Period; 5] =
        [Period::Hour, Period::Day, Period::Week, Period::Month, Period::Year];

    /// How many of this period make a year of full-time work.
    pub fn a_year(self) -> f64 {
        match self {
            Period::Hour => HOURS_A_YEAR,
            Period::Day => 260.0,
            Period::Week => 52.0,
            Period::Month => 12.0,
            Period::Year => 1.0,
        }
    }

    /// The word used in data files, flags and JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Period::Hour => "hour",
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Year => "year",
        }
    }

    /// The period of a [`slug`](Self::slug); `None` for any other word.
    pub fn from_slug(slug: &str) -> Option<Period> {
        Period::ALL.into_iter().find(|p| p.slug() == slug)
    }
}

/// An amount of money for a period of full-time work. Always finite and positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pay {
    amount: f64,
    currency: Currency,
    period: Period,
}

/// An amount that cannot be pay.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("pay must be a finite amount above zero, not {0}")]
pub struct PayError(pub f64);

impl Pay {
    /// `amount` of `currency` for one `period`.
    ///
    /// # Errors
    /// When the amount is not finite or not above zero: missing is missing, never zero.
    pub fn new(amount: f64, currency: Currency, period: Period) -> Result<Pay, PayError> {
        if amount.is_finite() && amount > 0.0 {
            Ok(Pay { amount, currency, period })
        } else {
            Err(PayError(amount))
        }
    }

    /// The amount for the period that it was stated for.
    pub fn amount(self) -> f64 {
        self.amount
    }

    /// The currency it is stated in.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The period it is stated for.
    pub fn period(self) -> Period {
        self.period
    }

    /// The same pay for another period.
    pub fn per(self, period: Period) -> Pay {
        Pay { amount: self.amount * self.period.a_year() / period.a_year(), period, ..self }
    }

    /// `ln` of the amount for a year, in its own currency: the scale of the model.
    pub fn ln_yearly(self) -> f64 {
        (self.amount * self.period.a_year()).ln()
    }
}
