//! How two profiles compare.

use goingrate_model::Versus;
use goingrate_units::{Component, Period, Problem, Profile};

use super::PayUnit;
use crate::GoingRate;

/// Two profiles side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareQuestion {
    /// The first.
    pub first: Profile,
    /// The other.
    pub other: Profile,
    /// The unit in which the first is told.
    pub unit: PayUnit,
}

/// Another profile beside the first.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareAnswer {
    /// The first profile.
    pub first: Profile,
    /// The other's estimate, its ratio to the first and the probability that the first is higher.
    pub versus: Versus,
    /// The unit of the other's figures: currency and period of the first.
    pub unit: PayUnit,
}

/// Compares two profiles.
///
/// # Errors
/// When a rate stands beside a salary for another period than an hour (field `vs`), one of the two
/// cannot be answered, or a currency has no exchange rate.
pub fn compare(
    going_rate: &GoingRate,
    question: &CompareQuestion,
) -> Result<CompareAnswer, Problem> {
    let CompareQuestion { first, other, unit } = question;
    refuse_rate_beside_salary(first, other, unit.per)?;
    let versus = going_rate.estimator().versus(first, other)?;
    let from = versus.other.currency;
    let unit = PayUnit::new(from, unit.currency, unit.per, unit.as_of, &going_rate.rates)?;
    Ok(CompareAnswer { first: first.clone(), versus, unit })
}

/// A rate for a year would be a workload that nobody stated.
fn refuse_rate_beside_salary(first: &Profile, other: &Profile, per: Period) -> Result<(), Problem> {
    let hourly = |profile: &Profile| profile.component == Component::HourlyRate;
    if hourly(first) == hourly(other) || per == Period::Hour {
        return Ok(());
    }
    let what = "a price of an hour beside a salary: leave, idle time and benefits differ";
    Err(Problem::of("per", per.slug(), what)
        .hint("compare both by the hour, or ask for the rate that is worth the salary"))
}
