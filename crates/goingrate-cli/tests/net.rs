//! `goingrate net` as people run it: examples, arithmetic, places, refusals. It needs no book.

use std::process::{Command, Output};

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    for name in ["COLUMNS", "NO_COLOR", "TERM", "LC_ALL", "LC_CTYPE", "LANG"] {
        command.env_remove(name);
    }
    command.arg("net").args(args).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn answer(args: &[&str]) -> serde_json::Value {
    let output = run(&[args, &["--json"]].concat());
    assert!(output.status.success(), "{args:?}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn number(value: &serde_json::Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn every_counted_line_has_rule_period_and_source_and_they_add_up() {
    let questions: [&[&str]; 5] = [
        &["148000, Seattle", "--year", "2026"],
        &["148000, New York", "--filing", "joint", "--bonus", "20000", "--saving", "15000"],
        &["60000, Scotland"],
        &["€70k, Berlin"],
        &["90/h, Portland, OR", "--freelance"],
    ];
    for question in questions {
        let view = answer(question);
        let counted = view["lines"].as_array().expect("lines").iter();
        let counted = counted.filter(|line| line["counts"].is_string());
        let mut taken = 0.0;
        for line in counted {
            taken += number(&line["amount"]);
            let Some(rule) = line["rules"].as_array().and_then(|rules| rules.first()) else {
                assert_eq!(number(&line["amount"]), 0.0, "{question:?}: {line} has no rule");
                continue;
            };
            assert!(rule["from"].is_string() && rule["source"].is_string(), "{line}");
            assert!(line["status"].is_string(), "{line}");
        }
        let left = number(&view["gross"]) - taken;
        assert!((left - number(&view["net"])).abs() < 0.05, "{question:?}: {left} {}", view["net"]);
        assert!(view["leaves_out"].as_array().is_some_and(|said| !said.is_empty()));
        assert!(view["coverage"]["status"].is_string());
    }
}

/// What was typed, and the place of the rules that it means.
const PLACES: [(&str, &str); 12] = [
    ("148,000, Seattle", "us-wa"),
    ("$148,000 a year, New York, NY", "us-ny-nyc"),
    ("Seattle, 148k", "us-wa"),
    ("148k Portland, OR", "us-or-portland"),
    ("100000, New York State", "us-ny"),
    ("100000, Washington DC", "us-dc"),
    ("100000, us-md-howard", "us-md-howard"),
    ("100000, Howard County, Maryland", "us-md-howard"),
    ("60000, Scotland", "gb-sct"),
    ("60000, London", "gb"),
    ("90000, Toronto", "ca-on"),
    ("70000, Madrid", "es-md"),
];

#[test]
fn places_mean_their_rules() {
    for (typed, place) in PLACES {
        assert_eq!(answer(&[typed])["place"], place, "{typed}");
    }
}

#[test]
fn a_metro_in_several_states_says_whose_rules_it_takes() {
    let said = answer(&["148000, New York"])["remarks"].to_string();
    assert!(said.contains("New Jersey") && said.contains("New York City"), "{said}");
}

#[test]
fn another_currency_is_converted_and_said() {
    let view = answer(&["$100,000, Germany"]);
    assert_eq!(view["currency"], "EUR");
    assert!(view["remarks"].to_string().contains("1 USD is"), "{}", view["remarks"]);
    let beside = answer(&["148000, Seattle", "--vs", "Germany", "--vs", "160000, Austin"]);
    let [germany, austin] = &beside["versus"].as_array().expect("two")[..] else { panic!() };
    assert_eq!((&germany["currency"], &germany["exchange"]["to"]), (&"EUR".into(), &"USD".into()));
    assert_eq!(austin["place"], "us-tx");
    let difference = number(&austin["net_in_first"]) - number(&beside["net"]);
    assert!((difference - number(&austin["difference"])).abs() < 0.02);
}

#[test]
fn all_states_are_the_fifty_and_the_district() {
    let view = answer(&["148000", "--all-states"]);
    let states = view["states"].as_array().expect("states");
    assert_eq!(states.len(), 51);
    let nets: Vec<f64> = states.iter().map(|state| number(&state["net"])).collect();
    assert!(nets.is_sorted_by(|a, b| a >= b), "the highest net comes first");
    let texas = states.iter().find(|state| state["place"] == "us-tx").expect("Texas");
    assert_eq!(number(&texas["taken_by_state"]), 0.0);
}

#[test]
fn the_employer_pays_more_than_the_salary_and_leave_is_inside() {
    let view = answer(&["148000, Seattle", "--employer"]);
    let employer = &view["employer"];
    let of = |name: &str| number(&employer[name]);
    let total = of("pay") + of("contributions") + of("benefits");
    assert!((total - of("total")).abs() < 0.02, "leave is not added");
    assert!(of("leave_inside") > 0.0 && of("contributions") > 0.0);
    // The worker's own Social Security and Medicare are not the employer's cost.
    let theirs = employer["lines"].as_array().expect("lines").iter();
    let mut theirs = theirs.filter(|line| line["part"] == "us/payroll");
    assert!(theirs.all(|line| line["counts"].is_null()));
    assert!((0.12..0.22).contains(&of("load")), "{}", of("load"));
}

#[test]
fn text_says_rule_period_status_and_what_is_left_out() {
    let said = text(&run(&["148000, Seattle"]).stdout);
    let fragments =
        ["Gross", "Federal income tax", "Social Security", "Net", "law", "2026", "Left out"];
    for fragment in fragments {
        assert!(said.contains(fragment), "{fragment}: {said}");
    }
    let steps = text(&run(&["148000, Seattle", "--why"]).stdout);
    assert!(steps.contains("us/federal") && steps.lines().count() > said.lines().count());
}

/// Bad input: what was typed, and what stderr has to say about it.
const BAD_INPUT: [(&[&str], &[&str]); 20] = [
    (&[], &["no amount is said", "hint"]),
    (&["Seattle"], &["no amount is said", "148000, Seattle"]),
    (&["148000"], &["no place is said", "all states"]),
    (&["-148000, Seattle"], &["amount", "negative"]),
    (&["0, Seattle"], &["above zero"]),
    (&["NaN, Seattle"], &["NaN", "hint"]),
    (&["lots, Seattle"], &["lots", "hint"]),
    (&["1e400, Seattle"], &["amount"]),
    (&["148000, Seatle"], &["Seatle", "nearest", "Seattle"]),
    (&["148000, us-zz"], &["us-zz", "no place of the rules", "another part of United States"]),
    (&["148000, Puerto Rico"], &["Puerto Rico", "no place of the rules"]),
    (&["148000, Brazil"], &["Brazil", "no tax rules", "Germany (de)"]),
    (&["148000, Western Europe"], &["Western Europe", "country's law", "Germany (de)"]),
    (&["148000, Seattle", "--year", "2019"], &["--year", "2019", "2026"]),
    (&["148000, Seattle", "--filing", "many"], &["--filing", "joint"]),
    (&["70000, Germany", "--filing", "head"], &["--filing", "single, joint"]),
    (&["70000, Germany", "--regime", "flat-tax"], &["--regime", "flat-tax", "employee"]),
    (&["70000, Germany", "--all-states"], &["--all-states", "no states"]),
    (&["148000, Seattle", "--bonus", "-5"], &["--bonus", "negative"]),
    (&["148000, Seattle", "--vs", "Atlantis"], &["--vs", "Atlantis"]),
];

#[test]
fn bad_input_is_told_with_the_field_the_value_and_a_hint() {
    for (args, fragments) in BAD_INPUT {
        let output = run(args);
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        assert!(output.stdout.is_empty(), "{args:?} answers all the same");
        for fragment in fragments {
            assert!(told.contains(fragment), "{args:?} does not say {fragment:?}: {told}");
        }
    }
}

#[test]
fn a_joint_household_and_another_year_are_asked_for() {
    let single = answer(&["148000, Seattle", "--year", "2026"]);
    let joint = answer(&["148000, Seattle", "--year", "2026", "--filing", "joint"]);
    let before = answer(&["148000, Seattle", "--year", "2025"]);
    assert!(number(&joint["net"]) > number(&single["net"]));
    assert!(number(&before["net"]) < number(&single["net"]));
    assert_eq!((&before["year"], &joint["filing"]), (&2025.into(), &"joint".into()));
}

#[test]
fn saving_that_the_law_does_not_know_is_told() {
    for (question, told) in [
        (["70k, Paris", "--saving", "5000"], "have no pre-tax saving"),
        (["100k, Seattle", "--saving", "200000"], "Pre-tax saving goes up to"),
    ] {
        let view = answer(&question);
        let remarks = view["remarks"].to_string();
        assert!(remarks.contains(told), "{question:?}: {remarks}");
        assert!(!view["saving"].to_string().starts_with('-'), "{}", view["saving"]);
    }
    let refused = run(&["100k, Seattle", "--vs", "Tokyo"]);
    assert!(text(&refused.stderr).contains("--vs"), "{}", text(&refused.stderr));
}
