//! Columns of Parquet files to codes, straight from their pages: a dictionary's values are coded once, and
//! rows are then numbers that are never made into values.

mod column;
mod hybrid;
mod kind;
mod library;
mod page;

pub use column::{Coder, Column};
pub use kind::{Kind, Value};

/// What is wrong with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Corrupt(pub &'static str);

/// Why a column cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// A page is not what the format says.
    #[error(transparent)]
    Corrupt(#[from] Corrupt),
    /// The library that reads pages says so.
    #[error("{0}")]
    Parquet(#[from] parquet::errors::ParquetError),
}
