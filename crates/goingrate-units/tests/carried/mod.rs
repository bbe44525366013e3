//! The taxonomy that the program carries, for tests.

use std::sync::LazyLock;

use goingrate_units::{Taxonomy, TaxonomyFiles};

/// The files of data/taxonomy.
pub const FILES: TaxonomyFiles<'static> = TaxonomyFiles {
    roles: include_str!("../../../../data/taxonomy/roles.toml"),
    levels: include_str!("../../../../data/taxonomy/levels.toml"),
    places: include_str!("../../../../data/taxonomy/places.toml"),
    areas: include_str!("../../../../data/taxonomy/areas.csv"),
    skills: include_str!("../../../../data/taxonomy/skills.toml"),
    industries: include_str!("../../../../data/taxonomy/industries.toml"),
    tiers: include_str!("../../../../data/taxonomy/tiers.toml"),
    employers: include_str!("../../../../data/taxonomy/employers.csv"),
    employer_levels: include_str!("../../../../data/taxonomy/employer_levels.csv"),
    words: include_str!("../../../../data/taxonomy/words.toml"),
    phrases: include_str!("../../../../data/taxonomy/phrases.csv"),
    towns: include_str!("../../../../data/taxonomy/towns.csv"),
};

/// The carried taxonomy, read once.
pub fn carried() -> &'static Taxonomy {
    static TAXONOMY: LazyLock<Taxonomy> =
        LazyLock::new(|| Taxonomy::read(&FILES).expect("the carried taxonomy reads"));
    &TAXONOMY
}
