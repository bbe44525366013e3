//! `goingrate hire` as people run it: words, plans, refusals.

use std::process::{Command, Output};

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    for name in ["COLUMNS", "NO_COLOR", "TERM", "LC_ALL", "LC_CTYPE", "LANG"] {
        command.env_remove(name);
    }
    command.arg("hire").args(args).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn answer(args: &[&str]) -> serde_json::Value {
    let output = run(&[args, &["--json", "--draws", "2000"]].concat());
    assert!(output.status.success(), "{args:?}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn number(value: &serde_json::Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// A file of this test alone.
fn file(name: &str, content: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("a folder of ours");
    path.display().to_string()
}

const AUSTIN: [&str; 7] =
    ["senior backend, Austin", "--vs", "Poland, agency", "--vs", "freelance", "--for", "18mo"];

#[test]
fn money_adds_up_to_the_cent_over_the_waterfall() {
    let view = answer(&AUSTIN);
    let ways = view["ways"].as_array().expect("ways");
    assert_eq!(ways.len(), 3);
    for way in ways {
        let steps = way["waterfall"].as_array().expect("steps");
        let mut cents = 0.0;
        for step in steps {
            cents += (number(&step["amount"]) * 100.0).round();
            assert_eq!((number(&step["sum"]) * 100.0).round(), cents, "{}", way["name"]);
        }
        let mean = number(&way["month"]["mean"]);
        // Each step is rounded to the cent, and so is the mean.
        let off = (cents / 100.0 - mean).abs();
        assert!(off <= 0.005 * (steps.len() + 1) as f64, "{}: {off}", way["name"]);
    }
}

#[test]
fn ways_are_called_by_what_tells_them_apart() {
    let view = answer(&AUSTIN);
    let names: Vec<&str> =
        view["ways"].as_array().expect("ways").iter().filter_map(|w| w["name"].as_str()).collect();
    assert_eq!(names, ["employee in Austin", "agency in Poland", "freelancer in Austin"]);
    let view = answer(&["senior backend, Berlin", "--vs", "junior"]);
    let names: Vec<&str> =
        view["ways"].as_array().expect("ways").iter().filter_map(|w| w["name"].as_str()).collect();
    assert_eq!(
        names,
        [
            "employee in Berlin (senior backend developer)",
            "employee in Berlin (junior backend developer)"
        ]
    );
    assert_eq!(view["currency"], "EUR");
}

#[test]
fn what_is_said_beside_the_work_is_told() {
    let remarks = |text: &str| answer(&[text])["remarks"].to_string();
    assert!(remarks("senior backend, Austin, part time").contains("half of the week"));
    assert!(remarks("senior backend, Austin, 150k").contains("taken as what was agreed"));
    assert!(remarks("senior backend, Austin, 150k-180k").contains("is not used"));
    let euros = answer(&["senior backend, Austin", "--budget", "150000 EUR"]);
    assert!(number(&euros["budget"]) > 155_000.0, "{}", euros["budget"]);
    let read = answer(&["Java, fintech, Berlin"]);
    let people = &read["ways"][0]["people"][0];
    assert!(people["read_as"].to_string().contains("Java"), "{people}");
    assert!(people["assumed"].to_string().contains("all levels"), "{people}");
}

#[test]
fn several_people_are_read_as_a_team_and_years_are_not() {
    let people = |text: &str| {
        let view = answer(&[text, "--vs", "Mexico"]);
        let way = |at: usize| view["ways"][at]["people"].as_array().expect("people").clone();
        let count = |p: &serde_json::Value| (number(&p["count"]), p["pay_per"].clone());
        (way(0).iter().map(count).collect::<Vec<_>>(), way(1).len())
    };
    let (own, other) = people("2 senior backend, 1 mid, Austin");
    assert_eq!(own, [(2.0, "year".into()), (1.0, "year".into())]);
    assert_eq!(other, 2);
    assert_eq!(people("5 years backend, Austin").0, [(1.0, "year".into())]);
    assert_eq!(people("2+ yoe senior backend, Austin").0, [(1.0, "year".into())]);
}

#[test]
fn what_was_agreed_is_paid() {
    // Somebody who leaves is not paid; so nobody does.
    let stay = ["--assume", "raise=0", "--assume", "attrition=0", "--assume", "dismissal=0"];
    let view = answer(&[&["senior backend, Austin", "--pay", "150000"], &stay[..]].concat());
    let pay = &view["ways"][0]["waterfall"][0];
    assert_eq!((pay["step"].as_str(), number(&pay["amount"])), (Some("pay"), 12_500.0));
    let own = view["assumptions"].as_array().expect("a list").iter();
    assert_eq!(own.filter(|a| a["status"] == "yours").count(), 3);
}

#[test]
fn a_new_plan_is_a_plan() {
    let plan = run(&["new"]);
    assert!(plan.status.success());
    let path = file("new-plan.toml", &text(&plan.stdout));
    let view = answer(&[&path]);
    assert_eq!(view["months"], 18);
    assert_eq!(view["ways"][0]["name"], "our own people in Austin");
    // A flag goes before what the plan says.
    assert_eq!(answer(&[&path, "--for", "6mo"])["months"], 6);
}

#[test]
fn a_budget_and_places_are_searched() {
    let view = answer(&["senior backend, Austin", "--budget", "150000", "--for", "12mo"]);
    let fits = view["fits"].as_array().expect("what fits");
    assert!(!fits.is_empty());
    let dear = fits.iter().filter(|f| number(&f["cost_of_one"]) * number(&f["people"]) > 150_000.0);
    assert_eq!(dear.count(), 0);
    assert_eq!(view["spent_by"].as_array().map(Vec::len), Some(3));
    let view = answer(&["senior backend, Poland, agency", "--home", "Austin", "--by", "place"]);
    let hours: Vec<f64> = view["destinations"]
        .as_array()
        .expect("destinations")
        .iter()
        .map(|d| number(&d["hour"]["p50"]))
        .collect();
    assert!(hours.len() > 20 && hours.is_sorted(), "{hours:?}");
}

#[test]
fn what_is_wrong_is_named() {
    let plan = |body: &str| format!("{body}\n[[way]]\n[[way.people]]\nwho = \"backend, Austin\"\n");
    let check = |args: &[&str], field: &str, told: &str| {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let error = text(&output.stderr);
        assert!(error.contains(field) && error.contains(told), "{args:?}: {error}");
    };
    check(&["senior backend", "--place", "Xyzzytown"], "place", "Xyzzytown");
    check(&["senior backend", "--share", "-50%"], "share", "above 0 %");
    check(&["senior backend", "--share", "150%"], "share", "at most 100 %");
    check(&["senior backend", "--for", "0mo"], "months", "1 to 120");
    check(&["senior backend", "--assume", "agncy-fee=18%"], "assume", "agency-fee");
    check(&["senior backend", "--assume", "agency-fee=180%"], "assume", "0 % to 100 %");
    check(&["senior backend", "--budget", "0"], "budget", "above zero");
    check(&["senior backend equity, Austin"], "component", "base salary");
    check(&["senior backend, Austin", "--budget", "150k/mo"], "budget", "one sum");
    check(&["senior backend, Austin", "--draws", "1"], "draws", "at least 100");
    check(&["senior backend, freelance, Berlin", "--pay", "120k"], "pay", "more than the market");
    check(&["senior backend, Berlin", "--pay", "120"], "pay", "less than the market");
    check(&["senior backend", "--assume", "productive-share=0"], "assume", "no productive hour");
    check(&["nothing-there.toml"], "plan", "cannot be read");
    let nobody = file("nobody.toml", "[[way]]\npeople = []\n");
    check(&[&nobody], "people", "nobody does the work");
    let several =
        file("several.toml", "[[way]]\n[[way.people]]\nwho = \"backend, Austin\"\ncount = 2\n");
    check(&[&several, "--budget", "500k"], "people", "for one person");
    check(&[&several, "--vs", "Berlin"], "plan", "its own ways");
    let past = file("past.toml", &plan("start = 2020-01-01"));
    check(&[&past], "start", "lies in the past");
    let unknown = file("unknown.toml", &plan("month = 3"));
    check(&[&unknown], "unknown.toml", "is no key");
    let way = file("way.toml", &plan("recruiting = \"magic\""));
    check(&[&way], "recruiting", "own or agency");
}

#[test]
fn a_plans_own_draws_and_seed_hold_unless_others_are_given() {
    let plan = "draws = 700\nseed = 7\n[[way]]\npeople = [{ who = \"senior backend, Austin\" }]\n";
    let path = file("drawn.toml", plan);
    let check = |args: &[&str], expected: (f64, f64)| {
        let output = run(&[&[path.as_str(), "--json"], args].concat());
        assert!(output.status.success(), "{args:?}: {}", text(&output.stderr));
        let view: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!((number(&view["draws"]), number(&view["seed"])), expected, "{args:?}");
    };
    check(&[], (700.0, 7.0));
    check(&["--seed", "3"], (700.0, 3.0));
    check(&["--draws", "900"], (900.0, 7.0));
}
