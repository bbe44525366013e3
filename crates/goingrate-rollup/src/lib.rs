//! Rows that outgrow memory or one machine to counts by group and bucket, and those to cells.
//!
//! Only the roll-up touches every row of an archive. It groups rows by the columns that a mapping names and
//! counts their amounts in the buckets of [`goingrate_evidence::Histogram`], whose numbers every engine
//! computes alike. [`sql`] writes it as one statement for an engine that the user already has; [`kernel`]
//! does the same on this machine. Either way the result is the same small table ([`result`]), which a
//! mapping turns into cells and which is refused where its counts are not the rows that were scanned.
#![warn(missing_docs)]

pub mod archive;
mod decode;
pub mod kernel;
pub mod percentiles;
pub mod result;
pub mod sql;
