//! In which money pay of a place stands on the model's scale: the place's own, or dollars where that
//! had no exchange rate when the book was fitted.

use goingrate_units::{Currency, Date, ExchangeRates, Taxonomy};

/// The currencies of places that had no exchange rate at the reference day of a fit: pay there is
/// kept in dollars. A book remembers them, because rates that are known later do not change what
/// its figures are in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InDollars(Vec<Currency>);

impl InDollars {
    /// The currencies of the taxonomy's places that have no rate at the reference day.
    pub fn of(taxonomy: &Taxonomy, rates: &ExchangeRates, reference: Date) -> InDollars {
        let own = taxonomy.places.iter().map(|place| place.currency);
        InDollars::from_currencies(
            own.filter(|&own| rates.units_per_usd(own, reference).is_err()).collect(),
        )
    }

    /// From the currencies that a book kept.
    pub fn from_currencies(mut currencies: Vec<Currency>) -> InDollars {
        currencies.sort_unstable();
        currencies.dedup();
        InDollars(currencies)
    }

    /// The currencies, in the order of their codes.
    pub fn currencies(&self) -> &[Currency] {
        &self.0
    }

    /// The money that pay of a place with this currency is kept in.
    pub fn money_for(&self, own: Currency) -> Currency {
        if self.0.binary_search(&own).is_ok() { Currency::USD } else { own }
    }
}
