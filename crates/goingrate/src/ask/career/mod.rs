//! The next steps of a career as money over time: ways of going on beside staying, from the book, the law, price
//! levels and assumptions.

mod known;
mod price;
mod read;
mod steps;
mod typed;

use goingrate_plan::career as plan;
use goingrate_units::parse::Amount;
use goingrate_units::{Currency, LevelId, PlaceId, Problem, Profile, RoleId};

use crate::{GoingRate, planning};

pub use known::WayReported;
pub use read::{CareerText, read_rate};
pub use steps::{Beside, StepTold};

/// No career is drawn fewer times.
const FEWEST_DRAWS: usize = 100;
/// How often a career is drawn, if nobody says.
pub const DRAWS: usize = 20_000;
/// Over how many years ways are compared, if nobody says.
pub const YEARS: u32 = 10;

/// Ways of going on.
#[derive(Clone, Debug)]
pub struct CareerQuestion {
    /// Who asks, and the ways.
    pub asked: CareerAsked,
    /// Years over which ways are compared, 1 to 15.
    pub years: u32,
    /// By how much a year later is worth less; by assumption if `None`.
    pub discount: Option<f64>,
    /// The currency of the answer; that of the place if `None`.
    pub currency: Option<Currency>,
    /// What is assumed otherwise than the carried data do, each `name=value`.
    pub assume: Vec<String>,
    /// How many draws.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

/// Who asks, and which ways are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct CareerAsked {
    /// What is done now; its level is never open.
    pub profile: Profile,
    /// The state that is written beside the place, whose law counts.
    pub state: Option<PlaceId>,
    /// Years of experience.
    pub experience: f64,
    /// Years at the present level so far.
    pub at_level: f64,
    /// What is earned now, if it is known.
    pub pay: Option<Amount>,
    /// A pay that is to be reached.
    pub goal: Option<Amount>,
    /// The ways; the first is staying.
    pub ways: Vec<WayAsked>,
    /// Whether nobody named ways, so that these are the usual ones.
    pub usual: bool,
    /// What was taken because it is not said, as sentences.
    pub taken: Vec<String>,
    /// What has to be told of how the question was read, as sentences.
    pub remarks: Vec<String>,
}

/// One way.
#[derive(Clone, Debug, PartialEq)]
pub struct WayAsked {
    /// What it is called, in the middle of a sentence.
    pub name: String,
    /// What is done in it at its start.
    pub profile: Profile,
    /// The state beside its place.
    pub state: Option<PlaceId>,
    /// The levels after the present one, each with its role.
    pub next: Vec<(RoleId, LevelId)>,
    /// How it starts.
    pub start: plan::Start,
    /// How the work is done.
    pub work: plan::Work,
    /// What others say that it brings.
    pub reported: Vec<WayReported>,
}

/// What ways of going on bring.
#[derive(Clone, Debug)]
pub struct CareerAnswer {
    /// The figures.
    pub plan: plan::CareerAnswer,
    /// Who asked, and the ways as they were asked.
    pub asked: CareerAsked,
    /// How much more the market pays in a way at its start than now, as a share; of ways that start with a move
    /// for an employer.
    pub market: Vec<Option<f64>>,
    /// The market's median for what is done now, a year in the answer's currency.
    pub market_now: f64,
    /// The steps of all ways, each once, with what others report.
    pub steps: Vec<StepTold>,
    /// Everything else that was taken and of which others report figures.
    pub beside: Vec<Beside>,
    /// Whose rules of tax are taken, each once; empty where amounts are before tax.
    pub rules_of: Vec<String>,
    /// Places of which no rules are carried, so that amounts are before tax.
    pub no_rules: Vec<PlaceId>,
    /// Places of other ways whose prices are not known.
    pub no_prices: Vec<PlaceId>,
}

impl CareerQuestion {
    /// A question with everything as it is usually taken.
    pub fn new(asked: CareerAsked) -> CareerQuestion {
        CareerQuestion {
            asked,
            years: YEARS,
            discount: None,
            currency: None,
            assume: Vec::new(),
            draws: DRAWS,
            seed: 1,
        }
    }
}

impl WayAsked {
    /// Whether another way is the same but for its name.
    pub fn is_same(&self, other: &WayAsked) -> bool {
        let what = |way: &WayAsked| (way.state, way.start.clone(), way.work);
        self.profile == other.profile && self.next == other.next && what(self) == what(other)
    }
}

impl CareerAnswer {
    /// Whether amounts that are left are after tax.
    pub fn is_after_tax(&self) -> bool {
        !self.rules_of.is_empty()
    }

    /// The way, beside staying, that beats it in most draws over the years that are asked for.
    pub fn best(&self) -> Option<usize> {
        let at = self.plan.years as usize - 1;
        let others = 1..self.plan.ways.len();
        let beats = |way: &usize| self.plan.ways[*way].beats[at];
        others.max_by(|a, b| beats(a).total_cmp(&beats(b)).then(b.cmp(a)))
    }
}

/// Answers what ways of going on bring.
///
/// # Errors
/// When pay or goal are no amounts of a year (fields `pay`, `goal`), years or the discount rate are out of range
/// (`years`, `discount`), an assumption is unknown (`assume`), there are too few draws (`draws`), the book cannot
/// price a profile, or a currency has no exchange rate.
///
/// ```
/// use goingrate::GoingRate;
/// use goingrate::ask::career::{CareerQuestion, CareerText, career};
///
/// let going_rate = GoingRate::open()?;
/// let today = "2026-11-30".parse()?;
/// let text = CareerText::new("mid backend, Austin, 3 years").way("Rust").way("staff");
/// let asked = text.read(&going_rate.taxonomy, today)?;
/// let question = CareerQuestion { draws: 500, ..CareerQuestion::new(asked) };
/// let answer = career(&going_rate, &question)?;
/// assert_eq!(answer.plan.ways.len(), 3);
/// assert!(answer.is_after_tax());
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn career(going_rate: &GoingRate, question: &CareerQuestion) -> Result<CareerAnswer, Problem> {
    let assumptions = planning::assumptions(&question.assume)?;
    if question.draws < FEWEST_DRAWS {
        let what = format!("has to be at least {FEWEST_DRAWS}");
        return Err(Problem::of("draws", &question.draws.to_string(), what).hint("leave it out"));
    }
    let asked = price::with_law(going_rate, &question.asked)?;
    let question = &CareerQuestion { asked, ..question.clone() };
    let priced = price::Priced::of(going_rate, question)?;
    let exchange = |currency| priced.money.exchange(currency);
    let plan = plan::career(&priced.question, &assumptions, &exchange)?;
    let steps = steps::steps(&plan, &priced.question, &assumptions)?;
    let beside = steps::beside(&plan, &assumptions)?;
    Ok(CareerAnswer {
        plan,
        asked: question.asked.clone(),
        market: priced.market,
        market_now: priced.market_now,
        steps,
        beside,
        rules_of: priced.rules_of,
        no_rules: priced.no_rules,
        no_prices: priced.no_prices,
    })
}
