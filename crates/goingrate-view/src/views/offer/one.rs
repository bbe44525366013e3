//! One offer of several: what it is called, its years, its shares and options, where it stands.

use goingrate::ask::offer::{OfferAnswer, OfferAsked, Standing};
use goingrate_plan::offer::{OfferValue, OptionsValue, Part, Swing, SwingOf, YearValue};
use goingrate_units::{Currency, PlaceKind, Taxonomy, describe};
use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::{PercentileRankView, as_text, round};
use crate::person::place_name;
use crate::views::range::RangeView;
use crate::{money, words};

/// One offer.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OneOfferView {
    /// A, B, C in the order of the offers.
    pub letter: char,
    /// What it is called: "Google, Seattle".
    pub name: String,
    /// Whose pay it was read as.
    pub read_as: String,
    /// Its own money.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub own_currency: Currency,
    /// Whose rules of tax are taken, and their year; `None` where amounts are before tax.
    pub rules_of: Option<String>,
    /// Each year of the stay.
    pub years: Vec<YearView>,
    /// An average year when what is paid once and the first grants are over.
    pub after: YearView,
    /// The average year of the stay: after tax, at the prices that offers are compared at, in today's money.
    pub year: RangeView,
    /// The whole stay, in the same.
    pub total: RangeView,
    /// P5, P10, … P95 of the whole stay.
    pub total_quantiles: Vec<f64>,
    /// The whole stay before tax, at the offer's own prices, in today's money.
    pub total_before_tax: RangeView,
    /// What comes once, before tax: sign-on less what is left behind.
    pub once: f64,
    /// Shares and options over the stay, before tax, in today's money.
    pub equity: RangeView,
    /// The whole stay to somebody who shuns risk: the sure amount that is worth as much.
    pub sure: f64,
    /// How strongly risk is shunned: the constant relative aversion.
    pub aversion: f64,
    /// Its options, and its shares of a private company.
    pub options: Vec<OptionsView>,
    /// Hours worked in a year, with the commute.
    pub hours: f64,
    /// What is left of each of these hours.
    pub hour: f64,
    /// Where it stands in the market.
    pub standing: StandingView,
    /// What the whole stay moves with, most first.
    pub tornado: Vec<SwingView>,
}

/// A year.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct YearView {
    /// Its parts before tax, on average; those that are nothing are left out.
    pub parts: Vec<PartView>,
    /// All of them.
    pub before_tax: RangeView,
    /// What is left after tax and costs, at the prices that offers are compared at and in the money of that
    /// year.
    pub left: RangeView,
}

/// A part of a year.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PartView {
    /// Its word: `base`, `bonus`, `sign-on`, `shares`, `options`, `benefits`, `left-behind`, `costs`.
    pub part: &'static str,
    /// What it is.
    pub what: &'static str,
    /// The amount on average; below zero for what is lost.
    pub amount: f64,
}

/// Options, or shares of a private company.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OptionsView {
    /// The chance that they bring nothing.
    pub worthless: f64,
    /// What they bring before tax, less what it costs to exercise them.
    pub payoff: RangeView,
    /// The average where they bring anything.
    pub mean_if_any: f64,
    /// How many have vested by the end of the stay.
    pub vested: f64,
    /// What it costs to exercise these.
    pub cost: f64,
    /// The chance that this has to be decided before it is known what becomes of the company.
    pub early: f64,
    /// The chance that they then lapse.
    pub lapse: f64,
    /// The part of the company that the whole grant is today, and at the exit in the middle; `None` where the
    /// company's size is not known.
    pub owned: Option<[f64; 2]>,
}

