//! Mentions to a profile: what was given, what is inferred and why, what is left open.

use super::meaning::{Meaning, Mention};
use super::mention::{Of, read};
use super::not_used::not_used;
use super::{Status, Understood, UnderstoodField, place};
use crate::describe::years_in_words;
use crate::{
    Component, Date, IndustryId, LevelId, PlaceId, Problem, Profile, RoleId, SkillId, Taxonomy,
    TierId, Years,
};

/// Understands a question: free text to a profile, with what was understood of each field.
///
/// Chunks are separated by commas; within a chunk the longest known phrases are taken. `today` is
/// the as-of date of a question that names none.
///
/// # Errors
/// A [`Problem`] for words that are not known where a place stands or where nothing else names any
/// work (with the nearest known ones), for work that is not priced, a place that can mean several, two
/// values of one field, values that contradict each other, figures out of range.
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
/// #     phrases: include_str!("../../../../data/taxonomy/phrases.csv"),
/// #     towns: include_str!("../../../../data/taxonomy/towns.csv"),
/// # };
/// let taxonomy = Taxonomy::read(&FILES)?;
/// let today: Date = "2026-11-22".parse()?;
/// let understood = parse::profile("senior backend, Seattle, Rust", &taxonomy, today)?;
/// assert_eq!(
///     describe(&understood.profile, &taxonomy),
///     "Senior backend developer · Seattle-Tacoma-Bellevue, WA · Rust · employee · base salary · Nov 2026"
/// );
/// let slip = parse::profile("senior backend, Seatle", &taxonomy, today)?;
/// assert_eq!(slip.profile.place, understood.profile.place);
/// assert_eq!(slip.remarks, ["\"Seatle\" is read as Seattle."]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn profile(text: &str, taxonomy: &Taxonomy, today: Date) -> Result<Understood, Problem> {
    let reading = read("question", text, taxonomy, Of::Question)?;
    let remarks = not_used(&reading, taxonomy)?;
    if reading.mentions.is_empty() {
        let hint = "write, for example, senior backend, Seattle, Rust";
        return Err(Problem::of("question", text, "nothing is said").hint(hint));
    }
    let mentions: Vec<&Mention> = reading.mentions.iter().collect();
    Question { mentions: &mentions, taxonomy, reasons: true }.answer(today, remarks)
}

/// What a title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// The role.
    pub role: RoleId,
    /// The level, where it says one.
    pub level: Option<LevelId>,
}

/// What a title of a table says of role and level, read as a question is; `None` where it names no role,
/// a word is not known, or what it says contradicts itself.
///
/// `"Старший разработчик"` is a senior software developer.
pub fn title(text: &str, taxonomy: &Taxonomy) -> Option<Title> {
    let reading = read("title", text, taxonomy, Of::Field).ok()?;
    let names_role =
        |mention: &Mention| matches!(mention.meaning, Meaning::Role(_) | Meaning::Generic);
    let other_work =
        |mention: &Mention| matches!(mention.meaning, Meaning::Unpriced | Meaning::Elsewhere(_));
    let mentions: Vec<&Mention> = reading.mentions.iter().collect();
    let is_title = reading.unknown.is_empty()
        && mentions.iter().any(|mention| names_role(mention))
        && !mentions.iter().any(|mention| other_work(mention));
    let question = Question { mentions: &mentions, taxonomy, reasons: false };
    // A title names no day, so any will do.
    let day = Date::new(2000, 1, 1).ok()?;
    let (profile, _) = is_title.then(|| question.profile(day)).and_then(Result::ok)?;
    Some(Title { role: profile.role, level: profile.level })
}

/// What mentions say together, without the words of it.
pub(super) fn of_mentions(
    mentions: &[&Mention],
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<Profile, Problem> {
    Question { mentions, taxonomy, reasons: false }.profile(today).map(|(profile, _)| profile)
}

/// A field's value and where it comes from.
pub(super) type Found<T> = (T, Status);

/// The mentions of a question.
pub(super) struct Question<'a> {
    pub(super) mentions: &'a [&'a Mention],
    pub(super) taxonomy: &'a Taxonomy,
    /// Whether somebody asks where values come from. Rows of a table do not: to word it takes longer than to
    /// read them.
    reasons: bool,
}

impl Question<'_> {
    fn answer(&self, today: Date, mut remarks: Vec<String>) -> Result<Understood, Problem> {
        let (profile, statuses) = self.profile(today)?;
        let fields = self.values_in_words(&profile).into_iter().zip(statuses);
        let field = |((name, value), status)| UnderstoodField { name, value, status };
        let found = place::resolve(self.mentions.iter().copied(), self.taxonomy)?;
        let state = found.and_then(|found| found.state(self.taxonomy));
        let (said, beside) = self.beside((profile.place, state), &mut remarks);
        for mention in self.mentions {
            let is_other = match mention.meaning {
                Meaning::Component(component) => component != profile.component,
                _ => false,
            };
            // The parts that total compensation is made of are in it.
            if is_other && profile.component != Component::TotalCompensation {
                remarks.push(format!("{:?} is read and not used.", mention.words));
            }
        }
        let fields = fields.map(field).chain(beside).collect();
        Ok(Understood { profile, fields, said, remarks })
    }

    /// The profile, with where each of its fields comes from, in their order.
    fn profile(&self, today: Date) -> Result<(Profile, [Status; 11]), Problem> {
        let rung = self.rung()?;
        let (level, level_status) = self.level(rung)?;
        let (role, role_status) = self.role(level, rung)?;
        let (level, level_status) = self.level_of_role(role, level, level_status);
        let (level, level_status) = self.level_of_manager(role, level, level_status);
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
            ("employer", profile.employer.map(|id| self.employer_in_words(id)).unwrap_or_default()),
            ("engagement", profile.engagement.name().to_owned()),
            ("component", profile.component.name().to_owned()),
            ("as_of", profile.as_of.to_string()),
        ]
    }

    /// The mentions that `pick` takes, each value once.
    pub(super) fn values<T: PartialEq>(
        &self,
        pick: impl Fn(&Meaning) -> Option<T>,
    ) -> Vec<(T, &str)> {
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
        let Some(found) = place::resolve(self.mentions.iter().copied(), self.taxonomy)? else {
            let reason = "no place is named".to_owned();
            return Ok((self.taxonomy.default_place, Status::Inferred(reason)));
        };
        if !self.reasons {
            return Ok((found.place, Status::Given));
        }
        let name = &self.taxonomy.place(found.place).name;
        let city = found
            .city
            .map(|city| format!("{city} is taken as {name}: no evidence by city is carried"));
        let likeliest = found.likeliest.map(|words| {
            let others: Vec<String> =
                found.others.iter().map(|other| format!("{other:?}")).collect();
            format!("by far the likeliest {words}; for another write {}", others.join(" or "))
        });
        let reasons: Vec<String> = city.into_iter().chain(likeliest).collect();
        let status = match reasons.is_empty() {
            true => Status::Given,
            false => Status::Inferred(reasons.join("; ")),
        };
        Ok((found.place, status))
    }

    /// The skills. A word that also names an employer is read as a skill, and that is said.
    fn skills(&self) -> Found<Vec<SkillId>> {
        let named = self.values(|meaning| match *meaning {
            Meaning::Skill(id) => Some(id),
            _ => None,
        });
        let status = given_if(!named.is_empty());
        let asked = named.iter().filter(|_| self.reasons);
        let also =
            asked.into_iter().find(|(_, words)| self.taxonomy.employer_named(words).is_some());
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
