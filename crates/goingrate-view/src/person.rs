//! Whose pay it is, in the middle of a sentence: "a senior backend developer with Rust in Seattle".

use goingrate_units::{
    Engagement, Ladder, Level, Place, PlaceKind, Profile, Role, Taxonomy, place_in_words,
    without_capital,
};

use crate::{names, words};

/// A person of a profile: "a senior backend developer with Rust at Google in Seattle". An official
/// occupation has a name for many: "senior software developers in Seattle".
pub fn person(profile: &Profile, t: &Taxonomy) -> String {
    let level = profile.level.map(|id| t.level(id));
    let title = engaged(profile.engagement, &title(level, t.role(profile.role)));
    let title = if is_for_many(t.role(profile.role)) { title } else { with_article(&title) };
    let parts = [Some(title), with(profile, t), employer(profile, t), Some(place(profile, t))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Whether a role's name is one of many people: "Software developers".
pub fn is_for_many(role: &Role) -> bool {
    role.soc.is_some() && role.name.contains('s')
}

/// A place as people call it: "Seattle", "the United States".
pub fn place_name(place: &Place) -> String {
    match place.kind {
        PlaceKind::Metro => city(place).to_owned(),
        PlaceKind::World => "the world".to_owned(),
        _ => place_in_words(&place.name),
    }
}

/// The city that an area is called by: "Seattle" of "Seattle-Tacoma-Bellevue, WA", but "Winston-Salem":
/// the shortest start of its title that is a word for it.
fn city(place: &Place) -> &str {
    let title = place.name.split(',').next().unwrap_or(&place.name);
    let starts = title.match_indices('-').map(|(end, _)| &title[..end]);
    let is_word = |start: &&str| place.synonyms.contains(&start.to_lowercase());
    starts.into_iter().find(is_word).unwrap_or(title)
}

/// "senior backend developer", "engineering manager", "director (engineering manager)".
fn title(level: Option<&Level>, role: &Role) -> String {
    let name = without_capital(&role.name);
    let Some(level) = level else { return name };
    let leads = level.ladder == Ladder::Management && level.rank > 0;
    match (&role.implies_level, leads) {
        (Some(_), _) if name.to_lowercase().contains(&level.name.to_lowercase()) => name,
        (None, false) => format!("{} {name}", level.name.to_lowercase()),
        _ => format!("{} ({name})", level.name.to_lowercase()),
    }
}

fn engaged(engagement: Engagement, title: &str) -> String {
    match engagement {
        Engagement::Employee => title.to_owned(),
        Engagement::Freelance => format!("freelance {title}"),
        Engagement::Agency => format!("{title} of an agency"),
        Engagement::DedicatedTeam => format!("{title} in a dedicated team"),
    }
}

/// "with Rust and 5 years of experience".
fn with(profile: &Profile, t: &Taxonomy) -> Option<String> {
    let skills = profile.skills.iter().map(|&id| t.skill(id).name.clone());
    let years = profile.years.map(|of| format!("{} of experience", names::years(of)));
    let all: Vec<String> = skills.chain(years).collect();
    (!all.is_empty()).then(|| format!("with {}", words::list(&all)))
}

/// "at Google (L5)", "at a product company".
fn employer(profile: &Profile, t: &Taxonomy) -> Option<String> {
    let rung = profile.rung.map(|id| format!(" ({})", t.rung(id).code)).unwrap_or_default();
    let named = profile.employer.map(|id| format!("at {}{rung}", t.employer(id).name));
    let tier = || profile.tier.map(|id| kind(&t.tier(id).name));
    named.or_else(tier)
}

/// "at a product company"; "remote for a foreign client" is no place to be at.
fn kind(name: &str) -> String {
    let name = without_capital(name);
    if name.starts_with("remote") { name } else { format!("at {}", with_article(&name)) }
}

/// "in Seattle (banking)", "who works remotely in the United States".
fn place(profile: &Profile, t: &Taxonomy) -> String {
    let place = t.place(profile.place);
    let industry = profile.industry.map(|id| without_capital(&t.industry(id).everyday));
    let industry = industry.map(|name| format!(" ({name})")).unwrap_or_default();
    let above = place.parent.filter(|_| place.kind == PlaceKind::Remote).map(|id| t.place(id));
    match above {
        Some(country) => format!("working remotely in {}{industry}", place_name(country)),
        None => format!("in {}{industry}", place_name(place)),
    }
}

/// "a backend developer", "an AI engineer", "an SRE".
pub fn with_article(text: &str) -> String {
    let mut letters = text.chars();
    let (first, second) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
    let is_spelt = first.is_uppercase() && second.is_uppercase();
    let vowels = if is_spelt { "AEFHILMNORSX" } else { "aeioAEIO" };
    if vowels.contains(first) { format!("an {text}") } else { format!("a {text}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use goingrate::data;
    use goingrate_units::parse;

    #[test]
    fn people_are_told_of_in_a_sentence() {
        let words = Taxonomy::read(&data::TAXONOMY).unwrap();
        let day = "2026-11-22".parse().unwrap();
        let check = |text: &str, expected: &str| {
            let profile = parse::profile(text, &words, day).unwrap().profile;
            assert_eq!(person(&profile, &words), expected);
        };
        check("senior backend, Seattle", "a senior backend developer in Seattle");
        check("backend, Winston-Salem", "a backend developer in Winston-Salem");
        check(
            "senior backend, Seattle, Rust, Kafka",
            "a senior backend developer with Rust and Kafka in Seattle",
        );
        check("QA", "a QA engineer in the United States");
        check("AI engineer, Netherlands", "an AI engineer in the Netherlands");
        check("freelance python, London", "a freelance backend developer with Python in London");
        check(
            "senior software engineer, Google, Seattle",
            "senior software developers at Google in Seattle",
        );
        check("engineering manager, Berlin", "an engineering manager in Berlin");
        check("senior backend, Berlin, banking", "a senior backend developer in Berlin (banking)");
    }
}
