//! What the market of an answer is made of: kinds of employers, countries of a part of the world, years
//! beside a level; and parts of pay that nobody states by themselves.

use std::process::{Command, Output};

use serde_json::Value;

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_goingrate")).args(args).output().expect("the program starts")
}

fn text(args: &[&str]) -> String {
    let output = run(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("stdout is UTF-8")
}

fn json(question: &str) -> Value {
    serde_json::from_str(&text(&["pay", question, "--json"])).expect("JSON")
}

fn median(answer: &Value) -> f64 {
    answer["percentiles"][2]["amount"].as_f64().expect("an amount")
}

fn kind<'v>(answer: &'v Value, word: &str) -> &'v Value {
    let kinds = answer["kinds"].as_array().expect("kinds");
    kinds.iter().find(|kind| kind["kind"] == word).expect(word)
}

#[test]
fn the_market_of_india_shows_its_kinds_of_employers_side_by_side() {
    let answer = json("senior backend, India");
    let amount = |word| kind(&answer, word)["median"]["amount"].as_f64().expect("an amount");
    assert!(amount("services") < median(&answer), "{answer}");
    assert!(amount("product") > 1.3 * amount("services"), "{answer}");
    let shares = answer["kinds"].as_array().expect("kinds").iter();
    let total: f64 = shares.map(|kind| kind["share"].as_f64().expect("a share")).sum();
    assert!((total - 1.0).abs() < 1e-3, "{total}");
    let one = &kind(&answer, "product")["median"];
    assert!(one["low"].as_f64() < one["amount"].as_f64(), "{one}");
    assert_eq!((&one["currency"], &one["per"]), (&"INR".into(), &"year".into()));
    let told = text(&["pay", "senior backend, India"]);
    for fragment in ["Employers differ widely", "IT services company", "our estimate", "--tier"] {
        assert!(told.contains(fragment), "{fragment:?} is not in: {told}");
    }
}

#[test]
fn an_answer_for_one_kind_names_the_market_at_large() {
    let (whole, one) =
        (json("senior backend, India"), json("senior backend, India, product company"));
    assert_eq!(one["market_at_large"]["amount"].as_f64(), Some(median(&whole)));
    assert_eq!(kind(&whole, "product")["median"]["amount"].as_f64(), Some(median(&one)));
    assert_eq!(one["kinds"].as_array().map(Vec::len), Some(0));
    assert!(one["market"].as_str().expect("text").contains("kinds of employers"), "{one}");
    assert!(text(&["pay", "senior backend, India, product company"]).contains("Among all"));
}

#[test]
fn kinds_are_not_shown_where_they_are_not_told_apart() {
    for question in ["senior backend, Austin", "freelance backend, India", "backend, Asia"] {
        let answer = json(question);
        assert_eq!(answer["kinds"].as_array().map(Vec::len), Some(0), "{question}");
        assert!(answer["market_at_large"].is_null(), "{question}");
    }
}

#[test]
fn a_part_of_the_world_names_its_largest_countries() {
    let answer = json("mid backend, Asia");
    let region = &answer["region"];
    assert!(region["countries"].as_u64() > Some(20), "{region}");
    let largest = region["largest"].as_array().expect("countries");
    let share = |at: usize| largest[at]["share"].as_f64().expect("a share");
    assert_eq!(largest.len(), 3);
    assert!(share(0) >= share(1) && share(1) >= share(2), "{region}");
    assert!(text(&["pay", "mid backend, Asia"]).contains("by their number of developers"));
    assert!(json("mid backend, Japan")["region"].is_null());
}

fn remarks(question: &str) -> String {
    let answer = json(question);
    let remarks = answer["remarks"].as_array().expect("remarks").iter();
    remarks.filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
}

#[test]
fn years_beside_a_level_are_told_where_they_move_pay() {
    let (usual, long) = ("senior backend, Germany", "senior backend, 15 years, Germany");
    assert!(median(&json(long)) > 1.01 * median(&json(usual)));
    let told = remarks(long);
    assert!(told.contains("15 years, some 7 more than usual for the level Senior: +"), "{told}");
    assert!(!remarks("senior backend, 5 to 10 years, Germany").contains("usual"));
    assert!(!remarks("backend, 15 years, Germany").contains("usual"));
}

#[test]
fn a_country_without_evidence_says_what_its_pay_is_taken_from() {
    let told = remarks("backend, Nauru");
    assert!(told.contains("No evidence of its own tells of pay in Nauru"), "{told}");
    assert!(remarks("backend, Africa").contains("countries have no evidence of their own"));
    for question in ["backend, India", "backend, Germany", "backend, Austin"] {
        assert!(!remarks(question).contains("evidence of"), "{question}");
    }
}

#[test]
fn parts_of_pay_that_nobody_states_by_themselves_are_refused() {
    let refused: [&[&str]; 7] = [
        &["pay", "junior backend, Austin, equity"],
        &["pay", "intern backend, Austin, equity, faang"],
        &["pay", "staff backend, Austin, equity"],
        &["pay", "director, Austin, equity, faang"],
        &["pay", "senior backend, Austin, bonus"],
        &["pay", "senior backend, Austin", "--vs", "equity"],
        &["pay", "junior backend, Austin, equity", "--by", "place"],
    ];
    for args in refused {
        let output = run(args);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        for fragment in ["component", "by itself", "total compensation"] {
            assert!(told.contains(fragment), "{args:?} does not say {fragment:?}: {told}");
        }
    }
    for question in ["staff backend, Austin, equity, faang", "principal backend, equity, faang"] {
        assert!(median(&json(question)) > 0.0, "{question}");
    }
}

#[test]
fn a_table_is_refused_the_same_parts_of_pay() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("parts-of-pay.csv");
    let rows = "question\n\"junior backend, Austin, equity\"\n\"junior backend, Austin\"\n";
    std::fs::write(&path, rows).expect("a table");
    let output = run(&["price", path.to_str().expect("a path")]);
    let priced = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = priced.lines().collect();
    assert!(lines[1].contains("equity by itself"), "{priced}");
    assert!(!lines[2].contains("by itself"), "{priced}");
}
