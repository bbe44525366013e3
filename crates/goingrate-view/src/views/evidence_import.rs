//! What became of files that were imported: rows read, used, set aside by reason; cells; and what is
//! in a store.

use std::collections::{BTreeMap, BTreeSet};

use goingrate_import::store::Import;
use goingrate_import::{Reason, RolledUp};
use goingrate_rules::{OfficialPrices, PriceScale};
use goingrate_units::{Problem, ReferenceRates};
use schemars::JsonSchema;
use serde::Serialize;

/// How many unknown words are shown of each kind.
const MOST: usize = 20;

/// All files of an import.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ImportsView {
    /// The folder of the store; a dry run needs none, and writes nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<String>,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// The files, in the order given.
    pub files: Vec<FileView>,
    /// What can be done next, in the words of the face.
    #[serde(skip)]
    pub next: Option<String>,
}

/// A mapping that is proposed for a file.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ProposalView {
    /// The file.
    pub file: String,
    /// The mapping, as TOML with comments.
    pub mapping: String,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum FileView {
    /// It was read.
    Read(Box<ImportView>),
    /// It cannot be read.
    Failed(FailedView),
}

/// A file that cannot be read.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FailedView {
    /// Its name.
    pub file: String,
    /// `failed`.
    pub outcome: String,
    /// Why.
    #[schemars(with = "crate::problem::ProblemShape")]
    pub error: Box<Problem>,
}

impl FailedView {
    /// The failure of a file.
    pub fn new(file: &str, error: Problem) -> FailedView {
        let (file, outcome) = (file.to_owned(), "failed".to_owned());
        FailedView { file, outcome, error: Box::new(error) }
    }
}

/// One file.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ImportView {
    /// Its name.
    pub file: String,
    /// The source that recognised it.
    pub source: String,
    /// The title of that source.
    pub title: String,
    /// Its size.
    pub bytes: u64,
    /// What it is known by.
    pub hash: String,
    /// `added`, `already there`, or `not written` in a dry run.
    pub outcome: String,
    /// The day of the earlier import, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imported_on: Option<String>,
    /// Rows of the file: used and set aside together.
    pub read: u64,
    /// Rows that were used.
    pub used: u64,
    /// Rows that were set aside.
    pub set_aside: u64,
    /// Why, with an example.
    pub reasons: Vec<ReasonView>,
    /// What is worth telling of used rows.
    pub remarks: Vec<CountView>,
    /// Used rows that are exact duplicates of an earlier one.
    pub duplicates: u64,
    /// Records: one a component or end of a range.
    pub records: u64,
    /// Cells.
    pub cells: u64,
    /// Rows of published percentiles.
    pub published: u64,
    /// Price levels, of a table of prices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_levels: Option<u64>,
    /// Monthly exchange rates, of a table of rates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange_rates: Option<u64>,
    /// Words that are not known, by reason, the most frequent first.
    pub unknown: BTreeMap<String, Vec<CountView>>,
}

/// A reason why rows were set aside.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReasonView {
    /// Its word.
    pub reason: String,
    /// What it means.
    pub means: String,
    /// Rows.
    pub rows: u64,
    /// The first of them: line, column and value.
    pub example: String,
}

/// Something counted.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CountView {
    /// What.
    pub what: String,
    /// How often.
    pub rows: u64,
}

impl ImportView {
    /// A file that was read.
    pub fn new(import: &Import, title: &str, outcome: &str, rolled_up: &RolledUp) -> ImportView {
        let counts = &rolled_up.counts;
        let reasons = counts.aside.iter().map(|(reason, rows)| ReasonView {
            reason: reason.slug().to_owned(),
            means: reason.words().to_owned(),
            rows: *rows,
            example: example(rolled_up, *reason),
        });
        let remarks = counts.remarks.iter();
        let remarks =
            remarks.map(|(r, rows)| CountView { what: r.words().to_owned(), rows: *rows });
        let guess = counts.guessed_encoding.iter().map(|encoding| CountView {
            what: format!("its text is read as {encoding}, which is a guess"),
            rows: counts.used,
        });
        let top = |reason: &Reason| {
            let values = counts.top_unknown(*reason, MOST).into_iter();
            values.map(|(what, rows)| CountView { what: what.to_owned(), rows }).collect()
        };
        ImportView {
            file: import.file.clone(),
            source: import.source.clone(),
            title: title.to_owned(),
            bytes: import.bytes,
            hash: import.hash.to_string(),
            outcome: outcome.to_owned(),
            imported_on: None,
            read: counts.read,
            used: counts.used,
            set_aside: counts.set_aside(),
            reasons: reasons.collect(),
            remarks: guess.chain(remarks).collect(),
            duplicates: counts.duplicates,
            records: counts.records,
            cells: rolled_up.cells.len() as u64,
            published: rolled_up.published.len() as u64,
            price_levels: None,
            exchange_rates: None,
            unknown: counts.unknown.keys().map(|r| (r.slug().to_owned(), top(r))).collect(),
        }
    }

