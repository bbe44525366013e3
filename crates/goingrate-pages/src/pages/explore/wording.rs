//! A profile in words: what has to be typed to ask for it. Names that mean several things are written in another
//! of their ways, until what is read is what was meant.

use goingrate::units::{Component, Date, Engagement, Profile, Taxonomy};
use goingrate_view::names;

/// A part of a question: the ways in which it may be written, the plainest first.
pub type Ways = Vec<String>;

/// The parts of a profile, each in the ways in which it may be written.
pub fn parts(profile: &Profile, t: &Taxonomy, today: Date) -> Vec<Ways> {
    let role = t.role(profile.role);
    let mut parts = Vec::new();
    match profile.rung {
        Some(rung) => parts.push(vec![t.rung(rung).code.clone()]),
        None => parts.extend(profile.level.map(|id| {
            let level = t.level(id);
            vec![level.name.clone(), level.slug.clone()]
        })),
    }
    parts.push(ways(&role.name, &role.slug, &role.synonyms));
    parts.extend(profile.years.map(|years| vec![names::years(years)]));
    parts.extend(profile.skills.iter().map(|&id| {
        let skill = t.skill(id);
        ways(&skill.name, &skill.slug, &skill.synonyms)
    }));
    parts.extend(profile.industry.map(|id| {
        let industry = t.industry(id);
        let mut all = ways(&industry.everyday, &industry.slug, &industry.synonyms);
        all.insert(1, industry.name.clone());
        all
    }));
    parts.extend(profile.tier.map(|id| {
        let tier = t.tier(id);
        ways(&tier.name, &tier.slug, &tier.synonyms)
    }));
    parts.extend(profile.employer.map(|id| {
        let employer = t.employer(id);
        let mut all = ways(&employer.name, &employer.slug, &employer.synonyms);
        all.insert(0, format!("at {}", employer.name));
        all
    }));
    parts.extend(place(profile, t));
    parts.extend(engagement(profile));
    let is_past = profile.as_of != today;
    parts.extend(is_past.then(|| vec![profile.as_of.to_string()]));
    parts
}

/// The place, if it is not the one that a question without a place is about.
fn place(profile: &Profile, t: &Taxonomy) -> Option<Ways> {
    let place = t.place(profile.place);
    (profile.place != t.default_place).then(|| ways(&place.name, &place.slug, &place.synonyms))
}

/// How the work is engaged and which part of pay is meant, where that is not what is usual.
fn engagement(profile: &Profile) -> impl Iterator<Item = Ways> + use<> {
    let employed = profile.engagement == Engagement::Employee;
    let usual = if employed { Component::BaseSalary } else { Component::HourlyRate };
    let engagement = (!employed).then(|| vec![profile.engagement.name().to_owned()]);
    let component = (profile.component != usual).then(|| vec![profile.component.name().to_owned()]);
    engagement.into_iter().chain(component)
}

fn ways(name: &str, slug: &str, synonyms: &[String]) -> Ways {
    let mut all = vec![name.to_owned(), slug.to_owned()];
    all.extend(synonyms.iter().take(4).cloned());
    all
}

/// The first writing that fits: all parts in their plainest way, or one of them in another.
pub fn first_that_fits(parts: &[Ways], fits: impl Fn(&str) -> bool) -> Option<String> {
    let plain: Vec<&str> =
        parts.iter().filter_map(|ways| ways.first()).map(String::as_str).collect();
    let written = |words: &[&str]| words.join(", ");
    let first = written(&plain);
    if fits(&first) {
        return Some(first);
    }
    parts.iter().enumerate().find_map(|(at, ways)| {
        ways.iter().skip(1).find_map(|way| {
            let mut words = plain.clone();
            *words.get_mut(at)? = way;
            let text = written(&words);
            fits(&text).then_some(text)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_is_written_otherwise_until_it_fits() {
        let ways = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Ways>();
        let parts = [ways(&["senior"]), ways(&["Georgia", "ge", "republic of georgia"])];
        let fits = |text: &str| text.contains("republic");
        assert_eq!(first_that_fits(&parts, fits).as_deref(), Some("senior, republic of georgia"));
        assert_eq!(first_that_fits(&parts, |_| false), None);
        assert_eq!(first_that_fits(&parts, |_| true).as_deref(), Some("senior, Georgia"));
    }
}
