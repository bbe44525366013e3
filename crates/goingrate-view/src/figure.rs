//! Figures as every face shows them: amounts, changes and percentiles, each with its interval, and
//! an amount with its currency, period and date as well. Rounded once, here, to what is meant.

use goingrate_model::{PercentileRank, Uncertain};
use goingrate_units::{Currency, CurrencyError, Date, ExchangeRates, Period};
use serde::{Serialize, Serializer};

use crate::money;

/// An amount of the market with the 80 % interval of that figure: not the spread of people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Amount {
    /// The amount, to the cent.
    pub amount: f64,
    /// Low end of its 80 % interval.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Half the width of the interval, as a share: `0.06` is ± 6 %.
    pub half_width: f64,
    /// The currency.
    #[serde(serialize_with = "as_text")]
    pub currency: Currency,
    /// The period.
    #[serde(serialize_with = "as_slug")]
    pub per: Period,
    /// The day that it holds for.
    #[serde(serialize_with = "as_text")]
    pub as_of: Date,
}

impl Amount {
    /// The amount, short, without its period: "$142.1k".
    pub fn short(&self) -> String {
        money::short(self.amount, self.currency)
    }

    /// The amount with its period: "$90.58 an hour".
    pub fn with_period(&self) -> String {
        format!("{} {}", self.short(), crate::words::per(self.per))
    }

    /// Half the width of its interval: "±6 %".
    pub fn plus_minus(&self) -> String {
        crate::words::half_width(self.half_width)
    }
}

/// A difference as a share, with its 80 % interval: `0.06` is 6 % more.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The difference.
    pub share: f64,
    /// Low end of its interval.
    pub low: f64,
    /// High end.
    pub high: f64,
}

impl Change {
    /// The change of a log ratio.
    pub fn of(ratio: Uncertain) -> Change {
        let (low, high) = ratio.interval();
        let share = |factor: f64| round(factor - 1.0, 4);
        Change { share: share(ratio.value()), low: share(low), high: share(high) }
    }
}

/// Where an amount stands in the market: the share of the market below it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Share of the market below: `0.42` is the 42nd percentile.
    pub share: f64,
    /// Low end of its 80 % interval.
    pub low: f64,
    /// High end.
    pub high: f64,
}

impl From<PercentileRank> for Place {
    fn from(standing: PercentileRank) -> Place {
        let PercentileRank { percentile, low, high } = standing;
        Place { share: round(percentile, 4), low: round(low, 4), high: round(high, 4) }
    }
}

/// In which currency, for which period and day an answer is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Display {
    /// The currency shown.
    pub currency: Currency,
    /// The period shown.
    pub per: Period,
    /// The day.
    pub as_of: Date,
    /// What to add to ln of a year's pay in the answer's currency, to get ln of what is shown.
    shift: f64,
}

impl Display {
    /// How an answer in the currency `from` is shown in the currency `to`.
    ///
    /// # Errors
    /// When one of the two has no exchange rate at `as_of`.
    pub fn new(
        from: Currency,
        to: Currency,
        per: Period,
        as_of: Date,
        rates: &ExchangeRates,
    ) -> Result<Display, CurrencyError> {
        let units = |currency| rates.units_per_usd(currency, as_of);
        let exchange = if from == to { 0.0 } else { (units(to)? / units(from)?).ln() };
        Ok(Display { currency: to, per, as_of, shift: exchange - per.a_year().ln() })
    }

    /// The same for another period.
    pub fn per(self, per: Period) -> Display {
        Display { per, shift: self.shift + self.per.a_year().ln() - per.a_year().ln(), ..self }
    }

    /// A figure of the model as an amount.
    pub fn amount(&self, figure: Uncertain) -> Amount {
        let (low, high) = figure.interval();
        let cents = |amount: f64| round(amount * self.shift.exp(), 2);
        Amount {
            amount: cents(figure.value()),
            low: cents(low),
            high: cents(high),
            half_width: round(figure.half_width(), 4),
            currency: self.currency,
            per: self.per,
            as_of: self.as_of,
        }
    }

    /// ln of a year's pay in the answer's currency as an amount in what is shown.
    pub fn value(&self, ln: f64) -> f64 {
        (ln + self.shift).exp()
    }

    /// An amount in what is shown as ln of a year's pay in the answer's currency.
    pub fn ln_yearly(&self, amount: f64) -> f64 {
        amount.ln() - self.shift
    }

    /// An amount in what is shown, short.
    pub fn short(&self, amount: f64) -> String {
        money::short(amount, self.currency)
    }
}

/// Rounds to so many decimals.
pub(crate) fn round(value: f64, decimals: i32) -> f64 {
    let scale = 10f64.powi(decimals);
    (value * scale).round() / scale
}

/// Serialises as its text.
pub(crate) fn as_text<T: std::fmt::Display, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Serialises a period as its slug.
fn as_slug<S: Serializer>(period: &Period, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(period.slug())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates() -> ExchangeRates {
        ExchangeRates::read("currency,month,units_per_usd\nEUR,2026-10,0.9\n").unwrap()
    }

    #[test]
    fn an_amount_is_shown_in_another_currency_and_period() {
        let (euro, day) = ("EUR".parse().unwrap(), "2026-11-22".parse().unwrap());
        let display = Display::new(Currency::USD, euro, Period::Month, day, &rates()).unwrap();
        let amount = display.amount(Uncertain { ln: 120_000f64.ln(), sd: 0.05 });
        assert_eq!(amount.amount, 9_000.0);
        assert!(amount.low < 9_000.0 && amount.high > 9_000.0);
        assert!((display.ln_yearly(9_000.0) - 120_000f64.ln()).abs() < 1e-12);
        assert!((display.per(Period::Year).value(120_000f64.ln()) - 108_000.0).abs() < 1e-6);
    }

    #[test]
    fn a_currency_without_a_rate_is_an_error() {
        let (yen, day) = ("JPY".parse().unwrap(), "2026-11-22".parse().unwrap());
        assert!(Display::new(Currency::USD, yen, Period::Year, day, &rates()).is_err());
        assert!(Display::new(yen, yen, Period::Year, day, &rates()).is_ok());
    }
}
