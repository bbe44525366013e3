//! `data/rules/places.toml` to the table of places.

use std::collections::BTreeMap;

use super::tree::{Fields, Node, Page};
use crate::places::PlaceTable;
use goingrate_units::Problem;

/// Reads the table of places.
pub fn place_table(path: &str, text: &str) -> (PlaceTable, Vec<Problem>) {
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
