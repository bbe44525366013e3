//! What a measure sees differently: its own terms for the people of a key. They belong to what the
//! measure says and never to an answer.

use goingrate_evidence::CellKey;
use goingrate_units::{Engagement, LevelId};

use crate::block::Block;
use crate::design::terms::Term;
use crate::design::{Design, knots};
use crate::effects::Effect;
use crate::rows::cells::form::{CellForm, career, occupations};
use crate::rows::cells::hashes::{hashed, whole};

/// The terms that records and tables of percentiles of a measure both have: for its occupations (by
/// index, with their probabilities), places, educations, employers.
pub(crate) fn shared_terms(
    design: &Design,
    (measure, key): (usize, &CellKey),
    roles: &[(usize, f64)],
    add: &mut impl FnMut(Effect, f64),
) {
    if in_money_without_a_rate(key, design) {
        add(Effect::of(Block::CountryMoney, design.country(key.place).index()), 1.0);
    }
    for &(role, share) in roles {
        add(Effect::crossed(Block::MeasureRole, measure, role), share);
    }
    if key.place != design.country(key.place) {
        add(Effect::crossed(Block::MeasurePlace, measure, key.place.index()), 1.0);
    }
    if let Some(education) = key.education {
        add(Effect::crossed(Block::MeasureEducation, measure, education as usize), 1.0);
    }
    if let Some(headcount) = key.headcount {
        let band = knots::headcount(headcount);
        add(Effect::crossed(Block::MeasureHeadcount, measure, band), 1.0);
    }
    if let Some(workplace) = key.remote {
        add(Effect::crossed(Block::MeasureWorkplace, measure, workplace as usize), 1.0);
    }
    if let Some(employer) = key.employer.as_deref() {
        add(Effect::named(Block::MeasureEmployer, hashed(measure, &[employer])), 1.0);
    }
}

/// The terms of the spread that both have: of the measure, of its country, occupations and levels.
pub(crate) fn shared_spread(
    design: &Design,
    (measure, key): (usize, &CellKey),
    roles: &[(usize, f64)],
    levels: &[(LevelId, f64)],
    add: &mut impl FnMut(Effect, f64),
) {
    let country = design.country(key.place).index();
    add(Effect::of(Block::MeasureSpread, measure), 1.0);
    add(Effect::crossed(Block::MeasureSpreadCountry, measure, country), 1.0);
    for &(role, share) in roles {
        add(Effect::crossed(Block::MeasureSpreadRole, measure, role), share);
    }
    for &(level, share) in levels {
        add(Effect::crossed(Block::MeasureSpreadLevel, measure, level.index()), share);
    }
}

/// Adds the terms that a measure of records has.
pub(super) struct MeasureTerms<'o, 'm> {
    pub design: &'o Design<'m>,
    pub key: &'o CellKey,
    pub measure: usize,
    pub form: &'o mut CellForm,
}

impl MeasureTerms<'_, '_> {
    pub fn add(&mut self) {
        self.shared();
        self.levels_and_engagement();
        self.years();
        self.skills();
        self.employer();
        self.place_and_time();
        self.words();
        self.pairs();
        self.spread();
    }

    fn location(&mut self, effect: Effect, weight: f64) {
        self.form.add(Term::location(effect, weight));
    }

    fn country(&self) -> usize {
        self.design.country(self.key.place).index()
    }

    fn roles(&self) -> Vec<(usize, f64)> {
        let index = |(role, share): (goingrate_units::RoleId, f64)| (role.index(), share);
        occupations(self.key, self.design).into_iter().map(index).collect()
    }

    /// What tables of percentiles have, too.
    fn shared(&mut self) {
        let (roles, of) = (self.roles(), (self.measure, self.key));
        let levels = if self.form.level_stated { self.form.levels.clone() } else { Vec::new() };
        let form = &mut *self.form;
        shared_terms(self.design, of, &roles, &mut |effect, weight| {
            form.add(Term::location(effect, weight));
        });
        shared_spread(self.design, of, &roles, &levels, &mut |effect, weight| {
            form.add(Term::spread(effect, weight));
        });
    }

    fn levels_and_engagement(&mut self) {
        self.location(Effect::of(Block::Measure, self.measure), 1.0);
        if self.key.engagement != Engagement::Employee {
            let of = self.key.engagement as usize;
            self.location(Effect::crossed(Block::MeasureEngagement, self.measure, of), 1.0);
        }
        if self.form.level_stated {
            for (level, share) in self.form.levels.clone() {
                let effect = Effect::crossed(Block::MeasureLevel, self.measure, level.index());
                self.location(effect, share);
            }
        }
    }

