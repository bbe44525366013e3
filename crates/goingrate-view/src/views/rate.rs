//! The price of an hour of work, and the rate worth a salary or the salary worth a rate.

use goingrate_model::PercentileRank;
use goingrate_units::{Currency, Date, Period};
use serde::Serialize;

use super::pay::PayView;
use crate::Place;
use crate::figure::{as_text, round};
use crate::freelance::{Assumption, Freelance};

/// What the market charges, and what that is worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RateView {
    /// The market, for an hour that is billed.
    #[serde(flatten)]
    pub market: PayView,
    /// The same as a salary, or as a rate.
    pub same_as: Option<SameAsView>,
}

/// A rate worth a salary, or a salary worth a rate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SameAsView {
    /// What was given.
    pub given: f64,
    /// The period of what was given: year for a salary, hour for a rate.
    pub given_per: String,
    /// What it is worth, low end.
    pub low: f64,
    /// What it is worth, high end.
    pub high: f64,
    /// The period of that: hour for a rate, year for a salary.
    pub per: String,
    /// The currency of all three.
    #[serde(serialize_with = "as_text")]
    pub currency: Currency,
    /// The day of the rules.
    #[serde(serialize_with = "as_text")]
    pub as_of: Date,
    /// Where the low end stands in its market.
    pub low_percentile: Option<Place>,
    /// Where the high end stands.
    pub high_percentile: Option<Place>,
    /// What the employer pays on top of a salary, as a share of it.
    pub benefits: f64,
    /// Everything that is assumed.
    pub assumptions: Vec<Assumption>,
}

impl SameAsView {
    /// The rate an hour that is worth a salary of a year: with many hours low, with few high.
    pub fn rate_worth(salary: f64, rules: &Freelance, currency: Currency, as_of: Date) -> Self {
        let billings = rules.billings_worth(salary);
        let (few, many) = rules.hours();
        let ends = (billings / many, billings / few);
        SameAsView::new(salary, Period::Year, ends, Period::Hour, rules, currency, as_of)
    }

    /// The salary of a year that is worth a rate an hour: with few hours low, with many high.
    pub fn salary_worth(rate: f64, rules: &Freelance, currency: Currency, as_of: Date) -> Self {
        let (few, many) = rules.hours();
        let ends = (rules.salary_worth(rate * few), rules.salary_worth(rate * many));
        SameAsView::new(rate, Period::Hour, ends, Period::Year, rules, currency, as_of)
    }

    fn new(
        given: f64,
        given_per: Period,
        (low, high): (f64, f64),
        per: Period,
        rules: &Freelance,
        currency: Currency,
        as_of: Date,
    ) -> SameAsView {
        SameAsView {
            given: round(given, 2),
            given_per: given_per.slug().to_owned(),
            low: round(low, 2),
            high: round(high, 2),
            per: per.slug().to_owned(),
            currency,
            as_of,
            low_percentile: None,
            high_percentile: None,
            benefits: round(rules.benefits(), 4),
            assumptions: rules.assumptions().cloned().collect(),
        }
    }

    /// The same with where its ends stand in their market.
    pub fn standing(self, low: PercentileRank, high: PercentileRank) -> SameAsView {
        SameAsView { low_percentile: Some(low.into()), high_percentile: Some(high.into()), ..self }
    }

    /// Whether a salary was given.
    pub fn of_salary(&self) -> bool {
        self.given_per == Period::Year.slug()
    }
}
