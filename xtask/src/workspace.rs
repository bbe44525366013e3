//! What cargo says about the workspace: its crates, what each depends on, where builds go.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// The workspace.
#[derive(Debug, Deserialize)]
pub struct Workspace {
    /// Its crates.
    pub packages: Vec<Package>,
    /// Where builds go.
    pub target_directory: PathBuf,
}

/// A crate.
#[derive(Debug, Deserialize)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// What it depends on.
    pub dependencies: Vec<Dependency>,
}

/// What a crate depends on.
#[derive(Debug, Deserialize)]
pub struct Dependency {
    /// The name of the other crate.
    pub name: String,
    /// `None` for what the crate itself is built from, `dev` for its tests, `build` for its script.
    pub kind: Option<String>,
    /// Where the other crate lies, if it is one of ours.
    pub path: Option<PathBuf>,
}

impl Workspace {
    /// Asks cargo.
    pub fn read(root: &Path) -> Result<Workspace, Box<dyn Error>> {
        let asked =
            cargo(root).args(["metadata", "--format-version", "1", "--no-deps"]).output()?;
        if !asked.status.success() {
            return Err(String::from_utf8_lossy(&asked.stderr).into_owned().into());
        }
        Ok(serde_json::from_slice(&asked.stdout)?)
    }
}

/// The cargo that runs us.
pub fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root);
    cargo
}
