//! A table that is read: a file, or a pipe.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

use goingrate::evidence::sources::SourceError;
use goingrate::evidence::table::Opened;
use goingrate::evidence::table::append_columns::Wide;
use goingrate::units::{Problem, ProblemKind};

/// A pipe is kept in memory: no more than so many bytes of it.
const PIPED: u64 = 512 << 20;

/// Opens a table; `-` is the pipe on stdin.
pub fn open(path: &Path) -> Result<Wide, Problem> {
    if path == Path::new("-") {
        return piped(path, io::stdin());
    }
    let unreadable = |error: io::Error| unreadable(path, &error);
    let file = File::open(path).map_err(unreadable)?;
    let kind = file.metadata().map_err(unreadable)?.file_type();
    if kind.is_dir() {
        return Err(in_file(path, Problem::new("is a folder, not a table")));
    }
    if !kind.is_file() {
        return piped(path, file);
    }
    Opened::new(file).and_then(Wide::open).map_err(|error| no_table(path, &error))
}

/// A pipe is read to its end first: whoever recognises a format goes back to the beginning.
fn piped(path: &Path, pipe: impl Read) -> Result<Wide, Problem> {
    let mut bytes = Vec::new();
    let read = pipe.take(PIPED + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > PIPED {
        let what = format!("is a pipe of more than {} MB", PIPED >> 20);
        return Err(in_file(path, Problem::new(what).hint("write it to a file first")));
    }
    let opened = Opened::new(Cursor::new(bytes)).and_then(Wide::open);
    opened.map_err(|error| no_table(path, &error))
}

/// A problem of a file that was named as an argument.
pub fn in_file(path: &Path, problem: Problem) -> Problem {
    let value = Some(path.display().to_string());
    Problem { field: Some("FILE".to_owned()), value, ..problem }
}

/// A file that cannot be read as a table.
pub fn no_table(path: &Path, error: &SourceError) -> Problem {
    let problem = Problem::new(error.to_string()).kind(ProblemKind::Unreadable);
    let hint = "a table is CSV in UTF-8, or Parquet, with a line of headings: role, place, …";
    in_file(path, problem.hint(hint))
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let what = format!("cannot be read: {error}");
    in_file(path, Problem::new(what).kind(ProblemKind::Unreadable))
}
