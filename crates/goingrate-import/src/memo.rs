//! What a text was read as, kept: surveys repeat the same few titles and places.

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// How many texts are kept; files of free text could fill the memory.
const KEPT: usize = 1 << 16;

/// Texts and what they were read as.
#[derive(Clone, Debug, Default)]
pub struct Memo<T> {
    known: FxHashMap<Box<str>, T>,
}

impl<T: Clone> Memo<T> {
    /// Nothing yet.
    pub fn new() -> Memo<T> {
        Memo { known: FxHashMap::default() }
    }

    /// What the text was read as, or is read as now.
    pub fn get(&mut self, text: &str, read: impl FnOnce(&str) -> T) -> T {
        if let Some(value) = self.known.get(text) {
            return value.clone();
        }
        let value = read(text);
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        self.known.insert(text.into(), value.clone());
        value
    }
}

/// The same text for the same words: one allocation however often it comes.
#[derive(Clone, Debug, Default)]
pub struct Interner(Memo<Arc<str>>);

impl Interner {
    /// The text, shared; `None` for an empty one.
    pub fn get(&mut self, text: &str) -> Option<Arc<str>> {
        (!text.is_empty()).then(|| self.0.get(text, |text| Arc::from(text)))
    }
}
