//! How a fit grows: invented cells of any number over any number of effects, fitted from their rows or
//! from sums of them, and a month added to a fit. One process is one size, so that its largest memory
//! is that size's. Prints one line of JSON.
//!
//! `cargo build --release --workspace --example scale`, then
//! `target/release/examples/scale rows|robust|sums|month|month-robust CELLS EFFECTS [SEED]`
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program that is run by hand, and reads the clock and its arguments"
)]

mod invented;
mod month;
mod rows;
mod sums;

use std::time::Instant;

use goingrate_mixed::MixedError;
use invented::{Market, Stream};

/// What one run found, as names and numbers; seconds of the processor stand apart.
pub struct Report(Vec<(&'static str, f64)>, Vec<(&'static str, f64)>);

impl Report {
    /// Notes a number.
    pub fn add(&mut self, name: &'static str, value: f64) {
        self.0.push((name, value));
    }

    /// Runs something and notes its seconds.
    pub fn time<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let (start, before) = (Instant::now(), cpu_seconds());
        let result = run();
        let (seconds, cpu) = (start.elapsed().as_secs_f64(), cpu_seconds() - before);
        match self.1.iter_mut().find(|known| known.0 == name) {
            Some(known) => known.1 += cpu,
            None => self.1.push((name, cpu)),
        }
        match self.0.iter_mut().find(|known| known.0 == name) {
            Some(known) => known.1 += seconds,
            None => self.add(name, seconds),
        }
        result
    }
}

/// The largest of some differences; NaN where one of them is no number.
pub fn largest(differences: impl Iterator<Item = f64>) -> f64 {
    differences.fold(0.0, |most, next| if next.is_nan() || next > most { next } else { most })
}

/// How effects and variances lie around the truth: the root mean square of errors in standard errors,
/// the share of 80 % intervals that hold the truth, and the largest error of an sd, in parts of it.
pub fn judge(report: &mut Report, market: &Market, effects: &[(f64, f64)], sds: &[f64]) {
    let known = effects.iter().zip(&market.truth).filter(|((_, sd), _)| sd.is_finite());
    let errors: Vec<f64> = known.map(|((mean, sd), truth)| (mean - truth) / sd).collect();
    let count = errors.len() as f64;
    let square: f64 = errors.iter().map(|z| z * z).sum();
    let inside = errors.iter().filter(|z| z.abs() < 1.281_551_565_5).count();
    report.add("error_in_standard_errors", (square / count).sqrt());
    report.add("coverage_of_80", inside as f64 / count);
    let truths = std::iter::once(invented::NOISE).chain(market.blocks.iter().map(|b| b.sd));
    let off = sds.iter().zip(truths).map(|(sd, truth)| (sd / truth - 1.0).abs());
    report.add("furthest_sd", largest(off));
}

fn run(mode: &str, cells: usize, effects: usize, seed: u64) -> Result<Report, MixedError> {
    let market = Market::of(effects, mode.ends_with("robust"), seed);
    let (mut report, mut stream) = (Report(Vec::new(), Vec::new()), Stream(seed ^ 0x5ca1e));
    report.add("cells", cells as f64);
    report.add("effects", market.effects() as f64);
    report.add("threads", rayon::current_num_threads() as f64);
    match mode {
        "rows" | "robust" => rows::run(&mut report, &market, cells, &mut stream)?,
        "sums" => sums::run(&mut report, &market, cells, &mut stream)?,
        _ => month::run(&mut report, &market, cells, &mut stream)?,
    }
    Ok(report)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let usage = "scale rows|robust|sums|month|month-robust CELLS EFFECTS [SEED]";
    let mode = words.first().ok_or(usage)?;
    if !["rows", "robust", "sums", "month", "month-robust"].contains(&mode.as_str()) {
        return Err(format!("{mode:?} is no mode: {usage}").into());
    }
    let number = |at: usize| words.get(at).map(|word| word.parse::<usize>());
    let cells = number(1).ok_or(usage)??;
    let effects = number(2).ok_or(usage)??;
    let seed = number(3).unwrap_or(Ok(1))?;
    let start = Instant::now();
    let mut report = run(mode, cells, effects, seed as u64)?;
    if let Some((name, value)) = report.0.iter().find(|(_, value)| !value.is_finite()) {
        return Err(format!("{name} is {value}, not a finite number").into());
    }
    report.add("seconds_in_all", start.elapsed().as_secs_f64());
    report.add("cpu_in_all", cpu_seconds());
    report.add("peak_mb", peak_mb());
    let pairs = |all: &[(&str, f64)]| {
        all.iter().map(|(n, v)| format!("\"{n}\": {v}")).collect::<Vec<_>>().join(", ")
    };
    println!("{{\"mode\": {mode:?}, {}, \"cpu\": {{{}}}}}", pairs(&report.0), pairs(&report.1));
    Ok(())
}

/// Seconds of the processor so far, in steps of 10 ms; NaN where the system does not tell.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().map(|rest| rest.split_whitespace().skip(11).take(2));
    let ticks: Option<Vec<f64>> = fields.map(|f| f.filter_map(|t| t.parse().ok()).collect());
    ticks.map_or(f64::NAN, |ticks| ticks.iter().sum::<f64>() / 100.0)
}

/// The largest memory of this process, in MB; NaN where the system does not tell.
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.map_or(f64::NAN, |kib| kib * 1024.0 / 1e6)
}
