//! `data/rules/<country>/equivalence.toml` to the table of a country.

use std::collections::BTreeMap;

use super::tree::{Fields, Node, Page};
use super::words::{currency, sources, word};
use crate::language::chain::Parts;
use crate::language::comparison::{
    Assumption, AssumptionValue, EquivalenceTable, LineName, Regime, TableExample,
};
use crate::{AssumptionName, ChargedOn, Source, Status};
use goingrate_units::Problem;

/// Cents: what an example may be off when it says nothing else.
const WITHIN: f64 = 0.01;

/// Reads a file; gives the country's code with its table, and the complaints.
pub fn equivalence(path: &str, text: &str) -> (Option<(String, EquivalenceTable)>, Vec<Problem>) {
    let page = Page::new(path, text);
    let tree = page.tree();
    let table = tree.as_ref().and_then(|tree| {
        let fields = Fields::new(&page, "file", 0, tree.get_ref());
        let table = of_fields(path, &fields);
        fields.close();
        table
    });
    // The folder of the file is the country.
    let country = path.rsplit('/').nth(1).unwrap_or_default().to_owned();
    (table.map(|table| (country, table)), page.close())
}

fn of_fields(path: &str, fields: &Fields) -> Option<EquivalenceTable> {
    let currency = fields.needs("currency").and_then(currency);
    let sources = sources(fields);
    let regimes = fields.tables("regime").into_iter();
    let regimes: Vec<Regime> = regimes.filter_map(|fields| regime(fields, &sources)).collect();
    let known: Vec<&str> = regimes.iter().map(|regime| regime.name.as_str()).collect();
    let assumptions = fields.tables("assumption").into_iter();
    let assumptions = assumptions.filter_map(|fields| assumption(fields, &sources, &known));
    let assumptions: Vec<Assumption> = assumptions.collect();
    for name in AssumptionName::ALL {
        let times = assumptions.iter().filter(|a| a.name == *name).count();
        if times > 1 {
            fields.complain::<()>("assumption", name.slug(), "is there twice");
        }
    }
    let needed = [AssumptionName::HoursADay, AssumptionName::BillableShare];
    for name in needed.iter().filter(|name| !assumptions.iter().any(|a| a.name == **name)) {
        fields.complain::<()>("assumption", name.slug(), "is missing");
    }
    if regimes.is_empty() {
        fields.complain::<()>("regime", "", "is missing");
    }
    let examples = fields.tables("example").into_iter().filter_map(example).collect();
    Some(EquivalenceTable {
        file: path.to_owned(),
        currency: currency?,
        leaves_out: fields.texts("leaves_out"),
        regimes,
        assumptions,
        sources,
        examples,
    })
}

fn regime(fields: Fields, sources: &BTreeMap<String, Source>) -> Option<Regime> {
    let name = fields.needs("name").and_then(Node::text);
    let what = fields.needs("what").and_then(Node::text);
    let on = fields.needs("on").and_then(|n| word(n, ChargedOn::from_slug, ChargedOn::known()));
    let limits = fields.maybe("up_to").and_then(Node::table).map(|table| table.all());
    let limit = |node: Node| {
        let year = node.field.parse::<i16>().ok().or_else(|| node.complain("should be a year"))?;
        Some((year, node.number()?))
    };
    let up_to: BTreeMap<i16, f64> = limits.into_iter().flatten().filter_map(limit).collect();
    // A limit is law, and law has a source.
    if !up_to.is_empty() {
        fields.needs("source").and_then(|node| source(node, sources))?;
    }
    fields.close();
    Some(Regime { name: name?, what: what?, on: on?, up_to })
}

fn assumption(
    fields: Fields,
    sources: &BTreeMap<String, Source>,
    regimes: &[&str],
) -> Option<Assumption> {
    let at = fields.line();
    let name = fields
        .needs("name")
        .and_then(|node| word(node, AssumptionName::from_slug, AssumptionName::known()));
    let what = fields.needs("what").and_then(Node::text);
    let lines = lines(&fields, "lines");
    let less = self::lines(&fields, "less");
    let relief = fields.texts("relief");
    if let Some(other) = relief.iter().find(|name| !regimes.contains(&name.as_str())) {
        fields.complain::<()>("relief", other, "is no regime of this file");
    }
    let values: Vec<_> = fields.tables("value").into_iter().collect();
    let values: Vec<_> = values.into_iter().filter_map(|fields| value(fields, sources)).collect();
    if values.is_empty() && lines.is_empty() {
        fields.complain::<()>("value", "", "is missing, and there are no lines either");
    }
    fields.close();
    Some(Assumption { name: name?, what: what?, at, lines, less, relief, values })
}

