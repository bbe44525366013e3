//! What may be meant by what somebody is typing: words of all lists that begin so, nearest first.

use goingrate::ask::words as words_of;
use goingrate::request::{ListWord, WordsRequest};
use goingrate_view::questions::Asking;
use serde::Serialize;

/// No more are shown: a list that is read at a glance.
const MOST: usize = 6;

/// A word that may be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// All of the text with the word in place of what was being typed.
    pub text: String,
    /// The word.
    pub word: String,
    /// What it is: "place".
    pub kind: &'static str,
    /// What it lies in, of places, or the other name that was typed.
    pub about: Option<String>,
}

/// The lists, in the order in which a question usually names them, and what their words are.
const LISTS: [(ListWord, &str); 6] = [
    (ListWord::Roles, "role"),
    (ListWord::Levels, "level"),
    (ListWord::Places, "place"),
    (ListWord::Skills, "skill"),
    (ListWord::Industries, "industry"),
    (ListWord::Employers, "employer"),
];

/// The words that may be meant by the end of a text. The longest end that some word begins with counts:
/// "senior backend in San F" is completed at "San F", not at "F".
pub fn words(asking: &Asking, text: &str) -> Vec<Suggestion> {
    let text: String = text.chars().take(500).collect();
    let starts = ends(&text);
    starts
        .into_iter()
        .map(|at| beginning(asking, &text, at))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Where the last three, two and one words of the last phrase begin, in bytes.
fn ends(text: &str) -> Vec<usize> {
    let phrase = text.rfind([',', ';']).map_or(0, |comma| comma + 1);
    let mut starts: Vec<usize> = Vec::new();
    let mut before = ' ';
    for (at, letter) in text[phrase..].char_indices() {
        if before == ' ' && letter != ' ' {
            starts.push(phrase + at);
        }
        before = letter;
    }
    // A word is finished by a blank: then nothing is being typed.
    if before == ' ' {
        return Vec::new();
    }
    starts.into_iter().rev().take(3).rev().collect()
}

fn beginning(asking: &Asking, text: &str, at: usize) -> Vec<Suggestion> {
    let (before, typed) = text.split_at(at);
    let shortest = if !typed.is_ascii() { 1 } else { 2 };
    if typed.chars().count() < shortest {
        return Vec::new();
    }
    let mut found: Vec<(bool, Suggestion)> = Vec::new();
    for (list, kind) in LISTS {
        let request = WordsRequest { list, prefix: typed.to_owned(), limit: MOST };
        for word in words_of(asking.going_rate, &request).unwrap_or_default() {
            let about = word.also.filter(|also| *also != word.name).or(word.within);
            let begins = word.name.to_lowercase().starts_with(&typed.to_lowercase());
            let text = format!("{before}{}", word.name);
            found.push((!begins, Suggestion { text, word: word.name, kind, about }));
        }
    }
    // Names that begin as it was typed come before other names; lists keep their order.
    found.sort_by_key(|(other, _)| *other);
    found.into_iter().map(|(_, suggestion)| suggestion).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_are_being_typed() {
        assert_eq!(ends("senior backend, San F"), [16, 20]);
        assert_eq!(ends("a b c d"), [2, 4, 6]);
        assert_eq!(ends("senior "), Vec::<usize>::new());
        assert_eq!(ends(""), Vec::<usize>::new());
    }
}
