//! Mentions to a profile: what was given, what is inferred and why, what is left open.

use super::meaning::{Meaning, Mention};
use super::mention::{Of, Reading, Unknown, read};
use super::{Status, Understood, UnderstoodField, nearest, place};
use crate::describe::years_in_words;
use crate::{
    Component, Date, Engagement, IndustryId, Ladder, LevelId, PlaceId, Problem, ProblemKind,
    Profile, RoleId, RungId, SkillId, Taxonomy, TierId, Years,
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
    Question { mentions: &mentions, taxonomy }.answer(today, remarks)
}

/// From so many years of experience a level is one of somebody who may manage others.
const EXPERIENCED: f64 = 5.0;

/// How many words may stand between two values of a field that are one title ("DevOps / SRE").
const NEAR: usize = 2;

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
    let question = Question { mentions: &mentions, taxonomy };
    // A title names no day, so any will do.
    let day = Date::new(2000, 1, 1).ok()?;
    let (profile, _) = is_title.then(|| question.profile(day)).and_then(Result::ok)?;
    Some(Title { role: profile.role, level: profile.level })
}

/// From so many words that are passed over a text is a sentence, which names the work that it asks
/// about.
const SENTENCE: usize = 3;

/// How many words that are not known there may be for each that is, before a text counts as no
/// question at all.
const MOST_UNKNOWN: usize = 2;

/// What is told of the words that are not used.
///
/// # Errors
/// When the question is of work that is not priced here, is one that something else answers, or has
/// words that are not known where leaving them out would price something else: in the place of a
/// place, or where nothing that is known names any work.
fn not_used(reading: &Reading, taxonomy: &Taxonomy) -> Result<Vec<String>, Problem> {
    let mut remarks = reading.remarks.clone();
    let names_work = reading.mentions.iter().any(|mention| is_work(&mention.meaning));
    for mention in &reading.mentions {
        match mention.meaning {
            Meaning::Unpriced => {
                let reason = "is work that is not priced here";
                return Err(Problem::of("role", &mention.words, reason)
                    .hint("ask about one of the roles that are priced"));
            }
            Meaning::Elsewhere(at) => {
                let Some(other) = taxonomy.phrases.elsewhere.get(usize::from(at)) else { continue };
                let told = &other.told;
                if !(names_work && other.is_pay_too) {
                    let reason = format!("is no question of what the market pays; {told}");
                    return Err(Problem::of("question", &mention.words, reason));
                }
                remarks.push(format!("{:?}: the answer is market pay; {told}.", mention.words));
            }
            // That an amount is after tax is told with the amount.
            Meaning::Aside if taxonomy.money.after_tax.contains(&mention.words.to_lowercase()) => {
                let told = |remark: &String| remark.contains("after tax");
                if !remarks.iter().any(told) {
                    remarks.push(format!(
                        "{:?} is read and not used: pay is told before tax.",
                        mention.words
                    ));
                }
            }
            Meaning::Aside => {
                remarks.push(format!(
                    "{:?} is read and not used: no evidence prices it.",
                    mention.words
                ));
            }
            _ => {}
        }
    }
    let is_sentence = reading.passed_over >= SENTENCE;
    let says_where = |mention: &Mention| {
        matches!(mention.meaning, Meaning::Place(_) | Meaning::Workplace(_) | Meaning::Per(_))
    };
    if is_sentence && reading.mentions.iter().all(says_where) && !reading.mentions.is_empty() {
        return Err(Problem::of("role", "", "no work is named whose pay is asked for")
            .kind(ProblemKind::Missing)
            .hint("write, for example, senior backend, Seattle, Rust"));
    }
    let Some(unknown) = unknown_words(reading, names_work) else { return Ok(remarks) };
    if let Err(words) = &unknown
        && let Some(asked) = words.iter().find_map(|word| nearest::code_of_country(word, taxonomy))
    {
        return Err(asked);
    }
    unknown.map_err(|words| nearest::unknown("question", &words, taxonomy))?;
    let (firms, others): (Vec<&Unknown>, Vec<&Unknown>) =
        reading.unknown.iter().partition(|word| word.employer_like);
    let quoted = |words: &[&Unknown]| -> Vec<String> {
        words.iter().map(|word| format!("{:?}", word.written)).collect()
    };
    if !firms.is_empty() {
        let firms = nearest::in_a_row(&quoted(&firms));
        remarks.push(format!("{firms} is no employer that is known, and is not used."));
    }
    if !others.is_empty() {
        remarks.push(format!("Not known and not used: {}.", quoted(&others).join(", ")));
    }
    Ok(remarks)
}

