//! Bytes to evidence: claims (TOML), official tables (compressed CSV), series (CSV).

mod card;
mod claims;
mod codes;
mod official;
mod series;
mod table;

pub use claims::claims;
pub use official::{OfficialTable, official};
pub use series::{SeriesTable, series};
