//! The role and the level of a question: which of several is meant, and what says one that is not named.

use super::meaning::{Meaning, Mention};
use super::profile::{Found, Question, two};
use super::{Status, nearest};
use crate::describe::years_in_words;
use crate::{Ladder, LevelId, Problem, RoleId, RungId, Years};

/// From so many years of experience a level is one of somebody who may manage others.
const EXPERIENCED: f64 = 5.0;

/// How many words may stand between two values of a field that are one title ("DevOps / SRE").
const NEAR: usize = 2;

impl Question<'_> {
    /// The level, or the one that the role's own name says.
    pub(super) fn level_of_role(
        &self,
        role: RoleId,
        level: Option<LevelId>,
        status: Status,
    ) -> Found<Option<LevelId>> {
        match (level, self.taxonomy.role(role).implies_level) {
            (None, Some(implied)) => {
                (Some(implied), Status::Inferred("the role says it".to_owned()))
            }
            _ => (level, status),
        }
    }

    /// "Senior" said of a role of managers is said of a manager: the lowest level that says such a role.
    pub(super) fn level_of_manager(
        &self,
        role: RoleId,
        level: Option<LevelId>,
        status: Status,
    ) -> Found<Option<LevelId>> {
        let t = self.taxonomy;
        let manages = t.role(role).ladder == Ladder::Management;
        let experienced = |level: &&crate::Level| {
            level.ladder == Ladder::Individual && level.years.low >= EXPERIENCED
        };
        let Some(said) = level.map(|id| t.level(id)).filter(experienced).filter(|_| manages) else {
            return (level, status);
        };
        let lowest = t.levels.iter().position(|level| level.implies_role.is_some());
        let Some(lowest) = lowest.map(LevelId::from_index) else { return (level, status) };
        let reason = format!("{} is said of one who manages", said.name.to_lowercase());
        (Some(lowest), Status::Inferred(reason))
    }

    /// The role: of several, the one that lies below all others; else, in one part of the text, the
    /// first that is not a bare "software engineer", and that is said.
    pub(super) fn role(
        &self,
        level: Option<LevelId>,
        rung: Option<RungId>,
    ) -> Result<Found<RoleId>, Problem> {
        let named = self.values(|meaning| match *meaning {
            Meaning::Role(id) => Some(id),
            _ => None,
        });
        let below_all = |&&(role, _): &&(RoleId, &str)| {
            named.iter().all(|&(other, _)| self.taxonomy.role_path(role).any(|r| r == other))
        };
        if let Some(&(role, _)) = named.iter().find(below_all) {
            return Ok((role, Status::Given));
        }
        // A title ("DevOps engineer") counts before single words that may stand for something else.
        let titles: Vec<(RoleId, &str)> =
            named.iter().copied().filter(|&(role, _)| self.is_title(role)).collect();
        let is_wide = |role: RoleId| {
            role == self.taxonomy.generic_role || self.taxonomy.role_path(role).count() <= 2
        };
        let special: Vec<(RoleId, &str)> =
            named.iter().copied().filter(|&(role, _)| !is_wide(role)).collect();
        let near = |several: &[(RoleId, &str)]| several.len() == 1 || self.are_near(several);
        match special.as_slice() {
            [] if named.is_empty() => Ok(self.role_unsaid(level, rung)),
            [] if self.are_near(&named) => Ok((named[0].0, self.first_of(&named))),
            [] => Err(two("role", &named)),
            [(role, words), ..] if near(&special) => {
                let others: Vec<(RoleId, &str)> = named
                    .iter()
                    .copied()
                    .filter(|(other, _)| *other != *role && *other != self.taxonomy.generic_role)
                    .collect();
                let status = match others.is_empty() {
                    true => Status::Given,
                    false => self.first_of(&[vec![(*role, *words)], others].concat()),
                };
                Ok((*role, status))
            }
            several => match titles.as_slice() {
                &[(role, words)] if several.iter().any(|&(one, _)| one == role) => {
                    let others = several.iter().copied().filter(|&(other, _)| other != role);
                    let told: Vec<(RoleId, &str)> =
                        std::iter::once((role, words)).chain(others).collect();
                    Ok((role, self.first_of(&told)))
                }
                _ => Err(two("role", several)),
            },
        }
    }

    /// Whether a role is said as a title: in several words, or with "engineer" after it.
    fn is_title(&self, role: RoleId) -> bool {
        self.mentions.iter().enumerate().any(|(at, mention)| {
            let next = self.mentions.get(at + 1);
            let noun = next.is_some_and(|next| {
                next.meaning == Meaning::Generic && next.span.0 == mention.span.1
            });
            mention.meaning == Meaning::Role(role) && (noun || mention.span.1 - mention.span.0 > 1)
        })
    }

    /// What is told of a value that is taken because it stands first.
    fn first_of<T>(&self, values: &[(T, &str)]) -> Status {
        let mut words = values.iter().map(|(_, words)| format!("{words:?}"));
        let first = words.next().unwrap_or_default();
        let others: Vec<String> = words.collect();
        let verb = if others.len() == 1 { "is" } else { "are" };
        Status::Inferred(format!(
            "{first} is taken; {} {verb} not used",
            nearest::in_a_row(&others)
        ))
    }

    /// Whether values of a field stand next to each other in one part of the text: one title, not two
    /// questions.
    fn are_near<T>(&self, values: &[(T, &str)]) -> bool {
        let found = values
            .iter()
            .filter_map(|(_, words)| self.mentions.iter().find(|mention| mention.words == *words));
        let found: Vec<&&Mention> = found.collect();
        found.windows(2).all(|pair| {
            let between = pair[1].span.0.saturating_sub(pair[0].span.1);
            pair[0].chunk == pair[1].chunk && between <= NEAR
        })
    }

    /// The role of a question that names none.
    fn role_unsaid(&self, level: Option<LevelId>, rung: Option<RungId>) -> Found<RoleId> {
        let t = self.taxonomy;
        let generic = self.mentions.iter().find(|m| m.meaning == Meaning::Generic);
        if let Some(level) = level.map(|level| t.level(level))
            && let Some(role) = level.implies_role
        {
            let reason = format!("the level {} says it", level.name.to_lowercase());
            return (role, Status::Inferred(reason));
        }
        let says_role = |m: &&Mention| match m.meaning {
            Meaning::Skill(skill) => t.role_of_skill.get(&skill).copied(),
            _ => None,
        };
        if let Some(role) = self.mentions.iter().find_map(says_role) {
            let reason = "a skill says it".to_owned();
            return (role, Status::Inferred(reason));
        }
        let unspecific = generic.map(|mention| mention.words.as_str());
        let of_rung = self.mentions.iter().find(|m| matches!(m.meaning, Meaning::Rung(_)));
        let of_rung = of_rung.filter(|_| rung.is_some()).map(|mention| mention.words.as_str());
        let unspecific = unspecific.or(of_rung);
        if let Some(words) = unspecific {
            let reason = format!("{words:?} alone names no specialty");
            return (t.generic_role, Status::Inferred(reason));
        }
        (t.default_role, Status::Inferred("no role is named".to_owned()))
    }

    pub(super) fn level(&self, rung: Option<RungId>) -> Result<Found<Option<LevelId>>, Problem> {
        let pick = |take: fn(&Meaning) -> Option<LevelId>| self.values(take);
        let said = pick(|meaning| match *meaning {
            Meaning::Level(id) => Some(id),
            _ => None,
        });
        let hints = pick(|meaning| match *meaning {
            Meaning::Hint(id) => Some(id),
            _ => None,
        });
        let steps = pick(|meaning| match *meaning {
            Meaning::Step(id) => Some(id),
            _ => None,
        });
        if let Some(rung) = rung {
            let named: Vec<(LevelId, &str)> = said.into_iter().chain(hints).collect();
            return self.level_of_rung(rung, &named);
        }
        match (said.as_slice(), hints.as_slice(), steps.as_slice()) {
            ([], [], []) => Ok((None, Status::LeftOpen)),
            ([(level, words)], [], [(step, after), ..]) if step != level => {
                let reason = format!("{words:?} is said; {after:?} is a step within it");
                Ok((Some(*level), Status::Inferred(reason)))
            }
            ([(level, _)], [], _) => Ok((Some(*level), Status::Given)),
            ([], [(level, code)], _) | ([], [], [(level, code)]) => {
                let reason = format!("from {code:?}; {}", self.taxonomy.hint_note);
                Ok((Some(*level), Status::Inferred(reason)))
            }
            _ => self.one_of_levels(&[said, hints, steps].concat()),
        }
    }

    /// The level of a text that names several: one who leads is one, whatever else is said; of two that
    /// follow each other on the ladder the first that is said. Levels further apart are two questions.
    fn one_of_levels(&self, named: &[(LevelId, &str)]) -> Result<Found<Option<LevelId>>, Problem> {
        let t = self.taxonomy;
        let leads = |&&(level, _): &&(LevelId, &str)| t.level(level).ladder == Ladder::Management;
        let leading: Vec<(LevelId, &str)> = named.iter().filter(leads).copied().collect();
        let among = if leading.is_empty() { named } else { &leading };
        let ranks = || among.iter().map(|&(level, _)| t.level(level).rank);
        let apart = ranks().max().unwrap_or(0) - ranks().min().unwrap_or(0);
        match among {
            [] => Ok((None, Status::LeftOpen)),
            [(level, words), ..] if apart <= 1 => {
                let other = |(_, other): &&(LevelId, &str)| other != words;
                let others: Vec<String> =
                    named.iter().filter(other).map(|(_, words)| format!("{words:?}")).collect();
                let reason = match others.is_empty() {
                    true => format!("{words:?} says two levels; the first is taken"),
                    false => {
                        let others = nearest::in_a_row(&others);
                        format!("{words:?} is taken of what is said; {others} stands beside it")
                    }
                };
                Ok((Some(*level), Status::Inferred(reason)))
            }
            _ => Err(two("level", named)),
        }
    }

    /// A level on the individual ladder contradicts a role of managers.
    pub(super) fn check_ladder(&self, role: RoleId, level: Option<LevelId>) -> Result<(), Problem> {
        let Some(level) = level.map(|id| self.taxonomy.level(id)) else { return Ok(()) };
        let role = self.taxonomy.role(role);
        if role.ladder != Ladder::Management || level.ladder == Ladder::Management {
            return Ok(());
        }
        let on_ladder = self.taxonomy.levels.iter().filter(|l| l.ladder == Ladder::Management);
        let names: Vec<String> = on_ladder.map(|l| l.name.to_lowercase()).collect();
        let reason = format!("is no level of a {}", role.name.to_lowercase());
        Err(Problem::of("level", &level.name, reason)
            .hint(format!("its levels are {}", names.join(", "))))
    }

    /// Years far outside those of the level contradict it.
    pub(super) fn check_years(
        &self,
        level: Option<LevelId>,
        years: Option<Years>,
    ) -> Result<(), Problem> {
        let (Some(level), Some(years)) = (level, years) else { return Ok(()) };
        let level = self.taxonomy.level(level);
        let least = level.years.low - level.tolerance.low;
        let most = level.years.high + level.tolerance.high;
        if years.high >= least && years.low <= most {
            return Ok(());
        }
        let usual = years_in_words(level.years);
        let name = level.name.to_lowercase();
        let reason = format!("contradicts the level {name}, which usually has {usual}");
        Err(Problem::of("years", &years_in_words(years), reason)
            .hint("leave out the level or the years"))
    }
}
