//! Ranking: what could stand in one field of a profile, in order of its median.

use goingrate_units::parse::Field;
use goingrate_units::{
    Employer, EmployerId, Industry, IndustryId, Level, LevelId, PlaceId, PlaceKind, Profile, Role,
    RoleId, Skill, SkillId,
};

use crate::ModelError;
use crate::block::Block;
use crate::design::employers::Named;
use crate::design::employment::is_area;
use crate::effects::Effect;
use crate::query::answer::{Ranked, Uncertain};
use crate::query::estimator::{Estimator, median};
use crate::query::lookup::variances;

/// What to rank by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Areas of the profile's country, and the countries and regions that evidence speaks of.
    Place,
    /// Levels.
    Level,
    /// Skills that evidence speaks of.
    Skill,
    /// Industries that evidence speaks of.
    Industry,
    /// Roles.
    Role,
    /// Employers of whom evidence speaks in the profile's country.
    Employer,
}

impl Estimator<'_> {
    /// Ranks what could stand in one field of a profile, highest P50 first, in US dollars.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate).
    pub fn rank(&self, profile: &Profile, by: By) -> Result<Vec<Ranked>, ModelError> {
        self.check(profile)?;
        let mut candidates = self.candidates(profile, by);
        if by == By::Employer && candidates.is_empty() {
            return Err(self.no_employers(profile));
        }
        // A part of pay that is stated of one level alone has no figure at the others.
        candidates.retain(|candidate| self.check_component(&candidate.profile).is_ok());
        let (mut medians, mut figures) = (Vec::new(), Vec::new());
        for candidate in &candidates {
            let evaluation = self.evaluate(&candidate.profile)?;
            let figure = median(&evaluation);
            medians.push(figure.value);
            figures.push((evaluation.unseen, figure.gradient));
        }
        let mut ranked = Vec::new();
        let found = medians.into_iter().zip(variances(self.book, &figures));
        for (candidate, (median, variance)) in candidates.into_iter().zip(found) {
            let sd = variance.max(0.0).sqrt();
            let dollars = self.shift(&candidate.profile)? + self.dollars_of(&candidate.profile)?;
            ranked.push(Ranked {
                name: candidate.name,
                slug: candidate.slug,
                place: (by == By::Place).then_some(candidate.profile.place),
                median: Uncertain { ln: median + dollars, sd },
                jobs: self.own_jobs(by, &candidate.profile),
            });
        }
        ranked.sort_by(|a, b| b.median.ln.total_cmp(&a.median.ln));
        Ok(ranked)
    }

    /// The refusal of a ranking of employers in a country where no evidence names any.
    fn no_employers(&self, profile: &Profile) -> ModelError {
        let place = &self.design.taxonomy.place(self.design.country(profile.place)).name;
        ModelError::Question {
            about: Some((Field::Place, place.clone())),
            what: "no evidence names an employer there".to_owned(),
            hint: "name the employer in the question: it is priced as the kind of employer that it is there"
                .to_owned(),
        }
    }

    fn candidates(&self, profile: &Profile, by: By) -> Vec<Candidate> {
        match by {
            By::Place => self.place_candidates(profile),
            By::Level => self.level_candidates(profile),
            By::Skill => self.skill_candidates(profile),
            By::Industry => self.industry_candidates(profile),
            By::Role => self.role_candidates(profile),
            By::Employer => self.employer_candidates(profile),
        }
    }

    fn place_candidates(&self, profile: &Profile) -> Vec<Candidate> {
        let of = |place: PlaceId| {
            let at = self.design.taxonomy.place(place);
            Candidate::new(&at.name, &at.slug, Profile { place, ..profile.clone() })
        };
        self.places(profile).into_iter().map(of).collect()
    }

    fn level_candidates(&self, profile: &Profile) -> Vec<Candidate> {
        let of = |(index, level): (usize, &Level)| {
            let at = Some(LevelId::from_index(index));
            let profile = Profile { level: at, years: None, ..profile.clone() };
            Candidate::new(&level.name, &level.slug, profile)
        };
        self.design.taxonomy.levels.iter().enumerate().map(of).collect()
    }

    fn skill_candidates(&self, profile: &Profile) -> Vec<Candidate> {
        let skills = self.design.taxonomy.skills.iter().enumerate();
        let of = |(index, skill): (usize, &Skill)| {
            let skills = vec![SkillId::from_index(index)];
            Candidate::new(&skill.name, &skill.slug, Profile { skills, ..profile.clone() })
        };
        skills.filter(|(i, _)| self.spoken_of(Block::Skill, *i)).map(of).collect()
    }

    fn industry_candidates(&self, profile: &Profile) -> Vec<Candidate> {
        let industries = self.design.taxonomy.industries.iter().enumerate();
        let of = |(index, industry): (usize, &Industry)| {
            let at = Some(IndustryId::from_index(index));
            let profile = Profile { industry: at, ..profile.clone() };
            Candidate::new(&industry.everyday, &industry.slug, profile)
        };
        industries.filter(|(i, _)| self.spoken_of(Block::Industry, *i)).map(of).collect()
    }

    /// Official occupations and the specialties below them.
    fn role_candidates(&self, profile: &Profile) -> Vec<Candidate> {
        let roles = self.design.taxonomy.roles.iter().enumerate();
        let roles = roles.map(|(index, role)| (RoleId::from_index(index), role));
        let priced = |(id, _): &(RoleId, &Role)| self.is_work(*id);
        let of = |(id, role): (RoleId, &Role)| {
            Candidate::new(&role.name, &role.slug, Profile { role: id, ..profile.clone() })
        };
        roles.filter(priced).map(of).collect()
    }

    /// Whether people do this work under this name: no group of occupations does, and no occupation that
    /// has no words of its own and is named by its specialties ("Data scientists (official)").
    fn is_work(&self, id: RoleId) -> bool {
        let taxonomy = self.design.taxonomy;
        let (role, occupation) = (taxonomy.role(id), self.design.occupation(id));
        let has_specialties = || taxonomy.roles.iter().any(|below| below.parent == Some(id));
        let stands_for_others = role.synonyms.is_empty() && has_specialties();
        taxonomy.role(occupation).parent.is_some() && !stands_for_others
    }

    /// The jobs of an entry: of its occupation, which beside other roles is no number of a specialty's.
    fn own_jobs(&self, by: By, profile: &Profile) -> Option<f64> {
        let is_occupation = self.design.occupation(profile.role) == profile.role;
        (is_occupation || by != By::Role).then(|| self.jobs(profile)).flatten()
    }

    fn employer_candidates(&self, profile: &Profile) -> Vec<Candidate> {
        let employers = self.design.taxonomy.employers.iter().enumerate();
        let known = |(index, employer): (usize, &Employer)| {
            let id = EmployerId::from_index(index);
            let effect = self.design.employer_effect(Named::Known(id), profile.place);
            let base = Profile { tier: None, rung: None, ..profile.clone() };
            let profile = Profile { employer: Some(id), ..base };
            (self.book.sources_of(effect) != 0)
                .then(|| Candidate::new(&employer.name, &employer.slug, profile))
        };
        employers.filter_map(known).collect()
    }

    /// Whether evidence speaks of the effect of one thing.
    fn spoken_of(&self, block: Block, index: usize) -> bool {
        self.book.sources_of(Effect::of(block, index)) != 0
    }

    /// Areas with jobs of the occupation, and places abroad that evidence speaks of.
    fn places(&self, profile: &Profile) -> Vec<PlaceId> {
        let taxonomy = self.design.taxonomy;
        let occupation = self.design.occupation(profile.role);
        let areas = self.book.jobs.of_role(occupation).iter().map(|e| e.place);
        let mut places: Vec<_> = areas.filter(|&p| is_area(taxonomy.place(p).kind)).collect();
        for (index, place) in taxonomy.places.iter().enumerate() {
            let id = PlaceId::from_index(index);
            let abroad = matches!(place.kind, PlaceKind::Country | PlaceKind::Region);
            let spoken_of = self.spoken_of(Block::Country, index);
            let priced = self.rates.units_per_usd(self.money_of(id), profile.as_of).is_ok();
            if abroad && spoken_of && priced {
                places.push(id);
            }
        }
        places
    }
}

/// A profile that a ranking looks at.
struct Candidate {
    name: String,
    slug: String,
    profile: Profile,
}

impl Candidate {
    fn new(name: &str, slug: &str, profile: Profile) -> Candidate {
        Candidate { name: name.to_owned(), slug: slug.to_owned(), profile }
    }
}
