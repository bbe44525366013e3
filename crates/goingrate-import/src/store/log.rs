//! The log of imports: which file became what, when, oldest first. It only ever grows.

use std::collections::BTreeMap;

use goingrate_evidence::ContentHash;
use goingrate_evidence::read::is_source_slug;
use goingrate_units::Date;
use serde::{Deserialize, Serialize};

use crate::rollup::RolledUp;

/// One file that was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The name it had, without folders; only for people.
    pub file: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The hash of its bytes, which is what it is known by.
    pub hash: ContentHash,
    /// The source that read it.
    pub source: String,
    /// The day of the import.
    pub on: Date,
    /// Rows of the file.
    pub read: u64,
    /// Rows that were used.
    pub used: u64,
    /// Rows that were set aside, by the word of the reason.
    pub aside: BTreeMap<String, u64>,
    /// Records that the used rows gave.
    pub records: u64,
    /// Cells that the records became.
    pub cells: u64,
    /// Percentiles that the file publishes, in rows.
    pub published: u64,
}

impl Import {
    /// The entry of a file.
    pub fn of(file: &str, bytes: u64, hash: ContentHash, source: &str, on: Date) -> Import {
        Import {
            file: file.to_owned(),
            bytes,
            hash,
            source: source.to_owned(),
            on,
            read: 0,
            used: 0,
            aside: BTreeMap::new(),
            records: 0,
            cells: 0,
            published: 0,
        }
    }

    /// The same with the counts of what the file became.
    pub fn counted(self, rolled_up: &RolledUp) -> Import {
        let counts = &rolled_up.counts;
        let aside = counts.aside.iter().map(|(reason, rows)| (reason.slug().to_owned(), *rows));
        Import {
            read: counts.read,
            used: counts.used,
            aside: aside.collect(),
            records: counts.records,
            cells: rolled_up.cells.len() as u64,
            published: rolled_up.published.len() as u64,
            ..self
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LogFile {
    #[serde(default)]
    import: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    bytes: u64,
    hash: String,
    source: String,
    on: String,
    read: u64,
    used: u64,
    records: u64,
    cells: u64,
    published: u64,
    #[serde(default)]
    aside: BTreeMap<String, u64>,
}

/// The log as it stands in its file.
pub(super) fn written(imports: &[Import]) -> String {
    let entry = |import: &Import| Entry {
        file: import.file.clone(),
        bytes: import.bytes,
        hash: import.hash.to_string(),
        source: import.source.clone(),
        on: import.on.to_string(),
        read: import.read,
        used: import.used,
        records: import.records,
        cells: import.cells,
        published: import.published,
        aside: import.aside.clone(),
    };
    let file = LogFile { import: imports.iter().map(entry).collect() };
    // Numbers above i64 are the only thing that TOML cannot write, and no file has so many rows.
    toml::to_string(&file).unwrap_or_default()
}

/// The log of a file's text, or what is wrong with it.
pub(super) fn read(text: &str) -> Result<Vec<Import>, String> {
    let file: LogFile = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    file.import.into_iter().map(import).collect()
}

fn import(entry: Entry) -> Result<Import, String> {
    let hash: Result<ContentHash, _> = entry.hash.parse();
    let on: Result<Date, _> = entry.on.parse();
    // The source names a file, and whoever can write the log must not choose which.
    if !is_source_slug(&entry.source) {
        return Err(format!("source = {:?} is the slug of no source", entry.source));
    }
    Ok(Import {
        hash: hash.map_err(|error| error.to_string())?,
        on: on.map_err(|error| error.to_string())?,
        file: entry.file,
        bytes: entry.bytes,
        source: entry.source,
        read: entry.read,
        used: entry.used,
        aside: entry.aside,
        records: entry.records,
        cells: entry.cells,
        published: entry.published,
    })
}
