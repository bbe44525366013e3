//! Plans in files: which argument is one, and its text.

use std::path::Path;

use goingrate::units::{Problem, ProblemKind};

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
    let [name] = words else { return Ok(None) };
    if !name.to_lowercase().ends_with(".toml") {
        return Ok(None);
    }
    let refuse = |what: String| {
        Problem::of("plan", name, what).kind(ProblemKind::Unreadable).hint("write a file's path")
    };
    let told = |error: std::io::Error| refuse(format!("cannot be read: {error}"));
    let known = std::fs::metadata(Path::new(name)).map_err(told)?;
    if !known.is_file() || known.len() > LARGEST {
        return Err(refuse("is no plan: a plan is a text of a megabyte at most".to_owned()));
    }
    let text = std::fs::read_to_string(name).map_err(told)?;
    Ok(Some(PlanFile { name: name.clone(), text }))
}
