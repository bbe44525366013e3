//! A way as somebody types it: a word of the data, or what differs from what is done now.

use goingrate_plan::career::{Start, Work};
use goingrate_units::parse;
use goingrate_units::{
    Component, Engagement, Ladder, Level, LevelId, PlaceKind, Problem, Profile, RoleId,
    place_in_words, without_capital,
};

use super::WayAsked;
use super::known::WayData;
use super::read::Reader;
use crate::ask::beside;

/// A role at a level.
type Post = (RoleId, LevelId);

impl Reader<'_> {
    /// A way as somebody types it: a word of the data, or what differs from the first profile.
    ///
    /// # Errors
    /// When the text cannot be understood, changes nothing, or names a level that is not reached in the present job.
    pub fn typed(&self, text: &str, remarks: &mut Vec<String>) -> Result<WayAsked, Problem> {
        let same = || {
            Problem::of("way", text, "is what you do now").hint("name another role, place or skill")
        };
        let typed = text.trim().to_lowercase();
        let is = |way: &&WayData| {
            let mut words = way.words.iter().chain([&way.word, &way.name]);
            words.any(|word| word.to_lowercase() == typed)
                && way.of.is_none_or(|of| of == self.whose)
        };
        if let Some(way) = self.known.ways.iter().find(is)
            && let Some(way) = self.known_way(way)?
        {
            return Ok(way);
        }
        let said = parse::profile(text, self.words, self.profile.as_of)?;
        let mut profile = beside(self.profile, text, self.words)?;
        for skill in &self.profile.skills {
            if !profile.skills.contains(skill) {
                profile.skills.push(*skill);
            }
        }
        let profile = self.usual_part(profile)?;
        if profile == *self.profile {
            return Err(same());
        }
        if let Some(way) = self.climb(&profile, text)? {
            return Ok(way);
        }
        let home = profile.place != self.profile.place;
        let state = if home { said.said.state } else { self.state };
        let work = match profile.engagement {
            Engagement::Freelance => Work::Freelance,
            _ => Work::Employed,
        };
        let learns = self.learns(&profile, work).to_owned();
        let next = match profile.level == Some(self.level) {
            true => self.own_ladder(profile.role),
            false => Vec::new(),
        };
        let name = self.name(&profile, text, work);
        if let Some(level) = profile.level.filter(|level| *level != self.level) {
            let level = self.words.level(level).name.to_lowercase();
            remarks.push(format!("“{}” is taken as hired at the level {level}.", text.trim()));
        }
        let start = Start::Move { learns, home: home && !self.is_remote(&profile) };
        Ok(WayAsked { name, profile, state, next, start, work, reported: Vec::new() })
    }

    /// A way is priced in the first one's part of pay, at a level.
    fn usual_part(&self, profile: Profile) -> Result<Profile, Problem> {
        let engagement = profile.engagement;
        if !matches!(engagement, Engagement::Employee | Engagement::Freelance) {
            let what = "is no way for one person to go on";
            return Err(Problem::of("way", engagement.slug(), what).hint("write freelance"));
        }
        let level = profile.level.or(Some(self.level));
        // Experience is that of who asks.
        let years = self.profile.years;
        let component = match engagement {
            Engagement::Freelance => Component::HourlyRate,
            _ => self.profile.component,
        };
        Ok(Profile { level, years, component, ..profile })
    }

    fn is_remote(&self, profile: &Profile) -> bool {
        self.words.place(profile.place).kind == PlaceKind::Remote
    }

    /// Another level of the same work, or of management, in the present job: a ladder that is climbed, step by
    /// step. `None` where something else differs too, so that it is a new job.
    ///
    /// # Errors
    /// When the level is below the present one, or several levels of management above it (field `way`).
    fn climb(&self, profile: &Profile, text: &str) -> Result<Option<WayAsked>, Problem> {
        let Some(level) = profile.level.filter(|level| *level != self.level) else {
            return Ok(None);
        };
        let (own, target) = (self.words.level(self.level), self.words.level(level));
        let (role, rung) = (self.profile.role, profile.rung);
        let rest = Profile { level: self.profile.level, role, ..profile.clone() };
        let is_same_work = Profile { rung, ..self.profile.clone() } == rest;
        let is_managed = target.ladder == Ladder::Management;
        if !is_same_work || !(is_managed || profile.role == role) {
            return Ok(None);
        }
        if target.ladder == own.ladder && target.rank < own.rank {
            return Err(self.is_below(text, own, target));
        }
        let post = (profile.role, level);
        let next = match target.ladder == own.ladder {
            true => self.ranks(own.rank + 1..=target.rank, post.0, own.ladder),
            false => self.posts_of_management(post).ok_or_else(|| self.is_far(text, target))?,
        };
        let name = format!("aiming at {}", target.name.to_lowercase());
        Ok(Some(WayAsked { name, next, ..self.stay() }))
    }

    /// The levels of a ladder in a range of ranks.
    fn ranks(
        &self,
        ranks: std::ops::RangeInclusive<usize>,
        role: RoleId,
        ladder: Ladder,
    ) -> Vec<Post> {
        let levels = self.words.levels.iter();
        let within = levels.filter(|known| known.ladder == ladder && ranks.contains(&known.rank));
        within.filter_map(|known| Some((role, self.words.level_of(&known.slug)?))).collect()
    }

    /// The steps to a level of management for who is no manager: the lowest one comes after the own ladder, others
    /// as a ladder of the data has them.
    fn posts_of_management(&self, post: Post) -> Option<Vec<Post>> {
        if self.words.level(post.1).rank == 0 {
            let mut steps = self.own_ladder(self.profile.role);
            steps.push(post);
            return Some(steps);
        }
        let ladders = self.known.ladders.iter().filter(|ladder| ladder.of == self.whose);
        let mut chains = ladders.map(|ladder| self.after(ladder, self.profile.role));
        chains.find_map(|mut chain| {
            let at = chain.iter().position(|step| step.1 == post.1)?;
            chain.truncate(at + 1);
            Some(chain)
        })
    }

    fn is_below(&self, text: &str, own: &Level, target: &Level) -> Problem {
        let what = format!(
            "is a level below what you do now ({}), and a step down is no way that is computed",
            own.name.to_lowercase()
        );
        let target = target.name.to_lowercase();
        Problem::of("way", text, what)
            .hint(format!("name a higher level, or a new job at that level: {target} at EMPLOYER"))
    }

    fn is_far(&self, text: &str, target: &Level) -> Problem {
        let what = "is several levels above what you do now, and a promotion leads to the next one";
        let ladders = self.known.ladders.iter().filter(|ladder| ladder.of == self.whose);
        let chains = ladders.map(|ladder| self.after(ladder, self.profile.role));
        let ladder = target.ladder;
        let manages = |step: &Post| self.words.level(step.1).ladder == ladder;
        let next = chains.into_iter().find_map(|chain| chain.iter().copied().find(manages));
        let (job, next) = (target.name.to_lowercase(), next.map(|step| self.words.level(step.1)));
        let next = next.map(|level| format!(" ({})", level.name.to_lowercase()));
        Problem::of("way", text, what).hint(format!(
            "name the next level{}, or a new job at that level: {job} at EMPLOYER",
            next.unwrap_or_default()
        ))
    }

    /// What has to be learned, by what differs.
    fn learns(&self, profile: &Profile, work: Work) -> &'static str {
        match () {
            () if work == Work::Freelance => "clients",
            () if profile.role != self.profile.role => "role",
            () if profile.skills != self.profile.skills => "skill",
            () => "search",
        }
    }

    /// What a typed way is called.
    fn name(&self, profile: &Profile, text: &str, work: Work) -> String {
        let first = self.profile;
        let words = self.words;
        let new: Vec<&str> = profile
            .skills
            .iter()
            .filter(|skill| !first.skills.contains(skill))
            .map(|skill| words.skill(*skill).name.as_str())
            .collect();
        let text = text.trim();
        let several = [
            profile.role != first.role,
            !new.is_empty(),
            profile.place != first.place,
            (profile.tier, profile.employer) != (first.tier, first.employer),
            work != Work::Employed,
            profile.level != first.level,
            profile.industry != first.industry,
        ];
        if several.iter().filter(|differs| **differs).count() > 1 {
            return format!("“{text}”");
        }
        match () {
            () if work == Work::Freelance => "freelancing".to_owned(),
            () if profile.role != first.role => {
                format!("the work of a {}", without_capital(&words.role(profile.role).name))
            }
            () if !new.is_empty() => format!("learning {}", new.join(" and ")),
            () if profile.place != first.place => self.moving(profile, text),
            () => match profile.employer.filter(|_| profile.employer != first.employer) {
                Some(employer) => format!("moving to {}", words.employer(employer).name),
                None => format!("“{text}”"),
            },
        }
    }
    /// What a move to another place is called; remote work with its country.
    fn moving(&self, profile: &Profile, text: &str) -> String {
        let country = self.words.country(profile.place).filter(|_| self.is_remote(profile));
        match country {
            Some(country) => {
                let country = place_in_words(&self.words.place(country).name);
                format!("moving to remote work in {country}")
            }
            None => format!("moving to {text}"),
        }
    }
}
