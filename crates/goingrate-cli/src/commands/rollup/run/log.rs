//! The log of a roll-up: which files are counted in which file of the result, so that a run that was cut off
//! goes on where it was.

use std::fs::{self, File};
use std::path::Path;

use goingrate::evidence::ContentHash;
use goingrate::units::Problem;
use goingrate_rollup::archive::Archive;
use goingrate_rollup::kernel::Question;
use goingrate_view::views::rollup::DamagedView;
use serde::{Deserialize, Serialize};

use super::counted_file::{CountedFile, counted_file};
use super::folder::{failed, has_results, locked};
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
    /// Files of the table that were not reached yet: none when the roll-up is finished.
    pub to_do: usize,
    /// Files of which nothing could be read. Another run tries them again.
    pub lost: Vec<DamagedView>,
    /// Holds other runs off the folder.
    #[serde(skip)]
    _lock: Option<File>,
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
        let question = named(question);
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
            None => {
                let mut log = Log { question, _lock: lock, ..Log::default() };
                // From here on the folder is known as that of a roll-up, whenever it is cut off.
                log.write(out)?;
                return Ok(log);
            }
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

    /// The parts that are not counted yet, by position.
    ///
    /// # Errors
    /// When a part is another one than when it was counted, or is not there any more: an archive that was moved
    /// would count twice.
    pub fn open(&self, files: &Files) -> Result<Vec<usize>, Problem> {
        let is_there =
            |counted: &&CountedFile| files.parts().iter().any(|part| part.name == counted.file);
        let mut counted = self.batches.iter().flat_map(|batch| &batch.parts);
        if let Some(gone) = counted.find(|counted| !is_there(counted)) {
            let what = "was counted before, and is no file of the table now";
            return Err(Problem::of("table", &gone.file, what)
                .hint("name all files of the table, or roll it up again into an empty folder"));
        }
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
        self.write(out)
    }

    /// Writes the log.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, out: &Path) -> Result<(), Problem> {
        let text = serde_json::to_string_pretty(self).map_err(|e| Problem::new(e.to_string()))?;
        let beside = out.join("_rollup.part");
        let path = out.join(NAME);
        let put = fs::write(&beside, text).and_then(|()| fs::rename(&beside, &path));
        put.map_err(|error| failed(&path, &error))
    }
}

/// A hash of what is grouped by and counted, by headings and words.
fn named(question: &Question) -> String {
    let columns = &question.columns;
    let dimensions = columns.dimensions.iter().map(|of| format!("{} {}", of.by_month, of.heading));
    let figures = columns.figures.iter().map(|of| format!("{} {}", of.word, of.heading));
    let left_out = columns
        .left_out
        .iter()
        .map(|of| format!("{} {} {}", of.kept, of.heading, of.values.join("\u{1e}")));
    let all: Vec<String> = dimensions.chain(figures).chain(left_out).collect();
    ContentHash::of(&[all.join("\u{1f}").as_bytes()]).to_string()
}
