//! `goingrate rollup import`.

use clap::Args;
use goingrate::units::Problem;

use super::super::Answer;

/// Examples of `import`.
pub const EXAMPLES: &str = "";

/// To come.
#[derive(Args)]
pub struct Import {}

impl Import {
    /// Answers.
    pub fn run(&self, _json: bool) -> Answer {
        Err(Problem::new("to come"))
    }
}
