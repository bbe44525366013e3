//! Counts by key: a row's codes and bin as one number, counted in many small tables.

pub mod dense;
pub mod grouping;
pub mod groups;
pub mod layout;
pub mod sparse;
pub mod table;
pub mod tables;
