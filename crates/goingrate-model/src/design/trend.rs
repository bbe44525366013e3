//! The market's level in time: the common trend, and how countries' pay moves apart from it. Where a
//! country's money has no exchange rate that is a random walk over years, zero at the reference of the
//! trend. A year that nobody has told of yet is then foreseen at the last one that somebody has, and
//! the less surely the further away it is.

use std::collections::BTreeMap;

use goingrate_units::PlaceId;

use crate::block::Block;
use crate::design::Design;
use crate::effects::Effect;
use crate::priors::{KnotsPrior, Priors};

impl Design<'_> {
    /// How a country's pay has moved since the reference, apart from the common trend, which is
    /// about other countries: with a growth of its own, and, where its money has no exchange rate and
    /// microdata tell, by a random walk. Elsewhere prices move so little that a walk would cost more
    /// than it explains (docs/METHOD.md, section 6).
    pub(crate) fn country_trend(&self, country: PlaceId, year: f64) -> Vec<(Effect, f64)> {
        let since = year - self.reference_year();
        if self.trended.contains(&country) || since.abs() < 1e-9 {
            return Vec::new();
        }
        let growth = (Effect::of(Block::TrendCountry, country.index()), since);
        let walks = self.microdata && self.prices.is_unrated(country);
        let walk = walks.then(|| Walk::of(country).weights(since, self.priors.knots));
        std::iter::once(growth).chain(walk.into_iter().flatten()).collect()
    }

    /// What is known of how a country's pay has moved since the reference apart from the common trend: as
    /// prices did.
    pub(crate) fn known_trend(&self, place: PlaceId, year: f64) -> f64 {
        self.prices.rise(self.country(place), self.reference_year(), year)
    }

    /// The effects of the common trend at a moment: a line between knots, beyond the last one its
    /// growth.
    pub fn trend_weights(&self, year: f64) -> Vec<(Effect, f64)> {
        let knots = &self.priors.knots;
        let last = (knots.count - 1) as f64;
        let at = (year - knots.first).max(0.0);
        let knot = at.min(last).floor().min(last - 1.0);
        let within = at.min(last) - knot;
        let mut weights = vec![(knot as usize, 1.0 - within), (knot as usize + 1, within)];
        weights.retain(|&(k, w)| w != 0.0 && k != knots.reference);
        let mut effects: Vec<_> =
            weights.into_iter().map(|(k, w)| (Effect::of(Block::TrendLevel, k), w)).collect();
        if at > last {
            effects.push((Effect::of(Block::TrendGrowth, knots.count - 1), at - last));
        }
        effects
    }

    /// The moment at which the common trend is zero, as a decimal year.
    pub(crate) fn reference_year(&self) -> f64 {
        self.priors.knots.first + self.priors.knots.reference as f64
    }
}

/// How many years a walk can go back. The effect of a year stands at this plus the years since the
/// reference.
const BACK: i32 = 64;

/// The walk of a country, by its place's index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Walk(u32);

impl Walk {
    fn of(country: PlaceId) -> Walk {
        Walk(country.index() as u32)
    }

    /// The walk that an effect is a year of, and which: years since the reference.
    fn told_by(effect: Effect) -> (Walk, i32) {
        (Walk(effect.of), effect.and as i32 - BACK)
    }

    /// The effect of a year, by whole years since the reference; none at the reference, where the
    /// walk is zero.
    fn year(self, since: i32) -> Option<Effect> {
        let at = (since + BACK) as usize;
        (since != 0).then(|| Effect::crossed(Block::CountryYear, self.0 as usize, at))
    }

    /// The effects at a moment, in years since the reference: a line between whole years.
    fn weights(self, since: f64, knots: KnotsPrior) -> Vec<(Effect, f64)> {
        let since = since.clamp(f64::from(1 - BACK), f64::from(last(knots)));
        let low = since.floor().min(f64::from(last(knots) - 1));
        let within = since - low;
        let hats = [(low as i32, 1.0 - within), (low as i32 + 1, within)];
        let hat = |(year, weight): (i32, f64)| Some((self.year(year)?, weight));
        hats.into_iter().filter(|hat| hat.1 != 0.0).filter_map(hat).collect()
    }
}

