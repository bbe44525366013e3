//! Effects on pay for a job: role, place, engagement, part of pay, trend.

use goingrate_units::{Component, Engagement, PlaceId, PlaceKind, RoleId};

use crate::block::Block;
use crate::design::employment::is_area;
use crate::design::terms::person::is_more_than_base;
use crate::design::terms::{Job, Term};
use crate::design::{Design, is_country};
use crate::effects::Effect;

impl Design<'_> {
    /// What acts on everybody.
    pub(super) fn market_terms(&self, add: &mut impl FnMut(Term)) {
        add(Term::location(Effect::only(Block::Intercept), 1.0));
        add(Term::spread(Effect::only(Block::Spread), 1.0));
        add(Term::skew(Effect::only(Block::Skew), 1.0));
    }

    pub(super) fn role_terms(&self, role: RoleId, add: &mut impl FnMut(Term)) {
        let occupation = self.occupation(role);
        self.specialty_terms(role, occupation, add);
        for above in self.role_path(occupation) {
            if self.taxonomy.role(above).parent.is_some() {
                add(Term::location(Effect::of(Block::Occupation, above.index()), 1.0));
            }
        }
        add(Term::scale(Effect::of(Block::SpreadRole, occupation.index()), 1.0));
        add(Term::skew(Effect::of(Block::SkewRole, occupation.index()), 1.0));
    }

    /// From a role up to one above it, which is left out.
    pub(crate) fn specialty_terms(&self, role: RoleId, base: RoleId, add: &mut impl FnMut(Term)) {
        for below in self.role_path(role).take_while(|&below| below != base) {
            add(Term::location(Effect::of(Block::Specialty, below.index()), 1.0));
        }
    }

    pub(super) fn place_terms(&self, job: &Job, add: &mut impl FnMut(Term)) {
        self.remote_terms(job.asked, add);
        self.remainder_terms(job, add);
        let role = self.occupation(job.role).index();
        for here in self.place_path(job.place) {
            let (kind, of) = (self.taxonomy.place(here).kind, here.index());
            if is_area(kind) {
                self.area_terms(role, here, add);
            }
            if kind == PlaceKind::State {
                add(Term::location(Effect::of(Block::State, of), 1.0));
                add(Term::location(Effect::crossed(Block::RoleState, role, of), 1.0));
            }
            if is_country(kind) {
                add(Term::location(Effect::of(Block::Country, of), 1.0));
                let income = self.countries.income(here).unwrap_or(0.0);
                add(Term::location(Effect::only(Block::CountryIncome), income));
                add(Term::spread(Effect::of(Block::SpreadCountry, of), 1.0));
            }
        }
        let country = self.country(job.place);
        if self.microdata && !self.trended.contains(&country) {
            let effect = Effect::crossed(Block::RoleCountry, role, country.index());
            add(Term::location(effect, 1.0));
        }
        if !self.trended.contains(&country) {
            // No ladder is flatter for an income above that of the reference country.
            let income = self.countries.income(country).unwrap_or(0.0).min(0.0);
            let poverty = 1.0 - (0.5 * income).exp();
            add(Term::stretch(Effect::only(Block::LadderIncome), poverty));
            add(Term::stretch(Effect::of(Block::CountryStretch, country.index()), 1.0));
        }
    }

    /// Working from anywhere.
    pub(crate) fn remote_terms(&self, asked: PlaceId, add: &mut impl FnMut(Term)) {
        if self.taxonomy.place(asked).kind == PlaceKind::Remote {
            add(Term::location(Effect::of(Block::Remote, asked.index()), 1.0));
        }
    }

    /// The part of a country that no area holds is a place of its own.
    fn remainder_terms(&self, job: &Job, add: &mut impl FnMut(Term)) {
        let occupation = self.occupation(job.role);
        let remains = self.taxonomy.place(job.place).kind == PlaceKind::Country
            && self.jobs.at(occupation, job.place).is_some()
            && !job.average;
        if remains {
            let (role, of) = (occupation.index(), job.place.index());
            add(Term::location(Effect::crossed(Block::Remainder, role, of), 1.0));
            add(Term::scale(Effect::crossed(Block::SpreadRemainder, role, of), 1.0));
        }
    }

    fn area_terms(&self, role: usize, area: PlaceId, add: &mut impl FnMut(Term)) {
        let of = area.index();
        add(Term::location(Effect::of(Block::Area, of), 1.0));
        add(Term::location(Effect::crossed(Block::RoleArea, role, of), 1.0));
        add(Term::scale(Effect::of(Block::SpreadArea, of), 1.0));
        add(Term::scale(Effect::crossed(Block::SpreadRoleArea, role, of), 1.0));
        add(Term::skew(Effect::crossed(Block::SkewRoleArea, role, of), 1.0));
        let centre = self.priors.area_size_centre;
        let size = self.jobs.size(area).map_or(0.0, |jobs| jobs.ln() - centre);
        add(Term::location(Effect::only(Block::AreaSize), size));
    }

    pub(super) fn engagement_terms(
        &self,
        engagement: Engagement,
        place: PlaceId,
        add: &mut impl FnMut(Term),
    ) {
        if engagement == Engagement::Employee {
            return;
        }
        let of = engagement as usize;
        add(Term::location(Effect::of(Block::Engagement, of), 1.0));
        add(Term::spread(Effect::of(Block::SpreadEngagement, of), 1.0));
        add(Term::stretch(Effect::of(Block::EngagementStretch, of), 1.0));
        let income = self.countries.income(self.country(place)).unwrap_or(0.0);
        add(Term::location(Effect::of(Block::EngagementIncome, of), income));
        if let Some(region) = self.region(place) {
            let effect = Effect::crossed(Block::EngagementRegion, of, region.index());
            add(Term::location(effect, 1.0));
        }
    }

    pub(super) fn component_terms(&self, component: Component, add: &mut impl FnMut(Term)) {
        if !is_more_than_base(component) {
            return;
        }
        let of = component as usize;
        add(Term::location(Effect::of(Block::Component, of), 1.0));
        add(Term::spread(Effect::of(Block::SpreadComponent, of), 1.0));
        add(Term::stretch(Effect::of(Block::ComponentStretch, of), 1.0));
    }

    /// The market's level at a moment, and a country's own beside it.
    pub(crate) fn trend_terms(&self, year: f64, place: PlaceId, add: &mut impl FnMut(Term)) {
        let own = self.country_trend(self.country(place), year);
        for (effect, weight) in own.into_iter().chain(self.trend_weights(year)) {
            add(Term::location(effect, weight));
        }
    }
}
