//! What a result is held against before it is imported: the log of the run that made it, and what the store
//! has of its source.

use std::path::{Path, PathBuf};

use goingrate::evidence::store::{Import as Entry, Store};
use goingrate::units::Problem;

use super::super::run::{Batch, Files, Log};
use crate::out;

/// What the name of an import begins with that was a roll-up.
pub const ROLL_UP: &str = "roll-up ";

/// Refuses a folder whose files are not those of its log, if it has one: one that is missing, or there twice.
/// Rows that the run could not read are told.
///
/// # Errors
/// The file, or why the folder cannot be read.
pub fn check_folder(path: &Path) -> Result<(), Problem> {
    let log = if path.is_dir() { Log::in_folder(path)? } else { None };
    let Some(log) = log else { return Ok(()) };
    let there = Files::of(&[path.to_owned()])?;
    let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let there: Vec<String> = there.paths.iter().filter_map(name).collect();
    check_names(&log.batches, &there)?;
    if log.to_do > 0 {
        let what = format!("is not finished: {} files of the table are not counted yet", log.to_do);
        return Err(Problem::of("PATH", &path.display().to_string(), what)
            .hint("start the same goingrate rollup run again; it goes on"));
    }
    for lost in log.batches.iter().flat_map(|batch| &batch.damaged).chain(&log.lost) {
        out::note(&format!("note: the run could not read {}: {}\n", lost.name(), lost.reason));
    }
    Ok(())
}

fn check_names(batches: &[Batch], there: &[String]) -> Result<(), Problem> {
    let refuse = |file: &str, what: &str| {
        Err(Problem::of("PATH", file, what).hint("a result is the folder as the roll-up left it"))
    };
    if let Some(batch) = batches.iter().find(|batch| !there.contains(&batch.result)) {
        return refuse(&batch.result, "is missing from the result");
    }
    match there.iter().find(|file| !batches.iter().any(|batch| batch.result == **file)) {
        Some(other) => refuse(other, "is no file of this result"),
        None => Ok(()),
    }
}

/// Refuses rows of a source of which the store has others: mostly they are the same and some more, and would
/// count twice.
///
/// # Errors
/// The earlier import.
pub fn check_new(store: &Store, entry: &Entry) -> Result<(), Problem> {
    if !store.exists() {
        return Ok(());
    }
    let is_other = |before: &Entry| before.source == entry.source && before.hash != entry.hash;
    let Some(before) = store.imports()?.into_iter().find(is_other) else { return Ok(()) };
    let what = format!(
        "the store has rows of this source already, of {} ({} rows)",
        before.on, before.read
    );
    Err(Problem::of("PATH", &before.file, what).hint(
        "rows that are in both would count twice: import into an empty store; with --more these are \
         other rows",
    ))
}
