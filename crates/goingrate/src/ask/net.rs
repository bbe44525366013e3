//! What is left of a gross amount in a place, line by line; beside other places, and what the work
//! costs the employer.

use goingrate_rules::{EmployerCost, RulesError, Selection, TakeHome, TaxCase};
use goingrate_units::parse::{self, Amount};
use goingrate_units::{Currency, Date, Exchange, Pay, Period, Problem, ProblemKind, Taxonomy};

use crate::GoingRate;
use crate::law::{Jurisdiction, TaxTerms, regime};

/// What is earned, where, by whom.
#[derive(Clone, Debug)]
pub struct NetQuestion {
    /// The gross amount, as it was written.
    pub amount: Amount,
    /// Where it is earned.
    pub jurisdiction: Jurisdiction,
    /// Who files, how the work is done, for which year.
    pub terms: TaxTerms,
    /// Bonus, vesting equity or sign-on of the year, taxed as income of the year.
    pub bonus: Option<Amount>,
    /// What goes into a pre-tax retirement plan.
    pub saving: Option<Amount>,
    /// Whether the employer's cost is asked for too.
    pub employer: bool,
    /// Other amounts or places beside it; what one does not name is the first's.
    pub versus: Vec<(Option<Amount>, Option<Jurisdiction>)>,
    /// Whether the same amount in every state of the country is asked for.
    pub all_states: bool,
}

/// What is left.
#[derive(Clone, Debug)]
pub struct NetAnswer {
    /// The computation.
    pub sum: NetSum,
    /// Who filed, for which year.
    pub terms: TaxTerms,
    /// What the work costs the employer.
    pub employer: Option<EmployerCost>,
    /// The others beside it.
    pub versus: Vec<NetBeside>,
    /// The same in every state of the country; empty unless it is asked for.
    pub states: Vec<TakeHome>,
}

/// One computation, and from what.
#[derive(Clone, Debug)]
pub struct NetSum {
    /// The amount as it was written.
    pub amount: Amount,
    /// Where it is earned.
    pub jurisdiction: Jurisdiction,
    /// The question put to the rules.
    pub case: TaxCase,
    /// The computation.
    pub take_home: TakeHome,
    /// The rate from the currency of the amount to the law's, where they differ.
    pub exchange: Option<Exchange>,
}

/// Another computation beside the first.
#[derive(Clone, Debug)]
pub struct NetBeside {
    /// The computation.
    pub sum: NetSum,
    /// The rate from its currency to the first one's.
    pub exchange: Exchange,
}

impl NetSum {
    /// The currency of the law.
    pub fn currency(&self) -> Currency {
        self.take_home.gross.currency()
    }
}

/// A problem of another amount or place; where only an exchange rate lacks, the currency is to blame.
fn of_other(problem: Problem) -> Problem {
    if problem.kind == ProblemKind::NoRate { problem } else { problem.in_field("vs") }
}

/// Answers what is left.
///
/// # Errors
/// When no rules hold for the place, the year, the way of filing or of working; when a currency has
/// no exchange rate; when the country has no states (field `all_states`). A problem of another
/// amount or place has the field `vs`.
pub fn net(going_rate: &GoingRate, question: &NetQuestion) -> Result<NetAnswer, Problem> {
    let asked = (question.amount, &question.jurisdiction);
    let sum = sum(going_rate, question, asked, None)?;
    let cost = question.employer.then(|| sum.jurisdiction.rules.employer_cost(&sum.case));
    let others = question.versus.iter();
    let beside = others.map(|other| beside(going_rate, question, &sum, other));
    let beside = beside.collect::<Result<_, _>>().map_err(of_other)?;
    Ok(NetAnswer {
        employer: cost.transpose().map_err(|error| sum.jurisdiction.problem(error))?,
        versus: beside,
        states: if question.all_states { in_states(&sum)? } else { Vec::new() },
        terms: question.terms.clone(),
        sum,
    })
}

/// Another amount or place; an amount without a currency of its own is in the first one's.
fn beside(
    going_rate: &GoingRate,
    question: &NetQuestion,
    first: &NetSum,
    (amount, jurisdiction): &(Option<Amount>, Option<Jurisdiction>),
) -> Result<NetBeside, Problem> {
    let same =
        Amount { currency: first.amount.currency.or(Some(first.currency())), ..first.amount };
    let asked = (amount.unwrap_or(same), jurisdiction.as_ref().unwrap_or(&first.jurisdiction));
    let sum = sum(going_rate, question, asked, Some(first.currency()))?;
    let day = question.terms.day(sum.take_home.year)?;
    let exchange = going_rate.rates.exchange(sum.currency(), first.currency(), day)?;
    Ok(NetBeside { sum, exchange })
}

