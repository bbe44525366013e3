//! Words that no list has, made into words that one has: grammar ("Krakowie" of Kraków), words written
//! together ("SDE2", "Pythonentwickler", a title without blanks), and slips of the pen ("Seatle").
//!
//! Grammar is no slip and is not told; a slip that is put right is.

use std::collections::HashSet;

use crate::Taxonomy;
use crate::taxonomy::{Entry, Kind};
use crate::words::{Token, folded, is_figure};

/// The fewest letters of a word that is taken for a slip of another.
const LEAST_SLIP: usize = 5;

/// How many people live at least in a town that a slip is taken for.
const LARGE_TOWN: u32 = 300_000;

/// The fewest letters of a word that is a slip where it makes a phrase with the word beside it.
const LEAST_IN_PHRASE: usize = 3;

/// The fewest letters of a word that may have two slips.
const LEAST_FAR: usize = 8;

/// The fewest letters that a word keeps when its ending is taken away.
const LEAST_STEM: usize = 4;

/// What a token that no list has becomes.
pub(super) struct Repaired {
    /// The tokens in its place.
    pub tokens: Vec<Token>,
    /// The word that was meant, where the one written is a slip of the pen.
    pub slip_of: Option<String>,
}

/// The words beside a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside<'a> {
    /// The word before it; empty if it is the first.
    pub before: &'a str,
    /// The word after it.
    pub after: &'a str,
}

/// Makes known words of a token that is none; `None` where nothing known is in it. Slips are put right
/// only where `slips` says so.
pub(super) fn repair(
    token: &Token,
    beside: Beside,
    taxonomy: &Taxonomy,
    slips: bool,
) -> Option<Repaired> {
    let words = Words { taxonomy };
    if is_figure(&token.word) || !token.is_word() || words.known(&token.word) {
        return None;
    }
    let grammar = words
        .open_end(&token.word)
        .or_else(|| words.elided(&token.written))
        .or_else(|| words.counted(&token.word))
        .or_else(|| words.joined(&token.word))
        .or_else(|| words.ended(&token.word).map(|word| vec![word]))
        .or_else(|| words.unspaced(&token.word))
        .or_else(|| words.compound(&token.word));
    if let Some(parts) = grammar {
        let tokens = tokens(token, parts, false);
        // Parts that no list has may be slips of their own: "k8s+terrafrom".
        let mended = |part: Token| match words.known(&part.word) || !slips {
            true => vec![part],
            false => match words.slip(&part.word, Beside { before: "", after: "" }) {
                Some(meant) => self::tokens(&part, vec![meant], true),
                None => vec![part],
            },
        };
        let tokens = tokens.into_iter().flat_map(mended).collect();
        return Some(Repaired { tokens, slip_of: None });
    }
    let meant = slips.then(|| words.slip(&token.word, beside)).flatten()?;
    let in_small = token.written.chars().all(|c| !c.is_ascii() && c.is_lowercase());
    // Names start with a capital; a small word of a language that is not all known is no slip of one.
    if in_small && words.is_name(&meant) {
        return None;
    }
    Some(Repaired { tokens: tokens(token, vec![meant.clone()], true), slip_of: Some(meant) })
}

fn tokens(token: &Token, words: Vec<String>, is_slip: bool) -> Vec<Token> {
    let alone = words.len() == 1 && !is_slip;
    let written = |word: &String| if alone { token.written.clone() } else { word.clone() };
    let token = |(at, word): (usize, String)| Token {
        written: written(&word),
        word,
        chunk: token.chunk,
        hyphen: at == 0 && token.hyphen,
        slash: at == 0 && token.slash,
    };
    words.into_iter().enumerate().map(token).collect()
}

struct Words<'t> {
    taxonomy: &'t Taxonomy,
}

