//! What a hire costs, as every interface shows it: ways side by side, from pay to full cost, who is cheaper
//! until when, what matters most, what was assumed.

mod by_place;
mod levers;
mod names;
mod sentences;

pub use by_place::{BudgetView, ByPlaceView, DestinationView, FitView, SpentByView};
pub use levers::LeverView;

pub use super::range::RangeView;

use goingrate::ask::hire::{HireAnswer, Lever, PeopleAsked, WayAsked};
use goingrate_plan::hire::{BreakEven, Pair, PeopleAnswer, Step, Swing, SwingOf, WayAnswer};
use goingrate_units::{Currency, Taxonomy, describe};
use schemars::JsonSchema;
use serde::Serialize;

use super::Context;
use super::assumed::AssumedView;
use crate::figure::{as_text, round};
use crate::person::place_name;

/// What ways of getting the same work done cost.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct HireView {
    /// The answer in sentences, the most important first.
    pub answer: Vec<String>,
    /// The currency of every amount.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub currency: Currency,
    /// The day of prices and assumptions.
    pub as_of: String,
    /// Months of work.
    pub months: u32,
    /// The first working day, if it is known.
    pub start: Option<String>,
    /// Where the firm is.
    pub home: String,
    /// The ways, as they were asked.
    pub ways: Vec<WayView>,
    /// Every two of them.
    pub pairs: Vec<PairView>,
    /// Where money can be saved beside the first way, most first.
    pub levers: Vec<LeverView>,
    /// What else may happen, as sentences.
    pub risks: Vec<String>,
    /// What has to be told of how the question was read and of what is counted, as sentences.
    pub remarks: Vec<String>,
    /// Everything that was assumed.
    pub assumptions: Vec<AssumedView>,
    /// How many draws.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

/// One way.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WayView {
    /// What it is called: "employee in Austin".
    pub name: String,
    /// All costs over the horizon.
    pub total: RangeView,
    /// A month.
    pub month: RangeView,
    /// A year.
    pub year: RangeView,
    /// A productive hour.
    pub hour: RangeView,
    /// Productive hours a year.
    pub hours_a_year: RangeView,
    /// From pay to full cost, a month, on average over the draws; to the cent, and the sum is the last.
    pub waterfall: Vec<StepView>,
    /// What comes on top of pay, as a part of it.
    pub on_top: f64,
    /// What has been spent at the end of each month, from 0.
    pub spent: Vec<RangeView>,
    /// A productive hour with everything in its middle.
    pub plain_hour: f64,
    /// What a productive hour moves with, the most first.
    pub tornado: Vec<SwingView>,
    /// Its people.
    pub people: Vec<PeopleView>,
}

/// One step from pay to full cost.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StepView {
    /// Its word: `contributions`.
    pub step: String,
    /// What it is.
    pub what: String,
    /// A month, to the cent.
    pub amount: f64,
    /// The sum so far.
    pub sum: f64,
    /// Whether it is seldom thought of: everything but pay.
    pub hidden: bool,
}

/// One input at both ends of its range.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SwingView {
    /// What is moved.
    pub what: String,
    /// The name of the assumption, if it is one.
    pub name: Option<String>,
    /// The range that is tried, in words.
    pub range: String,
    /// An hour with the low end.
    pub at_low: f64,
    /// An hour with the high end.
    pub at_high: f64,
}

/// People of one sort.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PeopleView {
    /// Who they are.
    pub who: String,
    /// The whole profile as it was read: level, role, place, skills, industry, engagement.
    pub read_as: String,
    /// What was taken because it is not said.
    pub assumed: Vec<String>,
    /// How many.
    pub count: u32,
    /// The part of a full-time week that each works.
    pub share: f64,
    /// What one is paid for a whole week's work, P10, P50, P90 of people.
    pub pay: [f64; 3],
    /// year or hour.
    pub pay_per: &'static str,
    /// Days until the first working day: P10, P50, P90.
    pub days_to_start: [f64; 3],
    /// Hours of the working day that are shared with the home place.
    pub shared_hours: f64,
    /// Hours of a working day.
    pub hours_a_day: f64,
    /// Whether contributions are those of the law.
    pub by_law: bool,
    /// The share of paid time that is leave, holidays and sickness.
    pub paid_off: f64,
    /// The share of output over the months that is lost while learning.
    pub learning: f64,
    /// The share who leave in a year.
    pub leave_a_year: f64,
}

/// Two ways.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PairView {
    /// The one, by its position from 0.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// How much more the one costs over the months.
    pub more: RangeView,
    /// In which share of cases the other is cheaper over the months.
    pub other_cheaper: f64,
    /// Of those where both have cost the same within five years: after how many months.
    pub break_even_months: Option<RangeView>,
    /// In which share of cases this happens.
    pub break_even_chance: f64,
    /// For how many months who is cheaper at first stays so in 90 of 100 cases; 60 is throughout.
    pub sure_months: Option<u32>,
    /// Whether the other is cheaper at first.
    pub other_first: bool,
    /// The same as a sentence.
    pub sentence: String,
}

