//! Plans in files: which arguments are some, their texts, and a new one to start from.

use std::path::Path;

use goingrate::units::{Problem, ProblemKind};

use crate::commands::Answer;
use crate::exit::Exit;

/// No plan is larger, in bytes.
const LARGEST: u64 = 1 << 20;

/// A plan that was named.
pub struct PlanFile {
    /// Its path, as it was given.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// The plan that the words of a command name: one alone that ends with `.toml`.
pub fn named(words: &[String]) -> Result<Option<PlanFile>, Problem> {
    match words {
        [name] if is_plan(name) => read(name).map(Some),
        _ => Ok(None),
    }
}

/// The plans that the words of a command name: all of them end with `.toml`.
pub fn all_named(words: &[String]) -> Result<Option<Vec<PlanFile>>, Problem> {
    if words.is_empty() || !words.iter().all(|name| is_plan(name)) {
        return Ok(None);
    }
    words.iter().map(|name| read(name)).collect::<Result<Vec<_>, _>>().map(Some)
}

/// What `new` and `new FILE` answer: a plan to start from, printed or written into a file that is not there
/// yet; `None` for any other words.
pub fn new_plan(words: &[String], plan: &str, command: &str) -> Option<Answer> {
    match words {
        [new] if new == "new" => Some(Ok((plan.to_owned(), Exit::Success))),
        [new, file] if new == "new" && is_plan(file) => Some(write(file, plan, command)),
        _ => None,
    }
}

fn write(name: &str, plan: &str, command: &str) -> Answer {
    let refuse = |what: String| Problem::of("plan", name, what).kind(ProblemKind::Unreadable);
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(name);
    let mut file = file.map_err(|error| refuse(format!("cannot be written: {error}")))?;
    let written = std::io::Write::write_all(&mut file, plan.as_bytes());
    written.map_err(|error| refuse(format!("cannot be written: {error}")))?;
    Ok((format!("{name} is a plan; ask: goingrate {command} {name}\n"), Exit::Success))
}

fn is_plan(name: &str) -> bool {
    name.to_lowercase().ends_with(".toml")
}

fn read(name: &str) -> Result<PlanFile, Problem> {
    let refuse = |what: String| {
        Problem::of("plan", name, what).kind(ProblemKind::Unreadable).hint("write a file's path")
    };
    let told = |error: std::io::Error| refuse(format!("cannot be read: {error}"));
    let known = std::fs::metadata(Path::new(name)).map_err(told)?;
    if !known.is_file() || known.len() > LARGEST {
        return Err(refuse("is no plan: a plan is a text of a megabyte at most".to_owned()));
    }
    let text = std::fs::read_to_string(name).map_err(told)?;
    Ok(PlanFile { name: name.to_owned(), text })
}
