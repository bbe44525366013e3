//! The next steps of a career as every interface shows them: ways beside staying, pay by year, sums, what a move
//! must pay, steps with what others report, when a goal is reached.

mod reported;
mod sentences;

pub use reported::{BesideView, ReportedView};

use goingrate::ask::career::{CareerAnswer, StepTold, WayAsked};
use goingrate_plan::career::{GoalAnswer, MustPay, WayAnswer};
use goingrate_units::{Currency, Taxonomy, describe};
use schemars::JsonSchema;
use serde::Serialize;

use super::Context;
use super::assumed::AssumedView;
use super::hire::RangeView;
use crate::figure::{as_text, round};

/// What ways of going on bring. Amounts are in today's money; `p10` to `p90` hold eight cases in ten.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CareerView {
    /// The answer in sentences, the most important first.
    pub answer: Vec<String>,
    /// The currency of every amount.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub currency: Currency,
    /// The day of prices and assumptions.
    pub as_of: String,
    /// What is done now, as it was read.
    pub read_as: String,
    /// What is earned now, a year before tax.
    pub today: RangeView,
    /// Over how many years ways are compared.
    pub years: u32,
    /// The discount rate a year, in the middle.
    pub discount: f64,
    /// Whether sums are after tax.
    pub after_tax: bool,
    /// Whose rules of tax are taken.
    pub rules_of: Vec<String>,
    /// The pay that is to be reached.
    pub goal: Option<f64>,
    /// The ways; the first is staying.
    pub ways: Vec<CareerWayView>,
    /// Steps to next levels.
    pub steps: Vec<CareerStepView>,
    /// Everything else that was taken and of which others report figures.
    pub beside: Vec<BesideView>,
    /// What was taken because it is not said.
    pub taken: Vec<String>,
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
pub struct CareerWayView {
    /// What it is called.
    pub name: String,
    /// What is done at its start.
    pub read_as: String,
    /// Pay a year before tax: now, and after each of 15 years.
    pub pay: Vec<RangeView>,
    /// What is left over 5, 10 and 15 years.
    pub sums: [RangeView; 3],
    /// What is left over the years that are asked for.
    pub total: RangeView,
    /// Pay before tax over these years.
    pub gross: RangeView,
    /// Net present value of what is left over these years.
    pub worth: RangeView,
    /// How much more is left than by staying, over these years.
    pub more: RangeView,
    /// How much more it is worth today.
    pub worth_more: RangeView,
    /// In which share of cases more is left than by staying, over these years.
    pub beats: f64,
    /// In which share just as much.
    pub equals: f64,
    /// The share over one year, two years, … 15 years.
    pub beats_by_year: Vec<f64>,
    /// The share of equal ones over one year, two years, … 15 years.
    pub equals_by_year: Vec<f64>,
    /// What the move must pay.
    pub must_pay: Option<MustPayView>,
    /// How much more the market pays at its start than now, as a share.
    pub market: Option<f64>,
    /// What others say that it brings.
    pub reported: Vec<ReportedView>,
    /// When the goal is reached.
    pub goal: Option<GoalView>,
}

/// What a move must pay at its start, a year before tax, to be worth as much as staying.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MustPayView {
    /// That amount.
    pub amount: f64,
    /// Over what is earned now, as a share.
    pub over_today: f64,
    /// What it pays in the middle.
    pub pays: f64,
}

/// When a goal is reached.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GoalView {
    /// After how many years the median is there first; 0 is now.
    pub years: Option<usize>,
    /// In which share of cases within 5, 10 and 15 years.
    pub chance: [f64; 3],
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CareerStepView {
    /// The level that is left.
    pub from: String,
    /// The level that is reached.
    pub to: String,
    /// The way in which it is taken.
    pub way: String,
    /// Years until it: from now for the first step of a way, from the step before for others.
    pub years: [f64; 3],
    /// How much more the market pays there, as a share.
    pub market: f64,
    /// The raise at the promotion, as a share.
    pub raise: [f64; 3],
    /// In which share of cases it is reached within 5, 10 and 15 years.
    pub reached: [f64; 3],
    /// Years, as others report.
    pub reported_years: Vec<ReportedView>,
    /// The raise, as others report.
    pub reported_raises: Vec<ReportedView>,
}

