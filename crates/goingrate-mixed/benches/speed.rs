//! Times: lme4's InstEval (needs GOINGRATE_TEST_DATA) and an invented system of the
//! pay model's size and shape. `cargo bench -p goingrate-mixed`.

#[path = "../tests/common/mod.rs"]
mod common;

use std::path::PathBuf;

use common::market::{Market, market_system};
use common::pay::{Size, pay_system};
use common::{Formula, Random, Table, build};
use divan::Bencher;
use goingrate_mixed::{
    GroupId, RemlOptions, Solution, Symbolic, System, Tails, average_information, joint_step, reml,
    reml_step, robust_weights, solve,
};

fn main() {
    divan::main();
}

const fn by(factor: &'static str) -> Random {
    Random { factor, slope: None }
}

const INSTEVAL: Formula =
    Formula { response: "y", fixed: &["service"], random: &[by("s"), by("d"), by("dept")] };

fn insteval() -> Option<System> {
    let folder = std::env::var_os("GOINGRATE_TEST_DATA").map(PathBuf::from)?;
    Some(build(&Table::read(&folder.join("lme4-examples/InstEval.csv")), &INSTEVAL, 1.0))
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn insteval_reml(bencher: Bencher) {
    if let Some(system) = insteval() {
        bencher
            .with_inputs(|| system.clone())
            .bench_values(|mut s| reml(&mut s, &RemlOptions::default()).unwrap());
    }
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn insteval_solve(bencher: Bencher) {
    if let Some(system) = insteval() {
        let symbolic = Symbolic::of(&system).unwrap();
        bencher.bench(|| solve(&system, Some(&symbolic)).unwrap());
    }
}

fn market() -> (System, Symbolic) {
    let system = market_system(&Market::REAL, 1);
    let symbolic = Symbolic::of(&system).unwrap();
    (system, symbolic)
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn market_symbolic(bencher: Bencher) {
    let system = market_system(&Market::REAL, 1);
    bencher.bench(|| Symbolic::of(&system).unwrap());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn market_solve(bencher: Bencher) {
    let (system, symbolic) = market();
    bencher.bench(|| solve(&system, Some(&symbolic)).unwrap());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn market_selected(bencher: Bencher) {
    let (system, symbolic) = market();
    bencher
        .with_inputs(|| solved(&system, &symbolic))
        .bench_refs(|s| s.factor.selected().entry(0, 0));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn market_information(bencher: Bencher) {
    let (system, symbolic) = market();
    let (solution, groups) = (solved(&system, &symbolic), system.groups().len());
    let groups: Vec<GroupId> = (0..groups).map(GroupId).collect();
    bencher.bench(|| average_information(&system, &solution, &groups).unwrap());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn market_joint_step(bencher: Bencher) {
    let (system, symbolic) = market();
    let tails: Vec<Tails> = [0, 1].map(|g| Tails { group: GroupId(g), degrees: 5.0 }).to_vec();
    bencher
        .with_inputs(|| (system.clone(), solved(&system, &symbolic)))
        .bench_refs(|(system, solution)| joint_step(system, solution, &tails).unwrap());
}

fn pay() -> (System, Symbolic) {
    let system = pay_system(&Size::PAY, 1);
    let symbolic = Symbolic::of(&system).unwrap();
    (system, symbolic)
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn pay_symbolic(bencher: Bencher) {
    let system = pay_system(&Size::PAY, 1);
    bencher.bench(|| Symbolic::of(&system).unwrap());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn pay_solve(bencher: Bencher) {
    let (system, symbolic) = pay();
    bencher.bench(|| solve(&system, Some(&symbolic)).unwrap());
}

fn solved(system: &System, symbolic: &Symbolic) -> Solution {
    solve(system, Some(symbolic)).unwrap()
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn pay_selected(bencher: Bencher) {
    let (system, symbolic) = pay();
    bencher
        .with_inputs(|| solved(&system, &symbolic))
        .bench_refs(|s| s.factor.selected().entry(0, 0));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn pay_reml_step(bencher: Bencher) {
    let (system, symbolic) = pay();
    bencher
        .with_inputs(|| (system.clone(), solved(&system, &symbolic)))
        .bench_refs(|(system, solution)| reml_step(system, solution).unwrap());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn pay_robust_weights(bencher: Bencher) {
    let (system, symbolic) = pay();
    let tails = [Tails { group: GroupId(0), degrees: 5.0 }];
    bencher
        .with_inputs(|| (system.clone(), solved(&system, &symbolic)))
        .bench_refs(|(system, solution)| robust_weights(system, solution, &tails).unwrap());
}

#[divan::bench(sample_count = 20, sample_size = 10)]
fn pay_variance_of_a_row(bencher: Bencher) {
    let (system, symbolic) = pay();
    let solution = solved(&system, &symbolic);
    let row: Vec<(u32, f64)> =
        system.line(0).0.iter().copied().zip(system.line(0).1.iter().copied()).collect();
    bencher.bench(|| solution.factor.variance(&row).unwrap());
}
