//! What became of the rows of a table, counted while they are priced.

use std::collections::BTreeMap;

use goingrate::ask::price::{Layout, Note, ToldRow};
use serde_json::json;

/// What became of the rows.
#[derive(Debug, Default)]
pub struct Tally {
    rows: u64,
    priced: u64,
    complaints: BTreeMap<String, u64>,
    left_out_rows: u64,
    left_out: BTreeMap<String, u64>,
    remarked: u64,
}

impl Tally {
    /// Counts a batch.
    pub fn count(&mut self, rows: u64, told: &[ToldRow]) {
        self.rows += rows;
        self.priced += rows - told.iter().filter(|row| !row.priced).count() as u64;
        let has = |row: &&ToldRow, is: fn(&Note) -> bool| row.notes.iter().any(is);
        let left_out = |note: &Note| matches!(note, Note::LeftOut(_));
        let remark = |note: &Note| matches!(note, Note::Remark(_));
        self.left_out_rows += told.iter().filter(|row| has(row, left_out)).count() as u64;
        self.remarked += told.iter().filter(|row| has(row, remark)).count() as u64;
        for note in told.iter().flat_map(|row| &row.notes) {
            let by_field = match note {
                Note::Refused(_) | Note::Salary(_) => &mut self.complaints,
                Note::LeftOut(_) => &mut self.left_out,
                Note::Remark(_) => continue,
            };
            *by_field.entry(note.problem().field_name().to_owned()).or_default() += 1;
        }
    }

    /// The counts, with how the columns were read, as JSON.
    pub fn json(&self, layout: &Layout) -> String {
        let (read, passed) = layout.read_and_passed();
        let loosely: BTreeMap<&str, &str> = layout.loosely_read().collect();
        json!({
            "rows": self.rows,
            "priced": self.priced,
            "complaints": self.complaints,
            "left_out_rows": self.left_out_rows,
            "left_out": self.left_out,
            "remarked": self.remarked,
            "read": read,
            "passed": passed,
            "read_loosely": loosely,
            "says_no_place": !layout.may_say_place(),
        })
        .to_string()
    }
}
