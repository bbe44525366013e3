//! What must hold whatever the data: monotone variances, boundary variances, the
//! invented truth recovered, the same bits on any number of threads, typed errors.

mod common;

use common::pay::{Size, Stream, pay_system};
use goingrate_mixed::{
    Group, GroupId, MixedError, Piece, PieceId, RemlOptions, Solution, Symbolic, System, Tails,
    joint_step, penalty, reml, reml_step, robust_weights, solve,
};

/// `groups` effects with `each` readings a group, sd τ and σ.
fn one_way(
    stream: &mut Stream,
    groups: usize,
    each: usize,
    tau: f64,
    sigma: f64,
) -> (System, Vec<f64>) {
    let mut system = System::new(groups + 1);
    let effects = system.add_group(Group::effects("τ²", 1.0)).unwrap();
    let noise = system.add_group(Group::data("σ²", 1.0)).unwrap();
    let mut truth = vec![2.0];
    for group in 1..=groups as u32 {
        let effect = tau * stream.normal();
        truth.push(effect);
        system.push(Piece::prior(effects, group, 0.0)).unwrap();
        for _ in 0..each {
            let y = 2.0 + effect + sigma * stream.normal();
            system.push(Piece::line(noise, &[(0, 1.0), (group, 1.0)], y)).unwrap();
        }
    }
    (system, truth)
}

/// Mean variances (τ², σ²) and coverage of 80 % intervals of the first ten effects
/// over many replicates of `groups` × `each` readings with τ = 0.5, σ = 0.8.
fn replicate(replicates: usize, groups: usize, each: usize, held: bool) -> (f64, f64, f64) {
    let (mut stream, mut inside, mut means) = (Stream(11), 0.0, [0.0; 2]);
    for _ in 0..replicates {
        let (mut system, truth) = one_way(&mut stream, groups, each, 0.5, 0.8);
        for (group, variance) in [0.25, 0.64].into_iter().enumerate() {
            system.set_variance(GroupId(group), variance).unwrap();
            system.set_held(GroupId(group), held);
        }
        let fit = reml(&mut system, &RemlOptions::default()).unwrap();
        for (mean, group) in means.iter_mut().zip(system.groups()) {
            *mean += group.variance / replicates as f64;
        }
        for group in 1..=10u32 {
            let row = [(0, 1.0), (group, 1.0)];
            let sd = fit.solution.factor.variance(&row).unwrap().sqrt();
            let estimate = fit.solution.theta[0] + fit.solution.theta[group as usize];
            inside +=
                f64::from((estimate - 2.0 - truth[group as usize]).abs() < 1.281_551_565_5 * sd);
        }
    }
    (means[0], means[1], inside / (10 * replicates) as f64)
}

#[test]
fn invented_variances_come_back_unbiased() {
    let (tau, sigma, _) = replicate(400, 30, 4, false);
    assert!((tau - 0.25).abs() < 0.02, "mean τ² {tau}");
    assert!((sigma - 0.64).abs() < 0.02, "mean σ² {sigma}");
}

#[test]
fn eighty_percent_intervals_cover_eighty_percent() {
    let (_, _, known) = replicate(600, 30, 4, true);
    assert!((known - 0.8).abs() < 0.02, "variances known: {known}");
    // Estimated variances cost a little at 30 groups and next to nothing at 100.
    let (_, _, estimated) = replicate(400, 100, 6, false);
    assert!((estimated - 0.8).abs() < 0.025, "variances estimated: {estimated}");
}

#[test]
fn removing_a_row_never_lowers_a_variance() {
    let full = pay_system(&Size::SMALL, 3);
    let variances = |s: &System| solve(s, None).unwrap().factor.selected().variances();
    let with = variances(&full);
    for piece in [0, 7, 140, 151] {
        let mut without = full.clone();
        for line in 0..5 {
            // A weight of almost nothing is a row removed.
            without.set_robust(PieceId(piece), line, 1e-12).unwrap();
        }
        for (a, b) in with.iter().zip(variances(&without)) {
            assert!(b >= a * (1.0 - 1e-9), "piece {piece}: {b} is below {a}");
        }
    }
}

