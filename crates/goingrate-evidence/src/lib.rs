//! What was said about pay, and who said it.
//!
//! Bytes come in, [`Evidence`] comes out with the [`Complaint`]s of whatever could not be read:
//! rows fail, files don't. A [`Claim`] is one published statement; an [`OfficialCell`] one cell of
//! an official table; a [`Cell`] all records of one profile, kept as a histogram and never as
//! people; a [`SeriesPoint`] one point of a series over time. Each belongs to a source with a
//! [`Card`]. Nothing here fits or judges anything.
#![warn(missing_docs)]

mod card;
mod cell;
mod claim;
mod complaint;
mod evidence;
mod histogram;
mod official;
pub mod read;

pub use card::{Basis, Card, Readings, SourceId, SourceKind};
pub use cell::{Cell, CellError, CellKey, Record, YearsBand};
pub use claim::{
    Citation, Claim, Comparison, Contrast, ContrastKind, Figure, Ordinal, PayFigure, Planner,
    Reading, Statement, Statistic, Subject,
};
pub use complaint::Complaint;
pub use evidence::{ContentHash, ContentHashError, Evidence};
pub use histogram::{Histogram, HistogramError};
pub use official::{Bound, OfficialCell, SeriesKind, SeriesPoint};
