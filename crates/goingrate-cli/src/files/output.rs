//! A table that is written: in which format, and whole or not at all.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use goingrate::evidence::table::append_columns::Written;
use goingrate::units::{Problem, ProblemKind};

/// The format of the output, by the ending of its name; of stdout CSV, or lines of JSON.
pub fn format(out: Option<&Path>, json: bool) -> Result<Written, Problem> {
    let Some(out) = out else {
        return Ok(if json { Written::JsonLines } else { Written::Csv });
    };
    let shown = out.display().to_string();
    let ending = out.extension().map(|e| e.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("csv") => Ok(Written::Csv),
        Some("jsonl" | "ndjson" | "json") => Ok(Written::JsonLines),
        Some("parquet") if cfg!(feature = "parquet") => Ok(Written::Parquet),
        Some("parquet") => {
            let what = "this program was built without Parquet (feature `parquet`)";
            Err(Problem::of("out", &shown, what).hint("write .csv"))
        }
        _ => Err(Problem::of("out", &shown, "its ending names no format")
            .hint("end it with .csv, .parquet or .jsonl")),
    }
}

/// Whether a file can be written without loss.
///
/// # Errors
/// When something is there, the table that is read for one.
pub fn check_free(out: &Path) -> Result<(), Problem> {
    if out.symlink_metadata().is_err() {
        return Ok(());
    }
    Err(Problem::of("out", &out.display().to_string(), "is there already")
        .hint("name another file; with --force it is written over"))
}

/// Writes to a file beside `out` first: `out` is whole or not there, and may be the input itself.
pub fn whole(out: &Path, write: impl FnOnce(File) -> Result<(), Problem>) -> Result<(), Problem> {
    let failed = |error: std::io::Error| {
        let what = format!("cannot be written: {error}");
        Problem::of("out", &out.display().to_string(), what).kind(ProblemKind::Unreadable)
    };
    let mut part = out.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let file = File::create(&part).map_err(failed)?;
    let done = write(file).and_then(|()| fs::rename(&part, out).map_err(failed));
    if done.is_err() {
        // What is half written would be taken for the whole.
        let _ = fs::remove_file(&part);
    }
    done
}
