//! Effects on pay of who holds a job: industry, tier, skills, years, education, employer.

use goingrate_units::{Component, IndustryId, PlaceId, SkillId, TierId};

use crate::block::Block;
use crate::design::employers::Named;
use crate::design::terms::{Career, Person, Term};
use crate::design::{Design, knots};
use crate::effects::Effect;

impl Design<'_> {
    pub(super) fn industry_terms(&self, person: &Person, add: &mut impl FnMut(Term)) {
        let share = 1.0 / person.industries.len().max(1) as f64;
        let above = |industry: &IndustryId| self.taxonomy.industry(*industry).parent;
        for &industry in person.industries {
            for here in std::iter::successors(Some(industry), above) {
                add(Term::location(Effect::of(Block::Industry, here.index()), share));
                add(Term::scale(Effect::of(Block::SpreadIndustry, here.index()), share));
            }
            for &(role, of_role) in person.occupations {
                let (role, of, weight) = (role.index(), industry.index(), share * of_role);
                add(Term::location(Effect::crossed(Block::RoleIndustry, role, of), weight));
                add(Term::scale(Effect::crossed(Block::SpreadRoleIndustry, role, of), weight));
            }
        }
    }

    /// A tier of employers, unless it is a kind that the country tells apart (`kind_terms`).
    pub(crate) fn tier_terms(&self, person: &Person, add: &mut impl FnMut(Term)) {
        let Some(tier) = self.tier_of(person) else { return };
        if self.kind_asked(Some(tier), person.place, person.engagement).is_some() {
            return;
        }
        add(Term::location(Effect::of(Block::Tier, tier.index()), 1.0));
        add(Term::stretch(Effect::of(Block::TierStretch, tier.index()), 1.0));
        if is_more_than_base(person.component) {
            let component = person.component as usize;
            let effect = Effect::crossed(Block::ComponentTier, component, tier.index());
            add(Term::location(effect, 1.0));
            let effect = Effect::crossed(Block::ComponentTierStretch, component, tier.index());
            add(Term::stretch(effect, 1.0));
        }
    }

    /// The tier that is said of a person's employer, or that of the employer who is named.
    fn tier_of(&self, person: &Person) -> Option<TierId> {
        let known = person.employer.and_then(|employer| match employer {
            Named::Known(id) => Some(id),
            Named::Text(_) => None,
        });
        self.tier_at(person.tier, known, person.place)
    }

    /// Kinds of employers with their shares among the people described: where they lie against the
    /// market at large. Returns what is known beforehand.
    pub(crate) fn kind_terms(
        &self,
        place: PlaceId,
        shares: &[f64],
        add: &mut impl FnMut(Term),
    ) -> f64 {
        let country = self.country(place);
        let mut known = 0.0;
        for (kind, share) in self.kinds.at(country).iter().zip(shares) {
            known += share * kind.step;
            let effect = Effect::crossed(Block::TierCountry, country.index(), kind.tier.index());
            add(Term::location(effect, share - kind.share));
        }
        known
    }

    pub(crate) fn skill_terms(&self, person: &Person, add: &mut impl FnMut(Term)) {
        let count = if person.any_skill { person.skills.len().max(1) } else { 1 };
        let share = 1.0 / count as f64;
        let above = |skill: &SkillId| self.taxonomy.skill(*skill).parent;
        for &skill in person.skills {
            for here in std::iter::successors(Some(skill), above) {
                add(Term::location(Effect::of(Block::Skill, here.index()), share));
            }
            if self.microdata {
                self.skill_crossings(skill, share, person, add);
            }
        }
        if let Some(count) = person.skill_count {
            let band = knots::skill_count(count);
            add(Term::location(Effect::of(Block::SkillCount, band), 1.0));
        }
    }

    /// What only microdata tell of a skill.
    fn skill_crossings(
        &self,
        skill: SkillId,
        share: f64,
        person: &Person,
        add: &mut impl FnMut(Term),
    ) {
        let (of, country) = (skill.index(), self.country(person.place).index());
        add(Term::location(Effect::crossed(Block::SkillCountry, of, country), share));
        for &(role, of_role) in person.occupations {
            let effect = Effect::crossed(Block::SkillRole, of, role.index());
            add(Term::location(effect, share * of_role));
        }
        if let Some(career) = person.career {
            let slope = knots::slope(career.years);
            add(Term::location(Effect::of(Block::SkillYears, of), share * slope));
        }
    }

    /// How pay goes with years beyond what the levels explain: only microdata tell.
    pub(super) fn career_terms(&self, person: &Person, add: &mut impl FnMut(Term)) {
        let Some(career) = person.career.filter(|_| self.microdata) else { return };
        self.years_terms(&career, career.years, 1.0, person, add);
        if let Some(usual) = career.usual {
            self.years_terms(&career, usual, -1.0, person, add);
        }
    }

    fn years_terms(
        &self,
        career: &Career,
        years: f64,
        sign: f64,
        person: &Person,
        add: &mut impl FnMut(Term),
    ) {
        let shared = if career.beside_level { Block::YearsBeside } else { Block::Years };
        for (knot, weight) in knots::hats(years) {
            let weight = sign * weight;
            add(Term::location(Effect::of(shared, knot), weight));
            add(Term::spread(Effect::of(Block::SpreadYears, knot), weight));
        }
        let country = self.country(person.place).index();
        for (part, slope) in knots::slopes(years).into_iter().enumerate() {
            add(Term::location(Effect::crossed(Block::CountryYears, country, part), sign * slope));
        }
        for &(role, of_role) in person.occupations {
            let effect = Effect::of(Block::RoleYears, role.index());
            add(Term::location(effect, sign * of_role * knots::slope(years)));
        }
    }

    pub(super) fn education_terms(&self, person: &Person, add: &mut impl FnMut(Term)) {
        let Some(education) = person.education else { return };
        let (of, country) = (education as usize, self.country(person.place).index());
        add(Term::location(Effect::of(Block::Education, of), 1.0));
        add(Term::location(Effect::crossed(Block::EducationCountry, of, country), 1.0));
        if let Some(career) = person.career {
            let slope = knots::slope(career.years);
            add(Term::location(Effect::of(Block::EducationYears, of), slope));
        }
    }

    pub(super) fn employer_terms(&self, person: &Person, add: &mut impl FnMut(Term)) {
        if let Some(headcount) = person.headcount {
            let band = knots::headcount(headcount);
            add(Term::location(Effect::of(Block::Headcount, band), 1.0));
        }
        if let Some(workplace) = person.workplace {
            add(Term::location(Effect::of(Block::Workplace, workplace as usize), 1.0));
        }
        self.named_employer_terms(person, add);
    }

    /// Who is named as the employer.
    pub(crate) fn named_employer_terms(&self, person: &Person, add: &mut impl FnMut(Term)) {
        let Some(employer) = person.employer else { return };
        add(Term::location(self.employer_effect(employer, person.place), 1.0));
        if is_more_than_base(person.component) {
            let effect = self.employer_component(employer, person.place, person.component);
            add(Term::location(effect, 1.0));
        }
    }
}

/// Whether a part of pay is not the base alone.
pub(crate) fn is_more_than_base(component: Component) -> bool {
    !matches!(component, Component::BaseSalary | Component::HourlyRate)
}
