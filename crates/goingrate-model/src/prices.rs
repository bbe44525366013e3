//! Price levels of countries: pay follows them, so a country that nobody speaks of is not at a loss.

use goingrate_evidence::Evidence;
use goingrate_units::{Date, ExchangeRates, PlaceId, Taxonomy};

/// What countries' money buys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriceLevels {
    /// Country; log of the units of its money for an international dollar; log of its price level
    /// against the United States, NaN where its money has no exchange rate.
    entries: Vec<(PlaceId, f64, f64)>,
}

impl PriceLevels {
    /// The price levels of evidence, at the exchange rates of a day.
    pub fn of(
        evidence: &Evidence,
        taxonomy: &Taxonomy,
        rates: &ExchangeRates,
        day: Date,
    ) -> PriceLevels {
        let entry = |&(place, units): &(PlaceId, f64)| {
            let rate = rates.units_per_usd(taxonomy.place(place).currency, day);
            let ln = f64::ln(units);
            (place, ln, rate.map_or(f64::NAN, |rate| ln - rate.ln()))
        };
        PriceLevels { entries: evidence.purchasing_power.iter().map(entry).collect() }
    }

    /// From parts that a book kept.
    pub fn from_parts(entries: Vec<(PlaceId, f64, f64)>) -> PriceLevels {
        PriceLevels { entries }
    }

    /// The parts for a book.
    pub fn parts(&self) -> &[(PlaceId, f64, f64)] {
        &self.entries
    }

    fn entry(&self, country: PlaceId) -> Option<&(PlaceId, f64, f64)> {
        let at = self.entries.binary_search_by_key(&country, |entry| entry.0).ok()?;
        self.entries.get(at)
    }

    /// Log of a country's price level against the United States.
    pub fn level(&self, country: PlaceId) -> Option<f64> {
        self.entry(country).map(|entry| entry.2).filter(|level| level.is_finite())
    }

    /// Log of the units of a country's money for an international dollar.
    pub fn units(&self, country: PlaceId) -> Option<f64> {
        self.entry(country).map(|entry| entry.1)
    }
}
