//! Words of a list, for suggestions.

use goingrate::ask::WordAnswer;
use schemars::JsonSchema;
use serde::Serialize;

/// Words of a list that begin as somebody has typed, best first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordsView {
    /// The words.
    pub words: Vec<WordView>,
}

/// A word of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordView {
    /// Its name, which questions understand.
    pub name: String,
    /// Its key in data and answers.
    pub key: String,
    /// Another name of it, where that is what begins as it was typed.
    pub also: Option<String>,
    /// What it lies in, of places: "Washington, United States".
    pub within: Option<String>,
}

impl WordsView {
    /// From an answer.
    pub fn new(words: Vec<WordAnswer>) -> WordsView {
        let view = |WordAnswer { name, key, also, within }| WordView { name, key, also, within };
        WordsView { words: words.into_iter().map(view).collect() }
    }
}
