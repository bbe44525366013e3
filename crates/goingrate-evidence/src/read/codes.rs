//! Official codes to the taxonomy's ids, and the count of codes that the taxonomy does not have.

use std::collections::BTreeMap;

use goingrate_units::{IndustryId, PlaceId, Problem, RoleId, Taxonomy};

use super::table::{Row, Table};

/// The codes of a taxonomy, and those that rows asked for in vain.
pub(super) struct Codes<'t> {
    taxonomy: &'t Taxonomy,
    /// Rows by column and code.
    unknown: BTreeMap<(&'static str, String), usize>,
}

impl<'t> Codes<'t> {
    pub fn of(taxonomy: &'t Taxonomy) -> Codes<'t> {
        Codes { taxonomy, unknown: BTreeMap::new() }
    }

    /// The place of a row; `None` where the taxonomy lacks its code, which is then counted.
    pub fn place(&mut self, row: &Row, column: usize) -> Option<PlaceId> {
        let id = self.taxonomy.place_by_official_code(row.text(column));
        self.counted(id, row, column)
    }

    /// The role of a row; `None` where the taxonomy lacks its code, which is then counted.
    pub fn role(&mut self, row: &Row, column: usize) -> Option<RoleId> {
        let id = self.taxonomy.role_by_soc(row.text(column));
        self.counted(id, row, column)
    }

    /// The industry of a code; `None` where the taxonomy does not list it, which is no fault.
    pub fn industry(&self, code: &str) -> Option<IndustryId> {
        self.taxonomy.industry_by_official_code(code)
    }

    fn counted<Id>(&mut self, id: Option<Id>, row: &Row, column: usize) -> Option<Id> {
        if id.is_none() {
            let code = (row.name(column), row.text(column).to_owned());
            *self.unknown.entry(code).or_default() += 1;
        }
        id
    }

    /// How many rows had a code that the taxonomy lacks.
    pub fn unknown_rows(&self) -> usize {
        self.unknown.values().sum()
    }

    /// One complaint for each code that the taxonomy lacks.
    pub fn complaints(self, table: &Table) -> Vec<Problem> {
        let complaint = |((field, code), rows): ((&'static str, String), usize)| {
            let reason = format!("the taxonomy has no such code; rows left out: {rows}");
            table.complain(field, &code, reason)
        };
        self.unknown.into_iter().map(complaint).collect()
    }
}
