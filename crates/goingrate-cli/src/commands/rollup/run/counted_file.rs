//! The files that a roll-up counted, each as it was then.

use goingrate_rollup::archive::{Archive, Part};
use goingrate_rollup::kernel::Counted;
use serde::{Deserialize, Serialize};

use super::table::Files;

/// A file as it was when it was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountedFile {
    pub file: String,
    pub bytes: u64,
    /// When it was changed last, in seconds since 1970.
    pub changed: Option<u64>,
}

/// The parts that were counted. Parts of which nothing could be read are none: another run tries them again.
pub fn counted_files(files: &Files, counted: &Counted) -> Vec<CountedFile> {
    let is_lost = |name: &str| {
        counted.damaged.iter().any(|lost| lost.part == name && lost.row_group.is_none())
    };
    let named = counted.parts.iter().filter_map(|at| Some((*at, files.parts().get(*at)?)));
    let kept = named.filter(|(_, part)| !is_lost(&part.name));
    kept.map(|(at, part)| counted_file(files, at, part)).collect()
}

/// A file as it is now.
pub fn counted_file(files: &Files, at: usize, part: &Part) -> CountedFile {
    CountedFile { file: part.name.clone(), bytes: part.bytes, changed: files.changed(at) }
}
