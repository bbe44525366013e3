//! A hiring kit as every face shows it: pay and law, scorecard, skills, interviews, work sample,
//! checklist and mistakes.

mod law;
mod mistakes;
mod pay;

use goingrate::ask::KitAnswer;
use goingrate_plan::kit::{HiringKit, ScoreLine, StageKit, Subject, WorkSampleKit};
use goingrate_units::parse::{Status, UnderstoodField};
use goingrate_units::{Taxonomy, describe};
use schemars::JsonSchema;
use serde::Serialize;

pub use law::{LawView, OneLawView};
pub use mistakes::{CostView, MistakeView};
pub use pay::AdvertView;

use super::Context;
use super::assumed::AssumedView;
use super::pay::understood::{FieldView, fields};
use crate::figure::round;
use crate::person::person;
use crate::words;

/// A hiring kit.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct KitView {
    /// For whom it is: "senior backend developer with Python in the United States".
    pub title: String,
    /// What was understood, in one line.
    pub headline: String,
    /// The same, field by field.
    pub understood: Vec<FieldView>,
    /// What the reader has to know of how the question was read and what the kit does not have.
    pub remarks: Vec<String>,
    /// What the work is about.
    pub about: String,
    /// What the level means.
    pub level: LevelView,
    /// The pay range to publish.
    pub pay: AdvertView,
    /// What the law asks for.
    pub law: LawView,
    /// The scorecard; its weights add up to 100.
    pub scorecard: Vec<ScoreLineView>,
    /// The asked skills.
    pub skills: Vec<SkillView>,
    /// The interviews, in their order.
    pub stages: Vec<StageView>,
    /// The work sample.
    pub work_sample: Option<WorkSampleView>,
    /// The time of a candidate, in minutes.
    pub candidate_minutes: u32,
    /// The checklist.
    pub steps: Vec<StepView>,
    /// Common mistakes with what they cost.
    pub mistakes: Vec<MistakeView>,
    /// What the costs were counted from.
    pub assumptions: Vec<AssumedView>,
}

/// What a level means.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LevelView {
    /// The word of the level.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What somebody of it answers for.
    pub scope: String,
    /// What is not asked of them yet.
    pub not_yet: String,
}

/// A line of the scorecard.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScoreLineView {
    /// `competency` or `skill`.
    pub kind: &'static str,
    /// The word of the competency or skill.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Percent of the whole.
    pub weight: u32,
    /// What is expected of the level.
    pub expected: Option<String>,
    /// What the highest score looks like.
    pub strong: Option<String>,
    /// What the lowest looks like.
    pub weak: Option<String>,
}

/// An asked skill.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SkillView {
    /// The word of the skill.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The word of the skill whose texts these are; `null` where there are none.
    pub texts_of: Option<String>,
    /// What somebody of the level has to do with it.
    pub must: Option<String>,
    /// What is nice to have beside that.
    pub nice: Option<String>,
}

/// An interview.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StageView {
    /// Its name.
    pub name: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Who is there for the employer.
    pub who: String,
    /// What it is for and how it is held.
    pub aim: String,
    /// The lines of the scorecard that it scores.
    pub scores: Vec<String>,
    /// What it asks, what weighs most first.
    pub questions: Vec<QuestionView>,
    /// Whether the work sample is talked about.
    pub work_sample: bool,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct QuestionView {
    /// The line of the scorecard that it is for.
    pub about: String,
    /// The question, as it is asked.
    pub ask: String,
    /// What a good answer shows.
    pub good: String,
    /// What a weak one lacks.
    pub weak: String,
    /// Whether it is asked only where time is left.
    pub in_reserve: bool,
}

/// The work sample.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WorkSampleView {
    /// Its name.
    pub name: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Whether it takes so long that it is paid.
    pub paid: bool,
    /// What its hours come to at the market's middle, in the currency of the pay range, where it is paid.
    pub fee: Option<f64>,
    /// What is asked for.
    pub brief: String,
    /// What the candidate is given.
    pub gives: Vec<String>,
    /// What a good result shows.
    pub good: String,
    /// What a weak one lacks.
    pub weak: String,
}

/// A step of the checklist.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StepView {
    /// Where on the way it stands.
    pub phase: String,
    /// What is done.
    pub what: String,
    /// By whom.
    pub who: String,
}