impl Words<'_> {
    fn known(&self, word: &str) -> bool {
        self.taxonomy.index.is_known(word)
            || self.taxonomy.index.towns_beside.contains_key(word)
            || self.taxonomy.index.state_codes.contains_key(word)
    }

    fn meanings(&self, word: &str) -> &[Entry] {
        self.taxonomy.index.meanings(word)
    }

    /// Whether a word is the name of a place or an employer, and nothing else.
    fn is_name(&self, word: &str) -> bool {
        let is_name = |entry: &Entry| matches!(entry.kind(), Kind::Place | Kind::Employer);
        self.meanings(word).iter().all(is_name)
    }

    /// "middle+" to "middle".
    fn open_end(&self, word: &str) -> Option<Vec<String>> {
        let stem = word.strip_suffix('+')?;
        self.known(stem).then(|| vec![stem.to_owned()])
    }

    /// "d'argent" to "argent", "ankara'da" to "ankara".
    fn elided(&self, written: &str) -> Option<Vec<String>> {
        let (head, tail) = written.split_once(['\'', '’'])?;
        [tail, head].into_iter().map(folded).find(|word| self.known(word)).map(|word| vec![word])
    }

    /// "sde2" to "sde" and "2".
    fn counted(&self, word: &str) -> Option<Vec<String>> {
        let at = word.find(|c: char| c.is_ascii_digit())?;
        let (stem, figure) = word.split_at(at);
        if stem.chars().count() < 2 {
            return None;
        }
        let is_count = figure.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'+');
        (is_count && self.known(stem)).then(|| vec![stem.to_owned(), figure.to_owned()])
    }

    /// "data&ai" to its parts, where each is known.
    fn joined(&self, word: &str) -> Option<Vec<String>> {
        let parts: Vec<&str> = word.split(['&', '.', '+', '@', '~']).collect();
        let known = |part: &&str| part.len() > 1 && self.known(part);
        let some = parts.len() > 1 && parts.iter().any(known);
        let words = parts.into_iter().filter(|part| !part.is_empty());
        some.then(|| words.map(str::to_owned).collect())
    }

    /// The known word that this one is an inflected form of.
    fn ended(&self, word: &str) -> Option<String> {
        let stems = self.taxonomy.endings.iter().filter_map(|(ending, other)| {
            let stem = word.strip_suffix(ending.as_str())?;
            (stem.chars().count() >= LEAST_STEM).then(|| format!("{stem}{other}"))
        });
        stems.into_iter().find(|stem| !self.meanings(stem).is_empty() || self.is_part(stem))
    }

    /// Whether a word stands in a phrase of a list other than that of towns.
    fn is_part(&self, word: &str) -> bool {
        self.taxonomy.index.is_known(word) && word.chars().count() > LEAST_STEM
    }

    /// A text in a script without blanks, cut into the longest known words; what is between them is
    /// grammar.
    fn unspaced(&self, word: &str) -> Option<Vec<String>> {
        if !word.chars().any(is_unspaced) {
            return None;
        }
        let chars: Vec<char> = word.chars().collect();
        let (mut at, mut found, mut missed) = (0, Vec::new(), 0);
        while at < chars.len() {
            let longest = (at + 1..=chars.len()).rev().find_map(|end| {
                let part: String = chars[at..end].iter().collect();
                self.known(&part).then_some((end, part))
            });
            match longest {
                Some((end, part)) => {
                    found.push(part);
                    at = end;
                }
                None => (at, missed) = (at + 1, missed + 1),
            }
        }
        (!found.is_empty() && missed <= chars.len() / 3).then_some(found)
    }

    /// "pythonentwickler" to "python" and "entwickler": both of them words that mean something.
    fn compound(&self, word: &str) -> Option<Vec<String>> {
        let means = |word: &str| {
            word.chars().count() >= LEAST_STEM
                && self.meanings(word).iter().any(|entry| is_of_work(*entry))
        };
        let cut = word.char_indices().map(|(at, _)| at).find(|&at| {
            let (head, tail) = word.split_at(at);
            means(head) && (means(tail) || self.ended(tail).is_some_and(|stem| means(&stem)))
        })?;
        let (head, tail) = word.split_at(cut);
        let tail = if means(tail) { tail.to_owned() } else { self.ended(tail)? };
        Some(vec![head.to_owned(), tail])
    }

    /// The one known word that a letter more, less, other or swapped makes of this one. A short word
    /// is a slip only where it makes a phrase with the word beside it ("ful stack"), or two letters of
    /// it are swapped; a long one may have two slips.
    fn slip(&self, word: &str, beside: Beside) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < LEAST_IN_PHRASE || letters.len() > 24 {
            return None;
        }
        let swapped = self.candidates(swaps(&letters));
        let mut all = self.candidates(edits(&letters));
        all.extend(swapped);
        // A slip of the first letter is rare, and makes one word of another ("uses" and Sues).
        let first = word.chars().next();
        all.retain(|word| word.chars().next() == first);
        let in_phrase =
            all.iter().filter(|word| self.makes_phrase(word, beside)).cloned().collect();
        if let Some(meant) = self.of_one_meaning(in_phrase) {
            return Some(meant);
        }
        all.retain(|word| !self.meanings(word).is_empty() && self.can_be_meant(word));
        match letters.len() {
            ..LEAST_SLIP => None,
            _ => self.likeliest(all).or_else(|| self.far_slip(word, letters.len())),
        }
    }

    /// Whether a word is none of the small towns, of which there are too many to be meant by a slip.
    fn can_be_meant(&self, word: &str) -> bool {
        self.meanings(word).iter().any(|entry| match *entry {
            Entry::Town(at) => usize::try_from(at)
                .ok()
                .and_then(|at| self.taxonomy.towns.get(at))
                .is_some_and(|town| town.people >= LARGE_TOWN),
            _ => true,
        })
    }

    /// Whether a word and the one before or after it are a phrase of a list.
    fn makes_phrase(&self, word: &str, Beside { before, after }: Beside) -> bool {
        let known = |phrase: String| !self.meanings(&phrase).is_empty();
        (!before.is_empty() && known(format!("{before} {word}")))
            || (!after.is_empty() && known(format!("{word} {after}")))
    }

    /// Of several words the one that is no town and no employer, if there is one.
    fn likeliest(&self, words: HashSet<String>) -> Option<String> {
        let everyday = |word: &&String| self.meanings(word).iter().any(|one| is_everyday(*one));
        let meant: HashSet<String> = words.iter().filter(everyday).cloned().collect();
        self.of_one_meaning(if meant.is_empty() { words } else { meant })
    }

    /// A word of work that two slips make of a long one ("devellopeur").
    fn far_slip(&self, word: &str, letters: usize) -> Option<String> {
        if letters < LEAST_FAR {
            return None;
        }
        let first = word.chars().next();
        let near = self.taxonomy.index.words.iter().filter(|(known, meanings)| {
            known.chars().next() == first
                && known.len().abs_diff(word.len()) <= 2
                && meanings.iter().any(|entry| is_of_work(*entry) && entry.kind() != Kind::Skill)
                && strsim::damerau_levenshtein(known, word) <= 2
        });
        self.of_one_meaning(near.map(|(known, _)| known.clone()).collect())
    }

    /// The first of several words that all mean the same ("engineer", "inginer").
    fn of_one_meaning(&self, words: HashSet<String>) -> Option<String> {
        let mut words: Vec<String> = words.into_iter().collect();
        words.sort_unstable();
        let (first, others) = words.split_first()?;
        let same = others.iter().all(|word| self.meanings(word) == self.meanings(first));
        same.then(|| first.clone())
    }

    fn candidates(&self, words: impl Iterator<Item = String>) -> HashSet<String> {
        words.filter(|word| self.known(word)).collect()
    }
}

