//! Figures as every face shows them: amounts, changes and percentiles, each with its interval, and
//! an amount with its currency, period and date as well. Rounded once, here, to what is meant.

use goingrate::ask::PayUnit;
use goingrate_model::{PercentileRank, Sureness, Uncertain};
use goingrate_units::{Currency, Date, Exchange, Period};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::money;

/// An amount of the market with the 80 % interval of that figure: not the spread of people.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
    #[schemars(with = "String")]
    pub currency: Currency,
    /// The period.
    #[serde(serialize_with = "as_slug")]
    #[schemars(with = "String")]
    pub per: Period,
    /// The day that it holds for.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub as_of: Date,
}

impl Amount {
    /// A figure of the model as an amount of a unit.
    pub fn of(figure: Uncertain, unit: &PayUnit) -> Amount {
        let half_width = round(figure.half_width(), 4);
        Amount { half_width, ..Amount::between(unit.amounts(figure), unit.currency, unit) }
    }

    /// A figure with the low and the high end of its interval, in a currency of its own and in the
    /// period and at the day of a unit.
    pub fn between([low, amount, high]: [f64; 3], currency: Currency, unit: &PayUnit) -> Amount {
        Amount {
            amount: round(amount, 2),
            low: round(low, 2),
            high: round(high, 2),
            half_width: round((high / low).sqrt() - 1.0, 4),
            currency,
            per: unit.per,
            as_of: unit.as_of,
        }
    }

    /// The amount, short, without its period: "$142k".
    pub fn short(&self) -> String {
        money::about(self.amount, self.currency)
    }

    /// The two ends of its interval: "$103k" and "$450k".
    pub fn ends(&self) -> (String, String) {
        (money::about(self.low, self.currency), money::about(self.high, self.currency))
    }

    /// The amount with its period: "$90.58 an hour".
    pub fn with_period(&self) -> String {
        format!("{} {}", self.short(), crate::words::per(self.per))
    }

    /// How far it may be off: "±6 %"; or the two ends of its interval, "$103k–450k", where it is hardly
    /// known and a share of the amount would say nothing.
    pub fn doubt(&self) -> String {
        match self.is_hardly_known() {
            true => self.both_ends(),
            false => crate::words::half_width(self.half_width),
        }
    }

    /// Whether so little is known that one figure would say too much.
    pub fn is_hardly_known(&self) -> bool {
        Sureness::of(self.half_width) == Sureness::Open
    }

    /// The two ends of its interval in one: "$103k–450k".
    pub fn both_ends(&self) -> String {
        money::ends(self.low, self.high, self.currency)
    }
}

/// A difference as a share, with its 80 % interval: `0.06` is 6 % more.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PercentileRankView {
    /// Share of the market below: `0.42` is the 42nd percentile.
    pub share: f64,
    /// Low end of its 80 % interval.
    pub low: f64,
    /// High end.
    pub high: f64,
}

impl From<PercentileRank> for PercentileRankView {
    fn from(rank: PercentileRank) -> PercentileRankView {
        let PercentileRank { percentile, low, high } = rank;
        PercentileRankView { share: round(percentile, 4), low: round(low, 4), high: round(high, 4) }
    }
}

/// A rate between two currencies.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ExchangeView {
    /// What is exchanged.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub from: Currency,
    /// For what.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub to: Currency,
    /// Units of `to` for one of `from`.
    pub rate: f64,
    /// The month of the rate: `2026-10`.
    pub month: String,
    /// Whether it is the last published month before the one asked for.
    pub carried: bool,
}

impl From<Exchange> for ExchangeView {
    fn from(exchange: Exchange) -> ExchangeView {
        let (year, month) = exchange.month;
        ExchangeView {
            from: exchange.from,
            to: exchange.to,
            rate: exchange.rate,
            month: format!("{year}-{month:02}"),
            carried: exchange.carried,
        }
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
pub(crate) fn as_slug<S: Serializer>(period: &Period, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(period.slug())
}