impl KitView {
    /// From an answer.
    pub fn new(answer: &KitAnswer, context: &Context) -> KitView {
        let (kit, words) = (&answer.kit, context.taxonomy);
        let asked = &answer.market.asked;
        let someone = person(&asked.profile, words);
        let without_article =
            ["a ", "an "].iter().find_map(|article| someone.strip_prefix(article));
        let pay = AdvertView::new(answer, context);
        let hour = pay.hour(answer);
        KitView {
            title: without_article.unwrap_or(&someone).to_owned(),
            headline: describe(&asked.profile, words),
            understood: fields(asked),
            remarks: remarks(answer, words),
            about: kit.about.clone(),
            level: level(kit, words),
            law: LawView::new(&answer.law, words),
            scorecard: kit.scorecard.iter().map(score_line).collect(),
            skills: skills(kit),
            stages: kit.stages.iter().map(stage).collect(),
            work_sample: kit.work_sample.as_ref().map(|sample| work_sample(sample, hour)),
            candidate_minutes: kit.candidate_minutes(),
            steps: steps(kit),
            mistakes: mistakes::mistakes(answer),
            assumptions: mistakes::assumptions(answer, words),
            pay,
        }
    }
}

fn level(kit: &HiringKit, words: &Taxonomy) -> LevelView {
    let slug = kit.level.slug.clone();
    let name = words.level_of(&slug).map_or(slug.clone(), |id| words.level(id).name.clone());
    let (scope, not_yet) = (kit.level.scope.clone(), kit.level.not_yet.clone());
    LevelView { slug, name, scope, not_yet }
}

fn score_line(line: &ScoreLine) -> ScoreLineView {
    let (kind, slug) = match &line.subject {
        Subject::Competency(slug) => ("competency", slug.clone()),
        Subject::Skill(slug) => ("skill", slug.clone()),
    };
    let ScoreLine { name, weight, expected, strong, weak, .. } = line.clone();
    ScoreLineView { kind, slug, name, weight, expected, strong, weak }
}

fn skills(kit: &HiringKit) -> Vec<SkillView> {
    let view = |skill: &goingrate_plan::kit::SkillKit| SkillView {
        slug: skill.slug.clone(),
        name: skill.name.clone(),
        texts_of: skill.texts_of.clone(),
        must: skill.must.clone(),
        nice: skill.nice.clone(),
    };
    kit.skills.iter().map(view).collect()
}

fn stage(stage: &StageKit) -> StageView {
    let question = |asked: &goingrate_plan::kit::AskedQuestion| QuestionView {
        about: asked.about.clone(),
        ask: asked.question.ask.clone(),
        good: asked.question.good.clone(),
        weak: asked.question.weak.clone(),
        in_reserve: asked.in_reserve,
    };
    let StageKit { name, minutes, who, aim, scores, work_sample, .. } = stage.clone();
    let questions = stage.questions.iter().map(question).collect();
    StageView { name, minutes, who, aim, scores, questions, work_sample }
}

fn work_sample(sample: &WorkSampleKit, hour: f64) -> WorkSampleView {
    let WorkSampleKit { name, minutes, paid, brief, gives, good, weak } = sample.clone();
    let fee = paid.then(|| round(hour * f64::from(minutes) / 60.0, 2));
    WorkSampleView { name, minutes, paid, fee, brief, gives, good, weak }
}

fn steps(kit: &HiringKit) -> Vec<StepView> {
    let view = |step: &goingrate_plan::kit::Step| StepView {
        phase: step.phase.clone(),
        what: step.what.clone(),
        who: step.who.clone(),
    };
    kit.steps.iter().map(view).collect()
}

/// What was read otherwise than it may be meant, and what the kit does not have of its own.
fn remarks(answer: &KitAnswer, taxonomy: &Taxonomy) -> Vec<String> {
    let kit = &answer.kit;
    let mut remarks = answer.market.remarks.clone();
    let level = answer.market.asked.fields.iter().find(|field| field.name == "level");
    let profile = &answer.market.asked.profile;
    let by_role = taxonomy.role(profile.role).implies_level == profile.level;
    if let Some(UnderstoodField { value, status: Status::Inferred(why), .. }) = level
        && !by_role
    {
        remarks.push(format!(
            "The level is {} ({why}). Say another for its kit.",
            words::lowered(value)
        ));
    }
    if !kit.of_role_itself {
        let role = &taxonomy.role(answer.market.asked.profile.role).name;
        let of =
            taxonomy.role_of(&kit.role).map_or(kit.role.as_str(), |id| &taxonomy.role(id).name);
        remarks.push(format!(
            "There is no kit for {} alone: this is the one for {}. Add what is special to the work.",
            words::lowered(role),
            words::lowered(of)
        ));
    }
    for skill in &kit.skills {
        match &skill.texts_of {
            None => remarks.push(format!(
                "We have no questions on {}: write one yourself, with what a good answer shows, before the \
                 first interview. It keeps its place in the scorecard.",
                skill.name
            )),
            Some(of) if *of != skill.slug => {
                let of = taxonomy.skill_of(of).map_or(of.as_str(), |id| &taxonomy.skill(id).name);
                remarks.push(format!("{} has no texts of its own: those of {of} stand for it.", skill.name));
            }
            Some(_) => (),
        }
    }
    remarks
}
