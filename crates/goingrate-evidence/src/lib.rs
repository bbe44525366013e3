//! What was said about pay, and who said it.
//!
//! Bytes come in, [`Evidence`] comes out with the [`Problem`](goingrate_units::Problem)s of whatever could not be read:
//! rows fail, files don't. Files of microdata are read by `goingrate-import`, as [`Record`]s that it
//! turns into cells at once. A [`Claim`] is one published statement; an [`OfficialCell`] one cell of
//! an official table; a [`Cell`] all records of one profile, kept as a histogram and never as
//! people; a [`SeriesPoint`] one point of a series over time. Each belongs to a source with a
//! [`Card`]. Nothing here fits or judges anything.
#![warn(missing_docs)]

mod attributes;
mod card;
mod cell;
mod claim;
mod evidence;
mod histogram;
pub mod key_columns;
mod official;
pub mod read;
mod record;
mod shares;
pub mod write;

pub use attributes::{Education, Headcount, Remote, Stated};
pub use card::{Basis, Card, Readings, SourceId, SourceKind};
pub use cell::{Cell, CellError, CellKey, Money, YearsBand, in_order};
pub use claim::{
    Citation, Claim, Comparison, Contrast, ContrastKind, Figure, Ordinal, PayFigure, Planner,
    Reading, Statement, Statistic, Subject, Unfitted,
};
pub use evidence::{ContentHash, ContentHashError, CountryFacts, Evidence};
pub use histogram::{Histogram, HistogramError};
pub use official::{Bound, Making, Matched, OfficialCell, SeriesKind, SeriesPoint, Terms};
pub use record::{FileHash, Record, RowHash, SummaryQuantiles};
pub use shares::{Shares, SharesError, shares_of};
