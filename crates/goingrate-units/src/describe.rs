//! A profile in one line of words.

use crate::{Level, Profile, Role, Taxonomy, Years};

/// A profile in words: "Senior backend developer · Seattle-Tacoma-Bellevue, WA · Rust · employee ·
/// base salary · Nov 2026". A field that is left open is left out.
pub fn describe(profile: &Profile, taxonomy: &Taxonomy) -> String {
    let level = profile.level.map(|id| taxonomy.level(id));
    let mut words = title(level, taxonomy.role(profile.role));
    words.reserve(100);
    let mut add = |part: &str| words.extend([" · ", part]);
    profile.years.iter().for_each(|years| add(&years_in_words(*years)));
    add(&taxonomy.place(profile.place).name);
    let skills: Vec<&str> =
        profile.skills.iter().map(|&id| taxonomy.skill(id).name.as_str()).collect();
    if !skills.is_empty() {
        add(&skills.join(", "));
    }
    profile.industry.iter().for_each(|id| add(&taxonomy.industry(*id).everyday));
    profile.tier.iter().for_each(|id| add(&taxonomy.tier(*id).name));
    employer(profile, taxonomy).iter().for_each(|employer| add(employer));
    add(profile.engagement.name());
    add(profile.component.name());
    add(&profile.as_of.month_in_words());
    words
}

/// The employer, with the level of its own ladder: "L5 at Google".
fn employer(profile: &Profile, taxonomy: &Taxonomy) -> Option<String> {
    let name = profile.employer.map(|id| taxonomy.employer(id).name.clone())?;
    Some(match profile.rung {
        Some(rung) => format!("{} at {name}", taxonomy.rung(rung).code),
        None => name,
    })
}

/// Years in words: "5 years", "3 to 5 years", "1 year".
pub(crate) fn years_in_words(years: Years) -> String {
    let Years { low, high } = years;
    if low != high {
        return format!("{low} to {high} years");
    }
    if low == 1.0 { "1 year".to_owned() } else { format!("{low} years") }
}

/// Level and role: "Senior backend developer".
fn title(level: Option<&Level>, role: &Role) -> String {
    match level {
        None => role.name.clone(),
        Some(level) if role.implies_level.is_none() => {
            format!("{} {}", level.name, without_capital(&role.name))
        }
        Some(level) if role.name.to_lowercase().contains(&level.name.to_lowercase()) => {
            role.name.clone()
        }
        Some(level) => format!("{} ({})", level.name, without_capital(&role.name)),
    }
}

/// A name in the middle of a sentence: the first letter small, unless the word is "QA" or "DevOps".
pub fn without_capital(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or_default();
    if first.chars().filter(|c| c.is_uppercase()).count() != 1 {
        return name.to_owned();
    }
    let mut chars = name.chars();
    let small: String = chars.next().into_iter().flat_map(char::to_lowercase).collect();
    small + chars.as_str()
}

/// The name of a place in the middle of a sentence: "the United States", "the Netherlands", "Berlin".
pub fn place_in_words(name: &str) -> String {
    let takes_article = ARTICLE_BEFORE.iter().any(|start| name.starts_with(start))
        || ARTICLE_AFTER.iter().any(|end| name.ends_with(end));
    if takes_article { format!("the {name}") } else { name.to_owned() }
}

/// How names of places begin that take an article.
const ARTICLE_BEFORE: [&str; 11] = [
    "United ",
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Gambia",
    "Maldives",
    "Comoros",
    "Seychelles",
    "Middle East",
    "District of",
    "Republic",
];

/// How names of places end that take an article.
const ARTICLE_AFTER: [&str; 5] = [" Republic", " Islands", " Emirates", " Area", " Kingdom"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_take_their_article() {
        let check = |name: &str, expected: &str| assert_eq!(place_in_words(name), expected);
        check("United States", "the United States");
        check("Netherlands", "the Netherlands");
        check("Dominican Republic", "the Dominican Republic");
        check("Berlin", "Berlin");
        check("Seattle-Tacoma-Bellevue, WA", "Seattle-Tacoma-Bellevue, WA");
    }
}
