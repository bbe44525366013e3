//! Files of projects that are read: plans and tables of the past.

use std::path::Path;

use goingrate::units::{Problem, ProblemKind};

/// A plan or a table of the past has some kilobytes; what is larger than this is not read.
const LARGEST_FILE: u64 = 16 << 20;

/// The text of a file; a problem is blamed on `field`.
pub fn read(field: &str, path: &Path) -> Result<String, Problem> {
    let shown = path.display().to_string();
    let refuse = |what: String| {
        Problem::of(field, &shown, what)
            .kind(ProblemKind::Unreadable)
            .hint("goingrate project new FILE writes a plan; a past is a CSV: estimated,actual")
    };
    let told = |error: std::io::Error| refuse(format!("cannot be read: {error}"));
    let known = std::fs::metadata(path).map_err(told)?;
    if known.is_dir() || known.len() > LARGEST_FILE {
        return Err(refuse("is a folder, or far too large".to_owned()));
    }
    std::fs::read_to_string(path).map_err(told)
}
