//! What files of `data/kits` say, as they say it: levels, skills, competencies, roles, steps, mistakes.

use std::collections::BTreeMap;

use goingrate_units::Problem;
use serde::Deserialize;

use super::law::AdvertLaw;
use super::{Band, ByBand, read};

/// All that kits are made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kits {
    pub(super) levels: BTreeMap<String, LevelSheet>,
    pub(super) skills: BTreeMap<String, SkillSheet>,
    pub(super) competencies: BTreeMap<String, Competency>,
    /// Roles in the order of the files, and by their words the number of the kit.
    pub(super) roles: Vec<RoleSheet>,
    pub(super) role_of: BTreeMap<String, usize>,
    pub(super) steps: Vec<Step>,
    pub(super) mistakes: Vec<Mistake>,
    pub(super) laws: Vec<AdvertLaw>,
    pub(super) covers: Vec<String>,
    pub(super) usual_individual: String,
    pub(super) usual_management: String,
}

impl Kits {
    /// Reads files, each a path and its text.
    ///
    /// # Errors
    /// Every fault of every file, with its line: a key or word that is not known, bands or figures out of
    /// order, a word that two tables have, a source that the file does not name.
    pub fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Kits, Vec<Problem>> {
        read::kits(files)
    }

    /// The level that is taken where nobody says one: of those who manage people, or of the others.
    pub fn usual_level(&self, management: bool) -> &str {
        if management { &self.usual_management } else { &self.usual_individual }
    }

    /// The laws on adverts, in the order of the files.
    pub fn laws(&self) -> &[AdvertLaw] {
        &self.laws
    }

    /// Places that were looked through as a whole: what is not listed there has no such law that we know.
    pub fn covers(&self) -> &[String] {
        &self.covers
    }

    /// Every skill that has texts of its own, by its word.
    pub fn skills(&self) -> impl Iterator<Item = (&str, &SkillSheet)> {
        self.skills.iter().map(|(slug, sheet)| (slug.as_str(), sheet))
    }

    /// Every word of a role that has a kit of its own.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        self.role_of.keys().map(String::as_str)
    }

    /// Every word of a level.
    pub fn levels(&self) -> impl Iterator<Item = &str> {
        self.levels.keys().map(String::as_str)
    }
}

/// What a level means.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct LevelSheet {
    /// The word of the level.
    pub slug: String,
    /// Whose texts hold for it.
    pub band: Band,
    /// What somebody of it answers for.
    pub scope: String,
    /// What is not asked of them yet.
    pub not_yet: String,
    /// Competencies that the level adds to a role's, with their share of the scorecard in percent.
    #[serde(default)]
    pub adds: BTreeMap<String, f64>,
    /// What is asked of skills that have no text for the band; `{skill}` stands for the name.
    pub of_skills: Option<String>,
}

/// A question with what to look for in the answer.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The lowest band that is asked.
    pub from: Band,
    /// The highest.
    pub to: Band,
    /// The question, as it is asked.
    pub ask: String,
    /// What a good answer shows.
    pub good: String,
    /// What a weak one lacks.
    pub weak: String,
}

/// A skill.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct SkillSheet {
    /// The word of the skill.
    pub slug: String,
    /// How much it counts against other skills.
    pub weight: f64,
    /// What somebody of a band has to do with it.
    pub must: ByBand<String>,
    /// What is nice to have beside that.
    #[serde(default)]
    pub nice: ByBand<String>,
    /// What to ask.
    #[serde(rename = "question", default)]
    pub questions: Vec<Question>,
}

/// What work asks for beside single skills.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Competency {
    /// Its word.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// What is expected of a band.
    pub expect: ByBand<String>,
    /// What the highest score looks like.
    pub strong: String,
    /// What the lowest looks like.
    pub weak: String,
    /// What to ask.
    #[serde(rename = "question", default)]
    pub questions: Vec<Question>,
}

/// The kit of some roles.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct RoleSheet {
    /// The words of the roles.
    pub slugs: Vec<String>,
    /// What the work is about.
    pub about: String,
    /// Share of the scorecard that the asked skills have together, in percent.
    pub skills: ByBand<f64>,
    /// Weights of the competencies by band, against each other.
    pub competencies: BTreeMap<String, ByBand<f64>>,
    /// The interviews; those of the role above where there are none.
    #[serde(rename = "stage", default)]
    pub stages: Vec<Stage>,
    /// The work samples; those of the role above where there are none.
    #[serde(rename = "work_sample", default)]
    pub work_samples: Vec<WorkSample>,
}

/// An interview.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Its name.
    pub name: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Who is there for the employer.
    pub who: String,
    /// What it is for and how it is held.
    pub aim: String,
    /// The competencies that it scores.
    pub asks: Vec<String>,
    /// Whether it asks about the skills.
    #[serde(default)]
    pub skills: bool,
    /// Whether the work sample is talked about.
    #[serde(default)]
    pub work_sample: bool,
    /// The lowest band that it is held for.
    #[serde(default = "lowest")]
    pub from: Band,
    /// The highest.
    #[serde(default = "highest")]
    pub to: Band,
}

fn lowest() -> Band {
    Band::Junior
}

fn highest() -> Band {
    Band::Director
}

/// A piece of work that a candidate does.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkSample {
    /// The lowest band that does it.
    pub from: Band,
    /// The highest.
    pub to: Band,
    /// Its name.
    pub name: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// What is asked for; `{language}` stands for the language.
    pub brief: String,
    /// What the candidate is given.
    pub gives: Vec<String>,
    /// What a good result shows.
    pub good: String,
    /// What a weak one lacks.
    pub weak: String,
}

/// A step of the checklist.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Where on the way it stands: `Requirements`, `Offer`.
    pub phase: String,
    /// What is done.
    pub what: String,
    /// By whom.
    pub who: String,
}

/// A part of what a mistake costs.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The fee of a recruiting agency.
    AgencyFee,
    /// The hours of colleagues for one hire.
    Interviews,
    /// The days until a seat is filled, each at a day's pay.
    Vacancy,
    /// The output that is missing while somebody learns.
    Ramp,
    /// Days that the mistake itself takes, each at a day's pay.
    Days,
    /// What the level costs over the one below, a year.
    LevelGap,
}

/// A common mistake.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Mistake {
    /// Its word.
    pub slug: String,
    /// What is done wrong.
    pub name: String,
    /// What comes of it.
    pub what: String,
    /// What to do instead.
    pub instead: String,
    /// What its cost consists of.
    pub parts: Vec<Part>,
    /// How often that falls due: one case in ten below, the middle, one in ten above.
    #[serde(default = "once")]
    pub times: [f64; 3],
    /// The days of its own, in the same way.
    pub days: Option<[f64; 3]>,
    /// The assumption that says how likely it is to come to that.
    pub chance: Option<String>,
}

fn once() -> [f64; 3] {
    [1.0; 3]
}
