//! One draw of one offer to money: parts of each year, what is left of it, what comes after the stay.

use super::company::Exit;
use super::model::{OfferModel, PARTS, Years};
use super::options::{Of, OptionsDraw};
use super::question::Part;
use super::share::Paid;

/// What happens in one draw of one offer.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Base salary of each year over the first one's.
    pub growth: Years,
    /// Bonus of each year over the target.
    pub bonus: Years,
    /// What the grants of once bring.
    pub grants: Paid,
    /// What the grants of every year bring.
    pub refreshers: Paid,
    /// The price of the listed share at the end of the stay over today's.
    pub share: f64,
    /// The rate of exchange of each year over today's.
    pub exchange: Years,
    /// And when the money of a private company comes.
    pub exchange_later: f64,
    /// Of each line of options what becomes of the company; nothing of a listed one.
    pub exits: Vec<Exit>,
    /// Of each line the months after leaving in which it can be exercised.
    pub windows: Vec<f64>,
}

/// What is changed of an offer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Base salary, times.
    pub base: f64,
    /// A further payment on the first day, taxed.
    pub sign_on: f64,
    /// The price of the share from the grants on, times.
    pub share: f64,
    /// What the private company is worth at its exit, times.
    pub exit: f64,
}

impl Change {
    /// The offer as it is.
    pub const NONE: Change = Change { base: 1.0, sign_on: 0.0, share: 1.0, exit: 1.0 };
}

/// What a draw came to. All amounts are in the answer's currency.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// Parts of each year, and of the one after the stay, before tax.
    pub parts: Vec<[f64; PARTS]>,
    /// Their sums.
    pub gross: Years,
    /// What is left.
    pub net: Years,
    /// What is left of all of it, in today's money.
    pub total: f64,
    /// All of it before tax.
    pub total_gross: f64,
    /// Shares and options before tax.
    pub equity: f64,
    /// Of each line of options.
    pub options: Vec<OptionsDraw>,
}

/// Amounts of one year in the offer's money.
struct Year {
    parts: [f64; PARTS],
    /// What is taxed as pay, and what is not taxed.
    sums: [f64; 2],
    /// The same, times how much more they are worth on their day than in the middle of the year.
    timing: [f64; 2],
    /// The same of shares and options alone.
    equity_timing: f64,
}

