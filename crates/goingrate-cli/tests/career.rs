//! `goingrate career` as people run it: words, ways, goals, refusals.

use std::process::{Command, Output};

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    for name in ["COLUMNS", "NO_COLOR", "TERM", "LC_ALL", "LC_CTYPE", "LANG"] {
        command.env_remove(name);
    }
    command.arg("career").args(args).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn answer(args: &[&str]) -> serde_json::Value {
    let output = run(&[args, &["--json", "--draws", "1000"]].concat());
    assert!(output.status.success(), "{args:?}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn number(value: &serde_json::Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn names(view: &serde_json::Value) -> Vec<String> {
    let ways = view["ways"].as_array().expect("ways").iter();
    ways.map(|way| way["name"].as_str().unwrap_or_default().to_owned()).collect()
}

const AUSTIN: &str = "mid backend, Austin, 3 years";

#[test]
fn the_first_line_answers() {
    let output = text(&run(&[AUSTIN, "--draws", "1000"]).stdout);
    let first = output.split("\n\n").next().expect("a paragraph").replace('\n', " ");
    assert!(first.starts_with("Staying as a mid-level backend developer"), "{first}");
    assert!(first.contains("over 10 years in today's money"), "{first}");
    assert!(first.contains("beats it most often"), "{first}");
    assert!(output.contains("Salary guide 2026") && output.contains("ADP Research"), "{output}");
}

#[test]
fn the_usual_ways_are_all_there() {
    let names = names(&answer(&[AUSTIN]));
    assert!(names.len() >= 12, "{names:?}");
    for part in ["staff", "management", "platform", "Go", "Rust", "San Francisco", "freelancing"] {
        assert!(names.iter().any(|name| name.contains(part)), "{part}: {names:?}");
    }
    // Where one is already, one does not move.
    let names = self::names(&answer(&["mid backend, San Francisco, Go"]));
    assert!(!names.iter().any(|n| n.contains("San Francisco") || n.contains("Go")), "{names:?}");
}

#[test]
fn ways_are_typed_as_what_differs() {
    let check = |way: &str, expected: &str| {
        let names = names(&answer(&[AUSTIN, "--way", way]));
        assert_eq!(names, ["staying", expected], "{way}");
    };
    check("Rust", "learning Rust");
    check("Berlin", "moving to Berlin");
    check("staff", "aiming at staff");
    check("engineering manager", "going into management");
    check("freelance", "freelancing");
    check("founder", "founding a company");
    check("at Google", "moving to Google");
    check("data engineer", "the work of a data engineer");
    check("Kotlin", "learning Kotlin");
    check("Rust, Berlin", "“Rust, Berlin”");
    check("remote", "moving to remote work in the United States");
    check("lead", "aiming at lead");
    // Staying goes up to senior by itself.
    let view = answer(&[AUSTIN, "--way", "senior"]);
    assert_eq!(names(&view), ["staying"]);
    let told = view["remarks"].to_string();
    assert!(told.contains("is what staying comes to in time"), "{told}");
}

#[test]
fn a_level_is_climbed_or_hired_at() {
    let levels = |who: &str, way: &str| -> Vec<String> {
        let view = answer(&[who, "--way", way]);
        let steps = view["steps"].as_array().expect("steps").iter();
        steps.map(|step| step["to"].as_str().unwrap_or_default().to_owned()).collect()
    };
    // Each level between is a step of its own.
    let steps = levels("senior backend, Austin", "director");
    assert_eq!(steps.len(), 2, "{steps:?}");
    let view = answer(&["senior backend, Austin", "--way", "staff at Google"]);
    assert!(view["remarks"].to_string().contains("hired at the level staff"));
    let view = answer(&[AUSTIN, "--way", "Rust", "--way", "rust"]);
    assert_eq!(names(&view).len(), 2);
    assert!(view["remarks"].to_string().contains("compared once"));
}

#[test]
fn who_is_in_a_tier_does_not_join_it() {
    let joins = |who: &str| names(&answer(&[who])).iter().any(|name| name.contains("top-tier"));
    assert!(joins("senior backend, San Francisco"));
    assert!(!joins("senior backend at Google, San Francisco"));
    assert!(!joins("senior backend, top tier, San Francisco"));
}

#[test]
fn goals_and_pay_far_from_the_market_are_explained() {
    let check = |args: &[&str], told: &str, is_told: bool| {
        let view = answer(&[&["senior backend, Austin"], args].concat());
        assert_eq!(view["answer"].to_string().contains(told), is_told, "{args:?}: {view}");
    };
    check(&["--goal", "100m"], "No way reaches pay of $100m a year within 15 years", true);
    check(&["--goal", "50k"], "is reached now", true);
    check(&["--goal", "170k", "--way", "junior data engineer"], "most often by staying", true);
    check(&["--pay", "300k"], "above such people's middle", true);
    check(&["--pay", "170k"], "above such people's middle", false);
}

#[test]
fn a_manager_has_other_steps() {
    let view = answer(&["engineering manager, London"]);
    let names = names(&view);
    assert!(names.contains(&"going on to director".to_owned()), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("staff")), "{names:?}");
}

