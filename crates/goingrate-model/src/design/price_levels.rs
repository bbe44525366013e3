//! What a country's money bought in a year: for money that has no exchange rate, in place of one; for
//! all other money, how much faster prices rose there than in the country of the common trend.

use goingrate_evidence::Evidence;
use goingrate_units::{Currency, Date, ExchangeRates, PlaceId, Taxonomy};

/// A country, a year, and the log of the units of its money for an international dollar.
type Power = (PlaceId, i16, f64);

/// What countries' money buys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriceLevels {
    /// Countries whose money has no exchange rate, in the order of country and year.
    power: Vec<Power>,
    /// The other countries.
    rated: Vec<Power>,
}

impl PriceLevels {
    /// Those of evidence, by whether a country's money has an exchange rate on a day.
    pub fn of(
        evidence: &Evidence,
        taxonomy: &Taxonomy,
        rates: &ExchangeRates,
        day: Date,
    ) -> PriceLevels {
        let is_rated =
            |power: &Power| rates.units_per_usd(taxonomy.place(power.0).currency, day).is_ok();
        let known = evidence.purchasing_power.iter();
        let known = known.map(|&(place, year, units)| (place, year, units.ln()));
        let (rated, power) = known.partition(is_rated);
        PriceLevels { power, rated }
    }

    /// From the parts that a book kept.
    pub fn from_parts(power: Vec<Power>, rated: Vec<Power>) -> PriceLevels {
        PriceLevels { power, rated }
    }

    /// The parts for a book.
    pub fn parts(&self) -> [&[Power]; 2] {
        [&self.power, &self.rated]
    }

    /// By how much more prices rose in a country between two moments than in the country of the common
    /// trend, in logs. For two years beyond the last one that is published, prices rise by half of what
    /// they rose in it, every year: fast rises slow down, and nobody knows by then. Nothing where the country's money has no exchange rate: it
    /// is told in dollars.
    pub fn rise(&self, country: PlaceId, from: f64, to: f64) -> f64 {
        let own = of_country(&self.rated, country);
        let Some(&[before, last]) = own.last_chunk() else { return 0.0 };
        let each_year = 0.5 * (last.2 - before.2) / f64::from(last.1 - before.1);
        let at = |moment: f64| {
            let beyond = (moment - middle(last.1)).clamp(0.0, FURTHEST);
            line(own, moment).unwrap_or(last.2) + each_year * beyond
        };
        at(to) - at(from)
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
        line(of_country(&self.power, country), moment)
    }
}

/// How many years beyond the last published one prices are taken to rise.
const FURTHEST: f64 = 2.0;

/// The years of one country.
fn of_country(all: &[Power], country: PlaceId) -> &[Power] {
    let own = &all[all.partition_point(|power| power.0 < country)..];
    &own[..own.partition_point(|power| power.0 == country)]
}

fn middle(year: i16) -> f64 {
    f64::from(year) + 0.5
}

/// A line between the middles of years, and outside of them the nearest one's.
fn line(own: &[Power], moment: f64) -> Option<f64> {
    let after = own.partition_point(|power| middle(power.1) <= moment);
    let nearest = || own.get(after).or(own.last()).map(|power| power.2);
    let (Some(before), Some(next)) = (after.checked_sub(1).map(|at| own[at]), own.get(after))
    else {
        return nearest();
    };
    let within = (moment - middle(before.1)) / (middle(next.1) - middle(before.1));
    Some(before.2 + within * (next.2 - before.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_worth_what_it_bought_at_the_time() {
        let place = |index: usize| PlaceId::from_index(index);
        let power = vec![(place(3), 2020, 1.0), (place(3), 2022, 3.0), (place(5), 2022, 9.0)];
        let prices = PriceLevels::from_parts(power, Vec::new());
        let units = |moment: f64| prices.units(place(3), moment);
        assert_eq!(units(2019.0), Some(1.0));
        assert_eq!(units(2020.5), Some(1.0));
        assert_eq!(units(2021.5), Some(2.0));
        assert_eq!(units(2022.0), Some(2.5));
        assert_eq!(units(2030.0), Some(3.0));
        assert_eq!(prices.units(place(5), 2000.0), Some(9.0));
        assert_eq!(prices.units(place(4), 2020.5), None);
    }

    #[test]
    fn prices_go_on_rising_by_half_beyond_the_last_year() {
        let place = PlaceId::from_index(3);
        let rated = vec![(place, 2022, 1.0), (place, 2023, 1.2), (place, 2024, 1.3)];
        let prices = PriceLevels::from_parts(Vec::new(), rated);
        let rise = |from: f64, to: f64| (1e6 * prices.rise(place, from, to)).round() / 1e6;
        assert_eq!(rise(2022.5, 2024.5), 0.3);
        assert_eq!(rise(2024.5, 2026.5), 0.1);
        assert_eq!(rise(2026.5, 2023.5), -0.2);
        assert_eq!(prices.rise(PlaceId::from_index(4), 2020.0, 2025.0), 0.0);
    }
}
