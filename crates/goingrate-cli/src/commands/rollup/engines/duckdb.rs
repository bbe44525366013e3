//! A job on DuckDB's own program: a view of the files and the statement, in one script; else Python's duckdb.

use std::path::Path;
use std::process::Command;

use goingrate::units::Problem;
use goingrate_rollup::sql::Dialect;

use super::Job;
use super::driver::{Scratch, in_unicode, on_path};

/// The command with `duckdb`, where there is one.
pub(super) fn program(job: &Job<'_>, scratch: &Scratch) -> Result<Option<Command>, Problem> {
    let (Some(program), Some(dialect)) = (on_path("duckdb"), Dialect::of("duckdb")) else {
        return Ok(None);
    };
    let script = scratch.write("rollup.sql", &script(job, dialect)?)?;
    let mut command = Command::new(program);
    // Without a file of settings of the user, and ended by the first error.
    command.args(["-no-init", "-bail", "-f"]).arg(script);
    Ok(Some(command))
}

fn script(job: &Job<'_>, dialect: &Dialect) -> Result<String, Problem> {
    let quoted = |path: &Path| in_unicode(path).map(|path| dialect.text_of(path));
    let files = job.files.iter().map(|file| quoted(file)).collect::<Result<Vec<_>, _>>()?;
    let files = files.join(", ");
    let is_parquet = job.files.iter().all(|file| {
        file.extension().is_some_and(|ending| {
            ending.eq_ignore_ascii_case("parquet") || ending.eq_ignore_ascii_case("pq")
        })
    });
    let rows = match is_parquet {
        true => format!("read_parquet([{files}])"),
        false => format!("read_csv([{files}], header = true, all_varchar = true)"),
    };
    let memory = job.memory.map(|bytes| format!("SET memory_limit = '{}MiB';\n", bytes >> 20));
    let memory = memory.unwrap_or_default();
    let out = quoted(&job.out.join("part-0.parquet"))?;
    Ok(format!(
        "SET TimeZone = 'UTC';\n{memory}CREATE VIEW {} AS SELECT * FROM {rows};\n\
         COPY (\n{}) TO {out} (FORMAT parquet);\n",
        dialect.name_of(job.table),
        job.statement,
    ))
}
