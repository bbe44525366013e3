//! The entries of a result to cells, by a mapping; and whether its counts are the rows that were scanned.

use std::collections::BTreeMap;

use goingrate_evidence::{CellKey, Histogram};
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
}

/// The counts of one group, by figure.
#[derive(Default)]
struct Counts {
    buckets: Vec<(usize, i32, u64)>,
    faults: Vec<(usize, Fault, u64)>,
}

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
        let counts = self.groups.entry(entry.values).or_default();
        match entry.amount {
            Ok(bucket) => counts.buckets.push((figure, bucket, entry.rows)),
            Err(fault) => counts.faults.push((figure, fault, entry.rows)),
        }
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
        let mut groups: Vec<(Vec<String>, Counts)> = self.groups.into_iter().collect();
        // Examples of what is set aside are the same whatever the order of the result.
        groups.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        for (values, counts) in &groups {
            count(&mut reader, values, counts, &mut rolled_up);
        }
        Ok(Reconciled { rolled_up, scanned: results.scanned, left_out: results.left_out })
    }
}

/// Counts one group.
fn count(reader: &mut GroupReader<'_>, values: &[String], counts: &Counts, rolled_up: &mut RollUp) {
    let group = match reader.group(values.iter().map(String::as_str)) {
        Ok(group) => group,
        Err(rejection) => {
            let buckets = counts.buckets.iter().map(|(_, _, rows)| rows);
            let faults = counts.faults.iter().map(|(_, _, rows)| rows);
            return rolled_up.set_aside_counted(rejection, buckets.chain(faults).sum());
        }
    };
    for (figure, fault, rows) in &counts.faults {
        rolled_up.set_aside_counted(rejection_of(reader, *figure, *fault), *rows);
    }
    let figures = reader.figures().count();
    for figure in 0..figures {
        let buckets = counts.buckets.iter().filter(|(of, _, _)| *of == figure);
        let buckets: Vec<(i32, u64)> = buckets.map(|(_, bucket, rows)| (*bucket, *rows)).collect();
        if !buckets.is_empty() {
            figure_of(reader, &group, figure, &buckets, rolled_up);
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
