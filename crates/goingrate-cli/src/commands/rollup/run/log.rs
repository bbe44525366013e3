//! The log of a roll-up: which files are counted in which file of the result, so that a run that was cut off
//! goes on where it was.

use std::fs;
use std::path::{Path, PathBuf};

use goingrate::evidence::ContentHash;
use goingrate::units::{Problem, ProblemKind};
use goingrate_rollup::archive::{Archive, Part};
use goingrate_rollup::kernel::{Counted, Question};
use goingrate_view::views::rollup::DamagedView;
use serde::{Deserialize, Serialize};

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
}

/// Files that were counted together.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// The file of the result.
    pub result: String,
    /// The files that are counted in it, with their sizes.
    pub parts: Vec<(String, u64)>,
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
        let path = out.join(NAME);
        if !path.exists() {
            let mut there = fs::read_dir(out).map_err(|error| failed(out, &error))?;
            return match there.next() {
                Some(_) => Err(refuse("has files in it that no roll-up put there")),
                None => Ok(Log { question, batches: Vec::new() }),
            };
        }
        let text = fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
        let log: Log = serde_json::from_str(&text).map_err(|_| refuse("has a damaged log"))?;
        match log.question == question {
            true => Ok(log),
            false => Err(refuse("has the counts of another mapping")),
        }
    }

    /// The parts that are not counted yet, by position.
    ///
    /// # Errors
    /// When a part is another one than when it was counted.
    pub fn open(&self, archive: &dyn Archive) -> Result<Vec<usize>, Problem> {
        let mut open = Vec::new();
        for (at, part) in archive.parts().iter().enumerate() {
            match self.counted(&part.name) {
                None => open.push(at),
                Some(bytes) if bytes == part.bytes => {}
                Some(_) => {
                    let what = "has changed since it was counted";
                    return Err(Problem::of("table", &part.name, what)
                        .hint("roll the table up again into an empty folder"));
                }
            }
        }
        Ok(open)
    }

    fn counted(&self, name: &str) -> Option<u64> {
        let mut parts = self.batches.iter().flat_map(|batch| &batch.parts);
        parts.find(|(part, _)| part == name).map(|(_, bytes)| *bytes)
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

/// The names of counted parts with their sizes. Parts of which nothing could be read are none: another run
/// tries them again.
pub fn named(parts: &[Part], counted: &Counted) -> Vec<(String, u64)> {
    let is_lost = |name: &str| {
        counted.damaged.iter().any(|lost| lost.part == name && lost.row_group.is_none())
    };
    let named = counted.parts.iter().filter_map(|at| parts.get(*at));
    let kept = named.filter(|part| !is_lost(&part.name));
    kept.map(|part| (part.name.clone(), part.bytes)).collect()
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
