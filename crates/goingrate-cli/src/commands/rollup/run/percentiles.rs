//! Percentiles of groups of columns, from one reading of a table.

use std::io::Write;

use goingrate::units::Problem;
use goingrate_rollup::kernel::{self, Counted, Question};
use goingrate_rollup::percentiles::{GroupPercentiles, GroupingPercentiles, percentiles};
use goingrate_view::text;
use goingrate_view::views::rollup::{GroupView, GroupingView, RollUpPercentilesView};

use super::super::super::{Answer, render};
use super::batches::{memory, scratch};
use super::table::Files;
use super::watch::RowsSeen;
use super::{Run, damaged, table_problem};
use crate::exit::Exit;
use crate::files::output;
use crate::out;

/// Half a bucket, as a share of an amount.
const WITHIN: f64 = 1.0 / 256.0;

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
    let watch = RowsSeen::begin("Rolling up", None);
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
            let table = told.csv(&groupings);
            file.write_all(table.as_bytes()).map_err(|error| super::log::failed(out, &error))
        })?;
        view.groupings.iter_mut().for_each(|of| of.groups.clear());
        return Ok((render(&view, json, text::roll_up_percentiles)?, exit));
    }
    view.out = None;
    // The table is for other programs: what it lacks is told beside it.
    for lost in &view.damaged {
        let group = lost.row_group.map(|group| format!(", row group {group}")).unwrap_or_default();
        out::note(&format!("not read: {}{group}: {}\n", lost.part, lost.reason));
    }
    Ok((render(&view, json, |_, _| told.csv(&groupings))?, exit))
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

/// What is told of percentiles.
struct Told<'t> {
    question: &'t Question,
    counted: &'t Counted,
    by: &'t [Vec<String>],
    asked: &'t [f64],
}

impl Told<'_> {
    fn values(&self, grouping: usize, group: &GroupPercentiles) -> Vec<&str> {
        let by = self.question.groupings.get(grouping).map(Vec::as_slice).unwrap_or_default();
        let word = |(place, dimension): (&u32, &usize)| {
            self.counted.words(*dimension).get(*place as usize).map_or("", |word| &**word)
        };
        group.words.iter().zip(by).map(word).collect()
    }

    /// One table of all groupings: which one, every column once, counts and percentiles.
    fn csv(&self, groupings: &[GroupingPercentiles]) -> String {
        let headings: Vec<&str> =
            self.question.columns.dimensions.iter().map(|of| of.heading.as_str()).collect();
        let percentiles = self.asked.iter().map(|percent| format!("p{percent}"));
        let mut line: Vec<String> = vec!["grouping".to_owned()];
        line.extend(headings.iter().map(|heading| quoted(heading)));
        line.extend(["rows", "missing", "unreadable", "impossible"].map(str::to_owned));
        line.extend(percentiles);
        let mut table = line.join(",") + "\n";
        for of in groupings {
            let by = self.question.groupings.get(of.grouping).map(Vec::as_slice);
            let by = by.unwrap_or_default();
            let names: Vec<&str> = by.iter().filter_map(|at| headings.get(*at).copied()).collect();
            for group in &of.groups {
                self.csv_line(&names, by, of.grouping, group, &mut table);
            }
        }
        table
    }

    fn csv_line(
        &self,
        names: &[&str],
        by: &[usize],
        grouping: usize,
        group: &GroupPercentiles,
        table: &mut String,
    ) {
        let values = self.values(grouping, group);
        let mut line = vec![quoted(&names.join(" and "))];
        for dimension in 0..self.question.columns.dimensions.len() {
            let value = by.iter().position(|at| *at == dimension);
            line.push(value.and_then(|at| values.get(at)).map_or(String::new(), |v| quoted(v)));
        }
        line.push(group.count.to_string());
        line.extend(group.faults.map(|rows| rows.to_string()));
        let amount = |amount: &Option<f64>| amount.map_or(String::new(), shown);
        line.extend(group.percentiles.iter().map(amount));
        table.push_str(&line.join(","));
        table.push('\n');
    }

    fn view(
        &self,
        run: &Run,
        files: &Files,
        pay: &str,
        groupings: &[GroupingPercentiles],
    ) -> RollUpPercentilesView {
        let group = |grouping: usize, group: &GroupPercentiles| GroupView {
            values: self.values(grouping, group).into_iter().map(str::to_owned).collect(),
            rows: group.count,
            missing: group.faults[0],
            unreadable: group.faults[1],
            impossible: group.faults[2],
            percentiles: self.asked.iter().copied().zip(group.percentiles.clone()).collect(),
        };
        let grouping = |of: &GroupingPercentiles| GroupingView {
            by: self.by.get(of.grouping).cloned().unwrap_or_default(),
            count: of.groups.len() as u64,
            groups: of.groups.iter().map(|one| group(of.grouping, one)).collect(),
        };
        RollUpPercentilesView {
            table: files.shown.clone(),
            parts: files.len() as u64,
            rows: self.counted.scanned,
            pay: pay.to_owned(),
            within: WITHIN,
            groups: groupings.iter().map(|of| of.groups.len() as u64).sum(),
            groupings: groupings.iter().map(grouping).collect(),
            out: run.out.as_ref().map(|out| out.display().to_string()),
            damaged: self.counted.damaged.iter().map(damaged).collect(),
        }
    }
}

/// An amount with five figures: it is the middle of a bucket, and no more is known of it.
fn shown(amount: f64) -> String {
    let places = (4 - amount.abs().log10().floor() as i32).clamp(0, 8) as usize;
    format!("{amount:.places$}")
}

/// A field of CSV, in quotes where it needs them.
fn quoted(field: &str) -> String {
    match field.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    }
}
