//! `goingrate rollup run`: a table rolled up here or on an engine, to counts by a mapping or to percentiles of
//! columns.

mod batches;
mod counted_file;
mod faults;
mod folder;
mod log;
mod on_engine;
mod percentiles;
mod table;
mod told;
mod watch;

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use goingrate::units::Problem;
use goingrate_view::text;
use goingrate_view::views::rollup::RollUpView;

use super::super::{Answer, render};
use super::engines::{ENGINES, Engine};
use super::map::mapping;
use crate::exit::Exit;
use crate::files::reading;
pub use log::{Batch, Log};
pub use table::Files;

/// Examples of `run`.
pub const EXAMPLES: &str = "\
Examples:
  goingrate rollup run --table archive/ --map acme.toml -o counts/
  goingrate rollup run --engine duckdb --table archive/ --map acme.toml -o counts/
  goingrate rollup run --engine spark --connect sc://host:15002 --table t/ --map acme.toml -o out/
  goingrate rollup run --table archive/ --by role,level --by role --pay pay
  goingrate rollup run --table archive/ --by place --pay pay --percentiles 5,50,95 -o places.csv

A table is Parquet or CSV files, or folders of them. With --map its rows are counted by the columns that the \
mapping names, and by bucket of pay; the result is a folder of small files for goingrate rollup import. With \
--by the answer is percentiles of groups of columns, and no mapping is needed; each --by is a grouping of \
its own, and all come from one reading; rows are those with a usable amount, and the others are told beside them. Run here, it goes over every row once with all cores, in memory that \
follows the counts. A run that was cut off goes on with the files that it had not kept when it is started again with the same -o; \
counts are kept after a minute or more, when the files in hand are done. Files and row groups that cannot be read are named and not counted, the rest goes on, and the exit code is 1.";

/// Rolls a table up.
#[derive(Args)]
pub struct Run {
    /// Where: here, or on an engine.
    #[arg(long, default_value = "local", value_name = "ENGINE", value_parser = engines())]
    pub engine: String,
    /// The table: Parquet or CSV files, or folders of them.
    #[arg(long, required = true, num_args = 1.., value_name = "PATH")]
    pub table: Vec<PathBuf>,
    /// The mapping of the table: a TOML file, docs/MAPPING.md.
    #[arg(long, value_name = "MAP.toml", required_unless_present = "by", requires = "out")]
    pub map: Option<String>,
    /// Percentiles by these columns; several times for several groupings.
    #[arg(long, value_name = "COLUMNS", conflicts_with = "map", requires = "pay")]
    pub by: Vec<String>,
    /// The column of amounts, for --by.
    #[arg(long, value_name = "COLUMN", requires = "by")]
    pub pay: Option<String>,
    /// Which percentiles, for --by.
    #[arg(long, value_name = "LIST", default_value = "10,25,50,75,90", requires = "by")]
    pub percentiles: String,
    /// With --map the folder of the result; with --by a CSV file.
    #[arg(short = 'o', long, value_name = "OUT")]
    pub out: Option<PathBuf>,
    /// With --by, writes over OUT where it is there.
    #[arg(long, requires = "by")]
    pub force: bool,
    /// Memory for counts before they are put on disk (4GB, 500MB); on an engine, what it may take.
    #[arg(long, value_name = "SIZE")]
    pub memory: Option<String>,
    /// The address of a Spark cluster: spark://host:7077.
    #[arg(long, value_name = "URL")]
    pub master: Option<String>,
    /// The address of a Spark Connect server: sc://host:15002.
    #[arg(long, value_name = "URL")]
    pub connect: Option<String>,
    /// The Python that has the engine's module.
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    pub python: String,
}

fn engines() -> PossibleValuesParser {
    let words = std::iter::once("local").chain(ENGINES.iter().map(|engine| engine.word));
    PossibleValuesParser::new(words.collect::<Vec<_>>())
}

impl Run {
    /// Answers: exit 1 where something could not be read.
    pub fn run(&self, json: bool) -> Answer {
        let files = Files::of(&self.table)?;
        let Some(map) = &self.map else { return percentiles::answer(self, files, json) };
        let mapping = mapping(map, &reading::words(None)?)?;
        let columns = mapping.group_columns(map)?;
        let out = self.out.as_deref().ok_or_else(|| Problem::new("-o is missing"))?;
        let mut view = match Engine::of(&self.engine) {
            Some(engine) => on_engine::roll_up(self, engine, &columns, &files, out)?,
            None => batches::roll_up(self, columns, &files, out)?,
        };
        let out = out.display();
        let next = format!("Use it: goingrate rollup import {out} --map {map} --evidence DIR");
        view.next = Some(next);
        let exit = if view.damaged.is_empty() { Exit::Success } else { Exit::No };
        Ok((render(&view, json, text::roll_up)?, exit))
    }

    /// Refuses what is for engines alone.
    fn check_local(&self) -> Result<(), Problem> {
        let of_engine = [("master", &self.master), ("connect", &self.connect)];
        match of_engine.into_iter().find_map(|(field, value)| Some((field, value.as_deref()?))) {
            Some((field, value)) => {
                Err(Problem::of(field, value, "is for an engine").hint("name it: --engine spark"))
            }
            None => Ok(()),
        }
    }

    fn view(&self, files: &Files) -> RollUpView {
        RollUpView {
            table: files.shown.clone(),
            engine: self.engine.clone(),
            parts: files.len() as u64,
            resumed: 0,
            rows: 0,
            left_out: 0,
            counts: 0,
            out: self.out.as_ref().map(|out| out.display().to_string()).unwrap_or_default(),
            damaged: Vec::new(),
            next: None,
        }
    }
}