impl OfferModel<'_> {
    /// Settles a draw: everything that is told of it.
    pub fn settle(&self, case: &Case, change: &Change, to: &mut Settled) {
        self.settled::<true>(case, change, to);
        let years = self.time.years;
        let steady = self.steady(case, change);
        let (parts, gross, net) = self.worth_of(&steady, case.exchange[years]);
        to.parts.push(parts);
        (to.gross[years], to.net[years]) = (gross, net);
    }

    /// What is left of all of it in a draw, for a search that needs nothing else.
    pub fn total(&self, case: &Case, change: &Change, to: &mut Settled) -> f64 {
        self.settled::<false>(case, change, to);
        to.total
    }

    /// The years of the stay and what comes later; with all that is told, or the total alone.
    fn settled<const WHOLE: bool>(&self, case: &Case, change: &Change, to: &mut Settled) {
        let mut options = Paid::default();
        self.exercise(case, change, &mut options, &mut to.options);
        (to.total, to.total_gross, to.equity) = (0.0, 0.0, 0.0);
        to.parts.clear();
        for year in 0..self.time.years {
            let paid = self.year(case, change, &options, year);
            self.add::<WHOLE>(&paid, case.exchange[year], year, to);
        }
        self.later(case, change, to);
    }

    /// A year of the stay.
    #[inline]
    fn year(&self, case: &Case, change: &Change, options: &Paid, year: usize) -> Year {
        let once = &self.once[year];
        let mut parts = self.yearly(case, change, year);
        let shares = case.grants.amounts[year] * change.share + case.refreshers.amounts[year];
        let shares_timing = case.grants.timing[year] * change.share + case.refreshers.timing[year];
        let first = if year == 0 { change.sign_on } else { 0.0 };
        let pay = parts[Part::Base as usize] + parts[Part::Bonus as usize];
        let aside = parts[Part::Benefits as usize] + parts[Part::Costs as usize];
        for (part, (taxed, untaxed)) in parts.iter_mut().zip(once.taxed.iter().zip(&once.untaxed)) {
            *part += taxed + untaxed;
        }
        parts[Part::SignOn as usize] += first;
        parts[Part::Shares as usize] += shares;
        parts[Part::Options as usize] += options.amounts[year];
        let equity_timing = shares_timing + options.timing[year];
        let first_timing = first * (1.0 / self.worth[0] - 1.0);
        Year {
            parts,
            sums: [
                pay + shares + options.amounts[year] + once.sums[0] + first,
                aside + once.sums[1],
            ],
            timing: [equity_timing + once.timing[0] + first_timing, once.timing[1]],
            equity_timing,
        }
    }

    /// What comes every year: base salary, bonus, benefits, costs.
    fn yearly(&self, case: &Case, change: &Change, year: usize) -> [f64; PARTS] {
        let mut parts = [0.0; PARTS];
        let base = self.offer.base * change.base * case.growth[year];
        parts[Part::Base as usize] = base;
        let target = self.bonus.as_ref().map_or(0.0, |bonus| bonus.terms.target);
        parts[Part::Bonus as usize] = base * target * case.bonus[year];
        parts[Part::Benefits as usize] = self.offer.benefits;
        parts[Part::Costs as usize] = -self.offer.costs;
        parts
    }

    /// The year after the stay, as if one stayed on: what comes every year, and grants of every year when as
    /// many begin as end.
    fn steady(&self, case: &Case, change: &Change) -> Year {
        let mut parts = self.yearly(case, change, self.time.years);
        parts[Part::Shares as usize] = self.share.as_ref().map_or(0.0, |share| share.steady);
        let aside = parts[Part::Benefits as usize] + parts[Part::Costs as usize];
        let taxed = parts.iter().sum::<f64>() - aside;
        Year { parts, sums: [taxed, aside], timing: [0.0; 2], equity_timing: 0.0 }
    }

    /// What is left of taxed pay. Of what is not above zero nothing is taken.
    #[inline]
    fn kept(&self, taxed: f64) -> f64 {
        match &self.offer.law {
            Some(law) if taxed > 0.0 => law.net(taxed),
            _ => taxed,
        }
    }

    /// Parts, gross and net of a year in the answer's money, the last at the prices that are compared.
    fn worth_of(&self, year: &Year, exchange: f64) -> ([f64; PARTS], f64, f64) {
        let money = self.offer.exchange * exchange;
        let [taxed, untaxed] = year.sums;
        let net = (self.kept(taxed) + untaxed) * money * self.offer.prices;
        (year.parts.map(|part| part * money), (taxed + untaxed) * money, net)
    }

    #[inline]
    fn add<const WHOLE: bool>(&self, paid: &Year, exchange: f64, year: usize, to: &mut Settled) {
        let money = self.offer.exchange * exchange;
        let [taxed, untaxed] = paid.sums;
        let kept = self.kept(taxed);
        // The tax of a year falls on all of its pay in proportion.
        let part = if taxed > 0.0 { kept / taxed } else { 1.0 };
        let timing = part * paid.timing[0] + paid.timing[1];
        let real = money * self.offer.prices;
        let worth = self.worth[year];
        to.total += worth * real * (kept + untaxed + timing);
        if !WHOLE {
            return;
        }
        to.parts.push(paid.parts.map(|part| part * money));
        to.gross[year] = (taxed + untaxed) * money;
        to.net[year] = (kept + untaxed) * real;
        to.total_gross += worth * money * (taxed + untaxed + paid.timing[0] + paid.timing[1]);
        let equity = paid.parts[Part::Shares as usize] + paid.parts[Part::Options as usize];
        to.equity += worth * money * (equity + paid.equity_timing);
    }

    /// All options of a draw: what they pay within the stay, and each line.
    fn exercise(&self, case: &Case, change: &Change, to: &mut Paid, all: &mut Vec<OptionsDraw>) {
        all.clear();
        let last = case.exchange[self.time.years - 1];
        for ((options, exit), window) in self.options.iter().zip(&case.exits).zip(&case.windows) {
            let mut draw = match options.of {
                Of::Listed(price) => {
                    options.listed(price * case.share * change.share, &self.time, to)
                }
                Of::Private(_) => {
                    options.private(&exit.times(change.exit), *window, &self.time, to)
                }
            };
            let at = if draw.later.is_some() { case.exchange_later } else { last };
            draw.payoff = draw.gain * self.offer.exchange * at;
            all.push(draw);
        }
    }

    /// Money that comes after the stay. It is taxed on top of the last year's base salary; nothing is given
    /// back for a loss, and paying to exercise is not taxed.
    fn later(&self, case: &Case, change: &Change, to: &mut Settled) {
        let gains = to.options.iter().filter(|draw| draw.later.is_some() && draw.gain > 0.0);
        let gains: f64 = gains.map(|draw| draw.gain).sum();
        let last = self.time.years - 1;
        let part = match gains > 0.0 {
            true => {
                let base = self.offer.base * change.base * case.growth[last];
                (self.kept(base + gains) - self.kept(base)) / gains
            }
            false => 1.0,
        };
        let money = self.offer.exchange;
        let (now, then) = (money * case.exchange[last], money * case.exchange_later);
        for draw in &to.options {
            let Some(years) = draw.later else { continue };
            let left = if draw.gain > 0.0 { draw.gain * part } else { draw.gain };
            let cost = draw.cost * self.time.worth(self.time.years as f64) * now;
            let worth = self.time.worth(years) * then;
            let gross = (draw.gain + draw.cost) * worth - cost;
            to.total += ((left + draw.cost) * worth - cost) * self.offer.prices;
            to.total_gross += gross;
            to.equity += gross;
        }
    }
}
