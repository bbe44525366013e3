//! `goingrate offer` as people run it: words, files, what to ask for, refusals.

use std::process::{Command, Output};

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    for name in ["COLUMNS", "NO_COLOR", "TERM", "LC_ALL", "LC_CTYPE", "LANG"] {
        command.env_remove(name);
    }
    command.arg("offer").args(args).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn answer(args: &[&str]) -> serde_json::Value {
    let output = run(&[args, &["--json", "--draws", "4000"]].concat());
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

const GIANT: &str =
    "senior backend, Google, Seattle, base 190k, bonus 15%, RSU 300k over 4y, sign-on 40k";
const STARTUP: &str = "staff backend, startup, remote, base 210k, options 40000 strike 2.1 preferred \
                       9.4 of 60m shares";

#[test]
fn the_first_line_answers() {
    let output = run(&[GIANT, "--vs", STARTUP, "--draws", "4000"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let stdout = text(&output.stdout);
    let first = stdout.lines().next().expect("a line");
    assert!(first.starts_with("Offer A (Google, Seattle) is worth about $"), "{first}");
    assert!(stdout.contains("is better with"), "{stdout}");
}

#[test]
fn the_parts_of_a_year_add_up() {
    let view = answer(&[GIANT, "--vs", STARTUP]);
    let offers = view["offers"].as_array().expect("offers");
    assert_eq!(offers.len(), 2);
    for year in offers.iter().flat_map(|offer| offer["years"].as_array().expect("years")) {
        let parts = year["parts"].as_array().expect("parts");
        let sum: f64 = parts.iter().map(|part| number(&part["amount"])).sum();
        let whole = number(&year["before_tax"]["mean"]);
        assert!((sum - whole).abs() < 0.01 * (parts.len() + 1) as f64, "{sum} {whole}");
        assert!(number(&year["left"]["mean"]) < whole, "tax is paid");
    }
    let pair = &view["pairs"][0];
    let better = number(&pair["better"]);
    assert!((0.0..=1.0).contains(&better), "{better}");
}

#[test]
fn more_base_salary_is_never_worth_less() {
    let worth = |base: &str| {
        let view = answer(&[&format!("senior backend, Berlin, base {base}, bonus 10%")]);
        number(&view["offers"][0]["total"]["p50"])
    };
    let all: Vec<f64> = ["70k", "80k", "90k", "140k"].into_iter().map(worth).collect();
    assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{all:?}");
}

#[test]
fn asks_are_ordered_by_the_money_that_they_bring() {
    let view = answer(&[GIANT, "--negotiate"]);
    let asks = view["asks"][0]["asks"].as_array().expect("asks");
    assert!(asks.len() >= 4, "{asks:?}");
    let expected: Vec<f64> = asks.iter().map(|ask| number(&ask["expected"])).collect();
    assert!(expected.windows(2).all(|pair| pair[0] >= pair[1]), "{expected:?}");
    for ask in asks {
        let evidence = ask["evidence"].as_array().expect("evidence");
        assert!(evidence.iter().all(|e| !e["source"].as_str().expect("words").is_empty()), "{ask}");
        if ask["below"].as_f64().is_some_and(|below| below > 0.9) {
            assert!(ask["above_market"].as_bool().expect("told"), "{ask}");
        }
    }
}

#[test]
fn the_brief_is_a_page_in_markdown() {
    let output = run(&[GIANT, "--brief", "--draws", "4000"]);
    let page = text(&output.stdout);
    assert!(page.starts_with("# Notes for a talk about an offer: Google, Seattle\n"), "{page}");
    assert!(page.contains("## What to ask for") && page.contains("- [ ] "), "{page}");
}

#[test]
fn what_is_left_behind_is_lost_unless_the_first_day_is_later() {
    let plan = |start: &str| {
        format!(
            "as_of = 2026-11-30\nwho = \"senior backend, Austin\"\nbase = \"180k\"\nstart = {start}\n\
             [[leaving]]\nname = \"unvested shares\"\namount = \"30k\"\non = 2027-02-15\n"
        )
    };
    let lost = |start: &str| {
        let path = file(&format!("offer-{start}.toml"), &plan(start));
        number(&answer(&[&path])["offers"][0]["once"])
    };
    assert_eq!(lost("2027-01-11"), -30_000.0);
    assert_eq!(lost("2027-02-16"), 0.0);
}

#[test]
fn the_template_is_an_offer() {
    let template = run(&["new"]);
    let path = file("new-offer.toml", &text(&template.stdout));
    let view = answer(&[&path]);
    assert!(number(&view["offers"][0]["year"]["p50"]) > 0.0);
}

#[test]
fn bad_input_names_field_value_and_hint() {
    let check = |args: &[&str], told: &[&str]| {
        let output = run(args);
        assert!(!output.status.success(), "{args:?}");
        let stderr = text(&output.stderr);
        for word in told.iter().chain(&["hint"]) {
            assert!(stderr.contains(word), "{args:?} does not say {word:?}: {stderr}");
        }
    };
    check(&["senior backend, Seattle"], &["base"]);
    check(&["senior backend, Seattle, base 190k, bonus 1500%"], &["bonus"]);
    check(&["senior backend, Seattle, base 190k, RSU 300k 50/40"], &["100"]);
    check(&["senior backend, Seattle, base 190k, options 500 strike 2"], &["preferred"]);
    check(&["senior backend, Seattle, base 190k", "--years", "40"], &["years", "40"]);
    check(&["senior backend, Seattle, base 190k", "--currency", "QQQ"], &["currency"]);
    check(&["senior backend, Seattle, base 190 million"], &["base"]);
    check(&["senior backend, freelance, Seattle, base 190k"], &["engagement"]);
    check(&["missing.toml"], &["missing.toml"]);
}

#[test]
fn a_file_without_words_of_its_own_is_told_as_one() {
    let path = file("empty.toml", "");
    let output = run(&[&path]);
    assert!(!output.status.success());
    let stderr = text(&output.stderr);
    assert!(stderr.contains("empty.toml") && stderr.contains("hint"), "{stderr}");
}
