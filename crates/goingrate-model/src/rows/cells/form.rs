//! What a record's profile involves: which effects, with which weights.
//!
//! The market's own effects (role, place, skills, engagement, trend) come from the [`Design`], as
//! for every question. Here stand the rest: what only microdata state, and each measure's own terms.

use goingrate_evidence::{CellKey, RowHash};
use goingrate_units::{Component, Engagement, Ladder, LevelId, PlaceId, RoleId};
use rustc_hash::FxHashMap;

use crate::block::Block;
use crate::design::{Design, Estimand};
use crate::distribution::mixture::{Columns, MixtureComponent};
use crate::effects::Effect;
use crate::rows::Collector;
use crate::rows::cells::hashes::{hashed, whole};
use crate::rows::cells::knots;

/// Effects with their weights.
pub(crate) type Terms = Vec<(Effect, f64)>;

/// What a profile involves.
#[derive(Clone, Debug, Default)]
pub(crate) struct CellForm {
    /// Terms of the centre of log pay, at the reference level.
    pub location: Terms,
    /// Terms of the log of the spread.
    pub spread: Terms,
    /// Terms of the log of the ladder's stretch.
    pub stretch: Terms,
    /// Levels with their probabilities; none where nothing is known of the level.
    pub levels: Vec<(LevelId, f64)>,
    /// Whether the level is stated: only then does the record teach the ladder.
    pub told: bool,
    /// The occupation and country where the record stands for a whole country that is a mixture of
    /// areas.
    pub nation: Option<(RoleId, PlaceId)>,
    /// How many records have it.
    pub records: f64,
}

/// What a node of the market depends on.
type ComponentKey = (RoleId, PlaceId, Engagement, Component, u64);

/// Makes forms of keys; keeps the market's part of those that it has seen.
pub(crate) struct Former<'m, 'a> {
    design: &'m Design<'a>,
    seen: FxHashMap<ComponentKey, Basic>,
}

/// The market's part of a form.
#[derive(Clone, Debug, Default)]
struct Basic {
    location: Terms,
    spread: Terms,
    stretch: Terms,
}

/// The moment of a key: the middle of its year where no month is stated.
pub(crate) fn moment(key: &CellKey) -> f64 {
    f64::from(key.year) + key.month.map_or(0.5, |month| (f64::from(month) - 0.5) / 12.0)
}

impl<'m, 'a> Former<'m, 'a> {
    pub fn new(design: &'m Design<'a>) -> Former<'m, 'a> {
        Former { design, seen: FxHashMap::default() }
    }

    /// The form of a key in a measure.
    pub fn form(&mut self, key: &CellKey, measure: usize) -> CellForm {
        let mut form = CellForm::default();
        for &(role, percent) in key.role.all() {
            let basic = self.basic(role, key);
            let share = f64::from(percent) / 100.0;
            add(&mut form.location, &basic.location, share);
            add(&mut form.spread, &basic.spread, share);
            add(&mut form.stretch, &basic.stretch, share);
        }
        self.levels(key, &mut form);
        let mut own = Own { design: self.design, key, measure, form: &mut form };
        own.years();
        own.skills();
        own.education();
        own.employer();
        own.place_and_time();
        own.measure();
        own.words();
        own.pairs();
        own.spread();
        form.nation = self.nation(key);
        compress(&mut form.location);
        compress(&mut form.spread);
        compress(&mut form.stretch);
        form
    }

    /// The market's part: role, place, engagement, part of pay, trend.
    fn basic(&mut self, role: RoleId, key: &CellKey) -> &Basic {
        let year = moment(key);
        let at = (role, key.place, key.engagement, key.component, year.to_bits());
        let design = self.design;
        self.seen.entry(at).or_insert_with(|| {
            let question = Estimand {
                engagements: vec![(key.engagement, 1.0)],
                component: key.component,
                average: true,
                ..Estimand::employees(role, key.place, year)
            };
            let mut collector = Collector::default();
            let node = design.node(&question, key.place, key.engagement, &mut collector);
            Basic::of(&node, &collector)
        })
    }