    /// A file of which the store has the bytes already.
    pub fn already(file: &str, before: &Import) -> ImportView {
        let reason = |(slug, rows): (&String, &u64)| {
            let known = Reason::from_slug(slug).map(|reason| reason.words().to_owned());
            let (reason, means) = (slug.clone(), known.unwrap_or_else(|| slug.clone()));
            ReasonView { reason, means, rows: *rows, example: String::new() }
        };
        ImportView {
            file: file.to_owned(),
            source: before.source.clone(),
            title: String::new(),
            bytes: before.bytes,
            hash: before.hash.to_string(),
            outcome: "already there".to_owned(),
            imported_on: Some(before.on.to_string()),
            read: before.read,
            used: before.used,
            set_aside: before.aside.values().sum(),
            reasons: before.aside.iter().map(reason).collect(),
            remarks: Vec::new(),
            duplicates: 0,
            records: before.records,
            cells: before.cells,
            published: before.published,
            price_levels: None,
            exchange_rates: None,
            unknown: BTreeMap::new(),
        }
    }

    /// A table of price levels; of its bytes nothing but the figures is kept.
    pub fn prices(file: &str, bytes: u64, table: &OfficialPrices, outcome: &str) -> ImportView {
        let used = table.rows.len() as u64;
        let reasons = table.left_out.iter().map(|(means, rows)| ReasonView {
            reason: "no_price_level".to_owned(),
            means: (*means).to_owned(),
            rows: *rows as u64,
            example: String::new(),
        });
        let (price_levels, exchange_rates) = (Some(used), None);
        let named = ("prices", table.title);
        ImportView {
            price_levels,
            exchange_rates,
            ..ImportView::table(file, bytes, named, outcome, used, reasons.collect())
        }
    }

    /// A table of exchange rates; its days become monthly means.
    pub fn rates(file: &str, bytes: u64, table: &ReferenceRates, outcome: &str) -> ImportView {
        let used = table.rows.len() as u64;
        let example = |((code, month), days): (&(String, String), &usize)| {
            format!("{code} {month}: {}", crate::words::count(*days, "day"))
        };
        let few = table.left_out.len() as u64;
        let reasons = table.left_out.iter().next().map(|first| ReasonView {
            reason: "no_exchange_rate".to_owned(),
            means: "months with fewer than ten days of rates".to_owned(),
            rows: few,
            example: example(first),
        });
        let (price_levels, exchange_rates) = (None, Some(used));
        let named = ("rates", "European Central Bank, euro foreign exchange reference rates");
        ImportView {
            price_levels,
            exchange_rates,
            ..ImportView::table(file, bytes, named, outcome, used, reasons.into_iter().collect())
        }
    }

    /// A table of figures that are nobody's pay.
    fn table(
        file: &str,
        bytes: u64,
        (source, title): (&str, &str),
        outcome: &str,
        used: u64,
        reasons: Vec<ReasonView>,
    ) -> ImportView {
        let set_aside = reasons.iter().map(|reason| reason.rows).sum();
        ImportView {
            file: file.to_owned(),
            source: source.to_owned(),
            title: title.to_owned(),
            bytes,
            hash: String::new(),
            outcome: outcome.to_owned(),
            imported_on: None,
            read: used + set_aside,
            used,
            set_aside,
            reasons,
            remarks: Vec::new(),
            duplicates: 0,
            records: 0,
            cells: 0,
            published: 0,
            price_levels: None,
            exchange_rates: None,
            unknown: BTreeMap::new(),
        }
    }
}

fn example(rolled_up: &RolledUp, reason: Reason) -> String {
    let first = rolled_up.counts.examples.get(&reason).and_then(|examples| examples.first());
    let told = first.map(|(line, a)| format!("line {line}: {} = {:?}", a.field, a.value));
    told.unwrap_or_default()
}

