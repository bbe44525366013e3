//! Random systems with wide lines, correlated pieces and robust weights against the
//! naive dense oracle, and the gradient against finite differences.

mod common;

use common::dense::{Dense, dense, piece_covariance};
use common::pay::{Size, Stream, pay_system};
use goingrate_mixed::{
    FactoredCovariance, GroupId, PieceId, System, average_information, criterion_gradient, solve,
};

/// A small system with random weights; `wide` is the threshold.
fn random_system(seed: u64, wide: usize) -> System {
    let mut system = pay_system(&Size::SMALL, seed);
    system.set_wide_threshold(wide);
    let mut stream = Stream(seed ^ 77);
    for piece in (0..system.piece_count()).map(PieceId) {
        for line in 0..system.lines(piece).len() {
            system.set_robust(piece, line, 0.2 + stream.uniform()).unwrap();
        }
    }
    for group in 0..system.groups().len() {
        system.set_variance(GroupId(group), 0.005 + 0.02 * stream.uniform()).unwrap();
    }
    system
}

/// All lines narrow, only the national ones wide, and many wide.
const THRESHOLDS: [usize; 3] = [1000, 20, 8];

fn near(what: &str, ours: f64, theirs: f64, tolerance: f64) {
    let scale = 1.0 + theirs.abs();
    assert!((ours - theirs).abs() < tolerance * scale, "{what}: {ours} is not {theirs}");
}

fn check(system: &System) {
    let (ours, theirs) = (solve(system, None).unwrap(), dense(system));
    let n = system.columns();
    near("log|H|", ours.log_det, theirs.log_det, 1e-9);
    near("criterion", ours.criterion, theirs.criterion, 1e-9);
    let stored = FactoredCovariance::of(&ours.factor);
    stored.check().unwrap();
    for i in 0..n {
        near("θ", ours.theta[i], theirs.theta[i], 1e-8);
        for j in 0..n {
            let sigma = theirs.covariance.at[i * n + j];
            if let Some(entry) = ours.factor.selected().entry(i, j) {
                near("selected", entry, sigma, 1e-9);
            }
            let rows = [vec![(i as u32, 1.0)], vec![(j as u32, 2.0), (i as u32, -1.0)]];
            let expected = 2.0 * sigma - theirs.covariance.at[i * n + i];
            near("half solve", ours.factor.covariance(&rows).unwrap()[1], expected, 1e-9);
            near("stored factor", stored.covariance(&rows).unwrap()[2], expected, 1e-9);
        }
    }
}

#[test]
fn theta_sigma_and_criterion_equal_the_dense_oracle() {
    for seed in 0..3 {
        THRESHOLDS.iter().for_each(|wide| check(&random_system(seed, *wide)));
    }
}

#[test]
fn fitted_covariances_and_weights_equal_the_oracle() {
    for wide in THRESHOLDS {
        let system = random_system(5, wide);
        let (solution, oracle) = (solve(&system, None).unwrap(), dense(&system));
        let n = system.columns();
        for piece in (0..system.piece_count()).map(PieceId) {
            let spread = solution.fitted_covariance(&system, piece).unwrap();
            let k = system.lines(piece).len();
            for (i, a) in system.lines(piece).enumerate() {
                for (j, b) in system.lines(piece).enumerate() {
                    let (a, b) = (system.line(a), system.line(b));
                    let mut sum = 0.0;
                    for (p, x) in a.0.iter().zip(a.1) {
                        let row = |q: &u32| oracle.covariance.at[*p as usize * n + *q as usize];
                        sum += b.0.iter().zip(b.1).map(|(q, y)| x * y * row(q)).sum::<f64>();
                    }
                    near("AΣA'", spread[i * k + j], sum, 1e-9);
                }
            }
        }
    }
}

