//! The scale of the model: from an amount in any money on any day to the log of pay that the rows speak
//! of.

use goingrate_units::{Currency, Date, ExchangeRates, PlaceId};

use crate::ModelError;
use crate::design::money::InDollars;
use crate::design::price_levels::PriceLevels;

/// Brings amounts onto the model's scale: pay in a place's own currency, at the exchange rate of one
/// reference day, so that a falling currency is not a pay cut.
#[derive(Clone, Copy, Debug)]
pub struct Scale<'a> {
    /// Rates by month.
    pub rates: &'a ExchangeRates,
    /// The reference day.
    pub reference: Date,
    /// What countries' money buys.
    pub prices: &'a PriceLevels,
    /// Currencies that are kept in dollars instead, in an answer as in the fit.
    pub in_dollars: &'a InDollars,
}

impl Scale<'_> {
    /// What to add to the log of an amount in `stated` at `date` to bring it onto the scale of a
    /// place that is paid in `own`.
    ///
    /// # Errors
    /// When one of the currencies has no rate at that date.
    pub fn shift(&self, stated: Currency, own: Currency, date: Date) -> Result<f64, ModelError> {
        if self.in_dollars.money_for(own) != own {
            return Ok(-self.rates.units_per_usd(stated, date)?.ln());
        }
        let at_reference = self.rates.units_per_usd(own, self.reference)?.ln();
        if stated == own {
            return Ok(-at_reference);
        }
        let to_own = self.rates.units_per_usd(own, date)?.ln()
            - self.rates.units_per_usd(stated, date)?.ln();
        Ok(to_own - at_reference)
    }

    /// The same for a record in a country paid in `own`. Where that money has no rate, pay stated in
    /// it is kept in international dollars, by what it bought at the time, and pay stated in another
    /// in dollars of its time; `None` where neither can be told.
    pub fn shift_of_record(
        &self,
        stated: Currency,
        (country, own): (PlaceId, Currency),
        date: Date,
    ) -> Option<f64> {
        if self.prices.compare(stated, (country, own)) {
            return self.prices.units(country, date.decimal_year()).map(|units| -units);
        }
        let in_dollars = || self.rates.units_per_usd(stated, date).ok().map(|rate| -rate.ln());
        self.shift(stated, own, date).ok().or_else(in_dollars)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_without_a_rate_counts_by_what_it_bought_even_while_it_had_one() {
        let currency = |code: &str| code.parse::<Currency>().unwrap();
        let (rouble, euro) = (currency("RUB"), currency("EUR"));
        let table = "currency,month,units_per_usd\nEUR,2019-06,0.8\nRUB,2019-06,64\n";
        let rates = ExchangeRates::read(table).unwrap();
        let country = PlaceId::from_index(7);
        let prices = PriceLevels::from_parts(vec![(country, 2019, 24f64.ln())], Vec::new());
        let in_dollars = InDollars::from_currencies(vec![rouble]);
        let day = |text: &str| text.parse::<Date>().unwrap();
        let reference = day("2025-05-16");
        let scale = Scale { rates: &rates, reference, prices: &prices, in_dollars: &in_dollars };
        let shift = |stated, date| scale.shift_of_record(stated, (country, rouble), day(date));
        let is = |found: Option<f64>, units: f64| (found.unwrap() + units.ln()).abs() < 1e-12;
        assert!(is(shift(rouble, "2019-06-15"), 24.0) && is(shift(rouble, "2024-06-15"), 24.0));
        assert!(is(shift(euro, "2019-06-15"), 0.8), "another money is turned at its rate");
        assert_eq!(shift(euro, "2018-01-15"), None);
    }
}
