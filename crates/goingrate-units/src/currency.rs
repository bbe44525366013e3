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
    #[error("exchange rates{}: {reason}", in_line(*line))]
    BadTable {
        /// Line of the file, from 1, if it is about one.
        line: Option<u64>,
        /// What is wrong with it.
        reason: String,
    },
}

/// ", line 7"; nothing where no line is known.
fn in_line(line: Option<u64>) -> String {
    line.map_or_else(String::new, |line| format!(", line {line}"))
}

/// What is wrong with a line of a table.
pub(crate) fn bad(line: u64, reason: impl ToString) -> CurrencyError {
    CurrencyError::BadTable { line: Some(line), reason: reason.to_string() }
}

/// What is wrong with a row of a table that cannot be taken apart.
pub(crate) fn bad_row(error: &csv::Error) -> CurrencyError {
    let reason = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("should have {expected_len} fields as the heading has, not {len}")
        }
        _ => error.to_string(),
    };
    CurrencyError::BadTable { line: error.position().map(csv::Position::line), reason }
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