    /// The levels: as stated, or as the years suggest.
    fn levels(&self, key: &CellKey, form: &mut CellForm) {
        form.told = !key.level.is_unknown();
        if form.told {
            let share = |&(level, percent): &(LevelId, u8)| (level, f64::from(percent) / 100.0);
            form.levels = key.level.all().iter().map(share).collect();
            return;
        }
        let (Some(years), Some((role, _))) = (key.years, key.role.likeliest()) else { return };
        form.levels = self.design.level_shares_of_years(role, knots::middle(years));
    }

    /// The nation that a record without a narrower place stands for.
    fn nation(&self, key: &CellKey) -> Option<(RoleId, PlaceId)> {
        let (role, _) = key.role.likeliest()?;
        let occupation = self.design.occupation(role);
        let mixed = self.design.country(key.place) == key.place
            && self.design.jobs.at(occupation, key.place).is_some();
        mixed.then_some((occupation, key.place))
    }
}

impl Basic {
    fn of(node: &MixtureComponent, collector: &Collector) -> Basic {
        let terms = |columns: &Columns| {
            let term = |&(column, weight): &(u32, f64)| (collector.effect(column), weight);
            columns.iter().map(term).collect()
        };
        Basic {
            location: terms(&node.location),
            spread: terms(&node.spread),
            stretch: terms(&node.stretch),
        }
    }
}

fn add(into: &mut Terms, terms: &Terms, share: f64) {
    into.extend(terms.iter().map(|&(effect, weight)| (effect, share * weight)));
}

/// Sorts terms and adds up those of the same effect.
fn compress(terms: &mut Terms) {
    terms.sort_unstable_by_key(|term| term.0);
    terms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    terms.retain(|term| term.1 != 0.0);
}

/// Adds the terms that only microdata have.
struct Own<'o, 'm> {
    design: &'o Design<'m>,
    key: &'o CellKey,
    measure: usize,
    form: &'o mut CellForm,
}

impl Own<'_, '_> {
    fn location(&mut self, effect: Effect, weight: f64) {
        self.form.location.push((effect, weight));
    }

    /// Years of experience, or else of coding: the second thing of an effect tells them apart.
    fn career(&self) -> Option<(f64, usize)> {
        let experience = self.key.years.map(|years| (knots::middle(years), 0));
        experience.or_else(|| self.key.years_coding.map(|years| (knots::middle(years), 1)))
    }

    fn country(&self) -> usize {
        self.design.country(self.key.place).index()
    }

    /// Occupations with their probabilities.
    fn occupations(&self) -> Vec<(usize, f64)> {
        let of = |&(role, percent): &(RoleId, u8)| {
            (self.design.occupation(role).index(), f64::from(percent) / 100.0)
        };
        self.key.role.all().iter().map(of).collect()
    }

    fn years(&mut self) {
        if let Some((years, kind)) = self.career() {
            let shared = if self.form.told { Block::YearsBeside } else { Block::Years };
            for (knot, weight) in knots::hats(years) {
                self.location(Effect::crossed(shared, knot, kind), weight);
                let own = Effect::crossed(Block::MeasureYears, self.measure, knot + 16 * kind);
                self.location(own, weight);
            }
            let country = self.country();
            for (part, slope) in knots::slopes(years).into_iter().enumerate() {
                self.location(Effect::crossed(Block::CountryYears, country, part), slope);
            }
            for (role, share) in self.occupations() {
                let effect = Effect::of(Block::RoleYears, role);
                self.location(effect, share * knots::slope(years));
            }
        }
        if let Some(tenure) = self.key.tenure {
            for (knot, weight) in knots::hats(knots::middle(tenure)) {
                self.location(Effect::crossed(Block::MeasureTenure, self.measure, knot), weight);
            }
        }
    }

