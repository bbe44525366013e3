//! A kit: the nearest role that has one, the level, the skills, put together.

use goingrate_units::{Problem, ProblemKind};

use super::interviews::{StageKit, WorkSampleKit, stages, work_sample};
use super::scorecard::{ScoreLine, scorecard};
use super::skills::{SkillKit, skills};
use super::{Kits, LevelSheet, Mistake, RoleSheet, Step};

/// Most skills that a kit asks about; nobody can be asked about more.
const MOST_SKILLS: usize = 20;

/// For whom a kit is made. All words are those of the taxonomy.
#[derive(Clone, Debug, PartialEq)]
pub struct KitQuestion {
    /// The role and those above it, the narrowest first.
    pub roles: Vec<String>,
    /// The level.
    pub level: String,
    /// The skills, in the order in which they were asked for; at most 20.
    pub skills: Vec<AskedSkill>,
    /// The language of the work, by its name, where one is asked for.
    pub language: Option<String>,
}

/// A skill that a kit is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedSkill {
    /// Its word.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The words of those above it, the nearest first.
    pub above: Vec<String>,
}

/// A hiring kit.
#[derive(Clone, Debug, PartialEq)]
pub struct HiringKit {
    /// The role whose kit it is, by its word: the asked one, or the nearest above it.
    pub role: String,
    /// Whether the asked role has this kit, rather than one above it.
    pub of_role_itself: bool,
    /// What the work is about.
    pub about: String,
    /// What the level means.
    pub level: LevelSheet,
    /// The scorecard; its weights add up to 100.
    pub scorecard: Vec<ScoreLine>,
    /// The asked skills.
    pub skills: Vec<SkillKit>,
    /// The interviews, in their order.
    pub stages: Vec<StageKit>,
    /// The work sample.
    pub work_sample: Option<WorkSampleKit>,
    /// The checklist.
    pub steps: Vec<Step>,
    /// Common mistakes.
    pub mistakes: Vec<Mistake>,
}

impl HiringKit {
    /// The time of a candidate, in minutes: all interviews and the work sample.
    pub fn candidate_minutes(&self) -> u32 {
        let sample = self.work_sample.as_ref().map_or(0, |sample| sample.minutes);
        self.stages.iter().map(|stage| stage.minutes).sum::<u32>() + sample
    }
}

/// Makes a kit.
///
/// # Errors
/// When no role of the question has a kit (field `role`), the level is not known (field `level`), or more
/// than 20 skills are asked for (field `skills`).
pub fn kit(kits: &Kits, question: &KitQuestion) -> Result<HiringKit, Problem> {
    let KitQuestion { roles, level, skills: asked, .. } = question;
    if asked.len() > MOST_SKILLS {
        let what = format!("nobody can be asked about more than {MOST_SKILLS} skills");
        return Err(Problem::of("skills", &asked.len().to_string(), what)
            .hint("name those that the work needs"));
    }
    let level = kits.levels.get(level).ok_or_else(|| {
        Problem::of("level", level, "there is no kit for this level").kind(ProblemKind::NotCovered)
    })?;
    let found: Vec<(&String, &RoleSheet)> = roles
        .iter()
        .filter_map(|word| kits.role_of.get(word).map(|&at| (word, &kits.roles[at])))
        .collect();
    let Some(&(word, role)) = found.first() else {
        let asked = roles.first().map_or("", String::as_str);
        return Err(Problem::of("role", asked, "there is no kit for this role")
            .kind(ProblemKind::NotCovered));
    };
    let above: Vec<&RoleSheet> = found.iter().map(|(_, role)| *role).collect();
    let skills = skills(kits, asked, level);
    let lines = scorecard(kits, role, level, &skills);
    let language = question.language.as_deref().unwrap_or("the language of the team");
    Ok(HiringKit {
        role: word.clone(),
        of_role_itself: roles.first() == Some(word),
        about: role.about.clone(),
        level: level.clone(),
        stages: stages(kits, &above, level.band, &lines, &skills),
        work_sample: work_sample(&above, level.band, language),
        scorecard: lines,
        skills,
        steps: kits.steps.clone(),
        mistakes: kits.mistakes.clone(),
    })
}
