//! The price of an hour of work, and the rate worth a salary or the salary worth a rate.

use goingrate::ask::{RateAnswer, SameAs};
use goingrate_rules::{Assumed, EquivalentPay, Step, WorthOf};
use goingrate_units::{Currency, Period};
use schemars::JsonSchema;
use serde::Serialize;

use super::Context;
use super::pay::PayView;
use crate::figure::{as_text, round};
use crate::{PercentileRankView, sentences};

/// What the market charges, and what that is worth.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RateView {
    /// The market, for an hour that is billed.
    #[serde(flatten)]
    pub market: PayView,
    /// The same as a salary, or as a rate.
    pub same_as: Option<SameAsView>,
}

/// A rate worth a salary, or a salary worth a rate.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SameAsView {
    /// What was given, in the currency of the rules.
    pub given: f64,
    /// The period of what was given: year for a salary, hour for a rate.
    pub given_per: String,
    /// What it is worth, low end.
    pub low: f64,
    /// What it is worth, high end.
    pub high: f64,
    /// The period of that: hour for a rate, year for a salary.
    pub per: String,
    /// The currency of every amount: that of the place's law.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub currency: Currency,
    /// The place of the rules, by its name.
    pub place: String,
    /// The tax year.
    pub year: i16,
    /// `single`, `joint` or `head`.
    pub filing: String,
    /// The way of self-employed work: `freelance`, `lump-sum`, …
    pub regime: String,
    /// The same for people.
    pub regime_what: String,
    /// Where the low end stands in its market.
    pub low_percentile: Option<PercentileRankView>,
    /// Where the high end stands.
    pub high_percentile: Option<PercentileRankView>,
    /// What is held equal, as a sentence.
    pub held_equal: String,
    /// The computation of the low end.
    pub low_end: EndView,
    /// The computation of the high end.
    pub high_end: EndView,
    /// Everything that is assumed.
    pub assumptions: Vec<AssumptionView>,
    /// What has to be said about the answer, as sentences.
    pub remarks: Vec<String>,
    /// What the computation leaves out, as sentences.
    pub leaves_out: Vec<String>,
}

/// The computation of one end. Amounts are of one year.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EndView {
    /// Billable hours.
    pub hours: f64,
    /// The billings of those hours.
    pub billings: f64,
    /// From the salary to what is kept.
    pub employee: Vec<StepView>,
    /// From the billings to what is kept.
    pub self_employed: Vec<StepView>,
}

/// One step of a computation.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StepView {
    /// Its word.
    pub name: String,
    /// What it is.
    pub what: String,
    /// What it adds, or takes when below zero.
    pub amount: f64,
}

/// One assumption.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AssumptionView {
    /// Its word, by which it can be assumed otherwise: `paid-leave`.
    pub name: String,
    /// What it is.
    pub what: String,
    /// The value that was used; shares as parts of one.
    pub value: f64,
    /// The lowest value that is usual.
    pub low: f64,
    /// The highest value that is usual.
    pub high: f64,
    /// What it is counted in.
    pub unit: String,
    /// law, official, estimate, forecast or yours.
    pub status: String,
    /// Where it is from.
    pub source: String,
    /// Where that can be read; empty for yours.
    pub url: String,
    /// The day of the last check.
    pub checked: Option<String>,
}

impl RateView {
    /// From an answer.
    pub fn new(answer: &RateAnswer, context: &Context) -> RateView {
        RateView {
            market: PayView::new(&answer.market, context),
            same_as: answer
                .same_as
                .as_ref()
                .map(|same| SameAsView::new(same, answer.market.unit.currency)),
        }
    }
}

impl SameAsView {
    /// The view of an answer, in the currency of the law, beside a market in a currency of its own.
    fn new(same: &SameAs, market: Currency) -> SameAsView {
        let answer = &same.equivalence;
        let hour = |pay: &EquivalentPay| pay.rate.per(Period::Hour).amount();
        let year = |pay: &EquivalentPay| pay.salary.per(Period::Year).amount();
        let (given, given_per, ends, per) = match answer.worth_of {
            WorthOf::Salary(salary) => {
                let salary = salary.per(Period::Year).amount();
                (salary, Period::Year, [&answer.low, &answer.high].map(hour), Period::Hour)
            }
            WorthOf::Rate(rate) => {
                let rate = rate.per(Period::Hour).amount();
                (rate, Period::Hour, [&answer.low, &answer.high].map(year), Period::Year)
            }
        };
        SameAsView {
            given: round(given, 2),
            given_per: given_per.slug().to_owned(),
            low: round(ends[0], 2),
            high: round(ends[1], 2),
            per: per.slug().to_owned(),
            currency: answer.currency,
            place: answer.place_name.clone(),
            year: answer.year,
            filing: answer.filing.slug().to_owned(),
            regime: answer.regime.clone(),
            regime_what: answer.regime_what.clone(),
            low_percentile: same.ranks.map(|ranks| ranks[0].into()),
            high_percentile: same.ranks.map(|ranks| ranks[1].into()),
            held_equal: answer.held_equal.to_owned(),
            low_end: EndView::new(&answer.low),
            high_end: EndView::new(&answer.high),
            assumptions: answer.assumptions.iter().map(AssumptionView::new).collect(),
            remarks: remarks(same, market),
            leaves_out: answer.leaves_out.clone(),
        }
    }

    /// Whether a salary was given.
    pub fn of_salary(&self) -> bool {
        self.given_per == Period::Year.slug()
    }
}

/// What has to be said about an answer: of the rules, whose they are, and how money was converted.
fn remarks(same: &SameAs, market: Currency) -> Vec<String> {
    let of = &same.jurisdiction;
    let reach = sentences::reach(&of.name, &of.reaches_into, &of.rules_name());
    let exchange = same.exchange.map(|exchange| {
        format!("The law is in {}. {}", exchange.to, sentences::exchange(&exchange.into()))
    });
    let law = same.equivalence.currency;
    let other_money = (market != law && same.exchange.is_none()).then(|| {
        format!(
            "The market above is in {market}; what an amount is worth is worked out in {law}, the currency \
             of the law, in which an amount without a currency is read."
        )
    });
    let unranked = same.ranks.is_none().then(|| {
        format!(
            "Where this stands in the market is not known: no exchange rate of {law} is at hand."
        )
    });
    let all = same.equivalence.remarks.iter().cloned();
    all.chain(reach).chain(exchange).chain(other_money).chain(unranked).collect()
}

impl EndView {
    fn new(end: &EquivalentPay) -> EndView {
        let steps = |steps: &[Step]| steps.iter().map(StepView::new).collect();
        EndView {
            hours: round(end.hours, 1),
            billings: round(end.billings, 2),
            employee: steps(&end.employee),
            self_employed: steps(&end.self_employed),
        }
    }
}

impl StepView {
    fn new(step: &Step) -> StepView {
        let amount = round(step.amount.amount(), 2);
        StepView { name: step.name.to_owned(), what: step.what.clone(), amount }
    }
}

impl AssumptionView {
    fn new(assumed: &Assumed) -> AssumptionView {
        AssumptionView {
            name: assumed.name.slug().to_owned(),
            what: assumed.what.clone(),
            value: round(assumed.value, 4),
            low: round(assumed.low, 4),
            high: round(assumed.high, 4),
            unit: assumed.unit.clone(),
            status: assumed.status.clone(),
            source: assumed.source.clone(),
            url: assumed.url.clone(),
            checked: assumed.checked.map(|day| day.to_string()),
        }
    }
}
