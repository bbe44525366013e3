//! The source: a kind of file that pay comes in, which recognises its files and reads their rows.

use goingrate_evidence::{Card, read};
use goingrate_units::Taxonomy;

use super::Context;
use crate::error::SourceError;
use crate::row::Sink;
use crate::table::{Head, Opened};

/// A kind of file that pay comes in.
pub trait Source: Sync {
    /// Its word: the slug of its card, the name of its data in `data/sources`.
    fn slug(&self) -> &str;

    /// Its data file: the `[card]`, and how its words are read.
    fn data(&self) -> &str;

    /// Whether the start of a file is one of its own. Two sources must never agree on a file.
    fn recognises(&self, head: &Head) -> bool;

    /// Streams the rows of a file into the sink, each exactly once.
    ///
    /// # Errors
    /// When the file as a whole cannot be read; a row that cannot be read goes to
    /// [`Sink::set_aside`].
    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError>;

    /// Its card: who says it, on what basis, with which biases.
    ///
    /// # Errors
    /// When its data hold no readable card.
    fn card(&self, taxonomy: &Taxonomy) -> Result<Card, SourceError> {
        let _ = taxonomy;
        Ok(read::source_card(&format!("{}.toml", self.slug()), self.data())?)
    }
}
