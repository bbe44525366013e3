//! Sums against rows: a month added to the sums of earlier months is the full fit of all rows, effect by
//! effect, with the same standard errors and variances; taken away again it leaves what was before; and
//! bytes that were changed are refused.

mod common;

use std::path::PathBuf;

use common::months::{NOISE, Row, months, system_of, weights};
use common::pay::{Size, Stream, pay_system};
use common::{Formula, Random, Table, build};
use goingrate_mixed::{
    Group, GroupId, Information, InformationFit, Line, MixedError, Piece, PieceId, RemlFit,
    RemlOptions, SumsOptions, System, Tails, reml, robust_weights, solve,
};

/// Tight enough that two searches end at the same variances to ten digits.
const TOLERANCE: f64 = 1e-20;

fn by_rows(system: &mut System) -> RemlFit {
    reml(system, &RemlOptions { tolerance: TOLERANCE, ..RemlOptions::default() }).unwrap()
}

fn by_sums(information: Information) -> InformationFit {
    information.reml(&SumsOptions { tolerance: TOLERANCE, ..SumsOptions::default() }).unwrap()
}

/// The largest of some differences, all of which are numbers.
fn largest(differences: &[f64]) -> f64 {
    assert!(differences.iter().all(|d| d.is_finite()), "{differences:?}");
    differences.iter().copied().fold(0.0, f64::max)
}

/// Furthest apart: effects in standard errors, standard errors and variances in parts of themselves.
fn apart(system: &System, keys: &[String], rows: &RemlFit, sums: &InformationFit) -> f64 {
    let spreads = rows.solution.factor.selected().variances();
    assert!(keys.len() == rows.solution.theta.len() && keys.len() == spreads.len());
    let mut differences = Vec::new();
    for ((key, mean), variance) in keys.iter().zip(&rows.solution.theta).zip(spreads) {
        let sd = variance.sqrt();
        let ours = sums.estimates.effect(key).unwrap_or_else(|| panic!("{key} is missing"));
        differences.extend([(ours.mean - mean).abs() / sd, (ours.sd / sd - 1.0).abs()]);
    }
    for group in system.groups() {
        let ours = sums.information.groups().find(|g| g.name == group.name).unwrap();
        differences.push((ours.variance / group.variance - 1.0).abs());
    }
    let criterion = rows.solution.criterion;
    differences.push((sums.estimates.criterion - criterion).abs() / criterion.abs());
    largest(&differences)
}

fn of(rows: &[Row], wanted: impl Fn(&Row) -> bool + Clone) -> (System, Vec<String>) {
    system_of(rows.iter().filter(move |row| wanted(row)))
}

fn information(rows: &[Row], wanted: impl Fn(&Row) -> bool + Clone) -> Information {
    let (system, keys) = of(rows, wanted);
    Information::of(&system, &keys).unwrap()
}

#[test]
fn sums_of_all_rows_are_the_fit_of_the_rows() {
    let (mut system, keys) = of(&months(6, 150, 1), |_| true);
    let sums = by_sums(Information::of(&system, &keys).unwrap());
    let rows = by_rows(&mut system);
    let most = apart(&system, &keys, &rows, &sums);
    assert!(most < 1e-9, "{most:e}");
}

#[test]
fn a_month_with_a_new_employer_added_to_a_fit_is_the_full_fit() {
    let rows = months(12, 120, 2);
    let (mut before, keys) = of(&rows, |row| row.month < 11);
    by_rows(&mut before);
    let fitted = Information::of(&before, &keys).unwrap();
    assert!(!fitted.keys().contains(&"employer 31".to_owned()));
    let sums = by_sums(fitted.plus(&information(&rows, |row| row.month == 11)).unwrap());
    let (mut system, keys) = of(&rows, |_| true);
    let full = by_rows(&mut system);
    assert!(keys.contains(&"employer 31".to_owned()));
    let most = apart(&system, &keys, &full, &sums);
    assert!(most < 1e-9, "{most:e}");
}

#[test]
fn months_in_any_order_add_up_to_the_same() {
    let rows = months(5, 60, 3);
    let parts: Vec<Information> =
        (0..5).map(|month| information(&rows, move |row| row.month == month)).collect();
    let forwards = parts[1..].iter().fold(parts[0].clone(), |sum, part| sum.plus(part).unwrap());
    let backwards =
        parts[..4].iter().rev().fold(parts[4].clone(), |sum, part| sum.plus(part).unwrap());
    assert_eq!(forwards.keys(), backwards.keys());
    assert_eq!(forwards.lines(), 300);
    assert_eq!(forwards.entries(), backwards.entries());
    let (mut system, keys) = of(&rows, |_| true);
    let full = by_rows(&mut system);
    for sums in [forwards, backwards] {
        let most = apart(&system, &keys, &full, &by_sums(sums));
        assert!(most < 1e-9, "{most:e}");
    }
}

