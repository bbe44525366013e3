//! What to ask for, with what it would bring and what says so.

use goingrate::ask::offer::{Ask, AskOf};
use goingrate_plan::{Reported, Status};
use goingrate_units::{Currency, Taxonomy};
use schemars::JsonSchema;
use serde::Serialize;

use super::OneOfferView;
use crate::figure::{as_text, round};
use crate::views::assumed::AssumedView;
use crate::{money, words};

/// What to ask for in one offer.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AsksView {
    /// The offer, by its letter.
    pub offer: char,
    /// What it is called.
    pub name: String,
    /// The money of all amounts here.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub currency: Currency,
    /// The asks, the most expected money first.
    pub asks: Vec<AskView>,
}

/// One ask. Amounts are in the offer's money, before tax.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AskView {
    /// What, as a reader would say it.
    pub what: String,
    /// What it brings in a year or once, if all of it is granted.
    pub amount: f64,
    /// Whether it comes every year.
    pub yearly: bool,
    /// Over the whole stay, if all of it is granted.
    pub over_stay: f64,
    /// The part of it that is granted on average; `None` where the amount is what is usually granted already,
    /// or nobody has to grant it.
    pub granted: Option<f64>,
    /// Over the whole stay, on average.
    pub expected: f64,
    /// Base salary after it, where it changes that.
    pub base: Option<f64>,
    /// The share of such people who then have a lower base salary.
    pub below: Option<f64>,
    /// Whether base salary would be above what nine in ten such people have.
    pub above_market: bool,
    /// The reason to give.
    pub reason: String,
    /// What the figure rests on.
    pub evidence: Vec<EvidenceView>,
}

/// What an ask rests on, or what others say of it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EvidenceView {
    /// What is said.
    pub said: String,
    /// Who says it.
    pub source: String,
    /// law, official, published, list, estimate or yours.
    pub status: &'static str,
    /// Whether the figure is taken; else it only stands beside.
    pub taken: bool,
}

impl AsksView {
    pub(super) fn new(
        asks: &[Ask],
        offer: &OneOfferView,
        offers: &[OneOfferView],
        t: &Taxonomy,
    ) -> AsksView {
        AsksView {
            offer: offer.letter,
            name: offer.name.clone(),
            currency: offer.own_currency,
            asks: asks.iter().map(|ask| AskView::new(ask, offer, offers, t)).collect(),
        }
    }
}

impl AskView {
    fn new(ask: &Ask, offer: &OneOfferView, offers: &[OneOfferView], t: &Taxonomy) -> AskView {
        let named = Named { offer, offers, t };
        AskView {
            what: named.what(ask),
            amount: round(ask.amount, 2),
            yearly: ask.yearly,
            over_stay: round(ask.over_stay, 2),
            granted: ask.granted.map(|share| round(share, 4)),
            expected: round(ask.expected, 2),
            base: ask.base.map(|base| round(base, 2)),
            below: ask.rank.map(|rank| round(rank, 4)),
            above_market: ask.above_market,
            reason: named.reason(ask),
            evidence: evidence(ask, t),
        }
    }
}

fn evidence(ask: &Ask, t: &Taxonomy) -> Vec<EvidenceView> {
    let taken = ask.evidence.iter().map(|used| {
        let view = AssumedView::new(used, t);
        let value = |value| crate::text::assumed::value(&view, value);
        let ends = match used.low == used.high {
            true => String::new(),
            false => format!(" ({} to {})", value(used.low), value(used.high)),
        };
        EvidenceView {
            said: format!("{}: {}{ends}", used.what, value(used.typical)),
            source: told(&view.source, used.status),
            status: used.status.slug(),
            taken: true,
        }
    });
    let beside = ask.reported.iter().map(|reported| EvidenceView {
        said: said(reported, ask),
        source: told(&reported.source.title, reported.status),
        status: reported.status.slug(),
        taken: false,
    });
    taken.chain(beside).collect()
}

/// Who says it: what we have estimated from a source is ours, and not its word.
fn told(source: &str, status: Status) -> String {
    match status {
        Status::Estimate if !source.starts_with("Our own") => {
            format!("our estimate; it leans on {source}")
        }
        _ => source.to_owned(),
    }
}

