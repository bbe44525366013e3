//! Mentions of places to the one place that is meant, or an error that lists the candidates.

use super::meaning::{Candidate, Meaning, Mention};
use crate::taxonomy::Entry;
use crate::words::{key, titled};
use crate::{PlaceId, PlaceKind, Problem, Taxonomy};

/// The one place that mentions agree on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resolved<'m> {
    /// The place.
    pub place: PlaceId,
    /// The city that stands for it, as it was written.
    pub city: Option<&'m str>,
    /// The word, where others have the same name and this one is by far the likeliest.
    pub likeliest: Option<&'m str>,
    /// Others of the same name, each with how to write it.
    pub others: Vec<String>,
    /// The words that name it.
    words: &'m str,
    /// The state that a mention of its own names.
    beside: Option<PlaceId>,
}

impl Resolved<'_> {
    /// The state that is written beside it: the place may reach into several.
    pub fn state(&self, taxonomy: &Taxonomy) -> Option<PlaceId> {
        self.beside.or_else(|| state_of_town(self.words, self.place, taxonomy))
    }
}

/// How many times as many people must live in a place as in any other of its name, to be meant by it.
const BY_FAR: u32 = 5;

/// A mention of a place: its words and what they can mean.
type Named<'m> = (&'m str, &'m [Candidate]);

/// The one place that all mentions agree on; `None` without mentions. A place and one around it
/// ("Portland, Oregon") agree on the inner one. Work from anywhere is a place only where no other is
/// named.
pub(super) fn resolve<'m>(
    mentions: impl Iterator<Item = &'m Mention>,
    taxonomy: &Taxonomy,
) -> Result<Option<Resolved<'m>>, Problem> {
    let mut places: Vec<Named> = mentions.filter_map(candidates).collect();
    if places.iter().any(|named| !is_remote(named, taxonomy)) {
        places.retain(|named| !is_remote(named, taxonomy));
    }
    let agreed = agreed(&places, taxonomy);
    match agreed.as_slice() {
        _ if places.is_empty() => Ok(None),
        [] => Err(two_places(&places, taxonomy)),
        [(words, only)] => Ok(Some(resolved(words, *only, &places, taxonomy))),
        several => match likeliest(several, taxonomy) {
            Some(&(words, likely)) => {
                let others = several.iter().filter(|(_, other)| other.place != likely.place);
                let others =
                    others.map(|&(words, other)| writing(words, other, taxonomy)).collect();
                let found = resolved(words, likely, &places, taxonomy);
                Ok(Some(Resolved { likeliest: Some(words), others, ..found }))
            }
            None => Err(ambiguous(&places, &agreed, taxonomy)),
        },
    }
}

fn resolved<'m>(
    words: &'m str,
    candidate: Candidate,
    places: &[Named<'m>],
    taxonomy: &Taxonomy,
) -> Resolved<'m> {
    let place = candidate.place;
    let beside = places.iter().find_map(|(_, list)| match list {
        [only] if taxonomy.place(only.place).kind == PlaceKind::State && only.place != place => {
            Some(only.place)
        }
        _ => None,
    });
    let city = candidate.city.then_some(words);
    Resolved { place, city, likeliest: None, others: Vec::new(), words, beside }
}

/// The state of a town of an area that reaches into several, by how the town is written.
fn state_of_town(words: &str, place: PlaceId, taxonomy: &Taxonomy) -> Option<PlaceId> {
    let area = taxonomy.place(place);
    let written = taxonomy.written.get(&format!("{} {}", area.slug, key(words)))?;
    let code = written.rsplit(' ').next()?.to_lowercase();
    let states = taxonomy.index.state_codes.get(&code)?;
    states.iter().copied().find(|state| area.states.contains(state))
}

/// Whether a mention says that the work is done from anywhere.
fn is_remote((_, list): &Named, taxonomy: &Taxonomy) -> bool {
    list.iter().all(|candidate| taxonomy.place(candidate.place).kind == PlaceKind::Remote)
}

/// The candidate that is meant where nobody says which: the one that the list of places names, or the
/// town that is larger than any other by far.
fn likeliest<'a, 'm>(
    agreed: &'a [(&'m str, Candidate)],
    taxonomy: &Taxonomy,
) -> Option<&'a (&'m str, Candidate)> {
    let named = agreed
        .iter()
        .find(|(words, candidate)| taxonomy.likelier.get(&key(words)) == Some(&candidate.place));
    named.or_else(|| {
        let largest = agreed.iter().max_by_key(|(_, candidate)| candidate.people)?;
        let others = agreed.iter().filter(|(_, other)| other.place != largest.1.place);
        let by_far = |(_, other): &(&str, Candidate)| {
            other.people > 0 && largest.1.people / BY_FAR >= other.people
        };
        others.into_iter().all(by_far).then_some(largest)
    })
}

fn candidates(mention: &Mention) -> Option<Named<'_>> {
    match &mention.meaning {
        Meaning::Place(candidates) => Some((&mention.words, candidates)),
        _ => None,
    }
}

/// The candidates that lie in some candidate of every mention, each once, the innermost alone.
fn agreed<'m>(places: &[Named<'m>], taxonomy: &Taxonomy) -> Vec<(&'m str, Candidate)> {
    let around = |inner: PlaceId, list: &[Candidate]| {
        list.iter().any(|outer| taxonomy.contains(outer.place, inner))
    };
    let mut agreed: Vec<(&str, Candidate)> = Vec::new();
    for (at, &(words, list)) in places.iter().enumerate() {
        for &candidate in list {
            let fits = places.iter().all(|&(_, other)| around(candidate.place, other));
            let others = || places.iter().enumerate().filter(|(place, _)| *place != at);
            let beside = || others().any(|(_, (_, other))| around(candidate.place, other));
            let known = agreed.iter().any(|(_, known)| known.place == candidate.place);
            if fits && !known && (!candidate.needs_place || beside()) {
                agreed.push((words, candidate));
            }
        }
    }
    let places: Vec<PlaceId> = agreed.iter().map(|(_, candidate)| candidate.place).collect();
    agreed.retain(|(_, outer)| {
        !places.iter().any(|&inner| inner != outer.place && taxonomy.contains(outer.place, inner))
    });
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
    let mut names: Vec<&str> = list.iter().map(|c| taxonomy.place(c.place).name.as_str()).collect();
    names.dedup();
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
    let own = taxonomy.written.get(&format!("{} {}", place.slug, key(words)));
    let words = if words == words.to_lowercase() { titled(words) } else { words.to_owned() };
    match place.kind {
        _ if own.is_some() => own.cloned().unwrap_or_default(),
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