/// Whether the words that are not known may be left out; `None` if there are none.
fn unknown_words(reading: &Reading, names_work: bool) -> Option<Result<(), Vec<Unknown>>> {
    if reading.unknown.is_empty() {
        return None;
    }
    let names_place = reading.mentions.iter().any(|m| matches!(m.meaning, Meaning::Place(_)));
    let can_be_place = |word: &&Unknown| word.place_like || word.is_alone;
    let many = reading.unknown.len() > MOST_UNKNOWN * reading.mentions.len();
    let as_place: Vec<Unknown> = match names_place {
        true => Vec::new(),
        false => reading.unknown.iter().filter(can_be_place).cloned().collect(),
    };
    Some(match as_place.is_empty() {
        _ if !names_work || many => Err(reading.unknown.clone()),
        true => Ok(()),
        false => Err(as_place),
    })
}

/// Whether something names the work that is asked about.
fn is_work(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Role(_)
            | Meaning::Generic
            | Meaning::Level(_)
            | Meaning::Hint(_)
            | Meaning::Step(_)
            | Meaning::Rung(_)
            | Meaning::Skill(_)
    )
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
    fn answer(&self, today: Date, mut remarks: Vec<String>) -> Result<Understood, Problem> {
        let (profile, statuses) = self.profile(today)?;
        let fields = self.values_in_words(&profile).into_iter().zip(statuses);
        let field = |((name, value), status)| UnderstoodField { name, value, status };
        let found = place::resolve(self.mentions.iter().copied(), self.taxonomy)?;
        let state = found.and_then(|found| found.state);
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

    /// "Senior" said of a role of managers is said of a manager: the lowest level that says such a role.
    fn level_of_manager(
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

    /// The role: of several, the one that lies below all others; else, in one part of the text, the
    /// first that is not a bare "software engineer", and that is said.
    fn role(&self, level: Option<LevelId>, rung: Option<RungId>) -> Result<Found<RoleId>, Problem> {
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

    fn level(&self, rung: Option<RungId>) -> Result<Found<Option<LevelId>>, Problem> {
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
        let full_time = self.mentions.iter().any(|m| m.meaning == Meaning::FullTime);
        Ok(match named {
            Some(engagement) => (engagement, Status::Given),
            None if full_time => (Engagement::Employee, Status::Given),
            None if hourly => {
                let reason = "an hourly rate is what freelancers charge".to_owned();
                (Engagement::Freelance, Status::Inferred(reason))
            }
            None => (Engagement::Employee, Status::Inferred("nothing else is said".to_owned())),
        })
    }

    fn component(&self, engagement: Engagement) -> Result<Found<Component>, Problem> {
        let named = self.component_said()?;
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

    /// The part of pay that is said. Of several, the one beside an amount counts ("$190k base and
    /// equity"); "salary" beside a rate of an hour is that rate; salary with bonus or shares is all of
    /// it.
    fn component_said(&self) -> Result<Option<Component>, Problem> {
        let named = self.values(|meaning| match *meaning {
            Meaning::Component(component) => Some(component),
            _ => None,
        });
        let is = |one: Component| named.iter().any(|&(component, _)| component == one);
        let hourly = is(Component::HourlyRate) && is(Component::BaseSalary) && named.len() == 2;
        let together = [Component::BaseSalary, Component::Bonus, Component::Equity];
        match named.as_slice() {
            [] => Ok(None),
            [(component, _)] if self.is_perk(*component) => Ok(None),
            [(component, _)] => Ok(Some(*component)),
            several => match self.component_of_amount() {
                Some(component) => Ok(Some(component)),
                None if hourly => Ok(Some(Component::HourlyRate)),
                None if named.iter().all(|(one, _)| together.contains(one)) => {
                    Ok(Some(Component::TotalCompensation))
                }
                None => Err(two("component", several)),
            },
        }
    }

    /// Whether a bonus or shares are said apart from an amount, as advertisements list them.
    fn is_perk(&self, component: Component) -> bool {
        let has_amount = self.mentions.iter().any(|m| matches!(m.meaning, Meaning::Amount(_)));
        let beside = [Component::Bonus, Component::Equity, Component::SignOn].contains(&component);
        has_amount && beside && self.component_of_amount() != Some(component)
    }

    /// The part of pay that stands next to the first amount.
    fn component_of_amount(&self) -> Option<Component> {
        let amount = self.mentions.iter().find(|m| matches!(m.meaning, Meaning::Amount(_)))?;
        self.mentions.iter().find_map(|mention| match mention.meaning {
            Meaning::Component(component) => {
                let next = mention.span.0 == amount.span.1 || mention.span.1 == amount.span.0;
                next.then_some(component)
            }
            _ => None,
        })
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