#[test]
fn a_month_taken_away_leaves_the_fit_without_it() {
    let rows = months(6, 100, 4);
    let last = information(&rows, |row| row.month == 5);
    let left = information(&rows, |_| true).minus(&last).unwrap();
    let (mut system, keys) = of(&rows, |row| row.month < 5);
    assert_eq!(left.lines(), 500);
    let sums = by_sums(left);
    let full = by_rows(&mut system);
    let most = apart(&system, &keys, &full, &sums);
    assert!(most < 1e-8, "{most:e}");
    // The employer whom only that month had is what its prior says.
    let gone = sums.estimates.effect("employer 25").unwrap();
    let prior = sums.information.groups().find(|g| g.name == "employers").unwrap().variance;
    assert!(gone.mean.abs() < 1e-12 && (gone.sd / prior.sqrt() - 1.0).abs() < 1e-12);
}

#[test]
fn what_is_no_part_cannot_be_taken_away() {
    let rows = months(3, 50, 5);
    let (first, second) =
        (information(&rows, |r| r.month == 0), information(&rows, |r| r.month == 1));
    let error = first.minus(&second).unwrap_err();
    assert!(error.to_string().contains("no part"), "{error}");
}

/// One line `mean = 2` with a sampling covariance or without, at some variance of the noise.
fn sampled(variance: f64, sampling: Vec<f64>) -> Information {
    let mut system = System::new(1);
    let noise = system.add_group(Group::data("noise", variance)).unwrap();
    let line = Line { columns: vec![0], coefficients: vec![1.0] };
    let piece = Piece { group: noise, lines: vec![line], values: vec![2.0], sampling };
    system.push(piece).unwrap();
    Information::of(&system, &["mean"]).unwrap()
}

