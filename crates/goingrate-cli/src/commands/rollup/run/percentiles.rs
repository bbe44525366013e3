//! Percentiles of groups of columns, from one reading of a table.

use std::io::Write;

use goingrate::units::Problem;
use goingrate_rollup::kernel::{self, Question};
use goingrate_rollup::percentiles::percentiles;
use goingrate_view::text;

use super::super::super::{Answer, render};
use super::Run;
use super::batches::{memory, scratch};
use super::faults::table_problem;
use super::folder::failed;
use super::table::Files;
use super::told::Told;
use super::watch::RowsSeen;
use crate::exit::Exit;
use crate::files::output;
use crate::out;

/// Answers with a table as CSV, or with a view of it.
pub fn answer(run: &Run, files: Files, json: bool) -> Answer {
    run.check_local()?;
    if run.engine != "local" {
        let what = "percentiles are computed here, without an engine";
        return Err(Problem::of("engine", &run.engine, what).hint("leave --engine out"));
    }
    if let Some(out) = run.out.as_deref().filter(|_| !run.force) {
        output::check_free(out)?;
    }
    let by: Vec<Vec<String>> = run.by.iter().map(|by| columns(by)).collect::<Result<_, _>>()?;
    let pay = run.pay.as_deref().unwrap_or_default();
    let question = Question::by(&by, pay, memory(run.memory.as_deref())?);
    let asked = asked(&run.percentiles)?;
    let all: Vec<usize> = (0..files.len()).collect();
    kernel::check(&question, &files).map_err(|error| table_problem(&files, error))?;
    let watch = RowsSeen::begin("Rolling up", files.rows(&all));
    let counted = kernel::run(&question, &files, &all, &watch, &scratch)
        .map_err(|error| table_problem(&files, error))?;
    let shares: Vec<f64> = asked.iter().map(|percent| percent / 100.0).collect();
    let groupings =
        percentiles(&question, &counted, &shares).map_err(|error| table_problem(&files, error))?;
    let told = Told { question: &question, counted: &counted, by: &by, asked: &asked };
    let exit = if counted.damaged.is_empty() { Exit::Success } else { Exit::No };
    let mut view = told.view(run, &files, pay, &groupings);
    if let Some(out) = &run.out {
        output::whole(out, |mut file| {
            let table = told.csv(&groupings)?;
            file.write_all(table.as_bytes()).map_err(|error| failed(out, &error))
        })?;
        view.groupings.iter_mut().for_each(|of| of.groups.clear());
        return Ok((render(&view, json, text::roll_up_percentiles)?, exit));
    }
    view.out = None;
    // The table is for other programs: what it lacks is told beside it.
    for lost in &view.damaged {
        out::note(&format!("not read: {}: {}\n", lost.name(), lost.reason));
    }
    let table = told.csv(&groupings)?;
    Ok((render(&view, json, |_, _| table.clone())?, exit))
}

/// The columns of a `--by`.
fn columns(by: &str) -> Result<Vec<String>, Problem> {
    let columns: Vec<String> = by.split(',').map(|column| column.trim().to_owned()).collect();
    match columns.iter().any(String::is_empty) {
        true => Err(Problem::of("by", by, "has a column without a name")
            .hint("write columns between commas: --by role,level")),
        false => Ok(columns),
    }
}

fn asked(list: &str) -> Result<Vec<f64>, Problem> {
    let one = |text: &str| {
        let percent: Option<f64> = text.trim().parse().ok();
        percent.filter(|percent| (0.0..=100.0).contains(percent)).ok_or_else(|| {
            Problem::of("percentiles", text, "is no percentile")
                .hint("write numbers from 0 to 100 between commas: 10,50,90")
        })
    };
    list.split(',').map(one).collect()
}
