//! All evidence together, and the hash that ties a book to it.

use crate::{Card, Cell, Claim, OfficialCell, SeriesPoint, SourceId};

/// A hash of the evidence's bytes (FNV-1a, 128 bits), so that a book can say which evidence it was
/// fitted on. Not a defence against forgery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContentHash(pub u128);

/// All evidence together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The sources' cards; a [`SourceId`] is a position here.
    pub cards: Vec<Card>,
    /// Published statements, in the order of their files.
    pub claims: Vec<Claim>,
    /// Cells of official tables.
    pub official: Vec<OfficialCell>,
    /// Series over time.
    pub series: Vec<SeriesPoint>,
    /// Cells of microdata.
    pub cells: Vec<Cell>,
}

impl Evidence {
    /// The card of a source.
    pub fn card(&self, source: SourceId) -> &Card {
        &self.cards[source.0]
    }

    /// The source of a slug.
    pub fn source_of(&self, slug: &str) -> Option<SourceId> {
        self.cards.iter().position(|c| c.slug == slug).map(SourceId)
    }
}
