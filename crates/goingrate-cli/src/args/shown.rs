//! In which currency, for which period and at which exchange rates amounts are shown.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use goingrate::request::{PeriodWord, ShownRequest};
use goingrate::rules::OfficialPrices;
use goingrate::units::Problem;

use crate::files::tables;

/// In which currency and for which period.
#[derive(Args, Clone, Debug, Default)]
pub struct Shown {
    /// The period that pay is shown for; a year if not given, an hour for rates. A day is 8 hours of
    /// work. Several are shown side by side: --per day,month,year.
    #[arg(long, help_heading = "Shown", value_delimiter = ',')]
    pub per: Vec<Per>,
    #[command(flatten)]
    pub money: Money,
}

/// In which currency, at which exchange rates.
#[derive(Args, Clone, Debug, Default)]
pub struct Money {
    /// The currency that pay is shown in: USD, EUR, …; if not given the place's own, or US dollars
    /// where there is no exchange rate of it.
    #[arg(long, value_name = "CODE", help_heading = "Shown")]
    pub currency: Option<String>,
    /// Exchange rates over the carried ones: the European Central Bank's file of daily rates, or a CSV
    /// of yours with the columns `currency,month,units_per_usd` (ARS,2026-06,1400).
    #[arg(long, value_name = "FILE", help_heading = "Shown")]
    pub rates: Vec<PathBuf>,
}

/// A period.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub enum Per {
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

impl From<&Shown> for ShownRequest {
    fn from(shown: &Shown) -> ShownRequest {
        let per = shown.per.iter().map(|&per| per.into()).collect();
        ShownRequest { per, currency: shown.money.currency.clone() }
    }
}

impl From<Per> for PeriodWord {
    fn from(per: Per) -> PeriodWord {
        match per {
            Per::Hour => PeriodWord::Hour,
            Per::Day => PeriodWord::Day,
            Per::Week => PeriodWord::Week,
            Per::Month => PeriodWord::Month,
            Per::Year => PeriodWord::Year,
        }
    }
}

/// Tables of price levels of files.
pub fn prices_over(files: &[PathBuf]) -> Result<Vec<OfficialPrices>, Problem> {
    let over = files.iter().map(|file| tables::prices_of(file)).collect::<Result<_, _>>();
    over.map_err(|problem: Problem| problem.in_field("prices"))
}
