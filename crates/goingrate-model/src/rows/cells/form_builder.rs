//! Makes the form of a record's profile: the terms of its job and of who holds it, which the [`Design`]
//! has for every question, its levels, and what its measure sees differently.

use goingrate_evidence::CellKey;
use goingrate_units::{Component, Engagement, LevelId, PlaceId, RoleId};
use rustc_hash::FxHashMap;

use crate::design::kinds::{Reach, reached};
use crate::design::terms::{Career, Job, Person, Term};
use crate::design::{Design, knots};
use crate::rows::cells::form::{CellForm, moment, occupations};
use crate::rows::cells::measure_terms::MeasureTerms;

/// What the terms of a job depend on.
type JobKey = (RoleId, PlaceId, Engagement, Component, u64);

/// Makes forms of keys; keeps the terms of the jobs that it has seen.
pub(crate) struct FormBuilder<'m, 'a> {
    design: &'m Design<'a>,
    jobs: FxHashMap<JobKey, Vec<Term>>,
}

impl<'m, 'a> FormBuilder<'m, 'a> {
    pub fn new(design: &'m Design<'a>) -> FormBuilder<'m, 'a> {
        FormBuilder { design, jobs: FxHashMap::default() }
    }

    /// The form of a key in a measure of a source that reaches kinds of employers so often.
    pub fn form(&mut self, key: &CellKey, measure: usize, reach: &Reach) -> CellForm {
        let mut form = CellForm::default();
        for &(role, percent) in key.role.all() {
            let share = f64::from(percent) / 100.0;
            for &term in self.job(role, key) {
                form.add(Term { weight: share * term.weight, ..term });
            }
        }
        self.levels(key, &mut form);
        self.person(key, &mut form);
        self.kinds(key, reach, &mut form);
        form.known += self.design.known_trend(key.place, moment(key));
        self.level_terms(key, &mut form);
        MeasureTerms { design: self.design, key, measure, form: &mut form }.add();
        form.nation = self.nation(key);
        form.compress();
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
        let career = self.experience(key);
        let career = career.map(|years| Career { beside_level, ..Career::alone(years) });
        let person = Person {
            occupations: &occupations(key, self.design),
            place: key.place,
            engagement: key.engagement,
            industries: key.industry.as_slice(),
            tier: key.tier,
            component: key.component,
            skills: &key.skills,
            unspoken: &[],
            any_skill: false,
            skill_count: key.skill_count,
            career,
            education: key.education,
            headcount: key.headcount,
            workplace: key.remote,
            employer: key.employer.as_deref().map(|words| self.design.named(words)),
        };
        self.design.person_terms(&person, &mut |term| form.add(term));
    }

    /// The kinds of employers whom the record may come from: the one that it names, or those that its
    /// source reaches.
    fn kinds(&self, key: &CellKey, reach: &Reach, form: &mut CellForm) {
        let kinds = self.design.kinds.at(self.design.country(key.place));
        if kinds.is_empty() || key.engagement != Engagement::Employee {
            return;
        }
        let employer =
            key.employer.as_deref().and_then(|name| self.design.taxonomy.employer_named(name));
        let tier = self.design.tier_at(key.tier, employer, key.place);
        let shares = match self.design.kind_asked(tier, key.place, key.engagement) {
            Some(named) => (0..kinds.len()).map(|at| f64::from(u8::from(at == named))).collect(),
            None => reached(kinds, reach),
        };
        form.known = self.design.kind_terms(key.place, &shares, &mut |term| {
            form.location.push((term.effect, term.weight))
        });
    }

    /// The levels: as stated, or as the years suggest.
    fn levels(&self, key: &CellKey, form: &mut CellForm) {
        form.level_stated = !key.level.is_unknown();
        if form.level_stated {
            let share = |&(level, percent): &(LevelId, u8)| (level, f64::from(percent) / 100.0);
            form.levels = key.level.all().iter().map(share).collect();
            return;
        }
        let (years, role) = (self.experience(key), key.role.likeliest());
        let (Some(years), Some((role, _))) = (years, role) else { return };
        form.levels = self.design.level_shares_of_years(role, years);
    }

    /// Years of experience; where only years of coding are stated, those after the first job.
    fn experience(&self, key: &CellKey) -> Option<f64> {
        let before_work = self.design.priors.coding_before_work;
        let after = |years| (knots::middle(years) - before_work).max(0.0);
        key.years.map(knots::middle).or(key.years_coding.map(after))
    }

    /// The role's ladder, and what a stated level is worth in the country.
    fn level_terms(&self, key: &CellKey, form: &mut CellForm) {
        let taxonomy = self.design.taxonomy;
        form.ladder = key.role.likeliest().map(|(role, _)| taxonomy.role(role).ladder);
        if form.level_stated {
            for &(level, share) in &form.levels {
                self.design.country_level(key.place, level, share, &mut form.location);
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
