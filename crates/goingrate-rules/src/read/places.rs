//! `data/rules/places.toml` to the table of places.

use std::collections::BTreeMap;

use super::tree::{Fields, Node, Page};
use crate::places::PlaceTable;
use goingrate_units::Problem;

impl PlaceTable {
    /// Reads the table.
    ///
    /// # Errors
    /// Every complaint about the file.
    ///
    /// ```
    /// use goingrate_rules::PlaceTable;
    /// let text = "[rules]\nus-35620 = 'us-ny-nyc'\n[words]\n'scotland' = 'gb-sct'\n";
    /// let table = PlaceTable::read("data/rules/places.toml", text).expect("a table");
    /// assert_eq!(table.named("Scotland"), Some("gb-sct"));
    /// ```
    pub fn read(path: &str, text: &str) -> Result<PlaceTable, Vec<Problem>> {
        let (table, complaints) = place_table(path, text);
        if complaints.is_empty() { Ok(table) } else { Err(complaints) }
    }
}

fn place_table(path: &str, text: &str) -> (PlaceTable, Vec<Problem>) {
    let page = Page::new(path, text);
    let tree = page.tree();
    let table = tree.as_ref().map(|tree| {
        let fields = Fields::new(&page, "file", 0, tree.get_ref());
        let table = PlaceTable { rules: codes(&fields, "rules"), words: codes(&fields, "words") };
        fields.close();
        table
    });
    (table.unwrap_or_default(), page.close())
}

/// A table of names, each with the place of the rules that it means.
fn codes(fields: &Fields, name: &str) -> BTreeMap<String, String> {
    let rows = fields.needs(name).and_then(Node::table).map(|table| table.all());
    let rows = rows.into_iter().flatten();
    rows.filter_map(|node| Some((node.field.to_owned(), node.text()?))).collect()
}
