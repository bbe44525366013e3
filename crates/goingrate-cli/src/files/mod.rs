//! Files that commands read: tables of rates and prices, and files of pay with the source that
//! reads them.

pub mod input;
pub mod output;
pub mod plans;
#[cfg(feature = "parquet")]
pub mod reading;
pub mod tables;
