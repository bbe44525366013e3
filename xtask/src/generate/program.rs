//! The program as people run it: built for release, asked without a terminal, at a fixed width.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::workspace::{Workspace, cargo};

/// Columns of everything that is generated.
const WIDTH: &str = "90";

/// The built program.
pub struct Program {
    path: PathBuf,
    /// Where it is run: paths of plans are relative to it.
    root: PathBuf,
}

impl Program {
    /// Builds it.
    pub fn build(root: &Path) -> Result<Program, Box<dyn Error>> {
        // With the whole workspace's features: what its tests have built is not built again.
        let build = ["build", "--quiet", "--release", "--workspace", "--bin", "goingrate"];
        let status = cargo(root).args(build).status()?;
        if !status.success() {
            return Err(format!("the program does not build ({status})").into());
        }
        let name = format!("goingrate{}", std::env::consts::EXE_SUFFIX);
        let path = Workspace::read(root)?.target_directory.join("release").join(name);
        Ok(Program { path, root: root.to_owned() })
    }

    /// The text of a file that an argument names.
    pub fn file(&self, name: &str) -> std::io::Result<String> {
        std::fs::read_to_string(self.root.join(name))
    }

    /// What it prints for these arguments. Anything but success is an error.
    pub fn run(&self, arguments: &[String]) -> Result<String, Box<dyn Error>> {
        // stdin, too, must be no terminal: its width would be asked for.
        let output = Command::new(&self.path)
            .args(arguments)
            .current_dir(&self.root)
            .stdin(Stdio::null())
            .env("COLUMNS", WIDTH)
            .env("LC_ALL", "C.UTF-8")
            .env("NO_COLOR", "1")
            .env_remove("TERM")
            .output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("goingrate {}: {said}", arguments.join(" ")).into());
        }
        let text = String::from_utf8(output.stdout)?;
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        Ok(lines.join("\n").trim_end().to_owned() + "\n")
    }
}