#[test]
fn shares_and_sums_hold_together() {
    let view = answer(&[AUSTIN, "--horizon", "5"]);
    for way in view["ways"].as_array().expect("ways") {
        let (beats, equals) = (number(&way["beats"]), number(&way["equals"]));
        assert!((0.0..=1.0).contains(&(beats + equals)), "{}: {beats} {equals}", way["name"]);
        assert_eq!(way["total"], way["sums"][0], "{}", way["name"]);
        assert_eq!(way["pay"].as_array().expect("years").len(), 16);
        let middle = |what: &str| number(&way[what]["p50"]);
        assert!(middle("worth") < middle("total"), "{}", way["name"]);
        assert!(middle("total") < middle("gross"), "tax is paid: {}", way["name"]);
    }
}

#[test]
fn what_is_earned_now_decides_where_one_begins() {
    let view = answer(&[AUSTIN, "--pay", "11000/mo", "--goal", "120k"]);
    assert_eq!(number(&view["today"]["p10"]), 132_000.0);
    assert_eq!(view["ways"][0]["goal"]["years"], 0);
    let view = answer(&["mid backend, Austin, 150k"]);
    assert_eq!(number(&view["today"]["p50"]), 150_000.0);
    assert!(view["remarks"].to_string().contains("what is earned now"));
}

#[test]
fn where_a_law_is_not_known_all_is_before_tax() {
    let view = answer(&["senior backend, Berlin", "--way", "São Paulo"]);
    assert_eq!(view["after_tax"], false);
    assert!(view["remarks"].to_string().contains("before tax"), "{}", view["remarks"]);
    let view = answer(&["senior backend, Berlin", "--way", "freelance"]);
    assert_eq!(view["after_tax"], true);
    assert_eq!(view["currency"], "EUR");
}

#[test]
fn one_seed_gives_the_same_bytes() {
    let bytes = |seed: &str| run(&[AUSTIN, "--draws", "500", "--seed", seed]).stdout;
    assert_eq!(bytes("3"), bytes("3"));
    assert_ne!(bytes("3"), bytes("4"));
}

#[test]
fn what_is_taken_can_be_printed_and_replaced() {
    let output = text(&run(&[AUSTIN, "--draws", "500", "--assumptions"]).stdout);
    assert!(output.contains("years-to-step") && output.contains("discount-rate"), "{output}");
    let stay = |extra: &str| {
        let view = answer(&[AUSTIN, "--way", "Rust", "--assume", extra]);
        number(&view["ways"][0]["total"]["p50"])
    };
    assert!(stay("changer-extra=8.5%") > stay("changer-extra=0%"));
}

#[test]
fn bad_input_is_named() {
    let check = |args: &[&str], field: &str, told: &str| {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let error = text(&output.stderr);
        assert!(error.contains(field) && error.contains(told), "{args:?}: {error}");
    };
    check(&[], "nothing is said", "hint");
    check(&["mid backend, Atlantis"], "Atlantis", "unknown");
    check(&[AUSTIN, "--way", "Atlantis"], "way", "Atlantis");
    check(&[AUSTIN, "--way", "Austin"], "way", "what you do now");
    check(&["principal backend, Austin", "--way", "staff"], "way", "a level below");
    check(&["principal backend, Austin", "--way", "junior"], "way", "a level below");
    check(&["senior backend, Austin", "--way", "cto"], "way", "several levels above");
    check(&[AUSTIN, "--way", "agency"], "way", "no way for one person");
    check(&["freelance backend, Austin"], "engagement", "from employment");
    check(&["mid backend equity, Austin"], "component", "total compensation");
    check(&[AUSTIN, "--pay", "0"], "--pay", "above zero");
    check(&[AUSTIN, "--pay", "5k"], "--pay", "less than the market");
    check(&[AUSTIN, "--goal", "lots"], "--goal", "lots");
    check(&[AUSTIN, "--horizon", "0"], "--horizon", "1 to 15 years");
    check(&[AUSTIN, "--horizon", "16"], "--horizon", "1 to 15 years");
    check(&[AUSTIN, "--discount", "-4%"], "--discount", "0 % to 100 %");
    check(&[AUSTIN, "--draws", "3"], "--draws", "at least 100");
    check(&[AUSTIN, "--draws", "999999999"], "--draws", "200000");
    check(&[AUSTIN, "--currency", "XX"], "--currency", "no currency code");
    check(&[AUSTIN, "--assume", "changer-xtra=1%"], "--assume", "changer-extra");
}
