//! An amount of money of a year: what lines of a computation are made of.

use std::fmt;

use goingrate_units::{Currency, Pay, Period};

/// An amount of one currency over a year. Finite; may be zero, and below zero for a refund.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Money {
    amount: f64,
    currency: Currency,
}

/// An amount that is not a number.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("money must be a finite amount, not {0}")]
pub struct MoneyError(pub f64);

impl Money {
    /// `amount` of `currency`.
    ///
    /// # Errors
    /// When the amount is not finite.
    ///
    /// ```
    /// use goingrate_rules::Money;
    /// use goingrate_units::Currency;
    /// assert!(Money::new(-12.5, Currency::USD).is_ok());
    /// assert!(Money::new(f64::NAN, Currency::USD).is_err());
    /// ```
    pub fn new(amount: f64, currency: Currency) -> Result<Money, MoneyError> {
        if amount.is_finite() { Ok(Money { amount, currency }) } else { Err(MoneyError(amount)) }
    }

    /// A year of this pay.
    pub fn yearly(pay: Pay) -> Money {
        Money { amount: pay.per(Period::Year).amount(), currency: pay.currency() }
    }

    /// The amount, in units of the currency.
    pub fn amount(self) -> f64 {
        self.amount
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// For amounts that a computation has made; what is not finite was refused before it.
    pub(crate) fn of(amount: f64, currency: Currency) -> Money {
        Money { amount, currency }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} {}", self.amount, self.currency)
    }
}
