//! Files of projects: plans and tables of the past that are read, a new plan that is written.

use std::path::Path;

use goingrate::ask::NEW_PLAN;
use goingrate::units::{Problem, ProblemKind};

use crate::commands::Answer;
use crate::exit::Exit;

/// A plan or a table of the past has some kilobytes; what is larger than this is not read.
const LARGEST_FILE: u64 = 16 << 20;

/// A new plan, as text or into a file that is not there yet.
pub fn new_plan(to: Option<&Path>) -> Answer {
    let Some(path) = to else { return Ok((NEW_PLAN.to_owned(), Exit::Success)) };
    let shown = path.display().to_string();
    let refuse = |what: String| Problem::of("plan", &shown, what).kind(ProblemKind::Unreadable);
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(|error| refuse(format!("cannot be written: {error}")))?;
    let written = std::io::Write::write_all(&mut file, NEW_PLAN.as_bytes());
    written.map_err(|error| refuse(format!("cannot be written: {error}")))?;
    let next = format!("{shown} is a plan; ask: goingrate project {shown}\n");
    Ok((next, Exit::Success))
}

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
