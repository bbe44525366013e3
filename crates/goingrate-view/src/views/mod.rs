//! Views: what a face shows, as plain structs with public fields. Each is built by one function
//! from the model's answers and serialises to JSON as it stands; names of fields are stable.

pub mod assumed;
pub mod career;
pub mod check;
pub mod estimate;
#[cfg(feature = "parquet")]
pub mod evidence_import;
pub mod evidence_list;
pub mod evidence_show;
pub mod fit;
pub mod hire;
pub mod kit;
pub mod net;
pub mod offer;
pub mod pay;
pub mod project;
pub mod range;
pub mod rank;
pub mod rate;
#[cfg(feature = "parquet")]
pub mod rollup;
#[cfg(feature = "import")]
pub mod score;
pub mod words;

use goingrate::GoingRate;
use goingrate_evidence::SourceId;
use goingrate_units::Taxonomy;
use schemars::JsonSchema;
use serde::Serialize;

/// A source as the views name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceLabel {
    /// Its word in data files.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The period as the source words it.
    pub period: String,
    /// Whether a statistical office publishes it.
    pub official: bool,
}

/// What views need to turn ids into words and amounts into other currencies.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The words.
    pub taxonomy: &'a Taxonomy,
    /// The sources, by [`SourceId`].
    pub sources: &'a [SourceLabel],
}

impl<'a> Context<'a> {
    /// The words and sources of what is opened. `sources` is filled by [`labels`].
    pub fn new(going_rate: &'a GoingRate, sources: &'a [SourceLabel]) -> Context<'a> {
        Context { taxonomy: &going_rate.taxonomy, sources }
    }

    /// The label of a source.
    pub fn source(&self, id: SourceId) -> SourceLabel {
        self.sources.get(id.0).cloned().unwrap_or_else(|| SourceLabel {
            slug: format!("source-{}", id.0),
            title: format!("source {}", id.0),
            period: String::new(),
            official: false,
        })
    }
}

/// The labels of the sources of a book, by their number.
pub fn labels(going_rate: &GoingRate) -> Vec<SourceLabel> {
    let label = |card: &goingrate_model::SourceCard| SourceLabel {
        slug: card.slug.clone(),
        title: card.title.clone(),
        period: card.period.clone(),
        official: card.kind == "official",
    };
    going_rate.sources().iter().map(label).collect()
}
