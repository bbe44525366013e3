//! An earlier factor leads to the solution of a later system, says how near it came, and comes to the
//! same bits whatever the number of threads.

mod common;

use common::market::{Market, market_system};
use goingrate_mixed::{GroupId, MixedError, PieceId, System, refine, solve};

/// The market with weights and variances moved by what one round moves them.
fn moved(system: &System) -> System {
    let mut moved = system.clone();
    for index in 0..moved.groups().len() {
        let variance = moved.group(GroupId(index)).variance;
        moved.set_variance(GroupId(index), 1.3 * variance).unwrap();
    }
    for piece in (0..moved.piece_count()).step_by(3) {
        moved.set_robust(PieceId(piece), 0, 0.6).unwrap();
    }
    moved
}

fn furthest(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).fold(0.0, |most, (a, b)| f64::max(most, (a - b).abs()))
}

#[test]
fn the_solution_of_a_later_system_is_reached_with_and_without_wide_lines() {
    for wide in [25, 1000] {
        let mut system = market_system(&Market::SMALL, 3);
        system.set_wide_threshold(wide);
        let (earlier, later) = (solve(&system, None).unwrap(), moved(&system));
        let exact = solve(&later, None).unwrap();
        assert!(furthest(&earlier.theta, &exact.theta) > 1e-3, "nothing to be found");
        let found = refine(&later, &earlier.factor, &earlier.theta, 1e-10, 200).unwrap();
        assert!(found.error <= 1e-10 && found.products < 100, "{} products", found.products);
        assert!(furthest(&found.theta, &exact.theta) < 1e-8);
    }
}

#[test]
fn it_says_when_it_did_not_come_near() {
    let system = market_system(&Market::SMALL, 3);
    let (earlier, later) = (solve(&system, None).unwrap(), moved(&system));
    let found = refine(&later, &earlier.factor, &earlier.theta, 1e-12, 2).unwrap();
    assert!(found.products == 2 && found.error > 1e-12);
}

#[test]
fn a_factor_of_another_pattern_is_refused() {
    let factor = solve(&market_system(&Market::SMALL, 3), None).unwrap().factor;
    let mut other = market_system(&Market::SMALL, 3);
    other.set_wide_threshold(25);
    let start = vec![0.0; other.columns()];
    let refused = refine(&other, &factor, &start, 1e-6, 10);
    assert_eq!(refused.err(), Some(MixedError::OtherPattern));
}

#[test]
fn the_same_bits_on_one_thread_and_on_two() {
    let system = market_system(&Market::SMALL, 3);
    let later = moved(&system);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let earlier = solve(&system, None).unwrap();
            refine(&later, &earlier.factor, &earlier.theta, 1e-8, 50).unwrap()
        })
    };
    assert_eq!(on(1), on(2));
}
