//! The result of a roll-up: one small table, the same from every engine.
//!
//! Its columns are `rollup_part`, every dimension under its own heading, `rollup_fault`, `rollup_bucket` and
//! `rollup_rows`. A part is a figure (`base_salary`), or one of two rows that say how many rows were
//! `scanned` and `left_out`. Where there is a fault ([`Fault`](crate::kernel::Fault)), there is no bucket. [`write()`] makes it, [`read()`] reads it from any engine, [`Collected`] turns it into
//! cells, and refuses it where its counts are not the rows that were scanned.

mod cells;
mod read;
mod write;

pub use cells::{Collected, Reconciled};
pub use read::{Entry, Results, read};
pub use write::write;

/// The column of the part.
pub const PART: &str = "rollup_part";
/// The column of why amounts are none.
pub const FAULT: &str = "rollup_fault";
/// The column of the bucket.
pub const BUCKET: &str = "rollup_bucket";
/// The column of how many rows there are.
pub const ROWS: &str = "rollup_rows";
/// The part that says how many rows were scanned.
pub const SCANNED: &str = "scanned";
/// The part that says how many rows were left out.
pub const LEFT_OUT: &str = "left_out";