/// Works out an amount in a place. Bonus and saving without a currency are in `usual`, or in that
/// of the place.
fn sum(
    going_rate: &GoingRate,
    question: &NetQuestion,
    (amount, jurisdiction): (Amount, &Jurisdiction),
    usual: Option<Currency>,
) -> Result<NetSum, Problem> {
    let selection = question.terms.selection(jurisdiction)?;
    let problem = |error: RulesError| jurisdiction.problem(error);
    let plan = jurisdiction.rules.plan(&selection).map_err(problem)?;
    let day = question.terms.day(selection.year)?;
    let money = LawMoney { going_rate, currency: plan.currency(), day };
    let earned = money.pay(amount, None)?;
    let freelance = selection.regime == regime(true);
    let profit = freelance || !(plan.reads("salary") || selection.regime == regime(false));
    let case = TaxCase {
        salary: (!profit).then_some(earned),
        profit: profit.then_some(earned),
        bonus: money.extra(question.bonus, "bonus", usual)?,
        saving: money.extra(question.saving, "saving", usual)?,
        ..case_of(&selection, earned)
    };
    let take_home = jurisdiction.rules.take_home(&case).map_err(problem)?;
    let given = amount.currency.filter(|given| *given != money.currency);
    let exchange = given.map(|given| going_rate.rates.exchange(given, money.currency, day));
    let exchange = exchange.transpose()?;
    Ok(NetSum { amount, jurisdiction: jurisdiction.clone(), case, take_home, exchange })
}

/// What turns amounts as they were written into pay in the currency of the law.
struct LawMoney<'a> {
    going_rate: &'a GoingRate,
    currency: Currency,
    day: Date,
}

impl LawMoney<'_> {
    fn pay(&self, amount: Amount, usual: Option<Currency>) -> Result<Pay, Problem> {
        let given = amount.currency.or(usual).unwrap_or(self.currency);
        let rate = self.going_rate.rates.exchange(given, self.currency, self.day)?.rate;
        let period = amount.period.unwrap_or(Period::Year);
        let pay = Pay::new(amount.value * rate, self.currency, period);
        pay.map_err(|error| Problem::of("amount", &amount.value.to_string(), error.to_string()))
    }

    /// A further amount; nothing where it is zero.
    fn extra(
        &self,
        amount: Option<Amount>,
        field: &str,
        usual: Option<Currency>,
    ) -> Result<Option<Pay>, Problem> {
        let amount = amount.filter(|amount| amount.value != 0.0);
        let pay = amount.map(|amount| self.pay(amount, usual)).transpose();
        pay.map_err(|problem| problem.in_field(field))
    }
}

/// A question of a selection; its amounts are put in by whoever asks.
fn case_of(selection: &Selection, pay: Pay) -> TaxCase {
    let Selection { place, year, filing, regime, .. } = selection.clone();
    TaxCase { filing, regime, ..TaxCase::employee(&place, pay, year) }
}

/// The same question in every state of the country.
fn in_states(sum: &NetSum) -> Result<Vec<TakeHome>, Problem> {
    let rules = &sum.jurisdiction.rules;
    let country = sum.jurisdiction.code.split('-').next().unwrap_or_default();
    let is_state = |code: &&str| code.starts_with(country) && code.matches('-').count() == 1;
    let states: Vec<&str> = rules.places().into_keys().filter(is_state).collect();
    if states.is_empty() {
        return Err(Problem::of("all_states", &sum.take_home.place_name, "has no states")
            .hint("leave it out, or ask for a place in the United States or Canada"));
    }
    let ask = |state: &&str| {
        let case = TaxCase { place: (*state).to_owned(), ..sum.case.clone() };
        rules.take_home(&case).map_err(|error| sum.jurisdiction.problem(error))
    };
    states.iter().map(ask).collect()
}

/// The amount and the place of a text, in either order; the place may be empty.
///
/// # Errors
/// When the text says no amount, or one that is not above zero.
///
/// ```
/// let words = goingrate::GoingRate::open()?.taxonomy;
/// let (amount, place) = goingrate::ask::split_amount_and_place("€70k, Berlin", &words)?;
/// assert_eq!((amount.value, place), (70_000.0, "Berlin"));
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn split_amount_and_place<'t>(
    text: &'t str,
    taxonomy: &Taxonomy,
) -> Result<(Amount, &'t str), Problem> {
    let ends = |c: char| c == ',' || c.is_whitespace();
    let mut cuts: Vec<usize> = text.match_indices(ends).map(|(at, _)| at).collect();
    cuts.insert(0, 0);
    cuts.push(text.len());
    let bare = |part: &'t str| part.trim_matches(ends);
    let read = |part: &'t str| parse::amount(bare(part), taxonomy).ok();
    let first = |at: &usize| read(&text[..*at]).map(|amount| (amount, bare(&text[*at..])));
    let last = |at: &usize| read(&text[*at..]).map(|amount| (amount, bare(&text[..*at])));
    let found = cuts.iter().rev().find_map(first).or_else(|| cuts.iter().find_map(last));
    match found {
        Some((amount, _)) if amount.value == 0.0 => {
            Err(Problem::of("amount", text, "an amount must be above zero").hint(EXAMPLE))
        }
        Some(found) => Ok(found),
        None => Err(no_amount(text, taxonomy)),
    }
}

const EXAMPLE: &str = "write \"148000, Seattle\"";

/// What is wrong with the part of a text that should be its amount.
fn no_amount(text: &str, taxonomy: &Taxonomy) -> Problem {
    let has_digit = |part: &&str| part.bytes().any(|b| b.is_ascii_digit());
    let chunks: Vec<&str> = text.split(',').map(str::trim).collect();
    let chunk = chunks.iter().copied().find(has_digit).unwrap_or(chunks[0]);
    match parse::amount(chunk, taxonomy) {
        Err(problem) if chunks.len() > 1 || has_digit(&chunk) => problem,
        _ => Problem::of("amount", text, "no amount is said")
            .kind(ProblemKind::Missing)
            .hint("write the amount first: \"148000, Seattle\""),
    }
}
