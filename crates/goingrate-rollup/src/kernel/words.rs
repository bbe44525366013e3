//! The words of a column and their codes: one list for all threads and all files.

use std::sync::{PoisonError, RwLock};

use rustc_hash::FxHashMap;

/// The code of a row that states nothing.
pub const NOTHING: u32 = 0;

/// The words of a column, each with its code, from 1, in the order in which they were met.
#[derive(Debug, Default)]
pub struct Words {
    known: RwLock<Known>,
}

#[derive(Debug, Default)]
struct Known {
    codes: FxHashMap<Box<str>, u32>,
    words: Vec<Box<str>>,
}

impl Words {
    /// The code of a word, which is a new one if it was not met before.
    pub fn code(&self, word: &str) -> u32 {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(code) = known.codes.get(word) {
            return *code;
        }
        drop(known);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(code) = known.codes.get(word) {
            return *code;
        }
        known.words.push(word.into());
        // A column of more words than u32 has numbers does not fit into memory.
        let code = u32::try_from(known.words.len()).unwrap_or(u32::MAX);
        known.codes.insert(word.into(), code);
        code
    }

    /// How many codes there are, that of nothing with them.
    pub fn len(&self) -> usize {
        self.known.read().unwrap_or_else(PoisonError::into_inner).words.len() + 1
    }

    /// The words by code; the first is that of nothing, and empty.
    pub fn all(&self) -> Vec<Box<str>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        std::iter::once("".into()).chain(known.words.iter().cloned()).collect()
    }
}

/// A day with its month only: `2026-07` of `2026-07-14`, and what is no day as it stands.
pub fn month_of(word: &str) -> &str {
    let is_month = |start: &[u8; 7]| {
        let digit = |at: usize| start.get(at).is_some_and(u8::is_ascii_digit);
        (0..4).chain(5..7).all(digit) && start[4] == b'-'
    };
    match word.as_bytes().first_chunk::<7>() {
        // Seven bytes of ASCII are seven characters.
        Some(start) if is_month(start) => word.get(..7).unwrap_or(word),
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_code() {
        let words = Words::default();
        let codes: Vec<u32> = ["b", "a", "b", ""].map(|word| words.code(word)).to_vec();
        assert_eq!(codes, [1, 2, 1, 3]);
        assert_eq!((words.len(), &*words.all()[2]), (4, "a"));
    }

    #[test]
    fn only_days_are_cut() {
        let check = |word: &str, month: &str| assert_eq!(month_of(word), month);
        check("2026-07-14", "2026-07");
        check("2026-07-14 09:30:00", "2026-07");
        check("2026-07", "2026-07");
        check("14.07.2026", "14.07.2026");
        check("éééé-07-1", "éééé-07-1");
        check("", "");
    }
}
