//! `--book FILE`: another book instead of the carried one; `--evidence DIR`: the store that it was
//! fitted from; and what is opened with them.

use std::path::{Path, PathBuf};

use clap::Args;
use goingrate::evidence::{ContentHash, Evidence};
#[cfg(feature = "parquet")]
use goingrate::model::Book;
#[cfg(feature = "parquet")]
use goingrate::units::Taxonomy;
use goingrate::units::{Problem, ProblemKind};
use goingrate::{GoingRate, Opening};

use crate::files::tables::rates_of;

/// Which book answers.
#[derive(Args, Clone, Debug, Default)]
pub struct BookFile {
    /// A book of your own (made by goingrate fit) instead of the one that the program carries.
    #[arg(long, value_name = "FILE", help_heading = "Book")]
    pub book: Option<PathBuf>,
}

/// The evidence of a book that was not fitted from the carried evidence alone.
#[derive(Args, Clone, Debug, Default)]
pub struct StoreFolder {
    /// The evidence store that --book was fitted from, for what takes the book apart.
    #[cfg(feature = "parquet")]
    #[arg(long, value_name = "DIR", help_heading = "Book", requires = "book")]
    pub evidence: Option<PathBuf>,
}

/// A book has the size of some ten megabytes; what is larger than this is not read.
const LARGEST_BOOK: u64 = 1 << 30;

/// Opens what the program carries, with the book, the store and the exchange rates that are given.
pub fn open(book: &BookFile, store: &StoreFolder, rates: &[PathBuf]) -> Result<GoingRate, Problem> {
    let bytes = book.book.as_deref().map(|path| read("book", path)).transpose()?;
    let opening =
        Opening { book: bytes.as_deref(), rates: rates_of(rates)?, evidence: store.read()? };
    GoingRate::open_with(opening).map_err(|problem| named(problem, book, store))
}

/// A problem of the book or the store with the path that was given for it.
pub fn named(problem: Problem, book: &BookFile, store: &StoreFolder) -> Problem {
    let path = match problem.field_name() {
        "book" => book.book.clone(),
        "evidence" => store.folder(),
        _ => None,
    };
    match path {
        Some(path) => Problem { value: Some(path.display().to_string()), ..problem },
        None => problem,
    }
}

/// The book of a file, named by a flag.
#[cfg(feature = "parquet")]
pub fn book_at(flag: &'static str, path: &Path, taxonomy: &Taxonomy) -> Result<Book, Problem> {
    let named = |problem| Problem {
        field: Some(flag.to_owned()),
        value: Some(path.display().to_string()),
        ..problem
    };
    goingrate::book_of(&read(flag, path)?, taxonomy).map_err(named)
}

/// The bytes of a file that should be a book, named by a flag.
fn read(flag: &'static str, path: &Path) -> Result<Vec<u8>, Problem> {
    let shown = path.display().to_string();
    let refuse = |what: String| {
        Problem::of(flag, &shown, what)
            .kind(ProblemKind::Unreadable)
            .hint(format!("leave out --{flag} for the carried book"))
    };
    let told = |error: std::io::Error| refuse(format!("cannot be read: {error}"));
    let known = std::fs::metadata(path).map_err(told)?;
    if known.is_dir() {
        return Err(refuse("is a folder, not a book".to_owned()));
    }
    // A pipe waits for its writer, and a device may have no end.
    if !known.is_file() {
        return Err(refuse("is no regular file".to_owned()));
    }
    if known.len() > LARGEST_BOOK {
        return Err(refuse(format!("is no book: it has {} bytes", known.len())));
    }
    std::fs::read(path).map_err(told)
}

impl BookFile {
    /// The file of a book that was fitted from other evidence than the program carries.
    pub fn foreign(&self, going_rate: &GoingRate) -> Option<String> {
        let path = self.book.as_ref()?;
        (!going_rate.is_of_carried_evidence()).then(|| path.display().to_string())
    }
}

impl StoreFolder {
    fn folder(&self) -> Option<PathBuf> {
        #[cfg(feature = "parquet")]
        return self.evidence.clone();
        #[cfg(not(feature = "parquet"))]
        None
    }

    /// The carried evidence with what the store holds, and the hash of both; `None` where no store is
    /// given.
    fn read(&self) -> Result<Option<(Evidence, ContentHash)>, Problem> {
        #[cfg(feature = "parquet")]
        if let Some(folder) = &self.evidence {
            return evidence_with(folder, &Taxonomy::read(&goingrate::data::TAXONOMY)?).map(Some);
        }
        Ok(None)
    }
}

/// The carried evidence with what a store holds, and the hash of both. What cannot be read of the store
/// is told on stderr.
#[cfg(feature = "parquet")]
pub fn evidence_with(
    folder: &Path,
    taxonomy: &Taxonomy,
) -> Result<(Evidence, ContentHash), Problem> {
    let store = goingrate::evidence::store::Store::at(folder);
    let stored = store.read(taxonomy)?;
    for problem in &stored.complaints {
        crate::out::note(&format!("unreadable: {problem}\n"));
    }
    Ok(goingrate::evidence_with(stored, &store.imports()?, taxonomy)?)
}
