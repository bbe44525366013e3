//! What would make two offers equal: the value of one figure with which the difference of both is zero in the
//! middle of the draws.

use crate::chance::quantiles;
use crate::offer::answer::{Equal, EqualOf};
use crate::offer::model::{Model, OfferModel};
use crate::offer::options::Of;
use crate::offer::question::Part;
use crate::offer::settle::{Case, Change, Settled};
use crate::offer::simulate::{Draws, OfferDraws};

/// Nothing is searched beyond this multiple.
const MOST: f64 = 100.0;
/// Ends of the search, one after the other: the first beyond which the sign changes is taken.
const STEPS: [f64; 6] = [1.2, 2.0, 5.0, 15.0, 40.0, MOST];
/// A value is found when it is known to this part.
const PRECISION: f64 = 1e-6;
/// And after so many steps in any case.
const MOST_STEPS: usize = 80;

/// One figure of one offer, and the other offer's draws.
struct Search<'a> {
    offer: &'a OfferModel<'a>,
    cases: &'a [Case],
    /// Totals of the offer that is not changed.
    others: &'a [f64],
    of: EqualOf,
}

/// All changes of the offer that is worth less in the middle, and those of the better one's shares and exit.
pub fn changes(model: &Model, draws: &Draws, one: usize, other: usize) -> Vec<Equal> {
    let kept = draws.offers[one].kept.len();
    let pairs = draws.offers[one].total.iter().zip(&draws.offers[other].total).take(kept);
    let lead = middle(&mut pairs.map(|(one, other)| one - other).collect::<Vec<_>>());
    if lead == 0.0 || kept == 0 {
        return Vec::new();
    }
    let (worse, better) = if lead < 0.0 { (one, other) } else { (other, one) };
    let mut changes = Vec::new();
    for (offer, against, all) in [(worse, better, true), (better, worse, false)] {
        for of in [EqualOf::Base, EqualOf::SignOn, EqualOf::SharePrice, EqualOf::ExitValue] {
            let pay = matches!(of, EqualOf::Base | EqualOf::SignOn);
            if (pay && !all) || !applies(&model.offers[offer], of) {
                continue;
            }
            let OfferDraws { kept: cases, .. } = &draws.offers[offer];
            let others = &draws.offers[against].total[..kept];
            let search = Search { offer: &model.offers[offer], cases, others, of };
            changes.push(search.equal(offer, lead.abs(), all));
        }
    }
    changes
}

/// Whether an offer has what would be changed.
fn applies(model: &OfferModel, of: EqualOf) -> bool {
    let offer = model.offer;
    match of {
        EqualOf::Base => offer.base > 0.0,
        EqualOf::SignOn => true,
        EqualOf::SharePrice => {
            let listed = model.options.iter().any(|options| matches!(options.of, Of::Listed(_)));
            listed || offer.grants.iter().any(|grant| grant.value > 0.0)
        }
        EqualOf::ExitValue => model.has_exit(),
    }
}

fn middle(draws: &mut [f64]) -> f64 {
    quantiles(draws, [0.5])[0]
}

impl Search<'_> {
    /// The change; `short` is what the worse offer lacks in the middle, `rises` whether the offer that is
    /// changed is the worse one.
    fn equal(&self, offer: usize, short: f64, rises: bool) -> Equal {
        let (from, scale) = match self.of {
            EqualOf::Base => (self.offer.offer.base, self.offer.offer.base),
            EqualOf::SignOn => {
                let exchange = self.offer.offer.exchange * self.offer.offer.prices;
                (self.sign_on(), (short / exchange).max(1.0))
            }
            EqualOf::SharePrice | EqualOf::ExitValue => (1.0, 1.0),
        };
        let found = if rises { self.above(from, scale) } else { self.below(from) };
        Equal { offer, of: self.of, from, to: found }
    }

    /// What is paid at the start or once in the offer's stay as a sign-on, in its money.
    fn sign_on(&self) -> f64 {
        let part = Part::SignOn as usize;
        self.offer.once.iter().map(|once| once.taxed[part] + once.untaxed[part]).sum()
    }

    fn above(&self, from: f64, scale: f64) -> Option<f64> {
        let (mut low, mut at_low) = (from, self.lead(from));
        if at_low >= 0.0 {
            return Some(from);
        }
        for step in STEPS {
            let high = from + scale * (step - 1.0);
            let at_high = self.lead(high);
            if at_high >= 0.0 {
                return Some(self.between([low, high], [at_low, at_high]));
            }
            (low, at_low) = (high, at_high);
        }
        None
    }

    fn below(&self, from: f64) -> Option<f64> {
        let (at_from, at_nothing) = (self.lead(from), self.lead(0.0));
        let found = at_nothing <= 0.0 && at_from >= 0.0;
        found.then(|| self.between([0.0, from], [at_nothing, at_from]))
    }

    /// By how much the changed offer is worth more in the middle of the draws.
    fn lead(&self, value: f64) -> f64 {
        let none = Change::NONE;
        let change = match self.of {
            EqualOf::Base => Change { base: value / self.offer.offer.base, ..none },
            EqualOf::SignOn => Change { sign_on: value - self.sign_on(), ..none },
            EqualOf::SharePrice => Change { share: value, ..none },
            EqualOf::ExitValue => Change { exit: value, ..none },
        };
        let mut settled = Settled::default();
        let leads = self
            .cases
            .iter()
            .zip(self.others)
            .map(|(case, other)| self.offer.total(case, &change, &mut settled) - other);
        middle(&mut leads.collect::<Vec<_>>())
    }

    /// Where a rising function is zero, by bisection with a straight line between both ends where this is faster
    /// (the Illinois method: Dowell & Jarratt 1971, BIT 11:168–174).
    fn between(&self, [mut low, mut high]: [f64; 2], [mut at_low, mut at_high]: [f64; 2]) -> f64 {
        let mut last = 0.0;
        for step in 0..MOST_STEPS {
            if high - low <= PRECISION * high.abs() || at_high == 0.0 || at_low == 0.0 {
                break;
            }
            // A flat piece would hold the line back for ever: every fourth step is a plain half.
            let line = low - at_low * (high - low) / (at_high - at_low);
            let next = if step % 4 == 3 || !line.is_finite() { 0.5 * (low + high) } else { line };
            let at_next = self.lead(next);
            if at_next < 0.0 {
                (low, at_low) = (next, at_next);
                at_high *= if last < 0.0 { 0.5 } else { 1.0 };
            } else {
                (high, at_high) = (next, at_next);
                at_low *= if last > 0.0 { 0.5 } else { 1.0 };
            }
            last = if at_next < 0.0 { -1.0 } else { 1.0 };
        }
        if at_low == 0.0 { low } else { high }
    }
}
