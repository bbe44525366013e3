//! Slugs and codes while the lists are read: each is there once, and before its use.

use std::collections::HashMap;

use super::TaxonomyError;
use super::files::refuse;
use super::index::put;

/// The position of a slug that must be known by now.
pub(super) fn position(
    file: &str,
    slugs: &HashMap<String, usize>,
    slug: &str,
) -> Result<usize, TaxonomyError> {
    let missing = || refuse(file, format!("{slug:?} is not there, or comes after its use"));
    slugs.get(slug).copied().ok_or_else(missing)
}

/// Puts a slug or code that must be new.
pub(super) fn put_new<V>(
    file: &str,
    map: &mut HashMap<String, V>,
    slug: &str,
    value: V,
) -> Result<(), TaxonomyError> {
    let new = put(map, slug, value);
    if new { Ok(()) } else { Err(refuse(file, format!("{slug:?} is there twice"))) }
}