/// What a store holds.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StoreView {
    /// Its folder.
    pub folder: String,
    /// Its sources, in the order of their first import.
    pub sources: Vec<StoredSourceView>,
    /// The files that were imported, oldest first.
    pub imports: Vec<StoredImportView>,
    /// Tables of price levels and exchange rates.
    pub tables: Vec<StoredTableView>,
    /// What could not be read back.
    pub complaints: Vec<String>,
}

/// A table of price levels or exchange rates of a store.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StoredTableView {
    /// The file, under the folder of the store.
    pub file: String,
    /// What it has: `price levels of areas`, `price levels of countries`, `exchange rates`.
    pub what: String,
    /// How many areas, countries or currencies.
    pub of: u64,
    /// How many figures.
    pub figures: u64,
    /// The first year or month.
    pub from: String,
    /// The last year or month.
    pub to: String,
    /// What uses it.
    pub used_by: String,
}

impl StoredTableView {
    /// A table of price levels.
    pub fn prices(file: &str, table: &OfficialPrices) -> StoredTableView {
        let what = match table.scale {
            PriceScale::Regional => "price levels of areas",
            PriceScale::National => "price levels of countries",
        };
        let rows = table.rows.iter().map(|row| (row.key.as_str(), row.year.to_string()));
        StoredTableView::of(file, what, rows, "pay at the prices of another place")
    }

    /// A table of monthly exchange rates.
    pub fn rates(file: &str, table: &ReferenceRates) -> StoredTableView {
        let rows = table.rows.keys().map(|(code, month)| (code.as_str(), month.clone()));
        StoredTableView::of(file, "exchange rates", rows, "amounts in other currencies")
    }

    fn of<'a>(
        file: &str,
        what: &str,
        rows: impl Iterator<Item = (&'a str, String)>,
        used_by: &str,
    ) -> StoredTableView {
        let (keys, times): (BTreeSet<&str>, Vec<String>) = rows.unzip();
        StoredTableView {
            file: file.to_owned(),
            what: what.to_owned(),
            of: keys.len() as u64,
            figures: times.len() as u64,
            from: times.iter().min().cloned().unwrap_or_default(),
            to: times.iter().max().cloned().unwrap_or_default(),
            used_by: used_by.to_owned(),
        }
    }
}

/// A source of a store.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StoredSourceView {
    /// Its word.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its cells, those of several files added together.
    pub cells: u64,
    /// The records in its cells.
    pub records: u64,
    /// Rows of published percentiles.
    pub published: u64,
}

/// A file that was imported.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StoredImportView {
    /// Its name.
    pub file: String,
    /// The source.
    pub source: String,
    /// The day of the import.
    pub on: String,
    /// What it is known by.
    pub hash: String,
    /// Rows of the file.
    pub read: u64,
    /// Rows that were used.
    pub used: u64,
    /// Rows that were set aside.
    pub set_aside: u64,
}

impl StoredImportView {
    /// An entry of the log.
    pub fn new(import: &Import) -> StoredImportView {
        StoredImportView {
            file: import.file.clone(),
            source: import.source.clone(),
            on: import.on.to_string(),
            hash: import.hash.to_string(),
            read: import.read,
            used: import.used,
            set_aside: import.aside.values().sum(),
        }
    }
}

impl StoreView {
    /// A store and what was read back from it.
    pub fn new(
        folder: String,
        imports: &[Import],
        stored: &goingrate_import::store::Stored,
        tables: Vec<StoredTableView>,
    ) -> StoreView {
        let source = |(at, card): (usize, &goingrate_evidence::Card)| {
            let cells = || stored.cells.iter().filter(|cell| cell.source.0 == at);
            let published = stored.published.iter().filter(|(source, _)| source.0 == at);
            StoredSourceView {
                slug: card.slug.clone(),
                title: card.title.clone(),
                cells: cells().count() as u64,
                records: cells().map(|cell| cell.histogram.count()).sum(),
                published: published.count() as u64,
            }
        };
        StoreView {
            folder,
            sources: stored.cards.iter().enumerate().map(source).collect(),
            imports: imports.iter().map(StoredImportView::new).collect(),
            tables,
            complaints: stored.complaints.iter().map(|complaint| complaint.to_string()).collect(),
        }
    }
}
