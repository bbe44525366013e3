//! What the words of a mapped table mean, field by field: for its rows, and for the mapping, whose
//! own words must all be known.

use goingrate_evidence::{Basis, Education, Remote, Shares, Stated};
use goingrate_units::parse::{alike, engagement as said_engagement};
use goingrate_units::{
    Currency, Engagement, IndustryId, LevelId, Period, PlaceId, Problem, SkillId, Taxonomy, TierId,
    parse,
};

use super::{dates, years};
use crate::reading::Context;
use crate::reading::checks::number;
use crate::reading::numbers::{self, Habit};
use crate::words::{Places, ReadPlace, TitleRole, headcount, shares_of};

/// The level of words: slugs in shares, or words as titles and employers' codes have them.
pub(super) fn level(
    words: &[String],
    employer: Option<&str>,
    context: &Context<'_>,
) -> Shares<LevelId> {
    let by_slug = shares_of(words, |slug| context.taxonomy.level_of(slug)).ok();
    by_slug.unwrap_or_else(|| context.titles.level(&words.join(" "), employer))
}

/// A place by its slug, a city by its name, a country by its code or name; whether it is coarser than
/// what is written. Where the row states the country, the place lies in it.
pub(super) fn place(
    word: &str,
    country: Option<PlaceId>,
    places: &mut Places<'_>,
    taxonomy: &Taxonomy,
) -> Option<ReadPlace> {
    let exactly = |place| ReadPlace { place, coarser: false };
    match country {
        Some(country) => Some(places.within(word, country)),
        None => {
            let by_slug = taxonomy.place_of(word).map(exactly);
            let by_name = by_slug.or_else(|| places.bounded(word));
            by_name.or_else(|| places.country(word).map(exactly))
        }
    }
}

pub(super) fn skill(word: &str, taxonomy: &Taxonomy) -> Option<SkillId> {
    taxonomy.skill_of(word).or_else(|| taxonomy.skill_named(word))
}

pub(super) fn industry(word: &str, taxonomy: &Taxonomy) -> Option<IndustryId> {
    taxonomy.industry_of(word).or_else(|| taxonomy.industry_named(word))
}

pub(super) fn tier(word: &str, taxonomy: &Taxonomy) -> Option<TierId> {
    taxonomy.tier_of(word).or_else(|| taxonomy.tier_named(word))
}

pub(super) fn education(word: &str, context: &Context<'_>) -> Option<Education> {
    Education::from_slug(word).or_else(|| context.details.education(word))
}

pub(super) fn remote(word: &str, context: &Context<'_>) -> Option<Remote> {
    Remote::from_slug(word).or_else(|| context.details.remote(word))
}

pub(super) fn engagement(word: &str, taxonomy: &Taxonomy) -> Option<Engagement> {
    let word = word.to_lowercase();
    let known = || taxonomy.engagement_words.iter().find(|(known, _)| *known == word);
    Engagement::from_slug(&word).or_else(|| known().map(|(_, engagement)| *engagement))
}

pub(super) fn period(word: &str) -> Option<Period> {
    Period::from_slug(&word.to_lowercase())
}

/// How many people or posts a row is of: a whole number above zero. "1.200" can be read in two ways.
pub(super) fn count(word: &str) -> Option<u64> {
    let number = numbers::read(word, Habit::Open).ok();
    number.filter(|n| *n >= 1.0).map(|n| n as u64)
}

/// Hours of a week.
pub(super) fn hours(word: &str) -> Option<f64> {
    number(word).filter(|hours| (1.0..=HOURS_OF_A_WEEK).contains(hours))
}

const HOURS_OF_A_WEEK: f64 = 168.0;

/// A word of a mapping that is refused, and why.
pub(super) struct Refused {
    pub word: String,
    pub reason: String,
}

/// Checks that words of a mapping are known for a field; several are shares of a title or level.
pub(super) fn check(
    field: &str,
    words: &[String],
    employer: Option<&str>,
    context: &Context<'_>,
) -> Result<(), Refused> {
    let [word] = words else { return several(field, words, context) };
    match is_known(field, word, employer, context) {
        true => Ok(()),
        false => Err(Refused { word: word.clone(), reason: unknown(field, word, context) }),
    }
}

