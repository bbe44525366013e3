//! Bytes to evidence: claims (TOML), official tables (compressed CSV), series (CSV), figures of the
//! world (CSV).

mod card;
mod claims;
mod codes;
mod official;
mod purchasing_power;
mod series;
mod table;
mod world;

pub use card::{bad_toml, is_source_slug, source_card};
pub use claims::claims;
pub use official::{OfficialTable, official};
pub use purchasing_power::purchasing_power;
pub use series::{SeriesTable, series};
pub use world::{WORLD_FIGURES, WorldFiles, WorldTable, world};