fn check_refused(result: Result<Information, MixedError>, expected: &str) {
    let error = result.unwrap_err();
    assert!(matches!(error, MixedError::Sums { .. }), "{error}");
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn a_part_of_a_fit_with_a_free_variance_of_the_other_kind_is_refused() {
    let free = sampled(1.0, Vec::new());
    let expected = "hint: give the lines of one part a group of their own";
    check_refused(sampled(1.0, vec![0.5]).plus(&free), expected);
    check_refused(free.plus(&sampled(1.0, vec![0.5])), expected);
}

/// They were added as if they were of one variance.
#[test]
fn parts_with_sampling_covariances_at_different_variances_are_refused() {
    let (one, other) = (sampled(1.0, vec![0.5]), sampled(2.0, vec![0.5]));
    check_refused(one.plus(&other), "summed at different variances (hint: ");
    check_refused(one.minus(&other), "summed at different variances (hint: ");
    let both = one.plus(&one).unwrap();
    assert_eq!(both.lines(), 2);
    assert_eq!(both.minus(&one).unwrap(), one);
}

#[test]
fn a_group_of_data_in_one_part_and_of_prior_rows_in_the_other_is_refused() {
    let mut system = System::new(1);
    let prior = system.add_group(Group::effects("noise", 1.0)).unwrap();
    system.push(Piece::prior(prior, 0, 0.0)).unwrap();
    let (prior, data) = (Information::of(&system, &["mean"]).unwrap(), sampled(1.0, Vec::new()));
    check_refused(data.plus(&prior), "data in one part and prior rows in the other");
    check_refused(prior.plus(&data), "data in one part and prior rows in the other");
}

/// Lines `Σ effects = value` of one group.
fn summed(lines: &[(&[u32], f64)], keys: &[&str]) -> Information {
    let mut system = System::new(keys.len());
    let noise = system.add_group(Group::data("noise", 1.0)).unwrap();
    for (effects, value) in lines {
        let terms: Vec<(u32, f64)> = effects.iter().map(|effect| (*effect, 1.0)).collect();
        system.push(Piece::line(noise, &terms, *value)).unwrap();
    }
    Information::of(&system, keys).unwrap()
}

/// It was solved as if there were no residuals.
#[test]
fn squares_that_no_lines_would_leave_are_an_error() {
    let all = summed(&[(&[0], 1.0), (&[0], 2.0), (&[0], 1.5)], &["mean"]);
    let left = all.minus(&summed(&[(&[0], 100.0)], &["mean"])).unwrap();
    let error = left.solve().unwrap_err();
    assert!(error.to_string().contains("below 0"), "{error}");
    // What lies on a line without residuals is 0 up to rounding.
    summed(&[(&[0], 0.1), (&[0], 0.1), (&[0], 0.1)], &["mean"]).solve().unwrap();
}

/// The counts of the diagonal fit, but those of the entry between both effects do not.
#[test]
fn lines_of_single_effects_are_no_part_of_lines_of_both() {
    let both = summed(&[(&[0, 1], 1.0)], &["a", "b"]);
    check_refused(both.minus(&summed(&[(&[0], 1.0)], &["a"])), "no part");
}

#[test]
fn a_key_twice_is_an_error() {
    let mut system = System::new(2);
    let noise = system.add_group(Group::data("noise", 1.0)).unwrap();
    system.push(Piece::line(noise, &[(0, 1.0), (1, 2.0)], 1.0)).unwrap();
    let error = Information::of(&system, &["a", "a"]).unwrap_err();
    assert_eq!(error, MixedError::Key { key: "a".into() });
}

/// The pay model's shape: pieces of five lines with sampling covariances, wide lines, weights; all
/// variances of data held where they stand.
#[test]
fn pieces_with_sampling_covariances_are_summed_at_their_variance() {
    let mut system = pay_system(&Size::SMALL, 9);
    let mut stream = Stream(10);
    for piece in (0..system.piece_count()).map(PieceId) {
        for line in 0..system.lines(piece).len() {
            system.set_robust(piece, line, 0.3 + stream.uniform()).unwrap();
        }
    }
    let keys: Vec<String> = (0..system.columns()).map(|column| format!("{column:03}")).collect();
    let sums = Information::of(&system, &keys).unwrap();
    let held: Vec<bool> = sums.groups().take(2).map(|group| group.held).collect();
    assert_eq!(held, [true, true]);
    for group in ["source", "nation"] {
        let at = system.groups().iter().position(|g| g.name == group).unwrap();
        system.set_held(GroupId(at), true);
    }
    let sums = by_sums(sums);
    let rows = by_rows(&mut system);
    let most = apart(&system, &keys, &rows, &sums);
    assert!(most < 1e-8, "{most:e}");
}

/// All rows fitted with free weights, and every part summed at these weights.
#[test]
fn at_converged_weights_parts_add_up_to_the_robust_fit() {
    let rows = months(6, 100, 6);
    let (mut system, keys) = of(&rows, |_| true);
    let tails = vec![Tails { group: NOISE, degrees: 5.0 }];
    let options = RemlOptions { tolerance: 1e-16, tails, ..RemlOptions::default() };
    reml(&mut system, &options).unwrap();
    let mut reweighed = rows.clone();
    for (row, weight) in reweighed.iter_mut().zip(weights(&system, rows.len())) {
        row.weight = weight;
    }
    let sums = information(&reweighed, |row| row.month < 5)
        .plus(&information(&reweighed, |row| row.month == 5))
        .unwrap();
    let (sums, full) = (by_sums(sums), by_rows(&mut system));
    let most = apart(&system, &keys, &full, &sums);
    assert!(most < 1e-9, "{most:e}");
}

/// New lines whose weights are free, old ones held: against all rows, with the same weights moving.
#[test]
fn weights_of_new_lines_go_to_their_fixed_point() {
    let rows = months(6, 100, 7);
    let tails = [Tails { group: NOISE, degrees: 5.0 }];
    let (mut month, keys) = of(&rows, |row| row.month == 5);
    let old = information(&rows, |row| row.month < 5);
    let options = SumsOptions { tolerance: 1e-16, ..SumsOptions::default() };
    let fit = old.plus_lines(&mut month, &keys, &tails, &options).unwrap();
    let (mut system, all) = of(&rows, |_| true);
    let held = weights(&system, 500);
    for _ in 0..60 {
        by_rows(&mut system);
        let solution = solve(&system, None).unwrap();
        robust_weights(&mut system, &solution, &[Tails { group: NOISE, degrees: 5.0 }]).unwrap();
        for (piece, weight) in held.iter().enumerate() {
            system.set_robust(PieceId(piece), 0, *weight).unwrap();
        }
    }
    for (ours, theirs) in weights(&month, 100).iter().zip(&weights(&system, 600)[500..]) {
        assert!((ours / theirs - 1.0).abs() < 1e-6, "{ours} is not {theirs}");
    }
    let full = by_rows(&mut system);
    let most = apart(&system, &all, &full, &fit);
    assert!(most < 1e-6, "{most:e}");
    assert!(weights(&month, 100).iter().any(|w| *w < 0.5), "no line is wild");
}

#[test]
fn bytes_are_read_as_they_were_written_and_refused_when_changed() {
    let rows = months(2, 30, 8);
    let sums = information(&rows, |_| true);
    let bytes = sums.to_bytes();
    assert_eq!(Information::from_bytes(&bytes).unwrap(), sums);
    for length in 0..bytes.len() {
        Information::from_bytes(&bytes[..length]).unwrap_err();
    }
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x41;
        Information::from_bytes(&changed).unwrap_err();
        // With the checksum right again it may be an information, but nothing may fall over.
        let body = changed.len() - 4;
        let sum = crc32fast::hash(&changed[..body]).to_le_bytes();
        changed[body..].copy_from_slice(&sum);
        if let Ok(other) = Information::from_bytes(&changed) {
            let _ = other.solve();
            let _ = other.plus(&sums);
        }
    }
}