/// Identities (i) and (ii) of the method's basis: weights give the estimate back, and
/// over all rows, priors included, they reproduce the row asked for.
#[test]
fn line_weights_reproduce_the_estimate_and_the_row() {
    for wide in THRESHOLDS {
        let system = random_system(6, wide);
        let solution = solve(&system, None).unwrap();
        let row = [(3, 1.0), (40, -0.5), (50, 2.0)];
        let weights = solution.line_weights(&system, &row).unwrap();
        let values = (0..system.piece_count()).flat_map(|p| system.values(PieceId(p)).to_vec());
        let estimate: f64 = row.iter().map(|(c, a)| a * solution.theta[*c as usize]).sum();
        near("Σ w y", values.zip(&weights).map(|(y, w)| w * y).sum(), estimate, 1e-9);
        let mut back = vec![0.0; system.columns()];
        for (line, weight) in weights.iter().enumerate() {
            let (columns, coefficients) = system.line(line);
            columns.iter().zip(coefficients).for_each(|(c, a)| back[*c as usize] += a * weight);
        }
        row.iter().for_each(|(c, a)| back[*c as usize] -= a);
        back.iter().for_each(|b| near("Σ w a", *b, 0.0, 1e-9));
    }
}

#[test]
fn gradient_equals_finite_differences_of_the_oracle() {
    for wide in THRESHOLDS {
        let system = random_system(9, wide);
        let gradient = criterion_gradient(&system, &solve(&system, None).unwrap()).unwrap();
        for (group, ours) in gradient.iter().enumerate() {
            let variance = system.groups()[group].variance;
            let at = |factor: f64| {
                let mut moved = system.clone();
                moved.set_variance(GroupId(group), variance * factor).unwrap();
                dense(&moved).criterion
            };
            let difference = (at(1.0 + 1e-5) - at(1.0 - 1e-5)) / 2e-5;
            near("s²·∂/∂s²", ours * variance, difference, 1e-5);
        }
    }
}

/// `M x` by lines, from the dense covariances.
fn weigh(system: &System, x: &[f64]) -> Vec<f64> {
    let mut out = Vec::new();
    for piece in (0..system.piece_count()).map(PieceId) {
        let (m, lines) = (piece_covariance(system, piece).invert().0, system.lines(piece));
        let k = lines.len();
        out.extend(
            (0..k).map(|i| (0..k).map(|j| m.at[i * k + j] * x[lines.start + j]).sum::<f64>()),
        );
    }
    out
}

fn fitted(system: &System, theta: &[f64]) -> Vec<f64> {
    let dot = |line| {
        system
            .line(line)
            .0
            .iter()
            .zip(system.line(line).1)
            .map(|(c, a)| a * theta[*c as usize])
            .sum()
    };
    (0..system.line_count()).map(dot).collect()
}

/// `P x = M x − M A Σ A' M x`.
fn project(system: &System, oracle: &Dense, x: &[f64]) -> Vec<f64> {
    let (weighed, n) = (weigh(system, x), system.columns());
    let mut back = vec![0.0; n];
    for (line, w) in weighed.iter().enumerate() {
        let (columns, coefficients) = system.line(line);
        columns.iter().zip(coefficients).for_each(|(c, a)| back[*c as usize] += a * w);
    }
    let theta: Vec<f64> = oracle
        .covariance
        .at
        .chunks(n)
        .map(|row| row.iter().zip(&back).map(|(s, b)| s * b).sum())
        .collect();
    let again = weigh(system, &fitted(system, &theta));
    weighed.iter().zip(again).map(|(w, a)| w - a).collect()
}

#[test]
fn average_information_equals_the_oracle() {
    for wide in THRESHOLDS {
        let system = random_system(12, wide);
        let oracle = dense(&system);
        let groups: Vec<GroupId> = (0..system.groups().len()).map(GroupId).collect();
        let ours = average_information(&system, &solve(&system, None).unwrap(), &groups).unwrap();
        let pieces = || (0..system.piece_count()).map(PieceId);
        let values: Vec<f64> = pieces().flat_map(|p| system.values(p).to_vec()).collect();
        let residuals: Vec<f64> =
            values.iter().zip(fitted(&system, &oracle.theta)).map(|(y, f)| y - f).collect();
        let pulls = weigh(&system, &residuals);
        let working = |group: GroupId| -> Vec<f64> {
            let lines = pieces()
                .flat_map(|p| system.lines(p).zip(system.robust(p)).map(move |(l, r)| (p, l, r)));
            lines
                .map(|(p, l, r)| if system.group_of(p) == group { pulls[l] / r } else { 0.0 })
                .collect()
        };
        for g in &groups {
            let projected = project(&system, &oracle, &working(*g));
            for h in &groups {
                let expected: f64 = working(*h).iter().zip(&projected).map(|(a, b)| a * b).sum();
                near("information", ours[g.0 * groups.len() + h.0], expected, 1e-8);
            }
        }
    }
}
