//! The roll-up on this machine: one pass over the files of a table with all cores, in memory that follows the
//! counts and not the rows.
//!
//! Columns come as codes from the pages of a file (`decode`). A row's codes and bin make a key; keys
//! are gathered by partition and counted in tables that fit into the processor's cache. Groupings that are
//! coarser than another one are made of its counts.

mod bins;
mod chunk;
mod coders;
mod count;
mod counted;
mod question;
mod source;
mod text;
mod words;
mod worker;

use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, PoisonError};

pub use bins::{Fault, of_bin};
pub use count::grouping::{Scratch, ScratchFile};
pub use counted::{Counted, Group, Take};
pub use question::{Headings, Question};
pub use source::{TableError, rows_of};
pub use words::month_of;

use crate::archive::Archive;
use bins::BinCodes;
use chunk::Chunk;
use count::grouping::Grouping;
use source::Pieces;
use words::Words;
use worker::Worker;

/// Where a roll-up is told how far it is, and asked whether that is enough.
pub trait Watch: Sync {
    /// So many more rows were counted.
    fn counted(&self, rows: u64);

    /// Whether no further part should be begun. What was begun is finished.
    fn is_enough(&self) -> bool {
        false
    }
}

/// Nobody watches.
impl Watch for () {
    fn counted(&self, _: u64) {}
}

/// Everything that threads share.
struct Shared<'a> {
    question: &'a Question,
    archive: &'a dyn Archive,
    watch: &'a dyn Watch,
    scratch: Scratch<'a>,
    words: SharedWords,
    bins: BinCodes,
    groupings: Vec<Grouping>,
    pieces: Mutex<Pieces<'a>>,
    scanned: AtomicU64,
    left_out: AtomicU64,
    failed: Mutex<Option<TableError>>,
}

impl Shared<'_> {
    /// Room for rows.
    fn chunk(&self) -> Chunk {
        let columns = &self.question.columns;
        let (dimensions, left_out) = (columns.dimensions.len(), columns.left_out.len());
        Chunk::new(dimensions, left_out, columns.figures.len())
    }

    fn fail(&self, error: TableError) {
        *self.failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }
}

/// The words of every column of words.
struct SharedWords {
    dimensions: Vec<Words>,
    left_out: Vec<Words>,
}

impl SharedWords {
    /// How many codes dimensions have.
    fn known(&self, dimensions: &[usize]) -> Vec<usize> {
        dimensions.iter().map(|at| self.dimensions.get(*at).map_or(0, Words::len)).collect()
    }
}

/// Counts parts of a table, by their positions.
///
/// # Errors
/// When a grouping has more different groups than keys can tell apart, a text cannot be read on, or counts
/// cannot be written to disk. A part or row group that cannot be read is no error: it is told in the result,
/// and not counted.
pub fn run(
    question: &Question,
    archive: &dyn Archive,
    parts: &[usize],
    watch: &dyn Watch,
    scratch: Scratch<'_>,
) -> Result<Counted, TableError> {
    let headings = question.headings();
    let figures = question.columns.figures.len();
    let groupings = question.finest().into_iter().map(|by| Grouping::new(by, figures)).collect();
    let all = |count: usize| (0..count).map(|_| Words::default()).collect();
    let shared = Shared {
        question,
        archive,
        watch,
        scratch,
        words: SharedWords {
            dimensions: all(headings.dimensions.len()),
            left_out: all(headings.left_out.len()),
        },
        bins: BinCodes::new(),
        groupings,
        pieces: Mutex::new(Pieces::new(archive, &headings, parts.iter().copied())),
        scanned: AtomicU64::new(0),
        left_out: AtomicU64::new(0),
        failed: Mutex::new(None),
    };
    rayon::broadcast(|_| Worker::new(&shared).work());
    counted::finish(shared)
}

/// Looks at the parts until one has the columns of a question, so that a column that is nowhere is told before
/// anything is counted.
///
/// # Errors
/// When no part has them: what is wrong with the first one.
pub fn check(question: &Question, archive: &dyn Archive) -> Result<(), TableError> {
    let headings = question.headings();
    let mut first = None;
    for part in 0..archive.parts().len() {
        match Pieces::new(archive, &headings, [part]).begin_first() {
            Ok(()) => return Ok(()),
            Err(error) => first = first.or(Some(error)),
        }
    }
    match first {
        // A part that is damaged is told by the pass.
        Some(
            error @ (TableError::NoColumn { .. }
            | TableError::SeveralColumns { .. }
            | TableError::Values { .. }),
        ) => Err(error),
        _ => Ok(()),
    }
}

/// Looks at every part, for engines that read files together in ways of their own where one lacks a column or has
/// another kind of values in it.
///
/// # Errors
/// The first part that cannot be read, lacks a column, or has text in a column that is something else in an
/// earlier part.
pub fn check_each(question: &Question, archive: &dyn Archive) -> Result<(), (usize, TableError)> {
    let headings = question.headings();
    let mut first: Option<Vec<bool>> = None;
    for part in 0..archive.parts().len() {
        let mut pieces = Pieces::new(archive, &headings, [part]);
        pieces.begin_first().map_err(|error| (part, error))?;
        let Some(here) = pieces.texts() else { continue };
        let texts = first.get_or_insert_with(|| here.clone());
        if let Some(at) = texts.iter().zip(&here).position(|(first, here)| first != here) {
            let heading = question.heading(at).unwrap_or_default();
            return Err((part, TableError::Differs { heading }));
        }
    }
    Ok(())
}
