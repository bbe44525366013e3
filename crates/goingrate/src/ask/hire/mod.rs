//! What a hire costs: the same work by an employee, a freelancer, an agency or a dedicated team, here or
//! there, with all that comes on top.

mod budget;
mod destinations;
mod levers;
mod plan_file;
mod price;
mod read;
mod risks;

use goingrate_plan::hire as plan;
use goingrate_units::parse::Amount;
use goingrate_units::{Currency, Date, PlaceId, Problem, Profile};

use crate::{GoingRate, planning};

pub use budget::{BudgetAnswer, Fit, SpentBy, within_budget};
pub use destinations::{ByPlaceAnswer, Destination, by_place};
pub use levers::{Lever, LeverKind, levers};
pub use plan::Through;
pub use plan_file::{NEW_PLAN, read_plan};
pub use read::{HireText, default_ways, read_months, read_share};
pub use risks::{Risk, RiskKind};

/// No plan is drawn fewer times.
const FEWEST_DRAWS: usize = 100;
/// How often a plan is drawn, if it does not say.
pub const DRAWS: usize = 100_000;

/// Ways of getting the same work done.
#[derive(Clone, Debug)]
pub struct HireQuestion {
    /// The ways; the first is the one that others stand beside.
    pub ways: Vec<WayAsked>,
    /// Where the firm is: whose hours, managers and interviewers count; the first one's place if `None`.
    pub home: Option<PlaceId>,
    /// Months of work, from the first working day.
    pub months: u32,
    /// Whether the months are taken because nothing was said.
    pub months_taken: bool,
    /// The currency of the answer; that of the home place if `None`.
    pub currency: Option<Currency>,
    /// The first working day, if it is known.
    pub start: Option<Date>,
    /// The day that it is.
    pub today: Date,
    /// How people are found.
    pub through: Through,
    /// Whether the work ends with the months.
    pub ends: bool,
    /// Whether product management, testing, operations and design that come with a developer are counted.
    pub roles_around: bool,
    /// What is assumed otherwise than the carried data do, each `name=value`.
    pub assume: Vec<String>,
    /// How many draws.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

/// One way.
#[derive(Clone, Debug, PartialEq)]
pub struct WayAsked {
    /// What the plan calls it.
    pub name: Option<String>,
    /// How its people are found, if otherwise than all others.
    pub through: Option<Through>,
    /// Its people.
    pub people: Vec<PeopleAsked>,
}

impl WayAsked {
    /// One person alone.
    pub fn of(people: PeopleAsked) -> WayAsked {
        WayAsked { name: None, through: None, people: vec![people] }
    }
}

/// People of one sort.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleAsked {
    /// Whom the book prices.
    pub profile: Profile,
    /// The state that is written beside the place, whose law counts.
    pub state: Option<PlaceId>,
    /// How many.
    pub count: u32,
    /// The part of a full-time week.
    pub share: f64,
    /// What was agreed, if it is known.
    pub pay: Option<Amount>,
    /// Whether they have a desk in an office; those of the home country have if `None`.
    pub office: Option<bool>,
    /// What was taken because it is not said.
    pub assumed: Vec<String>,
    /// What has to be told of how it was read.
    pub remarks: Vec<String>,
}

/// What the ways cost.
#[derive(Clone, Debug)]
pub struct HireAnswer {
    /// The figures.
    pub plan: plan::HireAnswer,
    /// The ways, as they were asked.
    pub ways: Vec<WayAsked>,
    /// Where the firm is.
    pub home: PlaceId,
    /// The first working day, if it is known.
    pub start: Option<Date>,
    /// Whether the months are taken because nothing was said.
    pub months_taken: bool,
    /// How people are found.
    pub through: Through,
    /// Whether notice and severance at the end are counted.
    pub ends: bool,
    /// Whether testing, operations and design are counted.
    pub roles_around: bool,
    /// What the law or the arrangement may bring.
    pub risks: Vec<Risk>,
    /// What has to be told of the answer, as sentences.
    pub remarks: Vec<String>,
}

