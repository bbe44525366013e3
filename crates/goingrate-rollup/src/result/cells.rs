//! The entries of a result to cells, by a mapping; and whether its counts are the rows that were scanned.

use std::collections::BTreeMap;

use goingrate_evidence::{CellKey, ContentHash, Histogram};
use goingrate_import::{
    Context, Group, GroupReader, MappedTable, Reason, Rejection, RollUp, SourceError,
};
use goingrate_units::Problem;
use rustc_hash::FxHashMap;

use super::read::{Entry, Results};
use crate::kernel::Fault;

/// What a result became, when its counts add up.
pub struct Reconciled {
    /// Its cells in the making, with what became of its rows: each figure of a row counts.
    pub rolled_up: RollUp,
    /// Rows of the table that were scanned.
    pub scanned: u64,
    /// Rows of them that the mapping leaves out.
    pub left_out: u64,
    /// The hash of the counts, the same from every engine and in any number of files.
    pub hash: ContentHash,
}

/// The counts of one group: figure, bucket or fault, and rows.
type Counts = Vec<(usize, Result<i32, Fault>, u64)>;

/// Entries on their way into cells.
pub struct Collected {
    groups: FxHashMap<Vec<String>, Counts>,
    figures: Vec<String>,
    totals: Vec<u64>,
    strange: BTreeMap<String, u64>,
}

impl Collected {
    /// Nothing yet, of figures of these words.
    pub fn new(figures: Vec<String>) -> Collected {
        Collected {
            totals: vec![0; figures.len()],
            groups: FxHashMap::default(),
            figures,
            strange: BTreeMap::new(),
        }
    }

    /// Takes an entry. Several of one group and bucket add up.
    pub fn take(&mut self, entry: Entry) {
        let Some(figure) = self.figures.iter().position(|word| *word == entry.part) else {
            *self.strange.entry(entry.part).or_default() += entry.rows;
            return;
        };
        self.totals[figure] = self.totals[figure].saturating_add(entry.rows);
        self.groups.entry(entry.values).or_default().push((figure, entry.amount, entry.rows));
    }

    /// Refuses counts that are not the rows that were scanned: an engine that read a part twice, or a result
    /// of which a file is missing.
    fn reconcile(&self, results: &Results, scanned: Option<u64>) -> Result<(), Problem> {
        if let Some((part, _)) = self.strange.first_key_value() {
            let what = "the result counts what the mapping does not name";
            let hint = format!("the mapping counts {}", self.figures.join(", "));
            return Err(Problem::of("part", part, what).hint(hint));
        }
        if !results.is_counted {
            let what =
                "the result does not say how many rows were scanned: one of its files is missing";
            return Err(Problem::new(what));
        }
        if let Some(scanned) = scanned.filter(|scanned| *scanned != results.scanned) {
            let what =
                format!("the result is of {} rows, and the table has {scanned}", results.scanned);
            return Err(Problem::of("rows", &results.scanned.to_string(), what));
        }
        for (word, total) in self.figures.iter().zip(&self.totals) {
            let all = total.saturating_add(results.left_out);
            if all != results.scanned {
                let what = format!(
                    "the counts do not add up: {total} rows of {word} and {} that are left out are not the \
                     {} rows that were scanned",
                    results.left_out, results.scanned
                );
                let hint = "the engine read some rows twice or not at all, or files of the result are \
                            missing or there twice: run it again into an empty folder";
                return Err(Problem::of("rows", &all.to_string(), what).hint(hint));
            }
        }
        Ok(())
    }

    /// The cells of a result by a mapping, if its counts add up. `scanned` is how many rows the table has, if
    /// somebody knows.
    ///
    /// # Errors
    /// When they do not, or the mapping cannot be rolled up.
    pub fn cells(
        self,
        mapping: &MappedTable,
        context: Context<'_>,
        results: &Results,
        scanned: Option<u64>,
    ) -> Result<Reconciled, SourceError> {
        self.reconcile(results, scanned)?;
        let mut reader = mapping.groups(context)?;
        let mut rolled_up = RollUp::new();
        let groups = in_order(self.groups);
        for (values, counts) in &groups {
            count(&mut reader, values, counts, &mut rolled_up);
        }
        if results.left_out > 0 {
            let left_out = Rejection::new(Reason::LeftOut, "", "");
            rolled_up.set_aside_counted(left_out, results.left_out);
        }
        let hash = hash(results, &groups);
        Ok(Reconciled { rolled_up, scanned: results.scanned, left_out: results.left_out, hash })
    }
}

