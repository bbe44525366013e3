//! Employers by name: what an employer is in a place, and its own effect there.

use goingrate_evidence::RowHash;
use goingrate_units::{Component, EmployerId, PlaceId, TierId};

use crate::block::Block;
use crate::design::Design;
use crate::effects::Effect;

/// Who is named as an employer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named<'k> {
    /// An employer of the taxonomy.
    Known(EmployerId),
    /// Another one, in the words of a source.
    Text(&'k str),
}

impl Design<'_> {
    /// An employer of the taxonomy, if these words name one; else the words.
    pub(crate) fn named<'k>(&self, words: &'k str) -> Named<'k> {
        self.taxonomy.employer_named(words).map_or(Named::Text(words), Named::Known)
    }

    /// The tier that is said, or else that of the employer in a place: where official statistics know
    /// the country by area its tier there, elsewhere the kind of employer that it is.
    pub(crate) fn tier_at(
        &self,
        tier: Option<TierId>,
        employer: Option<EmployerId>,
        place: PlaceId,
    ) -> Option<TierId> {
        tier.or_else(|| self.tier_of_employer(employer?, place))
    }

    fn tier_of_employer(&self, employer: EmployerId, place: PlaceId) -> Option<TierId> {
        let (employer, country) = (self.taxonomy.employer(employer), self.country(place));
        if self.trended.contains(&country) {
            return employer.tier;
        }
        let abroad = |tier: &TierId| {
            let slug = &self.taxonomy.tier(*tier).slug;
            self.priors.kinds.abroad.contains(slug)
        };
        employer.kind.filter(|kind| employer.home != Some(country) || !abroad(kind))
    }

    /// An employer's own effect: beside that of its tier, and of its own in every country that has no
    /// official statistics by area, because nothing says that a firm which pays well at home does so
    /// elsewhere.
    pub(crate) fn employer_effect(&self, employer: Named, place: PlaceId) -> Effect {
        Effect::named(Block::Employer, self.employer_hash(employer, place, ""))
    }

    /// How far an employer's pay in all parts lies above its base pay, beyond that of its tier.
    pub(crate) fn employer_component(
        &self,
        employer: Named,
        place: PlaceId,
        component: Component,
    ) -> Effect {
        let hash = self.employer_hash(employer, place, component.slug());
        Effect::named(Block::ComponentEmployer, hash)
    }

    fn employer_hash(&self, employer: Named, place: PlaceId, of: &str) -> u64 {
        let country = self.country(place);
        let abroad = match self.trended.contains(&country) {
            true => "",
            false => self.taxonomy.place(country).slug.as_str(),
        };
        let (name, abroad) = match employer {
            Named::Known(id) => (self.taxonomy.employer(id).slug.as_str(), abroad),
            Named::Text(words) => (words, ""),
        };
        let fields = [name, abroad, of].into_iter();
        RowHash::of(fields.enumerate().filter(|(at, f)| *at == 0 || !f.is_empty()).map(|(_, f)| f))
            .0
    }
}
