//! The rate worth a salary, and the salary worth a rate: what an employee keeps under the law of
//! employment against what a self-employed person keeps under theirs.
//!
//! Held equal is the money to live on: take-home after tax and contributions, once the
//! self-employed have bought what comes with a job (pension, insurance, sick pay) and have paid
//! what it takes to be in business. Both have the same days off, unless the billable hours are given:
//! the rate is the billings over the hours that can be billed. Law is that of the parts beside; everything else is
//! an assumption of `data/rules/<country>/equivalence.toml`, dated, and yours to replace.

mod answer;
mod money;
mod question;
mod search;
mod time;
mod used;
mod worked;

pub use answer::{Assumed, Equivalence, EquivalentPay, Step};
pub use question::{EquivalenceQuestion, Override, WorthOf};

use goingrate_units::{Currency, Pay, Period, Problem, ProblemKind, parse};

use crate::language::comparison::{EquivalenceTable, Regime};
use crate::{EMPLOYEE, Filing, Rules, RulesError, Selection, Side};
use money::Comparison;
use search::{BILLINGS_A_SALARY, least};

/// What is held equal, in words.
const HELD_EQUAL: [&str; 2] = [
    "Take-home pay after tax and contributions of both, once the self-employed have bought the pension, \
     insurance and sick pay that come with the job, and have paid their business costs; both with the \
     same days off.",
    "Take-home pay after tax and contributions of both, once the self-employed have bought the pension, \
     insurance and sick pay that come with the job, and have paid their business costs; days off are \
     those that the given billable hours leave.",
];

impl Rules {
    /// The rate worth a salary, or the salary worth a rate.
    ///
    /// # Errors
    /// When the place, its year, the filing or the way of working has no rules, the amount is in
    /// another currency or out of reach, or an assumption is unknown or not of its unit.
    ///
    /// # Example
    /// See the README of this crate, and `goingrate rate --same-as`.
    pub fn equivalence(&self, question: &EquivalenceQuestion) -> Result<Equivalence, Problem> {
        let country = question.place.split('-').next().unwrap_or_default();
        let table = match self.equivalences().get(country) {
            Some(table) => table,
            None => return Err(self.no_table(question)),
        };
        let regime = regime_of(table, question.regime.as_deref())?;
        let select = |regime: &str, side| Selection {
            place: question.place.clone(),
            year: question.year,
            filing: question.filing,
            regime: regime.to_owned(),
            side,
        };
        let employee = select(EMPLOYEE, Side::Worker);
        let employer = select(EMPLOYEE, Side::Employer);
        let own = select(&regime.name, Side::Worker);
        let plans = [self.plan(&employee)?, self.plan(&employer)?, self.plan(&own)?];
        let comparison = Comparison::new(table, regime, plans, question)?;
        answer(self, &comparison, question)
    }

    /// The ways of self-employed work that a country's salary can be compared with, the usual one
    /// first; none for a country without such rules.
    pub fn self_employed_regimes(&self, country: &str) -> Vec<(&str, &str)> {
        let regimes = self.equivalences().get(country).map(|table| &table.regimes);
        regimes.into_iter().flatten().map(|r| (r.name.as_str(), r.what.as_str())).collect()
    }

    /// Why a country's salary cannot be compared.
    fn no_table(&self, question: &EquivalenceQuestion) -> Problem {
        let selection = Selection::employee(&question.place, question.year);
        let covered = self.coverage().in_words();
        match self.plan(&selection) {
            Err(error) => error.into(),
            Ok(_) => Problem::of(
                "place",
                &question.place,
                "no rules of self-employment are carried for it",
            )
            .kind(ProblemKind::NotCovered)
            .hint(format!("countries with tax rules are {covered}")),
        }
    }
}

/// Both ends of the answer: with many billable hours a rate is low, with few it is high.
fn answer(
    rules: &Rules,
    comparison: &Comparison,
    question: &EquivalenceQuestion,
) -> Result<Equivalence, Problem> {
    let (few, many) = comparison.hours;
    let worth = |hours| worth_at(comparison, question.worth_of, hours);
    let (low, high) = match question.worth_of {
        WorthOf::Salary(_) => (worth(many)?, worth(few)?),
        WorthOf::Rate(_) => (worth(few)?, worth(many)?),
    };
    let mut remarks = vec![];
    remarks.extend(comparison.above_limit(low.billings.max(high.billings)));
    Ok(Equivalence {
        place: question.place.clone(),
        place_name: rules.name(&question.place),
        year: question.year,
        filing: question.filing,
        regime: comparison.regime.name.clone(),
        regime_what: comparison.regime.what.clone(),
        worth_of: question.worth_of,
        currency: comparison.currency,
        assumptions: comparison.assumed(low.salary.amount(), low.billings),
        low,
        high,
        held_equal: HELD_EQUAL[usize::from(question.billable_hours.is_some())],
        remarks,
        leaves_out: comparison.leaves_out(),
    })
}

