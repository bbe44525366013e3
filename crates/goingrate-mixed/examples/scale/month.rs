//! A month added to a fit: the sums of 23 months that were fitted, and one month more, against a fit of
//! all rows anew, from a cold start and from where the earlier fit ended.

use goingrate_mixed::{
    GroupId, Information, InformationFit, MixedError, PieceId, RemlFit, RemlOptions, SumsOptions,
    System, Tails, refine, reml,
};

use crate::invented::{MONTHS, Market, Stream};
use crate::rows::ROUNDS;
use crate::{Report, largest};

pub fn run(
    report: &mut Report,
    market: &Market,
    cells: usize,
    stream: &mut Stream,
) -> Result<(), MixedError> {
    let keys = market.keys();
    let newest = cells / MONTHS;
    let tails: Vec<Tails> =
        market.heavy.then_some(Tails { group: GroupId(0), degrees: 5.0 }).into_iter().collect();
    let seed = stream.0;
    let mut before = market.system(cells - newest, 0..MONTHS - 1, stream)?;
    let state = stream.0;
    let mut month = market.system(newest, MONTHS - 1..MONTHS, stream)?;
    let mut full = together(market, cells, [seed, state])?;
    // Tight, so that both searches end at the same place.
    let tolerance = 1e-12;
    let options = RemlOptions { iterations: 500, tolerance, tails, ..RemlOptions::default() };
    report.time("fit_of_23_months_s", || reml(&mut before, &options))?;
    let old = report.time("sum_of_23_months_s", || Information::of(&before, &keys))?;
    let old = Information::from_bytes(&old.to_bytes())?;
    let sums = SumsOptions { iterations: ROUNDS, tolerance };
    let update = report
        .time("month_added_s", || old.plus_lines(&mut month, &keys, &options.tails, &sums))?;
    report.add("month_added_rounds", update.iterations as f64);
    let mut warm = full.clone();
    start_at(&mut warm, &before);
    let again = report.time("full_fit_warm_s", || reml(&mut warm, &options))?;
    report.add("full_fit_warm_rounds", again.iterations as f64);
    drop((again, warm));
    let fit = report.time("full_fit_s", || reml(&mut full, &options))?;
    report.add("full_fit_rounds", fit.iterations as f64);
    compare(report, &full, &keys, &fit, &update)
}

/// The cells of both streams in one system.
fn together(market: &Market, cells: usize, seeds: [u64; 2]) -> Result<System, MixedError> {
    let newest = cells / MONTHS;
    let mut first = market.system(cells - newest, 0..MONTHS - 1, &mut Stream(seeds[0]))?;
    let month = market.system(newest, MONTHS - 1..MONTHS, &mut Stream(seeds[1]))?;
    // Prior rows stand after the lines of the first months: they are there once.
    for piece in (0..newest).map(PieceId) {
        let line = month.lines(piece).start;
        let (columns, coefficients) = month.line(line);
        let terms: Vec<(u32, f64)> =
            columns.iter().copied().zip(coefficients.iter().copied()).collect();
        let value = month.values(piece)[0];
        let pushed = first.push(goingrate_mixed::Piece::line(GroupId(0), &terms, value))?;
        first.set_robust(pushed, 0, month.robust(piece)[0])?;
    }
    Ok(first)
}

/// Variances and weights where an earlier fit ended; the rows of the earlier fit come first.
fn start_at(system: &mut System, earlier: &System) {
    for (at, group) in earlier.groups().iter().enumerate() {
        let _ = system.set_variance(GroupId(at), group.variance);
    }
    for piece in (0..earlier.piece_count()).map(PieceId) {
        let _ = system.set_robust(piece, 0, earlier.robust(piece)[0]);
    }
}

/// How far the update lies from the full fit.
fn compare(
    report: &mut Report,
    system: &System,
    keys: &[String],
    fit: &RemlFit,
    update: &InformationFit,
) -> Result<(), MixedError> {
    // Rows are summed one by one into their normal equations, so that with a million of them rounding
    // moves effects by more than the update does: products with the rows' residuals take it back.
    let (factor, theta) = (&fit.solution.factor, &fit.solution.theta);
    let refined = refine(system, factor, theta, 0.0, 8)?;
    let variances = factor.selected().variances();
    let moved = theta.iter().zip(&refined.theta).zip(&variances);
    let rounding = moved.map(|((a, b), variance)| (a - b).abs() / variance.sqrt());
    report.add("rounding_of_the_full_fit", largest(rounding));
    let (mut effects, mut errors) = (Vec::new(), Vec::new());
    for ((key, mean), variance) in keys.iter().zip(&refined.theta).zip(variances) {
        // An effect that the update lacks is as far away as can be.
        let ours = update.estimates.effect(key).map_or([f64::NAN; 2], |ours| [ours.mean, ours.sd]);
        let sd = variance.sqrt();
        effects.push((ours[0] - mean).abs() / sd);
        errors.push((ours[1] / sd - 1.0).abs());
    }
    let squares: f64 = effects.iter().map(|off| off * off).sum();
    report.add("effects_apart_in_standard_errors", largest(effects.into_iter()));
    report.add("effects_apart_root_mean_square", (squares / keys.len() as f64).sqrt());
    report.add("standard_errors_apart", largest(errors.into_iter()));
    let groups = system.groups().iter().map(|group| {
        let ours = update.information.groups().find(|known| known.name == group.name);
        ours.map_or(f64::NAN, |ours| (ours.variance / group.variance - 1.0).abs())
    });
    report.add("variances_apart", largest(groups));
    Ok(())
}
