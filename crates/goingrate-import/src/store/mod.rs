//! The evidence store: a folder that keeps what was imported.
//!
//! `imports.toml` is the log, one `[[import]]` a file; `cells/<hash>.parquet` and
//! `published/<hash>.parquet` hold what that file became; `cards/<source>.toml` who said it. What is
//! not in the log is not there, so a file that was cut off while it was written is never read.
//! This is the only part of the crate that touches the disk.

mod disk;
mod error;
mod log;
mod tables;

use std::path::{Path, PathBuf};

use goingrate_evidence::{Card, Cell, ContentHash, SourceId, SummaryQuantiles, read};
use goingrate_units::{Problem, Taxonomy};

pub use error::StoreError;
pub use log::Import;

use crate::rollup::{RolledUp, merged};

/// A folder of evidence. It is private to its owner: its cells may be of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    folder: PathBuf,
}

/// What became of a file that was to be added.
#[derive(Clone, Debug, PartialEq)]
pub enum Added {
    /// It was added.
    New,
    /// The same bytes were imported before, and nothing has changed.
    Already(Import),
}

/// All that a store holds, read back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored {
    /// The cards of its sources; a [`SourceId`] is a position here.
    pub cards: Vec<Card>,
    /// Its cells, those of the same source and key added together, in the order of both.
    pub cells: Vec<Cell>,
    /// The percentiles that its sources publish.
    pub published: Vec<(SourceId, SummaryQuantiles)>,
    /// What could not be read back: a word that the taxonomy no longer has.
    pub complaints: Vec<Problem>,
}

impl Store {
    /// The store of a folder, which need not be there before something is added.
    pub fn at(folder: impl AsRef<Path>) -> Store {
        Store { folder: folder.as_ref().to_owned() }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether there is one.
    pub fn exists(&self) -> bool {
        disk::exists(&self.log())
    }

    /// The log of imports, oldest first.
    ///
    /// # Errors
    /// When there is no store, or its log cannot be read.
    pub fn imports(&self) -> Result<Vec<Import>, StoreError> {
        if !self.exists() {
            return Err(StoreError::None(self.folder.display().to_string()));
        }
        self.logged()
    }

    /// The import of a file of these bytes, if it was imported.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn import_of(&self, file: ContentHash) -> Result<Option<Import>, StoreError> {
        Ok(self.logged()?.into_iter().find(|import| import.hash == file))
    }

    /// Adds what a file became. A file of the same bytes changes nothing, whatever its name and
    /// whichever source reads it.
    ///
    /// # Errors
    /// When a file cannot be written, the source's card is another than the one kept, or its slug is
    /// none; the store is then as it was before.
    pub fn add(
        &self,
        import: &Import,
        card: &str,
        rolled_up: &RolledUp,
        taxonomy: &Taxonomy,
    ) -> Result<Added, StoreError> {
        if !read::is_source_slug(&import.source) {
            return Err(StoreError::BadSlug(import.source.clone()));
        }
        let _lock = disk::lock(&self.folder)?;
        let mut imports = self.logged()?;
        if let Some(before) = imports.iter().find(|before| before.hash == import.hash) {
            return Ok(Added::Already(before.clone()));
        }
        self.keep_card(&import.source, card)?;
        let cells = tables::write_cells(&rolled_up.cells, taxonomy);
        let cells = cells.map_err(|error| damaged(&self.cells(import.hash), error))?;
        disk::write(&self.cells(import.hash), &cells)?;
        if !rolled_up.published.is_empty() {
            let table = tables::write_published(&rolled_up.published, taxonomy);
            let table = table.map_err(|error| damaged(&self.published(import.hash), error))?;
            disk::write(&self.published(import.hash), &table)?;
        }
        imports.push(import.clone());
        disk::write(&self.log(), log::written(&imports).as_bytes())?;
        Ok(Added::New)
    }

    /// Everything in the store.
    ///
    /// # Errors
    /// When there is no store, or one of its files cannot be read or is damaged.
    pub fn read(&self, taxonomy: &Taxonomy) -> Result<Stored, StoreError> {
        let mut stored = Stored::default();
        let mut cells = Vec::new();
        for import in self.imports()? {
            let source = self.source(&import.source, &mut stored)?;
            let path = self.cells(import.hash);
            let read = tables::read_cells(disk::open(&path)?, source, taxonomy);
            let (read, complaints) = read.map_err(|error| damaged(&path, error))?;
            cells.extend(read);
            stored.complaints.extend(complaints);
            if import.published > 0 {
                let path = self.published(import.hash);
                let read = tables::read_published(disk::open(&path)?, taxonomy);
                let (read, complaints) = read.map_err(|error| damaged(&path, error))?;
                stored.published.extend(read.into_iter().map(|published| (source, published)));
                stored.complaints.extend(complaints);
            }
        }
        stored.cells = merged(cells);
        Ok(stored)
    }

    /// The position of a source's card, which is read if it was not.
    fn source(&self, slug: &str, stored: &mut Stored) -> Result<SourceId, StoreError> {
        if let Some(at) = stored.cards.iter().position(|card| card.slug == slug) {
            return Ok(SourceId(at));
        }
        let path = self.card(slug);
        let text = disk::read(&path)?;
        let card = read::source_card(&path.display().to_string(), &text);
        stored.cards.push(card.map_err(|complaint| damaged(&path, complaint))?);
        Ok(SourceId(stored.cards.len() - 1))
    }

    fn keep_card(&self, slug: &str, card: &str) -> Result<(), StoreError> {
        let path = self.card(slug);
        let kept = if disk::exists(&path) { Some(disk::read(&path)?) } else { None };
        let of =
            |text: &str| read::source_card(slug, text).map(|card| (card.publisher, card.basis));
        match kept {
            // The words of a card may change; who says it, and on what basis, may not.
            Some(kept) if of(&kept) != of(card) => {
                Err(StoreError::OtherCard { source_slug: slug.to_owned() })
            }
            Some(kept) if kept == card => Ok(()),
            _ => disk::write(&path, card.as_bytes()),
        }
    }

    fn logged(&self) -> Result<Vec<Import>, StoreError> {
        let path = self.log();
        if !disk::exists(&path) {
            return Ok(Vec::new());
        }
        log::read(&disk::read(&path)?).map_err(|reason| damaged(&path, reason))
    }

    fn log(&self) -> PathBuf {
        self.folder.join("imports.toml")
    }

    fn card(&self, slug: &str) -> PathBuf {
        self.folder.join("cards").join(format!("{slug}.toml"))
    }

    fn cells(&self, file: ContentHash) -> PathBuf {
        self.folder.join("cells").join(format!("{file}.parquet"))
    }

    fn published(&self, file: ContentHash) -> PathBuf {
        self.folder.join("published").join(format!("{file}.parquet"))
    }
}

fn damaged(path: &Path, reason: impl ToString) -> StoreError {
    StoreError::Damaged { path: path.display().to_string(), reason: reason.to_string() }
}
