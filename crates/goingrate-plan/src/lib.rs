//! Planners: decisions from a book of pay, the rules of places and dated assumptions.
//!
//! A planner is a folder with a question, an answer and one public function. It reads no text and
//! knows no word of the taxonomy: profiles, law and assumptions come in, amounts with their
//! uncertainty go out. What is assumed stands in `data/planning`, each value with its range, date,
//! source and status ([`Assumptions`]); a reader may replace any of it ([`Own`]).
#![warn(missing_docs)]

mod assumption;
pub mod career;
mod chance;
pub mod hire;
pub mod kit;
mod law;
pub mod offer;
pub mod project;
mod source;

pub use assumption::{
    Assumption, Assumptions, At, For, Inputs, Own, Reported, Status, ToCurrency, Used, Value,
};
pub use chance::{QuantileTable, Spread, Summary, quantiles, share_below};
pub use law::TakeHomeLaw;
pub use source::Source;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
