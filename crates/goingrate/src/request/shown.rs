//! In which currency and for which periods amounts are told.

use goingrate_units::{Currency, Period, Problem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ask::UnitChoice;

/// In which currency and for which periods amounts are told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ShownRequest {
    /// The period of the amounts; a year if not given, an hour for rates. A day is 8 hours of work. Of
    /// several the others are told side by side with the first.
    pub per: Vec<PeriodWord>,
    /// The currency of the amounts, as a code: USD, EUR. If not given the place's own, or US dollars
    /// where there is no exchange rate of it.
    pub currency: Option<String>,
}

/// A period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum PeriodWord {
    /// An hour.
    Hour,
    /// A day of 8 hours.
    Day,
    /// A week of 40 hours.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl ShownRequest {
    /// The unit that is asked for.
    ///
    /// # Errors
    /// When the currency is none (field `currency`).
    pub fn unit(&self) -> Result<UnitChoice, Problem> {
        let per = self.per.first().map(|&per| per.into());
        Ok(UnitChoice { per, currency: currency(self.currency.as_deref())? })
    }

    /// The periods that are told beside the first.
    pub fn periods(&self) -> Vec<Period> {
        self.per.iter().skip(1).map(|&per| per.into()).collect()
    }
}

/// A currency by its code, in capitals or not.
pub(super) fn currency(code: Option<&str>) -> Result<Option<Currency>, Problem> {
    let read = |code: &str| code.trim().to_uppercase().parse::<Currency>();
    let read = code.map(read).transpose();
    read.map_err(|error| Problem::from(error).in_field("currency"))
}

impl From<PeriodWord> for Period {
    fn from(word: PeriodWord) -> Period {
        match word {
            PeriodWord::Hour => Period::Hour,
            PeriodWord::Day => Period::Day,
            PeriodWord::Week => Period::Week,
            PeriodWord::Month => Period::Month,
            PeriodWord::Year => Period::Year,
        }
    }
}
