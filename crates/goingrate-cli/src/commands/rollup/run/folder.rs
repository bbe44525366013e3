//! The folder of a result: whether it can be written to, and by whom.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use goingrate::units::{Problem, ProblemKind};

/// Whether a folder has files beside those that begin with an underscore, which are notes and what a run that
/// was cut off has left.
pub fn has_results(out: &Path) -> Result<bool, Problem> {
    for entry in fs::read_dir(out).map_err(|error| failed(out, &error))? {
        let name = entry.map_err(|error| failed(out, &error))?.file_name();
        if !name.to_string_lossy().starts_with('_') {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Holds other runs off a folder until it is dropped.
pub fn locked(out: &Path) -> Result<File, Problem> {
    let path = out.join("_lock");
    let file = File::create(&path).map_err(|error| failed(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(Problem::of("out", &out.display().to_string(), "is written by another run"))
        }
        Err(TryLockError::Error(error)) => Err(failed(&path, &error)),
    }
}

/// A file of the result that cannot be written or read.
pub fn failed(path: &Path, error: &std::io::Error) -> Problem {
    let what = format!("cannot be written or read: {error}");
    Problem::of("out", &path.display().to_string(), what).kind(ProblemKind::Unreadable)
}

/// A file of a result in the making.
pub fn part_of(out: &Path, result: &str) -> PathBuf {
    out.join(format!("_{result}.part"))
}