    fn skills(&mut self) {
        let (country, roles) = (self.country(), self.occupations());
        let slope = self.career().map_or(0.0, |(years, _)| knots::slope(years));
        let taxonomy = self.design.taxonomy;
        for &skill in &self.key.skills {
            let path = std::iter::successors(Some(skill), |&s| taxonomy.skill(s).parent);
            for here in path {
                self.location(Effect::of(Block::Skill, here.index()), 1.0);
            }
            let of = skill.index();
            self.location(Effect::crossed(Block::SkillCountry, of, country), 1.0);
            for &(role, share) in &roles {
                self.location(Effect::crossed(Block::SkillRole, of, role), share);
            }
            self.location(Effect::of(Block::SkillYears, of), slope);
            self.location(Effect::crossed(Block::MeasureSkill, self.measure, of), 1.0);
        }
        if let Some(count) = self.key.skill_count {
            self.location(Effect::of(Block::SkillCount, knots::skill_count(count)), 1.0);
        }
    }

    fn education(&mut self) {
        let Some(education) = self.key.education else { return };
        let (of, country) = (education as usize, self.country());
        self.location(Effect::of(Block::Education, of), 1.0);
        self.location(Effect::crossed(Block::EducationCountry, of, country), 1.0);
        self.location(Effect::crossed(Block::MeasureEducation, self.measure, of), 1.0);
        if let Some((years, _)) = self.career() {
            self.location(Effect::of(Block::EducationYears, of), knots::slope(years));
        }
    }

    fn employer(&mut self) {
        let key = self.key;
        if let Some(headcount) = key.headcount {
            let band = knots::headcount(headcount);
            self.location(Effect::of(Block::Headcount, band), 1.0);
            self.location(Effect::crossed(Block::MeasureHeadcount, self.measure, band), 1.0);
        }
        if let Some(place) = key.remote {
            self.location(Effect::of(Block::Workplace, place as usize), 1.0);
            let own = Effect::crossed(Block::MeasureWorkplace, self.measure, place as usize);
            self.location(own, 1.0);
        }
        if let Some(industry) = key.industry {
            let taxonomy = self.design.taxonomy;
            let path = std::iter::successors(Some(industry), |&i| taxonomy.industry(i).parent);
            for here in path {
                self.location(Effect::of(Block::Industry, here.index()), 1.0);
            }
        }
        let Some(employer) = key.employer.as_deref() else { return };
        let everywhere = RowHash::of([employer]).0;
        self.location(Effect::named(Block::Employer, everywhere), 1.0);
        let own = hashed(self.measure, &[employer]);
        self.location(Effect::named(Block::MeasureEmployer, own), 1.0);
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
        if in_money_without_a_rate(self.key, self.design) {
            self.location(Effect::of(Block::CountryMoney, country), 1.0);
        }
        if self.key.place.index() != country {
            let effect = Effect::crossed(Block::MeasurePlace, self.measure, self.key.place.index());
            self.location(effect, 1.0);
        }
    }

    /// The measure's own terms for what the taxonomy knows.
    fn measure(&mut self) {
        self.location(Effect::of(Block::Measure, self.measure), 1.0);
        for (role, share) in self.occupations() {
            self.location(Effect::crossed(Block::MeasureRole, self.measure, role), share);
        }
        if self.key.engagement != Engagement::Employee {
            let of = self.key.engagement as usize;
            self.location(Effect::crossed(Block::MeasureEngagement, self.measure, of), 1.0);
        }
        if self.form.told {
            for (level, share) in self.form.levels.clone() {
                let effect = Effect::crossed(Block::MeasureLevel, self.measure, level.index());
                self.location(effect, share);
                self.design.country_level(self.key.place, level, share, &mut self.form.location);
            }
        }
        // Levels of the other ladder stand above or below the role's own.
        let ladder =
            self.key.role.likeliest().map(|(role, _)| self.design.taxonomy.role(role).ladder);
        for (level, share) in self.form.levels.clone() {
            let own = self.design.taxonomy.level(level).ladder;
            if Some(own) != ladder {
                let sign = if own == Ladder::Management { share } else { -share };
                self.location(Effect::only(Block::LadderBase), sign);
            }
        }
    }

