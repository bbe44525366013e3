//! What can be said against parts once they are all read: periods that overlap or are missing,
//! names that nothing bears, places that two parts claim.

use std::collections::{BTreeMap, BTreeSet};

use crate::Amounts;
use crate::language::chain::{Chain, Parts, short};
use crate::language::part::{Line, Part, Value};
use goingrate_units::Problem;

/// Every complaint about the parts, in the order of their names.
pub fn check(parts: &Parts) -> Vec<Problem> {
    let each =
        parts.values().flat_map(|part| part_alone(part).into_iter().chain(chain(parts, part)));
    each.chain(claimed_twice(parts)).collect()
}

fn complaint(part: &Part, line: usize, field: &str, value: &str, reason: String) -> Problem {
    let (file, field, value) = (part.file.clone(), field.to_owned(), value.to_owned());
    Problem::in_file(file, Some(line as u64), field, value, reason)
}

fn part_alone(part: &Part) -> Vec<Problem> {
    let mut complaints = vec![];
    let mut names: BTreeSet<&str> = Amounts::WORDS.into();
    for line in &part.lines {
        if !names.insert(&line.name) {
            let reason = "another line or an amount that comes in has this name".to_owned();
            complaints.push(complaint(part, line.at, "name", &line.name, reason));
        }
        complaints.extend(periods(part, line));
    }
    complaints
}

/// Values that overlap, end before they start, or leave a year out.
fn periods(part: &Part, line: &Line) -> Vec<Problem> {
    if line.values.is_empty() && line.shape.parameters().is_empty() {
        return vec![];
    }
    let mut complaints = vec![];
    for (i, value) in line.values.iter().enumerate() {
        if value.to.is_some_and(|to| to < value.from) {
            let reason = "ends before it starts".to_owned();
            complaints.push(complaint(part, value.at, "to", &line.name, reason));
        }
        if let Some(other) = line.values[..i].iter().find(|other| overlap(value, other)) {
            let reason = format!("its period overlaps the one of line {}", other.at);
            complaints.push(complaint(part, value.at, "from", &line.name, reason));
        }
    }
    for year in &part.years {
        let day = part.day_of(*year);
        if day.is_none_or(|day| line.value_on(day).is_none()) {
            let reason = format!("no value holds for {year}, one of the years of this file");
            complaints.push(complaint(part, line.at, "value", &line.name, reason));
        }
    }
    complaints
}

fn overlap(one: &Value, other: &Value) -> bool {
    let ends_before = |a: &Value, b: &Value| a.to.is_some_and(|to| to < b.from);
    !ends_before(one, other) && !ends_before(other, one)
}

/// What is wrong with a part as the end of its chain.
fn chain(parts: &Parts, part: &Part) -> Vec<Problem> {
    let chain = match Chain::ending(parts, &part.name) {
        Ok(chain) => chain,
        Err(reason) => return vec![complaint(part, 1, "after", &part.name, reason)],
    };
    let mut complaints = vec![];
    let earlier = &chain.parts[..chain.parts.len() - 1];
    for other in earlier {
        if short(&other.name) == short(&part.name) {
            let reason = format!("{} comes before and has the same last word", other.name);
            complaints.push(complaint(part, 1, "part", &part.name, reason));
        }
        if other.currency != part.currency {
            let reason = format!("{} comes before and is in {}", other.name, other.currency);
            complaints.push(complaint(part, 1, "currency", part.currency.code(), reason));
        }
    }
    let last = chain.parts.len() - 1;
    for (at, line) in part.lines.iter().enumerate() {
        for reference in line.references() {
            if chain.resolve(last, at, reference).is_none() {
                let reason = unknown(part, &chain, &reference.name);
                complaints.push(complaint(part, line.at, &line.name, &reference.name, reason));
            }
        }
    }
    complaints
}

/// Why a reference finds nothing.
fn unknown(part: &Part, chain: &Chain, name: &str) -> String {
    if part.lines.iter().any(|line| line.name == name) {
        return "is this line or a later one; a line reads only earlier lines".to_owned();
    }
    let parts: Vec<&str> = chain.parts.iter().map(|part| short(&part.name)).collect();
    let inputs = Amounts::WORDS.join(", ");
    format!(
        "is neither an earlier line of this file, nor one of {inputs}, nor part.line of the parts {}",
        parts.join(", ")
    )
}

fn claimed_twice(parts: &Parts) -> Vec<Problem> {
    let mut claimed: BTreeMap<_, &str> = BTreeMap::new();
    let mut complaints = vec![];
    let every = [String::new()];
    for part in parts.values() {
        let regimes = if part.regimes.is_empty() { &every[..] } else { &part.regimes };
        for key in part.places.keys().flat_map(|p| regimes.iter().map(move |r| (p, r, part.side))) {
            if let Some(other) = claimed.insert(key, &part.name) {
                let reason = format!("{other} has this place, side and regime too");
                complaints.push(complaint(part, 1, "places", key.0, reason));
            }
        }
    }
    complaints
}
