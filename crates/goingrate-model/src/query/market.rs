//! What the market at large is made of: kinds of employers in a country, countries in a part of the
//! world, each with its share; and what years beside a level change.

use goingrate_units::{PlaceId, PlaceKind, Profile};

use crate::ModelError;
use crate::block::Block;
use crate::design::kinds::Kind;
use crate::distribution::mixture::Columns;
use crate::effects::Effect;
use crate::query::answer::{CountryShare, KindOfEmployer, Uncertain};
use crate::query::estimator::{Estimator, median};
use crate::query::lookup::variances;

/// Evidence of a country's own takes away more than a tenth of the variance of the country's effect.
const UNTOLD: f64 = 0.9;

impl Estimator<'_> {
    /// The kinds of employers that the market at large of a profile is a mixture of, each with its P50,
    /// lowest first. Empty where the profile names a tier, is not about employees, or lies in no country
    /// that tells kinds apart.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate).
    pub fn kinds(&self, profile: &Profile) -> Result<Vec<KindOfEmployer>, ModelError> {
        self.check(profile)?;
        let kinds = self.kinds_at_large(profile);
        let shift = self.shift(profile)?;
        let (mut medians, mut figures) = (Vec::new(), Vec::new());
        for kind in &kinds {
            let alone = Profile { tier: Some(kind.tier), ..profile.clone() };
            let evaluation = self.evaluate(&alone)?;
            let figure = median(&evaluation);
            medians.push(figure.value + shift);
            figures.push((evaluation.unseen, figure.gradient));
        }
        let found = medians.into_iter().zip(variances(self.book, &figures));
        let of = |(kind, (ln, variance)): (&Kind, (f64, f64))| KindOfEmployer {
            tier: kind.tier,
            share: kind.share,
            median: Uncertain { ln, sd: variance.max(0.0).sqrt() },
        };
        let mut found: Vec<KindOfEmployer> = kinds.iter().zip(found).map(of).collect();
        found.sort_by(|a, b| a.median.ln.total_cmp(&b.median.ln));
        Ok(found)
    }

    /// P50 of the market at large, beside a profile that asks for one kind of employer among those that
    /// its country tells apart; nothing for all other profiles.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate).
    pub fn at_large(&self, profile: &Profile) -> Result<Option<Uncertain>, ModelError> {
        let Profile { tier, employer, place, engagement, .. } = *profile;
        let tier = self.design.tier_at(tier, employer, place);
        let whole = Profile { tier: None, employer: None, ..profile.clone() };
        if self.design.kind_asked(tier, place, engagement).is_none() || self.check(&whole).is_err()
        {
            return Ok(None);
        }
        Ok(Some(self.percentiles(&whole)?[2]))
    }

    /// The countries that a part of the world is a mixture of, most developers first; empty for every
    /// other place.
    pub fn countries(&self, place: PlaceId) -> Vec<CountryShare> {
        let inside = self.design.countries_of(place);
        let total: f64 = inside.iter().map(|&(_, developers)| developers).sum();
        let share = |(place, developers)| CountryShare { place, share: developers / total };
        let mut shares: Vec<CountryShare> = inside.into_iter().map(share).collect();
        shares.sort_by(|a, b| b.share.total_cmp(&a.share));
        shares
    }

    /// Those of some places that are countries of which nothing but their income and their neighbours
    /// tells what is paid: their own effect is about as uncertain as before all evidence. A figure about
    /// a part of the world touches every country in it, so sources alone do not tell.
    pub(crate) fn foretold(&self, places: impl Iterator<Item = PlaceId>) -> Vec<PlaceId> {
        let taxonomy = self.design.taxonomy;
        let countries: Vec<PlaceId> = places
            .filter(|&place| taxonomy.place(place).kind == PlaceKind::Country)
            .filter(|place| !self.design.trended.contains(place))
            .collect();
        let before = self.book.block_sd(Block::Country).powi(2);
        let column = |country: &PlaceId| {
            self.book.effects.column(Effect::of(Block::Country, country.index()))
        };
        let (known, unknown): (Vec<PlaceId>, Vec<PlaceId>) =
            countries.into_iter().partition(|country| column(country).is_some());
        let columns = known.iter().filter_map(column);
        let figures: Vec<(Vec<Effect>, Columns)> =
            columns.map(|column| (Vec::new(), vec![(column as u32, 1.0)])).collect();
        let after = known.into_iter().zip(variances(self.book, &figures));
        let untold =
            after.filter(|(_, after)| *after > UNTOLD * before).map(|(country, _)| country);
        untold.chain(unknown).collect()
    }

    /// By how much years that are stated beside a level move P50, in logs, against the usual years of
    /// the level; nothing where not both are stated.
    pub(crate) fn years_beside_level(&self, profile: &Profile) -> Result<Option<f64>, ModelError> {
        if profile.level.is_none() || profile.years.is_none() {
            return Ok(None);
        }
        let usual = Profile { years: None, ..profile.clone() };
        let (stated, usual) = (self.evaluate(profile)?, self.evaluate(&usual)?);
        Ok(Some(median(&stated).value - median(&usual).value))
    }

    /// The kinds with a share, where a profile is about employees of all kinds.
    fn kinds_at_large(&self, profile: &Profile) -> Vec<Kind> {
        let at = self.design.kinds.at(self.design.country(profile.place));
        let spoken_of = |kind: &&Kind| {
            let asked = (Some(kind.tier), profile.place, profile.engagement);
            kind.share > 0.0 && self.design.kind_asked(asked.0, asked.1, asked.2).is_some()
        };
        let at_large = self.design.tier_at(profile.tier, profile.employer, profile.place).is_none();
        at.iter().filter(spoken_of).filter(|_| at_large).copied().collect()
    }
}