impl HireView {
    /// From an answer, and from what can be done otherwise.
    pub fn new(answer: &HireAnswer, levers: &[Lever], context: &Context) -> HireView {
        let t = context.taxonomy;
        let names = names::names(answer, t);
        let plan = &answer.plan;
        let ways: Vec<WayView> = plan
            .ways
            .iter()
            .zip(&names)
            .zip(&answer.ways)
            .map(|((way, name), asked)| WayView::new(way, name, asked, (plan.months, t)))
            .collect();
        let pairs: Vec<PairView> =
            plan.pairs.iter().map(|pair| PairView::new(pair, &names, plan.months)).collect();
        HireView {
            answer: sentences::answer(&ways, &pairs, answer),
            currency: plan.currency,
            as_of: plan.on.to_string(),
            months: plan.months,
            start: answer.start.map(|day| day.to_string()),
            home: place_name(t.place(answer.home)),
            levers: levers.iter().map(|lever| LeverView::new(lever, t)).collect(),
            risks: answer.risks.iter().map(|risk| sentences::risk(risk, &names)).collect(),
            remarks: sentences::remarks(answer, t),
            assumptions: plan.used.iter().map(|used| AssumedView::new(used, t)).collect(),
            draws: plan.draws,
            seed: plan.seed,
            ways,
            pairs,
        }
    }
}

impl WayView {
    fn new(
        way: &WayAnswer,
        name: &str,
        asked: &WayAsked,
        (months, t): (u32, &Taxonomy),
    ) -> WayView {
        let waterfall = waterfall(way, months);
        let both = way.people.iter().zip(&asked.people);
        let pay = way.steps.of(Step::Pay);
        WayView {
            name: name.to_owned(),
            total: RangeView::of(way.total),
            month: RangeView::of(way.month),
            year: RangeView::of(way.year),
            hour: RangeView::of(way.hour),
            hours_a_year: RangeView::of(way.hours_a_year),
            waterfall,
            on_top: round(way.steps.total() / pay - 1.0, 4),
            spent: way.spent.iter().map(|month| RangeView::of(*month)).collect(),
            plain_hour: round(way.plain_hour, 2),
            tornado: way.swings.iter().map(SwingView::new).collect(),
            people: both.map(|(people, asked)| PeopleView::new(people, asked, t)).collect(),
        }
    }
}

/// The steps of a month, each to the cent; those that are nothing are left out.
fn waterfall(way: &WayAnswer, months: u32) -> Vec<StepView> {
    let mut cents = 0.0;
    let steps = Step::ALL.into_iter().map(|step| {
        let amount = round(way.steps.of(step) / f64::from(months), 2);
        cents += (amount * 100.0).round();
        StepView {
            step: step.slug().to_owned(),
            what: names::step(step).to_owned(),
            amount,
            sum: cents / 100.0,
            hidden: step != Step::Pay,
        }
    });
    steps.filter(|step| step.amount != 0.0).collect()
}

impl SwingView {
    fn new(swing: &Swing) -> SwingView {
        let (what, name, range) = match &swing.of {
            SwingOf::Person => {
                ("What the person found asks for", None, "1 in 10 to 9 in 10".into())
            }
            SwingOf::Market => ("What the market pays", None, "its 80 % interval".to_owned()),
            SwingOf::Exchange => ("The exchange rate", None, "1 in 10 to 9 in 10".to_owned()),
            SwingOf::Assumed(used) => {
                (used.what.as_str(), Some(used.name.clone()), names::range(used))
            }
        };
        SwingView {
            what: what.to_owned(),
            name,
            range,
            at_low: round(swing.at_low, 2),
            at_high: round(swing.at_high, 2),
        }
    }
}

impl PeopleView {
    fn new(people: &PeopleAnswer, asked: &PeopleAsked, t: &Taxonomy) -> PeopleView {
        PeopleView {
            who: names::people(asked, t),
            read_as: describe(&asked.profile, t),
            assumed: asked.assumed.clone(),
            share: round(asked.share, 4),
            count: people.count,
            pay: people.pay.map(|pay| round(pay, 2)),
            pay_per: if people.by_the_hour { "hour" } else { "year" },
            days_to_start: people.days_to_start.map(|days| round(days, 0)),
            shared_hours: round(people.shared_hours, 1),
            hours_a_day: round(people.hours_a_day, 1),
            by_law: people.by_law,
            paid_off: round(people.paid_off, 4),
            learning: round(people.learning, 4),
            leave_a_year: round(people.leave_a_year, 4),
        }
    }
}

impl PairView {
    fn new(pair: &Pair, names: &[String], horizon: u32) -> PairView {
        let BreakEven { chance, months, other_first, sure_months } = pair.break_even;
        PairView {
            one: pair.one,
            other: pair.other,
            more: RangeView::of(pair.more),
            other_cheaper: round(pair.other_cheaper, 4),
            break_even_months: (chance > 0.0).then(|| RangeView::of(months)),
            break_even_chance: round(chance, 4),
            sure_months,
            other_first,
            sentence: sentences::pair(pair, names, horizon),
        }
    }
}