/// Where an offer stands in the market.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StandingView {
    /// Base salary of a year, in the offer's own money.
    pub base: f64,
    /// The share of such people with a lower base salary.
    pub base_below: PercentileRankView,
    /// P10, P25, P50, P75 and P90 of such people's base salaries.
    pub base_market: [f64; 5],
    /// Base salary, bonus and shares of an average year, in the offer's own money.
    pub total: f64,
    /// The share of such people who get less in all; `None` where the book does not know it.
    pub total_below: Option<PercentileRankView>,
    /// The middle of what they get in all.
    pub total_median: Option<f64>,
    /// The level at which such a base salary is usual.
    pub usual_level: Option<String>,
    /// Whether title and pay disagree.
    pub disagrees: bool,
}

/// How the whole stay moves with one input.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SwingView {
    /// With what.
    pub what: String,
    /// The word of the assumption, if it is one.
    pub name: Option<String>,
    /// The average of the input over the fifth of cases where it is lowest, and highest: in the answer's
    /// currency of what a company is worth, else as a part of one or in the unit of the assumption.
    pub input: [f64; 2],
    /// The same in words: "0.23 to 2.95 times", "$0 to $3.7bn".
    pub range: String,
    /// The whole stay in the fifth of cases where it is lowest, on average.
    pub at_low: f64,
    /// And highest.
    pub at_high: f64,
}

/// The offers of an answer.
pub fn offers(answer: &OfferAnswer, t: &Taxonomy) -> Vec<OneOfferView> {
    let names = names(&answer.offers, t);
    let all = answer.plan.offers.iter().enumerate();
    all.map(|(at, value)| one(answer, at, value, names[at].clone(), t)).collect()
}

fn one(
    answer: &OfferAnswer,
    at: usize,
    value: &OfferValue,
    name: String,
    t: &Taxonomy,
) -> OneOfferView {
    let (asked, home) = (&answer.offers[at], &answer.homes[at]);
    let law = home.law.as_ref().filter(|_| answer.plan.after_tax);
    OneOfferView {
        letter: letter(at),
        name,
        read_as: describe(&asked.asked.profile, t),
        own_currency: answer.priced.offers[at].currency,
        rules_of: law.map(|law| format!("{}, {}", law.rules_of, law.year)),
        years: value.years.iter().map(YearView::new).collect(),
        after: YearView::new(&value.steady),
        year: RangeView::of(value.year),
        total: RangeView::of(value.total),
        total_quantiles: value.total_quantiles.iter().map(|amount| round(*amount, 2)).collect(),
        total_before_tax: RangeView::of(value.total_gross),
        once: round(value.once, 2),
        equity: RangeView::of(value.equity),
        sure: round(value.sure, 2),
        aversion: value.aversion,
        options: options(value, asked),
        hours: round(value.hours, 0),
        hour: round(value.hour, 2),
        standing: StandingView::new(&answer.standings[at], t),
        tornado: value
            .swings
            .iter()
            .map(|swing| SwingView::new(swing, answer.plan.currency))
            .collect(),
    }
}

/// A, B, C.
pub fn letter(at: usize) -> char {
    char::from(b'A' + at.min(25) as u8)
}

/// What each is called: as the plan says, else the employer or its kind, and the place.
fn names(offers: &[OfferAsked], t: &Taxonomy) -> Vec<String> {
    offers.iter().map(|offer| name(offer, t)).collect()
}

fn name(offer: &OfferAsked, t: &Taxonomy) -> String {
    if let Some(name) = &offer.name {
        return name.clone();
    }
    let profile = &offer.asked.profile;
    let employer = profile.employer.map(|id| t.employer(id).name.clone());
    let tier = profile.tier.map(|id| t.tier(id).name.clone());
    let place = t.place(profile.place);
    let place = match place.kind {
        PlaceKind::Remote => "remote".to_owned(),
        _ => place_name(place),
    };
    match employer.or(tier) {
        Some(employer) => format!("{employer}, {place}"),
        None => place,
    }
}

