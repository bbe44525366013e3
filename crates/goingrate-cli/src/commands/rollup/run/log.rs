//! The log of a roll-up: which files are counted in which file of the result, so that a run that was cut off
//! goes on where it was.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use goingrate::evidence::ContentHash;
use goingrate::units::{Problem, ProblemKind};
use goingrate_rollup::archive::{Archive, Part};
use goingrate_rollup::kernel::{Counted, Question};
use goingrate_view::views::rollup::DamagedView;
use serde::{Deserialize, Serialize};

use super::table::Files;

/// The name of the log in the folder of a result.
const NAME: &str = "_rollup.json";

/// What is counted so far.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// The hash of the columns that are grouped by and counted.
    question: String,
    /// Batches, each a file of the result.
    pub batches: Vec<Batch>,
    /// Holds other runs off the folder.
    #[serde(skip)]
    _lock: Option<File>,
}

/// A file as it was when it was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountedFile {
    pub file: String,
    pub bytes: u64,
    /// When it was changed last, in seconds since 1970.
    pub changed: Option<u64>,
}

/// Files that were counted together.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// The file of the result.
    pub result: String,
    /// The files that are counted in it.
    pub parts: Vec<CountedFile>,
    /// Rows that were counted.
    pub rows: u64,
    /// Rows of them that the mapping leaves out.
    pub left_out: u64,
    /// Rows of the result.
    pub counts: u64,
    /// Row groups that could not be read. Their files are not read again.
    pub damaged: Vec<DamagedView>,
}

impl Log {
    /// The log of a folder: that of an earlier run of the same roll-up, or a new one of an empty folder.
    ///
    /// # Errors
    /// When the folder has something else in it.
    pub fn of(out: &Path, question: &Question) -> Result<Log, Problem> {
        let question = ContentHash::of(&[format!("{:?}", question.columns).as_bytes()]).to_string();
        let refuse = |what: &str| {
            Problem::of("out", &out.display().to_string(), what)
                .hint("name an empty folder, or one that is not there yet")
        };
        fs::create_dir_all(out).map_err(|error| failed(out, &error))?;
        let lock = Some(locked(out)?);
        let log = match Log::in_folder(out)? {
            Some(log) => log,
            None if has_results(out)? => {
                return Err(refuse("has files in it that no roll-up put there"));
            }
            None => return Ok(Log { question, batches: Vec::new(), _lock: lock }),
        };
        match log.question == question {
            true => Ok(Log { _lock: lock, ..log }),
            false => Err(refuse("has the counts of another mapping")),
        }
    }

    /// The log of a folder, if it has one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn in_folder(out: &Path) -> Result<Option<Log>, Problem> {
        let path = out.join(NAME);
        if !path.exists() {
            return Ok(None);
        }
        let text = fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
        let log = serde_json::from_str(&text).map_err(|error| {
            Problem::of("out", &path.display().to_string(), format!("is a damaged log: {error}"))
        })?;
        Ok(Some(log))
    }

    /// Refuses files of a result that are not those of its log: one that is missing, or there twice.
    ///
    /// # Errors
    /// The file.
    pub fn check_files(&self, paths: &[PathBuf]) -> Result<(), Problem> {
        let name = |path: &PathBuf| path.file_name().map(|n| n.to_string_lossy().into_owned());
        let there: Vec<String> = paths.iter().filter_map(name).collect();
        let refuse = |file: &str, what: &str| {
            Err(Problem::of("PATH", file, what)
                .hint("a result is the folder as the roll-up left it"))
        };
        for batch in &self.batches {
            if !there.contains(&batch.result) {
                return refuse(&batch.result, "is missing from the result");
            }
        }
        match there.iter().find(|file| !self.batches.iter().any(|batch| batch.result == **file)) {
            Some(other) => refuse(other, "is no file of this result"),
            None => Ok(()),
        }
    }

    /// The parts that are not counted yet, by position.
    ///
    /// # Errors
    /// When a part is another one than when it was counted.
    pub fn open(&self, files: &Files) -> Result<Vec<usize>, Problem> {
        let mut open = Vec::new();
        for (at, part) in files.parts().iter().enumerate() {
            let mut parts = self.batches.iter().flat_map(|batch| &batch.parts);
            match parts.find(|counted| counted.file == part.name) {
                None => open.push(at),
                Some(counted) if *counted == counted_file(files, at, part) => {}
                Some(_) => {
                    let what = "has changed since it was counted";
                    return Err(Problem::of("table", &part.name, what)
                        .hint("roll the table up again into an empty folder"));
                }
            }
        }
        Ok(open)
    }

    /// Adds a batch: its file first gets its name, then the log is put in place.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn add(&mut self, out: &Path, written: &Path, batch: Batch) -> Result<(), Problem> {
        let result = out.join(&batch.result);
        fs::rename(written, &result).map_err(|error| failed(&result, &error))?;
        self.batches.push(batch);
        let text = serde_json::to_string_pretty(self).map_err(|e| Problem::new(e.to_string()))?;
        let beside = out.join("_rollup.part");
        let path = out.join(NAME);
        let put = fs::write(&beside, text).and_then(|()| fs::rename(&beside, &path));
        put.map_err(|error| failed(&path, &error))
    }
}

/// The parts that were counted. Parts of which nothing could be read are none: another run tries them again.
pub fn counted_files(files: &Files, counted: &Counted) -> Vec<CountedFile> {
    let is_lost = |name: &str| {
        counted.damaged.iter().any(|lost| lost.part == name && lost.row_group.is_none())
    };
    let named = counted.parts.iter().filter_map(|at| Some((*at, files.parts().get(*at)?)));
    let kept = named.filter(|(_, part)| !is_lost(&part.name));
    kept.map(|(at, part)| counted_file(files, at, part)).collect()
}

fn counted_file(files: &Files, at: usize, part: &Part) -> CountedFile {
    CountedFile { file: part.name.clone(), bytes: part.bytes, changed: files.changed(at) }
}

/// Whether a folder has files beside those that begin with an underscore, which are notes and what a run that
/// was cut off has left.
fn has_results(out: &Path) -> Result<bool, Problem> {
    for entry in fs::read_dir(out).map_err(|error| failed(out, &error))? {
        let name = entry.map_err(|error| failed(out, &error))?.file_name();
        if !name.to_string_lossy().starts_with('_') {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Holds other runs off a folder until it is dropped.
fn locked(out: &Path) -> Result<File, Problem> {
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
