//! `goingrate rollup sql`: a mapping → the roll-up of its table as one statement for an engine.

use clap::Args;
use clap::builder::PossibleValuesParser;
use goingrate::units::Problem;
use goingrate_rollup::sql::{DIALECTS, Dialect, statement};

use super::super::Answer;
use super::map::mapping;
use crate::exit::Exit;
use crate::files::reading;

/// Examples of `sql`.
pub const EXAMPLES: &str = "\
Examples:
  goingrate rollup sql --dialect spark --table pay.postings --map acme.toml
  goingrate rollup sql --dialect duckdb --table \"read_parquet('archive/*.parquet')\" --map acme.toml
  goingrate rollup sql --dialect bigquery --table '`acme.pay.postings`' --map acme.toml > rollup.sql

The statement counts rows by the columns that the mapping names, and by bucket of pay. Buckets are whole \
numbers that every engine computes alike. Run it where the table is, keep the result as Parquet or CSV, and \
give that to goingrate rollup import: the result is small, whatever the size of the table. --table stands \
behind FROM as it is written here, so quote its parts as the engine wants them.";

/// Prints the statement.
#[derive(Args)]
pub struct Sql {
    /// The engine that the statement is for.
    #[arg(long, value_name = "ENGINE", value_parser = words())]
    pub dialect: String,
    /// The table, as it is written behind FROM in that engine.
    #[arg(long, value_name = "TABLE")]
    pub table: String,
    /// The mapping of the table: a TOML file, docs/MAPPING.md.
    #[arg(long, value_name = "MAP.toml")]
    pub map: String,
}

impl Sql {
    /// Answers.
    pub fn run(&self) -> Answer {
        let dialect = Dialect::of(&self.dialect)
            .ok_or_else(|| Problem::of("dialect", &self.dialect, "is no dialect"))?;
        check_table(&self.table)?;
        let columns = mapping(&self.map, &reading::words(None)?)?.group_columns(&self.map)?;
        Ok((statement(&columns, &self.table, dialect), Exit::Success))
    }
}

fn words() -> PossibleValuesParser {
    PossibleValuesParser::new(DIALECTS.map(|dialect| dialect.word))
}

/// What stands behind FROM is one table. A slip must not make two statements, or hide the end of one.
fn check_table(table: &str) -> Result<(), Problem> {
    let ends = table.contains([';', '\n', '\r']) || table.contains("--");
    if ends || table.trim().is_empty() {
        let what = "is no name of a table";
        let hint =
            "write what stands behind FROM: pay.postings, or read_parquet('archive/*.parquet')";
        return Err(Problem::of("table", table, what).hint(hint));
    }
    Ok(())
}
