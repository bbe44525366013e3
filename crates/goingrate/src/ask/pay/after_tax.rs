//! The percentiles of an employee's year after tax and contributions, from exact amounts.

use goingrate_model::Uncertain;
use goingrate_rules::{Filing, TakeHome, TaxCase};
use goingrate_units::{
    Component, Currency, Engagement, Exchange, Pay, Period, PlaceId, Problem, Profile, Quantiles,
};

use crate::GoingRate;
use crate::ask::PayUnit;
use crate::law::{Jurisdiction, TaxTerms};

/// What is left of the market's percentiles.
#[derive(Clone, Debug, PartialEq)]
pub struct AfterTax {
    /// The computation for the median.
    pub median: TakeHome,
    /// Net of the low end, the figure and the high end of each percentile, in the answer's unit.
    pub percentiles: Quantiles<[f64; 3]>,
    /// The rate between the answer's currency and the law's.
    pub exchange: Exchange,
    /// The name of the place that was asked for.
    pub place: String,
    /// The name of the place whose rules are taken.
    pub rules_of: String,
    /// Other places that it reaches into, whose rules are not taken.
    pub reaches_into: Vec<String>,
}

/// What turns an amount as it is shown into what is left of it.
struct Taxation<'a> {
    jurisdiction: &'a Jurisdiction,
    filing: Filing,
    year: i16,
    currency: Currency,
    per: Period,
    exchange: Exchange,
}

/// The percentiles of a profile after tax, by the rules of the state that is written beside its place.
///
/// # Errors
/// When the profile is no income of a year (field `net`), no rules of its place are carried, or a
/// currency has no exchange rate.
pub(super) fn after_tax(
    going_rate: &GoingRate,
    (profile, state): (&Profile, Option<PlaceId>),
    percentiles: &Quantiles<Uncertain>,
    unit: &PayUnit,
    filing: Filing,
) -> Result<AfterTax, Problem> {
    refuse_what_is_no_income(profile)?;
    let jurisdiction = going_rate.law.of_place_in(profile.place, state, &going_rate.taxonomy)?;
    let taxation = taxation(going_rate, &jurisdiction, profile, unit, filing)?;
    let mut net = [[0.0; 3]; 5];
    for (net, figure) in net.iter_mut().zip(percentiles) {
        for (net, gross) in net.iter_mut().zip(unit.amounts(*figure)) {
            *net = taxation.net(gross)?;
        }
    }
    let [_, median, _] = unit.amounts(percentiles[2]);
    Ok(AfterTax {
        median: taxation.take_home(median)?,
        percentiles: net,
        exchange: taxation.exchange,
        place: jurisdiction.name.clone(),
        rules_of: jurisdiction.rules_name(),
        reaches_into: jurisdiction.reaches_into.clone(),
    })
}

fn taxation<'a>(
    going_rate: &GoingRate,
    jurisdiction: &'a Jurisdiction,
    profile: &Profile,
    unit: &PayUnit,
    filing: Filing,
) -> Result<Taxation<'a>, Problem> {
    let terms = TaxTerms::employee(filing, profile.as_of);
    let selection = terms.selection(jurisdiction)?;
    let plan = jurisdiction.rules.plan(&selection);
    let currency = plan.map_err(|error| jurisdiction.problem(error))?.currency();
    let (year, day) = (selection.year, terms.day(selection.year)?);
    let exchange = going_rate.rates.exchange(unit.currency, currency, day);
    let exchange = exchange.map_err(|error| {
        needed_for(&format!("the law of {} is", jurisdiction.name), currency, error.into())
    })?;
    Ok(Taxation { jurisdiction, filing, year, currency, per: unit.per, exchange })
}

impl Taxation<'_> {
    /// What is left of an amount, both as shown.
    fn net(&self, amount: f64) -> Result<f64, Problem> {
        let net = self.take_home(amount)?.net.amount();
        Ok(net / self.exchange.rate / self.per.a_year())
    }

    fn take_home(&self, amount: f64) -> Result<TakeHome, Problem> {
        let yearly = amount * self.per.a_year() * self.exchange.rate;
        let pay = Pay::new(yearly, self.currency, Period::Year);
        let pay = pay.map_err(|error| Problem::new(error.to_string()))?;
        let case = TaxCase {
            filing: self.filing,
            ..TaxCase::employee(&self.jurisdiction.code, pay, self.year)
        };
        let found = self.jurisdiction.rules.take_home(&case);
        found.map_err(|error| self.jurisdiction.problem(error))
    }
}

/// A missing exchange rate, with what it is needed for: "the law of Ukraine is".
pub(super) fn needed_for(what_is: &str, currency: Currency, problem: Problem) -> Problem {
    Problem { what: format!("{what_is} in {currency}, and there is {}", problem.what), ..problem }
}

/// A rate is no income without hours, and a bonus alone is not taxed alone.
fn refuse_what_is_no_income(profile: &Profile) -> Result<(), Problem> {
    let income = matches!(profile.component, Component::BaseSalary | Component::TotalCompensation);
    if income && profile.engagement == Engagement::Employee {
        return Ok(());
    }
    let what = "tax is that of a year of employment: a salary or total compensation";
    Err(Problem::of("net", profile.component.slug(), what)
        .hint("ask for what is left of an amount, with a bonus or as a freelancer"))
}
