//! What became of the rows of a table, with how its columns were read, as JSON.

use std::collections::BTreeMap;

use goingrate::ask::price::{Layout, RowCounts};
use serde::Serialize;

/// What became of the rows, and how the columns were read.
#[derive(Serialize)]
struct Tally<'l> {
    #[serde(flatten)]
    counts: &'l RowCounts,
    read: Vec<&'l str>,
    passed: Vec<&'l str>,
    read_loosely: BTreeMap<&'l str, &'l str>,
    says_no_place: bool,
}

/// The counts, with how the columns were read, as JSON.
pub fn json(counts: &RowCounts, layout: &Layout) -> Result<String, serde_json::Error> {
    let (read, passed) = layout.read_and_passed();
    let read_loosely = layout.loosely_read().collect();
    let says_no_place = !layout.may_say_place();
    serde_json::to_string(&Tally { counts, read, passed, read_loosely, says_no_place })
}
