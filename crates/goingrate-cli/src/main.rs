//! The `goingrate` command: parses what was typed, lets a command answer, prints the answer.
//! Exits with 0, with 1 where the answer is no, and with 2 where the question is not one.

mod args;
mod commands;
mod complaint;
mod exit;
mod files;
mod out;
mod snippet;

use std::process::ExitCode;

use clap::Parser;

use commands::Command;
use exit::Exit;
use goingrate::units::Problem;

/// What work pays, how sure that is, and which evidence says so.
#[derive(Parser)]
#[command(name = "goingrate", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Start with: goingrate pay \"senior backend, Seattle, Rust\"")]
struct Cli {
    /// Answers in JSON, errors too.
    #[arg(long, global = true, help_heading = "Output")]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => finish(cli.command.run(cli.json), cli.json),
        Err(error) => misuse(&error),
    }
}

fn finish(answer: Result<(String, Exit), Problem>, json: bool) -> ExitCode {
    let ended = answer.and_then(|(text, exit)| out::print(&text, exit));
    let exit = ended.unwrap_or_else(|failure| {
        out::complain(&failure, json);
        Exit::BadInput
    });
    exit.into()
}

/// What clap could not parse, or help and version, which it has as errors too.
fn misuse(error: &clap::Error) -> ExitCode {
    let json = std::env::args().any(|arg| arg == "--json");
    let text = error.render().ansi().to_string();
    if !error.use_stderr() {
        return finish(Ok((text, Exit::Success)), json);
    }
    match json {
        true => out::complain(&problem(error), true),
        false => out::note(&text),
    }
    Exit::BadInput.into()
}

/// What clap says, without how the command is used: its first paragraph, and its tips as the hint.
fn problem(error: &clap::Error) -> Problem {
    let text = error.render().to_string();
    let said = text.trim_start_matches("error: ").split("\n\n").map(one_line);
    let mut said = said.filter(|text| !text.starts_with("Usage:") && !text.starts_with("For more"));
    let problem = Problem::new(said.next().unwrap_or_default());
    let tips: Vec<String> = said.filter(|text| !text.is_empty()).collect();
    if tips.is_empty() { problem } else { problem.hint(tips.join("; ")) }
}

fn one_line(paragraph: &str) -> String {
    let lines: Vec<&str> =
        paragraph.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}
