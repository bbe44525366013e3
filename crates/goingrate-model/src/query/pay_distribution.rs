//! What people of one profile are paid, as a distribution: quantiles, their inverse, the mean, draws.

use goingrate_units::{Currency, Pay, Period};

use crate::ModelError;
use crate::distribution::parts::Parts;
use crate::random::SeededRng;

/// What people of a profile are paid a year: a mixture over places, engagements and levels, each of its
/// own location, spread and shape. It is the spread of people at given figures of the market; how
/// uncertain those figures are is [`Joint`](crate::Joint)'s.
#[derive(Clone, Debug)]
pub struct PayDistribution {
    parts: Parts,
    /// From the model's scale to the log of money of `currency`.
    shift: f64,
    currency: Currency,
}

impl PayDistribution {
    pub(crate) fn new(parts: Parts, shift: f64, currency: Currency) -> PayDistribution {
        PayDistribution { parts, shift, currency }
    }

    /// The currency of its amounts: [`Estimator::money_of`](crate::Estimator::money_of) the profile's
    /// place.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// The pay a year below which a share `p` of people are paid.
    ///
    /// # Errors
    /// When `p` is not strictly between 0 and 1.
    pub fn quantile(&self, p: f64) -> Result<Pay, ModelError> {
        Ok(self.pay(self.ln_quantile(p)?))
    }

    /// The natural logarithm of the same.
    ///
    /// # Errors
    /// When `p` is not strictly between 0 and 1.
    pub fn ln_quantile(&self, p: f64) -> Result<f64, ModelError> {
        if p > 0.0 && p < 1.0 {
            return Ok(self.parts.quantile(p) + self.shift);
        }
        Err(ModelError::Question {
            about: None,
            what: format!("{p} is no probability strictly between 0 and 1"),
            hint: "0.5 is the median".to_owned(),
        })
    }

    /// The share of people who are paid less than an amount, from 0 to 1: the inverse of
    /// [`quantile`](Self::quantile).
    ///
    /// # Errors
    /// When the amount is in another currency: exchange it first.
    pub fn cdf(&self, amount: Pay) -> Result<f64, ModelError> {
        if amount.currency() == self.currency {
            return Ok(self.cdf_of_ln(amount.ln_yearly()));
        }
        let (stated, own) = (amount.currency(), self.currency);
        Err(ModelError::Question {
            about: None,
            what: format!("the amount is in {}, the distribution in {}", stated.code(), own.code()),
            hint: format!("exchange the amount to {} first", own.code()),
        })
    }

    /// The share of people whose log of a year's pay, in [`currency`](Self::currency), is below `ln`.
    pub fn cdf_of_ln(&self, ln: f64) -> f64 {
        self.parts.cdf(ln - self.shift).0
    }

    /// The mean of a year's pay: the integral of [`quantile`](Self::quantile) from 0 to 1.
    pub fn mean(&self) -> Pay {
        self.pay(self.parts.ln_mean() + self.shift)
    }

    /// The pay of somebody drawn at random, a year.
    pub fn draw(&self, rng: &mut SeededRng) -> Pay {
        self.pay(self.parts.quantile(rng.uniform()) + self.shift)
    }

    /// The same distribution with all pay times `exp(ln)`: for a market whose figures turn out to lie
    /// higher or lower than the book's best ones, as a [draw](crate::Joint::draw) has them.
    pub fn moved_by(&self, ln: f64) -> PayDistribution {
        PayDistribution { shift: self.shift + ln, ..self.clone() }
    }

    fn pay(&self, ln: f64) -> Pay {
        let pay = Pay::new(ln.exp(), self.currency, Period::Year);
        pay.expect("the effects of a book are finite, and so is the exponential of a log of pay")
    }
}