    fn years(&mut self) {
        if let Some((years, kind)) = career(self.key) {
            for (knot, weight) in knots::hats(years) {
                let own = Effect::crossed(Block::MeasureYears, self.measure, knot + 16 * kind);
                self.location(own, weight);
            }
        }
        if let Some(tenure) = self.key.tenure {
            for (knot, weight) in knots::hats(knots::middle(tenure)) {
                self.location(Effect::crossed(Block::MeasureTenure, self.measure, knot), weight);
            }
        }
    }

    fn skills(&mut self) {
        for skill in &self.key.skills {
            let effect = Effect::crossed(Block::MeasureSkill, self.measure, skill.index());
            self.location(effect, 1.0);
        }
    }

    /// What an employer pays in a place and at its own levels.
    fn employer(&mut self) {
        let key = self.key;
        let Some(employer) = key.employer.as_deref() else { return };
        let place = &self.design.taxonomy.place(key.place).slug;
        let there = hashed(self.measure, &[employer, place]);
        self.location(Effect::named(Block::MeasureEmployerPlace, there), 1.0);
        if let Some(level) = key.level_text.as_deref() {
            let level = hashed(self.measure, &[employer, level]);
            self.location(Effect::named(Block::MeasureEmployerLevel, level), 1.0);
        }
    }

    fn place_and_time(&mut self) {
        let country = self.country();
        self.location(Effect::crossed(Block::MeasureYear, self.measure, wave(self.key)), 1.0);
        self.location(Effect::crossed(Block::MeasureCountry, self.measure, country), 1.0);
        let income = self.design.countries.income(self.design.country(self.key.place));
        self.location(Effect::of(Block::MeasureIncome, self.measure), income.unwrap_or(0.0));
    }

    /// What a measure sees differently of two things together.
    fn pairs(&mut self) {
        let (measure, key, taxonomy) = (self.measure, self.key, self.design.taxonomy);
        let place = &taxonomy.place(key.place).slug;
        let slope = career(key).map(|(years, _)| knots::slope(years));
        let level = key.level.likeliest().map(|(level, _)| &taxonomy.level(level).slug);
        if let Some(slope) = slope {
            let there = hashed(measure, &["years", place]);
            self.location(Effect::named(Block::MeasurePlaceYears, there), slope);
            if let Some(level) = level {
                let at = hashed(measure, &["years", level]);
                self.location(Effect::named(Block::MeasureLevelYears, at), slope);
            }
        }
        let Some(level) = level else { return };
        for (role, share) in occupations(key, self.design) {
            let both = hashed(measure, &[&taxonomy.role(role).slug, level]);
            self.location(Effect::named(Block::MeasureRoleLevel, both), share);
        }
        let both = hashed(measure, &[place, level]);
        self.location(Effect::named(Block::MeasurePlaceLevel, both), 1.0);
    }

    /// Effects of the measure's own words.
    fn words(&mut self) {
        let (key, taxonomy) = (self.key, self.design.taxonomy);
        let (title, level) = (key.title.as_deref(), key.level_text.as_deref());
        if let Some(title) = title {
            let own = hashed(self.measure, &[title]);
            self.location(Effect::named(Block::MeasureTitle, own), 1.0);
        }
        if let Some(level) = level {
            let own = hashed(self.measure, &[level]);
            self.location(Effect::named(Block::MeasureLevelText, own), 1.0);
        }
        self.location(Effect::named(Block::MeasureCell, whole(self.measure, key, taxonomy)), 1.0);
    }

    /// The spread along years and of an employer.
    fn spread(&mut self) {
        let (measure, key) = (self.measure, self.key);
        let mut add = |effect: Effect, weight: f64| self.form.add(Term::spread(effect, weight));
        if let Some((years, kind)) = career(key) {
            for (knot, weight) in knots::hats(years) {
                add(Effect::crossed(Block::MeasureSpreadYears, measure, knot + 16 * kind), weight);
            }
        }
        if let Some(employer) = key.employer.as_deref() {
            add(Effect::named(Block::MeasureSpreadEmployer, hashed(measure, &[employer])), 1.0);
        }
    }
}

/// Whether a key's money is compared by what it bought (`Scale::shift_of_record`).
pub(crate) fn in_money_without_a_rate(key: &CellKey, design: &Design) -> bool {
    let own = design.taxonomy.place(key.place).currency;
    design.prices.compare(key.currency, (design.country(key.place), own))
}

/// The wave of a survey: it goes round once or twice a year.
fn wave(key: &CellKey) -> usize {
    let late = key.month.is_some_and(|month| month > 6);
    2 * key.year.max(0) as usize + usize::from(late)
}
