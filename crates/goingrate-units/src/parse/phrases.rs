//! The known phrases of a text, looked up once: which start at each of its words, the longest first.

use crate::taxonomy::{Entry, Index};
use crate::words::Token;

/// A phrase that a list has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase<'a> {
    /// How many tokens it takes.
    pub taken: usize,
    /// What it can mean.
    pub entries: &'a [Entry],
    /// Towns of that name that are understood only beside a place around them.
    pub towns: &'a [u32],
}

/// The phrases of a text.
#[derive(Debug)]
pub(super) struct Phrases<'a> {
    phrases: Vec<Phrase<'a>>,
    /// By token, where the phrases begin that start there; and the end.
    starts: Vec<usize>,
}

impl<'a> Phrases<'a> {
    /// The phrases of some tokens.
    pub fn of(tokens: &[Token], index: &'a Index) -> Phrases<'a> {
        let mut phrases = Vec::with_capacity(2 * tokens.len());
        let mut starts = Vec::with_capacity(tokens.len() + 1);
        let mut folded = String::with_capacity(64);
        for (at, token) in tokens.iter().enumerate() {
            starts.push(phrases.len());
            let reach = index.reach(&token.word).min(tokens.len() - at);
            fold(&tokens[at..at + reach], &mut folded);
            for taken in (1..=reach).rev() {
                let entries = index.meanings(&folded);
                let towns = index.towns_beside.get(&folded).map_or(&[][..], Vec::as_slice);
                if !entries.is_empty() || !towns.is_empty() {
                    phrases.push(Phrase { taken, entries, towns });
                }
                let last = tokens[at + taken - 1].word.len() + 1;
                folded.truncate(folded.len().saturating_sub(last));
            }
        }
        starts.push(phrases.len());
        Phrases { phrases, starts }
    }

    /// The phrases that start at a token, the longest first.
    pub fn from(&self, at: usize) -> &[Phrase<'a>] {
        &self.phrases[self.starts[at]..self.starts[at + 1]]
    }
}

/// The words of tokens with a blank between them.
fn fold(tokens: &[Token], to: &mut String) {
    to.clear();
    for (at, token) in tokens.iter().enumerate() {
        if at > 0 {
            to.push(' ');
        }
        *to += &token.word;
    }
}
