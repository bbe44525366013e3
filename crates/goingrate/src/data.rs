//! The data that the program carries, as bytes. The lists of files ([`CLAIMS`], [`OFFICIAL`],
//! [`MICRODATA`], [`RULES`]) are those of the folder `data`, as the build found them.

pub mod rules;

use goingrate_evidence::read::{ClaimFile, ClaimFiles, MicrodataFile};
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
    employers: include_str!("../../../data/taxonomy/employers.csv"),
    employer_levels: include_str!("../../../data/taxonomy/employer_levels.csv"),
    words: include_str!("../../../data/taxonomy/words.toml"),
    phrases: include_str!("../../../data/taxonomy/phrases.csv"),
    towns: include_str!("../../../data/taxonomy/towns.csv"),
};

/// How titles and words of levels are read: `titles.toml`.
pub const TITLES: &str = include_str!("../../../data/taxonomy/titles.toml");

/// Words for education and place of work: `details.toml`.
pub const DETAILS: &str = include_str!("../../../data/taxonomy/details.toml");

/// What headings of tables mean: `headings.toml`.
pub const HEADINGS: &str = include_str!("../../../data/taxonomy/headings.toml");

/// What pay can be: `plausible.toml`.
pub const PLAUSIBLE: &str = include_str!("../../../data/taxonomy/plausible.toml");

include!(concat!(env!("OUT_DIR"), "/data.rs"));

/// How loose words are read.
pub const READINGS: (&str, &str) =
    ("data/claims/readings.toml", include_str!("../../../data/claims/readings.toml"));

/// Codes of other classifications of occupations.
pub const OCCUPATIONS: (&str, &[u8]) =
    ("data/taxonomy/occupations.csv", include_bytes!("../../../data/taxonomy/occupations.csv"));

/// Everything that claims are read from.
pub const CLAIM_FILES: ClaimFiles<'static> =
    ClaimFiles { sources: CLAIMS, readings: READINGS, occupations: OCCUPATIONS };

/// What figures for planners are held against.
pub const VERDICTS: (&str, &str) =
    ("data/verdicts.toml", include_str!("../../../data/verdicts.toml"));

/// What countries' money buys: `country,year,ppp`.
pub const PURCHASING_POWER: &str = include_str!("../../../data/rules/prices/ppp.csv");

/// What is known of countries beside pay: income and developers.
pub const COUNTRIES: (&str, &str) =
    ("data/world/countries.csv", include_str!("../../../data/world/countries.csv"));

/// Exchange rates by month.
pub const CURRENCY: &str = include_str!("../../../data/rules/currency.csv");

/// What the model is told beforehand.
pub const PRIORS: &str = include_str!("../../../data/model/priors.toml");

/// The book fitted on all of it (`cargo xtask book`).
pub static BOOK: &[u8] = include_bytes!("../../../data/book/default.gr");
