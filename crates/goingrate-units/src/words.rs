//! Text to tokens: the one way in which words are cut and folded, for the vocabulary as it is read
//! and for the questions that are put to it, so that "Back-End" and "back end" are the same.

use std::borrow::Cow;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The word, folded: lower case, without apostrophes and closing dots.
    pub word: String,
    /// The word as it was written.
    pub written: String,
    /// Which of the comma-separated chunks it stands in, from 0.
    pub chunk: usize,
}

impl Token {
    /// Whether it was written as two capital letters, as codes of states are.
    pub fn is_capital_pair(&self) -> bool {
        self.written.len() == 2 && self.written.bytes().all(|b| b.is_ascii_uppercase())
    }
}

/// The tokens of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    each_piece(text, |chunk, piece| {
        let mut word = String::with_capacity(piece.len());
        fold(piece, &mut word);
        if !word.is_empty() {
            tokens.push(Token { word, written: piece.to_owned(), chunk });
        }
    });
    tokens
}

/// The key under which a phrase is kept in the vocabulary.
pub(crate) fn key(phrase: &str) -> String {
    let mut key = String::with_capacity(phrase.len());
    each_piece(phrase, |_, piece| {
        let before = key.len();
        if before > 0 {
            key.push(' ');
        }
        let start = key.len();
        fold(piece, &mut key);
        if key.len() == start {
            key.truncate(before);
        }
    });
    key
}

/// Every piece of a text, with the number of its chunk: words, cut at hyphens and slashes, but
/// figures ("3-5", "2026-10") stay whole.
fn each_piece(text: &str, mut take: impl FnMut(usize, &str)) {
    const CHUNKS: [char; 9] = [',', ';', '|', '(', ')', '[', ']', '·', '\n'];
    for (chunk, words) in text.split(CHUNKS).enumerate() {
        for word in words.split_whitespace() {
            let word = plain_hyphens(word);
            if is_figure(&word) {
                take(chunk, &word);
            } else {
                word.split(['-', '/', '_', '"', '“', '”']).for_each(|piece| take(chunk, piece));
            }
        }
    }
}

/// The names in a list: cut at commas, `;` and `|`, except in brackets, so that a name may hold a
/// list of its own: "Rust, AI services (LLM APIs, vector stores)" are two.
///
/// ```
/// use goingrate_units::parse::listed;
/// let names: Vec<&str> = listed("Rust, AI services (LLM APIs, retrieval); Go").collect();
/// assert_eq!(names, ["Rust", "AI services (LLM APIs, retrieval)", "Go"]);
/// ```
pub fn listed(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0usize;
    let parts = text.split(move |c: char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ',' | ';' | '|')
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

fn plain_hyphens(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.replace(['–', '—', '‑', '−'], "-"))
}

/// Whether a word starts as a figure does.
pub(crate) fn is_figure(word: &str) -> bool {
    word.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit())
}

/// Adds a piece in small letters, without apostrophes and closing dots.
fn fold(piece: &str, to: &mut String) {
    let piece = piece.trim_end_matches(['.', ':', '!', '?', '…']);
    let piece = piece.trim_matches(['\'', '’', '`', '*']);
    for c in piece.chars().filter(|c| !matches!(c, '\'' | '’')) {
        match c.is_ascii() {
            true => to.push(c.to_ascii_lowercase()),
            false => to.extend(c.to_lowercase()),
        }
    }
}

/// Words with capital letters: "washington state" to "Washington State".
pub(crate) fn titled(words: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
        first + chars.as_str()
    };
    words.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