impl HireQuestion {
    /// A question with everything as it is usually taken.
    pub fn new(ways: Vec<WayAsked>, today: Date) -> HireQuestion {
        HireQuestion {
            ways,
            home: None,
            months: 12,
            months_taken: true,
            currency: None,
            start: None,
            today,
            through: Through::Own,
            ends: false,
            roles_around: false,
            assume: Vec::new(),
            draws: DRAWS,
            seed: 1,
        }
    }
}

/// Answers what ways of getting the work done cost.
///
/// # Errors
/// When there is nobody in a way, a share, a number of people or months is out of range (fields `share`,
/// `count`, `months`), the start lies in the past (`start`), an assumption is unknown (`assume`), the book
/// cannot price a profile, or a currency has no exchange rate.
///
/// ```
/// use goingrate::GoingRate;
/// use goingrate::ask::hire::{HireQuestion, HireText, hire};
///
/// let going_rate = GoingRate::open()?;
/// let today = "2026-11-30".parse()?;
/// let text = HireText::new("senior backend, Austin").beside("Poland, agency");
/// let ways = text.read(&going_rate.taxonomy, today)?;
/// let question = HireQuestion { months: 18, draws: 1_000, ..HireQuestion::new(ways, today) };
/// let answer = hire(&going_rate, &question)?;
/// let [austin, poland] = &answer.plan.ways[..] else { panic!("two ways") };
/// assert!(poland.month.p50 < austin.month.p50);
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn hire(going_rate: &GoingRate, question: &HireQuestion) -> Result<HireAnswer, Problem> {
    check_start(question)?;
    let assumptions = planning::assumptions(&question.assume)?;
    check_draws(question)?;
    let priced = price::Priced::of(going_rate, question)?;
    let exchange = |currency| priced.money.exchange(currency);
    let plan = plan::hire(&priced.question, &assumptions, &exchange)?;
    let risks = risks::risks(question, &priced, &assumptions)?;
    Ok(HireAnswer {
        plan,
        ways: question.ways.clone(),
        home: priced.home,
        start: question.start,
        months_taken: question.months_taken,
        through: question.through,
        ends: question.ends,
        roles_around: question.roles_around,
        risks,
        remarks: priced.remarks,
    })
}

/// The question as the planner is asked it, with pay from the book, the law of employers and exchange
/// rates: for whoever measures or checks the planner alone.
///
/// # Errors
/// As [`hire`].
pub fn planned(
    going_rate: &GoingRate,
    question: &HireQuestion,
) -> Result<plan::HireQuestion, Problem> {
    Ok(price::Priced::of(going_rate, question)?.question)
}

/// One person in one way: what places and budgets are searched for.
///
/// # Errors
/// When the first way has several people (field `people`).
pub(super) fn only_person(question: &HireQuestion) -> Result<PeopleAsked, Problem> {
    let people = question.ways.first().map_or(&[][..], |way| &way.people);
    match people {
        [one] if one.count == 1 => Ok(one.clone()),
        [] => Err(Problem::new("nobody does the work").hint("name at least one person")),
        several => {
            let count: u32 = several.iter().map(|people| people.count).sum();
            Err(Problem::of(
                "people",
                &count.to_string(),
                "places and budgets are searched for one person",
            )
            .hint("ask for one person; several cost as many times as much"))
        }
    }
}

/// Fewer draws tell no share of cases.
fn check_draws(question: &HireQuestion) -> Result<(), Problem> {
    match question.draws {
        draws if draws < FEWEST_DRAWS => {
            let what = format!("has to be at least {FEWEST_DRAWS}");
            Err(Problem::of("draws", &draws.to_string(), what).hint("leave it out"))
        }
        _ => Ok(()),
    }
}

/// Nobody can be hired for a day that has passed.
fn check_start(question: &HireQuestion) -> Result<(), Problem> {
    match question.start {
        Some(start) if start < question.today => {
            let what = format!("lies in the past: today is {}", question.today);
            Err(Problem::of("start", &start.to_string(), what).hint("write a day to come"))
        }
        _ => Ok(()),
    }
}
