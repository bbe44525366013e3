//! A book with its evidence beside it again: answers taken apart, claims judged.

pub(crate) mod analysis;
mod answer;
mod basis;
pub(crate) mod removal;
mod verdict;

pub use analysis::Analysis;
pub use answer::{
    Basis, FigureVerdict, Judgement, Narrowing, Nearness, PieceWeight, SourceShare, Verdict,
};
