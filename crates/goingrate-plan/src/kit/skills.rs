//! The asked skills: what somebody of the band does with each, and what to ask. A skill without texts of
//! its own takes those of the language or family above it; one without either is told as such.

use std::collections::BTreeSet;

use super::make::AskedSkill;
use super::{Band, Kits, LevelSheet, Question, SkillSheet};

/// A skill that has no texts of its own counts as much as an ordinary tool.
const PLAIN_WEIGHT: f64 = 2.0;

/// An asked skill in a kit.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillKit {
    /// The word of the skill.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The word of the skill whose texts these are; `None` where there are none.
    pub texts_of: Option<String>,
    /// What somebody of the level has to do with it.
    pub must: Option<String>,
    /// What is nice to have beside that.
    pub nice: Option<String>,
    /// What to ask; empty where another skill of the kit has the same questions.
    pub questions: Vec<Question>,
    /// How much it counts against other skills.
    pub(super) weight: f64,
}

/// The asked skills, in their order.
pub(super) fn skills(kits: &Kits, asked: &[AskedSkill], level: &LevelSheet) -> Vec<SkillKit> {
    let mut told = BTreeSet::new();
    asked.iter().map(|skill| one(kits, skill, level, &mut told)).collect()
}

fn one(
    kits: &Kits,
    asked: &AskedSkill,
    level: &LevelSheet,
    told: &mut BTreeSet<String>,
) -> SkillKit {
    let words = std::iter::once(&asked.slug).chain(&asked.above);
    let sheet = words.into_iter().find_map(|word| kits.skills.get(word));
    let Some(sheet) = sheet else {
        return SkillKit {
            slug: asked.slug.clone(),
            name: asked.name.clone(),
            texts_of: None,
            must: None,
            nice: None,
            questions: Vec::new(),
            weight: PLAIN_WEIGHT,
        };
    };
    let first = told.insert(sheet.slug.clone());
    SkillKit {
        slug: asked.slug.clone(),
        name: asked.name.clone(),
        texts_of: Some(sheet.slug.clone()),
        must: must(sheet, level, &asked.name),
        nice: nice(sheet, level),
        questions: if first { with_warm_up(&sheet.questions, level.band) } else { Vec::new() },
        weight: if sheet.slug == asked.slug { sheet.weight } else { PLAIN_WEIGHT },
    }
}

/// What the band has to do with a skill: its own text, the level's for all skills, or the nearest band's.
fn must(sheet: &SkillSheet, level: &LevelSheet, name: &str) -> Option<String> {
    let of_level = || level.of_skills.as_ref().map(|text| text.replace("{skill}", name));
    let own = sheet.must.of(level.band).cloned();
    own.or_else(of_level).or_else(|| sheet.must.nearest(level.band).cloned())
}

/// What is nice to have; of managers nothing beyond the must is.
fn nice(sheet: &SkillSheet, level: &LevelSheet) -> Option<String> {
    match level.band.is_management() {
        true => sheet.nice.of(level.band).cloned(),
        false => sheet.nice.nearest(level.band).cloned(),
    }
}

/// The questions that a band is asked; where none is for it, the last, which is for the highest.
pub(super) fn questions(all: &[Question], band: Band) -> Vec<Question> {
    let fit = |question: &&Question| band.is_within(question.from, question.to);
    let fitting: Vec<Question> = all.iter().filter(fit).cloned().collect();
    match fitting.is_empty() {
        true => all.last().cloned().into_iter().collect(),
        false => fitting,
    }
}

/// The questions that a band is asked about a skill, and after them the one for the band below: it tells
/// more about somebody whom the first was too hard for.
fn with_warm_up(all: &[Question], band: Band) -> Vec<Question> {
    let mut asked = questions(all, band);
    let below = all.iter().rfind(|question| question.to < band && !band.is_management());
    let is_new = |question: &&Question| asked.iter().all(|known| known.ask != question.ask);
    let below = below.filter(is_new).cloned();
    asked.extend(below);
    asked
}
