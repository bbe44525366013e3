//! What an hour of work is charged, and which salary a rate is worth, or which rate a salary.

use goingrate_model::PercentileRank;
use goingrate_rules::{Equivalence, EquivalenceQuestion, Filing, Override, WorthOf};
use goingrate_units::parse::{Amount, Status, Understood};
use goingrate_units::{
    Component, Date, Engagement, Exchange, Pay, Period, Problem, Profile, Taxonomy,
};

use super::profile::mark;
use super::{PayAnswer, PayQuestion, PayUnit, ProfileText, is_given, pay};
use crate::GoingRate;
use crate::law::{Jurisdiction, TaxTerms};

/// What is asked of a rate.
#[derive(Clone, Debug)]
pub struct RateQuestion {
    /// The market's rate; its profile is one of freelance, agency or team work
    /// ([`read_freelance`]).
    pub market: PayQuestion,
    /// An amount that is to be turned: a salary into the rate worth it, a rate an hour or a day into
    /// the salary worth it.
    pub same_as: Option<SameAsQuestion>,
}

/// An amount that is to be turned, under the law of the profile's place.
#[derive(Clone, Debug, PartialEq)]
pub struct SameAsQuestion {
    /// The amount; in the currency of the law where it names none.
    pub amount: Amount,
    /// The way of self-employed work; the country's usual one if not given.
    pub regime: Option<String>,
    /// Hours a year that can be billed, low and high; the usual ones if not given.
    pub billable_hours: Option<(f64, f64)>,
    /// What is assumed otherwise than the carried data do.
    pub assume: Vec<Override>,
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
    /// The computation of the rules, in the currency of the law.
    pub equivalence: Equivalence,
    /// Whose rules they are.
    pub jurisdiction: Jurisdiction,
    /// The rate from the currency of the amount to the law's, where they differ.
    pub exchange: Option<Exchange>,
    /// Where the two ends stand in their market: rates among rates, salaries among salaries.
    /// `None` without an exchange rate between the law's money and the evidence's.
    pub ranks: Option<[PercentileRank; 2]>,
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
/// As [`pay()`]; and when no rules of the place hold (field `place` or `regime`), an amount cannot be
/// turned (field `same_as`), or a currency has no exchange rate.
pub fn rate(going_rate: &GoingRate, question: &RateQuestion) -> Result<RateAnswer, Problem> {
    let market = pay(going_rate, &question.market)?;
    let profile = &question.market.asked.profile;
    let asked = question.same_as.as_ref();
    let same_as = asked.map(|asked| same_as(going_rate, profile, asked)).transpose()?;
    Ok(RateAnswer { market, same_as })
}

fn same_as(
    going_rate: &GoingRate,
    profile: &Profile,
    asked: &SameAsQuestion,
) -> Result<SameAs, Problem> {
    refuse_teams(profile)?;
    let jurisdiction = going_rate.law.of_place(profile.place, &going_rate.taxonomy)?;
    let terms = TaxTerms::employee(Filing::Single, profile.as_of);
    // The year of the rules is that of the question's date.
    let of_date = |p: Problem| if p.field_name() == "year" { p.in_field("as_of") } else { p };
    let selection = terms.selection(&jurisdiction).map_err(of_date)?;
    let plan = jurisdiction.rules.plan(&selection);
    let currency = plan.map_err(|error| of_date(jurisdiction.problem(error)))?.currency();
    let Amount { value, currency: given, period, .. } = asked.amount;
    let day = terms.day(selection.year)?;
    let exchange = going_rate.rates.exchange(given.unwrap_or(currency), currency, day)?;
    let pay = Pay::new(value * exchange.rate, currency, period.unwrap_or(Period::Year));
    let pay = pay.map_err(|error| Problem::of("same_as", &value.to_string(), error.to_string()))?;
    let question = EquivalenceQuestion {
        regime: asked.regime.clone(),
        billable_hours: asked.billable_hours,
        assume: asked.assume.clone(),
        ..EquivalenceQuestion::new(&selection.place, selection.year, worth_of(pay))
    };
    let equivalence = jurisdiction.rules.equivalence(&question)?;
    let ranks = ranks(going_rate, profile, &equivalence)?;
    let exchange = (exchange.from != exchange.to).then_some(exchange);
    Ok(SameAs { equivalence, jurisdiction, exchange, ranks })
}

/// A salary is turned into what one self-employed person charges, not into a company's price.
fn refuse_teams(profile: &Profile) -> Result<(), Problem> {
    if profile.engagement == Engagement::Freelance {
        return Ok(());
    }
    let what = "a salary can be compared with the rate of one self-employed person only";
    Err(Problem::of("engagement", profile.engagement.slug(), what)
        .hint("ask for freelance work, or ask for the market's rate alone"))
}

/// Pay by the hour or the day is a rate, all other pay a salary.
fn worth_of(pay: Pay) -> WorthOf {
    match pay.period() {
        Period::Hour | Period::Day => WorthOf::Rate(pay),
        _ => WorthOf::Salary(pay),
    }
}

/// Where the two ends stand in their market.
fn ranks(
    going_rate: &GoingRate,
    profile: &Profile,
    answer: &Equivalence,
) -> Result<Option<[PercentileRank; 2]>, Problem> {
    let (market, per) = match answer.worth_of {
        WorthOf::Salary(_) => (profile.clone(), Period::Hour),
        WorthOf::Rate(_) => {
            let (engagement, component) = (Engagement::Employee, Component::BaseSalary);
            (Profile { engagement, component, ..profile.clone() }, Period::Year)
        }
    };
    let estimator = going_rate.estimator();
    let (from, rates) = (estimator.money_of(market.place), &going_rate.rates);
    let Ok(unit) = PayUnit::new(from, answer.currency, per, profile.as_of, rates) else {
        return Ok(None);
    };
    let end = |at: &goingrate_rules::EquivalentPay| match answer.worth_of {
        WorthOf::Salary(_) => at.rate.per(Period::Hour).amount(),
        WorthOf::Rate(_) => at.salary.per(Period::Year).amount(),
    };
    let stand = |at| estimator.stand(&market, unit.ln_yearly(end(at)));
    Ok(Some([stand(&answer.low)?, stand(&answer.high)?]))
}