#[test]
fn a_variance_of_zero_shrinks_to_nothing_and_is_told() {
    let mut system = System::new(7);
    let effects = system.add_group(Group::effects("τ²", 1.0)).unwrap();
    let noise = system.add_group(Group::data("σ²", 1.0)).unwrap();
    for group in 1..7 {
        system.push(Piece::prior(effects, group, 0.0)).unwrap();
        // Every group has the same mean: less spread than noise alone would give.
        for y in [-1.0, 0.0, 1.0] {
            system.push(Piece::line(noise, &[(0, 1.0), (group, 1.0)], y)).unwrap();
        }
    }
    let fit = reml(&mut system, &RemlOptions::default()).unwrap();
    assert_eq!(fit.step.boundary, [effects]);
    assert!(system.group(effects).variance < 1e-6);
    let pooled = 12.0 / 17.0;
    assert!((system.group(noise).variance - pooled).abs() < 1e-6);
}

fn bits(threads: usize) -> Vec<u64> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let mut system = pay_system(&Size::SMALL, 4);
        let fit = reml(&mut system, &RemlOptions::default()).unwrap();
        let numbers =
            fit.solution.theta.iter().chain(&fit.step.after).chain([&fit.solution.criterion]);
        let variances = fit.solution.factor.selected().variances();
        numbers.chain(&variances).map(|x| x.to_bits()).collect()
    })
}

#[test]
fn the_same_bits_on_one_thread_and_on_two() {
    assert_eq!(bits(1), bits(2));
}

fn alternate(system: &mut System, mut step: impl FnMut(&mut System, &Solution) -> f64) -> Solution {
    let symbolic = Symbolic::of(system).unwrap();
    for _ in 0..200 {
        let solution = solve(system, Some(&symbolic)).unwrap();
        if step(system, &solution) < 1e-9 {
            break;
        }
    }
    solve(system, Some(&symbolic)).unwrap()
}

#[test]
fn steps_alone_reach_the_same_variances_as_reml() {
    let (mut by_steps, _) = one_way(&mut Stream(5), 20, 5, 1.0, 0.5);
    let mut at_once = by_steps.clone();
    reml(&mut at_once, &RemlOptions::default()).unwrap();
    alternate(&mut by_steps, |s, solution| reml_step(s, solution).unwrap().largest_change);
    for (a, b) in by_steps.groups().iter().zip(at_once.groups()) {
        assert!(
            (a.variance / b.variance - 1.0).abs() < 1e-4,
            "{} {} {}",
            a.name,
            a.variance,
            b.variance
        );
    }
}

/// Maximum likelihood of location and scale² of t₅ data by plain EM.
fn t5_location(values: &[f64]) -> (f64, f64) {
    let (mut mu, mut scale) = (0.0, 1.0);
    for _ in 0..2000 {
        let weights: Vec<f64> =
            values.iter().map(|y| 6.0 / (5.0 + (y - mu) * (y - mu) / scale)).collect();
        mu = values.iter().zip(&weights).map(|(y, r)| r * y).sum::<f64>()
            / weights.iter().sum::<f64>();
        let square = |(y, r): (&f64, &f64)| r * (y - mu) * (y - mu);
        scale = values.iter().zip(&weights).map(square).sum::<f64>() / values.len() as f64;
    }
    (mu, scale)
}

/// With many lines and one unknown, the posterior variance of μ and the degree of
/// freedom that REML gives back are small: ours must be near the likelihood's answer.
#[test]
fn robust_weights_resist_wild_rows_and_joint_steps_agree() {
    let mut stream = Stream(8);
    let mut system = System::new(1);
    let noise = system.add_group(Group::data("σ²", 1.0)).unwrap();
    for line in 0..400 {
        let y = if line % 40 == 0 { 50.0 } else { stream.normal() };
        system.push(Piece::line(noise, &[(0, 1.0)], y)).unwrap();
    }
    let mut jointly = system.clone();
    let apart = alternate(&mut system, |s, solution| {
        let moved = robust_weights(s, solution, &[Tails { group: noise, degrees: 5.0 }]).unwrap();
        let solution = solve(s, None).unwrap();
        moved.max(reml_step(s, &solution).unwrap().largest_change)
    });
    let tails = [Tails { group: noise, degrees: 5.0 }];
    let together = alternate(&mut jointly, |s, solution| {
        let (step, moved) = joint_step(s, solution, &tails).unwrap();
        moved.max(step.largest_change)
    });
    let values: Vec<f64> = (0..400).map(|p| system.values(PieceId(p))[0]).collect();
    let (mu, scale) = t5_location(&values);
    assert!((apart.theta[0] - mu).abs() < 1e-3, "{} is not {mu}", apart.theta[0]);
    let ours = system.group(noise).variance;
    assert!((ours / scale - 1.0).abs() < 0.01, "{ours} is not {scale}");
    assert!((apart.theta[0] - together.theta[0]).abs() < 1e-6);
    assert!(system.robust(PieceId(0))[0] < 0.1);
}

