//! The five models of lme4's examples, and one data set of our own, against lme4's
//! own results: criterion within 1e-6 relative, fixed effects within 1e-5, standard
//! deviations within 1e-3 relative.

mod common;

use std::path::{Path, PathBuf};

use common::{Formula, Random, Table, build};
use goingrate_mixed::{RemlOptions, reml};

const fn by(factor: &'static str) -> Random {
    Random { factor, slope: None }
}

struct Case {
    model: &'static str,
    file: &'static str,
    formula: Formula,
}

const SLEEPSTUDY: Case = Case {
    model: "sleepstudy: Reaction ~ Days + (1|Subject)",
    file: "sleepstudy.csv",
    formula: Formula { response: "Reaction", fixed: &["Days"], random: &[by("Subject")] },
};
const SLEEPSTUDY_SLOPES: Case = Case {
    model: "sleepstudy: Reaction ~ Days + (1|Subject) + (0+Days|Subject)",
    file: "sleepstudy.csv",
    formula: Formula {
        response: "Reaction",
        fixed: &["Days"],
        random: &[by("Subject"), Random { factor: "Subject", slope: Some("Days") }],
    },
};
const PENICILLIN: Case = Case {
    model: "Penicillin: diameter ~ 1 + (1|plate) + (1|sample)",
    file: "Penicillin.csv",
    formula: Formula { response: "diameter", fixed: &[], random: &[by("plate"), by("sample")] },
};
const PASTES: Case = Case {
    model: "Pastes: strength ~ 1 + (1|batch) + (1|sample)",
    file: "Pastes.csv",
    formula: Formula { response: "strength", fixed: &[], random: &[by("sample"), by("batch")] },
};
const INSTEVAL: Case = Case {
    model: "InstEval: y ~ service + (1|s) + (1|d) + (1|dept)",
    file: "InstEval.csv",
    formula: Formula {
        response: "y",
        fixed: &["service"],
        random: &[by("s"), by("d"), by("dept")],
    },
};
const STALLS: Case = Case {
    model: "stalls: price ~ ripe + (1|market) + (1|fruit) + (1|stall)",
    file: "stalls.csv",
    formula: Formula {
        response: "price",
        fixed: &["ripe"],
        random: &[by("market"), by("fruit"), by("stall")],
    },
};

/// lme4's numbers for one model: criterion, fixed effects, standard deviations in
/// the order of the file (random terms, then the residual).
fn expected(results: &Table, model: &str, what: &str) -> Vec<f64> {
    let rows = 0..results.rows;
    let matching = rows
        .filter(|r| results.columns["model"][*r] == model && results.columns["what"][*r] == what);
    matching.map(|r| results.columns["value"][r].parse().unwrap()).collect()
}

fn check(folder: &Path, results: &Path, case: &Case) {
    let results = Table::read(&folder.join(results));
    let mut system = build(&Table::read(&folder.join(case.file)), &case.formula, 1.0);
    let fit = reml(&mut system, &RemlOptions::default())
        .unwrap_or_else(|e| panic!("{}: {e}", case.model));
    let criterion = expected(&results, case.model, "REML criterion")[0];
    let relative = fit.solution.criterion / criterion - 1.0;
    assert!(
        relative.abs() < 1e-6,
        "{}: criterion {} is not {criterion}",
        case.model,
        fit.solution.criterion
    );
    for (column, fixed) in expected(&results, case.model, "fixed effect").iter().enumerate() {
        let ours = fit.solution.theta[column];
        assert!(
            (ours - fixed).abs() < 1e-5,
            "{}: fixed effect {column} {ours} is not {fixed}",
            case.model
        );
    }
    let deviations = expected(&results, case.model, "standard deviation");
    assert_eq!(deviations.len(), system.groups().len(), "{}", case.model);
    for (group, sd) in system.groups().iter().zip(deviations) {
        let ours = group.variance.sqrt();
        assert!(
            (ours / sd - 1.0).abs() < 1e-3,
            "{}: sd of {} {ours} is not {sd}",
            case.model,
            group.name
        );
    }
}

/// lme4's examples live outside of the repository (their licence is not ours).
fn examples() -> Option<PathBuf> {
    let folder =
        std::env::var_os("GOINGRATE_TEST_DATA").map(|f| PathBuf::from(f).join("lme4-examples"));
    #[expect(clippy::print_stderr, reason = "a skipped test must be visible")]
    if folder.is_none() {
        eprintln!(
            "SKIPPED: set GOINGRATE_TEST_DATA to the shared data folder to compare with lme4's examples"
        );
    }
    folder
}

fn check_example(case: &Case) {
    if let Some(folder) = examples() {
        check(&folder, Path::new("lme4-results.csv"), case);
    }
}

#[test]
fn sleepstudy_equals_lme4() {
    check_example(&SLEEPSTUDY);
}

#[test]
fn sleepstudy_with_slopes_equals_lme4() {
    check_example(&SLEEPSTUDY_SLOPES);
}

#[test]
fn penicillin_equals_lme4() {
    check_example(&PENICILLIN);
}

#[test]
fn pastes_equals_lme4() {
    check_example(&PASTES);
}

#[test]
fn insteval_equals_lme4() {
    check_example(&INSTEVAL);
}

#[test]
fn invented_stalls_equal_lme4() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    check(&folder, Path::new("stalls-lme4.csv"), &STALLS);
}
