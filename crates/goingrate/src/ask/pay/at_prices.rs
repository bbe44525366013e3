//! The percentiles at the prices of another place: what buys the same there.

use goingrate_rules::{OfficialPrices, PriceRatio};
use goingrate_units::{Currency, PlaceId, Problem, ProblemKind, Profile, Quantiles};

use super::after_tax::needed_for;
use crate::GoingRate;
use crate::ask::PayUnit;

/// At whose prices.
#[derive(Clone, Debug, PartialEq)]
pub struct PricesOf {
    /// The other place.
    pub place: PlaceId,
    /// Tables of price levels to lay over the carried ones.
    pub over: Vec<OfficialPrices>,
}

/// The percentiles at other prices.
#[derive(Clone, Debug, PartialEq)]
pub struct AtPrices {
    /// What the amounts were multiplied by, and the two price levels.
    pub ratio: PriceRatio,
    /// Low end, figure and high end of each percentile, in the other place's currency.
    pub percentiles: Quantiles<[f64; 3]>,
    /// Whether they are those after tax.
    pub after_tax: bool,
    /// The other place.
    pub place: PlaceId,
    /// Its currency.
    pub currency: Currency,
}

/// Percentiles at the prices of another place.
///
/// # Errors
/// When one of the two places has no price level (field `at_prices_of`), or the place's currency
/// has no exchange rate.
pub(super) fn at_prices(
    going_rate: &GoingRate,
    profile: &Profile,
    (percentiles, after_tax): (Quantiles<[f64; 3]>, bool),
    unit: &PayUnit,
    asked: &PricesOf,
) -> Result<AtPrices, Problem> {
    let taxonomy = &going_rate.taxonomy;
    let carried = going_rate.law.prices()?.clone();
    let prices = asked.over.iter().fold(carried, |prices, over| prices.with(over));
    let there = taxonomy.place(asked.place);
    let ratio = prices.ratio(profile.place, asked.place, profile.as_of.year(), taxonomy);
    let ratio = ratio.map_err(|error| {
        let problem = Problem::of("at_prices_of", &there.name, error.to_string());
        problem.kind(ProblemKind::NotCovered)
    })?;
    // The ratio is one of the places' own currencies, whatever the answer is shown in.
    let home = taxonomy.place(profile.place);
    let exchange = going_rate.rates.exchange(unit.currency, home.currency, profile.as_of);
    let exchange = exchange.map_err(|error| {
        needed_for(&format!("prices in {} are", home.name), home.currency, error.into())
    })?;
    let factor = exchange.rate * ratio.factor;
    Ok(AtPrices {
        ratio,
        percentiles: percentiles.map(|ends| ends.map(|amount| amount * factor)),
        after_tax,
        place: asked.place,
        currency: there.currency,
    })
}
