//! Amounts as they were written, in the money of an offer.

use goingrate_units::parse::Amount;
use goingrate_units::{Currency, Date, Period, Problem};

use crate::GoingRate;

/// Amounts as they were written, in the money of an offer.
pub struct Monies<'g> {
    going_rate: &'g GoingRate,
    /// The money of the offer.
    pub currency: Currency,
    /// The day of the rates of exchange.
    pub on: Date,
}

impl<'g> Monies<'g> {
    /// Into a money, at the rates of a day.
    pub fn new(going_rate: &'g GoingRate, currency: Currency, on: Date) -> Monies<'g> {
        Monies { going_rate, currency, on }
    }

    /// An amount that comes every year.
    pub fn year(&self, amount: Amount, field: &str) -> Result<f64, Problem> {
        Ok(self.exchanged(amount, field)? * period_of(amount).a_year())
    }

    /// An amount that comes once.
    pub fn once(&self, amount: Amount, field: &str) -> Result<f64, Problem> {
        match amount.period {
            None | Some(Period::Year) => self.exchanged(amount, field),
            Some(period) => {
                let what = format!("comes once, and is written for each {}", period.slug());
                Err(Problem::of(field, &amount.value.to_string(), what)
                    .hint("write it without a period"))
            }
        }
    }

    /// All of several amounts that come every year.
    pub fn years(&self, all: &[(String, Amount)], field: &str) -> Result<f64, Problem> {
        all.iter().map(|(name, amount)| self.year(*amount, &format!("{field}.{name}"))).sum()
    }

    fn exchanged(&self, amount: Amount, field: &str) -> Result<f64, Problem> {
        let amount = amount.in_money_of(self.currency, &self.going_rate.taxonomy);
        let given = amount.currency.unwrap_or(self.currency);
        let exchange = self.going_rate.rates.exchange(given, self.currency, self.on);
        Ok(amount.value * exchange.map_err(|error| Problem::from(error).in_field(field))?.rate)
    }
}

/// The period of an amount that comes again and again: a year where none is written.
pub fn period_of(amount: Amount) -> Period {
    amount.period.unwrap_or(Period::Year)
}
