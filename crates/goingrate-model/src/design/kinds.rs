//! Kinds of employers: which a country has, with which shares, and how far their pay lies apart.
//!
//! The countries that official statistics know by area have none here: the spread of pay within a
//! level has them in it. Elsewhere the market at large is a mixture over kinds. The location of
//! a country is that of all its people together, as with levels: a kind stands at its step less the
//! mean of all steps, so that who speaks of everybody says nothing about the steps.

use goingrate_units::{PlaceId, PlaceKind, Taxonomy, TierId};

use crate::ModelError;
use crate::design::countries::Countries;
use crate::priors::{KindShares, KindsPrior};

/// A kind of employer in a country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kind {
    /// The kind.
    pub tier: TierId,
    /// Its share of the country's developers.
    pub share: f64,
    /// What it is told to pay beforehand, in logs against the mean of all kinds.
    pub step: f64,
}

/// The kinds of employers by country, in the order of places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kinds {
    countries: Vec<(PlaceId, Vec<Kind>)>,
}

impl Kinds {
    /// The kinds of every country of a taxonomy: as stated for it, or as its income foretells.
    ///
    /// # Errors
    /// When a kind or a country is none of the taxonomy, or has not one share and one ratio a kind.
    pub fn of(
        prior: &KindsPrior,
        countries: &Countries,
        trended: &[PlaceId],
        taxonomy: &Taxonomy,
    ) -> Result<Kinds, ModelError> {
        let tier = |slug: &String| {
            let unknown = || ModelError::Priors(format!("there is no tier of employers {slug:?}"));
            taxonomy.tier_of(slug).ok_or_else(unknown)
        };
        let tiers: Vec<TierId> = prior.order.iter().map(tier).collect::<Result<_, _>>()?;
        if let Some(slug) = prior.country.keys().find(|slug| taxonomy.place_of(slug).is_none()) {
            return Err(ModelError::Priors(format!("there is no country {slug:?}")));
        }
        let mut found = Vec::new();
        for (index, place) in taxonomy.places.iter().enumerate() {
            let id = PlaceId::from_index(index);
            if place.kind != PlaceKind::Country || trended.contains(&id) {
                continue;
            }
            let foretold = || Some(prior.foretold(countries.income(id)?.exp()));
            let shares = prior.country.get(&place.slug).cloned().or_else(|| foretold().flatten());
            if let Some(shares) = shares {
                found.push((id, kinds(&tiers, &shares)?));
            }
        }
        Ok(Kinds { countries: found })
    }

    /// From parts that a book kept.
    pub fn from_parts(countries: Vec<(PlaceId, Vec<Kind>)>) -> Kinds {
        Kinds { countries }
    }

    /// The parts for a book.
    pub fn parts(&self) -> &[(PlaceId, Vec<Kind>)] {
        &self.countries
    }

    /// The kinds of a country; none where they pay much the same, or nothing is known.
    pub fn at(&self, country: PlaceId) -> &[Kind] {
        let found = self.countries.binary_search_by_key(&country, |of| of.0);
        found.map_or(&[], |at| &self.countries[at].1)
    }
}

/// Kinds with shares that add up to one, and steps against their mean.
fn kinds(tiers: &[TierId], shares: &KindShares) -> Result<Vec<Kind>, ModelError> {
    if shares.share.len() != tiers.len() || shares.ratio.len() != tiers.len() {
        let what = "kinds: one share and one ratio for each kind of `order`".to_owned();
        return Err(ModelError::Priors(what));
    }
    let total: f64 = shares.share.iter().sum();
    let mean: f64 = shares.share.iter().zip(&shares.ratio).map(|(s, r)| s * r.ln()).sum();
    let of = |((&tier, share), ratio): ((&TierId, &f64), &f64)| Kind {
        tier,
        share: share / total,
        step: ratio.ln() - mean / total,
    };
    Ok(tiers.iter().zip(&shares.share).zip(&shares.ratio).map(of).collect())
}

/// How often a kind's people are met in a source, against people of another kind.
pub(crate) type Reach = Vec<(TierId, f64)>;

/// The shares of kinds among the people whom a source reaches: of the market at large where it reaches
/// all alike.
pub(crate) fn reached(kinds: &[Kind], reach: &Reach) -> Vec<f64> {
    let often = |kind: &Kind| reach.iter().find(|of| of.0 == kind.tier).map_or(1.0, |of| of.1);
    let raw: Vec<f64> = kinds.iter().map(|kind| kind.share * often(kind)).collect();
    let total: f64 = raw.iter().sum();
    if total <= 0.0 {
        return kinds.iter().map(|kind| kind.share).collect();
    }
    raw.into_iter().map(|share| share / total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(index: usize) -> TierId {
        TierId::from_index(index)
    }

    #[test]
    fn steps_count_from_the_mean_of_all_people() {
        let shares = KindShares { share: vec![75.0, 25.0, 0.0], ratio: vec![1.0, 2.0, 9.0] };
        let kinds = kinds(&[tier(0), tier(1), tier(2)], &shares).unwrap();
        assert_eq!(kinds.len(), 3);
        assert!((kinds[1].step - kinds[0].step - 2f64.ln()).abs() < 1e-12);
        let mean: f64 = kinds.iter().map(|kind| kind.share * kind.step).sum();
        assert!(mean.abs() < 1e-12);
    }

    #[test]
    fn a_source_that_meets_a_kind_twice_as_often_has_twice_the_odds_of_it() {
        let kind = |at, share| Kind { tier: tier(at), share, step: 0.0 };
        let kinds = [kind(0, 0.8), kind(1, 0.2)];
        let shares = reached(&kinds, &vec![(tier(1), 2.0)]);
        assert!((shares[0] - 0.8 / 1.2).abs() < 1e-12 && (shares[1] - 0.4 / 1.2).abs() < 1e-12);
        assert_eq!(reached(&kinds, &Vec::new()), [0.8, 0.2]);
    }
}
