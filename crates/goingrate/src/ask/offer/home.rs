//! Where offers are lived in, whose rules of tax hold there, and at whose prices they are compared.

use goingrate_units::{PlaceId, PlaceKind, Problem};

use super::monies::period_of;
use super::price::{Pricing, currency_of, of_offer};
use crate::law::{TakeHome, take_home};

/// Where an offer is lived in.
#[derive(Clone, Debug)]
pub struct Home {
    /// The place.
    pub place: PlaceId,
    /// The rules of tax, if any are carried.
    pub law: Option<TakeHome>,
}

impl Pricing<'_, '_> {
    /// Where each offer is lived in: a remote one where the first one is, if that is the same country.
    pub(super) fn homes(&mut self) -> Result<Vec<Home>, Problem> {
        let words = &self.going_rate.taxonomy;
        let is_remote = |place: PlaceId| words.place(place).kind == PlaceKind::Remote;
        let offers = &self.asked.offers;
        let lived = |country: Option<PlaceId>| {
            let there = |place: PlaceId| country.is_none_or(|is| words.country(place) == Some(is));
            let places = offers.iter().map(|offer| (offer, offer.asked.profile.place));
            places.filter(|(_, p)| !is_remote(*p) && there(*p)).map(|(offer, _)| offer).next()
        };
        let mut homes = Vec::with_capacity(offers.len());
        for (at, offer) in offers.iter().enumerate() {
            let profile = &offer.asked.profile;
            let (mut place, mut state) = (profile.place, offer.asked.said.state);
            // Remote work can be done where the other offer is; a country that is named goes before.
            let country = words.country(profile.place);
            let near = match country == words.country(words.default_place) {
                true => lived(country).or_else(|| lived(None)),
                false => lived(country),
            };
            if let (true, Some(lived)) = (is_remote(place), near) {
                (place, state) = (lived.asked.profile.place, lived.asked.said.state);
                let name = words.place(place).name.clone();
                self.of = Some(at);
                self.tell(format!(
                    "Remote work is taken as done from {name}, where another offer is. If it is done elsewhere, name the place in its stead."
                ));
            }
            let middle = offer.base.value.max(1.0) * period_of(offer.base).a_year();
            let pay = (currency_of(offer, words), middle);
            let law = take_home(self.going_rate, (place, state), self.asked.filing, pay, self.on);
            self.of = None;
            homes.push(Home { place, law: law.map_err(|problem| of_offer(problem, at))? });
        }
        if homes.iter().any(|home| home.law.is_none())
            && homes.iter().any(|home| home.law.is_some())
        {
            let lacking = homes.iter().find(|home| home.law.is_none()).map(|home| home.place);
            let name = lacking.map(|place| words.place(place).name.clone()).unwrap_or_default();
            self.tell(format!(
                "No rules of tax are carried for {name}, so that all offers are compared before tax."
            ));
            homes.iter_mut().for_each(|home| home.law = None);
        }
        Ok(homes)
    }

    /// The place at whose prices offers are compared.
    pub(super) fn prices_of(&mut self, homes: &[Home]) -> Option<PlaceId> {
        let words = &self.going_rate.taxonomy;
        let of = self.asked.at_prices_of.unwrap_or(homes.first()?.place);
        if homes.iter().all(|home| home.place == of) {
            return None;
        }
        let known = homes.iter().find(|home| self.price_factor(home.place, of).is_err());
        match known {
            None => Some(of),
            Some(home) => {
                let name = words.place(home.place).name.clone();
                self.tell(format!(
                    "No price level is carried for {name}: what money buys in each place is not compared."
                ));
                None
            }
        }
    }

    /// What one unit of the money of a place is worth at the prices of another, in the money of that one.
    fn price_factor(&self, from: PlaceId, to: PlaceId) -> Result<f64, Problem> {
        let prices = self.going_rate.law.prices()?;
        let ratio = prices.ratio(from, to, self.on.year(), &self.going_rate.taxonomy);
        Ok(ratio.map_err(|error| Problem::new(error.to_string()))?.factor)
    }

    /// What an amount of the answer's money, earned in a place, buys at the prices of another.
    pub(super) fn prices(&self, from: PlaceId, to: Option<PlaceId>) -> Result<f64, Problem> {
        let Some(to) = to.filter(|to| *to != from) else { return Ok(1.0) };
        let words = &self.going_rate.taxonomy;
        let (own, theirs) = (words.place(from).currency, words.place(to).currency);
        let factor = self.price_factor(from, to)?;
        Ok(factor * self.money.exchange(theirs)? / self.money.exchange(own)?)
    }
}