/// "By how much a competing offer lifts an offer: a guide's figure: 10 to 20 %".
fn said(reported: &Reported, ask: &Ask) -> String {
    let share = ask.evidence.first().is_none_or(goingrate_plan::Used::is_share);
    let number = |value: f64| match share {
        true => words::plain_number((value * 1e3).round() / 10.0),
        false => words::plain_number((value * 100.0).round() / 100.0),
    };
    let unit = if share { " %" } else { "" };
    let of = ask.evidence.first().map(|used| format!("{}; ", used.what)).unwrap_or_default();
    match reported.low == reported.high {
        true => format!("{of}{}: {}{unit}", reported.said, number(reported.low)),
        false => {
            format!(
                "{of}{}: {} to {}{unit}",
                reported.said,
                number(reported.low),
                number(reported.high)
            )
        }
    }
}

/// Asks in words.
struct Named<'a> {
    offer: &'a OneOfferView,
    offers: &'a [OneOfferView],
    t: &'a Taxonomy,
}

impl Named<'_> {
    fn money(&self, amount: f64) -> String {
        money::about(amount, self.offer.own_currency)
    }

    fn letter(&self, at: usize) -> char {
        self.offers.get(at).map_or('?', |offer| offer.letter)
    }

    fn what(&self, ask: &Ask) -> String {
        let base = ask.base.map(|base| self.money(base)).unwrap_or_default();
        match &ask.of {
            AskOf::Base(p) => format!("Base salary of {base}: {}", percentile(*p)),
            AskOf::CompetingOffer(Some(at)) => {
                format!("Base salary of {base} against offer {}", self.letter(*at))
            }
            AskOf::CompetingOffer(None) => {
                format!("Base salary of {base} against another offer, if you get one")
            }
            AskOf::Skill(id) => {
                format!("Base salary of {base} for experience with {}", self.t.skill(*id).name)
            }
            AskOf::Level(id) => format!(
                "The next level, {}: base salary of {base}",
                self.t.level(*id).name.to_lowercase()
            ),
            AskOf::Grant => "A larger first grant of shares or options".to_owned(),
            AskOf::Forfeited(_) => "A sign-on payment for what you leave behind".to_owned(),
            AskOf::SignOnLike(at) => format!("A sign-on payment like that of {}", self.letter(*at)),
            AskOf::Start(day) => format!("A first working day after {day}"),
            AskOf::Leave => "One more week of paid leave".to_owned(),
        }
    }

    /// The reason to give, and what has to be known beside it.
    fn reason(&self, ask: &Ask) -> String {
        let below = self.offer.standing.base_below.share;
        let above = match ask.above_market {
            true => " That would be more than nine in ten such people have: expect to be refused.",
            false => "",
        };
        let reason = match &ask.of {
            AskOf::Base(_) => format!(
                "Such people's middle is {}; this offer stands above {} of 100.",
                self.money(self.offer.standing.base_market[2]),
                (below * 100.0).round()
            ),
            AskOf::CompetingOffer(Some(at)) => format!(
                "Offer {} is worth more. How much another offer moves an employer has not been measured well.",
                self.letter(*at)
            ),
            AskOf::CompetingOffer(None) => {
                "How much another offer moves an employer has not been measured well.".to_owned()
            }
            AskOf::Skill(_) => "Only if you have it: the offer does not name it.".to_owned(),
            AskOf::Level(_) => format!(
                "By the book that is {} more here. It needs the work of that level to show; how often it is granted has not been measured.",
                words::percent(ask.amount / self.offer.standing.base)
            ),
            AskOf::Grant => "The part of what vests within the stay.".to_owned(),
            AskOf::Forfeited(lost) => {
                format!("You lose {} with the present job.", self.money(*lost))
            }
            AskOf::SignOnLike(at) => format!("Offer {} pays that.", self.letter(*at)),
            AskOf::Start(_) => {
                "All that is due in the present job until then is not lost.".to_owned()
            }
            AskOf::Leave => "A week of base salary.".to_owned(),
        };
        let large = match ask.large {
            true => format!(
                " That is {} of base salary: how much of so large an ask is granted has not been measured.",
                words::percent(ask.amount / self.offer.standing.base)
            ),
            false => String::new(),
        };
        reason + &large + above
    }
}

/// "the middle of such people's", "the lower quarter of such people's".
fn percentile(p: f64) -> &'static str {
    match p {
        p if p < 0.4 => "what three in four such people have at least",
        p if p < 0.6 => "the middle of such people's",
        p if p < 0.8 => "what one in four such people have at least",
        _ => "what one in ten such people have at least",
    }
}

impl EvidenceView {
    /// Whether it is our own guess.
    pub fn is_estimate(&self) -> bool {
        self.status == Status::Estimate.slug()
    }
}
