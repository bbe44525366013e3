//! What a plan assumes: each thing with its range, where it is from, how far that may be trusted, and a field
//! to assume otherwise.

use goingrate_view::views::assumed::AssumedView;
use goingrate_view::words as plain;
use maud::{Markup, html};

use crate::Input;
use crate::parts::Figures;
use crate::parts::table::{Cell, Column, Row, Table};
use crate::words::tight;

/// The beginning of the names of fields that assume otherwise: `set-ramp-months`.
const FIELD: &str = "set-";

/// Units that a reader needs no word for: what is assumed says what the number is.
const BARE: &[&str] = &["ratio", "index", "power"];

/// What is assumed otherwise, as requests take it: the fields of single assumptions, and what was written
/// as `name=value`.
pub fn otherwise(input: &Input) -> Vec<String> {
    let single = input
        .fields()
        .filter_map(|(name, value)| name.strip_prefix(FIELD).map(|name| format!("{name}={value}")));
    input.all("assume").map(str::to_owned).chain(single).collect()
}

/// The name by which an assumption is changed: `attrition:employee`.
fn key(assumed: &AssumedView) -> String {
    match &assumed.of {
        Some(of) => format!("{}:{}", assumed.name, of.replace(' ', "_")),
        None => assumed.name.clone(),
    }
}

/// Its range: "15% to 25%", "3 to 9 months".
pub fn range(assumed: &AssumedView) -> String {
    let number = |value: f64| match assumed.is_share {
        true => format!("{}%", plain::plain_number((value * 1e3).round() / 10.0)),
        false if value.abs() < 1000.0 => plain::plain_number((value * 100.0).round() / 100.0),
        false => plain::thousands(value),
    };
    let is_bare = assumed.is_share || BARE.contains(&assumed.unit.as_str());
    let unit = if is_bare { String::new() } else { format!(" {}", assumed.unit) };
    match assumed.low == assumed.high {
        true => format!("{}{unit}", number(assumed.low)),
        false => format!("{} to {}{unit}", number(assumed.low), number(assumed.high)),
    }
}

/// A range of a view, without the units that say nothing: "1 to 1.5 ratio" is "1 to 1.5".
pub fn bare(range: &str) -> String {
    let unit = BARE.iter().find_map(|unit| range.strip_suffix(unit)?.strip_suffix(' '));
    unit.unwrap_or(range).to_owned()
}

/// Its range as it is typed: "15%..25%", "3..9".
fn typed(assumed: &AssumedView) -> String {
    let number = |value: f64| match assumed.is_share {
        true => format!("{}%", plain::plain_number((value * 1e3).round() / 10.0)),
        false => plain::plain_number((value * 100.0).round() / 100.0),
    };
    match assumed.low == assumed.high {
        true => number(assumed.low),
        false => format!("{}..{}", number(assumed.low), number(assumed.high)),
    }
}

/// How far it may be trusted, in words.
fn status(assumed: &AssumedView) -> Markup {
    let (class, words) = match assumed.status.as_str() {
        "law" => ("tag law", "law"),
        "official" => ("tag law", "official statistics"),
        "published" => ("tag book", "published"),
        "list" => ("tag book", "list price"),
        "yours" => ("tag yours", "yours"),
        _ => ("tag own", "our own estimate"),
    };
    html! { span class=(class) { (words) } }
}

/// Where it is from: a link of its first words, and the rest.
fn source(assumed: &AssumedView) -> Markup {
    let end = assumed.source.find([':', ';']).unwrap_or(assumed.source.len());
    let (first, rest) = assumed.source.split_at(end);
    html! {
        (status(assumed)) " " br;
        @match assumed.url.starts_with("http") {
            true => a href=(assumed.url) { (first) },
            false => (first),
        }
        @if !rest.is_empty() { small.quiet { (rest) } }
    }
}

/// Where and of what it is said: "Germany, employee".
fn said_of(assumed: &AssumedView) -> String {
    let parts = assumed.place.iter().chain(&assumed.of).cloned();
    parts.collect::<Vec<_>>().join(", ")
}

