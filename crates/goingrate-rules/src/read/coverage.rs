//! `data/rules/coverage.toml` to what is covered.

use super::tree::{Fields, Node, Page};
use crate::coverage::{Country, Coverage};
use goingrate_units::Problem;

/// Reads the file of coverage.
pub fn coverage(path: &str, text: &str) -> (Coverage, Vec<Problem>) {
    let page = Page::new(path, text);
    let tree = page.tree();
    let countries = tree.as_ref().map(|tree| {
        let fields = Fields::new(&page, "file", 0, tree.get_ref());
        let countries = fields.tables("country").into_iter().filter_map(country).collect();
        fields.close();
        countries
    });
    (Coverage { countries: countries.unwrap_or_default() }, page.close())
}

fn country(fields: Fields) -> Option<Country> {
    let text = |name: &str| fields.needs(name).and_then(Node::text);
    let (code, name, status) = (text("code"), text("name"), text("status"));
    let verified_by = text("verified_by");
    let years = fields.needs("verified_for").and_then(Node::list).unwrap_or_default();
    let verified_for = years.into_iter().filter_map(Node::year).collect();
    let leaves_out = fields.texts("leaves_out");
    fields.close();
    let (code, name, status, verified_by) = (code?, name?, status?, verified_by?);
    Some(Country { code, name, status, verified_for, verified_by, leaves_out })
}
