//! `--book FILE`: another book instead of the carried one, or why the file is none; and the store that it
//! was fitted from.

use std::path::{Path, PathBuf};

use clap::Args;
use goingrate::GoingRate;
use goingrate::evidence::{ContentHash, Evidence};
use goingrate::units::{Problem, Taxonomy};

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

impl StoreFolder {
    /// The folder as it was given, for messages.
    pub fn shown(&self) -> String {
        #[cfg(feature = "parquet")]
        if let Some(folder) = &self.evidence {
            return folder.display().to_string();
        }
        String::new()
    }

    /// The carried evidence with what the store holds, and the hash of both; `None` where no store is
    /// given.
    ///
    /// # Errors
    /// When there is no such store, or it is damaged.
    pub fn read(&self, taxonomy: &Taxonomy) -> Result<Option<(Evidence, ContentHash)>, Problem> {
        #[cfg(feature = "parquet")]
        if let Some(folder) = &self.evidence {
            return evidence_with(folder, taxonomy).map(Some);
        }
        let _ = taxonomy;
        Ok(None)
    }
}

/// The carried evidence with what a store holds, and the hash of both. What cannot be read of the store
/// is told on stderr.
///
/// # Errors
/// When there is no such store, or it is damaged.
#[cfg(feature = "parquet")]
pub fn evidence_with(
    folder: &Path,
    taxonomy: &Taxonomy,
) -> Result<(Evidence, ContentHash), Problem> {
    let store = goingrate::evidence::store::Store::at(folder);
    let stored = store.read(taxonomy)?;
    for complaint in &stored.complaints {
        crate::out::note(&format!("unreadable: {complaint}\n"));
    }
    Ok(goingrate::evidence_with(stored, &store.imports()?, taxonomy)?)
}

/// A book has the size of some ten megabytes; what is larger than this is not read.
const LARGEST_BOOK: u64 = 1 << 30;

impl BookFile {
    /// The bytes of the file.
    fn read(path: &Path) -> Result<Vec<u8>, Problem> {
        let shown = path.display().to_string();
        let refuse = |what: String| {
            Problem::of("book", &shown, what).hint("leave out --book for the carried book")
        };
        let told = |error: std::io::Error| refuse(format!("cannot be read: {error}"));
        let known = std::fs::metadata(path).map_err(told)?;
        if known.is_dir() {
            return Err(refuse("is a folder, not a book".to_owned()));
        }
        if known.len() > LARGEST_BOOK {
            return Err(refuse(format!("is no book: it has {} bytes", known.len())));
        }
        std::fs::read(path).map_err(told)
    }

    /// Opens the carried data with this book.
    ///
    /// # Errors
    /// When the file cannot be read, is no book, or one of another version or other words.
    pub fn open(&self) -> Result<GoingRate, Problem> {
        let Some(path) = &self.book else { return Ok(GoingRate::open()?) };
        let bytes = BookFile::read(path)?;
        let opened = GoingRate::with_book(&bytes);
        opened.map_err(|error| refusal(&path.display().to_string(), &bytes, &error.to_string()))
    }
}

/// Why a file is no book that can be opened: another version, no book at all, or damage.
fn refusal(path: &str, bytes: &[u8], error: &str) -> Problem {
    let version = |of: &[u8]| {
        let digits = of.strip_prefix(b"goingrate book ")?.iter().take_while(|b| b.is_ascii_digit());
        String::from_utf8(digits.copied().collect()).ok().filter(|version| !version.is_empty())
    };
    match (version(bytes), version(goingrate::data::BOOK)) {
        (None, _) => Problem::of("book", path, "is no book of going rates")
            .hint("goingrate fit writes one; leave out --book for the carried book"),
        (Some(theirs), Some(ours)) if theirs != ours => {
            let what = format!("is a book of version {theirs}; this program reads version {ours}");
            Problem::of("book", path, what).hint("fit it anew with this program: goingrate fit")
        }
        _ => Problem::of("book", path, error).hint("fit it anew: goingrate fit"),
    }
}