/// A table of those that weigh, with a field each; `form` is the form that their fields belong to. Nothing
/// can be changed where a plan was sent, which has them itself.
pub fn table(id: &str, all: &[&AssumedView], form: Option<&str>, input: &Input) -> Table {
    let mut columns = vec![Column::words("What"), Column::words("Taken")];
    columns.extend(form.map(|_| Column::words("Take instead")));
    columns.push(Column::words("Where it is from"));
    let mut named: Vec<String> = Vec::new();
    let row = |assumed: &&AssumedView| {
        let of = said_of(assumed);
        let of = html! { (assumed.what) @if !of.is_empty() { " " small.quiet { (of) } } };
        let mut cells = vec![
            Cell::new(of, format!("{} ({})", assumed.what, said_of(assumed))),
            Cell::text(range(assumed)),
        ];
        if let Some(form) = form {
            let key = key(assumed);
            let first = !named.contains(&key);
            named.push(key.clone());
            cells.push(if first { field(assumed, &key, form, input) } else { Cell::missing() });
        }
        let value = format!("{}: {}", assumed.status, assumed.source);
        cells.push(Cell::new(source(assumed), value));
        Row::new(cells)
    };
    Table {
        id: id.to_owned(),
        caption: "What was assumed".to_owned(),
        rows: all.iter().map(row).collect(),
        columns,
        cards: true,
    }
}

fn field(assumed: &AssumedView, key: &str, form: &str, input: &Input) -> Cell {
    let name = format!("{FIELD}{key}");
    let shown = html! {
        input.small-field form=(form) name=(name) value=(input.one(&name)) placeholder=(typed(assumed))
            aria-label={ "Take instead: " (assumed.what) } autocomplete="off";
    };
    Cell::new(shown, input.one(&name))
}

/// Those of a list that an amount moves with, in that order: each is found by its name and its range.
pub fn found<'a>(
    all: &'a [AssumedView],
    names: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<&'a AssumedView> {
    let mut found: Vec<&AssumedView> = Vec::new();
    for (name, shown) in names {
        let named = || all.iter().filter(|assumed| assumed.name == name);
        let shown = bare(&tight(shown));
        let exact = named().find(|assumed| range(assumed) == shown);
        if let Some(one) = exact.or_else(|| named().next()).filter(|one| !found.contains(one)) {
            found.push(one);
        }
    }
    found
}

/// How many there are, and how many of them are our own estimates.
pub fn count(all: &[AssumedView]) -> String {
    let own = all.iter().filter(|assumed| assumed.is_estimate()).count();
    format!("{} assumptions, {own} of them our own estimates", all.len())
}

/// All of them as a file.
pub fn file(all: &[AssumedView], input: &Input, figures: &mut Figures) -> Markup {
    let row = |one: &AssumedView| {
        let cells = [
            one.name.clone(),
            one.what.clone(),
            one.low.to_string(),
            one.typical.to_string(),
            one.high.to_string(),
            one.unit.clone(),
            said_of(one),
            one.status.clone(),
            one.source.clone(),
            one.url.clone(),
            one.checked.clone().unwrap_or_default(),
        ];
        Row::new(cells.into_iter().map(Cell::text).collect())
    };
    let names = [
        "name", "what", "low", "middle", "high", "unit", "of", "status", "source", "address",
        "checked",
    ];
    let table = Table {
        id: "assumptions".to_owned(),
        caption: "Everything that was assumed".to_owned(),
        columns: names.map(Column::words).to_vec(),
        rows: all.iter().map(row).collect(),
        cards: false,
    };
    figures.keep_table(&table);
    html! {
        @if !input.is_posted() {
            p.note {
                a href=(input.with(&[("file", "assumptions.csv")])) { "All " (all.len()) " assumptions (CSV)" }
                ", each with its name, range, source and the day of the last check."
            }
        }
    }
}
