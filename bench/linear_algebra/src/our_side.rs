//! Our side: [`Symbolic::of`], [`solve`], one more solve with the factor, and the selected inverse.

use goingrate_mixed::{MixedError, Solution, Symbolic, System, solve};

use crate::{Measured, time};

/// Times every step on the threads of the present pool.
pub fn measure(system: &System) -> Measured {
    let (symbolic_time, symbolic) = time(|| must(Symbolic::of(system)));
    let (solution_time, solution) = time(|| must(solve(system, Some(&symbolic))));
    let (solve_time, _) = time(|| must(solution.factor.solve(&solution.theta)));
    let (selected, _) = time(|| selected(system, &symbolic));
    Measured {
        symbolic: symbolic_time,
        solution: solution_time,
        assembly: None,
        solve: solve_time,
        // A factor keeps its selected inverse, so that each run needs a factor of its own.
        selected: Some(selected - solution_time),
        theta: solution.theta,
    }
}

fn selected(system: &System, symbolic: &Symbolic) -> Solution {
    let solution = must(solve(system, Some(symbolic)));
    solution.factor.selected();
    solution
}

/// Entries of L below the diagonal, the dense tail included.
pub fn entries(system: &System) -> usize {
    let symbolic = must(Symbolic::of(system));
    symbolic.entries() + symbolic.tail() * symbolic.tail().saturating_sub(1) / 2
}

pub fn must<T>(result: Result<T, MixedError>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}
