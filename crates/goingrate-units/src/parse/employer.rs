//! The employer of a question, and a level of the employer's own ladder.

use super::Status;
use super::profile::{Found, Question, two};
use crate::parse::meaning::Meaning;
use crate::words::key;
use crate::{EmployerId, Ladder, LevelId, Problem, Rung, RungId, TierId};

impl Question<'_> {
    pub(super) fn employer(&self) -> Result<Found<Option<EmployerId>>, Problem> {
        let employer = self.only("employer", |meaning| match *meaning {
            Meaning::Employer(id) => Some(id),
            _ => None,
        })?;
        Ok((employer, super::profile::given_if(employer.is_some())))
    }

    /// The name of the employer, with the one that was written where it is another: "Meta (Facebook)".
    pub(super) fn employer_in_words(&self, employer: EmployerId) -> String {
        let name = &self.taxonomy.employer(employer).name;
        let written = self.mentions.iter().find(|m| m.meaning == Meaning::Employer(employer));
        let (own, written) = (key(name), written.map_or("", |mention| mention.words.as_str()));
        let other = key(written);
        match own.contains(&other) || other.contains(&own) {
            true => name.clone(),
            false => format!("{name} ({written})"),
        }
    }

    /// A tier that nobody names is not left open where the employer has one.
    pub(super) fn tier_of_employer(&self, employer: Option<EmployerId>, said: Status) -> Status {
        match employer.map(|id| &self.taxonomy.employer(id).name) {
            Some(name) if said == Status::LeftOpen => Status::Inferred(format!("that of {name}")),
            _ => said,
        }
    }

    /// A tier that is not the employer's contradicts it.
    pub(super) fn check_tier(
        &self,
        employer: Option<EmployerId>,
        tier: Option<TierId>,
    ) -> Result<(), Problem> {
        let (Some(employer), Some(tier)) = (employer, tier) else { return Ok(()) };
        let employer = self.taxonomy.employer(employer);
        let own = [employer.tier, employer.kind];
        if own.contains(&Some(tier)) {
            return Ok(());
        }
        let name = |tier: TierId| self.taxonomy.tier(tier).name.to_lowercase();
        let known: Vec<String> = own.into_iter().flatten().map(name).collect();
        let reason = match known.first() {
            Some(known) => {
                format!("contradicts the employer {}, which is a {known}", employer.name)
            }
            None => format!("cannot be said beside the employer {}", employer.name),
        };
        Err(Problem::of("tier", &self.taxonomy.tier(tier).name, reason)
            .hint("leave out the tier or the employer"))
    }

    /// The level of the employer's own ladder that the question names.
    ///
    /// Some codes stand on both ladders of an employer: of a role of managers the one of managers is
    /// meant.
    pub(super) fn rung(&self) -> Result<Option<RungId>, Problem> {
        let named = self.only("level", |meaning| match *meaning {
            Meaning::Rung(id) => Some(id),
            _ => None,
        })?;
        let manages = self.mentions.iter().any(|mention| match mention.meaning {
            Meaning::Role(role) => self.taxonomy.role(role).ladder == Ladder::Management,
            _ => false,
        });
        Ok(named.map(|rung| if manages { self.of_managers(rung) } else { rung }))
    }

    /// The level of managers that has the same name at the employer; the level itself if there is none.
    fn of_managers(&self, rung: RungId) -> RungId {
        let t = self.taxonomy;
        let named = t.rung(rung);
        let is_managers =
            |of: &Rung| of.levels.iter().all(|share| t.level(share.0).ladder == Ladder::Management);
        let same = |of: &Rung| of.keys.iter().any(|key| named.keys.contains(key));
        let found = t.rungs_of(named.employer).find(|(_, of)| is_managers(of) && same(of));
        found.map_or(rung, |(id, _)| id)
    }

    /// The likeliest level of a rung; a level that is said beside it must be one of those that it stands
    /// for.
    pub(super) fn level_of_rung(
        &self,
        rung: RungId,
        named: &[(LevelId, &str)],
    ) -> Result<Found<Option<LevelId>>, Problem> {
        let of = self.taxonomy.rung(rung);
        let holds = |level: LevelId| of.levels.iter().any(|share| share.0 == level);
        if let Some(&(level, words)) = named.iter().find(|named| !holds(named.0)) {
            let written = self.mentions.iter().find(|m| m.meaning == Meaning::Rung(rung));
            let written = written.map_or(of.code.as_str(), |mention| mention.words.as_str());
            return Err(two("level", &[(level, words), (level, written)]));
        }
        let level = of.levels.first().map(|share| share.0);
        Ok((level, Status::Inferred(self.rung_in_words(rung))))
    }

    /// What a level of an employer's ladder stands for: "L5 at Google is read as senior".
    fn rung_in_words(&self, rung: RungId) -> String {
        let t = self.taxonomy;
        let of = t.rung(rung);
        let level = |&(level, share): &(LevelId, f64)| {
            let name = t.level(level).name.to_lowercase();
            if share < 1.0 { format!("{:.0} % {name}", 100.0 * share) } else { name }
        };
        let levels: Vec<String> = of.levels.iter().map(level).collect();
        let doubt = if of.is_unverified { ", which no second source says" } else { "" };
        let employer = &t.employer(of.employer).name;
        format!("{} at {employer} is read as {}{doubt}", of.code, levels.join(", "))
    }
}
