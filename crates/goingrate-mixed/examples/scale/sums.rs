//! A fit from sums: cells come in parts, each part is summed and forgotten, and the sums are fitted.

use goingrate_mixed::{Information, InformationFit, MixedError, SumsOptions};

use crate::invented::{Market, Stream};
use crate::rows::{ROUNDS, TOLERANCE};
use crate::{Report, judge};

/// Cells that are held at once.
const PART: usize = 500_000;

pub fn run(
    report: &mut Report,
    market: &Market,
    cells: usize,
    stream: &mut Stream,
) -> Result<(), MixedError> {
    let keys = market.keys();
    let mut sums: Option<Information> = None;
    for start in (0..cells).step_by(PART) {
        let count = PART.min(cells - start);
        let part = report.time("rows_s", || market.system(count, 0..24, stream))?;
        let part = report.time("sums_s", || Information::of(&part, &keys))?;
        let merged = report.time("sums_s", || match &sums {
            Some(sums) => sums.plus(&part),
            None => Ok(part),
        });
        sums = Some(merged?);
    }
    let Some(sums) = sums else { return Ok(()) };
    report.add("entries", sums.entries() as f64);
    let bytes = report.time("write_s", || sums.to_bytes());
    report.add("bytes", bytes.len() as f64);
    drop(bytes);
    let options = SumsOptions { iterations: ROUNDS, tolerance: TOLERANCE };
    let fit = report.time("fit_s", || sums.reml(&options))?;
    report.add("rounds", fit.iterations as f64);
    told(report, market, &keys, &fit);
    Ok(())
}

/// Holds a fit against the truth.
pub fn told(report: &mut Report, market: &Market, keys: &[String], fit: &InformationFit) {
    let effect = |key: &String| {
        let effect = fit.estimates.effect(key);
        effect.map_or((f64::NAN, f64::NAN), |effect| (effect.mean, effect.sd))
    };
    let effects: Vec<(f64, f64)> = keys.iter().map(effect).collect();
    let variance = |name: &str| {
        let group = fit.information.groups().find(|group| group.name == name);
        group.map_or(f64::NAN, |group| group.variance)
    };
    let names = std::iter::once("noise").chain(market.blocks.iter().map(|block| block.name));
    let sds: Vec<f64> = names.map(|name| variance(name).sqrt()).collect();
    judge(report, market, &effects, &sds);
}
