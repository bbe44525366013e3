//! A private company: what becomes of it, what a common share then brings, and what a common share is worth
//! on the way there.

use goingrate_units::Problem;

use super::inputs::{Figure, Taker};
use super::question::PrivateCompany;

/// Further rounds change nothing that could be told.
const MOST_ROUNDS: f64 = 40.0;
/// Chances that lack so little to one lack nothing.
const ROUNDING: f64 = 1e-9;

/// A private company with its figures.
#[derive(Clone, Debug)]
pub struct CompanyModel {
    /// What it was worth after its last round.
    valuation: f64,
    /// All its shares.
    pub shares: f64,
    /// What a common share is worth today; of options without a strike it is not asked.
    fair: Figure,
    /// What is paid before common shares.
    stack: Figure,
    rounds: Figure,
    dilution: Figure,
    ends: Ends,
}

/// What may become of it.
#[derive(Clone, Debug)]
enum Ends {
    /// As it was said: chances added up, values, years; and after how many years there is nothing, if none of
    /// these comes.
    Said { outcomes: Vec<[f64; 3]>, otherwise: Figure },
    /// As assumed: the chance of nothing, the value otherwise, years.
    Assumed { nothing: Figure, value: Figure, years: Figure },
}

/// What became of it in one draw.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Exit {
    /// What the whole company is worth.
    pub value: f64,
    /// In how many years.
    pub years: f64,
    valuation: f64,
    shares: f64,
    fair: f64,
    stack: f64,
    rounds: f64,
    dilution: f64,
}

/// What a common share brings at the exit, and how many shares there are then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Common {
    pub price: f64,
    pub shares: f64,
}

impl CompanyModel {
    /// Takes what is not said.
    ///
    /// # Errors
    /// When an assumption is not carried.
    pub fn take(taker: &mut Taker, company: &PrivateCompany, strike: f64) -> Result<Self, Problem> {
        let valuation = company.preferred * company.shares;
        let mut of = |said, name, times| taker.of_company(said, name, company, times);
        let fair = match strike > 0.0 {
            true => of(company.fair_value, "fair-value", company.preferred)?,
            false => Figure::Known(0.0),
        };
        let stack = of(company.stack, "preference-stack", valuation)?;
        let rounds = of(company.rounds, "rounds-to-exit", 1.0)?;
        let dilution = match rounds == Figure::Known(0.0) {
            true => Figure::Known(0.0),
            false => of(company.dilution, "dilution-a-round", 1.0)?,
        };
        let ends = if company.outcomes.is_empty() {
            Ends::Assumed {
                nothing: of(None, "exit-nothing", 1.0)?,
                value: of(None, "exit-multiple", valuation)?,
                years: of(None, "exit-years", 1.0)?,
            }
        } else {
            let mut sum = 0.0;
            let outcomes = company.outcomes.iter().map(|outcome| {
                sum += outcome.chance;
                [sum, outcome.value, outcome.years]
            });
            let outcomes = outcomes.collect();
            let otherwise = match sum < 1.0 - ROUNDING {
                true => of(None, "exit-years", 1.0)?,
                false => Figure::Known(0.0),
            };
            Ends::Said { outcomes, otherwise }
        };
        let shares = company.shares;
        Ok(CompanyModel { valuation, shares, fair, stack, rounds, dilution, ends })
    }

    /// The assumptions that are drawn, but for the value at the exit, which is told by itself.
    pub fn inputs(&self) -> Vec<usize> {
        let mut figures = vec![self.fair, self.stack, self.rounds, self.dilution];
        match &self.ends {
            Ends::Said { otherwise, .. } => figures.push(*otherwise),
            Ends::Assumed { nothing, years, .. } => figures.extend([*nothing, *years]),
        }
        figures.into_iter().filter_map(Figure::input).collect()
    }

    /// One draw: what becomes of the company by a uniform number.
    pub fn exit(&self, values: &[f64], uniform: f64) -> Exit {
        let (value, years) = match &self.ends {
            Ends::Assumed { nothing, value, years } => {
                let is_nothing = uniform < nothing.at(values);
                (if is_nothing { 0.0 } else { value.at(values) }, years.at(values))
            }
            Ends::Said { outcomes, otherwise } => {
                // Rounding may leave a sum a little below one, where nothing else is to come.
                let whole = matches!(otherwise, Figure::Known(_));
                let last = if whole { outcomes.last() } else { None };
                match outcomes.iter().find(|outcome| uniform < outcome[0]).or(last) {
                    Some([_, value, years]) => (*value, *years),
                    None => (0.0, otherwise.at(values)),
                }
            }
        };
        Exit {
            value,
            years,
            valuation: self.valuation,
            shares: self.shares,
            fair: self.fair.at(values),
            stack: self.stack.at(values),
            rounds: self.rounds.at(values),
            dilution: self.dilution.at(values),
        }
    }
}

impl Exit {
    /// The same with the value of the company times a factor.
    pub fn times(self, factor: f64) -> Exit {
        Exit { value: self.value * factor, ..self }
    }

    /// What a common share brings. All preferred shares are one class that takes its money back once or
    /// converts into common shares, whichever is more.
    pub fn common(&self) -> Common {
        let (kept, raised) = self.rounds();
        let shares = self.shares / kept;
        let stack = self.stack + raised;
        // The part of the company that the preferred shares are.
        let preferred = 1.0 - (1.0 - (self.stack / self.valuation).min(1.0)) * kept;
        let price = match self.value * preferred >= stack {
            true => self.value / shares,
            false if preferred < 1.0 => {
                (self.value - stack).max(0.0) / ((1.0 - preferred) * shares)
            }
            false => 0.0,
        };
        Common { price, shares }
    }

    /// What part a share of today still has after the rounds to come, and what these rounds raise. They lie
    /// evenly between today and the exit, each at the value on a straight line of the logarithm; a part of a
    /// round counts as much less.
    fn rounds(&self) -> (f64, f64) {
        let (mut kept, mut raised) = (1.0, 0.0);
        if self.rounds <= 0.0 || self.dilution <= 0.0 {
            return (kept, raised);
        }
        let ratio = self.value / self.valuation;
        let step = if ratio > 0.0 { (ratio.ln() / (self.rounds + 1.0)).exp() } else { 0.0 };
        // A reader may assume any number.
        let (mut left, mut value) = (self.rounds.min(MOST_ROUNDS), self.valuation);
        while left > 0.0 {
            let sold = self.dilution * left.min(1.0);
            value *= step;
            raised += sold * value;
            kept *= 1.0 - sold;
            left -= 1.0;
        }
        (kept, raised)
    }

    /// What a common share is said to be worth at a day before the exit: a straight line of the logarithm from
    /// today's value to the exit's, and a straight line of the value where nothing is left at the exit.
    pub fn fair_at(&self, years: f64, at_exit: f64) -> f64 {
        let part = years / self.years;
        match at_exit > 0.0 && self.fair > 0.0 {
            true => self.fair * (at_exit / self.fair).powf(part),
            false => self.fair * (1.0 - part),
        }
    }
}