fn bits(threads: usize) -> (Vec<u8>, Vec<u64>) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let rows = months(8, 400, 9);
        let sums = information(&rows, |r| r.month < 7).plus(&information(&rows, |r| r.month == 7));
        let fit = sums.unwrap().reml(&SumsOptions::default()).unwrap();
        let theta = fit.estimates.theta.iter().map(|x| x.to_bits()).collect();
        (fit.information.to_bytes(), theta)
    })
}

#[test]
fn the_same_bits_on_one_thread_and_on_two() {
    assert_eq!(bits(1), bits(2));
}

const fn by(factor: &'static str) -> Random {
    Random { factor, slope: None }
}

const INSTEVAL: Formula =
    Formula { response: "y", fixed: &["service"], random: &[by("s"), by("d"), by("dept")] };

/// InstEval lives outside of the repository, as in `lme4.rs`.
fn insteval() -> Option<Table> {
    let folder = std::env::var_os("GOINGRATE_TEST_DATA").map(PathBuf::from);
    #[expect(clippy::print_stderr, reason = "a skipped test must be visible")]
    if folder.is_none() {
        eprintln!("SKIPPED: set GOINGRATE_TEST_DATA to compare with lme4's InstEval");
    }
    folder.map(|folder| Table::read(&folder.join("lme4-examples/InstEval.csv")))
}

fn some(table: &Table, rows: impl Fn(usize) -> bool) -> Table {
    let kept: Vec<usize> = (0..table.rows).filter(|row| rows(*row)).collect();
    let cells = |column: &Vec<String>| kept.iter().map(|row| column[*row].clone()).collect();
    let columns = table.columns.iter().map(|(name, column)| (name.clone(), cells(column)));
    Table { columns: columns.collect(), rows: kept.len() }
}

/// Keys of the columns that `build` makes of a table.
fn keys(table: &Table) -> Vec<String> {
    let mut keys = vec!["intercept".to_owned(), "service".to_owned()];
    for factor in ["s", "d", "dept"] {
        let mut levels = table.columns[factor].clone();
        levels.sort();
        levels.dedup();
        keys.extend(levels.iter().map(|level| format!("{factor} {level}")));
    }
    keys
}

fn check_insteval(part_of: impl Fn(&Table, usize) -> usize, parts: usize) {
    let Some(table) = insteval() else { return };
    let mut sums: Option<Information> = None;
    for part in 0..parts {
        let own = some(&table, |row| part_of(&table, row) == part);
        let own = Information::of(&build(&own, &INSTEVAL, 1.0), &keys(&own)).unwrap();
        sums = Some(sums.map_or_else(|| own.clone(), |sum| sum.plus(&own).unwrap()));
    }
    let sums = sums.unwrap();
    assert_eq!(sums.lines(), table.rows as u64);
    let mut system = build(&table, &INSTEVAL, 1.0);
    let (sums, rows) = (by_sums(sums), by_rows(&mut system));
    let most = apart(&system, &keys(&table), &rows, &sums);
    assert!(most < 1e-8, "{most:e}");
}

#[test]
fn halves_of_insteval_are_insteval() {
    check_insteval(|_, row| row % 2, 2);
}

/// `lectage` says how many semesters ago a lecture was: the months of this data set.
#[test]
fn semesters_of_insteval_are_insteval() {
    check_insteval(|table, row| table.columns["lectage"][row].parse::<usize>().unwrap() - 1, 6);
}