/// What is told of options; the part of the company only where its size was said.
fn options(value: &OfferValue, asked: &OfferAsked) -> Vec<OptionsView> {
    let known = |company: &goingrate::ask::offer::CompanyAsked| {
        company.shares.is_some() || company.valuation.is_some()
    };
    let private = value.options.len().saturating_sub(asked.options.len());
    let of_grants = asked.grants.iter().filter(|grant| grant.listed != Some(true));
    let mut sizes: Vec<bool> = of_grants.take(private).map(|grant| known(&grant.company)).collect();
    sizes.resize(private, false);
    sizes.extend(asked.options.iter().map(|options| known(&options.company)));
    value.options.iter().zip(sizes).map(|(value, known)| OptionsView::new(value, known)).collect()
}

impl YearView {
    fn new(year: &YearValue) -> YearView {
        let parts = Part::ALL.into_iter().map(|part| PartView {
            part: part.slug(),
            what: what(part),
            amount: round(year.part(part), 2),
        });
        YearView {
            parts: parts.filter(|part| part.amount != 0.0).collect(),
            before_tax: RangeView::of(year.gross),
            left: RangeView::of(year.net),
        }
    }

    /// The amount of a part by its word; zero if it is none.
    pub fn part(&self, word: &str) -> f64 {
        self.parts.iter().find(|part| part.part == word).map_or(0.0, |part| part.amount)
    }
}

/// What a part is called.
pub fn what(part: Part) -> &'static str {
    match part {
        Part::Base => "Base salary",
        Part::Bonus => "Bonus",
        Part::SignOn => "Sign-on",
        Part::Shares => "Shares",
        Part::Options => "Options and private shares",
        Part::Benefits => "Benefits",
        Part::LeftBehind => "Left behind",
        Part::Costs => "Costs",
    }
}

impl OptionsView {
    fn new(value: &OptionsValue, known: bool) -> OptionsView {
        OptionsView {
            worthless: round(value.worthless, 4),
            payoff: RangeView::of(value.payoff),
            mean_if_any: round(value.mean_if_any, 2),
            vested: round(value.vested, 2),
            cost: round(value.cost, 2),
            early: round(value.early, 4),
            lapse: round(value.lapse, 4),
            owned: known.then(|| value.owned.map(|part| round(part, 8))),
        }
    }
}

impl StandingView {
    fn new(standing: &Standing, t: &Taxonomy) -> StandingView {
        let amount = |figure: goingrate_model::Uncertain| round(standing.unit.amount(figure.ln), 2);
        let market = &standing.base_market;
        StandingView {
            base: round(standing.base, 2),
            base_below: standing.base_rank.into(),
            base_market: std::array::from_fn(|at| amount(market[at])),
            total: round(standing.total, 2),
            total_below: standing.total_rank.map(PercentileRankView::from),
            total_median: standing.total_median.map(amount),
            usual_level: standing.usual_level.map(|id| t.level(id).name.clone()),
            disagrees: standing.disagrees,
        }
    }
}

impl SwingView {
    fn new(swing: &Swing, currency: Currency) -> SwingView {
        let (what, name) = match &swing.of {
            SwingOf::Share => ("Price of the listed share at the end, times today's", None),
            SwingOf::Exit => ("What the private company is worth in the end", None),
            SwingOf::Bonus => ("Part of the target bonus that is paid", None),
            SwingOf::Exchange => ("Rate of exchange at the end, times today's", None),
            SwingOf::Assumed(used) => (used.what.as_str(), Some(used.name.clone())),
        };
        let ends = [swing.low, swing.high];
        let [low, high] = ends.map(|value| match &swing.of {
            SwingOf::Exit => money::about(value, currency),
            SwingOf::Bonus => words::percent(value),
            SwingOf::Assumed(used) if used.is_share() => words::percent(value),
            _ => words::plain_number((value * 100.0).round() / 100.0),
        });
        SwingView {
            what: what.to_owned(),
            name,
            input: ends.map(|value| round(value, 4)),
            range: format!("{low} to {high}"),
            at_low: round(swing.at_low, 2),
            at_high: round(swing.at_high, 2),
        }
    }
}
