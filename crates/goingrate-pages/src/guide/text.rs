//! Running text: words, with figures that stand out, links, and references to sources.

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Plain(String),
    /// A figure that stands out.
    Strong(String),
    /// A link.
    Link {
        /// Where it leads.
        to: String,
        /// What it says.
        text: String,
    },
    /// A reference to a source, by its word.
    Source(String),
}

/// Running text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Piece>);

impl Text {
    /// Words to begin with.
    pub fn new(words: impl Into<String>) -> Text {
        Text::default().say(words)
    }

    /// More words. A sentence that follows another stands apart from it by a space.
    #[must_use]
    pub fn say(mut self, words: impl Into<String>) -> Text {
        self.0.push(Piece::Plain(words.into()));
        self
    }

    /// A figure that stands out.
    #[must_use]
    pub fn strong(mut self, words: impl Into<String>) -> Text {
        self.0.push(Piece::Strong(words.into()));
        self
    }

    /// A link.
    #[must_use]
    pub fn link(mut self, to: impl Into<String>, text: impl Into<String>) -> Text {
        self.0.push(Piece::Link { to: to.into(), text: text.into() });
        self
    }

    /// References to sources.
    #[must_use]
    pub fn from_sources(mut self, slugs: &[String]) -> Text {
        self.0.extend(slugs.iter().cloned().map(Piece::Source));
        self
    }

    /// The same without its layout: for lengths, descriptions and tests.
    pub fn plain(&self) -> String {
        let word = |piece: &Piece| match piece {
            Piece::Plain(text) | Piece::Strong(text) | Piece::Link { text, .. } => text.clone(),
            Piece::Source(_) => String::new(),
        };
        self.0.iter().map(word).collect()
    }

    /// The sources that it refers to.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Source(slug) => Some(slug.as_str()),
            _ => None,
        })
    }
}

impl From<String> for Text {
    fn from(words: String) -> Text {
        Text::new(words)
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Text {
        Text::new(words)
    }
}
