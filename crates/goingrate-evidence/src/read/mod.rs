//! Bytes to evidence: claims (TOML, and CSV beside it), official tables and cells of microdata
//! (compressed CSV), series (CSV).

mod card;
mod claims;
mod codes;
mod countries;
mod fault;
mod microdata;
mod official;
mod purchasing_power;
mod series;
mod statistics;
mod table;

pub use card::{bad_toml, is_source_slug, source_card};
pub use claims::{ClaimFile, ClaimFiles, ClaimsRead, claims};
pub use countries::countries;
pub use microdata::{MicrodataFile, MicrodataRead, microdata};
pub use official::{OfficialTable, official};
pub use purchasing_power::purchasing_power;
pub use series::{SeriesTable, series};
pub use statistics::{StatisticsRead, statistics};
