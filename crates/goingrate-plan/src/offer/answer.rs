//! The answer: what each offer is worth, year by year and over the whole stay, and which is better.

use goingrate_units::{Currency, Date};

use super::question::Part;
use crate::assumption::Used;
use crate::chance::Summary;

/// What offers are worth. All amounts are in the answer's currency.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferAnswer {
    /// Each offer, in the order of the question.
    pub offers: Vec<OfferValue>,
    /// Every two offers; of many, the first with each other one.
    pub pairs: Vec<Pair>,
    /// What was assumed.
    pub used: Vec<Used>,
    /// Years that one stays.
    pub years: u32,
    /// The currency.
    pub currency: Currency,
    /// The day.
    pub on: Date,
    /// Whether amounts "net" are after tax: every offer had a law.
    pub after_tax: bool,
    /// How many draws.
    pub draws: usize,
    /// The seed.
    pub seed: u64,
}

/// What one offer is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferValue {
    /// What it is called.
    pub name: String,
    /// Each year of the stay.
    pub years: Vec<YearValue>,
    /// What a year brings on average when what is paid once and the first grants are over, in the money of
    /// that year: base salary after the raises, bonus, refreshers.
    pub steady: YearValue,
    /// All of the stay after tax, at the prices that offers are compared at, in today's money (discounted).
    pub total: Summary,
    /// P5, P10, … P95 of the same, for a picture.
    pub total_quantiles: [f64; 19],
    /// The average year of the same.
    pub year: Summary,
    /// The same before tax and at the offer's own prices.
    pub total_gross: Summary,
    /// What comes once: sign-on and what is left behind, on average, before tax.
    pub once: f64,
    /// All shares and options over the stay, before tax, in today's money.
    pub equity: Summary,
    /// What the whole stay is worth to somebody with the stated aversion to risk, in today's money.
    pub sure: f64,
    /// The aversion.
    pub aversion: f64,
    /// What is told of options, each.
    pub options: Vec<OptionsValue>,
    /// Hours worked a year, with the commute.
    pub hours: f64,
    /// What is left of an hour worked, with the commute, on average over the stay: the average year over hours.
    pub hour: f64,
    /// What the whole stay moves with, most first.
    pub swings: Vec<Swing>,
}

/// A year of an offer.
#[derive(Clone, Debug, PartialEq)]
pub struct YearValue {
    /// Each part before tax, on average over the draws, in the order of [`Part::ALL`]; parts of the question
    /// that are none are zero.
    pub parts: [f64; Part::ALL.len()],
    /// All of them together: equal to the sum of `parts` on average.
    pub gross: Summary,
    /// What is left after tax and costs, with benefits; the same as gross without a law.
    pub net: Summary,
}

impl YearValue {
    /// One part before tax, on average.
    pub fn part(&self, part: Part) -> f64 {
        let at = Part::ALL.iter().position(|other| *other == part);
        at.map_or(0.0, |at| self.parts[at])
    }
}

/// What is told of options.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionsValue {
    /// The chance that what has vested by the end of the stay brings nothing.
    pub worthless: f64,
    /// What it brings before tax, less what it costs to exercise, at its day.
    pub payoff: Summary,
    /// The average where it brings anything.
    pub mean_if_any: f64,
    /// How many have vested by the end of the stay.
    pub vested: f64,
    /// What it costs to exercise these.
    pub cost: f64,
    /// The chance that they have to be exercised before it is known what becomes of the company, because one has
    /// left.
    pub early: f64,
    /// The chance that they then lapse, because they are worth less than they cost.
    pub lapse: f64,
    /// Part of the company today, and at the exit in the middle of the draws; zero of a listed one, of which it
    /// is not asked how many shares there are.
    pub owned: [f64; 2],
}

/// How an offer's worth moves with one input.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// With what.
    pub of: SwingOf,
    /// The average over the fifth of draws in which it is lowest.
    pub at_low: f64,
    /// And highest.
    pub at_high: f64,
    /// What the input is on average over the fifth of draws in which it is lowest: of a share the price over
    /// today's, of an exit what the company is then worth, in the answer's currency, of a bonus what is paid over
    /// the target, of an exchange rate the rate over today's, of an assumption its value.
    pub low: f64,
    /// And highest.
    pub high: f64,
}

/// An input.
#[derive(Clone, Debug, PartialEq)]
pub enum SwingOf {
    /// The price of the listed share at the end of the stay over today's.
    Share,
    /// What the private company is worth at its exit.
    Exit,
    /// Whether and how much bonus is paid.
    Bonus,
    /// The rate of exchange.
    Exchange,
    /// Another assumption.
    Assumed(Box<Used>),
}

/// Two offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The one, by its place.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// The chance that the one is worth more over the whole stay.
    pub better: f64,
    /// The same of each year by itself.
    pub better_by_year: Vec<f64>,
    /// By how much: `one - other` over the whole stay, in today's money.
    pub more: Summary,
    /// What would make both equal in half of the draws: changes of the one that is worth less in the middle, and
    /// of the share price and the exit of the other. None where both are equal in the middle.
    pub equal: Vec<Equal>,
}

/// A change that makes two offers equal.
#[derive(Clone, Debug, PartialEq)]
pub struct Equal {
    /// Which offer is changed.
    pub offer: usize,
    /// What of it.
    pub of: EqualOf,
    /// What it is, in the money of that offer: base salary a year, sign-on payments of the stay, price of a share
    /// from the grants on as a multiple of that drawn, value of the company at its exit as a multiple of that
    /// drawn.
    pub from: f64,
    /// What it would have to be; `None` where nothing from zero up to a hundred times makes them equal.
    pub to: Option<f64>,
}

/// What is changed to make two offers equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EqualOf {
    /// Base salary.
    Base,
    /// Sign-on payment, paid at the start.
    SignOn,
    /// The price of the listed share: its whole path, times so much.
    SharePrice,
    /// What the private company is worth at its exit, times so much.
    ExitValue,
}
