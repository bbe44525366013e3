//! A roll-up on an engine: the statement for it, run over the files of the table, and a look at the result.

use std::fs::{self, File};
use std::path::Path;

use goingrate::evidence::table::Opened;
use goingrate::units::Problem;
use goingrate_rollup::kernel::{self, Question};
use goingrate_rollup::result::{self, Results};
use goingrate_rollup::sql::{Dialect, GroupColumns, statement};
use goingrate_view::views::rollup::RollUpView;

use super::super::engines::{self, Engine, Job};
use super::Run;
use super::batches::memory;
use super::faults::table_problem;
use super::folder::failed;
use super::table::Files;
use crate::out;

/// What the statement calls the table.
const TABLE: &str = "rollup_table";

/// Runs the statement and reads what it says of all rows.
pub fn roll_up(
    run: &Run,
    engine: &Engine,
    columns: &GroupColumns,
    files: &Files,
    out: &Path,
) -> Result<RollUpView, Problem> {
    check_files(columns, files)?;
    check_empty(out)?;
    let dialect = Dialect::of(engine.word)
        .ok_or_else(|| Problem::of("engine", engine.word, "has no dialect"))?;
    out::progress(&format!("Rolling up on {}", engine.word));
    let job = Job {
        statement: &statement(columns, TABLE, dialect),
        table: TABLE,
        files: &files.paths,
        out,
        python: &run.python,
        master: run.master.as_deref(),
        connect: run.connect.as_deref(),
        memory: run.memory.as_deref().map(|text| memory(Some(text))).transpose()?,
    };
    engines::run(engine, &job)?;
    told(run.view(files), columns, files, out)
}

/// Engines read files together that do not belong together, each in a way of its own: a column that one lacks as
/// nothing, a text beside numbers as nothing or as a number.
fn check_files(columns: &GroupColumns, files: &Files) -> Result<(), Problem> {
    let question = Question::of(columns.clone(), usize::MAX);
    kernel::check_each(&question, files).map_err(|(part, error)| {
        let problem = table_problem(files, error);
        let file = files.paths.get(part).map(|path| path.display().to_string());
        Problem { value: file.or(problem.value), ..problem }
    })
}

/// An engine puts its files beside what is there: a result must have a folder of its own.
fn check_empty(out: &Path) -> Result<(), Problem> {
    fs::create_dir_all(out).map_err(|error| failed(out, &error))?;
    let mut there = fs::read_dir(out).map_err(|error| failed(out, &error))?;
    match there.next() {
        None => Ok(()),
        Some(_) => Err(Problem::of("out", &out.display().to_string(), "has files in it")
            .hint("name an empty folder, or one that is not there yet")),
    }
}

/// The view of a result, from its files.
fn told(
    mut view: RollUpView,
    columns: &GroupColumns,
    files: &Files,
    out: &Path,
) -> Result<RollUpView, Problem> {
    let headings: Vec<String> = columns.dimensions.iter().map(|of| of.heading.clone()).collect();
    let mut results = Results::default();
    let written = Files::of(&[out.to_owned()]).map_err(|_| {
        let what = "has ended without a result";
        Problem::of("engine", &view.engine, what)
            .hint("is --python the Python that has the engine?")
    })?;
    for path in written.paths {
        let file = File::open(&path).map_err(|error| failed(&path, &error))?;
        let opened = Opened::new(file).map_err(|error| table_problem(files, error.into()))?;
        result::read(opened, &headings, &mut results, |_| view.counts += 1)
            .map_err(|error| error.of_file("out", &path.display().to_string()))?;
    }
    (view.rows, view.left_out) = (results.scanned, results.left_out);
    Ok(view)
}
