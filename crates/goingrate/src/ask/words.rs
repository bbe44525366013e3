//! The words that questions are asked in, by how they begin: what an interface suggests while somebody
//! types.

use goingrate_units::{PlaceId, Problem, Taxonomy};

use crate::GoingRate;
use crate::request::{ListWord, WordsRequest};

/// No more words are given.
const MOST: usize = 100;

/// A word of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordAnswer {
    /// Its name, which questions understand.
    pub name: String,
    /// Its key in data and answers.
    pub key: String,
    /// Another name of it, where that is what begins as it was typed.
    pub also: Option<String>,
    /// What it lies in, of places: "Washington, United States".
    pub within: Option<String>,
}

/// How well a word begins as it was typed; a better one comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Name,
    Key,
    OtherName,
    LaterWord,
}

/// A word of the taxonomy with its other names.
struct Entry<'t> {
    name: &'t str,
    key: &'t str,
    others: &'t [String],
}

/// The words of a list that begin as somebody has typed: those whose name does first, then those that have
/// another name that does, then those of which a later word of the name does; each in the order of its
/// list.
///
/// # Errors
/// When more words are asked for than are given (field `limit`).
///
/// ```
/// use goingrate::GoingRate;
/// use goingrate::ask::words;
/// use goingrate::request::{ListWord, WordsRequest};
///
/// let going_rate = GoingRate::open()?;
/// let request = WordsRequest { list: ListWord::Places, prefix: "seat".into(), limit: 3 };
/// assert!(words(&going_rate, &request)?[0].name.starts_with("Seattle"));
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn words(going_rate: &GoingRate, request: &WordsRequest) -> Result<Vec<WordAnswer>, Problem> {
    if !(1..=MOST).contains(&request.limit) {
        let what = format!("is not 1 to {MOST} words");
        return Err(Problem::of("limit", &request.limit.to_string(), what));
    }
    let words = &going_rate.taxonomy;
    let prefix: Vec<char> = request.prefix.trim().to_lowercase().chars().collect();
    let mut found: Vec<(Fit, Entry<'_>, Option<&str>)> = entries(words, request.list)
        .filter_map(|entry| fit(&entry, &prefix).map(|(fit, also)| (fit, entry, also)))
        .collect();
    // Entries keep the order of their list within a fit: the sort is stable.
    found.sort_by_key(|(fit, _, _)| *fit);
    found.truncate(request.limit);
    let is_place = request.list == ListWord::Places;
    let place = |key: &str| is_place.then(|| words.place_of(key)).flatten();
    let answer = |(_, entry, also): (Fit, Entry<'_>, Option<&str>)| WordAnswer {
        name: entry.name.to_owned(),
        key: entry.key.to_owned(),
        also: also.map(str::to_owned),
        within: place(entry.key).and_then(|place| within(place, words)),
    };
    Ok(found.into_iter().map(answer).collect())
}

fn entries(words: &Taxonomy, list: ListWord) -> Box<dyn Iterator<Item = Entry<'_>> + '_> {
    match list {
        ListWord::Roles => {
            Box::new(words.roles.iter().map(|one| entry(&one.name, &one.slug, &one.synonyms)))
        }
        ListWord::Levels => {
            Box::new(words.levels.iter().map(|one| entry(&one.name, &one.slug, &one.synonyms)))
        }
        ListWord::Skills => {
            Box::new(words.skills.iter().map(|one| entry(&one.name, &one.slug, &one.synonyms)))
        }
        ListWord::Industries => {
            Box::new(words.industries.iter().map(|one| entry(&one.name, &one.slug, &one.synonyms)))
        }
        ListWord::Employers => {
            Box::new(words.employers.iter().map(|one| entry(&one.name, &one.slug, &one.synonyms)))
        }
        ListWord::Places => {
            Box::new(words.places.iter().map(|one| entry(&one.name, &one.slug, &one.synonyms)))
        }
    }
}

fn entry<'t>(name: &'t str, key: &'t str, others: &'t [String]) -> Entry<'t> {
    Entry { name, key, others }
}

/// How an entry begins as it was typed, and the other name that does.
fn fit<'t>(entry: &Entry<'t>, prefix: &[char]) -> Option<(Fit, Option<&'t str>)> {
    if begins(entry.name, prefix) {
        return Some((Fit::Name, None));
    }
    if begins(entry.key, prefix) {
        return Some((Fit::Key, None));
    }
    if let Some(other) = entry.others.iter().find(|other| begins(other, prefix)) {
        return Some((Fit::OtherName, Some(other)));
    }
    let mut later = entry.name.split([' ', '-', '/', '(']).skip(1);
    later.any(|word| begins(word, prefix)).then_some((Fit::LaterWord, None))
}

/// Whether a text begins with characters in small letters.
fn begins(text: &str, prefix: &[char]) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    prefix.iter().all(|&wanted| letters.next() == Some(wanted))
}

/// What a place lies in, from the next larger place to the country.
fn within(place: PlaceId, words: &Taxonomy) -> Option<String> {
    let parent = |of: &PlaceId| words.place(*of).parent;
    let above = std::iter::successors(parent(&place), parent);
    let named = above.filter(|of| words.place(*of).parent.is_some());
    let names: Vec<&str> = named.map(|of| words.place(of).name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
