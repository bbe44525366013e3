//! The interviews of a kit: which questions each stage asks and how many fit its time, and the work
//! sample.

use super::scorecard::{ScoreLine, Subject};
use super::skills::{self, SkillKit};
use super::{Band, Kits, Question, RoleSheet, Stage, WorkSample};

/// Minutes that a question with its answer takes.
const A_QUESTION: u32 = 10;
/// Minutes of a stage for a welcome and the candidate's own questions.
const AROUND: u32 = 10;
/// Minutes of a stage that talk about the work sample.
const ON_THE_SAMPLE: u32 = 30;
/// Work of more minutes is paid.
const UNPAID: u32 = 120;

/// An interview with its questions.
#[derive(Clone, Debug, PartialEq)]
pub struct StageKit {
    /// Its name.
    pub name: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Who is there for the employer.
    pub who: String,
    /// What it is for and how it is held.
    pub aim: String,
    /// The lines of the scorecard that it scores, by name.
    pub scores: Vec<String>,
    /// What it asks, what weighs most first.
    pub questions: Vec<AskedQuestion>,
    /// Whether the work sample is talked about.
    pub work_sample: bool,
}

/// A question in a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedQuestion {
    /// The name of the line of the scorecard that it is for.
    pub about: String,
    /// The question.
    pub question: Question,
    /// Whether it is asked only where time is left.
    pub in_reserve: bool,
}

/// A work sample with its time.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkSampleKit {
    /// Its name.
    pub name: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Whether it takes so long that it is paid.
    pub paid: bool,
    /// What is asked for.
    pub brief: String,
    /// What the candidate is given.
    pub gives: Vec<String>,
    /// What a good result shows.
    pub good: String,
    /// What a weak one lacks.
    pub weak: String,
}

/// The stages of a band. A line of the scorecard that no stage would score is scored in the last one that
/// asks anything.
pub(super) fn stages(
    kits: &Kits,
    roles: &[&RoleSheet],
    band: Band,
    lines: &[ScoreLine],
    skills: &[SkillKit],
) -> Vec<StageKit> {
    let all = roles.iter().map(|role| &role.stages).find(|stages| !stages.is_empty());
    let held: Vec<&Stage> =
        all.into_iter().flatten().filter(|stage| stage.from <= band && band <= stage.to).collect();
    let scored_by = |line: &ScoreLine| {
        let scores = |stage: &&&Stage| scores(stage, line);
        let asks = |stage: &&Stage| stage.skills || !stage.asks.is_empty();
        let first = held.iter().position(|stage| scores(&stage));
        first.or_else(|| held.iter().rposition(asks))
    };
    let stage = |(at, stage): (usize, &&Stage)| {
        let own = lines.iter().filter(|line| scored_by(line) == Some(at)).collect::<Vec<_>>();
        with_questions(kits, stage, &own, band, skills)
    };
    held.iter().enumerate().map(stage).collect()
}

fn scores(stage: &Stage, line: &ScoreLine) -> bool {
    match &line.subject {
        Subject::Competency(word) => stage.asks.contains(word),
        Subject::Skill(_) => stage.skills,
    }
}

fn with_questions(
    kits: &Kits,
    stage: &Stage,
    lines: &[&ScoreLine],
    band: Band,
    skills: &[SkillKit],
) -> StageKit {
    let on_sample = if stage.work_sample { ON_THE_SAMPLE } else { 0 };
    let fits = stage.minutes.saturating_sub(AROUND + on_sample) / A_QUESTION;
    let questions = |line: &ScoreLine| match &line.subject {
        Subject::Competency(word) => {
            kits.competencies.get(word).map(|of| skills::questions(&of.questions, band))
        }
        Subject::Skill(word) => {
            skills.iter().find(|skill| skill.slug == *word).map(|skill| skill.questions.clone())
        }
    };
    let mut by_weight = lines.to_vec();
    by_weight.sort_by_key(|line| std::cmp::Reverse(line.weight));
    let mut asked: Vec<(usize, AskedQuestion)> = Vec::new();
    for line in &by_weight {
        for (nth, question) in questions(line).unwrap_or_default().into_iter().enumerate() {
            let about = line.name.clone();
            asked.push((nth, AskedQuestion { about, question, in_reserve: false }));
        }
    }
    // Every line is asked about once before one is asked about twice.
    asked.sort_by_key(|(nth, _)| *nth);
    let mark = |(at, (_, question)): (usize, (usize, AskedQuestion))| AskedQuestion {
        in_reserve: at >= fits as usize,
        ..question
    };
    StageKit {
        name: stage.name.clone(),
        minutes: stage.minutes,
        who: stage.who.clone(),
        aim: stage.aim.clone(),
        scores: lines.iter().map(|line| line.name.clone()).collect(),
        questions: asked.into_iter().enumerate().map(mark).collect(),
        work_sample: stage.work_sample,
    }
}

/// The work sample of a band, in a language.
pub(super) fn work_sample(
    roles: &[&RoleSheet],
    band: Band,
    language: &str,
) -> Option<WorkSampleKit> {
    let all = roles.iter().map(|role| &role.work_samples).find(|samples| !samples.is_empty())?;
    let fits = |sample: &&WorkSample| sample.from <= band && band <= sample.to;
    let WorkSample { name, minutes, brief, gives, good, weak, .. } =
        all.iter().find(fits).or_else(|| all.last())?.clone();
    let brief = brief.replace("{language}", language);
    Some(WorkSampleKit { name, minutes, paid: minutes > UNPAID, brief, gives, good, weak })
}
