//! Price levels of countries: pay follows them, so a country that nobody speaks of is not at a loss;
//! and what money bought in a year, for money that has no exchange rate.

use goingrate_evidence::Evidence;
use goingrate_units::{Currency, Date, ExchangeRates, PlaceId, Taxonomy};

/// A country, and the log of its price level against the United States.
type Level = (PlaceId, f64);
/// A country, a year, and the log of the units of its money for an international dollar.
type Power = (PlaceId, i16, f64);

/// What countries' money buys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriceLevels {
    /// By the latest year; countries whose money has an exchange rate, in their order.
    levels: Vec<Level>,
    /// The other countries, in the order of country and year.
    power: Vec<Power>,
}

impl PriceLevels {
    /// The price levels of evidence, at the exchange rates of a day.
    pub fn of(
        evidence: &Evidence,
        taxonomy: &Taxonomy,
        rates: &ExchangeRates,
        day: Date,
    ) -> PriceLevels {
        let mut prices = PriceLevels::default();
        for country in evidence.purchasing_power.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(place, _, latest)) = country.last() else { continue };
            match rates.units_per_usd(taxonomy.place(place).currency, day) {
                Ok(rate) => prices.levels.push((place, latest.ln() - rate.ln())),
                Err(_) => {
                    prices
                        .power
                        .extend(country.iter().map(|&(p, year, units)| (p, year, units.ln())));
                }
            }
        }
        prices
    }

    /// From parts that a book kept.
    pub fn from_parts(levels: Vec<Level>, power: Vec<Power>) -> PriceLevels {
        PriceLevels { levels, power }
    }

    /// The parts for a book.
    pub fn parts(&self) -> (&[Level], &[Power]) {
        (&self.levels, &self.power)
    }

    /// Log of a country's price level against the United States.
    pub fn level(&self, country: PlaceId) -> Option<f64> {
        let at = self.levels.binary_search_by_key(&country, |level| level.0).ok()?;
        self.levels.get(at).map(|level| level.1)
    }

    /// Whether a country's money has no exchange rate, and only what it bought is known.
    pub fn is_unrated(&self, country: PlaceId) -> bool {
        self.power.binary_search_by_key(&country, |power| power.0).is_ok()
    }

    /// Whether pay stated in a currency is compared by what it bought: in the own money of a country
    /// where that has no exchange rate.
    pub fn compare(&self, stated: Currency, (country, own): (PlaceId, Currency)) -> bool {
        stated == own && self.is_unrated(country)
    }

    /// Log of the units of a country's money for an international dollar at a moment (a decimal
    /// year), for money without an exchange rate: a line between the middles of published years,
    /// and outside of them the nearest one's.
    pub fn units(&self, country: PlaceId, moment: f64) -> Option<f64> {
        let middle = |year: i16| f64::from(year) + 0.5;
        let start = self.power.partition_point(|p| p.0 < country);
        let own = &self.power[start..];
        let own = &own[..own.partition_point(|p| p.0 == country)];
        let after = own.partition_point(|p| middle(p.1) <= moment);
        let nearest = || own.get(after).or(own.last()).map(|p| p.2);
        let (Some(before), Some(next)) = (after.checked_sub(1).map(|at| own[at]), own.get(after))
        else {
            return nearest();
        };
        let within = (moment - middle(before.1)) / (middle(next.1) - middle(before.1));
        Some(before.2 + within * (next.2 - before.2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_worth_what_it_bought_at_the_time() {
        let place = |index: usize| PlaceId::from_index(index);
        let power = vec![(place(3), 2020, 1.0), (place(3), 2022, 3.0), (place(5), 2022, 9.0)];
        let prices = PriceLevels::from_parts(Vec::new(), power);
        let units = |moment: f64| prices.units(place(3), moment);
        assert_eq!(units(2019.0), Some(1.0));
        assert_eq!(units(2020.5), Some(1.0));
        assert_eq!(units(2021.5), Some(2.0));
        assert_eq!(units(2022.0), Some(2.5));
        assert_eq!(units(2030.0), Some(3.0));
        assert_eq!(prices.units(place(5), 2000.0), Some(9.0));
        assert_eq!(prices.units(place(4), 2020.5), None);
    }
}
