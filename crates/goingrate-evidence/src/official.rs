//! Cells of official tables, and series over time.

use goingrate_units::{Date, IndustryId, PlaceId, Quantiles, RoleId};

use crate::SourceId;

/// A published amount that may be cut off at a top code.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// The amount itself.
    Exactly(f64),
    /// At least this much (a top-coded value).
    AtLeast(f64),
}

/// One cell of an official table of pay: an occupation in an area, or in an industry of a nation.
/// Amounts are gross, a year of full-time work, in the card's currency. `None` is not released.
#[derive(Clone, Debug, PartialEq)]
pub struct OfficialCell {
    /// The table it is from.
    pub source: SourceId,
    /// The occupation.
    pub role: RoleId,
    /// The area, state or nation.
    pub place: PlaceId,
    /// The industry; `None` for all industries.
    pub industry: Option<IndustryId>,
    /// Jobs.
    pub employment: Option<f64>,
    /// Relative standard error of the number of jobs, as a share.
    pub employment_rse: Option<f64>,
    /// Mean pay.
    pub mean: Option<f64>,
    /// Relative standard error of the mean, as a share.
    pub mean_rse: Option<f64>,
    /// P10, P25, P50, P75, P90.
    pub quantiles: Quantiles<Option<f64>>,
}

/// What a series measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesKind {
    /// Median yearly pay of an occupation, in the card's currency.
    Median,
    /// An index of wages; only ratios of its points mean anything.
    Index,
}

/// One point of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesPoint {
    /// The series' source.
    pub source: SourceId,
    /// What it measures.
    pub kind: SeriesKind,
    /// The occupation; `None` for all.
    pub role: Option<RoleId>,
    /// The place.
    pub place: PlaceId,
    /// When.
    pub at: Date,
    /// The value.
    pub value: Bound,
    /// Jobs it speaks of, where known.
    pub employment: Option<f64>,
}
