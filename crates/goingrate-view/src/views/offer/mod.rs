//! Job offers, as every interface shows them: what each is worth, where it stands, which is better, what to ask
//! for.

mod asks;
mod one;
mod sentences;

pub use asks::{AskView, AsksView, EvidenceView};
pub use one::{OneOfferView, OptionsView, PartView, StandingView, SwingView, YearView};

use goingrate::ask::offer::{Ask, OfferAnswer};
use goingrate_plan::offer::{Equal, EqualOf, Pair};
use goingrate_units::Currency;
use schemars::JsonSchema;
use serde::Serialize;

use super::Context;
use super::assumed::AssumedView;
use super::range::RangeView;
use crate::figure::{as_text, round};
use crate::person::place_name;

/// What offers are worth.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OfferView {
    /// The answer in sentences, the most important first.
    pub answer: Vec<String>,
    /// The currency of amounts, unless they are said to be in an offer's own.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub currency: Currency,
    /// The day of prices, rules and assumptions.
    pub as_of: String,
    /// Years that one stays, and over which offers are compared.
    pub years: u32,
    /// Whether the years are taken because nothing was said.
    pub years_taken: bool,
    /// Whether what is left after tax is told; else all amounts are before tax.
    pub after_tax: bool,
    /// At whose prices offers of several places are compared.
    pub prices_of: Option<String>,
    /// The offers.
    pub offers: Vec<OneOfferView>,
    /// Every two of them.
    pub pairs: Vec<PairView>,
    /// What to ask for, offer by offer; empty unless it is asked for.
    pub asks: Vec<AsksView>,
    /// What has to be told of how the question was read and of what was taken, as sentences.
    pub remarks: Vec<String>,
    /// Everything that was assumed.
    pub assumptions: Vec<AssumedView>,
    /// How many draws.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

/// Two offers.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PairView {
    /// The one, by its place from 0.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// The chance that the one is worth more over the whole stay.
    pub better: f64,
    /// The same of each year by itself.
    pub better_by_year: Vec<f64>,
    /// By how much the one is worth more over the whole stay, in today's money.
    pub more: RangeView,
    /// What would make both equal in half of the cases.
    pub equal: Vec<EqualView>,
}

/// A change that makes two offers equal.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EqualView {
    /// Which offer is changed, by its place from 0.
    pub offer: usize,
    /// base, sign-on, share-price or exit-value.
    pub of: &'static str,
    /// What it is: an amount in the offer's own money, or 1 for a multiple.
    pub from: f64,
    /// What it would have to be; `None` where nothing up to a hundred times makes them equal.
    pub to: Option<f64>,
    /// The same as a sentence.
    pub sentence: String,
}

impl OfferView {
    /// The view of an answer, with what to ask for in the offers that this is wanted of: the place of each and
    /// its asks.
    pub fn new(answer: &OfferAnswer, asks: &[(usize, Vec<Ask>)], context: &Context) -> OfferView {
        let (plan, t) = (&answer.plan, context.taxonomy);
        let offers = one::offers(answer, t);
        let pairs: Vec<PairView> =
            plan.pairs.iter().map(|pair| PairView::new(pair, &offers)).collect();
        let prices_of = answer.prices_of.map(|id| place_name(t.place(id)));
        OfferView {
            answer: sentences::answer(&offers, &pairs, answer, prices_of.as_deref(), t),
            currency: plan.currency,
            as_of: plan.on.to_string(),
            years: plan.years,
            years_taken: answer.years_taken,
            after_tax: plan.after_tax,
            prices_of,
            asks: asks
                .iter()
                .filter_map(|(at, asks)| Some(AsksView::new(asks, offers.get(*at)?, &offers, t)))
                .collect(),
            offers,
            pairs,
            remarks: remarks(answer),
            assumptions: plan.used.iter().map(|used| AssumedView::new(used, t)).collect(),
            draws: plan.draws,
            seed: plan.seed,
        }
    }
}

/// What was told of each offer, by its letter where there are several, and of all of them; each once.
fn remarks(answer: &OfferAnswer) -> Vec<String> {
    let several = answer.offers.len() > 1;
    let mut all: Vec<String> = Vec::new();
    for remark in &answer.remarks {
        let text = match remark.offer.filter(|_| several) {
            Some(at) => format!("{}: {}", one::letter(at), remark.text),
            None => remark.text.clone(),
        };
        if !all.contains(&text) {
            all.push(text);
        }
    }
    if answer.years_taken {
        all.push(format!(
            "You are taken to stay {} years, the usual time of a first grant; what comes later is not counted.",
            answer.plan.years
        ));
    }
    all
}

impl PairView {
    fn new(pair: &Pair, offers: &[OneOfferView]) -> PairView {
        PairView {
            one: pair.one,
            other: pair.other,
            better: round(pair.better, 4),
            better_by_year: pair.better_by_year.iter().map(|share| round(*share, 4)).collect(),
            more: RangeView::of(pair.more),
            equal: pair
                .equal
                .iter()
                .filter(|equal| changes(equal))
                .map(|equal| EqualView::new(equal, pair, offers))
                .collect(),
        }
    }
}

/// Whether anything has to change: two offers alike are equal as they are.
fn changes(equal: &Equal) -> bool {
    equal.to.is_none_or(|to| (to - equal.from).abs() > 1e-3 * equal.from.abs().max(1.0))
}

impl EqualView {
    fn new(equal: &Equal, pair: &Pair, offers: &[OneOfferView]) -> EqualView {
        let of = match equal.of {
            EqualOf::Base => "base",
            EqualOf::SignOn => "sign-on",
            EqualOf::SharePrice => "share-price",
            EqualOf::ExitValue => "exit-value",
        };
        EqualView {
            offer: equal.offer,
            of,
            from: round(equal.from, 2),
            to: equal.to.map(|to| round(to, 2)),
            sentence: sentences::equal(equal, pair, offers),
        }
    }
}
