//! What a project costs and how long it takes: from what somebody types, or a plan, to the planner's
//! question, priced from the book; and what has to be told with its answer.

mod calendar;
mod levers;
mod parts;
mod past;
mod plan_file;
mod price;
mod reading;
mod words;

use goingrate_plan::project::{
    Answer, Basis, Catalogue, Class, Kind, Question, Recalibration, project as plan, recalibrate,
};
use goingrate_plan::{Assumptions, At, Used};
use goingrate_units::{Currency, Date, Engagement, Problem, parse};

use super::profile::read_amount;
use super::team::{Team, TeamLine, read_team};
use crate::{GoingRate, planning};

pub use levers::Lever;
pub use parts::{OwnPart, ProjectPart, Why};
pub use past::read_past;
pub use plan_file::{NEW_PLAN, read_plan};
pub use price::OverSalary;
pub use reading::{SaidPart, SaidProject, read_project};

use calendar::Deadline;
use levers::Levers;
use price::{Priced, Pricing};

/// The team of a project of which neither a team nor a kind is said.
const USUAL_TEAM: &str = "1 senior, 1 mid";

/// Somebody of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnMember {
    /// Who, as a line of a team: "senior backend, Berlin, freelance".
    pub who: String,
    /// How many; as `who` says, or one.
    pub count: Option<f64>,
    /// The part of their time, above 0 and up to 1.
    pub share: Option<f64>,
    /// What they cost: "95 EUR/h"; the market's price if not given.
    pub rate: Option<String>,
}

/// What is asked of a project, as somebody writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectQuestion {
    /// What is built, in words.
    pub text: String,
    /// Features of a plan.
    pub parts: Vec<OwnPart>,
    /// Who builds it, in words; the usual team of the kind if nobody is named.
    pub team: Option<String>,
    /// People of a plan.
    pub members: Vec<OwnMember>,
    /// The most it may cost: "60k", "50000 EUR".
    pub budget: Option<String>,
    /// When it has to be done: a day, or how long it may take ("4 months").
    pub by: Option<String>,
    /// The first day; today if not given.
    pub start: Option<String>,
    /// How sure a version has to be to stay within the limits, 0.5 to 0.99; 0.8 if not given.
    pub confidence: Option<f64>,
    /// The currency of the answer.
    pub currency: Option<String>,
    /// The file of the team's own past, for an interface to read.
    pub history_file: Option<String>,
    /// The name and the text of that file.
    pub history: Option<(String, String)>,
    /// What is assumed otherwise: "waiting=1.2".
    pub assume: Vec<String>,
    /// The seed of the random numbers; 1 if not given.
    pub seed: Option<u64>,
    /// How many outcomes are drawn; 10,000 if not given.
    pub draws: Option<usize>,
    /// The day that it is, for prices and for what lies in the past.
    pub today: Date,
    /// Whether that day was asked for, so that a plan's own does not count.
    pub as_of_given: bool,
}

impl ProjectQuestion {
    /// A question that says nothing yet.
    pub fn new(today: Date) -> ProjectQuestion {
        ProjectQuestion {
            text: String::new(),
            parts: Vec::new(),
            team: None,
            members: Vec::new(),
            budget: None,
            by: None,
            start: None,
            confidence: None,
            currency: None,
            history_file: None,
            history: None,
            assume: Vec::new(),
            seed: None,
            draws: None,
            today,
            as_of_given: false,
        }
    }
}

/// A line of the team in the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamLineAnswer {
    /// What they are called.
    pub title: String,
    /// The line as it was read.
    pub line: TeamLine,
    /// What an employer pays over the salary.
    pub over_salary: Option<OverSalary>,
}

