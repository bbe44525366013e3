//! What is asked of a career: ways of going on, each a chain of levels with the market's pay, and from where.

use goingrate_units::{Currency, Date, Problem};

use crate::hire::MarketDoubt;
use crate::law::TakeHomeLaw;

/// Years that are looked at.
pub const YEARS: usize = 15;
/// No question has more ways.
pub const MOST_WAYS: usize = 40;
/// No way has more levels.
pub const MOST_LEVELS: usize = 8;
/// No question is drawn more often.
pub const MOST_DRAWS: usize = 200_000;

/// Ways of going on, to be compared.
#[derive(Clone, Debug)]
pub struct CareerQuestion {
    /// The ways; the first is staying, which starts where one is.
    pub ways: Vec<Way>,
    /// How uncertain the market's middles are, by [`Level::figure`].
    pub market: MarketDoubt,
    /// What is earned now.
    pub own: Own,
    /// Years already spent at the present level.
    pub at_level: f64,
    /// Years over which ways are compared, 1 to 15.
    pub years: u32,
    /// By how much a year later is worth less; by assumption if `None`. From 0 to 1.
    pub discount: Option<f64>,
    /// A pay a year that is to be reached, in the answer's currency.
    pub goal: Option<f64>,
    /// The currency of every amount of the answer.
    pub currency: Currency,
    /// Where one is: words of the taxonomy, the narrowest first, for assumptions.
    pub places: Vec<String>,
    /// The day of prices and assumptions.
    pub on: Date,
    /// How many draws.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

/// What is earned now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Own {
    /// So much a year, in the money of the first way.
    Pay(f64),
    /// What the market pays: a person drawn.
    Drawn,
}

/// One way of going on.
#[derive(Clone, Debug)]
pub struct Way {
    /// What it is called.
    pub name: String,
    /// Its levels, the present one first. A level is reached after the one before it.
    pub levels: Vec<Level>,
    /// How far people lie apart: standard deviation of the logarithm of pay.
    pub sd: f64,
    /// How it starts.
    pub start: Start,
    /// How the work is done.
    pub work: Work,
    /// How much of the answer's currency one unit of its money is.
    pub exchange: f64,
    /// The same at the prices of the first way's place.
    pub at_prices: f64,
    /// What is left of pay; all of it if `None`.
    pub law: Option<TakeHomeLaw>,
}

/// How a way starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// In the present job.
    AsNow,
    /// With a move to another job, after learning.
    Move {
        /// The kind of `learning-months` and `learning-cost`: `skill`.
        learns: String,
        /// The home is moved too.
        home: bool,
    },
}

/// How the work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// For an employer.
    Employed,
    /// For clients, by the hour; pay of levels is 2,080 times an hour's rate.
    Freelance,
    /// In a company of one's own, and for an employer after it.
    Founder,
}

/// A level of a way.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Its word, by which assumptions of the step to it are found.
    pub word: String,
    /// What it is called.
    pub name: String,
    /// ln of the market's median a year, now and after each year, at the experience of that year.
    pub ln_median: [f64; YEARS + 1],
    /// Which figure of [`CareerQuestion::market`] speaks of it. The same market has the same figure in every
    /// way.
    pub figure: usize,
}

impl CareerQuestion {
    /// Everything that cannot be asked, with its field.
    pub(super) fn check(&self) -> Result<(), Problem> {
        let of = |field: &str, value: String, what: String| Err(Problem::of(field, &value, what));
        if self.ways.is_empty() || self.ways.len() > MOST_WAYS {
            return of("ways", self.ways.len().to_string(), format!("has 1 to {MOST_WAYS} ways"));
        }
        if self.draws == 0 || self.draws > MOST_DRAWS {
            let what = format!("a career is drawn 1 to {MOST_DRAWS} times");
            return of("draws", self.draws.to_string(), what);
        }
        if self.years == 0 || self.years as usize > YEARS {
            let what = format!("ways are compared over 1 to {YEARS} years");
            return Err(Problem::of("horizon", &self.years.to_string(), what).hint("write 10"));
        }
        if let Some(rate) = self.discount.filter(|rate| !(0.0..=1.0).contains(rate)) {
            let what = "a discount rate lies between 0 % and 100 % a year";
            return Err(Problem::of("discount", &rate.to_string(), what).hint("write 4%"));
        }
        let pay = match self.own {
            Own::Pay(pay) => pay,
            Own::Drawn => 1.0,
        };
        for (field, amount) in [("pay", pay), ("goal", self.goal.unwrap_or(1.0))] {
            if !(amount > 0.0 && amount.is_finite()) {
                let what = "has to be an amount above zero";
                return Err(Problem::of(field, &amount.to_string(), what).hint("write 150k"));
            }
        }
        if !(self.at_level >= 0.0 && self.at_level.is_finite()) {
            return of("years", self.at_level.to_string(), "are no years at a level".to_owned());
        }
        let mut levels = self.ways.iter().flat_map(|way| &way.levels);
        if levels.any(|level| level.figure >= self.market.len()) {
            let what = "the market's doubt is not about the levels of these ways".to_owned();
            return of("market", self.market.len().to_string(), what);
        }
        self.ways.iter().try_for_each(Way::check)
    }
}

impl Way {
    fn check(&self) -> Result<(), Problem> {
        if self.levels.is_empty() || self.levels.len() > MOST_LEVELS {
            let what = format!("a way has 1 to {MOST_LEVELS} levels");
            return Err(Problem::of("way", &self.name, what));
        }
        let medians = self.levels.iter().flat_map(|level| &level.ln_median);
        let is_amount = |amount: f64| amount > 0.0 && amount.is_finite();
        let known = medians.into_iter().all(|ln| ln.is_finite())
            && is_amount(self.exchange)
            && is_amount(self.at_prices)
            && self.sd >= 0.0
            && self.sd.is_finite();
        match known {
            true => Ok(()),
            false => Err(Problem::of("way", &self.name, "has pay that is no number")),
        }
    }
}
