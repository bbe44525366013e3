//! A driver of an engine: its script and the job → files in a folder for this run; a command → how it ended.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use goingrate::units::Problem;
use tempfile::TempDir;

use super::{Job, TAKE_MEMORY};

/// A script in Python that runs a job.
#[derive(Clone, Copy, Debug)]
pub(super) struct Driver {
    pub file: &'static str,
    pub text: &'static str,
}

/// What drivers share.
const COMMON: Driver = Driver { file: "job.py", text: include_str!("job.py") };

/// The exit code of a driver whose engine is not installed.
const ABSENT: i32 = 3;

/// Lines of an engine's output that are shown when it fails.
const SHOWN_LINES: usize = 20;

/// Where more is to be seen.
const TRACE: &str = "GOINGRATE_ENGINE_TRACE=1 in the environment shows where in the engine's code";

/// A folder for the scripts and the job of one run, which is gone afterwards.
pub(super) struct Scratch(TempDir);

impl Scratch {
    /// Makes the folder.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new() -> Result<Scratch, Problem> {
        let folder = tempfile::Builder::new().prefix("goingrate-rollup-").tempdir();
        folder.map(Scratch).map_err(|error| unwritten(&std::env::temp_dir(), &error))
    }

    /// The path of a file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The file of the job.
    pub fn job(&self) -> PathBuf {
        self.path("job.json")
    }

    /// The file for what an error says.
    pub fn told(&self) -> PathBuf {
        self.path("told.txt")
    }

    /// Writes a file and gives its path.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, name: &str, text: &str) -> Result<PathBuf, Problem> {
        let path = self.path(name);
        fs::write(&path, text).map_err(|error| unwritten(&path, &error))?;
        Ok(path)
    }

    /// Writes the script of an engine with the job, and gives the script's path.
    ///
    /// # Errors
    /// When they cannot be written, or a path is no text.
    pub fn write_driver(&self, driver: &Driver, job: &Job<'_>) -> Result<PathBuf, Problem> {
        let files: Vec<&str> =
            job.files.iter().map(|file| in_unicode(file)).collect::<Result<_, _>>()?;
        let job = serde_json::json!({
            "statement": job.statement, "table": job.table, "files": files, "out": in_unicode(job.out)?,
            "told": in_unicode(&self.told())?, "master": job.master, "connect": job.connect, "memory": job.memory,
        });
        self.write("job.json", &job.to_string())?;
        self.write(COMMON.file, COMMON.text)?;
        self.write(driver.file, driver.text)
    }
}

fn unwritten(path: &Path, error: &io::Error) -> Problem {
    Problem::of("TMPDIR", &path.display().to_string(), format!("cannot be written: {error}"))
}

/// A path as text, as engines take it.
///
/// # Errors
/// When it is none.
pub(super) fn in_unicode(path: &Path) -> Result<&str, Problem> {
    path.to_str().ok_or_else(|| {
        Problem::of("table", &path.display().to_string(), "is no path in UTF-8, as engines want it")
    })
}

/// A program on the PATH.
pub(super) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// Runs a command to its end.
///
/// # Errors
/// When it cannot be started or fails, with what the file `said` has of the error, or else the end of what the
/// command told.
pub(super) fn finish(
    mut command: Command,
    word: &str,
    install: &str,
    said: &Path,
) -> Result<(), Problem> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| {
        let program = command.get_program().to_string_lossy().into_owned();
        Problem::of("python", &program, format!("cannot be started: {error}"))
            .hint(format!("--python names one; for this engine: {install}"))
    })?;
    if output.status.success() {
        return Ok(());
    }
    let told = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(ABSENT) {
        let what = format!("is not installed here: {}", told.trim());
        return Err(Problem::of("engine", word, what).hint(install));
    }
    let said = fs::read_to_string(said).unwrap_or_default();
    let failed = |what| Problem::of("engine", word, what);
    Err(match said.trim() {
        "" => failed(format!("failed ({}):\n{}", output.status, end_of(&told))),
        said => failed(format!("failed:\n{}", end_of(said))).hint(hint_for(word, said)),
    })
}

/// What to do about an error of an engine. Where memory is short, engines advise settings of their own, which cannot be
/// set here.
fn hint_for(word: &str, said: &str) -> String {
    match TAKE_MEMORY.contains(&word) && said.to_lowercase().contains("memory") {
        true => format!("--memory says how much the engine may take; {TRACE}"),
        false => TRACE.to_owned(),
    }
}

/// The last lines of a text.
fn end_of(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let from = lines.len().saturating_sub(SHOWN_LINES);
    lines.iter().skip(from).map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_an_error_says_is_told_and_not_the_log() {
        let scratch = Scratch::new().unwrap();
        let failed = || {
            let mut command = Command::new("sh");
            command.args(["-c", "echo much else >&2; exit 1"]);
            finish(command, "spark", "", &scratch.told()).unwrap_err().what
        };
        assert!(failed().contains("much else"));
        scratch.write("told.txt", "there is no column place").unwrap();
        assert_eq!(failed(), "failed:\n  there is no column place");
        assert!(hint_for("duckdb", "Out of Memory Error: no room").starts_with("--memory"));
        assert_eq!(hint_for("datafusion", "not enough memory"), TRACE);
        assert_eq!(hint_for("duckdb", "there is no column place"), TRACE);
    }

    #[test]
    fn the_end_of_what_an_engine_told_is_kept() {
        let many: String = (1..=30).map(|n| format!("line {n}\n")).collect();
        let end = end_of(&many);
        assert!(end.starts_with("  line 11\n") && end.ends_with("  line 30"));
        assert_eq!(end_of(""), "");
    }
}