/// Whether an entry is what titles are made of.
fn is_of_work(entry: Entry) -> bool {
    matches!(entry.kind(), Kind::Role | Kind::Skill | Kind::Level) || entry == Entry::Generic
}

/// Whether an entry is likelier to be meant than the name of a town or an employer.
fn is_everyday(entry: Entry) -> bool {
    !matches!(entry, Entry::Town(_) | Entry::Employer(_))
}

fn swaps(letters: &[char]) -> impl Iterator<Item = String> {
    (1..letters.len()).filter(|&at| letters[at - 1] != letters[at]).map(move |at| {
        let mut swapped = letters.to_vec();
        swapped.swap(at - 1, at);
        swapped.into_iter().collect()
    })
}

/// Every word that is one letter shorter, longer or other, in the alphabet of the word.
fn edits(letters: &[char]) -> impl Iterator<Item = String> {
    let cyrillic = letters.iter().any(|c| ('а'..='я').contains(c));
    let alphabet: Vec<char> = if cyrillic {
        ('а'..='я').chain(['і', 'є', 'ґ']).collect()
    } else {
        ('a'..='z').collect()
    };
    let deleted = (0..letters.len()).map(move |at| {
        letters.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, c)| c).collect()
    });
    let others = alphabet.into_iter().flat_map(move |letter| {
        let replaced = (0..letters.len()).map(move |at| {
            let mut word = letters.to_vec();
            word[at] = letter;
            word.into_iter().collect()
        });
        let inserted = (0..=letters.len()).map(move |at| {
            let mut word = letters.to_vec();
            word.insert(at, letter);
            word.into_iter().collect()
        });
        replaced.chain(inserted)
    });
    deleted.chain(others)
}

/// Whether a character is of a script that is written without blanks.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}