/// What a project costs and how long it takes, with what was understood and assumed.
#[derive(Clone, Debug)]
pub struct ProjectAnswer {
    /// The kind.
    pub kind: Option<Kind>,
    /// What is built.
    pub parts: Vec<ProjectPart>,
    /// Who builds it.
    pub team: Vec<TeamLineAnswer>,
    /// Whether no team was said, so that the usual one was taken.
    pub team_assumed: bool,
    /// The currency of every amount.
    pub currency: Currency,
    /// The first day.
    pub start: Date,
    /// The budget.
    pub budget: Option<f64>,
    /// The last day that is asked for, and how many months there are until then.
    pub by: Option<(Date, f64)>,
    /// How sure a version has to be.
    pub confidence: f64,
    /// The answer of the planner.
    pub answer: Answer,
    /// From which real projects the error is, and why.
    pub class: Class,
    /// The error that was taken.
    pub recalibration: Option<Recalibration>,
    /// What was assumed.
    pub used: Vec<Used>,
    /// What could be done otherwise.
    pub levers: Vec<Lever>,
    /// What has to be told of how the question was read, as sentences.
    pub remarks: Vec<String>,
    /// How many outcomes were drawn.
    pub draws: usize,
}

impl ProjectAnswer {
    /// The day about so many months after the start.
    pub fn day_after(&self, months: f64) -> Date {
        calendar::later(self.start, months)
    }
}

/// Answers what a project costs and how long it takes.
///
/// # Errors
/// By field: `text` (nothing is known of what is built), `team`, `budget`, `by` and `start` (in the past,
/// or no day), `currency`, `assume`, `history`, `confidence`, `draws`, and those of a plan.
///
/// ```
/// use goingrate::GoingRate;
/// use goingrate::ask::{ProjectQuestion, project};
/// let going_rate = GoingRate::open()?;
/// let question = ProjectQuestion {
///     text: "MVP, payments, search".to_owned(),
///     team: Some("1 senior, 1 mid, Poland, freelance".to_owned()),
///     draws: Some(500),
///     ..ProjectQuestion::new("2026-11-30".parse()?)
/// };
/// let answer = project(&going_rate, &question)?;
/// assert!(answer.answer.cost.p20 < answer.answer.cost.p80);
/// assert!(answer.answer.months.p50 > 1.0);
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn project(going_rate: &GoingRate, asked: &ProjectQuestion) -> Result<ProjectAnswer, Problem> {
    let catalogue = planning::catalogue()?;
    let assumptions = planning::assumptions(&asked.assume)?;
    let mut said = said(going_rate, asked, &catalogue)?;
    let mut remarks = std::mem::take(&mut said.remarks);
    let kind = said.kind.as_deref().and_then(|kind| catalogue.kind(kind)).cloned();
    let parts = parts::parts(&said, &asked.parts, &catalogue)?;
    let (team, team_assumed) = team(going_rate, asked, kind.as_ref(), &mut remarks)?;
    let budget = asked.budget.as_deref().map(|text| whole_budget(text, going_rate)).transpose()?;
    let budget = budget.or(said.budget);
    let currency = currency(going_rate, asked, budget.and_then(|b| b.currency), &team)?;
    let pricing = Pricing { going_rate, assumptions: &assumptions, currency, today: asked.today };
    let priced = pricing.team(&team)?;
    let deadline = Deadline::read(asked, said.by.as_deref())?;
    remarks.extend(said.by.as_deref().map(|by| of_the_text(by, asked)));
    let budget = budget.map(|budget| exchanged(&pricing, budget)).transpose()?;
    let class = class(&team, &parts, &assumptions, asked.today)?;
    let (mut basis, mut used) = basis(&pricing, kind.as_ref(), class)?;
    let recalibration = match &asked.history {
        None => None,
        Some((name, text)) => Some(own_past(&mut basis, name, text, &mut remarks)?),
    };
    used.extend(priced.levels.iter().cloned());
    let question = question(asked, &parts, kind.as_ref(), &priced, basis, budget, &deadline);
    let answer = plan(&question)?;
    within_reason(&answer, asked)?;
    let elsewhere = &catalogue.words.elsewhere;
    let levers =
        Levers { question: &question, parts: &parts, team: &team, pricing, elsewhere }.all()?;
    Ok(ProjectAnswer {
        kind,
        team: told(going_rate, team, priced.over_salary),
        parts,
        team_assumed,
        currency,
        start: deadline.start,
        budget,
        by: deadline.by,
        confidence: question.confidence,
        answer,
        class,
        recalibration,
        used,
        levers,
        remarks,
        draws: question.draws,
    })
}

