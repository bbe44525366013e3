//! Automation of the house, in Rust: `cargo xtask COMMAND`. One file a command; each takes the root
//! of the project and returns what there is to say.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "xtask talks to whoever runs it")]

mod book;
mod carry;
mod ci;
mod generate;
mod tidy;
mod workspace;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a command says when it is done, or why it is not.
type Answer = Result<String, Box<dyn std::error::Error>>;

const USAGE: &str = "\
cargo xtask COMMAND

  carry [SHARED]      make data/official and data/rules/currency.csv from the raw public files
                      (SHARED, ../shared/data if not given)
  carry microdata [--from SHARED] [--to DIR] [--only TABLE] [--hold-out]
                      make the tables of data/microdata; --hold-out leaves a fifth of the people out
  book [--check]      fit the carried evidence and write data/book/default.gr, or only compare
  generate [--check]  write docs/CLI.md, docs/RULES.md (from bench/rules/results) and the
                      transcripts of README.md, or only compare
  tidy                borders between crates, openings of files, names of sources, the table of
                      blocks in docs/METHOD.md; sizes as warnings
  ci                  everything, as .ci/run does
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words, &root()) {
        Ok(said) => {
            print!("{said}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str], root: &Path) -> Answer {
    match words {
        ["carry"] => carried(&root.join("../shared/data"), root),
        ["carry", "microdata", rest @ ..] => microdata(rest, root),
        ["carry", shared] => carried(Path::new(shared), root),
        ["book"] => book::write(root),
        ["book", "--check"] => book::check(root),
        ["generate"] => generate::write(root),
        ["generate", "--check"] => generate::check(root),
        ["tidy"] => tidy::tidy(root),
        ["ci"] => ci::ci(root),
        [] | ["help" | "-h" | "--help"] => Ok(USAGE.to_owned()),
        other => Err(format!("there is no command {:?}\n\n{USAGE}", other.join(" ")).into()),
    }
}

/// The folder above xtask.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// `carry microdata`, with its flags.
fn microdata(words: &[&str], root: &Path) -> Answer {
    let mut asked = carry::microdata::Asked {
        from: root.join("../shared/data"),
        to: root.join("data/microdata"),
        extracts: root.join("data/microdata"),
        hold_out: false,
        only: None,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} wants a value"));
        match *word {
            "--hold-out" => asked.hold_out = true,
            "--from" => asked.from = value()?.into(),
            "--to" => asked.to = value()?.into(),
            "--only" => asked.only = Some((*value()?).to_owned()),
            other => return Err(format!("there is no flag {other}\n\n{USAGE}").into()),
        }
    }
    Ok(listed(&carry::microdata::carry(&asked)?, root))
}

fn carried(shared: &Path, root: &Path) -> Answer {
    Ok(listed(&carry::carry(shared, root)?, root))
}

/// The files that were written, with what was left out of each.
fn listed(files: &[carry::Carried], root: &Path) -> String {
    let mut said = String::new();
    for file in files {
        let path = file.file.strip_prefix(root).unwrap_or(&file.file).display().to_string();
        said += &format!("{path}: {} rows, {} bytes\n", file.rows, file.bytes);
        for (reason, rows) in &file.left_out {
            said += &format!("  left out, {reason}: {rows}\n");
        }
    }
    said
}
