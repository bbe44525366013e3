//! The price of an hour of work, and the rate worth a salary or the salary worth a rate.

use goingrate::Assumption;
use goingrate::ask::{RateAnswer, SameAs};
use goingrate_units::{Currency, Date, Period};
use serde::Serialize;

use super::Context;
use super::pay::PayView;
use crate::PercentileRankView;
use crate::figure::{as_text, round};

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
    pub low_percentile: Option<PercentileRankView>,
    /// Where the high end stands.
    pub high_percentile: Option<PercentileRankView>,
    /// What the employer pays on top of a salary, as a share of it.
    pub benefits: f64,
    /// Everything that is assumed.
    pub assumptions: Vec<AssumptionView>,
}

/// One assumption.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssumptionView {
    /// Its word in the rules.
    pub rule: String,
    /// What it is.
    pub what: String,
    /// Its value.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// law, official, our-estimate or yours.
    pub status: String,
    /// Where it is from, in a word.
    pub source: String,
    /// That source's title.
    pub title: String,
}

impl RateView {
    /// From an answer.
    pub fn new(answer: &RateAnswer, context: &Context) -> RateView {
        RateView {
            market: PayView::new(&answer.market, context),
            same_as: answer.same_as.as_ref().map(SameAsView::new),
        }
    }
}

impl SameAsView {
    fn new(same: &SameAs) -> SameAsView {
        let [low_rank, high_rank] = same.ranks;
        SameAsView {
            given: round(same.given, 2),
            given_per: same.given_per.slug().to_owned(),
            low: round(same.worth[0], 2),
            high: round(same.worth[1], 2),
            per: same.per.slug().to_owned(),
            currency: same.currency,
            as_of: same.as_of,
            low_percentile: Some(low_rank.into()),
            high_percentile: Some(high_rank.into()),
            benefits: round(same.rules.benefits(), 4),
            assumptions: same.rules.assumptions().map(AssumptionView::new).collect(),
        }
    }

    /// Whether a salary was given.
    pub fn of_salary(&self) -> bool {
        self.given_per == Period::Year.slug()
    }
}

impl AssumptionView {
    fn new(assumption: &Assumption) -> AssumptionView {
        let Assumption { rule, what, value, unit, status, source, title } = assumption.clone();
        AssumptionView { rule, what, value, unit, status, source, title }
    }
}
