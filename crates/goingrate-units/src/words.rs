//! Text to tokens: the one way in which words are cut and folded, for the vocabulary as it is read
//! and for the questions that are put to it, so that "Back-End" and "back end" are the same.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The word, folded: lower case, without apostrophes and closing dots.
    pub word: String,
    /// The word as it was written.
    pub written: String,
    /// Which of the comma-separated chunks it stands in, from 0.
    pub chunk: usize,
    /// Whether a hyphen joins it to the token before it.
    pub hyphen: bool,
    /// Whether a slash does.
    pub slash: bool,
}

impl Token {
    /// Whether it was written as two capital letters, as codes of states are.
    pub fn is_capital_pair(&self) -> bool {
        self.written.len() == 2 && self.is_code()
    }

    /// Whether it was written as two or three capital letters, as codes of regions are.
    pub fn is_code(&self) -> bool {
        matches!(self.written.len(), 2 | 3) && self.written.bytes().all(|b| b.is_ascii_uppercase())
    }

    /// Whether it holds a letter or a figure: what does not is a sign that says nothing.
    pub fn is_word(&self) -> bool {
        self.word.chars().any(char::is_alphanumeric)
    }
}

/// The tokens of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    each_piece(text, |chunk, piece, joint| {
        let mut word = String::with_capacity(piece.len());
        fold(piece, &mut word);
        if !word.is_empty() {
            let (hyphen, slash) = (joint == Some('-'), joint == Some('/'));
            tokens.push(Token { word, written: piece.to_owned(), chunk, hyphen, slash });
        }
    });
    tokens
}

/// The key under which a phrase is kept in the vocabulary.
pub(crate) fn key(phrase: &str) -> String {
    // Nearly all words of the vocabulary are plain letters: nothing is cut or folded in them.
    let is_plain = |b: u8| b.is_ascii_alphabetic() || b == b' ';
    if phrase.bytes().all(is_plain) && !phrase.contains("  ") && phrase.trim() == phrase {
        return phrase.to_ascii_lowercase();
    }
    let mut key = String::with_capacity(phrase.len());
    each_piece(phrase, |_, piece, _| {
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

/// Every piece of a text, with the number of its chunk and the sign that joins it to the piece before it:
/// words, cut at hyphens, slashes and colons, but figures ("3-5", "2026-10") stay whole.
fn each_piece(text: &str, mut take: impl FnMut(usize, &str, Option<char>)) {
    for (chunk, words) in chunks(text).enumerate() {
        for word in words.split_whitespace() {
            let word = plain_hyphens(word);
            if is_figure(&word) {
                take(chunk, &word, None);
                continue;
            }
            let mut joint = None;
            for piece in word.split_inclusive(BREAKS) {
                take(chunk, piece.trim_end_matches(BREAKS), joint);
                joint = piece.chars().next_back();
            }
        }
    }
}

/// Where a word ends inside a run of letters.
const BREAKS: [char; 9] = ['-', '/', '_', ':', '"', '“', '”', '„', '*'];

/// The parts of a text between commas, brackets and dashes with blanks around them. A comma inside a
/// figure ("35,00") is none.
fn chunks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.char_indices().find(|&(at, c)| ends_chunk(text, at, c));
        rest = end.map(|(at, c)| &text[at + c.len_utf8()..]);
        Some(end.map_or(text, |(at, _)| &text[..at]))
    })
}

fn ends_chunk(text: &str, at: usize, c: char) -> bool {
    let before = || text[..at].chars().next_back();
    let after = || text[at + c.len_utf8()..].chars().next();
    match c {
        ',' => {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            !(digit(before()) && digit(after()))
        }
        ';' | '|' | '(' | ')' | '[' | ']' | '·' | '•' | '、' | '，' | '（' | '）' | '\n' => {
            true
        }
        '-' | '–' | '—' => {
            let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
            blank(before()) && blank(after())
        }
        _ => false,
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

/// Adds a piece in small letters, without apostrophes, closing dots and the marks on letters, so that
/// "Kraków" and "krakow" are one word.
fn fold(piece: &str, to: &mut String) {
    let piece = piece.trim_end_matches(['.', ':', '!', '?', '…', '？', '！', '。']);
    let piece = piece.trim_start_matches(['¿', '¡', '~', '≈']);
    // "🎯DATA": signs that people put before a word.
    let is_sign = |c: char| {
        let own = c == crate::parse::MARK || c.is_alphanumeric() || is_combining_mark(c);
        !c.is_ascii() && !own
    };
    let piece = piece.trim_matches(is_sign);
    let piece = piece.trim_matches(['\'', '’', '`', '*', '«', '»', '‘']);
    let piece = piece.strip_prefix('#').filter(|rest| rest.len() > 1).unwrap_or(piece);
    if piece.is_ascii() {
        to.extend(piece.chars().filter(|&c| c != '\'').map(|c| c.to_ascii_lowercase()));
        return;
    }
    for c in piece.nfkd().flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' => {}
            'ł' => to.push('l'),
            'ı' => to.push('i'),
            'ø' => to.push('o'),
            'đ' | 'ð' => to.push('d'),
            'ß' => to.push_str("ss"),
            'æ' => to.push_str("ae"),
            'œ' => to.push_str("oe"),
            c if is_combining_mark(c) => {}
            c => to.push(c),
        }
    }
}

/// A word in the form in which the vocabulary keeps it.
pub(crate) fn folded(word: &str) -> String {
    let mut to = String::with_capacity(word.len());
    fold(word, &mut to);
    to
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
