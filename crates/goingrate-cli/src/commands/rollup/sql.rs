//! `goingrate rollup sql`: the roll-up as one statement for an engine.

use clap::Args;
use goingrate::units::Problem;

use super::super::Answer;

/// Examples of `sql`.
pub const EXAMPLES: &str = "";

/// Prints the statement.
#[derive(Args)]
pub struct Sql {}

impl Sql {
    /// Answers.
    pub fn run(&self) -> Answer {
        Err(Problem::new("to come"))
    }
}
