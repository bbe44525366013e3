//! In which currency, for which period and at which exchange rates amounts are shown.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use goingrate::ask::{PricesOf, UnitChoice};
use goingrate::units::{Currency, Period, Problem, Taxonomy, parse};

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

impl Shown {
    /// The unit that is asked for.
    pub fn unit(&self) -> Result<UnitChoice, Problem> {
        Ok(UnitChoice { per: self.per.first().map(|&per| per.into()), ..self.money.unit()? })
    }

    /// The periods that are shown beside the first.
    pub fn periods(&self) -> Vec<Period> {
        self.per.iter().skip(1).map(|&per| per.into()).collect()
    }
}

impl Money {
    /// The unit that is asked for, of which no period is said.
    pub fn unit(&self) -> Result<UnitChoice, Problem> {
        let currency = self.currency.as_deref().map(str::parse::<Currency>).transpose();
        let currency = currency.map_err(|error| Problem::from(error).in_field("currency"))?;
        Ok(UnitChoice { per: None, currency })
    }
}

impl From<Per> for Period {
    fn from(per: Per) -> Period {
        match per {
            Per::Hour => Period::Hour,
            Per::Day => Period::Day,
            Per::Week => Period::Week,
            Per::Month => Period::Month,
            Per::Year => Period::Year,
        }
    }
}

/// The place whose prices are asked for, with tables of price levels of files.
pub fn prices_of(place: &str, files: &[PathBuf], words: &Taxonomy) -> Result<PricesOf, Problem> {
    let place = parse::place(place, words).map_err(|problem| problem.in_field("at_prices_of"))?;
    let over = files.iter().map(|file| tables::prices_of(file)).collect::<Result<_, _>>();
    let over = over.map_err(|problem: Problem| problem.in_field("prices"))?;
    Ok(PricesOf { place, over })
}
