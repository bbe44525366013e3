//! A source's own data, `data/sources/<slug>.toml`, in the shape that the source declares.

use goingrate_units::Problem;
use serde::de::DeserializeOwned;

use crate::error::SourceError;

/// The data of a source.
///
/// # Errors
/// When the text is no TOML of this shape.
pub(crate) fn own_data<T: DeserializeOwned>(slug: &str, text: &str) -> Result<T, SourceError> {
    toml::from_str(text).map_err(|error| bad_data(slug, "", text, error.message()))
}

/// What is wrong with a source's own data.
pub(crate) fn bad_data(slug: &str, field: &str, value: &str, reason: &str) -> SourceError {
    let first_line = value.lines().next().unwrap_or_default();
    SourceError::Data(Problem::in_file(format!("{slug}.toml"), None, field, first_line, reason))
}
