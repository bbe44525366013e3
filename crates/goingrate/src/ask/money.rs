//! Exchange into the currency of an answer, at the rates of its day.

use goingrate_units::{Currency, Date, Problem};

use crate::GoingRate;

/// The money of an answer.
pub struct Money<'g> {
    going_rate: &'g GoingRate,
    /// The currency of the answer.
    pub currency: Currency,
    on: Date,
}

impl<'g> Money<'g> {
    pub fn new(going_rate: &'g GoingRate, currency: Currency, on: Date) -> Money<'g> {
        Money { going_rate, currency, on }
    }

    /// The day of the rates.
    pub fn on(&self) -> Date {
        self.on
    }

    /// How much of the answer's currency one unit of another is.
    pub fn exchange(&self, from: Currency) -> Result<f64, Problem> {
        match from == self.currency {
            true => Ok(1.0),
            false => Ok(self.going_rate.rates.exchange(from, self.currency, self.on)?.rate),
        }
    }
}
