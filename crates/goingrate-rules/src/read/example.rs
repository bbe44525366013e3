//! One `[[example]]`: a computation that somebody else has published, or that a hand can follow.

use std::collections::BTreeMap;

use super::tree::{Fields, Node};
use super::words::word;
use crate::language::part::Example;
use crate::{Amounts, Filing};

/// Cents: what an example may be off when it says nothing else.
const WITHIN: f64 = 0.01;

/// Reads an example; `None` with a complaint where it cannot be one.
pub fn example(fields: Fields) -> Option<Example> {
    let at = fields.line();
    let place = fields.needs("place").and_then(Node::text);
    let year = fields.needs("year").and_then(Node::year);
    let filing = fields
        .maybe("filing")
        .map_or(Some(Filing::Single), |node| word(node, Filing::from_slug, Filing::known()));
    let regime = fields.maybe("regime").map_or(Some(crate::EMPLOYEE.to_owned()), Node::text);
    let amount = |name: &str| fields.maybe(name).map_or(Some(0.0), Node::number);
    let given = Amounts {
        salary: amount("salary")?,
        bonus: amount("bonus")?,
        profit: amount("profit")?,
        saving: amount("saving")?,
    };
    let within = fields.maybe("within").map_or(Some(WITHIN), Node::number);
    let source = fields.needs("source").and_then(Node::text);
    let expect = fields.needs("expect").and_then(expected);
    fields.close();
    let (place, year, filing, regime) = (place?, year?, filing?, regime?);
    let (expect, within, source) = (expect?, within?, source?);
    Some(Example { at, place, year, filing, regime, given, expect, within, source })
}

fn expected(node: Node) -> Option<BTreeMap<String, f64>> {
    let all = node.table()?.all();
    all.into_iter().map(|node| Some((node.field.to_owned(), node.number()?))).collect()
}
