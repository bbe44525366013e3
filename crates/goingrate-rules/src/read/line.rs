//! One `[[line]]` of a file: its shape, what it reads, and its values.

use super::tree::{Fields, Node};
use super::value::{self, Context};
use super::words::word;
use crate::Counts;
use crate::language::part::Line;
use crate::language::shape::{Compare, Reference, Rounding, Shape, Term};

/// Reads a line; `None` with a complaint where it cannot be one.
pub fn line(fields: Fields, context: &Context) -> Option<Line> {
    let at = fields.line();
    let name = fields.needs("name").and_then(name);
    let what = fields.needs("what").and_then(Node::text);
    let shape = fields.needs("shape").and_then(|node| shape(node, &fields));
    let counts = fields.maybe("counts").and_then(|n| word(n, Counts::from_slug, Counts::known()));
    let feeds = fields.maybe("feeds").and_then(Node::text);
    let at_least = fields.maybe("at_least").and_then(reference);
    let at_most = fields.maybe("at_most").and_then(reference);
    let round = fields.maybe("round").and_then(rounding);
    let values = fields.tables("value");
    let line = shape.map(|shape| {
        let values = values.into_iter().filter_map(|v| value::value(v, &shape, context));
        (values.collect(), shape)
    });
    fields.close();
    let (values, shape) = line?;
    let (name, what) = (name?, what?);
    Some(Line { name, what, at, shape, counts, feeds, at_least, at_most, round, values })
}

/// A name that can stand in references.
fn name(node: Node) -> Option<String> {
    let name = node.text()?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !name.is_empty() && name.chars().all(plain) {
        return Some(name);
    }
    node.complain("should be lower-case letters, digits and _")
}

pub fn reference(node: Node) -> Option<Reference> {
    named(node, &node.text()?)
}

fn named(node: Node, name: &str) -> Option<Reference> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.-".contains(c);
    if !name.is_empty() && name.chars().all(plain) {
        return Some(Reference { name: name.to_owned() });
    }
    node.complain(format!("{name:?} should be the name of an earlier line, or part.line"))
}

fn references(node: Node) -> Option<Vec<Reference>> {
    let list = node.list()?;
    if list.is_empty() {
        return node.complain("should name at least one line");
    }
    list.into_iter().map(reference).collect()
}

/// The shape that a line's word names, with the fields that the shape asks for.
fn shape(word: Node, fields: &Fields) -> Option<Shape> {
    let of = |name: &str| fields.needs(name).and_then(reference);
    match word.text()?.as_str() {
        "amount" => Some(Shape::Amount),
        "sum" => fields.needs("of").and_then(terms).map(Shape::Sum),
        "share" => of("of").map(Shape::Share),
        "brackets" => of("of").map(Shape::Brackets),
        "steps" => of("of").map(Shape::Steps),
        "points" => of("of").map(Shape::Points),
        "zones" => of("of").map(Shape::Zones),
        "least" => fields.needs("of").and_then(references).map(Shape::Least),
        "most" => fields.needs("of").and_then(references).map(Shape::Most),
        "phase_out" => Some(Shape::PhaseOut { reduce: of("reduce")?, of: of("of")? }),
        "times" => Some(Shape::Times(of("of")?, of("by")?)),
        "ratio" => Some(Shape::Ratio(of("of")?, of("over")?)),
        "choose" => choose(fields),
        "later" => fields.needs("of").and_then(Node::text).map(Shape::Later),
        _ => word.complain(format!("is not one of: {}", Shape::WORDS.join(", "))),
    }
}

/// A sum such as `"wages + profit - deduction"`.
fn terms(node: Node) -> Option<Vec<Term>> {
    let text = node.text()?;
    let mut words = text.split_whitespace();
    let mut terms = vec![Term { of: named(node, words.next().unwrap_or_default())?, less: false }];
    while let Some(sign) = words.next() {
        let less = match sign {
            "+" => false,
            "-" => true,
            _ => return node.complain(format!("{sign:?} should be + or -, with blanks around it")),
        };
        terms.push(Term { of: named(node, words.next().unwrap_or_default())?, less });
    }
    Some(terms)
}

/// `when = "a > b"`, `then`, `otherwise`.
fn choose(fields: &Fields) -> Option<Shape> {
    let when = fields.needs("when");
    let then = fields.needs("then").and_then(reference);
    let otherwise = fields.needs("otherwise").and_then(reference);
    let (left, compare, right) = comparison(when?)?;
    Some(Shape::Choose { left, compare, right, then: then?, otherwise: otherwise? })
}

fn comparison(node: Node) -> Option<(Reference, Compare, Reference)> {
    let text = node.text()?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let [left, sign, right] = words[..] else {
        return node.complain("should be a comparison of two lines such as \"income > limit\"");
    };
    let compare = match sign {
        ">" => Compare::Above,
        ">=" => Compare::AtLeast,
        "<" => Compare::Below,
        "<=" => Compare::AtMost,
        _ => return node.complain(format!("{sign:?} should be >, >=, < or <=")),
    };
    Some((named(node, left)?, compare, named(node, right)?))
}

/// `round = "down to 50"`.
fn rounding(node: Node) -> Option<(Rounding, f64)> {
    let text = node.text()?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let to =
        words.get(2).and_then(|to| to.parse::<f64>().ok()).filter(|to| to.is_finite() && *to > 0.0);
    match (words.as_slice(), to) {
        (["nearest", "to", _], Some(to)) => Some((Rounding::Nearest, to)),
        (["down", "to", _], Some(to)) => Some((Rounding::Down, to)),
        (["up", "to", _], Some(to)) => Some((Rounding::Up, to)),
        _ => node.complain("should be such as \"nearest to 1\", \"down to 50\" or \"up to 0.01\""),
    }
}
