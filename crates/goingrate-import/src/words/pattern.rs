//! Patterns of words, by which titles, levels and details are read.
//!
//! A pattern is one or more words, which must stand in the text next to each other in this order;
//! `^` is the start of the text and `$` its end; `a & b` needs both anywhere; `a | b` is either.
//! Texts are folded: small letters, no hyphens, slashes, brackets or dots at the end of words.

/// Alternatives (`a | b`), each of phrases that must all be there (`a & b`), each of words in a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern(Vec<Vec<Vec<String>>>);

impl Pattern {
    fn read(text: &str) -> Pattern {
        let phrase = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let all = |text: &str| text.split('&').map(phrase).collect();
        Pattern(text.split('|').map(all).collect())
    }

    /// A pattern, unless it would match everything.
    pub(crate) fn checked(text: &str) -> Option<Pattern> {
        Some(Pattern::read(text)).filter(|pattern| !pattern.is_empty())
    }

    pub(crate) fn matches(&self, words: &[String]) -> bool {
        let there = |phrase: &Vec<String>| words.windows(phrase.len()).any(|part| part == phrase);
        self.0.iter().any(|phrases| phrases.iter().all(there))
    }

    fn is_empty(&self) -> bool {
        self.0.iter().any(|phrases| phrases.iter().any(Vec::is_empty))
    }
}

/// The words of a title between the marks of its start and end.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = vec!["^".to_owned()];
    let apart = |c: char| !(c.is_alphanumeric() || matches!(c, '+' | '#' | '.' | '\'' | '’'));
    for piece in text.split(apart) {
        let piece = piece.trim_end_matches('.').replace(['\'', '’'], "").to_lowercase();
        if !piece.is_empty() {
            words.push(piece);
        }
    }
    words.push("$".to_owned());
    words
}

/// A name by its words: "JPMorgan  Chase" and "jpmorgan chase" are the same.
pub(crate) fn folded(name: &str) -> String {
    let words = words(name);
    words[1..words.len() - 1].join(" ")
}
