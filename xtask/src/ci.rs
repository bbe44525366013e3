//! `cargo xtask ci`: runs `.ci/run`, which is the only list of what is checked.

use std::path::Path;
use std::process::Command;

use crate::Answer;

/// Runs the checks; what they print goes straight through.
pub fn ci(root: &Path) -> Answer {
    let status = Command::new("bash").arg(".ci/run").current_dir(root).status()?;
    if status.success() {
        return Ok(String::new());
    }
    Err(format!(".ci/run failed ({status})").into())
}
