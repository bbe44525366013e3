//! The engines that `goingrate rollup run` can drive, one list, and a job on one of them: a statement and the
//! files of its table → the result as Parquet files.

mod driver;
mod duckdb;
mod spark;

use std::path::{Path, PathBuf};
use std::process::Command;

use goingrate::units::Problem;

use driver::{Driver, Scratch};

/// A statement, the files that it is about, and where its result goes.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The statement, in the dialect of the engine.
    pub statement: &'a str,
    /// The name by which the statement calls the table: letters, digits and `_`.
    pub table: &'a str,
    /// The files of the table, all Parquet or all CSV. Columns of CSV are read as texts.
    pub files: &'a [PathBuf],
    /// An empty folder; the result becomes Parquet files in it.
    pub out: &'a Path,
    /// The Python that has the module of the engine, where no program of the engine is found.
    pub python: &'a str,
    /// The address of a cluster: `spark://host:7077`.
    pub master: Option<&'a str>,
    /// The address of a server of Spark Connect: `sc://host:15002`.
    pub connect: Option<&'a str>,
    /// How much memory the engine may take, in bytes.
    pub memory: Option<usize>,
}

/// An engine that can be driven.
#[derive(Clone, Copy, Debug)]
pub struct Engine {
    /// Its word on the command line, which is that of its dialect too.
    pub word: &'static str,
    /// What to install where it is absent.
    install: &'static str,
    driver: Driver,
    /// The engine's own program with the job as its arguments, where one is found and can do it.
    program: fn(&Job<'_>, &Scratch) -> Result<Option<Command>, Problem>,
}

/// The engines, in the order in which they are shown.
pub const ENGINES: [Engine; 4] = [
    Engine {
        word: "spark",
        install: "pip install 'pyspark[connect]' (and Java 17 or newer), or set SPARK_HOME",
        driver: Driver { file: "on_spark.py", text: include_str!("on_spark.py") },
        program: spark::submit,
    },
    Engine {
        word: "duckdb",
        install: "pip install duckdb, or put its program duckdb on the PATH",
        driver: Driver { file: "on_duckdb.py", text: include_str!("on_duckdb.py") },
        program: duckdb::program,
    },
    Engine {
        word: "clickhouse",
        install: "pip install chdb",
        driver: Driver { file: "on_clickhouse.py", text: include_str!("on_clickhouse.py") },
        program: |_, _| Ok(None),
    },
    Engine {
        word: "datafusion",
        install: "pip install datafusion",
        driver: Driver { file: "on_datafusion.py", text: include_str!("on_datafusion.py") },
        program: |_, _| Ok(None),
    },
];

/// The engines that are told how much memory they may take.
const TAKE_MEMORY: [&str; 3] = ["spark", "duckdb", "clickhouse"];

impl Engine {
    /// The engine of this word.
    pub fn of(word: &str) -> Option<&'static Engine> {
        ENGINES.iter().find(|engine| engine.word == word)
    }
}

/// Runs a job.
///
/// # Errors
/// When the engine is not installed, with what to install; when a setting is one that it does not take; when
/// it fails, with the end of what it told.
pub fn run(engine: &Engine, job: &Job<'_>) -> Result<(), Problem> {
    check(engine, job)?;
    let scratch = Scratch::new()?;
    let script = scratch.write_driver(&engine.driver, job)?;
    let command = match (engine.program)(job, &scratch)? {
        Some(command) => command,
        None => {
            let mut command = Command::new(job.python);
            command.arg(&script).arg(scratch.job());
            command
        }
    };
    driver::finish(command, engine.word, engine.install, &scratch.told())
}

/// Refuses what an engine would leave out without a word.
fn check(engine: &Engine, job: &Job<'_>) -> Result<(), Problem> {
    let named = |field: &str, value: Option<&str>, engines: &[&str]| match value {
        Some(value) if !engines.contains(&engine.word) => {
            let what = format!("{} takes none", engine.word);
            Err(Problem::of(field, value, what)
                .hint(format!("--{field} is for {}", engines.join(" and "))))
        }
        _ => Ok(()),
    };
    named("master", job.master, &["spark"])?;
    named("connect", job.connect, &["spark"])?;
    let memory = job.memory.map(|bytes| format!("{}MB", bytes >> 20));
    named("memory", memory.as_deref(), &TAKE_MEMORY)?;
    if let (Some(master), Some(_)) = (job.master, job.connect) {
        let what = "there is a server of Spark Connect too";
        return Err(Problem::of("master", master, what).hint("give one of them"));
    }
    check_files(job.files)?;
    spark::check_address(job.master, job.connect)
}

/// Refuses files that an engine would read in another way than they are meant.
fn check_files(files: &[PathBuf]) -> Result<(), Problem> {
    let Some(first) = files.first() else {
        return Err(Problem::of("table", "", "there are no files"));
    };
    let is_parquet = |path: &PathBuf| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| ending == "parquet" || ending == "pq")
    };
    for file in files {
        let refuse = |what: &str| Err(Problem::of("table", &file.display().to_string(), what));
        if is_parquet(file) != is_parquet(first) {
            return refuse(
                "is of another format than the first file; an engine reads one at a time",
            );
        }
        if file.to_string_lossy().contains(['*', '?', '[', '{']) {
            return refuse("has *, ?, [ or { in its name, which engines take for a pattern");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(word: &str, change: impl FnOnce(&mut Job<'_>)) -> Problem {
        let files = [PathBuf::from("a.parquet")];
        let mut job = Job {
            statement: "SELECT 1",
            table: "t",
            files: &files,
            out: Path::new("/nowhere"),
            python: "no-python-of-this-name",
            master: None,
            connect: None,
            memory: None,
        };
        change(&mut job);
        run(Engine::of(word).unwrap(), &job).unwrap_err()
    }

    #[test]
    fn what_an_engine_does_not_take_is_refused() {
        let refused = problem("datafusion", |job| job.memory = Some(2 << 30));
        assert_eq!(refused.field.as_deref(), Some("memory"));
        let refused = problem("duckdb", |job| job.master = Some("spark://a:7077"));
        assert_eq!(refused.field.as_deref(), Some("master"));
        let refused = problem("spark", |job| {
            (job.master, job.connect) = (Some("spark://a:7077"), Some("sc://a:1"));
        });
        assert_eq!(refused.hint.as_deref(), Some("give one of them"));
        assert_eq!(problem("duckdb", |job| job.files = &[]).what, "there are no files");
        let mixed = [PathBuf::from("a.parquet"), PathBuf::from("b.csv")];
        assert!(check_files(&mixed).is_err_and(|refused| refused.what.contains("another format")));
        assert!(check_files(&[PathBuf::from("a*.csv")]).is_err());
    }

    #[test]
    fn an_engine_that_is_absent_says_what_to_install() {
        let absent = problem("clickhouse", |_| ());
        assert_eq!(absent.field.as_deref(), Some("python"));
        assert!(absent.hint.unwrap().contains("pip install chdb"));
    }

    #[test]
    fn every_engine_has_a_dialect() {
        for engine in ENGINES {
            assert!(goingrate_rollup::sql::Dialect::of(engine.word).is_some(), "{}", engine.word);
        }
    }
}
