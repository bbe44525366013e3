//! One `[[line.value]]`: what holds for a line during a time, with its source and status.

use std::collections::BTreeMap;

use super::tree::{Fields, Node};
use super::words::word;
use crate::language::part::{Figures, Given, Value};
use crate::language::shape::{Kind, Parameter, Shape};
use crate::{Filing, Source, Status};

/// What of its file a line needs to know.
pub struct Context<'a> {
    pub sources: &'a BTreeMap<String, Source>,
    pub filings: &'a [Filing],
    pub places: &'a BTreeMap<String, String>,
}

/// Reads a value; `None` with a complaint where it cannot be one.
pub fn value(fields: Fields, shape: &Shape, context: &Context) -> Option<Value> {
    let at = fields.line();
    let from = fields.needs("from").and_then(Node::date);
    let to = fields.maybe("to").map(Node::date);
    let status = fields.needs("status").and_then(|n| word(n, Status::from_slug, Status::known()));
    let source = fields.needs("source").and_then(|node| source(node, context));
    let off = fields.maybe("off").and_then(Node::truth).unwrap_or(false);
    let asked = if off { &[] } else { shape.parameters() };
    let parameters: Vec<_> = asked.iter().map(|p| parameter(&fields, p, context)).collect();
    fields.close();
    let (from, to) = (from?, to.map_or(Some(None), |to| to.map(Some))?);
    let parameters = parameters.into_iter().collect::<Option<_>>()?;
    Some(Value { from, to, source: source?, status: status?, off, at, parameters })
}

fn source(node: Node, context: &Context) -> Option<String> {
    let word = node.text()?;
    if context.sources.contains_key(&word) {
        return Some(word);
    }
    let known: Vec<&str> = context.sources.keys().map(String::as_str).collect();
    node.complain(format!("is no [source.…] of this file; there are: {}", known.join(", ")))
}

/// A parameter as the file gives it: plain, by filing or by place.
fn parameter(fields: &Fields, parameter: &Parameter, context: &Context) -> Option<Given> {
    let node = match parameter.kind {
        Kind::Maybe(_) => match fields.maybe(parameter.name) {
            None => return Some(Given::Nothing),
            some => some,
        },
        _ => fields.needs(parameter.name),
    }?;
    if !node.is_table() {
        return figures(node, parameter.kind).map(Given::Every);
    }
    let by = node.table()?.all();
    match by.first() {
        Some(first) if Filing::from_slug(first.field).is_some() => {
            by_filing(node, by, parameter.kind, context)
        }
        _ => by_place(node, by, parameter.kind, context),
    }
}

/// A number, or rows of numbers in rising order of the first.
fn figures(node: Node, kind: Kind) -> Option<Figures> {
    let Kind::Table(columns) = kind else { return node.number().map(|n| vec![n]) };
    let rows: Vec<Figures> =
        node.list()?.into_iter().map(|n| row(n, columns)).collect::<Option<_>>()?;
    for (row, next) in rows.iter().zip(rows.iter().skip(1)) {
        if row[0] >= next[0] {
            let reason = format!("rows out of order: {} is followed by {}", row[0], next[0]);
            return node.complain(reason);
        }
    }
    if rows.is_empty() {
        return node.complain("should have at least one row");
    }
    Some(rows.concat())
}

fn row(node: Node, columns: usize) -> Option<Figures> {
    let row: Figures = node.list()?.into_iter().map(Node::number).collect::<Option<_>>()?;
    if row.len() == columns {
        return Some(row);
    }
    node.complain(format!("a row here has {columns} numbers, not {}", row.len()))
}

/// One for each way of filing; a text says that it is another's: "single" or "twice single".
fn by_filing(whole: Node, by: Vec<Node>, kind: Kind, context: &Context) -> Option<Given> {
    let mut given = BTreeMap::new();
    for node in by.iter().filter(|node| !node.is_text()) {
        given.insert(filing(*node)?, figures(*node, kind)?);
    }
    // Single before joint before head, so that one copy may copy another.
    let mut copies: Vec<&Node> = by.iter().filter(|node| node.is_text()).collect();
    copies.sort_by_key(|node| Filing::from_slug(node.field));
    for node in copies {
        let same = same_as(*node, &given, kind)?;
        given.insert(filing(*node)?, same);
    }
    let missing: Vec<&str> =
        context.filings.iter().filter(|f| !given.contains_key(f)).map(|f| f.slug()).collect();
    if missing.is_empty() {
        return Some(Given::ByFiling(given));
    }
    whole.complain(format!("nothing for {}; this file has filings for them", missing.join(", ")))
}

fn filing(node: Node) -> Option<Filing> {
    let known = || node.complain(format!("should be a filing: {}", Filing::known()));
    Filing::from_slug(node.field).or_else(known)
}

/// Another filing's figures, or twice its thresholds (and amounts that are plain numbers).
fn same_as(node: Node, given: &BTreeMap<Filing, Figures>, kind: Kind) -> Option<Figures> {
    let text = node.text()?;
    let (times, word) = text.strip_prefix("twice ").map_or((1.0, text.as_str()), |w| (2.0, w));
    let Some(figures) = Filing::from_slug(word).and_then(|f| given.get(&f)) else {
        return node.complain("should be figures, or such as \"single\" or \"twice single\"");
    };
    let columns = if let Kind::Table(columns) = kind { columns } else { 1 };
    let doubled = |(i, x): (usize, &f64)| if i % columns == 0 { x * times } else { *x };
    Some(figures.iter().enumerate().map(doubled).collect())
}

fn by_place(whole: Node, by: Vec<Node>, kind: Kind, context: &Context) -> Option<Given> {
    let mut given = BTreeMap::new();
    for node in &by {
        if !context.places.contains_key(node.field) {
            return node.complain(format!("{} is no place of this file's [places]", node.field));
        }
        given.insert(node.field.to_owned(), figures(*node, kind)?);
    }
    match context.places.keys().find(|place| !given.contains_key(*place)) {
        None => Some(Given::ByPlace(given)),
        Some(place) => whole.complain(format!("nothing for the place {place}")),
    }
}
