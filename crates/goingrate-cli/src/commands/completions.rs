//! `goingrate completions`: completions for a shell.

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::Answer;
use crate::Cli;
use crate::exit::Exit;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate completions bash
  goingrate completions zsh
  goingrate completions fish";

/// Completions for a shell.
#[derive(Args)]
pub struct Completions {
    /// The shell.
    pub shell: Shell,
}

impl Completions {
    /// Answers with the script.
    pub fn run(&self) -> Answer {
        let mut script = Vec::new();
        generate(self.shell, &mut Cli::command(), "goingrate", &mut script);
        Ok((String::from_utf8_lossy(&script).into_owned(), Exit::Success))
    }
}
