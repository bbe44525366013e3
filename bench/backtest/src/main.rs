//! Back-test: next year's official medians of metropolitan areas and occupations, forecast from the
//! years before, beside carrying the last year forward. Writes docs/BACKTEST.md and a JSON.
//!
//! ```sh
//! GOINGRATE_TEST_DATA=../shared/data cargo run --release --manifest-path bench/backtest/Cargo.toml
//! ```
//!
//! `--structures` compares structures on the steps that they were chosen on (2019 to 2021).

mod forecast;
mod panel;
mod report;
mod score;

use std::error::Error;
use std::path::PathBuf;

use forecast::{Model, Structure};
use panel::Panel;
use score::Step;

/// What was chosen by `--structures`: the least error among those whose band held 77 to 83 % there.
const CHOSEN: Structure =
    Structure { keeps: 1.0, tails: Some(5.0), areas_wander: true, noise: 0.4 };

/// Steps on which the structure was chosen, and those that are reported.
const EARLY: [i32; 2] = [2019, 2020];
const REPORTED: [i32; 4] = [2021, 2022, 2023, 2024];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::var("GOINGRATE_TEST_DATA").unwrap_or("../shared/data".to_owned());
    let panel = Panel::read(&PathBuf::from(&folder))?;
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--structures") {
        let steps: &[i32] = if args.iter().any(|a| a == "--all") { &REPORTED } else { &EARLY };
        return structures(&panel, steps);
    }
    let mut steps = Vec::new();
    for year in EARLY.into_iter().chain(REPORTED) {
        let model = Model::fit(&panel.until(year), CHOSEN)?;
        println!("{year} {:.4?}", model.variances);
        steps.push(Step::of(&panel, year, &model)?);
        println!("{}", report::line(&steps[steps.len() - 1]));
    }
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let reported = |step: &&Step| REPORTED.contains(&step.from);
    let pooled = Step::pooled(steps.iter().filter(reported));
    std::fs::write(root.join("docs/BACKTEST.md"), report::page(&steps, &pooled, &REPORTED))?;
    std::fs::write(root.join("bench/backtest/result.json"), report::json(&steps, &pooled)? + "\n")?;
    println!("{}", report::line(&pooled));
    Ok(())
}

/// Structures side by side.
fn structures(panel: &Panel, steps: &[i32]) -> Result<(), Box<dyn Error>> {
    for keeps in [1.0, 0.9, 0.8] {
        for tails in [None, Some(5.0)] {
            for noise in [0.2, 0.4, 0.6] {
                let structure = Structure { keeps, tails, areas_wander: true, noise };
                let done: Result<Vec<Step>, Box<dyn Error>> = steps
                    .iter()
                    .map(|&year| Step::of(panel, year, &Model::fit(&panel.until(year), structure)?))
                    .collect();
                let pooled = Step::pooled(done?.iter());
                println!("{structure:?} {}", report::line(&pooled));
            }
        }
    }
    Ok(())
}
