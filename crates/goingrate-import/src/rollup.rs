//! Records to cells, as they come: a [`Sink`] that forgets every row at once and counts what it saw.

use std::collections::{BTreeMap, HashMap};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::rejection::{Reason, Rejection, Remark};
use crate::row::{Row, Sink};
use goingrate_evidence::{Cell, CellKey, Histogram, RowHash, SourceId, SummaryQuantiles};

/// How many examples of each reason are kept.
const EXAMPLES: usize = 3;

/// How many different unknown values of a reason are counted by name; further ones only in sum.
const VALUES: usize = 100_000;

/// Cells in the making, and the counts of the rows that made them.
#[derive(Clone, Debug, Default)]
pub struct RollUp {
    cells: FxHashMap<CellKey, Histogram>,
    published: Vec<SummaryQuantiles>,
    rows: FxHashSet<RowHash>,
    counts: Counts,
}

/// What became of the rows of a file: `read` is `used` and everything in `aside` together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of the file, headings and preamble aside.
    pub read: u64,
    /// Rows that gave at least one record or published percentile.
    pub used: u64,
    /// Rows that were set aside, by reason.
    pub aside: BTreeMap<Reason, u64>,
    /// Records that the used rows gave: one a component or end of a range.
    pub records: u64,
    /// Used rows that are exact duplicates of an earlier one. They are used all the same.
    pub duplicates: u64,
    /// What is worth telling of used rows, by remark; a row can have several.
    pub remarks: BTreeMap<Remark, u64>,
    /// What was written where a word is not known (titles, places, currencies), with how often.
    pub unknown: BTreeMap<Reason, BTreeMap<String, u64>>,
    /// The encoding that the file was read in, where it was guessed.
    pub guessed_encoding: Option<String>,
    /// The first rows that were set aside for each reason: line and what was to blame.
    pub examples: BTreeMap<Reason, Vec<(u64, Rejection)>>,
}

impl Counts {
    /// Rows that were set aside for any reason.
    pub fn set_aside(&self) -> u64 {
        self.aside.values().sum()
    }

    /// The values that were not known for this reason, the most frequent first, at most `most`.
    pub fn top_unknown(&self, reason: Reason, most: usize) -> Vec<(&str, u64)> {
        let values = self.unknown.get(&reason).into_iter().flatten();
        let mut values: Vec<(&str, u64)> = values.map(|(v, n)| (v.as_str(), *n)).collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        values.truncate(most);
        values
    }

    fn example(&mut self, line: u64, rejection: Rejection) {
        let examples = self.examples.entry(rejection.reason).or_default();
        if examples.len() < EXAMPLES {
            examples.push((line, rejection));
        }
    }

    fn count_unknown(&mut self, rejection: &Rejection, rows: u64) {
        let values = self.unknown.entry(rejection.reason).or_default();
        let room = values.len() < VALUES;
        if let Some(count) = values.get_mut(&rejection.value) {
            *count = count.saturating_add(rows);
        } else if room {
            values.insert(rejection.value.clone(), rows);
        }
    }
}

/// What a file became.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RolledUp {
    /// Its cells, in the order of their keys.
    pub cells: Vec<Cell>,
    /// The percentiles that it publishes, in the order of the file.
    pub published: Vec<SummaryQuantiles>,
    /// What became of its rows.
    pub counts: Counts,
}

impl RollUp {
    /// Nothing yet.
    pub fn new() -> RollUp {
        RollUp::default()
    }

    /// The counts so far.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The cells, in an order that does not depend on that of the rows.
    pub fn finish(self, source: SourceId) -> RolledUp {
        let cell = |(key, histogram)| Cell { source, key, histogram };
        let mut cells: Vec<Cell> = self.cells.into_iter().map(cell).collect();
        cells.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        RolledUp { cells, published: self.published, counts: self.counts }
    }

    /// Rows that were counted elsewhere (a roll-up of columns): all of one key, with what is worth
    /// telling of them. They are used; whether any were duplicates is not known.
    pub fn counted(&mut self, key: CellKey, pay: &Histogram, remarks: &[Remark]) {
        let rows = pay.count();
        self.counts.read = self.counts.read.saturating_add(rows);
        self.counts.used = self.counts.used.saturating_add(rows);
        self.counts.records = self.counts.records.saturating_add(rows);
        for remark in remarks {
            let told = self.counts.remarks.entry(*remark).or_default();
            *told = told.saturating_add(rows);
        }
        self.cells.entry(key).or_default().merge(pay);
    }

    /// Rows that were counted elsewhere and are set aside, all for one reason.
    pub fn set_aside_counted(&mut self, rejection: Rejection, rows: u64) {
        self.counts.read = self.counts.read.saturating_add(rows);
        let aside = self.counts.aside.entry(rejection.reason).or_default();
        *aside = aside.saturating_add(rows);
        if rejection.reason.is_unknown_word() {
            self.counts.count_unknown(&rejection, rows);
        }
        self.counts.example(0, rejection);
    }

    fn count_duplicate(&mut self, row: &Row) {
        let hash = row.records.first().map(|r| r.row).or(row.published.first().map(|p| p.row));
        if hash.is_some_and(|hash| !self.rows.insert(hash)) {
            self.counts.duplicates += 1;
        }
    }
}

impl Sink for RollUp {
    fn guessed_encoding(&mut self, encoding: &str) {
        self.counts.guessed_encoding = Some(encoding.to_owned());
    }

    fn used(&mut self, line: u64, row: &mut Row) {
        let fails = |amount: f64| Histogram::bucket(amount).is_err();
        if let Some(record) = row.records.iter().find(|record| fails(record.amount)) {
            let value = record.amount.to_string();
            return self.set_aside(line, Rejection::new(Reason::ImpossiblePay, "amount", &value));
        }
        self.counts.read += 1;
        self.counts.used += 1;
        self.count_duplicate(row);
        self.counts.records += row.records.len() as u64;
        for record in row.records.drain(..) {
            // Counting cannot fail: the amount was tried above.
            let _ = self.cells.entry(record.key).or_default().add(record.amount);
        }
        for published in row.published.drain(..) {
            // A table with a figure a line states one group in lines that follow each other.
            let taken = self.published.last_mut().is_some_and(|last| last.absorb(&published));
            self.published.extend((!taken).then_some(published));
        }
        for remark in row.remarks.drain(..) {
            *self.counts.remarks.entry(remark).or_default() += 1;
        }
    }

    fn set_aside(&mut self, line: u64, rejection: Rejection) {
        let counts = &mut self.counts;
        counts.read += 1;
        *counts.aside.entry(rejection.reason).or_default() += 1;
        if rejection.reason.is_unknown_word() {
            counts.count_unknown(&rejection, 1);
        }
        counts.example(line, rejection);
    }
}

/// Cells of several roll-ups added together: counts of the same source and key add exactly. The
/// result is in the order of source and key, whatever the order of `cells`.
pub fn merged(cells: impl IntoIterator<Item = Cell>) -> Vec<Cell> {
    let mut sums: HashMap<(SourceId, CellKey), Histogram, FxBuildHasher> = HashMap::default();
    for Cell { source, key, histogram } in cells {
        sums.entry((source, key)).or_default().merge(&histogram);
    }
    let cell = |((source, key), histogram)| Cell { source, key, histogram };
    let mut cells: Vec<Cell> = sums.into_iter().map(cell).collect();
    cells.sort_unstable_by(|a, b| (a.source, &a.key).cmp(&(b.source, &b.key)));
    cells
}
