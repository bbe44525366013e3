//! What every file of rules has: words of closed lists, currencies, sources.

use std::collections::BTreeMap;

use super::tree::{Fields, Node};
use crate::Source;

/// A word of a closed list.
pub fn word<T>(node: Node, of: impl Fn(&str) -> Option<T>, known: String) -> Option<T> {
    of(&node.text()?).or_else(|| node.complain(format!("is not one of: {known}")))
}

/// A currency by its code.
pub fn currency(node: Node) -> Option<goingrate_units::Currency> {
    let text = node.text()?;
    text.parse().map_or_else(|e| node.complain(format!("{e}")), Some)
}

/// The sources of a file, by their word.
pub fn sources(fields: &Fields) -> BTreeMap<String, Source> {
    let all = fields.maybe("source").and_then(Node::table).map(|table| table.all());
    let tables = all.into_iter().flatten();
    tables.filter_map(|node| Some((node.field.to_owned(), source(node)?))).collect()
}

fn source(node: Node) -> Option<Source> {
    let fields = node.table()?;
    let title = fields.needs("title").and_then(Node::text);
    let url = fields.needs("url").and_then(Node::text);
    let checked = fields.needs("checked").and_then(Node::date);
    fields.close();
    Some(Source { title: title?, url: url?, checked: checked? })
}
