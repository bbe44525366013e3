//! The files of the rules, as text, by their path.

/// Every part of the rules, and what each country assumes to compare salaries with rates.
pub use super::RULES as PARTS;

/// What is covered.
pub const COVERAGE: (&str, &str) =
    ("data/rules/coverage.toml", include_str!("../../../../data/rules/coverage.toml"));

/// Which rules hold where.
pub const PLACES: (&str, &str) =
    ("data/rules/places.toml", include_str!("../../../../data/rules/places.toml"));

/// Price levels within the United States.
pub const REGIONAL_PRICES: (&str, &str) =
    ("data/rules/prices/rpp.csv", include_str!("../../../../data/rules/prices/rpp.csv"));

/// Price levels of countries.
pub const NATIONAL_PRICES: (&str, &str) =
    ("data/rules/prices/ppp.csv", include_str!("../../../../data/rules/prices/ppp.csv"));
