//! `goingrate rollup`: rows that outgrow memory or one machine to counts by group and bucket, as a
//! statement for the user's own engine, or here; and those counts into an evidence store.

mod engines;
mod import;
mod map;
mod run;
mod sql;

use clap::Subcommand;

use super::Answer;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate rollup sql --dialect spark --table pay.postings --map acme.toml
  goingrate rollup run --table archive/ --map acme.toml -o counts/
  goingrate rollup run --engine duckdb --table archive/ --map acme.toml -o counts/
  goingrate rollup run --table archive/ --by role,level --by role --pay pay
  goingrate rollup import counts/ --map acme.toml --evidence ~/pay";

/// What to do with the rows.
#[derive(Subcommand)]
pub enum RollUpCommand {
    /// The roll-up of a table as one SQL statement for an engine.
    #[command(after_help = sql::EXAMPLES)]
    Sql(sql::Sql),
    /// Rolls a table up, here or on an engine.
    #[command(after_help = run::EXAMPLES)]
    Run(run::Run),
    /// The result of a roll-up into an evidence store, if its counts add up.
    #[command(after_help = import::EXAMPLES)]
    Import(import::Import),
}

impl RollUpCommand {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        match self {
            RollUpCommand::Sql(sql) => sql.run(),
            RollUpCommand::Run(run) => run.run(json),
            RollUpCommand::Import(import) => import.run(json),
        }
    }
}
