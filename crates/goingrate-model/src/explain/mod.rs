//! A book with its evidence beside it again: answers taken apart, claims judged.

pub(crate) mod analysis;
mod basis;
pub(crate) mod removal;
mod verdict;

pub use analysis::Analysis;