/// Groups in order, each with its counts in order and each bucket once: what a result says does not depend on
/// the order of its rows or on the number of its files.
fn in_order(groups: FxHashMap<Vec<String>, Counts>) -> Vec<(Vec<String>, Counts)> {
    let mut groups: Vec<(Vec<String>, Counts)> = groups.into_iter().collect();
    groups.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    for (_, counts) in &mut groups {
        counts.sort_unstable_by_key(|(figure, amount, _)| (*figure, *amount));
        counts.dedup_by(|next, kept| {
            let is_same = (next.0, next.1) == (kept.0, kept.1);
            kept.2 = if is_same { kept.2.saturating_add(next.2) } else { kept.2 };
            is_same
        });
    }
    groups
}

fn hash(results: &Results, groups: &[(Vec<String>, Counts)]) -> ContentHash {
    let mut text = format!("{} {}", results.scanned, results.left_out);
    for (values, counts) in groups {
        for value in values {
            text.push('\u{1f}');
            text.push_str(value);
        }
        for (figure, amount, rows) in counts {
            let amount = amount.map_or_else(|fault| fault.word().to_owned(), |b| b.to_string());
            text.push_str(&format!("\n{figure} {amount} {rows}"));
        }
    }
    ContentHash::of(&[text.as_bytes()])
}

/// Counts one group.
fn count(reader: &mut GroupReader<'_>, values: &[String], counts: &Counts, rolled_up: &mut RollUp) {
    let group = match reader.group(values.iter().map(String::as_str)) {
        Ok(group) => group,
        Err(rejection) => {
            let rows = counts.iter().map(|(_, _, rows)| rows).sum();
            return rolled_up.set_aside_counted(rejection, rows);
        }
    };
    for of_figure in counts.chunk_by(|a, b| a.0 == b.0) {
        let Some((figure, ..)) = of_figure.first() else { continue };
        let mut buckets = Vec::with_capacity(of_figure.len());
        for (_, amount, rows) in of_figure {
            match amount {
                Ok(bucket) => buckets.push((*bucket, *rows)),
                Err(fault) => {
                    rolled_up.set_aside_counted(rejection_of(reader, *figure, *fault), *rows);
                }
            }
        }
        if !buckets.is_empty() {
            figure_of(reader, &group, *figure, &buckets, rolled_up);
        }
    }
}

fn figure_of(
    reader: &GroupReader<'_>,
    group: &Group,
    figure: usize,
    buckets: &[(i32, u64)],
    rolled_up: &mut RollUp,
) {
    let key: CellKey = match reader.key(group, figure) {
        Ok(key) => key,
        Err(rejection) => {
            let rows = buckets.iter().map(|(_, rows)| rows).sum();
            return rolled_up.set_aside_counted(rejection, rows);
        }
    };
    let mut used = Vec::with_capacity(buckets.len());
    for (bucket, rows) in buckets {
        match reader.check(group, &key, figure, *bucket) {
            Ok(()) => used.push((*bucket, *rows)),
            Err(rejection) => rolled_up.set_aside_counted(rejection, *rows),
        }
    }
    let rows: u64 = used.iter().map(|(_, rows)| rows).sum();
    match Histogram::from_counts(used) {
        Ok(pay) if rows > 0 => rolled_up.counted(key, &pay, &group.remarks),
        Ok(_) => {}
        // A bucket that no amount falls into.
        Err(error) => {
            let rejection = Rejection::new(Reason::ImpossiblePay, "bucket", &error.to_string());
            rolled_up.set_aside_counted(rejection, rows);
        }
    }
}

/// Why rows of a fault are set aside, as rows of a table would be.
fn rejection_of(reader: &GroupReader<'_>, figure: usize, fault: Fault) -> Rejection {
    let figure = reader.figures().nth(figure);
    let (word, heading) = figure.map_or(("", ""), |of| (of.word.as_str(), of.heading.as_str()));
    match fault {
        Fault::Missing => Rejection::new(Reason::MissingPay, word, ""),
        Fault::Unreadable => Rejection::new(Reason::ImpossiblePay, heading, "no number"),
        Fault::Impossible => Rejection::new(Reason::ImpossiblePay, heading, "not above zero"),
    }
}
