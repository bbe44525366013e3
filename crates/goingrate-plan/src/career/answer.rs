//! What ways of going on bring: pay by year, sums, what they are worth today, whether they beat staying, what
//! a move must pay, when a goal is reached.

use goingrate_units::{Currency, Date};

use super::question::YEARS;
use crate::assumption::Used;
use crate::chance::Summary;

/// The answer on ways of going on. Amounts are in today's money.
#[derive(Clone, Debug, PartialEq)]
pub struct CareerAnswer {
    /// The ways, as they were asked; the first is staying.
    pub ways: Vec<WayAnswer>,
    /// What is earned now, a year before tax.
    pub today: Summary,
    /// Everything that was assumed, each once.
    pub used: Vec<Used>,
    /// Years over which ways are compared.
    pub years: u32,
    /// The discount rate in the middle.
    pub discount: f64,
    /// The pay that is to be reached.
    pub goal: Option<f64>,
    /// The currency of every amount.
    pub currency: Currency,
    /// The day of prices and assumptions.
    pub on: Date,
    /// How many draws.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

/// One way.
#[derive(Clone, Debug, PartialEq)]
pub struct WayAnswer {
    /// What it is called.
    pub name: String,
    /// Pay a year before tax: now, and after each of 15 years.
    pub pay: Vec<Summary>,
    /// What is left over 5, 10 and 15 years: after tax where the law is known, at the prices of the first place,
    /// less what learning and moving cost.
    pub sums: [Summary; 3],
    /// The same over the years that are asked for.
    pub total: Summary,
    /// Pay before tax over the years that are asked for, without what learning and moving cost.
    pub gross: Summary,
    /// Net present value of what is left over the years that are asked for.
    pub worth: Summary,
    /// How much more is left than by staying, over the years that are asked for.
    pub more: Summary,
    /// How much more it is worth today than staying.
    pub worth_more: Summary,
    /// In which share of draws more is left than by staying, over one year, two years, … 15 years.
    pub beats: [f64; YEARS],
    /// In which share just as much.
    pub equals: [f64; YEARS],
    /// What the move must pay to be worth as much as staying; `None` where nothing is moved, for founders, and
    /// where no pay between a fifth and five times the market's would do.
    pub must_pay: Option<MustPay>,
    /// The steps to each level but the first.
    pub steps: Vec<StepAnswer>,
    /// When the goal is reached, if there is one.
    pub goal: Option<GoalAnswer>,
}

/// What a move must pay at its start, a year before tax, so that it is worth as much as staying in half of the
/// draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MustPay {
    /// That amount.
    pub amount: f64,
    /// The same over what is earned now.
    pub over_today: f64,
    /// What the move pays in the middle.
    pub pays: f64,
}

/// One step to a next level.
#[derive(Clone, Debug, PartialEq)]
pub struct StepAnswer {
    /// The level it leads to, by its word.
    pub word: String,
    /// What that level is called.
    pub name: String,
    /// Years until it, from now for the first step and from the step before for others: P10, P50, P90.
    pub years: [f64; 3],
    /// The market's median there over that of the level before, as a share more.
    pub market: f64,
    /// The raise that a promotion brings, as a share: P10, P50, P90.
    pub raise: [f64; 3],
    /// In which share of draws it is reached within 5, 10 and 15 years.
    pub reached: [f64; 3],
}

/// When a goal is reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GoalAnswer {
    /// After how many years the median is there first; 0 is now.
    pub median: Option<usize>,
    /// In which share of draws it is reached within 5, 10 and 15 years.
    pub chance: [f64; 3],
}
