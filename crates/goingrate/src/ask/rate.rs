//! What an hour of work is charged, and which salary a rate is worth, or which rate a salary.

use goingrate_model::PercentileRank;
use goingrate_units::Taxonomy;
use goingrate_units::parse::{Amount, Status, Understood};
use goingrate_units::{
    Component, Currency, Date, Engagement, Period, Problem, ProblemKind, Profile,
};

use super::profile::mark;
use super::{PayAnswer, PayQuestion, ProfileText, is_given, pay};
use crate::freelance::Freelance;
use crate::{GoingRate, data};

/// What is asked of a rate.
#[derive(Clone, Debug)]
pub struct RateQuestion {
    /// The market's rate; its profile is one of freelance, agency or team work
    /// ([`read_freelance`]).
    pub market: PayQuestion,
    /// An amount that is to be turned: a salary into the rate worth it, a rate an hour or a day into
    /// the salary worth it.
    pub same_as: Option<Amount>,
    /// Hours a year that can be billed, low and high; the usual ones if not given.
    pub billable_hours: Option<(f64, f64)>,
}

/// What an hour is charged.
#[derive(Clone, Debug)]
pub struct RateAnswer {
    /// The market.
    pub market: PayAnswer,
    /// What the given amount is worth.
    pub same_as: Option<SameAs>,
}

/// A salary and the rate worth it, or the other way round.
#[derive(Clone, Debug)]
pub struct SameAs {
    /// What was given.
    pub given: f64,
    /// Its period: a year of a salary, an hour of a rate.
    pub given_per: Period,
    /// What it is worth: low end and high end.
    pub worth: [f64; 2],
    /// The period of that.
    pub per: Period,
    /// The currency of both.
    pub currency: Currency,
    /// The day of the rules.
    pub as_of: Date,
    /// Where the ends stand in their market.
    pub ranks: [PercentileRank; 2],
    /// The rules and assumptions.
    pub rules: Freelance,
}

/// Reads whose rate is asked for; work that nobody calls anything else is freelance work.
///
/// # Errors
/// When the text cannot be understood, or asks for an employee (field `engagement`).
pub fn read_freelance(
    text: &ProfileText,
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<Understood, Problem> {
    let said = text.read(taxonomy, today)?;
    if is_given(&said, "engagement") {
        return match said.profile.engagement {
            Engagement::Employee => Err(employees_have_salaries()),
            _ => Ok(said),
        };
    }
    let engagement = Some(Engagement::Freelance.slug().to_owned());
    let freelance = ProfileText { engagement, ..text.clone() };
    let mut understood = freelance.read(taxonomy, today)?;
    mark(&mut understood, "engagement", Status::Inferred("a rate is asked for".to_owned()));
    Ok(understood)
}

fn employees_have_salaries() -> Problem {
    Problem::of("engagement", "employee", "an employee has a salary, not a rate")
        .hint("ask what the market pays, or for the rate that is worth a salary")
}

/// Answers what an hour is charged.
///
/// # Errors
/// As [`pay()`]; and when the rules of the place are not carried (field `place`) or a currency has
/// no exchange rate.
pub fn rate(going_rate: &GoingRate, question: &RateQuestion) -> Result<RateAnswer, Problem> {
    let market = pay(going_rate, &question.market)?;
    let same_as = question.same_as.map(|amount| {
        let profile = &question.market.asked.profile;
        same_as(going_rate, profile, amount, question.billable_hours)
    });
    Ok(RateAnswer { market, same_as: same_as.transpose()? })
}

fn same_as(
    going_rate: &GoingRate,
    profile: &Profile,
    amount: Amount,
    hours: Option<(f64, f64)>,
) -> Result<SameAs, Problem> {
    let rules = rules(going_rate, profile, hours)?;
    let per = amount.period.unwrap_or(Period::Year);
    let currency = amount.currency.unwrap_or(Currency::USD);
    let dollars = amount.value / going_rate.rates.units_per_usd(currency, profile.as_of)?;
    match per {
        Period::Hour | Period::Day => {
            let hourly = dollars * per.a_year() / Period::Hour.a_year();
            salary_worth(going_rate, profile, hourly, rules)
        }
        _ => rate_worth(going_rate, profile, dollars * per.a_year(), rules),
    }
}

/// The rules, which are one country's law.
fn rules(
    going_rate: &GoingRate,
    profile: &Profile,
    hours: Option<(f64, f64)>,
) -> Result<Freelance, Problem> {
    let rules = Freelance::read(data::FREELANCE, profile.as_of)?;
    let taxonomy = &going_rate.taxonomy;
    let home = taxonomy.place_of(&rules.country);
    if home.is_none() || taxonomy.country(profile.place) != home {
        let place = &taxonomy.place(profile.place).name;
        let home = home.map_or("no country", |id| taxonomy.place(id).name.as_str());
        return Err(Problem::of("place", place, format!("only the rules of {home} are carried"))
            .kind(ProblemKind::NotCovered)
            .hint("ask without an amount, or for a place there"));
    }
    Ok(match hours {
        Some((low, high)) => rules.with_hours(low, high),
        None => rules,
    })
}

/// The rate an hour that is worth a salary of a year: with many hours low, with few high.
fn rate_worth(
    going_rate: &GoingRate,
    profile: &Profile,
    salary: f64,
    rules: Freelance,
) -> Result<SameAs, Problem> {
    let (billings, (few, many)) = (rules.billings_worth(salary), rules.hours());
    let worth = [billings / many, billings / few];
    let estimator = going_rate.estimator();
    let stand = |rate: f64| estimator.stand(profile, (rate * Period::Hour.a_year()).ln());
    Ok(SameAs {
        given: salary,
        given_per: Period::Year,
        worth,
        per: Period::Hour,
        currency: Currency::USD,
        as_of: profile.as_of,
        ranks: [stand(worth[0])?, stand(worth[1])?],
        rules,
    })
}

/// The salary of a year that is worth a rate an hour: with few hours low, with many high.
fn salary_worth(
    going_rate: &GoingRate,
    profile: &Profile,
    rate: f64,
    rules: Freelance,
) -> Result<SameAs, Problem> {
    let (few, many) = rules.hours();
    let worth = [rules.salary_worth(rate * few), rules.salary_worth(rate * many)];
    let (engagement, component) = (Engagement::Employee, Component::BaseSalary);
    let employed = Profile { engagement, component, ..profile.clone() };
    let estimator = going_rate.estimator();
    let stand = |salary: f64| estimator.stand(&employed, salary.ln());
    Ok(SameAs {
        given: rate,
        given_per: Period::Hour,
        worth,
        per: Period::Year,
        currency: Currency::USD,
        as_of: profile.as_of,
        ranks: [stand(worth[0])?, stand(worth[1])?],
        rules,
    })
}
