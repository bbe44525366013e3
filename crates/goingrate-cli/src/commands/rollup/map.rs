//! The mapping of a roll-up: a TOML file that says which columns of the table are what.

use std::fs;

use goingrate::evidence::sources::MappedTable;
use goingrate::units::Problem;

use crate::files::reading::{Asked, Words};

/// The mapping in a file.
///
/// # Errors
/// When it is none, with the key and line.
pub fn mapping(map: &str, words: &Words) -> Result<Box<MappedTable>, Problem> {
    match Asked::of("map", map, words, |path| fs::read_to_string(path))? {
        Asked::Mapped(table) => Ok(table),
        Asked::Known(_) => Err(Problem::of("map", map, "is a source that is read file by file")
            .hint("name a TOML file with a mapping: docs/MAPPING.md")),
    }
}
