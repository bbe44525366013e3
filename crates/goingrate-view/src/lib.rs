//! What every face shows: view structs, words, tables and pictures.
//!
//! A view ([`views`]) is a plain struct that one function builds from the model's answers; it
//! serialises to JSON as it stands. [`text`] sets a view as text for a terminal. Nothing here
//! prints, reads a file, or knows the clock.
#![warn(missing_docs)]

pub mod density;
pub mod document;
mod figure;
pub mod money;
pub mod names;
pub mod person;
mod problem;
pub mod questions;
pub mod sentences;
mod style;
pub mod text;
mod ticks;
pub mod views;
pub mod words;

pub use figure::{Amount, Change, ExchangeView, PercentileRankView};
pub use style::{Paint, Style, columns};
pub use ticks::Axis;
