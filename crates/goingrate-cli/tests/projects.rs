//! The plans of examples/projects are answered as their second lines say, within 15 %: a new book moves
//! prices, and the plans need not change with it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// How far a figure may be off.
const TOLERANCE: f64 = 0.15;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/projects")
}

fn answer(plan: &Path) -> serde_json::Value {
    let program = Command::new(env!("CARGO_BIN_EXE_goingrate"))
        .args(["project", "--json"])
        .arg(plan)
        .output()
        .expect("the program starts");
    assert!(program.status.success(), "{}", String::from_utf8_lossy(&program.stderr));
    serde_json::from_slice(&program.stdout).expect("JSON")
}

/// What the second line of a plan says: cost, months, and a feature that fits.
fn said(plan: &Path) -> (f64, f64, Vec<String>) {
    let text = std::fs::read_to_string(plan).expect("a plan");
    let line = text.lines().nth(1).and_then(|line| line.strip_prefix("# Answer: cost "));
    let (cost, rest) = line.and_then(|l| l.split_once(", months ")).expect("an answer");
    let (months, holds) = rest.split_once(", holds ").expect("what fits");
    let number = |text: &str| text.trim().parse::<f64>().expect("a number");
    (number(cost), number(months), holds.split(", ").map(str::to_owned).collect())
}

#[test]
fn every_plan_is_answered_as_it_says() {
    let mut plans: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("plans")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    plans.sort();
    assert!(plans.len() >= 6, "{plans:?}");
    let mut wrong = String::new();
    for plan in &plans {
        let (cost, months, holds) = said(plan);
        let told = answer(plan);
        let of = |name: &str| told[name]["p50"].as_f64().expect("a middle");
        let off = |found: f64, said: f64| (found / said - 1.0).abs() > TOLERANCE;
        if off(of("cost"), cost) || off(of("months"), months) {
            let name = plan.file_name().unwrap_or_default().to_string_lossy();
            wrong += &format!("{name}: cost {}, months {}\n", of("cost"), of("months"));
        }
        let features = told["features"].as_array().expect("features");
        for feature in holds {
            let fits = features.iter().find(|f| f["name"] == feature.as_str());
            let fits = fits.and_then(|f| f["fits"].as_u64()).unwrap_or_default();
            assert!(fits > 0, "{}: {feature} does not fit", plan.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_figure_of_the_answer_is_there_for_a_page() {
    let told = answer(&folder().join("startup-mvp.toml"));
    let length = |name: &str| told[name].as_array().map_or(0, Vec::len);
    assert_eq!(told["cost"]["curve"].as_array().map(Vec::len), Some(99));
    assert_eq!(length("cloud"), 200);
    assert!(told["cloud"][0]["months"].as_f64().is_some_and(|months| months > 0.0));
    assert!(length("burn_up") > 6 && length("levers") > 1 && length("assumptions") > 10);
    assert_eq!(told["currency"], "USD");
    for share in ["budget", "by"] {
        let over = told[share]["over"].as_f64().expect("a chance");
        assert!((0.0..=1.0).contains(&over), "{share}: {over}");
    }
    let within = told["fits"]["within"].as_f64().expect("a chance");
    assert!(within >= 0.78, "{within}");
}

#[test]
fn one_own_past_says_by_how_much_it_moves_the_error() {
    let told = answer(&folder().join("own-features.toml"));
    let past = told["overrun"]["own_past"].as_str().expect("a sentence");
    assert!(past.starts_with("Your own 10 projects needed 1."), "{past}");
    assert!(past.contains('%') && past.contains("tail index"), "{past}");
}

#[test]
fn a_new_plan_is_a_plan_and_is_not_written_over_another() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plans");
    std::fs::create_dir_all(&folder).expect("a folder");
    let plan = folder.join("new.toml");
    let _ = std::fs::remove_file(&plan);
    let new = || {
        Command::new(env!("CARGO_BIN_EXE_goingrate"))
            .args(["project", "new"])
            .arg(&plan)
            .output()
            .expect("the program starts")
    };
    assert!(new().status.success());
    // Its comments are a plan too.
    let text = std::fs::read_to_string(&plan).expect("a plan");
    let told = answer(&plan);
    assert_eq!(told["kind"], "mvp");
    let all: Vec<&str> = text.lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
    let keys = all.iter().filter(|line| line.contains(" = ")).count();
    assert!(keys > 15, "{keys}");
    assert_eq!(new().status.code(), Some(2), "it is not written over");
}

fn run(words: &[&str]) -> (bool, String) {
    let program = Command::new(env!("CARGO_BIN_EXE_goingrate"))
        .arg("project")
        .args(words)
        .output()
        .expect("the program starts");
    let text = [program.stdout, program.stderr].concat();
    (program.status.success(), String::from_utf8_lossy(&text).into_owned())
}

#[test]
fn what_cannot_be_asked_is_blamed_on_its_field() {
    let check = |words: &[&str], field: &str, expected: &str| {
        let (answered, told) = run(words);
        assert!(!answered, "{words:?}: {told}");
        for part in [field, expected, "hint"] {
            assert!(told.contains(part), "{words:?} lacks {part}: {told}");
        }
    };
    check(&["MVP", "--budget", "60k/mo"], "budget", "for one month");
    check(&["MVP", "--team", "0.01 senior, Poland"], "team", "more than 20 years");
    check(&["MVP", "--as-of", "2020-01-01"], "--as-of", "carried from 2026-01-01 on");
    check(&["MVP", "--assume", "foo=1"], "assume", "list of assumptions");
    check(&["MVP", "--assume", "project-days-off=300"], "assume", "at most 259");
    check(&["MVP", "--assume", "waiting=0"], "assume", "above zero");
    check(&["not a SaaS"], "text", "names no feature");
}

#[test]
fn faults_of_plans_are_told_in_words_of_people() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plans");
    std::fs::create_dir_all(&folder).expect("a folder");
    let check = |text: &str, expected: &str| {
        let plan = folder.join("fault.toml");
        std::fs::write(&plan, text).expect("a file");
        let (answered, told) = run(&[&plan.display().to_string()]);
        assert!(!answered && told.contains(expected), "{text}: {told}");
        for word in ["usize", "f64", "enum", "sequence", "u64", "invalid"] {
            assert!(!told.contains(word), "{text}: {told}");
        }
    };
    check("draws = \"many\"", "should be a whole number");
    check("draws = -5", "should be a whole number that is not below zero");
    check("confidence = \"high\"", "should be a number");
    check("[[member]]\nwho = 5", "should be words in quotes");
    check("budget = [1]", "has to be words or a number");
    check("assume = \"x=1\"", "should be a list in brackets");
    check("[[feature]]\nname = \"x\"\ndays = [1, 2]", "three numbers in brackets");
    check("[[feature]]\ntitle = \"x\"", "lacks the key name");
    check("budgte = 5", "its keys are project, team, budget");
}

#[test]
fn days_and_places_are_told_as_they_are() {
    let check = |words: &[&str], expected: &str| {
        let (answered, told) = run(words);
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(answered && told.contains(expected), "{words:?}: {told}");
    };
    let on = ["--as-of", "2026-11-30"];
    check(&["MVP", "--by", "1 day", on[0], on[1]], "not be done by 2026-12-01");
    check(&["MVP in 5 months", on[0], on[1]], "not be done by 2027-04-30");
    check(&["MVP", "--team", "1 senior, Lagos"], "Lagos is taken as Nigeria");
}
