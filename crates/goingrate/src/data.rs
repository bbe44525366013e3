//! The data that the program carries, as bytes.

pub mod rules;

use goingrate_evidence::read::WorldFiles;
use goingrate_units::TaxonomyFiles;

/// The taxonomy.
pub const TAXONOMY: TaxonomyFiles<'static> = TaxonomyFiles {
    roles: include_str!("../../../data/taxonomy/roles.toml"),
    levels: include_str!("../../../data/taxonomy/levels.toml"),
    places: include_str!("../../../data/taxonomy/places.toml"),
    areas: include_str!("../../../data/taxonomy/areas.csv"),
    skills: include_str!("../../../data/taxonomy/skills.toml"),
    industries: include_str!("../../../data/taxonomy/industries.toml"),
    tiers: include_str!("../../../data/taxonomy/tiers.toml"),
    words: include_str!("../../../data/taxonomy/words.toml"),
};

/// How titles and words of levels are read: `titles.toml`.
pub const TITLES: &str = include_str!("../../../data/taxonomy/titles.toml");

/// Words for education and place of work: `details.toml`.
pub const DETAILS: &str = include_str!("../../../data/taxonomy/details.toml");

/// What pay can be: `plausible.toml`.
pub const PLAUSIBLE: &str = include_str!("../../../data/taxonomy/plausible.toml");

/// The reports' claims, in the order in which they are numbered.
pub const CLAIMS: [(&str, &str); 5] = [
    ("salary-outlook-2023.toml", include_str!("../../../data/claims/salary-outlook-2023.toml")),
    ("hourly-rate-report.toml", include_str!("../../../data/claims/hourly-rate-report.toml")),
    ("salary-report-2024.toml", include_str!("../../../data/claims/salary-report-2024.toml")),
    ("salary-guide-2026.toml", include_str!("../../../data/claims/salary-guide-2026.toml")),
    ("cost-to-hire-2026.toml", include_str!("../../../data/claims/cost-to-hire-2026.toml")),
];

/// How loose words are read.
pub const READINGS: (&str, &str) =
    ("readings.toml", include_str!("../../../data/claims/readings.toml"));

/// Official cells: card and compressed table.
pub const OFFICIAL: (&str, &[u8]) = (
    include_str!("../../../data/official/oews-2025.toml"),
    include_bytes!("../../../data/official/oews-2025.csv.gz"),
);

/// Series over time: cards and tables.
pub const SERIES: [(&str, &[u8]); 2] = [
    (
        include_str!("../../../data/official/oews-series-2019-2024.toml"),
        include_bytes!("../../../data/official/oews-series-2019-2024.csv.gz"),
    ),
    (
        include_str!("../../../data/official/eci.toml"),
        include_bytes!("../../../data/official/eci.csv"),
    ),
];

/// Pay outside the United States: official statistics, surveys, advertised pay.
pub const WORLD: WorldFiles<'static> = WorldFiles {
    cards: include_str!("../../../data/world/cards.toml"),
    cells: include_bytes!("../../../data/world/cells.csv"),
    claims: include_bytes!("../../../data/world/claims.csv"),
    occupations: include_bytes!("../../../data/taxonomy/occupations.csv"),
    readings: READINGS,
};

/// Whether [`WORLD`] is among the carried evidence, and in its hash.
pub const WITH_WORLD: bool = true;

/// What countries' money buys: `country,year,ppp`.
pub const PURCHASING_POWER: &str = include_str!("../../../data/rules/prices/ppp.csv");

/// Exchange rates by month.
pub const CURRENCY: &str = include_str!("../../../data/rules/currency.csv");

/// What the model is told beforehand.
pub const PRIORS: &str = include_str!("../../../data/model/priors.toml");

/// The book fitted on all of it (`cargo xtask book`).
pub static BOOK: &[u8] = include_bytes!("../../../data/book/default.gr");
