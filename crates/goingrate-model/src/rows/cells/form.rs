//! What a record's profile involves: which effects, with which weights.
//!
//! Those that act on the pay of a job and of who holds it come from the [`Design`], as for every
//! question; what a measure sees differently, from `measure_terms.rs`.

use goingrate_evidence::CellKey;
use goingrate_units::{Component, Engagement, Ladder, LevelId, PlaceId, RoleId};
use rustc_hash::FxHashMap;

use crate::block::Block;
use crate::design::terms::{Career, Job, Person, Target, Term};
use crate::design::{Design, knots};
use crate::effects::Effect;
use crate::rows::cells::measure_terms::MeasureTerms;

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
    pub level_stated: bool,
    /// The occupation and country where the record stands for a whole country that is a mixture of
    /// areas.
    pub nation: Option<(RoleId, PlaceId)>,
    /// How many records have it.
    pub records: f64,
}

impl CellForm {
    /// Adds a term. The shape of records is learned from their histograms, so skew has none.
    pub fn add(&mut self, Term { effect, weight, target }: Term) {
        match target {
            Target::Location => self.location.push((effect, weight)),
            Target::Spread => self.spread.push((effect, weight)),
            Target::Stretch => self.stretch.push((effect, weight)),
            Target::Scale => {
                self.spread.push((effect, weight));
                self.stretch.push((effect, weight));
            }
            Target::Skew => {}
        }
    }
}

/// What the terms of a job depend on.
type JobKey = (RoleId, PlaceId, Engagement, Component, u64);

/// Makes forms of keys; keeps the terms of the jobs that it has seen.
pub(crate) struct FormBuilder<'m, 'a> {
    design: &'m Design<'a>,
    jobs: FxHashMap<JobKey, Vec<Term>>,
}

/// The moment of a key: the middle of its year where no month is stated.
pub(crate) fn moment(key: &CellKey) -> f64 {
    f64::from(key.year) + key.month.map_or(0.5, |month| (f64::from(month) - 0.5) / 12.0)
}

impl<'m, 'a> FormBuilder<'m, 'a> {
    pub fn new(design: &'m Design<'a>) -> FormBuilder<'m, 'a> {
        FormBuilder { design, jobs: FxHashMap::default() }
    }

    /// The form of a key in a measure.
    pub fn form(&mut self, key: &CellKey, measure: usize) -> CellForm {
        let mut form = CellForm::default();
        for &(role, percent) in key.role.all() {
            let share = f64::from(percent) / 100.0;
            for &term in self.job(role, key) {
                form.add(Term { weight: share * term.weight, ..term });
            }
        }
        self.levels(key, &mut form);
        self.person(key, &mut form);
        self.level_terms(key, &mut form);
        MeasureTerms { design: self.design, key, measure, form: &mut form }.add();
        form.nation = self.nation(key);
        compress(&mut form.location);
        compress(&mut form.spread);
        compress(&mut form.stretch);
        form
    }

    /// The terms of a job: role, place, engagement, part of pay, trend.
    fn job(&mut self, role: RoleId, key: &CellKey) -> &[Term] {
        let CellKey { place, engagement, component, .. } = *key;
        let year = moment(key);
        let design = self.design;
        self.jobs.entry((role, place, engagement, component, year.to_bits())).or_insert_with(|| {
            let mut terms = Vec::new();
            let job = Job { role, place, asked: place, engagement, component, year, average: true };
            design.job_terms(&job, &mut |term| terms.push(term));
            terms
        })
    }

    /// The terms of who holds the job.
    fn person(&self, key: &CellKey, form: &mut CellForm) {
        let beside_level = form.level_stated;
        let career = career(key).map(|(years, kind)| Career { years, kind, beside_level });
        let person = Person {
            occupations: &occupations(key, self.design),
            place: key.place,
            industries: key.industry.as_slice(),
            tier: key.tier,
            skills: &key.skills,
            any_skill: false,
            skill_count: key.skill_count,
            career,
            education: key.education,
            headcount: key.headcount,
            workplace: key.remote,
            employer: key.employer.as_deref(),
        };
        self.design.person_terms(&person, &mut |term| form.add(term));
    }

    /// The levels: as stated, or as the years suggest.
    fn levels(&self, key: &CellKey, form: &mut CellForm) {
        form.level_stated = !key.level.is_unknown();
        if form.level_stated {
            let share = |&(level, percent): &(LevelId, u8)| (level, f64::from(percent) / 100.0);
            form.levels = key.level.all().iter().map(share).collect();
            return;
        }
        let (Some(years), Some((role, _))) = (key.years, key.role.likeliest()) else { return };
        form.levels = self.design.level_shares_of_years(role, knots::middle(years));
    }

    /// What a stated level is worth in the country, and where levels of the other ladder stand against
    /// the role's own.
    fn level_terms(&self, key: &CellKey, form: &mut CellForm) {
        let taxonomy = self.design.taxonomy;
        let ladder = key.role.likeliest().map(|(role, _)| taxonomy.role(role).ladder);
        for &(level, share) in &form.levels {
            if form.level_stated {
                self.design.country_level(key.place, level, share, &mut form.location);
            }
            let own = taxonomy.level(level).ladder;
            if Some(own) != ladder {
                let sign = if own == Ladder::Management { share } else { -share };
                form.location.push((Effect::only(Block::LadderBase), sign));
            }
        }
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

/// Years of experience, or else of coding: the number tells them apart.
pub(super) fn career(key: &CellKey) -> Option<(f64, usize)> {
    let experience = key.years.map(|years| (knots::middle(years), 0));
    experience.or_else(|| key.years_coding.map(|years| (knots::middle(years), 1)))
}

/// Occupations with their probabilities.
pub(super) fn occupations(key: &CellKey, design: &Design) -> Vec<(RoleId, f64)> {
    let of =
        |&(role, percent): &(RoleId, u8)| (design.occupation(role), f64::from(percent) / 100.0);
    key.role.all().iter().map(of).collect()
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
