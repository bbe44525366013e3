//! What pay can be, so that 12 a year, 1e16 a year and a month's pay given as a year's are
//! complaints with a reason: `data/taxonomy/plausible.toml`. Never a trimming of high pay.

use std::collections::BTreeMap;

use goingrate_evidence::CellKey;
use goingrate_units::{Component, Currency, Date, ExchangeRates, PlaceId, Problem, Taxonomy};
use serde::Deserialize;

use crate::rejection::Reason;

/// Bounds of pay. Amounts are US dollars a year of full-time work, at the exchange rate of the time.
#[derive(Clone, Debug, PartialEq)]
pub struct Plausible {
    lowest: f64,
    highest: f64,
    usual: (f64, f64),
    /// By country, the least that full-time work pays by law, halved.
    floors: BTreeMap<PlaceId, f64>,
    /// The least that full-time work buys, in international dollars.
    bought: f64,
    absolute: f64,
    /// What countries' money buys: country, year, units for an international dollar, in this order.
    prices: Vec<(PlaceId, i16, f64)>,
}

/// What an amount of a year is held in.
#[derive(Clone, Copy)]
struct Yearly {
    /// Dollars.
    usd: f64,
    /// Whether they are international dollars, of money without an exchange rate.
    bought: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlausibleFile {
    lowest: f64,
    highest: f64,
    usual: [f64; 2],
    bought: f64,
    absolute: f64,
    floor: BTreeMap<String, f64>,
}

/// What is wrong with an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Implausible {
    /// Why.
    pub reason: Reason,
    /// Whether the amount may be used all the same: a doubtful period, not an impossible amount.
    pub doubtful: bool,
}

impl Plausible {
    /// Reads the bounds.
    ///
    /// # Errors
    /// When the text is no TOML of this shape, a country is not one of the taxonomy, or bounds are
    /// not in order.
    pub fn read(text: &str, taxonomy: &Taxonomy) -> Result<Plausible, Problem> {
        let file: PlausibleFile = toml::from_str(text).map_err(|e| complaint("", e.message()))?;
        let PlausibleFile { lowest, highest, usual: [low, high], bought, absolute, floor } = file;
        let in_order = 0.0 < lowest && lowest <= low && low <= high && high <= highest;
        if !(in_order && lowest <= bought && bought <= low) {
            let bounds = format!("{lowest}, {bought}, {low}, {high}, {highest}");
            return Err(complaint(&bounds, "lowest, bought, usual and highest must be in order"));
        }
        let mut floors = BTreeMap::new();
        for (slug, floor) in floor {
            let place = taxonomy.place_of(&slug);
            floors.insert(place.ok_or_else(|| complaint(&slug, "no such country"))?, floor);
        }
        let (usual, prices) = ((low, high), Vec::new());
        Ok(Plausible { lowest, highest, usual, floors, bought, absolute, prices })
    }

    /// The same with what countries' money buys (country, year, units for an international dollar), by
    /// which money without an exchange rate is held against the bounds.
    #[must_use]
    pub fn with_prices(mut self, mut prices: Vec<(PlaceId, i16, f64)>) -> Plausible {
        prices.sort_by_key(|&(place, year, _)| (place, year));
        self.prices = prices;
        self
    }

    /// What is wrong with an amount of a record, if anything. Parts of pay (bonus, equity) may be
    /// small. Money without a rate at that time is held against the bounds by what it buys, and where
    /// that is not known either, against `absolute` alone.
    pub fn check(
        &self,
        amount: f64,
        key: &CellKey,
        at: Date,
        rates: &ExchangeRates,
        taxonomy: &Taxonomy,
    ) -> Option<Implausible> {
        let impossible = Some(Implausible { reason: Reason::ImpossiblePay, doubtful: false });
        let yearly = amount * key.period.a_year();
        if !(amount.is_finite() && amount > 0.0 && yearly <= self.absolute) {
            return impossible;
        }
        let held = self.held(yearly, key, at, rates, taxonomy)?;
        let usd = held.usd;
        if usd > self.highest {
            return impossible.map(|i| self.too_high(usd, key, i));
        }
        if self.is_a_years(usd, key) {
            return Some(Implausible { reason: Reason::LikelyYearly, doubtful: true });
        }
        let whole =
            !matches!(key.component, Component::Bonus | Component::Equity | Component::SignOn);
        (whole).then(|| self.too_low(held, key, taxonomy)).flatten()
    }

