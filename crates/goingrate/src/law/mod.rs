//! Law of one country at a time: only its files are parsed, so that an answer starts at once.

mod jurisdiction;
mod tables;

pub use jurisdiction::{Jurisdiction, Law, TaxTerms, regime};
pub use tables::{TakeHome, take_home};

use goingrate_rules::{PlaceTable, PriceLevels, Rules};
use goingrate_units::Problem;

use crate::{OpenError, data};

/// The carried rules of a country, by its code, with the coverage of all; no parts for a country
/// that is not covered.
///
/// # Errors
/// When a carried file is damaged.
///
/// ```
/// use goingrate::rules::Selection;
/// let rules = goingrate::law::rules("us")?;
/// assert!(rules.plan(&Selection::employee("us-wa", 2026)).is_ok());
/// assert!(rules.plan(&Selection::employee("de", 2026)).is_err(), "only one country is read");
/// # Ok::<(), goingrate::OpenError>(())
/// ```
pub fn rules(country: &str) -> Result<Rules, OpenError> {
    let folder = format!("data/rules/{country}/");
    let parts = data::rules::PARTS.iter().filter(|(path, _)| path.starts_with(&folder));
    Rules::read(parts.copied().chain([data::rules::COVERAGE])).map_err(first)
}

/// Which rules hold in which place.
///
/// # Errors
/// When the carried file is damaged.
pub fn places() -> Result<PlaceTable, OpenError> {
    let (path, text) = data::rules::PLACES;
    PlaceTable::read(path, text).map_err(first)
}

/// The price levels of places.
///
/// # Errors
/// When a carried file is damaged.
pub fn prices() -> Result<PriceLevels, OpenError> {
    let tables = (data::rules::REGIONAL_PRICES, data::rules::NATIONAL_PRICES);
    PriceLevels::read(tables.0, tables.1).map_err(OpenError::Rules)
}

fn first(complaints: Vec<Problem>) -> OpenError {
    let unknown = || Problem::in_file("data/rules", None, "", "", "cannot be read");
    OpenError::Rules(complaints.into_iter().next().unwrap_or_else(unknown))
}
