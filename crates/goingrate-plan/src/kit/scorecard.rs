//! The weighted scorecard: one line for each competency and skill; the weights add up to 100.

use super::skills::SkillKit;
use super::{Band, Kits, LevelSheet, RoleSheet};

/// One skill alone does not weigh more than this, in percent.
const MOST_OF_ONE: f64 = 15.0;

/// What a line of a scorecard is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A competency, by its word.
    Competency(String),
    /// A skill, by its word.
    Skill(String),
}

/// A line of a scorecard.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreLine {
    /// What it is about.
    pub subject: Subject,
    /// Its name.
    pub name: String,
    /// Percent of the whole; those of a scorecard add up to 100.
    pub weight: u32,
    /// What is expected of the level; `None` of a skill without texts.
    pub expected: Option<String>,
    /// What the highest score looks like.
    pub strong: Option<String>,
    /// What the lowest looks like.
    pub weak: Option<String>,
}

/// The lines: competencies, then skills, each by falling weight.
pub(super) fn scorecard(
    kits: &Kits,
    role: &RoleSheet,
    level: &LevelSheet,
    skills: &[SkillKit],
) -> Vec<ScoreLine> {
    let lines = shares(kits, role, level, skills);
    let weights = whole(&lines.iter().map(|(_, share)| *share).collect::<Vec<f64>>());
    let weighted = lines.into_iter().zip(weights);
    let mut lines: Vec<ScoreLine> =
        weighted.map(|((line, _), weight)| ScoreLine { weight, ..line }).collect();
    lines.retain(|line| line.weight > 0);
    lines.sort_by_key(|line| {
        (matches!(line.subject, Subject::Skill(_)), std::cmp::Reverse(line.weight))
    });
    lines
}

/// Every line with its share of the whole, not rounded.
fn shares(
    kits: &Kits,
    role: &RoleSheet,
    level: &LevelSheet,
    skills: &[SkillKit],
) -> Vec<(ScoreLine, f64)> {
    let share_of_skills = match skills.is_empty() {
        true => 0.0,
        false => {
            let most = MOST_OF_ONE * skills.len() as f64;
            role.skills.nearest(level.band).copied().unwrap_or(0.0).min(most)
        }
    };
    let added: f64 = level.adds.values().sum();
    let left = (100.0 - share_of_skills - added).max(0.0);
    let band = band_of_weights(role, level.band);
    let weight = |word: &String| role.competencies[word].of(band).copied().unwrap_or(0.0);
    let sum: f64 = role.competencies.keys().map(weight).sum();
    let of_role = role.competencies.keys().map(|word| (word, left * weight(word) / sum));
    let of_level = level.adds.iter().map(|(word, share)| (word, *share));
    let of_competency = |(word, share): (&String, f64)| {
        kits.competencies.get(word).map(|competency| {
            let line = ScoreLine {
                subject: Subject::Competency(word.clone()),
                name: competency.name.clone(),
                weight: 0,
                expected: competency.expect.nearest(level.band).cloned(),
                strong: Some(competency.strong.clone()),
                weak: Some(competency.weak.clone()),
            };
            (line, share)
        })
    };
    let all_skills: f64 = skills.iter().map(|skill| skill.weight).sum();
    let of_skill = |skill: &SkillKit| {
        let question = skill.questions.first();
        let line = ScoreLine {
            subject: Subject::Skill(skill.slug.clone()),
            name: skill.name.clone(),
            weight: 0,
            expected: skill.must.clone(),
            strong: question.map(|question| question.good.clone()),
            weak: question.map(|question| question.weak.clone()),
        };
        (line, share_of_skills * skill.weight / all_skills)
    };
    let competencies = of_role.chain(of_level).filter(|(_, share)| *share > 0.0);
    competencies.filter_map(of_competency).chain(skills.iter().map(of_skill)).collect()
}

/// The band whose weights hold: the level's own, or the nearest that the role weighs at all.
fn band_of_weights(role: &RoleSheet, band: Band) -> Band {
    let weighed = |band: Band| {
        role.competencies.values().any(|by| by.of(band).is_some_and(|weight| *weight > 0.0))
    };
    band.nearest().into_iter().find(|near| weighed(*near)).unwrap_or(band)
}

/// Shares as whole percents that add up to 100: each rounded down, and what is missing given to those
/// that lost most (largest remainders, Hamilton's method).
fn whole(shares: &[f64]) -> Vec<u32> {
    let sum: f64 = shares.iter().sum();
    if sum <= 0.0 {
        return vec![0; shares.len()];
    }
    let exact: Vec<f64> = shares.iter().map(|share| 100.0 * share / sum).collect();
    let mut whole: Vec<u32> = exact.iter().map(|share| share.floor() as u32).collect();
    let mut by_loss: Vec<usize> = (0..shares.len()).collect();
    by_loss.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()));
    let missing = 100usize.saturating_sub(whole.iter().sum::<u32>() as usize);
    by_loss.into_iter().take(missing).for_each(|at| whole[at] += 1);
    whole
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn whole_percents_add_up_to_100() {
        let check = |shares: &[f64], expected: &[u32]| assert_eq!(whole(shares), expected);
        check(&[1.0, 1.0, 1.0], &[34, 33, 33]);
        check(&[50.0, 25.0, 12.6, 12.4], &[50, 25, 13, 12]);
        check(&[2.0], &[100]);
        check(&[0.0, 0.0], &[0, 0]);
        check(&[], &[]);
    }
}
