//! `goingrate rollup run`.

use clap::Args;
use goingrate::units::Problem;

use super::super::Answer;

/// Examples of `run`.
pub const EXAMPLES: &str = "";

/// To come.
#[derive(Args)]
pub struct Run {}

impl Run {
    /// Answers.
    pub fn run(&self, _json: bool) -> Answer {
        Err(Problem::new("to come"))
    }
}
