//! Mentions to a profile: what was given, what is inferred and why, what is left open.

use super::meaning::{Meaning, Mention};
use super::mention::mentions;
use super::{Status, Understood, UnderstoodField, place};
use crate::describe::years_in_words;
use crate::{
    Component, Date, Engagement, IndustryId, Ladder, LevelId, PlaceId, Problem, Profile, RoleId,
    RungId, SkillId, Taxonomy, TierId, Years,
};

/// Understands a question: free text to a profile, with what was understood of each field.
///
/// Chunks are separated by commas; within a chunk the longest known phrases are taken. `today` is
/// the as-of date of a question that names none.
///
/// # Errors
/// A [`Problem`] for a word that is not known (with the nearest ones), a place that can mean
/// several, two values of one field, values that contradict each other, figures out of range.
///
/// # Example
/// ```
/// # use goingrate_units::{Date, Taxonomy, TaxonomyFiles, describe, parse};
/// # const FILES: TaxonomyFiles = TaxonomyFiles {
/// #     roles: include_str!("../../../../data/taxonomy/roles.toml"),
/// #     levels: include_str!("../../../../data/taxonomy/levels.toml"),
/// #     places: include_str!("../../../../data/taxonomy/places.toml"),
/// #     areas: include_str!("../../../../data/taxonomy/areas.csv"),
/// #     skills: include_str!("../../../../data/taxonomy/skills.toml"),
/// #     industries: include_str!("../../../../data/taxonomy/industries.toml"),
/// #     tiers: include_str!("../../../../data/taxonomy/tiers.toml"),
/// #     employers: include_str!("../../../../data/taxonomy/employers.csv"),
/// #     employer_levels: include_str!("../../../../data/taxonomy/employer_levels.csv"),
/// #     words: include_str!("../../../../data/taxonomy/words.toml"),
/// # };
/// let taxonomy = Taxonomy::read(&FILES)?;
/// let today: Date = "2026-11-22".parse()?;
/// let understood = parse::profile("senior backend, Seattle, Rust", &taxonomy, today)?;
/// assert_eq!(
///     describe(&understood.profile, &taxonomy),
///     "Senior backend developer · Seattle-Tacoma-Bellevue, WA · Rust · employee · base salary · Nov 2026"
/// );
/// let error = parse::profile("senior backend, Seatle", &taxonomy, today).unwrap_err();
/// assert!(error.to_string().contains("Seattle (place)"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn profile(text: &str, taxonomy: &Taxonomy, today: Date) -> Result<Understood, Problem> {
    let mentions = mentions("question", text, taxonomy)?;
    if mentions.is_empty() {
        let hint = "write, for example, senior backend, Seattle, Rust";
        return Err(Problem::of("question", text, "nothing is said").hint(hint));
    }
    let mentions: Vec<&Mention> = mentions.iter().collect();
    Question { mentions: &mentions, taxonomy }.answer(today)
}

/// What mentions say together, without the words of it.
pub(super) fn of_mentions(
    mentions: &[&Mention],
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<Profile, Problem> {
    Question { mentions, taxonomy }.profile(today).map(|(profile, _)| profile)
}

/// A field's value and where it comes from.
pub(super) type Found<T> = (T, Status);

/// The mentions of a question.
pub(super) struct Question<'a> {
    pub(super) mentions: &'a [&'a Mention],
    pub(super) taxonomy: &'a Taxonomy,
}

