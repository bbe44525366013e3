//! What became of the rows of a table, counted while they are priced.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Note, ToldRow};

/// What became of the rows of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RowCounts {
    /// Rows of the table.
    pub rows: u64,
    /// Rows with a price.
    pub priced: u64,
    /// Rows with a complaint, by the field that is to blame.
    pub complaints: BTreeMap<String, u64>,
    /// Rows of which something was left out.
    pub left_out_rows: u64,
    /// Cells that were left out, by their field.
    pub left_out: BTreeMap<String, u64>,
    /// Rows of which it is told how they were read.
    pub remarked: u64,
}

impl RowCounts {
    /// Counts a batch of so many rows, with what is told of some of them.
    pub fn count(&mut self, rows: u64, told: &[ToldRow]) {
        self.rows += rows;
        self.priced += rows - told.iter().filter(|row| !row.priced).count() as u64;
        for row in told {
            self.left_out_rows += u64::from(row.notes.iter().any(Note::is_left_out));
            self.remarked += u64::from(row.notes.iter().any(Note::is_remark));
            for note in &row.notes {
                let by_field = match note {
                    Note::Refused(_) | Note::Salary(_) => &mut self.complaints,
                    Note::LeftOut(_) => &mut self.left_out,
                    Note::Remark(_) => continue,
                };
                *by_field.entry(note.problem().field_name().to_owned()).or_default() += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use goingrate_units::Problem;

    use super::*;

    #[test]
    fn every_row_and_cell_is_counted_once() {
        let of = |field: &str| Problem::of(field, "x", "is wrong");
        let told = [
            ToldRow { line: 2, notes: vec![Note::Refused(of("role"))], priced: false },
            ToldRow {
                line: 3,
                notes: vec![Note::LeftOut(of("years")), Note::LeftOut(of("skills"))],
                priced: true,
            },
            ToldRow { line: 4, notes: vec![Note::Remark(of("place"))], priced: true },
        ];
        let mut counts = RowCounts::default();
        counts.count(5, &told);
        assert_eq!(
            (counts.rows, counts.priced, counts.left_out_rows, counts.remarked),
            (5, 4, 1, 1)
        );
        assert_eq!(counts.complaints, BTreeMap::from([("role".to_owned(), 1)]));
        assert_eq!(counts.left_out.len(), 2);
    }
}