#[test]
fn a_prior_on_a_variance_holds_it_where_data_are_silent() {
    let mut system = System::new(2);
    let noise = system.add_group(Group::data("σ²", 1.0).held()).unwrap();
    let effect = system.add_group(Group::effects("τ²", 0.3).with_prior(4.0, 0.04)).unwrap();
    system.push(Piece::prior(effect, 1, 0.0)).unwrap();
    system.push(Piece::line(noise, &[(0, 1.0)], 1.0)).unwrap();
    let fit = reml(&mut system, &RemlOptions::default()).unwrap();
    // No row touches the effect, so its variance is the mode of its prior.
    assert!(
        (system.group(effect).variance - 0.04).abs() < 1e-5,
        "{}",
        system.group(effect).variance
    );
    assert!(fit.step.boundary.is_empty());
    assert!((penalty(&system) - 4.0 * (0.04f64.ln() + 1.0)).abs() < 1e-6);
}

/// Systems whose tail is empty once skipped the backward pass.
#[test]
fn a_single_column_needs_no_tail() {
    let mut system = System::new(1);
    let noise = system.add_group(Group::data("σ²", 2.0)).unwrap();
    for y in [1.0, 3.0] {
        system.push(Piece::line(noise, &[(0, 1.0)], y)).unwrap();
    }
    let solution = solve(&system, None).unwrap();
    assert_eq!(solution.theta, [2.0]);
    assert_eq!(solution.factor.selected().entry(0, 0), Some(1.0));
}

#[test]
fn errors_name_the_place() {
    let mut system = System::new(2);
    let noise = system.add_group(Group::data("σ²", 1.0)).unwrap();
    let push = |system: &mut System, columns: &[(u32, f64)], y| {
        system.push(Piece::line(noise, columns, y))
    };
    let nan = push(&mut system, &[(0, 1.0)], f64::NAN).unwrap_err();
    assert!(matches!(nan, MixedError::NotFinite { piece: 0, line: 0, what: "a value", .. }));
    let column = push(&mut system, &[(2, 1.0)], 1.0).unwrap_err();
    assert!(matches!(column, MixedError::Column { column: 2, columns: 2, .. }));
    let group = system.push(Piece::line(GroupId(4), &[(0, 1.0)], 1.0)).unwrap_err();
    assert!(matches!(group, MixedError::Group { group: 4, groups: 1 }));
    push(&mut system, &[(0, 1.0)], 1.0).unwrap();
    let singular = solve(&system, None).unwrap_err();
    assert!(matches!(singular, MixedError::NotPositiveDefinite { column: 1, .. }), "{singular}");
    push(&mut system, &[(0, 1.0), (1, 1.0)], 1.0).unwrap();
    let solution = solve(&system, None).unwrap();
    system.values_mut(PieceId(0))[0] = 2.0;
    assert_eq!(reml_step(&mut system, &solution).unwrap_err(), MixedError::Stale);
    push(&mut system, &[(1, 1.0)], 1.0).unwrap();
    let symbolic = solution.factor.symbolic();
    assert_eq!(solve(&system, Some(&symbolic)).unwrap_err(), MixedError::OtherPattern);
}

#[test]
fn no_convergence_says_how_far_it_came() {
    let (mut system, _) = one_way(&mut Stream(5), 20, 5, 1.0, 0.01);
    let options = RemlOptions { iterations: 1, ..RemlOptions::default() };
    let Err(MixedError::NoConvergence { iterations, decrement, .. }) = reml(&mut system, &options)
    else {
        panic!("one is too few")
    };
    assert_eq!(iterations, 1);
    assert!(decrement > 0.0);
}