/// Lines of the rules such as `"de/employer:pension"`.
fn lines(fields: &Fields, name: &str) -> Vec<LineName> {
    let list = fields.maybe(name).and_then(Node::list).unwrap_or_default();
    let line = |node: Node| match node.text()?.split_once(':') {
        Some((part, line)) => Some(LineName { part: part.to_owned(), line: line.to_owned() }),
        None => node.complain("should be part and line such as \"de/employer:pension\""),
    };
    list.into_iter().filter_map(line).collect()
}

fn value(fields: Fields, sources: &BTreeMap<String, Source>) -> Option<AssumptionValue> {
    let from = fields.needs("from").and_then(Node::date);
    let to = fields.maybe("to").map(Node::date);
    let typical = fields.needs("typical").and_then(Node::number);
    let bound = |name: &str| fields.maybe(name).map_or(typical, Node::number);
    let (low, high) = (bound("low"), bound("high"));
    let status = fields.needs("status").and_then(|n| word(n, Status::from_slug, Status::known()));
    let source = fields.needs("source").and_then(|node| source(node, sources));
    let (low, typical, high) = (low?, typical?, high?);
    if !(0.0 <= low && low <= typical && typical <= high) {
        fields.complain::<()>("low, typical, high", "", "should rise, from zero on");
    }
    fields.close();
    let to = to.map_or(Some(None), |to| to.map(Some))?;
    Some(AssumptionValue { from: from?, to, low, typical, high, status: status?, source: source? })
}

fn source(node: Node, sources: &BTreeMap<String, Source>) -> Option<String> {
    let word = node.text()?;
    if sources.contains_key(&word) { Some(word) } else { node.complain("is no [source.…]") }
}

fn example(fields: Fields) -> Option<TableExample> {
    let at = fields.line();
    let place = fields.needs("place").and_then(Node::text);
    let year = fields.needs("year").and_then(Node::year);
    let regime = fields.maybe("regime").and_then(Node::text);
    let salary = fields.needs("salary").and_then(Node::number);
    let within = fields.maybe("within").map_or(Some(WITHIN), Node::number);
    let source = fields.needs("source").and_then(Node::text);
    let expect = fields.needs("expect").and_then(Node::table).map(|table| table.all());
    let expect = expect.map(|all| {
        all.into_iter().filter_map(|n| Some((n.field.to_owned(), n.number()?))).collect()
    });
    fields.close();
    let (place, year, salary, expect) = (place?, year?, salary?, expect?);
    Some(TableExample { at, place, year, regime, salary, expect, within: within?, source: source? })
}

/// Complaints about lines that no part has, and regimes that no part knows.
pub fn check_lines(table: &EquivalenceTable, parts: &Parts) -> Vec<Problem> {
    let mut complaints = vec![];
    for assumption in &table.assumptions {
        for of in assumption.lines.iter().chain(&assumption.less) {
            let found = parts.get(&of.part).map(|part| &part.lines);
            if !found.is_some_and(|lines| lines.iter().any(|line| line.name == of.line)) {
                let named = format!("{}:{}", of.part, of.line);
                let (at, reason) = (Some(assumption.at as u64), "is no line of the rules");
                complaints.push(Problem::in_file(&*table.file, at, "lines", named, reason));
            }
        }
    }
    // The file is in a country's folder, and the country's law has one currency.
    let folder = table.file.rsplit('/').nth(1).unwrap_or_default();
    let prefix = format!("{folder}/");
    let others = |name: &str| name.starts_with(&prefix);
    if parts.values().any(|part| others(&part.name) && part.currency != table.currency) {
        let (value, reason) = (table.currency.to_string(), "is not the currency of the rules");
        complaints.push(Problem::in_file(&*table.file, None, "currency", value, reason));
    }
    for regime in &table.regimes {
        if !parts.values().any(|p| p.regimes.is_empty() || p.regimes.contains(&regime.name)) {
            let reason = "is a regime of no part";
            complaints.push(Problem::in_file(&*table.file, None, "regime", &*regime.name, reason));
        }
    }
    complaints
}