/// The last year of a walk: as far as questions reach.
fn last(knots: KnotsPrior) -> i32 {
    (knots.count - 1 - knots.reference) as i32 + knots.horizon.ceil() as i32
}

/// The year from which a year of a walk steps: the next nearer the reference.
pub(crate) fn before(effect: Effect) -> Option<Effect> {
    let (walk, since) = Walk::told_by(effect);
    walk.year(since - since.signum())
}

/// From a year that a book does not know to the nearest one that it does, on the way to the
/// reference: its column (none at the reference, where the walk is zero) and how many steps it is away.
pub(crate) fn nearest_known(
    effect: Effect,
    column: impl Fn(Effect) -> Option<usize>,
) -> (Option<usize>, u32) {
    let years = std::iter::successors(Some(effect), |&year| before(year));
    let mut steps = 0;
    for year in years {
        if let Some(known) = column(year) {
            return (Some(known), steps);
        }
        steps += 1;
    }
    (None, steps)
}

/// All years of the walks that some effects are years of: from their first year, or where the trend
/// begins, to their last.
pub(crate) fn whole_walks(priors: &Priors, known: &[Effect]) -> Vec<Effect> {
    let knots = priors.knots;
    let mut firsts: BTreeMap<Walk, i32> = BTreeMap::new();
    for year in known.iter().filter(|e| e.block == Block::CountryYear) {
        let (walk, since) = Walk::told_by(*year);
        let first = firsts.entry(walk).or_insert(-(knots.reference as i32));
        *first = since.min(*first);
    }
    let years = firsts
        .into_iter()
        .flat_map(|(walk, first)| (first..=last(knots)).filter_map(move |since| walk.year(since)));
    years.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOTS: KnotsPrior =
        KnotsPrior { first: 2019.4, count: 9, reference: 6, first_growth_sd: 0.1, horizon: 3.0 };

    const WALK: Walk = Walk(7);

    fn at(since_reference: f64) -> Vec<(i32, f64)> {
        let weights = WALK.weights(since_reference, KNOTS);
        weights.into_iter().map(|(effect, weight)| (Walk::told_by(effect).1, weight)).collect()
    }

    #[test]
    fn a_moment_lies_between_two_years_and_the_reference_is_zero() {
        assert_eq!(at(1.25), [(1, 0.75), (2, 0.25)]);
        assert_eq!(at(0.25), [(1, 0.25)]);
        assert_eq!(at(-0.25), [(-1, 0.25)]);
        assert_eq!(at(-3.0), [(-3, 1.0)]);
        assert_eq!(at(0.0), []);
    }

    #[test]
    fn beyond_its_ends_a_walk_stands_still() {
        assert_eq!(at(5.0), [(5, 1.0)]);
        assert_eq!(at(80.0), [(5, 1.0)]);
        assert_eq!(at(-200.0), [(-63, 1.0)]);
    }

    #[test]
    fn every_year_steps_from_the_one_nearer_the_reference() {
        let step =
            |year: i32| WALK.year(year).and_then(before).map(|effect| Walk::told_by(effect).1);
        assert_eq!((step(3), step(1), step(-1), step(-4)), (Some(2), None, None, Some(-3)));
    }
    #[test]
    fn a_year_that_is_not_known_leads_to_the_nearest_one_that_is() {
        let known = [-2, -1, 1].map(|since| WALK.year(since).unwrap());
        let column = |effect: Effect| known.iter().position(|&year| year == effect);
        let from = |since: i32| nearest_known(WALK.year(since).unwrap(), column);
        assert_eq!(from(-1), (Some(1), 0));
        assert_eq!(from(-5), (Some(0), 3));
        assert_eq!(from(3), (Some(2), 2));
        assert_eq!(nearest_known(WALK.year(-4).unwrap(), |_| None), (None, 4));
    }
}