/// A budget as it is given: for the whole project, not for a month.
fn whole_budget(text: &str, going_rate: &GoingRate) -> Result<parse::Amount, Problem> {
    let amount = read_amount("budget", text, &going_rate.taxonomy)?;
    match amount.period {
        None => Ok(amount),
        Some(period) => {
            let what = format!("is an amount for one {}", period.slug());
            Err(Problem::of("budget", text, what).hint("write what the whole may cost: 60k"))
        }
    }
}

/// What is told of a time that stands in the text of a project.
fn of_the_text(by: &str, asked: &ProjectQuestion) -> String {
    match &asked.by {
        None => format!("“{by}” is taken as the time until it has to be done."),
        Some(other) => format!("“{by}” is not used, because {other} is given as the last day."),
    }
}

/// No project of so many years is planned: its figures would say nothing.
const LONGEST_ANSWER: f64 = 20.0;

fn within_reason(answer: &Answer, asked: &ProjectQuestion) -> Result<(), Problem> {
    if answer.months.p50 <= 12.0 * LONGEST_ANSWER {
        return Ok(());
    }
    let what = format!("would need more than {LONGEST_ANSWER:.0} years for this project");
    let team = asked.team.as_deref().unwrap_or("the usual team");
    Err(Problem::of("team", team, what).hint("name more people, or build fewer features"))
}

/// A budget in the currency of the answer.
fn exchanged(pricing: &Pricing, budget: parse::Amount) -> Result<f64, Problem> {
    let given = budget.currency.unwrap_or(pricing.currency);
    let rates = &pricing.going_rate.rates;
    Ok(budget.value * rates.exchange(given, pricing.currency, pricing.today)?.rate)
}

/// What is built, as it was read; a plan with features of its own may say nothing in words.
fn said(
    going_rate: &GoingRate,
    asked: &ProjectQuestion,
    catalogue: &Catalogue,
) -> Result<SaidProject, Problem> {
    match asked.text.trim().is_empty() && !asked.parts.is_empty() {
        true => Ok(SaidProject::default()),
        false => read_project(&asked.text, catalogue, &going_rate.taxonomy),
    }
}

/// The team that is said, with the members of a plan; else the usual one.
fn team(
    going_rate: &GoingRate,
    asked: &ProjectQuestion,
    kind: Option<&Kind>,
    remarks: &mut Vec<String>,
) -> Result<(Team, bool), Problem> {
    let words = &going_rate.taxonomy;
    let mut team = match &asked.team {
        Some(text) => read_team(text, words, asked.today)?,
        None => Team { lines: Vec::new(), remarks: Vec::new() },
    };
    for member in &asked.members {
        team.lines.push(own_member(member, going_rate, asked.today)?);
    }
    remarks.append(&mut team.remarks);
    if !team.lines.is_empty() {
        return Ok((team, false));
    }
    let usual = kind.map_or(USUAL_TEAM, |kind| kind.team.as_str());
    Ok((read_team(usual, words, asked.today)?, true))
}

fn own_member(
    member: &OwnMember,
    going_rate: &GoingRate,
    today: Date,
) -> Result<TeamLine, Problem> {
    let named = |problem: Problem| problem.in_field("who");
    let team =
        read_team(&format!("1 {}", member.who), &going_rate.taxonomy, today).map_err(named)?;
    let mut lines = team.lines.into_iter();
    let (Some(mut line), None) = (lines.next(), lines.next()) else {
        return Err(Problem::of("who", &member.who, "names several sorts of people")
            .hint("write one [[member]] for each"));
    };
    if let Some(rate) = &member.rate {
        let rate = read_amount("rate", rate, &going_rate.taxonomy)?;
        line.rate = Some(parse::Amount {
            period: rate.period.or(Some(goingrate_units::Period::Hour)),
            ..rate
        });
    }
    line.count = member.count.unwrap_or(line.count);
    line.share = member.share.unwrap_or(line.share);
    Ok(line)
}

