//! The sources: who says it, about when, on what basis, and how much of it there is.

use goingrate_evidence::{Basis, Card, Evidence, SourceId, SourceKind};
use goingrate_units::Problem;
use schemars::JsonSchema;
use serde::Serialize;

/// All sources.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SourcesView {
    /// The sources, in the order of the evidence.
    pub sources: Vec<SourceView>,
    /// What could not be read.
    pub complaints: Vec<String>,
}

/// A source and how much of it is carried.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SourceView {
    /// Its word.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The period as the source words it.
    pub period: String,
    /// What sort of source it is.
    pub kind: String,
    /// Before or after tax.
    pub basis: String,
    /// Currency of its figures.
    pub currency: String,
    /// Printed figures, repeats of other sources' included.
    pub figures: usize,
    /// Claims.
    pub claims: usize,
    /// Cells of official tables and of microdata.
    pub cells: usize,
    /// Points of series.
    pub points: usize,
    /// Records in its cells of microdata: people, posts or rates.
    pub records: u64,
    /// Rows of ready-made percentiles.
    pub summaries: usize,
    /// Its licence or terms.
    pub licence: String,
}

impl SourcesView {
    /// From the evidence and what could not be read of it.
    pub fn new(evidence: &Evidence, complaints: &[Problem]) -> SourcesView {
        let ids = (0..evidence.cards.len()).map(SourceId);
        SourcesView {
            sources: ids.map(|id| SourceView::new(evidence, id)).collect(),
            complaints: complaints.iter().map(Problem::to_string).collect(),
        }
    }
}

impl SourceView {
    /// One source of the evidence.
    pub fn new(evidence: &Evidence, id: SourceId) -> SourceView {
        let card = evidence.card(id);
        let official = evidence.official.iter().filter(|c| c.source == id).count();
        let cells = || evidence.cells.iter().filter(|c| c.source == id);
        SourceView {
            slug: card.slug.clone(),
            title: card.title.clone(),
            publisher: card.publisher.clone(),
            period: card.period.clone(),
            kind: kind(card).to_owned(),
            basis: basis(card).to_owned(),
            currency: card.currency.to_string(),
            figures: figures(evidence, id),
            claims: evidence.claims.iter().filter(|c| c.source == id).count(),
            cells: official + cells().count(),
            points: evidence.series.iter().filter(|p| p.source == id).count(),
            records: cells().map(|cell| cell.histogram.count()).sum(),
            summaries: evidence.published.iter().filter(|p| p.0 == id).count(),
            licence: card.licence.clone(),
        }
    }
}

impl SourceView {
    /// Whether it is carried as microdata: cells of records, or ready-made percentiles.
    pub fn is_microdata(&self) -> bool {
        self.records > 0 || self.summaries > 0
    }
}

/// The printed figures of a source: of its own claims, and its repeats of others'.
fn figures(evidence: &Evidence, id: SourceId) -> usize {
    let own = evidence.claims.iter().filter(|c| c.source == id).map(|c| c.figures.len());
    let repeats = evidence.claims.iter().flat_map(|c| &c.also_in).filter(|c| c.source == id);
    own.sum::<usize>() + repeats.map(|c| c.figures.len()).sum::<usize>()
}

/// The sort of a source, in a word.
pub fn kind(card: &Card) -> &'static str {
    match card.kind {
        SourceKind::Official => "official",
        SourceKind::Report => "report",
        SourceKind::Survey => "survey",
        SourceKind::Postings => "postings",
    }
}

/// Before or after tax, in a word.
pub fn basis(card: &Card) -> &'static str {
    match card.basis {
        Basis::Gross => "gross",
        Basis::Net => "net",
    }
}