    /// An amount of a year in dollars: by the exchange rate, or by what the money buys.
    fn held(
        &self,
        yearly: f64,
        key: &CellKey,
        at: Date,
        rates: &ExchangeRates,
        taxonomy: &Taxonomy,
    ) -> Option<Yearly> {
        if let Ok(rate) = rates.units_per_usd(key.currency, at) {
            return Some(Yearly { usd: yearly / rate, bought: false });
        }
        let units = self.units(key.currency, taxonomy.country(key.place), at, taxonomy)?;
        Some(Yearly { usd: yearly / units, bought: true })
    }

    /// Units of a money for an international dollar: in the place's country where the money is its
    /// own, else in the first country whose own it is; of the year or the nearest one.
    fn units(
        &self,
        currency: Currency,
        country: Option<PlaceId>,
        at: Date,
        taxonomy: &Taxonomy,
    ) -> Option<f64> {
        let is_own = |place: &PlaceId| taxonomy.place(*place).currency == currency;
        let known = |place: &PlaceId| self.prices.iter().any(|price| price.0 == *place);
        let here = country.filter(|place| is_own(place) && known(place));
        let elsewhere = || self.prices.iter().map(|price| price.0).find(is_own);
        let country = here.or_else(elsewhere)?;
        let own = self.prices.iter().filter(|price| price.0 == country);
        own.min_by_key(|price| (price.1 - at.year()).abs()).map(|price| price.2)
    }

    fn too_high(&self, usd: f64, key: &CellKey, otherwise: Implausible) -> Implausible {
        let of_a_year = usd / key.period.a_year();
        match self.is_usual(of_a_year) && key.period.a_year() > 1.0 {
            true => Implausible { reason: Reason::LikelyYearly, doubtful: false },
            false => otherwise,
        }
    }

    /// Whether pay of an hour or a month is more than is usual, and as pay of a year would be usual.
    fn is_a_years(&self, usd: f64, key: &CellKey) -> bool {
        let periods = key.period.a_year();
        periods > 1.0 && usd > self.usual.1 && self.is_usual(usd / periods)
    }

    fn too_low(&self, held: Yearly, key: &CellKey, taxonomy: &Taxonomy) -> Option<Implausible> {
        let Yearly { usd, bought } = held;
        let country = taxonomy.country(key.place);
        let least = if bought { self.bought } else { self.lowest };
        let floor = country.and_then(|c| self.floors.get(&c)).copied().unwrap_or(least);
        if usd >= floor {
            return None;
        }
        let yearly = key.period.a_year() == 1.0;
        let (monthly, hourly) = (usd * 12.0, usd * goingrate_units::HOURS_A_YEAR);
        let reason = match () {
            () if yearly && monthly >= floor && self.is_usual(monthly) => Reason::LikelyMonthly,
            () if yearly && hourly >= floor && self.is_usual(hourly) => Reason::LikelyHourly,
            () => Reason::ImpossiblePay,
        };
        let doubtful = usd >= self.lowest;
        // Below a floor, but without another period that would explain it: low pay, not an error.
        (reason != Reason::ImpossiblePay || !doubtful).then_some(Implausible { reason, doubtful })
    }

    fn is_usual(&self, usd: f64) -> bool {
        self.usual.0 <= usd && usd <= self.usual.1
    }
}

fn complaint(value: &str, reason: &str) -> Problem {
    let (file, field) = ("plausible.toml".to_owned(), "bounds".to_owned());
    Problem::in_file(file, None, field, value.to_owned(), reason.to_owned())
}