/// The currency that is asked for, else the budget's, else that of the place where all are employed, else
/// US dollars.
fn currency(
    going_rate: &GoingRate,
    asked: &ProjectQuestion,
    budget: Option<Currency>,
    team: &Team,
) -> Result<Currency, Problem> {
    if let Some(code) = &asked.currency {
        let currency = code.parse::<Currency>();
        return currency.map_err(|error| Problem::from(error).in_field("currency"));
    }
    let estimator = going_rate.estimator();
    let mut employed = team.lines.iter().filter(|line| !line.founder).map(|line| {
        let profile = &line.asked.profile;
        let own = profile.engagement == Engagement::Employee;
        own.then(|| estimator.money_of(profile.place))
    });
    let first = employed.next().flatten();
    let same = first.filter(|first| employed.all(|other| other == Some(*first)));
    Ok(budget.or(same).unwrap_or(Currency::USD))
}

/// Which real projects the error is taken of: those of large integration where that is built, those of
/// teams that estimate their own work where all are employed, those for clients elsewhere.
fn class(
    team: &Team,
    parts: &[ProjectPart],
    assumptions: &Assumptions,
    today: Date,
) -> Result<Class, Problem> {
    let from =
        assumptions.used("integration-from-days", &At { places: &[], of: &[], on: today })?;
    let days: f64 = parts.iter().map(|part| part.days.middle()).sum();
    let joins =
        parts.iter().any(|part| ["legacy-integration", "migration"].contains(&part.name.as_str()));
    let own =
        |line: &TeamLine| line.founder || line.asked.profile.engagement == Engagement::Employee;
    Ok(match () {
        () if joins && days >= from.typical => Class::Integration,
        () if team.lines.iter().all(own) => Class::InHouse,
        () => Class::Client,
    })
}

fn basis(
    pricing: &Pricing,
    kind: Option<&Kind>,
    class: Class,
) -> Result<(Basis, Vec<Used>), Problem> {
    let of: Vec<&str> = kind.iter().map(|kind| kind.name.as_str()).collect();
    let at = At { places: &[], of: &of, on: pricing.today };
    let per_dollar = pricing.going_rate.rates.units_per_usd(pricing.currency, pricing.today)?;
    Basis::take(pricing.assumptions, &at, class, per_dollar)
}

/// The error of a team with a past of its own.
fn own_past(
    basis: &mut Basis,
    name: &str,
    text: &str,
    remarks: &mut Vec<String>,
) -> Result<Recalibration, Problem> {
    let (past, wrong) = read_past(name, text)?;
    if let Some(first) = wrong.first() {
        let (rows, verb) = if wrong.len() == 1 { ("row", "is") } else { ("rows", "are") };
        let rest = if wrong.len() > 1 { "The first: " } else { "" };
        remarks.push(format!("{} {rows} of {name} {verb} not used. {rest}{first}.", wrong.len()));
    }
    let told = recalibrate(&basis.overrun, &past);
    basis.overrun = told.after;
    Ok(told)
}

fn question(
    asked: &ProjectQuestion,
    parts: &[ProjectPart],
    kind: Option<&Kind>,
    priced: &Priced,
    basis: Basis,
    budget: Option<f64>,
    deadline: &Deadline,
) -> Question {
    let members = priced.members.clone();
    let plain = Question::new(parts::pieces(parts), members, basis);
    Question {
        scope: parts::scope(kind, parts),
        market: priced.market.clone(),
        budget,
        months: deadline.by.map(|(_, months)| months),
        confidence: asked.confidence.unwrap_or(plain.confidence),
        seed: asked.seed.unwrap_or(plain.seed),
        draws: asked.draws.unwrap_or(plain.draws),
        ..plain
    }
}

fn told(
    going_rate: &GoingRate,
    team: Team,
    over_salary: Vec<Option<OverSalary>>,
) -> Vec<TeamLineAnswer> {
    let line = |(line, over_salary): (TeamLine, Option<OverSalary>)| TeamLineAnswer {
        title: line.title(&going_rate.taxonomy),
        line,
        over_salary,
    };
    team.lines.into_iter().zip(over_salary).map(line).collect()
}
