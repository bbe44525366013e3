//! Single fields, as flags and data files give them.

use super::figures::read_years;
use super::meaning::{Meaning, Mention};
use super::mention::mentions;
use super::{nearest, place as places};
use crate::taxonomy::Kind;
use crate::{
    Component, EmployerId, Engagement, IndustryId, LevelId, PlaceId, Problem, ProblemKind, RoleId,
    SkillId, Taxonomy, TierId, Years,
};

macro_rules! field {
    ($(#[$doc:meta])* $name:ident, $of:ident, $kind:ident, $id:ident) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// When the words are not known, with the nearest ones, or say something else.
        pub fn $name(text: &str, taxonomy: &Taxonomy) -> Result<$id, Problem> {
            if let Some(id) = taxonomy.$of(text.trim()) {
                return Ok(id);
            }
            one(stringify!($name), text, taxonomy, Kind::$kind, |meaning| match *meaning {
                Meaning::$kind(id) => Some(id),
                _ => None,
            })
        }
    };
}

field!(
    /// The skill that a text names.
    skill, skill_of, Skill, SkillId
);
field!(
    /// The industry that a text names.
    industry, industry_of, Industry, IndustryId
);
field!(
    /// The tier of employers that a text names.
    tier, tier_of, Tier, TierId
);

/// The employer that a text names, whatever else the name may mean.
///
/// # Errors
/// When no employer has this name, with the nearest ones.
pub fn employer(text: &str, taxonomy: &Taxonomy) -> Result<EmployerId, Problem> {
    let text = text.trim();
    let found = taxonomy.employer_of(text).or_else(|| taxonomy.employer_named(text));
    found.ok_or_else(|| match text.is_empty() {
        true => empty("employer"),
        false => {
            let near = nearest::nearest(text, taxonomy, |kind| kind == Kind::Employer);
            Problem::of("employer", text, "unknown employer")
                .kind(ProblemKind::Unknown)
                .nearest(near)
                .hint("leave the employer out, or name its tier")
        }
    })
}

/// The role that a text names.
///
/// # Errors
/// When the words are not known, with the nearest ones, or say something else.
///
/// # Example
/// See [`profile`](super::profile): the words are the same.
pub fn role(text: &str, taxonomy: &Taxonomy) -> Result<RoleId, Problem> {
    if let Some(id) = taxonomy.role_of(text.trim()) {
        return Ok(id);
    }
    let generic = taxonomy.generic_role;
    one("role", text, taxonomy, Kind::Role, |meaning| match *meaning {
        Meaning::Role(id) => Some(id),
        Meaning::Generic => Some(generic),
        _ => None,
    })
}

/// The level that a text names; a company's code ("L5") is taken as what it hints at.
///
/// # Errors
/// When the words are not known, with the nearest ones, or say something else.
pub fn level(text: &str, taxonomy: &Taxonomy) -> Result<LevelId, Problem> {
    if let Some(id) = taxonomy.level_of(text.trim()) {
        return Ok(id);
    }
    one("level", text, taxonomy, Kind::Level, |meaning| match *meaning {
        Meaning::Level(id) | Meaning::Hint(id) | Meaning::Step(id) => Some(id),
        _ => None,
    })
}

/// The place that a text names; a city outside the United States is taken as its country.
///
/// # Errors
/// When the words are not known, with the nearest ones, say something else, or can mean several
/// places: then the error lists them, and how to write each.
pub fn place(text: &str, taxonomy: &Taxonomy) -> Result<PlaceId, Problem> {
    place_and_state(text, taxonomy).map(|(place, _)| place)
}

/// The place that a text names, and the state that is written beside it: the area of a town may reach
/// into several states, and the law is that of one ("Vancouver, WA").
///
/// # Errors
/// As [`place`].
pub fn place_and_state(
    text: &str,
    taxonomy: &Taxonomy,
) -> Result<(PlaceId, Option<PlaceId>), Problem> {
    let text = text.trim();
    let slug = taxonomy.place_of(text).filter(|_| text.len() > 2);
    if let Some(id) = slug {
        return Ok((id, None));
    }
    let read = mentions("place", text, taxonomy);
    let silent = read.as_ref().map_or(true, Vec::is_empty);
    let mentions = match mentions("place", &text.to_uppercase(), taxonomy) {
        Ok(by_code) if silent && text.len() == 2 => by_code,
        _ => read.map_err(|error| nearer(error, "place", text, taxonomy, Kind::Place))?,
    };
    let fits = |m: &Mention| matches!(m.meaning, Meaning::Place(_) | Meaning::Workplace(_));
    if let Some(other) = mentions.iter().find(|m| !fits(m)) {
        return Err(another("place", other));
    }
    let found = places::resolve(mentions.iter(), taxonomy)?;
    found.map(|found| (found.place, found.state(taxonomy))).ok_or_else(|| empty("place"))
}

/// The engagement that a text names.
///
/// # Errors
/// When the words are not known or say something else.
pub fn engagement(text: &str, taxonomy: &Taxonomy) -> Result<Engagement, Problem> {
    one("engagement", text, taxonomy, Kind::Engagement, |meaning| match *meaning {
        Meaning::Engagement(engagement) => Some(engagement),
        _ => None,
    })
}

/// The part of pay that a text names.
///
/// # Errors
/// When the words are not known or say something else.
pub fn component(text: &str, taxonomy: &Taxonomy) -> Result<Component, Problem> {
    one("component", text, taxonomy, Kind::Component, |meaning| match *meaning {
        Meaning::Component(component) => Some(component),
        _ => None,
    })
}

/// Years of experience: "5", "3-5", "10+", "<1", with or without "years".
///
/// # Errors
/// When it is no figure, is negative, falls, or is above 60.
pub fn years(text: &str, taxonomy: &Taxonomy) -> Result<Years, Problem> {
    let text = text.trim().to_lowercase().replace('–', "-");
    let at = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (figure, unit) = text.split_at(at);
    let unit = unit.trim();
    let known = unit.is_empty() || taxonomy.index.meanings(unit).iter().any(is_years_unit);
    if !known {
        let reason = "cannot be read as years of experience";
        return Err(Problem::of("years", &text, reason).hint("write 5, 3-5 or 10+"));
    }
    match read_years(figure.trim(), taxonomy)? {
        Meaning::Years(years) | Meaning::OpenYears(years) => Ok(years),
        other => Err(Problem::of(other.field(), &text, "is no range of years")),
    }
}

fn is_years_unit(entry: &crate::taxonomy::Entry) -> bool {
    *entry == crate::taxonomy::Entry::YearsUnit
}

/// The one value of a field that a text may name.
fn one<T: PartialEq + Copy>(
    field: &str,
    text: &str,
    taxonomy: &Taxonomy,
    kind: Kind,
    pick: impl Fn(&Meaning) -> Option<T>,
) -> Result<T, Problem> {
    let read = mentions(field, text, taxonomy);
    let mentions = read.map_err(|error| nearer(error, field, text, taxonomy, kind))?;
    let wanted = |m: &&Mention| m.meaning == Meaning::Generic || pick(&m.meaning).is_some();
    if let Some(other) = mentions.iter().find(|m| !wanted(m)) {
        return Err(another(field, other));
    }
    let named = mentions.iter().filter(|m| m.meaning != Meaning::Generic);
    let mut values: Vec<T> = named.filter_map(|m| pick(&m.meaning)).collect();
    values.dedup();
    match values.as_slice() {
        [only] => Ok(*only),
        [] => mentions.iter().find_map(|m| pick(&m.meaning)).ok_or_else(|| empty(field)),
        _ => Err(Problem::of(field, text, format!("says more than one {field}"))),
    }
}

/// The error of a word that is of another field.
pub(super) fn another(field: &str, mention: &Mention) -> Problem {
    let reason = format!("is a {}, not a {field}", mention.meaning.field());
    Problem::of(field, &mention.words, reason)
}

fn empty(field: &str) -> Problem {
    let article = if field.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    let hint = format!("write {article} {field}, or leave it out");
    Problem::of(field, "", "nothing is said").hint(hint)
}

/// The same error with the nearest words of the field's own kind.
fn nearer(error: Problem, field: &str, text: &str, taxonomy: &Taxonomy, kind: Kind) -> Problem {
    let near = nearest::nearest(text.trim(), taxonomy, |k| k == kind);
    if near.is_empty() || !error.is_unknown() {
        return error;
    }
    let reason = format!("unknown {field}");
    Problem::of(field, text.trim(), reason).kind(ProblemKind::Unknown).nearest(near)
}
