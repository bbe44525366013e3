//! Options and shares of a private company, and options of a listed one: what has vested, when it can be
//! exercised, and what it brings.

use goingrate_units::Problem;

use super::company::{CompanyModel, Exit};
use super::inputs::{Figure, Taker};
use super::question::{Company, Options};
use super::share::Paid;
use super::time::{Time, year_of_end};

/// A line of options with its figures.
#[derive(Clone, Debug)]
pub struct OptionsModel {
    pub number: f64,
    pub strike: f64,
    /// How many are one's own by the end of each month of the stay, from the first day.
    vested: Vec<f64>,
    pub window: Figure,
    pub of: Of,
}

/// Of which company.
#[derive(Clone, Debug)]
pub enum Of {
    /// A listed one: the price of its share today.
    Listed(f64),
    /// A private one.
    Private(CompanyModel),
}

/// What a line of options came to in one draw.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OptionsDraw {
    /// What it brings before tax, less what it costs to exercise.
    pub gain: f64,
    /// The same in the answer's money, at its day.
    pub payoff: f64,
    /// Whether it had to be decided on before the exit.
    pub early: bool,
    /// Whether it then lapsed.
    pub lapsed: bool,
    /// Shares of the company at the exit; zero of a listed one.
    pub shares: f64,
    /// Years until the money comes, where this is after the stay.
    pub later: Option<f64>,
    /// What was paid to exercise at the end of the stay.
    pub cost: f64,
}

impl OptionsModel {
    /// Takes what is not said.
    ///
    /// # Errors
    /// When an assumption is not carried.
    pub fn take(taker: &mut Taker, options: &Options, time: &Time) -> Result<Self, Problem> {
        let mut vested = vec![0.0; time.months() + 1];
        for vest in &options.vests {
            let from = vested.iter_mut().skip(vest.month as usize);
            from.for_each(|sum| *sum += options.number * vest.share);
        }
        let (of, window) = match &options.company {
            Company::Listed { price } => (Of::Listed(*price), Figure::Known(0.0)),
            Company::Private(company) => {
                let window = match options.strike > 0.0 {
                    true => {
                        let said = options.window_months;
                        taker.of_company(said, "exercise-window", company, 1.0)?
                    }
                    false => Figure::Known(0.0),
                };
                (Of::Private(CompanyModel::take(taker, company, options.strike)?), window)
            }
        };
        let (number, strike) = (options.number, options.strike);
        Ok(OptionsModel { number, strike, vested, window, of })
    }

    /// What has vested by the end of the stay.
    pub fn vested(&self) -> f64 {
        self.vested.last().copied().unwrap_or_default()
    }

    /// The part of the company that they are today; zero of a listed one.
    pub fn owned(&self, shares: f64) -> f64 {
        if shares > 0.0 { self.number / shares } else { 0.0 }
    }

    /// Options of a listed company, exercised at the end of the stay; `price` is that of the share then.
    pub fn listed(&self, price: f64, time: &Time, to: &mut Paid) -> OptionsDraw {
        let gain = (price - self.strike).max(0.0) * self.vested();
        let (end, last) = (time.years as f64, time.years - 1);
        to.amounts[last] += gain;
        to.timing[last] += gain * time.gain(end, last);
        OptionsDraw { gain, ..OptionsDraw::default() }
    }

    /// Options of a private company.
    pub fn private(&self, exit: &Exit, window: f64, time: &Time, to: &mut Paid) -> OptionsDraw {
        let common = exit.common();
        let draw = OptionsDraw { shares: common.shares, ..OptionsDraw::default() };
        let (stay, vested) = (time.years as f64, self.vested());
        if exit.years <= stay {
            let each = (common.price - self.strike).max(0.0);
            self.within(exit.years, each, time, to);
            return OptionsDraw { gain: each * vested, ..draw };
        }
        let later = Some(exit.years);
        if self.strike <= 0.0 || exit.years <= stay + window / 12.0 {
            let gain = (common.price - self.strike).max(0.0) * vested;
            return OptionsDraw { gain, later, ..draw };
        }
        // Who has left has to decide before it is known what becomes of the company.
        if exit.fair_at(stay, common.price) <= self.strike {
            return OptionsDraw { early: true, lapsed: true, ..draw };
        }
        let cost = self.strike * vested;
        OptionsDraw { gain: common.price * vested - cost, early: true, later, cost, ..draw }
    }

    /// An exit within the stay pays what has vested by then, and the rest as it vests, at the same price.
    fn within(&self, years: f64, each: f64, time: &Time, to: &mut Paid) {
        let month = ((years * 12.0) as usize).min(time.months());
        let year = year_of_end((years * 12.0).ceil() as usize).min(time.years - 1);
        let mut pay = |number: f64, years: f64, year: usize| {
            to.amounts[year] += number * each;
            to.timing[year] += number * each * time.gain(years, year);
        };
        pay(self.vested[month], years, year);
        if each <= 0.0 || self.vested[month] == self.vested() {
            return;
        }
        for next in month + 1..=time.months() {
            let number = self.vested[next] - self.vested[next - 1];
            pay(number, next as f64 / 12.0, year_of_end(next));
        }
    }
}
