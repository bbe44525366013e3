//! Mentions of places to the one place that is meant, or an error that lists the candidates.

use super::meaning::{Candidate, Meaning, Mention};
use crate::taxonomy::Entry;
use crate::words::{key, titled};
use crate::{PlaceId, PlaceKind, Problem, Taxonomy};

/// The one place that all mentions agree on, with the city that stands for it; `None` without
/// mentions. A place and one around it ("Portland, Oregon") agree on the inner one.
pub(super) fn resolve<'m>(
    mentions: impl Iterator<Item = &'m Mention>,
    taxonomy: &Taxonomy,
) -> Result<Option<(PlaceId, Option<&'m str>)>, Problem> {
    let places: Vec<(&str, &[Candidate])> = mentions.filter_map(candidates).collect();
    let agreed = agreed(&places, taxonomy);
    match agreed.as_slice() {
        _ if places.is_empty() => Ok(None),
        [] => Err(two_places(&places, taxonomy)),
        [(words, only)] => Ok(Some((only.place, only.city.then_some(*words)))),
        _ => Err(ambiguous(&places, &agreed, taxonomy)),
    }
}

fn candidates(mention: &Mention) -> Option<(&str, &[Candidate])> {
    match &mention.meaning {
        Meaning::Place(candidates) => Some((&mention.words, candidates)),
        _ => None,
    }
}

/// The candidates that lie in some candidate of every mention, each once.
fn agreed<'m>(
    places: &[(&'m str, &[Candidate])],
    taxonomy: &Taxonomy,
) -> Vec<(&'m str, Candidate)> {
    let around = |inner: PlaceId, list: &[Candidate]| {
        list.iter().any(|outer| taxonomy.contains(outer.place, inner))
    };
    let mut agreed: Vec<(&str, Candidate)> = Vec::new();
    for &(words, list) in places {
        for &candidate in list {
            let fits = places.iter().all(|&(_, other)| around(candidate.place, other));
            if fits && !agreed.iter().any(|(_, known)| known.place == candidate.place) {
                agreed.push((words, candidate));
            }
        }
    }
    agreed
}

fn two_places(places: &[(&str, &[Candidate])], taxonomy: &Taxonomy) -> Problem {
    let names: Vec<String> =
        places.iter().map(|(words, list)| named(words, list, taxonomy)).collect();
    let words: Vec<&str> = places.iter().map(|(words, _)| *words).collect();
    Problem::of("place", &words.join(", "), format!("two places: {}", names.join(" and ")))
        .hint("a question is about one place; to see two, compare them")
}

fn named(words: &str, list: &[Candidate], taxonomy: &Taxonomy) -> String {
    let names: Vec<&str> = list.iter().map(|c| taxonomy.place(c.place).name.as_str()).collect();
    format!("{words} ({})", names.join(" or "))
}

fn ambiguous(
    places: &[(&str, &[Candidate])],
    agreed: &[(&str, Candidate)],
    taxonomy: &Taxonomy,
) -> Problem {
    let words: Vec<&str> = places.iter().map(|(words, _)| *words).collect();
    let list: Vec<String> = agreed
        .iter()
        .map(|(words, candidate)| {
            let name = &taxonomy.place(candidate.place).name;
            format!("{name} (write {:?})", writing(words, *candidate, taxonomy))
        })
        .collect();
    let reason = format!("can mean {} places", list.len());
    Problem::of("place", &words.join(", "), reason).nearest(list)
}

/// How to write a candidate of an ambiguous word so that it is the only one.
pub(super) fn writing(words: &str, candidate: Candidate, taxonomy: &Taxonomy) -> String {
    let place = taxonomy.place(candidate.place);
    let above = place.parent.map_or("", |id| &taxonomy.place(id).name);
    match place.kind {
        _ if candidate.city => format!("{words}, {}", place.name),
        PlaceKind::Metro if place.states.is_empty() => {
            let country = taxonomy.country(candidate.place).map(|id| &taxonomy.place(id).name);
            format!("{words}, {}", country.unwrap_or(&place.name))
        }
        PlaceKind::Metro => match place.parent.map(|id| taxonomy.place(id)) {
            Some(state) => format!("{words}, {}", code(&state.slug)),
            None => place.name.clone(),
        },
        _ => match own_word(candidate.place, taxonomy) {
            Some(word) => word,
            None => format!("{}, {above}", place.name),
        },
    }
}

/// A word of a place that means nothing else; its slug does not count as one.
fn own_word(id: PlaceId, taxonomy: &Taxonomy) -> Option<String> {
    let place = taxonomy.place(id);
    let own = |word: &&String| {
        **word != place.slug && taxonomy.index.meanings(&key(word)) == [Entry::Place(id)]
    };
    place.synonyms.iter().find(own).map(|word| titled(word))
}

/// The code of a state, from its slug: `us-wa` to `WA`.
fn code(slug: &str) -> String {
    slug.rsplit('-').next().unwrap_or(slug).to_ascii_uppercase()
}
