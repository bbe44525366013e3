//! The carried files of claims, as the build of `goingrate` finds them.

#![allow(clippy::disallowed_methods, dead_code)] // Tests read the folder; not each needs all of it.

#[path = "../../../goingrate/build/discover.rs"]
mod discover;

use std::path::PathBuf;

use goingrate_evidence::read::{ClaimFile, ClaimFiles, ClaimsRead, claims};
use goingrate_units::{Taxonomy, TaxonomyFiles};

macro_rules! data {
    ($file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/", $file))
    };
}

pub const READINGS: (&str, &str) = ("readings.toml", data!("claims/readings.toml"));
pub const OCCUPATIONS: (&str, &[u8]) =
    ("occupations.csv", data!("taxonomy/occupations.csv").as_bytes());

/// The text of a file of `data`, for as long as the test runs.
fn text(path: &str) -> &'static str {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data").join(path);
    Box::leak(std::fs::read_to_string(file).expect(path).into_boxed_str())
}

/// Every source of claims.
pub fn sources() -> Vec<ClaimFile<'static>> {
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let found = discover::discover(&data).expect("the folder of data is well formed");
    let file = |(card, table): &(String, Option<String>)| ClaimFile {
        name: Box::leak(card.clone().into_boxed_str()),
        text: text(card),
        table: table.as_deref().map(|path| -> (&str, &str) {
            (Box::leak(path.to_owned().into_boxed_str()), text(path))
        }),
    };
    found.claims.iter().map(file).collect()
}

/// What the carried files of claims say.
pub fn read_all(first: usize) -> ClaimsRead {
    let sources = sources();
    let files = ClaimFiles { sources: &sources, readings: READINGS, occupations: OCCUPATIONS };
    claims(&files, first, &taxonomy())
}

/// The carried taxonomy.
pub fn taxonomy() -> Taxonomy {
    let files = TaxonomyFiles {
        roles: data!("taxonomy/roles.toml"),
        levels: data!("taxonomy/levels.toml"),
        places: data!("taxonomy/places.toml"),
        areas: data!("taxonomy/areas.csv"),
        skills: data!("taxonomy/skills.toml"),
        industries: data!("taxonomy/industries.toml"),
        tiers: data!("taxonomy/tiers.toml"),
        employers: data!("taxonomy/employers.csv"),
        employer_levels: data!("taxonomy/employer_levels.csv"),
        words: data!("taxonomy/words.toml"),
        phrases: data!("taxonomy/phrases.csv"),
        towns: data!("taxonomy/towns.csv"),
    };
    Taxonomy::read(&files).expect("the carried taxonomy is well formed")
}
