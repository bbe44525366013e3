//! The roll-up as one statement of SQL, in the words of an engine: columns that a mapping names → text.
//!
//! Every engine gives the same table. It has the column `rollup_part`; then every dimension under its own
//! heading; then `rollup_fault`, `rollup_bucket` and `rollup_rows`. A part is a figure by its word (`bonus`), or
//! `scanned` (all rows of the table), or `left_out` (rows that the mapping leaves out). A fault is one of
//! [`FAULTS`]; where there is one, there is no bucket. The rows of every figure and `left_out` together are
//! `scanned`.

mod dialect;
mod quoting;
mod statement;

pub use dialect::{DIALECTS, Dialect};
pub use goingrate_import::{ChosenBy, CountedFigure, Dimension, GroupColumns};
pub use statement::{FAULTS, statement};