    /// What a measure sees differently of two things together.
    fn pairs(&mut self) {
        let (measure, key, taxonomy) = (self.measure, self.key, self.design.taxonomy);
        let place = &taxonomy.place(key.place).slug;
        let slope = self.career().map(|(years, _)| knots::slope(years));
        let level = key.level.likeliest().map(|(level, _)| &taxonomy.level(level).slug);
        if let Some(slope) = slope {
            let there = hashed(measure, &["years", place]);
            self.location(Effect::named(Block::MeasurePlaceYears, there), slope);
            if let Some(title) = key.title.as_deref() {
                let own = hashed(measure, &["years", title]);
                self.location(Effect::named(Block::MeasureTitleYears, own), slope);
            }
            if let Some(level) = level {
                let at = hashed(measure, &["years", level]);
                self.location(Effect::named(Block::MeasureLevelYears, at), slope);
            }
        }
        let Some(level) = level else { return };
        for (role, share) in self.occupations() {
            let both = hashed(measure, &[&taxonomy.roles[role].slug, level]);
            self.location(Effect::named(Block::MeasureRoleLevel, both), share);
        }
        let both = hashed(measure, &[place, level]);
        self.location(Effect::named(Block::MeasurePlaceLevel, both), 1.0);
        if let Some(headcount) = key.headcount {
            let band = knots::headcount(headcount).to_string();
            let both = hashed(measure, &[&band, level]);
            self.location(Effect::named(Block::MeasureHeadcountLevel, both), 1.0);
        }
    }

    /// Effects of the measure's own words.
    fn words(&mut self) {
        let (key, taxonomy) = (self.key, self.design.taxonomy);
        let (title, level) = (key.title.as_deref(), key.level_text.as_deref());
        let country = &taxonomy.place(self.design.country(key.place)).slug;
        if let Some(title) = title {
            let own = hashed(self.measure, &[title]);
            self.location(Effect::named(Block::MeasureTitle, own), 1.0);
            let there = hashed(self.measure, &[title, country]);
            self.location(Effect::named(Block::MeasureTitlePlace, there), 1.0);
            let stated = key.level.likeliest().map_or("", |l| taxonomy.level(l.0).slug.as_str());
            let at = hashed(self.measure, &[title, stated]);
            self.location(Effect::named(Block::MeasureTitleLevel, at), 1.0);
        }
        if let Some(level) = level {
            let own = hashed(self.measure, &[level]);
            self.location(Effect::named(Block::MeasureLevelText, own), 1.0);
        }
        self.location(Effect::named(Block::MeasureCell, whole(self.measure, key, taxonomy)), 1.0);
    }

    fn spread(&mut self) {
        let (measure, country) = (self.measure, self.country());
        let career = self.career();
        let mut add = |effect: Effect, weight: f64| self.form.spread.push((effect, weight));
        add(Effect::of(Block::MeasureSpread, measure), 1.0);
        add(Effect::crossed(Block::MeasureSpreadCountry, measure, country), 1.0);
        if let Some((years, kind)) = career {
            for (knot, weight) in knots::hats(years) {
                add(Effect::crossed(Block::SpreadYears, knot, kind), weight);
                add(Effect::crossed(Block::MeasureSpreadYears, measure, knot + 16 * kind), weight);
            }
        }
        if let Some(title) = self.key.title.as_deref() {
            add(Effect::named(Block::MeasureSpreadTitle, hashed(measure, &[title])), 1.0);
        }
        if let Some(employer) = self.key.employer.as_deref() {
            add(Effect::named(Block::MeasureSpreadEmployer, hashed(measure, &[employer])), 1.0);
        }
        for (role, share) in self.occupations() {
            let effect = Effect::crossed(Block::MeasureSpreadRole, measure, role);
            self.form.spread.push((effect, share));
        }
        if self.form.told {
            for &(level, share) in &self.form.levels {
                let effect = Effect::crossed(Block::MeasureSpreadLevel, measure, level.index());
                self.form.spread.push((effect, share));
            }
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
