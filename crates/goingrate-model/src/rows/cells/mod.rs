//! Microdata in the model: cells of records as rows.
//!
//! A cell is a profile with a histogram of pay. It says two things: where log pay is centred and how
//! far it is spread, each a line of the linear system (`rows.rs`). Whatever a source states beyond
//! a profile (an employer, a title in its own words, years of coding) has effects of its own, listed
//! in `measure_terms.rs`. Nobody is cut off: each bucket of a histogram has a weight of its own, so that an
//! absurd row counts for little and moves nothing (`state.rs`).

pub(crate) mod form;
pub(crate) mod form_builder;
pub(crate) mod hashes;
pub(crate) mod measure_terms;
pub(crate) mod rows;
pub(crate) mod shape;
pub(crate) mod source_measure;
pub(crate) mod state;

pub use shape::{Residuals, STANDARD_POINTS};
pub use source_measure::SourceMeasure;