impl CareerView {
    /// From an answer.
    pub fn new(answer: &CareerAnswer, context: &Context) -> CareerView {
        let t = context.taxonomy;
        let plan = &answer.plan;
        let ways: Vec<CareerWayView> = plan
            .ways
            .iter()
            .zip(&answer.asked.ways)
            .zip(&answer.market)
            .map(|((way, asked), market)| CareerWayView::new(way, asked, *market, (plan.years, t)))
            .collect();
        let step = |told| CareerStepView::new(told, &ways);
        let steps: Vec<CareerStepView> = answer.steps.iter().map(step).collect();
        CareerView {
            answer: sentences::answer(answer, &ways, &steps, t),
            currency: plan.currency,
            as_of: plan.on.to_string(),
            read_as: describe(&answer.asked.profile, t),
            today: RangeView::of(plan.today),
            years: plan.years,
            discount: round(plan.discount, 4),
            after_tax: answer.is_after_tax(),
            rules_of: answer.rules_of.clone(),
            goal: plan.goal.map(|goal| round(goal, 2)),
            beside: answer.beside.iter().map(BesideView::new).collect(),
            taken: answer.asked.taken.clone(),
            remarks: sentences::remarks(answer, t),
            assumptions: plan.used.iter().map(|used| AssumedView::new(used, t)).collect(),
            draws: plan.draws,
            seed: plan.seed,
            ways,
            steps,
        }
    }
}

impl CareerWayView {
    fn new(
        way: &WayAnswer,
        asked: &WayAsked,
        market: Option<f64>,
        (years, t): (u32, &Taxonomy),
    ) -> CareerWayView {
        let shares = |all: &[f64]| all.iter().map(|share| round(*share, 4)).collect::<Vec<_>>();
        let at = (years as usize).clamp(1, way.beats.len()) - 1;
        CareerWayView {
            name: way.name.clone(),
            read_as: describe(&asked.profile, t),
            pay: way.pay.iter().map(|year| RangeView::of(*year)).collect(),
            sums: way.sums.map(RangeView::of),
            total: RangeView::of(way.total),
            gross: RangeView::of(way.gross),
            worth: RangeView::of(way.worth),
            more: RangeView::of(way.more),
            worth_more: RangeView::of(way.worth_more),
            beats: round(way.beats[at], 4),
            equals: round(way.equals[at], 4),
            beats_by_year: shares(&way.beats),
            equals_by_year: shares(&way.equals),
            must_pay: way.must_pay.map(|MustPay { amount, over_today, pays }| MustPayView {
                amount: round(amount, 2),
                over_today: round(over_today, 4),
                pays: round(pays, 2),
            }),
            market: market.map(|more| round(more, 4)),
            reported: asked.reported.iter().map(ReportedView::of_way).collect(),
            goal: way.goal.map(|GoalAnswer { median, chance }| GoalView {
                years: median,
                chance: chance.map(|share| round(share, 4)),
            }),
        }
    }
}

impl CareerStepView {
    fn new(told: &StepTold, ways: &[CareerWayView]) -> CareerStepView {
        let step = &told.step;
        let figures = |figures: [f64; 3], decimals| figures.map(|value| round(value, decimals));
        CareerStepView {
            from: told.from.clone(),
            to: step.name.clone(),
            way: ways.get(told.way).map(|way| way.name.clone()).unwrap_or_default(),
            years: figures(step.years, 1),
            market: round(step.market, 4),
            raise: figures(step.raise, 4),
            reached: figures(step.reached, 4),
            reported_years: told.years.iter().map(ReportedView::of_step).collect(),
            reported_raises: told.raises.iter().map(ReportedView::of_step).collect(),
        }
    }
}
