//! lme4's InstEval by lme4 and by ours, one after the other in one job, with both criteria:
//! `GOINGRATE_TEST_DATA=../shared/data cargo bench -p goingrate-mixed --bench insteval`.
//! Needs R with lme4; without them it says so and times ours alone.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench that is read")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use common::{Formula, Random, Table, build};
use goingrate_mixed::{RemlOptions, reml};

const fn by(factor: &'static str) -> Random {
    Random { factor, slope: None }
}

const FORMULA: Formula =
    Formula { response: "y", fixed: &["service"], random: &[by("s"), by("d"), by("dept")] };

/// Prints seconds from start to end, seconds of the processor, and the REML criterion.
const LME4: &str = r#"
suppressMessages(library(lme4))
data <- read.csv(commandArgs(TRUE)[1])
for (name in c("s", "d", "dept")) data[[name]] <- factor(data[[name]])
time <- system.time(fit <- lmer(y ~ service + (1|s) + (1|d) + (1|dept), data))
cat(time[["elapsed"]], time[["user.self"]] + time[["sys.self"]], format(REMLcrit(fit), digits = 12),
    as.character(packageVersion("lme4")))
"#;

/// Our runs, of which the middle one counts.
const RUNS: usize = 5;

fn main() {
    let Some(folder) = std::env::var_os("GOINGRATE_TEST_DATA").map(PathBuf::from) else {
        println!("GOINGRATE_TEST_DATA is not set: nothing to read");
        return;
    };
    let path = folder.join("lme4-examples/InstEval.csv");
    let (ours, criterion) = ours(&path);
    println!("ours: {ours:.2} s from start to end, the middle of {RUNS}; criterion {criterion:.6}");
    let Some([elapsed, processor, theirs]) = lme4(&path) else {
        println!("lme4: Rscript with lme4 did not run");
        return;
    };
    println!("lme4: {elapsed:.2} s, {processor:.2} s of the processor; criterion {theirs:.6}");
    println!("ours takes {:.0} times less", elapsed / ours);
}

fn ours(path: &Path) -> (f64, f64) {
    let table = Table::read(path);
    let mut runs: Vec<(f64, f64)> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            // lme4's time includes making the model's matrices, so ours does.
            let mut system = build(&table, &FORMULA, 1.0);
            let fit = reml(&mut system, &RemlOptions::default()).unwrap();
            (start.elapsed().as_secs_f64(), fit.solution.criterion)
        })
        .collect();
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    runs[RUNS / 2]
}

fn lme4(path: &Path) -> Option<[f64; 3]> {
    let run = Command::new("Rscript").args(["-e", LME4]).arg(path).output().ok()?;
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    let mut words = told.split_whitespace();
    let mut number = || words.next()?.parse().ok();
    let numbers = [number()?, number()?, number()?];
    println!("lme4 {}", words.next().unwrap_or("?"));
    Some(numbers)
}
