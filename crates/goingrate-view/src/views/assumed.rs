//! What a planner assumed, as every interface shows it.

use goingrate_plan::{Status, Used};
use goingrate_units::Taxonomy;
use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::round;
use crate::person::place_name;

/// One assumption of a planner.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AssumedView {
    /// Its word, by which it can be assumed otherwise: `agency-fee`.
    pub name: String,
    /// What it is.
    pub what: String,
    /// The value in the middle; shares as parts of one.
    pub typical: f64,
    /// One case in ten lies below.
    pub low: f64,
    /// One case in ten lies above.
    pub high: f64,
    /// What it is counted in.
    pub unit: String,
    /// Whether it is a part of one.
    pub is_share: bool,
    /// The place that it is said of; everywhere if `None`.
    pub place: Option<String>,
    /// What it is said of beside the place: an engagement, a level, a kind.
    pub of: Option<String>,
    /// law, official, published, list, estimate or yours.
    pub status: String,
    /// Where it is from; empty for yours.
    pub source: String,
    /// Where that can be read.
    pub url: String,
    /// The day of the last check.
    pub checked: Option<String>,
    /// What a reader should know beside it.
    pub note: Option<String>,
}

impl AssumedView {
    /// The view of an assumption as it was taken.
    pub fn new(used: &Used, taxonomy: &Taxonomy) -> AssumedView {
        let place = used.place.as_deref().and_then(|slug| taxonomy.place_of(slug));
        let source = used.source.as_ref();
        AssumedView {
            name: used.name.clone(),
            what: used.what.clone(),
            typical: round(used.typical, 4),
            low: round(used.low, 4),
            high: round(used.high, 4),
            unit: used.unit.clone(),
            is_share: used.is_share(),
            place: place.map(|id| place_name(taxonomy.place(id))),
            of: used.of.as_deref().map(|of| of.replace('_', " ")),
            status: used.status.slug().to_owned(),
            source: source.map(|source| source.title.clone()).unwrap_or_default(),
            url: source.map(|source| source.url.clone()).unwrap_or_default(),
            checked: source.map(|source| source.checked.to_string()),
            note: used.note.clone(),
        }
    }

    /// Whether it is our own guess.
    pub fn is_estimate(&self) -> bool {
        self.status == Status::Estimate.slug()
    }
}
