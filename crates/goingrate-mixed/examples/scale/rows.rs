//! A fit from rows: reading them into a system, ordering, and rounds of factor, inverse and step.

use goingrate_mixed::{GroupId, MixedError, Symbolic, Tails, joint_step, shorten_step, solve};

use crate::invented::{Market, Stream};
use crate::{Report, judge};

/// A fit stops when its criterion has no more than this to gain, and no log-weight moves by more than
/// its square root.
pub const TOLERANCE: f64 = 1e-8;

/// More rounds are not made.
pub const ROUNDS: usize = 60;

pub fn run(
    report: &mut Report,
    market: &Market,
    cells: usize,
    stream: &mut Stream,
) -> Result<(), MixedError> {
    let mut system = report.time("rows_s", || market.system(cells, 0..24, stream))?;
    let tails: Vec<Tails> =
        market.heavy.then_some(Tails { group: GroupId(0), degrees: 5.0 }).into_iter().collect();
    let symbolic = report.time("ordering_s", || Symbolic::of(&system))?;
    report.add("factor_entries", symbolic.entries() as f64);
    report.add("tail", symbolic.tail() as f64);
    let mut solution = report.time("factor_s", || solve(&system, Some(&symbolic)))?;
    for round in 1..=ROUNDS {
        let (step, weights) =
            report.time("variances_s", || joint_step(&mut system, &solution, &tails))?;
        shorten_step(&mut system, &step)?;
        drop(solution);
        solution = report.time("factor_s", || solve(&system, Some(&symbolic)))?;
        if step.decrement < TOLERANCE && weights < TOLERANCE.sqrt() || round == ROUNDS {
            report.add("rounds", round as f64);
            break;
        }
    }
    let variances = report.time("variances_s", || solution.factor.selected().variances());
    let effects: Vec<(f64, f64)> =
        solution.theta.iter().zip(&variances).map(|(mean, v)| (*mean, v.sqrt())).collect();
    let sds: Vec<f64> = system.groups().iter().map(|group| group.variance.sqrt()).collect();
    judge(report, market, &effects, &sds);
    Ok(())
}
