//! A book scored on records of a file.

use goingrate::ask::KindOfFigure;
use goingrate_import::Records;
use schemars::JsonSchema;
use serde::Serialize;

/// The scores of a file.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScoreView {
    /// The file.
    pub file: String,
    /// The source that it was read as.
    pub source: String,
    /// One score a kind of figure.
    pub kinds: Vec<KindView>,
    /// The rows of the file, which add up.
    #[serde(flatten)]
    pub rows: RowsView,
    /// Records that no book can foresee: bonus or equity by itself, or no exchange rate.
    pub not_scored: usize,
}

/// What the rows of a file are.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RowsView {
    /// All rows: the other three together.
    pub rows: usize,
    /// Rows that have records.
    pub rows_of_records: usize,
    /// Rows of published percentiles, which are no records: there is nothing to foresee.
    pub rows_of_percentiles: usize,
    /// Rows that the source sets aside.
    pub set_aside: usize,
}

impl RowsView {
    /// The rows that were read.
    pub fn new(read: &Records) -> RowsView {
        let (of_records, of_percentiles) = (read.rows_of_records, read.rows_of_percentiles);
        RowsView {
            rows: of_records + of_percentiles + read.aside.len(),
            rows_of_records: of_records,
            rows_of_percentiles: of_percentiles,
            set_aside: read.aside.len(),
        }
    }
}

/// The score of one kind of figure.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct KindView {
    /// Which kind.
    pub name: String,
    /// Records.
    pub records: usize,
    /// Mean pinball loss of log pay over P10, P25, P50, P75, P90.
    pub pinball: f64,
    /// The loss at each of them.
    pub pinball_by: [f64; 5],
    /// Share of records from P10 to P90.
    pub cover80: f64,
    /// Share of records from P25 to P75.
    pub cover50: f64,
    /// Where records fell in their own forecast: counts in twenty equal parts.
    pub pit: Vec<usize>,
    /// Whether the book has heard this source.
    pub heard: bool,
}

impl KindView {
    /// From the score of a kind of figure.
    pub fn new(kind: &KindOfFigure) -> KindView {
        let scores = &kind.scores;
        let [cover80, cover50] = scores.coverage().unwrap_or_default();
        KindView {
            name: kind.measure.name(),
            records: scores.rows,
            pinball: scores.pinball(),
            pinball_by: scores.pinball_by,
            cover80,
            cover50,
            pit: scores.pit.to_vec(),
            heard: kind.known,
        }
    }
}
