//! Times our sparse factor and faer's sparse Cholesky on the same systems, with one thread and with two,
//! and checks that the solutions agree, so that the choice between them can be made again:
//!
//! ```sh
//! GOINGRATE_TEST_DATA=../shared/data cargo run --release --manifest-path bench/linear_algebra/Cargo.toml
//! ```
//!
//! Without GOINGRATE_TEST_DATA lme4's InstEval is left out.

mod faer_side;
mod matrix;
mod our_side;
mod systems;

use std::time::Instant;

use crate::matrix::Matrix;
use crate::systems::Case;

/// Runs of every step, of which the fastest one counts: what else the machine does only adds time.
const RUNS: usize = 5;

/// What one side took, in milliseconds, and what it found.
pub struct Measured {
    /// Order, elimination tree and pattern of L.
    pub symbolic: f64,
    /// From the numbers of the rows to the first solution.
    pub solution: f64,
    /// Of `solution`, what assembling the matrix takes, where it is a step of its own.
    pub assembly: Option<f64>,
    /// One more right-hand side with the same factor.
    pub solve: f64,
    /// The entries of the inverse on the pattern of L.
    pub selected: Option<f64>,
    pub theta: Vec<f64>,
}

/// The fastest of several runs, in milliseconds, and the last result.
pub fn time<R>(mut run: impl FnMut() -> R) -> (f64, R) {
    let mut once = || {
        let (start, busy) = (Instant::now(), processor_time());
        let result = run();
        let elapsed = start.elapsed().as_secs_f64() * 1e3;
        let alone = rayon::current_num_threads() == 1;
        let busy = processor_time().zip(busy).map(|(after, before)| (after - before) / 1e6);
        (busy.filter(|busy| alone && *busy > SHORT).unwrap_or(elapsed), result)
    };
    let (mut fastest, mut result) = once();
    for _ in 1..RUNS {
        let (time, last) = once();
        (fastest, result) = (fastest.min(time), last);
    }
    (fastest, result)
}

/// The kernel counts in steps of up to 4 ms: what is shorter than this is timed by the clock.
const SHORT: f64 = 8.0;

/// Nanoseconds that the processor gave to this thread (Linux alone tells). On one thread it is
/// what counts, whatever else the machine does.
fn processor_time() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok()
}

const HEAD: &str =
    "| system | unknowns | entries of L, ours | threads | step | ours | faer | ratio |
|---|---|---|---|---|---|---|---|";

fn main() {
    println!("faer {}; fastest of {RUNS} runs, ms; ratio = faer / ours", faer_side::VERSION);
    println!("One thread: time of the processor. Two threads: from start to end.");
    systems::all().iter().for_each(compare);
}

fn compare(case: &Case) {
    let matrix = Matrix::of(&case.system);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.unwrap_or_else(|e| panic!("no pool of {threads} threads: {e}"));
        pool.install(|| {
            let ours = our_side::measure(&case.system);
            (ours, faer_side::measure(&case.system, &matrix, threads))
        })
    };
    let (one, two) = (on(1), on(2));
    println!("\n{HEAD}");
    for (threads, (ours, theirs)) in [(1, &one), (2, &two)] {
        assert_agree(case.name, &ours.theta, &theirs.theta);
        print_rows(case, &matrix, threads, ours, theirs);
    }
    println!(
        "\n{}: the same bits on one thread and on two: ours {}, faer {}",
        case.name,
        same_bits(&one.0.theta, &two.0.theta),
        same_bits(&one.1.theta, &two.1.theta)
    );
}

fn print_rows(case: &Case, matrix: &Matrix, threads: usize, ours: &Measured, theirs: &Measured) {
    let row = |step: &str, ours: f64, theirs: f64| {
        println!(
            "| {} | {} | {} | {threads} | {step} | {ours:.2} | {theirs:.2} | {:.2} |",
            case.name,
            matrix.size(),
            our_side::entries(&case.system),
            theirs / ours
        );
    };
    row("symbolic", ours.symbolic, theirs.symbolic);
    row("assembly, factor and first solve", ours.solution, theirs.solution);
    row("one more solve", ours.solve, theirs.solve);
    if let Some(assembly) = theirs.assembly {
        let what = "of it assembly for faer, by one thread";
        println!("| {} | | | {threads} | {what} | | {assembly:.2} | |", case.name);
    }
    if let Some(selected) = ours.selected {
        println!("| {} | | | {threads} | selected inverse | {selected:.2} | none | |", case.name);
    }
}

/// The solutions must agree to eight digits of the largest effect.
fn assert_agree(name: &str, ours: &[f64], theirs: &[f64]) {
    let largest = ours.iter().fold(0.0f64, |most, x| most.max(x.abs()));
    let furthest = ours.iter().zip(theirs).fold(0.0f64, |most, (a, b)| most.max((a - b).abs()));
    assert!(furthest <= 1e-8 * largest, "{name}: solutions are {furthest:e} apart");
}

fn same_bits(a: &[f64], b: &[f64]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
}
