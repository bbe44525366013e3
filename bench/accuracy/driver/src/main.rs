//! The scoreboard of docs/METHOD.md: how well books foresee records that they never saw, with 0, 100,
//! 300 … local records, beside what is used today. Reads the data sets of a folder, writes tables for
//! the rivals (rivals.py) and our own results as JSON.
//!
//! People's rows stay in the memory of this process and in the tables' folder, which is the caller's
//! to delete.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)]

mod evidence;
mod ours;
mod score;
mod sets;
mod tables;

use std::path::PathBuf;
use std::time::Instant;

use evidence::World;
use ours::{Run, Task};
use sets::Rows;

/// What was asked for on the command line.
struct Options {
    data: PathBuf,
    tables: Option<PathBuf>,
    out: Option<PathBuf>,
    sets: Vec<String>,
    sizes: Vec<usize>,
    alone: bool,
    rows: Rows,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let options = options()?;
    let start = Instant::now();
    let world = World::open(&options.data)?;
    eprintln!("read {} files in {:.1} s", world.files.len(), start.elapsed().as_secs_f64());
    let sets = sets::all(&world, options.rows)?;
    let wanted = |name: &str| options.sets.is_empty() || options.sets.iter().any(|s| s == name);
    let sets: Vec<_> = sets.into_iter().filter(|set| wanted(set.name)).collect();
    if let Some(folder) = &options.tables {
        tables::write(folder, &sets, &world)?;
        eprintln!("tables for the rivals are in {}", folder.display());
    }
    let mut runs: Vec<Run> = Vec::new();
    // Every fit starts here, so that none depends on those before it.
    let carried = world.start()?;
    for set in &sets {
        for size in set.sizes(&options.sizes) {
            let task = Task { set, size, alone: options.alone };
            let run = ours::run(&task, &world, &carried)?;
            println!("{}", run.line());
            runs.push(run);
        }
    }
    if let Some(out) = &options.out {
        let versions = serde_json::json!({ "goingrate": env!("CARGO_PKG_VERSION") });
        let json = serde_json::json!({ "versions": versions, "runs": runs });
        std::fs::write(out, serde_json::to_string_pretty(&json)?)?;
    }
    Ok(())
}

fn options() -> Result<Options, Box<dyn std::error::Error>> {
    let mut options = Options {
        data: std::env::var("GOINGRATE_TEST_DATA").unwrap_or("../shared/data".into()).into(),
        tables: None,
        out: None,
        sets: Vec::new(),
        sizes: Vec::new(),
        alone: false,
        rows: Rows::Test,
    };
    let mut args = std::env::args().skip(1);
    while let Some(flag) = args.next() {
        if flag == "--alone" {
            options.alone = true;
            continue;
        }
        if flag == "--validate" {
            options.rows = Rows::Validation;
            continue;
        }
        let value = args.next().ok_or(format!("{flag} wants a value"))?;
        match flag.as_str() {
            "--data" => options.data = value.into(),
            "--tables" => options.tables = Some(value.into()),
            "--out" => options.out = Some(value.into()),
            "--sets" => options.sets = value.split(',').map(str::to_owned).collect(),
            "--sizes" => {
                options.sizes = value.split(',').map(str::parse).collect::<Result<_, _>>()?
            }
            _ => {
                return Err(
                    format!("unknown flag {flag}; see README.md beside this program").into()
                );
            }
        }
    }
    Ok(options)
}