impl Question<'_> {
    fn answer(&self, today: Date) -> Result<Understood, Problem> {
        let (profile, statuses) = self.profile(today)?;
        let fields = self.values_in_words(&profile).into_iter().zip(statuses);
        let field = |((name, value), status)| UnderstoodField { name, value, status };
        let fields = fields.map(field).collect();
        Ok(Understood { profile, fields })
    }

    /// The profile, with where each of its fields comes from, in their order.
    fn profile(&self, today: Date) -> Result<(Profile, [Status; 11]), Problem> {
        let rung = self.rung()?;
        let (level, level_status) = self.level(rung)?;
        let (role, role_status) = self.role(level, rung)?;
        let (level, level_status) = self.level_of_role(role, level, level_status);
        let (years, years_status) = self.years()?;
        self.check_ladder(role, level)?;
        self.check_years(level, years)?;
        let (place, place_status) = self.place()?;
        let (skills, skills_status) = self.skills();
        let (industry, industry_status) = self.industry()?;
        let (tier, tier_status) = self.tier()?;
        let (employer, employer_status) = self.employer()?;
        self.check_tier(employer, tier)?;
        let tier_status = self.tier_of_employer(employer, tier_status);
        let (engagement, engagement_status) = self.engagement()?;
        let (component, component_status) = self.component(engagement)?;
        let (as_of, as_of_status) = self.as_of(today)?;
        #[rustfmt::skip]
        let profile = Profile {
            role, level, years, place, skills, industry, tier, employer, rung, engagement, component, as_of,
        };
        #[rustfmt::skip]
        let statuses = [
            role_status, level_status, years_status, place_status, skills_status, industry_status,
            tier_status, employer_status, engagement_status, component_status, as_of_status,
        ];
        Ok((profile, statuses))
    }

    /// Every field's name and value in words, in the order of the profile.
    fn values_in_words(&self, profile: &Profile) -> [(&'static str, String); 11] {
        let t = self.taxonomy;
        let skills: Vec<&str> = profile.skills.iter().map(|&s| t.skill(s).name.as_str()).collect();
        let or_open = |words: Option<&String>| words.cloned().unwrap_or_default();
        [
            ("role", t.role(profile.role).name.clone()),
            ("level", or_open(profile.level.map(|id| &t.level(id).name))),
            ("years", profile.years.map(years_in_words).unwrap_or_default()),
            ("place", t.place(profile.place).name.clone()),
            ("skills", skills.join(", ")),
            ("industry", or_open(profile.industry.map(|id| &t.industry(id).name))),
            ("tier", or_open(profile.tier.map(|id| &t.tier(id).name))),
            ("employer", or_open(profile.employer.map(|id| &t.employer(id).name))),
            ("engagement", profile.engagement.name().to_owned()),
            ("component", profile.component.name().to_owned()),
            ("as_of", profile.as_of.to_string()),
        ]
    }

    /// The level, or the one that the role's own name says.
    fn level_of_role(
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

    /// The mentions that `pick` takes, each value once.
    fn values<T: PartialEq>(&self, pick: impl Fn(&Meaning) -> Option<T>) -> Vec<(T, &str)> {
        let mut values: Vec<(T, &str)> = Vec::new();
        for mention in self.mentions {
            if let Some(value) = pick(&mention.meaning)
                && !values.iter().any(|(known, _)| *known == value)
            {
                values.push((value, &mention.words));
            }
        }
        values
    }

    /// The only value of a field, if there is one.
    pub(super) fn only<T: PartialEq + Copy>(
        &self,
        field: &str,
        pick: impl Fn(&Meaning) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        match self.values(pick).as_slice() {
            [] => Ok(None),
            [(value, _)] => Ok(Some(*value)),
            several => Err(two(field, several)),
        }
    }

    fn role(&self, level: Option<LevelId>, rung: Option<RungId>) -> Result<Found<RoleId>, Problem> {
        let named = self.values(|meaning| match *meaning {
            Meaning::Role(id) => Some(id),
            _ => None,
        });
        let below_all = |&&(role, _): &&(RoleId, &str)| {
            named.iter().all(|&(other, _)| self.taxonomy.role_path(role).any(|r| r == other))
        };
        match named.iter().find(below_all) {
            Some(&(role, _)) => Ok((role, Status::Given)),
            None if !named.is_empty() => Err(two("role", &named)),
            None => Ok(self.role_unsaid(level, rung)),
        }
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
        let unspecific = generic.map(|mention| mention.words.as_str());
        let unspecific = unspecific.or(rung.map(|rung| t.rung(rung).code.as_str()));
        if let Some(words) = unspecific {
            let reason = format!("{words:?} alone names no specialty");
            return (t.generic_role, Status::Inferred(reason));
        }
        (t.default_role, Status::Inferred("no role is named".to_owned()))
    }

    fn level(&self, rung: Option<RungId>) -> Result<Found<Option<LevelId>>, Problem> {
        let named = self.values(|meaning| match *meaning {
            Meaning::Level(id) | Meaning::Hint(id) => Some(id),
            _ => None,
        });
        if let Some(rung) = rung {
            return self.level_of_rung(rung, &named);
        }
        let said = |id: LevelId| self.mentions.iter().any(|m| m.meaning == Meaning::Level(id));
        match named.as_slice() {
            [] => Ok((None, Status::LeftOpen)),
            [(level, _)] if said(*level) => Ok((Some(*level), Status::Given)),
            [(level, code)] => {
                let reason = format!("from {code:?}; {}", self.taxonomy.hint_note);
                Ok((Some(*level), Status::Inferred(reason)))
            }
            several => Err(two("level", several)),
        }
    }

    fn years(&self) -> Result<Found<Option<Years>>, Problem> {
        let years = self.only("years", |meaning| match *meaning {
            Meaning::Years(years) => Some((years, false)),
            Meaning::OpenYears(years) => Some((years, true)),
            _ => None,
        })?;
        Ok(match years {
            None => (None, Status::LeftOpen),
            Some((years, false)) => (Some(years), Status::Given),
            Some((years, true)) => {
                let reason = format!("{} or more is read so", years.low);
                (Some(years), Status::Inferred(reason))
            }
        })
    }

    fn place(&self) -> Result<Found<PlaceId>, Problem> {
        let reason = match place::resolve(self.mentions.iter().copied(), self.taxonomy)? {
            Some((id, None)) => return Ok((id, Status::Given)),
            Some((id, Some(city))) => {
                let name = &self.taxonomy.place(id).name;
                let reason = format!("{city} is taken as {name}: no evidence by city is carried");
                return Ok((id, Status::Inferred(reason)));
            }
            None => "no place is named".to_owned(),
        };
        Ok((self.taxonomy.default_place, Status::Inferred(reason)))
    }

    /// The skills. A word that also names an employer is read as a skill, and that is said.
    fn skills(&self) -> Found<Vec<SkillId>> {
        let named = self.values(|meaning| match *meaning {
            Meaning::Skill(id) => Some(id),
            _ => None,
        });
        let status = given_if(!named.is_empty());
        let also = named.iter().find(|(_, words)| self.taxonomy.employer_named(words).is_some());
        let status = also.map_or(status, |(_, words)| {
            let reason = format!("{words} is read as a skill; for the employer write at {words}");
            Status::Inferred(reason)
        });
        (named.into_iter().map(|(id, _)| id).collect(), status)
    }

    fn industry(&self) -> Result<Found<Option<IndustryId>>, Problem> {
        let industry = self.only("industry", |meaning| match *meaning {
            Meaning::Industry(id) => Some(id),
            _ => None,
        })?;
        Ok((industry, given_if(industry.is_some())))
    }

    fn tier(&self) -> Result<Found<Option<TierId>>, Problem> {
        let tier = self.only("tier", |meaning| match *meaning {
            Meaning::Tier(id) => Some(id),
            _ => None,
        })?;
        Ok((tier, given_if(tier.is_some())))
    }

    fn engagement(&self) -> Result<Found<Engagement>, Problem> {
        let named = self.only("engagement", |meaning| match *meaning {
            Meaning::Engagement(engagement) => Some(engagement),
            _ => None,
        })?;
        let hourly =
            self.mentions.iter().any(|m| m.meaning == Meaning::Component(Component::HourlyRate));
        Ok(match named {
            Some(engagement) => (engagement, Status::Given),
            None if hourly => {
                let reason = "an hourly rate is what freelancers charge".to_owned();
                (Engagement::Freelance, Status::Inferred(reason))
            }
            None => (Engagement::Employee, Status::Inferred("nothing else is said".to_owned())),
        })
    }

    fn component(&self, engagement: Engagement) -> Result<Found<Component>, Problem> {
        let named = self.only("component", |meaning| match *meaning {
            Meaning::Component(component) => Some(component),
            _ => None,
        })?;
        let usual = match engagement {
            Engagement::Employee => Component::BaseSalary,
            _ => Component::HourlyRate,
        };
        match named {
            None => {
                let reason = format!("usual for {}", engagement.name());
                Ok((usual, Status::Inferred(reason)))
            }
            Some(Component::HourlyRate) => Ok((Component::HourlyRate, Status::Given)),
            Some(other) if usual == Component::HourlyRate => {
                let reason = format!("{} work is paid by the hour", engagement.name());
                let hint = "ask for an hourly rate, or for an employee's pay";
                Err(Problem::of("component", other.name(), reason).hint(hint))
            }
            Some(other) => Ok((other, Status::Given)),
        }
    }

    fn as_of(&self, today: Date) -> Result<Found<Date>, Problem> {
        let named = self.only("as_of", |meaning| match *meaning {
            Meaning::AsOf(date) => Some(date),
            _ => None,
        })?;
        Ok(match named {
            Some(date) => (date, Status::Given),
            None => (today, Status::Inferred("today".to_owned())),
        })
    }

    /// A level on the individual ladder contradicts a role of managers.
    fn check_ladder(&self, role: RoleId, level: Option<LevelId>) -> Result<(), Problem> {
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
    fn check_years(&self, level: Option<LevelId>, years: Option<Years>) -> Result<(), Problem> {
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

pub(super) fn given_if(given: bool) -> Status {
    if given { Status::Given } else { Status::LeftOpen }
}

pub(super) fn two<T>(field: &str, values: &[(T, &str)]) -> Problem {
    let words: Vec<&str> = values.iter().map(|(_, words)| *words).collect();
    let quoted: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    let reason = format!("says {}, but a question has one {field}", quoted.join(" and "));
    Problem::of(field, &words.join(", "), reason)
        .hint("keep one of them; to see both, compare them")
}