/// What the salary or the rate is worth with so many billable hours.
fn worth_at(
    comparison: &Comparison,
    worth_of: WorthOf,
    hours: f64,
) -> Result<EquivalentPay, Problem> {
    let currency = comparison.currency;
    let (salary, billings) = match worth_of {
        WorthOf::Salary(pay) => {
            let salary = yearly("salary", pay, currency)?;
            (salary, billings_worth(comparison, salary).ok_or_else(|| out_of_reach(pay))?)
        }
        WorthOf::Rate(pay) => {
            let billings = yearly("rate", pay, currency)? / Period::Hour.a_year() * hours;
            if leaves_nothing(comparison, billings) {
                return Err(covers_no_costs(pay, hours));
            }
            (salary_worth(comparison, billings).ok_or_else(|| out_of_reach(pay))?, billings)
        }
    };
    let pay = |amount, period| {
        Pay::new(amount, currency, period).map_err(|error| Problem::new(error.to_string()))
    };
    let (employee, self_employed) = comparison.steps(salary, billings);
    Ok(EquivalentPay {
        hours,
        rate: pay(billings / hours, Period::Hour)?,
        salary: pay(salary, Period::Year)?,
        billings,
        employee,
        self_employed,
    })
}

/// The least billings of a year that leave as much as a salary does.
fn billings_worth(comparison: &Comparison, salary: f64) -> Option<f64> {
    let wanted = comparison.kept_of_salary(salary);
    let needs = comparison.needs(salary);
    let range = (salary / BILLINGS_A_SALARY, salary * BILLINGS_A_SALARY);
    least(range, |billings| comparison.kept_of_billings(billings, &needs) >= wanted)
}

/// The least salary that leaves as much as billings do. Where a contribution makes a step, more
/// billings may leave less for a while: nobody has to bill them, and the best of the fewer counts.
fn salary_worth(comparison: &Comparison, billings: f64) -> Option<f64> {
    let range = (billings / BILLINGS_A_SALARY, billings * BILLINGS_A_SALARY);
    least(range, |salary| leaves_as_much(comparison, salary, billings))
}

/// Whether a salary leaves at least what billings do.
fn leaves_as_much(comparison: &Comparison, salary: f64, billings: f64) -> bool {
    let needs = comparison.needs(salary);
    let kept = |billings: f64| comparison.kept_of_billings(billings, &needs);
    let best = search::up_to(billings).map(kept).fold(kept(billings), f64::max);
    comparison.kept_of_salary(salary) >= best
}

/// Whether costs, insurance and tax take all of the billings, or all but a trifle: the smallest salary
/// that is searched would leave as much, and would be no answer.
fn leaves_nothing(comparison: &Comparison, billings: f64) -> bool {
    leaves_as_much(comparison, billings / BILLINGS_A_SALARY, billings)
}

fn yearly(field: &'static str, pay: Pay, wanted: Currency) -> Result<f64, Problem> {
    if pay.currency() == wanted {
        return Ok(pay.per(Period::Year).amount());
    }
    let what = format!("is in {}, and the rules are in {wanted}", pay.currency());
    Err(Problem::of(field, &pay.amount().to_string(), what).hint("convert it first"))
}

fn out_of_reach(pay: Pay) -> Problem {
    Problem::of("same_as", &pay.amount().to_string(), "nothing is worth as much under these rules")
        .hint("give the amount of a full-time year, or an hour such as 95/h")
}

fn covers_no_costs(pay: Pay, hours: f64) -> Problem {
    let rate = pay.per(Period::Hour);
    let what = format!(
        "with {hours:.0} billable hours a year, {:.2} {} an hour leaves next to nothing after business \
         costs, insurance and tax: no salary is worth as little",
        rate.amount(),
        rate.currency()
    );
    Problem::of("same_as", &pay.amount().to_string(), what).hint(
        "give a higher rate or more billable hours; a rate without a currency is read in that of \
               the place",
    )
}

impl From<RulesError> for Problem {
    /// The same in the words of a question; a face that knows the place by a better name says so.
    fn from(error: RulesError) -> Problem {
        let said = error.to_string();
        let (field, value, known) = match error {
            RulesError::Uncovered { place, covered } => ("place", place, covered),
            RulesError::NoPlace { place, nearest, .. } => ("place", place, nearest),
            RulesError::NoYear { year, known, .. } => ("year", year.to_string(), known),
            RulesError::NoFiling { filing, known, .. } => {
                ("filing", Filing::slug(filing).to_owned(), known)
            }
            RulesError::NoRegime { regime, known, .. } => ("regime", regime, known),
            RulesError::Currency { .. } | RulesError::NoIncome => return Problem::new(said),
        };
        let what = said.split(';').next().unwrap_or_default().to_owned();
        Problem::of(field, &value, what)
            .kind(ProblemKind::NotCovered)
            .hint(format!("there are {known}"))
    }
}

/// The regime of this name, or the usual one.
fn regime_of<'t>(table: &'t EquivalenceTable, name: Option<&str>) -> Result<&'t Regime, Problem> {
    let known: Vec<&str> = table.regimes.iter().map(|r| r.name.as_str()).collect();
    let wanted = name.unwrap_or(known.first().copied().unwrap_or_default()).to_lowercase();
    table.regimes.iter().find(|regime| regime.name == wanted).ok_or_else(|| {
        unknown("regime", &wanted, &known, "is no way of self-employed work of this country")
    })
}

/// The nearest of a list to a word that is not in it, as a problem.
fn unknown(field: &str, word: &str, known: &[&str], what: &str) -> Problem {
    let near = parse::alike(word, known.iter().copied());
    Problem::of(field, word, what)
        .kind(ProblemKind::Unknown)
        .nearest(near.iter().map(|near| (*near).to_owned()).collect())
        .hint(format!("there are {}", known.join(", ")))
}
