//! Which columns of a table say what: its line of headings, the column of each field, and the parts of pay.

use std::collections::BTreeMap;

use super::headings::{Headings, Meaning};
use crate::table::{Column, Columns, Head, Line};

/// A part of pay and its columns.
#[derive(Clone, Debug, Default)]
pub(super) struct PayGuess {
    pub component: String,
    pub amount: Option<usize>,
    pub low: Option<usize>,
    pub high: Option<usize>,
}

impl PayGuess {
    pub fn all(&self) -> impl Iterator<Item = usize> {
        [self.amount, self.low, self.high].into_iter().flatten()
    }
}

/// What the headings of a table say.
#[derive(Clone, Debug, Default)]
pub(super) struct Guess {
    /// Field to the position of its column.
    pub fields: BTreeMap<String, usize>,
    pub pay: Vec<PayGuess>,
}

impl Guess {
    /// The best column of each field, and the parts of pay.
    pub fn of(headings: &[String], known: &Headings) -> Guess {
        let mut fields: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut pay: Vec<(String, usize, usize)> = Vec::new();
        for (at, heading) in headings.iter().enumerate() {
            match known.meaning(heading) {
                Some((Meaning::Field(name), worth)) => {
                    let best = fields.entry(name).or_insert((at, worth));
                    if worth > best.1 {
                        *best = (at, worth);
                    }
                }
                Some((Meaning::Pay(name), worth)) => pay.push((name, at, worth)),
                None => {}
            }
        }
        let fields = fields.into_iter().map(|(name, (at, _))| (name, at)).collect();
        Guess { fields, pay: parts(pay, headings, known) }
    }

    /// How many columns are understood; nothing counts without a title and pay.
    fn worth(&self) -> usize {
        let both = self.fields.contains_key("title") && !self.pay.is_empty();
        self.fields.len() + self.pay.len() + if both { 100 } else { 0 }
    }

    /// Whether a column is used.
    pub fn uses(&self, at: usize) -> bool {
        self.fields.values().any(|used| *used == at)
            || self.pay.iter().any(|pay| pay.all().any(|used| used == at))
    }
}

/// The parts of pay: of each the two ends of a range where both are there, else the best column.
fn parts(
    mut found: Vec<(String, usize, usize)>,
    headings: &[String],
    known: &Headings,
) -> Vec<PayGuess> {
    found.sort_by(|a, b| a.0.cmp(&b.0).then(b.2.cmp(&a.2)).then(a.1.cmp(&b.1)));
    let mut parts: Vec<PayGuess> = Vec::new();
    for (component, at, _) in found {
        let fresh = parts.last().is_none_or(|part| part.component != component);
        if fresh {
            parts.push(PayGuess { component, ..PayGuess::default() });
        }
        let Some(part) = parts.last_mut() else { continue };
        match known.end(&headings[at]) {
            Some("low") => part.low = part.low.or(Some(at)),
            Some(_) => part.high = part.high.or(Some(at)),
            None => part.amount = part.amount.or(Some(at)),
        }
    }
    for part in &mut parts {
        // One figure says more than the ends that it lies between; one end alone is a figure.
        if part.amount.is_some() {
            (part.low, part.high) = (None, None);
        }
        if part.low.is_some() != part.high.is_some() {
            part.amount = part.low.take().or(part.high.take());
        }
    }
    parts
}

/// The headings of a table: of its first lines the one that says the most.
pub(super) fn heading_line(head: &Head, known: &Headings) -> Vec<String> {
    let lines = head.first_lines();
    let worth = |line: &Vec<String>| Guess::of(line, known).worth();
    let best = lines.iter().map(worth).max().unwrap_or(0);
    let found = lines.iter().find(|line| best > 0 && worth(line) == best);
    found.cloned().unwrap_or_else(|| head.headings())
}

/// A table whose first lines were read.
pub(super) struct Table {
    pub columns: Columns,
    pub lines: Vec<Line>,
}

impl Table {
    /// The column at a position.
    pub fn column(&self, at: usize) -> Option<Column> {
        self.columns.numbered(at + 1).ok()
    }

    /// What rows state in a column.
    pub fn stated(&self, at: usize) -> impl Iterator<Item = &str> {
        let column = self.column(at);
        self.lines.iter().filter_map(move |line| {
            let text = line.get(column.as_ref()?);
            (!is_nothing(text)).then_some(text)
        })
    }

    /// Different values of a column with how often, the most frequent first.
    pub fn values(&self, at: usize) -> Vec<(&str, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for text in self.stated(at) {
            *counts.entry(text).or_default() += 1;
        }
        let mut values: Vec<(&str, usize)> = counts.into_iter().collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        values
    }
}

/// What stands for nothing in many tables.
pub(super) const NOTHING: [&str; 7] = ["", "-", "n/a", "na", "null", "none", "nan"];

fn is_nothing(text: &str) -> bool {
    NOTHING.contains(&text.to_lowercase().as_str())
}
