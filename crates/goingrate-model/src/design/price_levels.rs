//! What a country's money bought in a year, for money that has no exchange rate.

use goingrate_evidence::Evidence;
use goingrate_units::{Currency, Date, ExchangeRates, PlaceId, Taxonomy};

/// A country, a year, and the log of the units of its money for an international dollar.
type Power = (PlaceId, i16, f64);

/// What countries' money buys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriceLevels {
    /// In the order of country and year; countries whose money has an exchange rate are left out.
    power: Vec<Power>,
}

impl PriceLevels {
    /// Those of evidence, of money that has no exchange rate on a day.
    pub fn of(
        evidence: &Evidence,
        taxonomy: &Taxonomy,
        rates: &ExchangeRates,
        day: Date,
    ) -> PriceLevels {
        let unrated =
            |place: PlaceId| rates.units_per_usd(taxonomy.place(place).currency, day).is_err();
        let known = evidence.purchasing_power.iter().filter(|of| unrated(of.0));
        PriceLevels {
            power: known.map(|&(place, year, units)| (place, year, units.ln())).collect(),
        }
    }

    /// From the part that a book kept.
    pub fn from_parts(power: Vec<Power>) -> PriceLevels {
        PriceLevels { power }
    }

    /// The part for a book.
    pub fn parts(&self) -> &[Power] {
        &self.power
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
        let prices = PriceLevels::from_parts(power);
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