fn several(field: &str, words: &[String], context: &Context<'_>) -> Result<(), Refused> {
    let taxonomy = context.taxonomy;
    let read = match field {
        "title" => shares_of(words, |slug| taxonomy.role_of(slug)).map(drop),
        "level" => shares_of(words, |slug| taxonomy.level_of(slug)).map(drop),
        _ => Err("write one word; only a title and a level have shares of several".to_owned()),
    };
    let Err(reason) = read else { return Ok(()) };
    let slug = |word: &'_ str| word.split(' ').next().unwrap_or_default().to_owned();
    let other = words.iter().map(|word| slug(word)).find(|slug| match field {
        "title" => taxonomy.role_of(slug).is_none(),
        "level" => taxonomy.level_of(slug).is_none(),
        _ => false,
    });
    Err(match other {
        Some(word) => Refused { reason: unknown(field, &word, context), word },
        None => Refused { word: words.join(", "), reason },
    })
}

/// Whether a word is known for a field, whoever the employer is.
pub(crate) fn is_known_alone(field: &str, word: &str, context: &Context<'_>) -> bool {
    is_known(field, word, None, context)
}

fn is_known(field: &str, word: &str, employer: Option<&str>, context: &Context<'_>) -> bool {
    let taxonomy = context.taxonomy;
    let alone = [word.to_owned()];
    let by_title = || context.titles.title(word).role != TitleRole::Unmapped;
    match field {
        "title" => shares_of(&alone, |slug| taxonomy.role_of(slug)).is_ok() || by_title(),
        "level" => !level(&alone, employer, context).is_unknown(),
        "place" | "country" => place(word, None, &mut Places::new(taxonomy), taxonomy).is_some(),
        "years" | "years_coding" | "tenure" => years::band(word, taxonomy).is_some(),
        "hours" => hours(word).is_some(),
        "skills" => skill(word, taxonomy).is_some(),
        "industry" => industry(word, taxonomy).is_some(),
        "tier" => tier(word, taxonomy).is_some(),
        "headcount" => headcount(word).is_some(),
        "education" => education(word, context).is_some(),
        "remote" => remote(word, context).is_some(),
        "engagement" => engagement(word, taxonomy).is_some(),
        "basis" => Basis::from_slug(word).is_some(),
        "stated" => Stated::from_slug(word).is_some(),
        "currency" => word.parse::<Currency>().is_ok(),
        "period" => period(word).is_some(),
        "as_of" => dates::date(word, None).is_some(),
        "count" => count(word).is_some(),
        // An employer may have any name.
        _ => true,
    }
}

/// Why a word of a field is refused, with the words that are near it or all that there are.
fn unknown(field: &str, word: &str, context: &Context<'_>) -> String {
    let taxonomy = context.taxonomy;
    let near = match field {
        "title" => nearest(parse::role(word, taxonomy)),
        "level" => nearest(parse::level(word, taxonomy)),
        "place" | "country" => nearest(parse::place(word, taxonomy)),
        "skills" => nearest(parse::skill(word, taxonomy)),
        "industry" => nearest(parse::industry(word, taxonomy)),
        "tier" => nearest(parse::tier(word, taxonomy)),
        "engagement" => nearest(said_engagement(word, taxonomy)),
        "currency" => "three letters such as USD or EUR".to_owned(),
        "as_of" => "2026-11-22, 2026-11 or 2026".to_owned(),
        "count" => "a whole number above zero".to_owned(),
        "years" | "years_coding" | "tenure" => "a number of years, 3-5 or 10+".to_owned(),
        "hours" => "the hours of a week, such as 40".to_owned(),
        "headcount" => "20 to 99, or 1000 or more".to_owned(),
        _ => return closed(field, word),
    };
    match near.is_empty() {
        true => format!("not known as {field}"),
        false => format!("not known as {field}; write {near}"),
    }
}

/// The same for fields with a few words of their own.
fn closed(field: &str, word: &str) -> String {
    let words: Vec<&str> = match field {
        "education" => Education::ALL.iter().map(|one| one.slug()).collect(),
        "remote" => Remote::ALL.iter().map(|one| one.slug()).collect(),
        "stated" => Stated::ALL.iter().map(|one| one.slug()).collect(),
        "period" => Period::ALL.iter().map(|one| one.slug()).collect(),
        _ => Basis::ALL.iter().map(|one| one.slug()).collect(),
    };
    let near = alike(word, words.iter().copied()).join(" or ");
    let near = if near.is_empty() { near } else { format!("; nearest: {near}") };
    format!("not known as {field}{near}; there are {}", words.join(", "))
}

fn nearest<T>(read: Result<T, Problem>) -> String {
    read.err().map(|error| error.nearest.join(" or ")).unwrap_or_default()
}
