//! Shapes of the elimination against the dense oracle: many wide lines, subtrees
//! apart, nothing sparse, nothing but the tail, long chains; and the same bits
//! whatever the number of threads.

mod common;

use common::dense::dense;
use common::market::{Market, market_system};
use common::pay::Stream;
use goingrate_mixed::{
    FactoredCovariance, Group, GroupId, Piece, Symbolic, System, Tails, joint_step, solve,
};

fn near(what: &str, ours: f64, theirs: f64) {
    assert!((ours - theirs).abs() < 1e-8 * (1.0 + theirs.abs()), "{what}: {ours} is not {theirs}");
}

fn check(system: &System) -> Symbolic {
    let (ours, theirs) = (solve(system, None).unwrap(), dense(system));
    let (n, stored) = (system.columns(), FactoredCovariance::of(&ours.factor));
    stored.check().unwrap();
    near("log|H|", ours.log_det, theirs.log_det);
    near("criterion", ours.criterion, theirs.criterion);
    let units: Vec<Vec<f64>> =
        (0..n).map(|i| (0..n).map(|j| f64::from(i == j)).collect()).collect();
    let columns = ours.factor.solve_many(&units).unwrap();
    let rows: Vec<[(u32, f64); 1]> = (0..n as u32).map(|i| [(i, 1.0)]).collect();
    let covariances = stored.covariance(&rows).unwrap();
    for i in 0..n {
        near("θ", ours.theta[i], theirs.theta[i]);
        assert!(ours.factor.selected().entry(i, i).is_some());
        for j in 0..n {
            let sigma = theirs.covariance.at[i * n + j];
            near("solve", columns[i][j], sigma);
            near("stored factor", covariances[i * n + j], sigma);
            ours.factor.selected().entry(i, j).iter().for_each(|z| near("entry", *z, sigma));
        }
    }
    ours.factor.symbolic()
}

/// Columns `0..count` with a prior each, and lines over the given columns.
fn system(count: usize, lines: impl Iterator<Item = Vec<u32>>) -> System {
    let (mut system, mut stream) = (System::new(count), Stream(4));
    let effects = system.add_group(Group::effects("effects", 0.5)).unwrap();
    let noise = system.add_group(Group::data("noise", 0.1)).unwrap();
    (0..count as u32).for_each(|c| {
        system.push(Piece::prior(effects, c, 0.0)).unwrap();
    });
    for columns in lines {
        let terms: Vec<(u32, f64)> = columns.iter().map(|c| (*c, 0.5 + stream.uniform())).collect();
        system.push(Piece::line(noise, &terms, stream.normal())).unwrap();
    }
    system
}

#[test]
fn a_market_with_many_wide_lines_equals_the_oracle() {
    for wide in [25, 60, 1000] {
        let mut system = market_system(&Market::SMALL, 3);
        system.set_wide_threshold(wide);
        let symbolic = check(&system);
        assert_eq!(symbolic.wide_lines() == 0, wide == 1000);
    }
}

#[test]
fn subtrees_apart_from_each_other_equal_the_oracle() {
    // Blocks of chains that never meet: a forest with several roots.
    let chains = (0..120u32).filter(|c| c % 6 != 5).map(|c| vec![c, c + 1]);
    check(&system(120, chains));
}

#[test]
fn a_chain_equals_the_oracle() {
    check(&system(150, (0..149).map(|c| vec![c, c + 1])));
    check(&system(150, (0..147).map(|c| vec![c, c + 1, c + 3])));
}

#[test]
fn stars_and_single_columns_equal_the_oracle() {
    check(&system(80, (1..80).map(|c| vec![0, c])));
    check(&system(30, std::iter::empty()));
}

#[test]
fn a_dense_system_equals_the_oracle() {
    check(&system(60, (0..60).map(|_| (0..60).collect())));
    // Fixed effects stand in the tail where lines are wide: here there is nothing else.
    let mut fixed = System::new(12);
    let noise = fixed.add_group(Group::data("noise", 0.1)).unwrap();
    let mut stream = Stream(9);
    for line in 0..40 {
        let terms: Vec<(u32, f64)> = (0..12).map(|c| (c, stream.normal())).collect();
        let few = if line < 20 { &terms[..6] } else { &terms[5..] };
        fixed.push(Piece::line(noise, few, stream.normal())).unwrap();
    }
    fixed.push(Piece::line(noise, &[(0, 1.0), (5, 2.0), (11, 1.0)], 1.0)).unwrap();
    check(&fixed);
    fixed.set_wide_threshold(6);
    let symbolic = check(&fixed);
    assert_eq!(symbolic.tail(), 12);
    assert!(symbolic.wide_lines() > 0);
}

fn bits(threads: usize) -> Vec<u64> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let mut system = market_system(&Market { cells: 3000, wide: 30, ..Market::REAL }, 2);
        let solution = solve(&system, None).unwrap();
        let variances = solution.factor.selected().variances();
        let tails = [Tails { group: GroupId(0), degrees: 5.0 }];
        let (report, moved) = joint_step(&mut system, &solution, &tails).unwrap();
        let numbers = solution.theta.iter().chain(&variances).chain(&report.after).chain([&moved]);
        numbers.map(|x| x.to_bits()).collect()
    })
}

#[test]
fn a_large_market_has_the_same_bits_on_one_thread_and_on_three() {
    assert_eq!(bits(1), bits(3));
}
