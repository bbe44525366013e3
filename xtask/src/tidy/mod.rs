//! `cargo xtask tidy`: the rules of the house that a machine can check. Borders, openings, names, flags and
//! the table of blocks are rules; sizes are warnings, and people decide.

mod blocks;
mod borders;
mod flags;
mod names;
mod sizes;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Answer;
use crate::workspace::Workspace;

/// A Rust file of ours.
pub struct Source {
    /// Where it lies, below the root.
    pub path: PathBuf,
    /// What it holds.
    pub text: String,
}

/// Checks everything and says what it found.
pub fn tidy(root: &Path) -> Answer {
    let sources = sources(root)?;
    let mut broken = borders::broken(&Workspace::read(root)?);
    broken.extend(unopened(&sources));
    broken.extend(flags::broken(&sources));
    broken.extend(names::broken(root, &sources)?);
    broken.extend(blocks::broken(root)?);
    let sizes = sizes::report(root, &sources)?;
    if broken.is_empty() {
        return Ok(sizes + "tidy: borders, openings, names, flags and the table of blocks hold\n");
    }
    Err(format!("{} rules broken\n  {}\n\n{sizes}", broken.len(), broken.join("\n  ")).into())
}

/// Files that do not open by saying what they are for. A module that tests share may be included into
/// examples as text, where a doc comment of a file is not allowed: there an ordinary comment does.
fn unopened(sources: &[Source]) -> Vec<String> {
    let is_shared = |path: &Path| {
        path.ends_with("mod.rs") && path.components().any(|part| part.as_os_str() == "tests")
    };
    let opens = |source: &Source| {
        source.text.starts_with("//!") || is_shared(&source.path) && source.text.starts_with("// ")
    };
    let broken = sources.iter().filter(|source| !opens(source));
    broken.map(|s| format!("{}: opens without //!", s.path.display())).collect()
}

/// Every Rust file of the crates and of xtask, sorted by path.
fn sources(root: &Path) -> Result<Vec<Source>, Box<dyn Error>> {
    let mut sources = Vec::new();
    for folder in ["crates", "xtask"] {
        collect(root, &root.join(folder), &mut sources)?;
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            collect(root, &path, sources)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path)?;
            let path = path.strip_prefix(root).unwrap_or(&path).to_path_buf();
            sources.push(Source { path, text });
        }
    }
    Ok(())
}
