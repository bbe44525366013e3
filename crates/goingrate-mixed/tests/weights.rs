//! Robust weights by local fixed points against plain expectation steps: the same
//! fixed point, in far fewer rounds.

mod common;

use common::dense::piece_covariance;
use common::pay::Stream;
use goingrate_mixed::{
    Group, GroupId, Line, Piece, PieceId, Solution, System, Tails, robust_weights, solve,
};

const DEGREES: f64 = 5.0;

/// Pieces of `lines` lines with effects of their own beside shared ones, some wild.
fn private_effects(pieces: u32, seed: u64) -> (System, GroupId) {
    let (mut system, mut stream) = (System::new(4 + 2 * pieces as usize), Stream(seed));
    let noise = system.add_group(Group::data("noise", 0.05).held()).unwrap();
    let own = system.add_group(Group::effects("own", 0.4).held()).unwrap();
    for piece in 0..pieces {
        let private = [4 + 2 * piece, 5 + 2 * piece];
        private.iter().for_each(|c| {
            system.push(Piece::prior(own, *c, 0.0)).unwrap();
        });
        let line = |i: u32| Line {
            columns: vec![0, 1 + i % 3, private[0], private[1]],
            coefficients: vec![1.0, 1.0, 1.0, f64::from(i) - 2.0],
        };
        let value = |i: u32| {
            let wild = if (piece + i).is_multiple_of(11) { 2.0 } else { 0.0 };
            0.1 * f64::from(i) + 0.25 * stream.normal() + wild
        };
        let sampling = (0..25).map(|i| 0.004 * 0.6f64.powi((i / 5 - i % 5i32).abs())).collect();
        let values = (0..5).map(value).collect();
        let lines = (0..5).map(line).collect();
        system.push(Piece { group: noise, lines, values, sampling }).unwrap();
    }
    (0..4).for_each(|c| {
        system.push(Piece::prior(own, c, 0.0)).unwrap();
    });
    (system, noise)
}

/// One expectation step of every line, written from the formula and public results.
fn expectation_step(system: &mut System, solution: &Solution, group: GroupId) -> f64 {
    let (variance, mut largest) = (system.group(group).variance, 0.0f64);
    let mut found = Vec::new();
    let pieces = (0..system.piece_count()).map(PieceId);
    for piece in pieces.filter(|p| system.group_of(*p) == group).collect::<Vec<_>>() {
        let spread = solution.fitted_covariance(system, piece).unwrap();
        let (m, k) = (piece_covariance(system, piece).invert().0, system.lines(piece).len());
        let robust = system.robust(piece).to_vec();
        let first = system.lines(piece).start;
        for i in 0..k {
            let row = &m.at[i * k..(i + 1) * k];
            let within: f64 = (0..k * k).map(|at| row[at / k] * spread[at] * row[at % k]).sum();
            let (p, weighted, r) =
                (row[i] - within, solution.weighted_residuals[first + i], robust[i]);
            let squared = 1.0 / r + variance / (r * r) * (weighted * weighted - p);
            let weight = (DEGREES + 1.0) / (DEGREES + squared);
            largest = largest.max((weight / r).ln().abs());
            found.push((piece, i, weight));
        }
    }
    for (piece, line, weight) in found {
        system.set_robust(piece, line, weight).unwrap();
    }
    largest
}

/// Rounds until no log-weight moves by more than 1e-10.
fn rounds(system: &mut System, mut step: impl FnMut(&mut System, &Solution) -> f64) -> usize {
    for round in 1..2000 {
        let solution = solve(system, None).unwrap();
        if step(system, &solution) < 1e-10 {
            return round;
        }
    }
    usize::MAX
}

fn check(mut system: System, group: GroupId) -> (usize, usize) {
    let mut plain = system.clone();
    let slow = rounds(&mut plain, |s, solution| expectation_step(s, solution, group));
    let fast = rounds(&mut system, |s, solution| {
        robust_weights(s, solution, &[Tails { group, degrees: DEGREES }]).unwrap()
    });
    for piece in (0..system.piece_count()).map(PieceId) {
        for (ours, theirs) in system.robust(piece).iter().zip(plain.robust(piece)) {
            assert!((ours - theirs).abs() < 1e-8, "{piece:?}: {ours} is not {theirs}");
        }
    }
    (fast, slow)
}

#[test]
fn pieces_with_effects_of_their_own_settle_in_a_fraction_of_the_rounds() {
    let (system, group) = private_effects(40, 3);
    let (fast, slow) = check(system, group);
    assert!(fast * 3 <= slow, "{fast} rounds against {slow}");
}

#[test]
fn wide_pieces_reach_the_same_fixed_point() {
    let (mut system, group) = private_effects(12, 5);
    system.set_wide_threshold(5);
    check(system, group);
}
