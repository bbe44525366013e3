//! `cargo xtask generate`: the parts of the manual that the program itself can write, so that the
//! manual cannot lie. With `--check` nothing is written, and a difference is an error.

mod comparison;
mod program;
mod reference;
mod transcript;

use std::error::Error;
use std::fs;
use std::path::Path;

use crate::Answer;
use program::Program;

/// A generated file: where it lies below the root, and what it should hold.
struct Generated {
    path: &'static str,
    text: String,
}

/// Everything that is generated.
fn all(root: &Path) -> Result<Vec<Generated>, Box<dyn Error>> {
    let program = Program::build(root)?;
    let readme = fs::read_to_string(root.join("README.md"))?;
    let questions = fs::read_to_string(root.join("docs/QUESTIONS.md"))?;
    let hires = fs::read_to_string(root.join("examples/hires/README.md"))?;
    let offers = fs::read_to_string(root.join("examples/offers/README.md"))?;
    let careers = fs::read_to_string(root.join("examples/careers/README.md"))?;
    Ok(vec![
        Generated { path: "docs/QUESTIONS.md", text: transcript::filled(&questions, &program)? },
        Generated { path: "examples/hires/README.md", text: transcript::filled(&hires, &program)? },
        Generated {
            path: "examples/offers/README.md",
            text: transcript::filled(&offers, &program)?,
        },
        Generated {
            path: "examples/careers/README.md",
            text: transcript::filled(&careers, &program)?,
        },
        Generated { path: "docs/CLI.md", text: reference::reference(&program)? },
        Generated { path: "docs/RULES.md", text: comparison::page(root)? },
        Generated { path: "README.md", text: transcript::filled(&readme, &program)? },
    ])
}

/// Writes what has changed.
pub fn write(root: &Path) -> Answer {
    let mut said = String::new();
    for file in all(root)? {
        let changed = differs(root, &file);
        if changed {
            fs::write(root.join(file.path), &file.text)?;
        }
        said += &format!("{}: {}\n", file.path, if changed { "written" } else { "unchanged" });
    }
    Ok(said)
}

/// Compares.
pub fn check(root: &Path) -> Answer {
    let stale: Vec<&str> = all(root)?.iter().filter(|f| differs(root, f)).map(|f| f.path).collect();
    if stale.is_empty() {
        return Ok("generated files are up to date\n".to_owned());
    }
    let hint = "cargo xtask generate writes them";
    Err(format!("not what the program says: {}\n  hint: {hint}", stale.join(", ")).into())
}

fn differs(root: &Path, file: &Generated) -> bool {
    fs::read_to_string(root.join(file.path)).ok().as_deref() != Some(&file.text)
}
