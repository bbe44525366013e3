//! Currencies by their ISO 4217 code.

use std::fmt;
use std::str::FromStr;

use crate::Date;

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// What can be wrong with a currency or its rate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CurrencyError {
    /// Not three capital letters.
    #[error("{0:?} is no currency code; write three letters such as USD, EUR or INR")]
    NotACode(String),
    /// A rate is missing.
    #[error("no exchange rate for {currency} at {date}; there are rates for {known}")]
    NoRate {
        /// The currency asked for.
        currency: Currency,
        /// The day asked for.
        date: Date,
        /// The currencies that have rates, for the hint.
        known: String,
    },
    /// The table of rates cannot be read.
    #[error("exchange rates, line {line}: {reason}")]
    BadTable {
        /// Line of the file, from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
}

impl Currency {
    /// The United States dollar.
    pub const USD: Currency = Currency(*b"USD");

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a code is ASCII by construction")
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(text: &str) -> Result<Currency, CurrencyError> {
        let upper = text.trim().to_ascii_uppercase();
        match <[u8; 3]>::try_from(upper.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Currency(code)),
            _ => Err(CurrencyError::NotACode(text.to_owned())),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
