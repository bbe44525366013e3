//! The files of `--table`: those that were named, and the tables in folders that were.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use goingrate::evidence::table::Input;
use goingrate::units::{Problem, ProblemKind};
use goingrate_rollup::archive::{Archive, Part};
use goingrate_rollup::kernel;

use crate::out;

/// The files of a table on disk, in the order of their names.
pub struct Files {
    /// The table as it was named, for messages.
    pub shown: String,
    /// Where each file is.
    pub paths: Vec<PathBuf>,
    parts: Vec<Part>,
}

/// Endings of files that a folder's table is made of.
const ENDINGS: [&str; 5] = ["parquet", "pq", "csv", "tsv", "txt"];

impl Files {
    /// The files of these paths.
    ///
    /// # Errors
    /// When a path is not there, or a folder has no tables.
    pub fn of(named: &[PathBuf]) -> Result<Files, Problem> {
        let mut paths = Vec::new();
        for path in named {
            match path.is_dir() {
                true => in_folder(path, &mut paths)?,
                false => paths.push(path.clone()),
            }
        }
        // A file is one file however its path is written, also by a link.
        let whole =
            |path: &PathBuf| fs::canonicalize(path).map_err(|error| unreadable(path, &error));
        let mut paths = paths.iter().map(whole).collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        paths.dedup();
        let part = |path: &PathBuf| {
            let found = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
            if !found.is_file() {
                let what = "is no file; a pipe cannot be read several times";
                return Err(Problem::of("table", &path.display().to_string(), what));
            }
            Ok(Part { name: path.display().to_string(), bytes: found.len() })
        };
        let parts = paths.iter().map(part).collect::<Result<_, Problem>>()?;
        let shown: Vec<String> = named.iter().map(|path| path.display().to_string()).collect();
        Ok(Files { shown: shown.join(", "), paths, parts })
    }

    /// When a file was changed last, in seconds since 1970; nothing where the disk does not say.
    pub fn changed(&self, part: usize) -> Option<u64> {
        let changed = fs::metadata(self.paths.get(part)?).ok()?.modified().ok()?;
        changed.duration_since(std::time::UNIX_EPOCH).ok().map(|since| since.as_secs())
    }

    /// How many rows some of the files have, if all of them are Parquet and say so.
    pub fn rows(&self, parts: &[usize]) -> Option<u64> {
        parts.iter().map(|part| kernel::rows_of(self.open(*part).ok()?)).sum()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.paths.len()
    }
}

impl Archive for Files {
    fn parts(&self) -> &[Part] {
        &self.parts
    }

    fn open(&self, part: usize) -> io::Result<Box<dyn Input>> {
        let path = self.paths.get(part).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(File::open(path)?))
    }
}

fn in_folder(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Problem> {
    let before = paths.len();
    let mut passed_over = Vec::new();
    collect(folder, paths, &mut passed_over, &mut BTreeSet::new())?;
    if let [first, ..] = passed_over.as_slice() {
        out::note(&format!(
            "note: {} files of {} are no tables by their names and are not read: {} …\n",
            passed_over.len(),
            folder.display(),
            first.display()
        ));
    }
    if paths.len() == before {
        let what = format!("has no table; files that end with {} are taken", ENDINGS.join(", "));
        return Err(Problem::of("table", &folder.display().to_string(), what));
    }
    Ok(())
}

/// Takes the tables of a folder and of those within. What begins with a point or an underscore is no table:
/// engines put their notes there.
fn collect(
    folder: &Path,
    paths: &mut Vec<PathBuf>,
    passed_over: &mut Vec<PathBuf>,
    seen: &mut BTreeSet<PathBuf>,
) -> Result<(), Problem> {
    // A link may lead back to a folder that it is in.
    if !seen.insert(fs::canonicalize(folder).map_err(|error| unreadable(folder, &error))?) {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(['.', '_']) {
            continue;
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match path.is_dir() {
            true => collect(&path, paths, passed_over, seen)?,
            false if ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) => {
                paths.push(path);
            }
            false => passed_over.push(path),
        }
    }
    Ok(())
}

/// A path of the table that cannot be read.
pub fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let what = format!("cannot be read: {error}");
    Problem::of("table", &path.display().to_string(), what).kind(ProblemKind::Unreadable)
}
