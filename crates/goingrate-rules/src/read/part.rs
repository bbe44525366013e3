//! One file to one part.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Fields, Node, Page};
use super::value::Context;
use super::words::{currency, sources, word};
use super::{example, line};
use crate::language::part::Part;
use crate::{Filing, Side};
use goingrate_units::Problem;

/// Where files of rules lie; the rest of the path is the part's name.
const FOLDER: &str = "data/rules/";

/// Reads a file. `None` when what is wrong leaves nothing to go on with; complaints either way.
pub fn part(path: &str, text: &str) -> (Option<Part>, Vec<Problem>) {
    let page = Page::new(path, text);
    let tree = page.tree();
    let part = tree.as_ref().and_then(|tree| {
        let fields = Fields::new(&page, "file", 0, tree.get_ref());
        let part = of_fields(path, &fields);
        fields.close();
        part
    });
    (part, page.close())
}

/// The name of the part in a file: `us/ca` for `data/rules/us/ca.toml`.
fn name_of(path: &str) -> String {
    let below = path.rfind(FOLDER).map_or(path, |at| &path[at + FOLDER.len()..]);
    below.trim_end_matches(".toml").to_owned()
}

fn of_fields(path: &str, fields: &Fields) -> Option<Part> {
    let title = fields.needs("title").and_then(Node::text);
    let currency = fields.needs("currency").and_then(currency);
    let years = fields.needs("years").and_then(Node::list).map(years);
    let year_starts = fields.maybe("year_starts").map_or(Some((1, 1)), month_and_day);
    let sources = sources(fields);
    let filings = filings(fields);
    let side = fields
        .maybe("side")
        .map_or(Some(Side::Worker), |node| word(node, Side::from_slug, Side::known()));
    let places = places(fields);
    let context = Context { sources: &sources, filings: &filings, places: &places };
    let lines = fields.tables("line");
    let lines = lines.into_iter().filter_map(|fields| line::line(fields, &context)).collect();
    let examples = fields.tables("example").into_iter().filter_map(example::example).collect();
    Some(Part {
        name: name_of(path),
        file: path.to_owned(),
        after: fields.maybe("after").and_then(Node::text),
        regimes: fields.texts("regimes"),
        leaves_out: fields.texts("leaves_out"),
        title: title?,
        currency: currency?,
        years: years?,
        year_starts: year_starts?,
        side: side?,
        filings,
        places,
        sources,
        lines,
        examples,
    })
}

fn years(list: Vec<Node>) -> Vec<i16> {
    let years: BTreeSet<i16> = list.into_iter().filter_map(Node::year).collect();
    years.into_iter().collect()
}

/// A month and a day such as "04-06".
fn month_and_day(node: Node) -> Option<(i8, i8)> {
    let text = node.text()?;
    let day = format!("2000-{text}").parse::<goingrate_units::Date>();
    match day {
        Ok(day) if text.len() == 5 => Some((day.month(), day.day())),
        _ => node.complain("should be month and day such as \"04-06\""),
    }
}

fn filings(fields: &Fields) -> Vec<Filing> {
    let Some(list) = fields.maybe("filings").and_then(Node::list) else {
        return vec![Filing::Single, Filing::Joint];
    };
    list.into_iter().filter_map(|node| word(node, Filing::from_slug, Filing::known())).collect()
}

fn places(fields: &Fields) -> BTreeMap<String, String> {
    let all = fields.maybe("places").and_then(Node::table).map(|table| table.all());
    let names = all.into_iter().flatten();
    names.filter_map(|node| Some((node.field.to_owned(), node.text()?))).collect()
}
