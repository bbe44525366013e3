//! Places whose money has no carried exchange rate: answered in dollars, and in their own money
//! where `--rates` has a rate of the day.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const PLACES: [(&str, &str); 2] = [("Kyiv", "UAH"), ("Buenos Aires", "ARS")];

/// Units for a dollar on the day that is asked for. Those of the reference day, May 2025, are others:
/// nothing may be turned at them.
const UNITS: f64 = 50.0;
const RATES: &str = "\
currency,month,units_per_usd
UAH,2025-05,10
UAH,2026-10,50
ARS,2025-05,10
ARS,2026-10,50
";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("money-{name}"));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// A file of the rates, as an argument.
fn rates(name: &str) -> String {
    let path = folder(name).join("rates.csv");
    std::fs::write(&path, RATES).expect("the rates");
    path.display().to_string()
}

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    command.args(args).args(["--as-of", "2026-11-22", "--json"]);
    command.output().expect("the program starts")
}

fn json(args: &[&str]) -> Value {
    let output = run(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What a refusal says.
fn refusal(args: &[&str]) -> String {
    let output = run(args);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
    told
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("a number: {value}"))
}

/// Amounts with their intervals, in a list.
fn amounts(list: &Value) -> Vec<f64> {
    let of = |pay: &Value| ["amount", "low", "high"].map(|key| number(&pay[key]));
    list.as_array().expect("a list").iter().flat_map(of).collect()
}

/// Whether amounts are others times a factor, but for cents.
fn assert_times(found: &[f64], factor: f64, others: &[f64]) {
    assert_eq!(found.len(), others.len());
    for (found, other) in found.iter().zip(others) {
        assert!((found - factor * other).abs() <= 0.01 * (1.0 + factor), "{found} {other}");
    }
}

fn remarks(view: &Value) -> String {
    view["remarks"].to_string()
}

#[test]
fn without_a_rate_pay_is_told_in_dollars() {
    for (place, own) in PLACES {
        let question = format!("senior backend, {place}");
        let view = json(&["pay", &question]);
        assert_eq!(view["percentiles"][2]["currency"], "USD", "{place}");
        let told = remarks(&view);
        assert!(told.contains(own) && told.contains("no exchange rate"), "{told}");
        let asked = json(&["pay", &question, "--currency", "USD"]);
        assert_eq!(asked["percentiles"], view["percentiles"]);
        let euros = json(&["pay", &question, "--currency", "EUR"]);
        assert!(!remarks(&euros).contains(own), "asked for and given: {}", remarks(&euros));
    }
}

#[test]
fn with_a_rate_pay_is_told_in_the_own_money_at_the_rate_of_the_day() {
    let rates = rates("own");
    for (place, own) in PLACES {
        let question = format!("senior backend, {place}");
        let dollars = json(&["pay", &question]);
        let view = json(&["pay", &question, "--rates", &rates]);
        assert_eq!(view["percentiles"][2]["currency"], own);
        assert_times(&amounts(&view["percentiles"]), UNITS, &amounts(&dollars["percentiles"]));
        assert!(remarks(&view).contains(&format!("1 USD is 50.000 {own}")), "{}", remarks(&view));
        let asked = json(&["pay", &question, "--rates", &rates, "--currency", "USD"]);
        assert_eq!(asked["percentiles"], dollars["percentiles"], "rates do not move dollars");
    }
}

#[test]
fn what_takes_a_rate_is_refused_without_one() {
    let rates = rates("refused");
    for (place, own) in PLACES {
        let question = format!("senior backend, {place}");
        for (flags, needed) in [
            (["--currency", own], "no exchange rate"),
            (["--net", "--per=year"], "the law of "),
            (["--at-prices-of", "Austin"], "prices in "),
        ] {
            let args = [&["pay", &question][..], &flags].concat();
            let told = refusal(&args);
            for fragment in [own, "no exchange rate", "a rate of your own", needed] {
                assert!(told.contains(fragment), "{args:?} does not say {fragment:?}: {told}");
            }
            let view = json(&[&args[..], &["--rates", &rates]].concat());
            assert_eq!(view["percentiles"][2]["currency"], own);
        }
    }
}

#[test]
fn offers_bands_trends_and_reasons_are_in_the_money_shown() {
    let rates = rates("asked");
    let question = ["pay", "senior backend, Kyiv", "--trend", "--why"];
    let dollars = json(&[&question[..], &["--offer", "50k", "--range", "40k-60k"]].concat());
    let own = ["--offer", "2500k", "--range", "2000k-3000k", "--rates", &rates];
    let own = json(&[&question[..], &own].concat());
    assert_eq!(own["offer"]["percentile"], dollars["offer"]["percentile"]);
    assert_eq!(own["range"]["inside"], dollars["range"]["inside"]);
    let medians = |list: &Value| {
        let list = list.as_array().expect("a list").iter().map(|point| point["median"].clone());
        amounts(&Value::Array(list.collect()))
    };
    for list in [["trend", "points"], ["why", "waterfall"]] {
        let of = |view: &Value| medians(&view[list[0]][list[1]]);
        assert_times(&of(&own), UNITS, &of(&dollars));
    }
    let last = dollars["why"]["waterfall"].as_array().and_then(|steps| steps.last());
    let last = last.expect("a step")["median"]["amount"].clone();
    assert!((number(&last) - number(&dollars["percentiles"][2]["amount"])).abs() < 0.02);
}

#[test]
fn a_comparison_is_the_same_from_either_side_and_with_a_rate() {
    let rates = rates("versus");
    let (kyiv, germany) = ("senior backend, Kyiv", "senior backend, Germany");
    let there = json(&["pay", germany, "--vs", "Kyiv"]);
    let back = json(&["pay", kyiv, "--vs", "Germany"]);
    let own = json(&["pay", kyiv, "--vs", "Germany", "--vs", "Argentina", "--rates", &rates]);
    let factor = |view: &Value| 1.0 + number(&view["versus"][0]["change"]["share"]);
    assert!((factor(&there) * factor(&back) - 1.0).abs() < 1e-3);
    assert_eq!(back["versus"][0]["change"], own["versus"][0]["change"]);
    for view in [&there, &back, &own] {
        let (other, first) = (&view["versus"][0]["p50"], &view["percentiles"][2]);
        assert_eq!(other["currency"], first["currency"]);
        let ratio = number(&other["amount"]) / number(&first["amount"]);
        assert!((ratio - factor(view)).abs() < 1e-3, "{ratio} {}", factor(view));
    }
}

#[test]
fn places_without_a_rate_are_ranked_and_charged() {
    let ranking = json(&["pay", "senior backend", "--by", "place", "--top", "1000"]);
    let entries = ranking["entries"].as_array().expect("entries");
    for (place, slug) in [("Ukraine", "ua"), ("Colombia", "co")] {
        let entry = entries.iter().find(|entry| entry["slug"] == slug).expect("the country");
        let alone = json(&["pay", &format!("senior backend, {place}")]);
        let (ranked, alone) = (&entry["median"], &alone["percentiles"][2]);
        assert_eq!(ranked["currency"], alone["currency"]);
        assert!((number(&ranked["amount"]) - number(&alone["amount"])).abs() < 0.02, "{ranked}");
    }
    let rates = rates("rate");
    let dollars = json(&["rate", "senior backend, Kyiv"]);
    let own = json(&["rate", "senior backend, Kyiv", "--rates", &rates]);
    assert_eq!(dollars["percentiles"][2]["currency"], "USD");
    let of = |view: &Value| amounts(&view["percentiles"]);
    assert_times(&of(&own), UNITS, &of(&dollars));
}

#[test]
fn rankings_are_told_in_the_money_of_the_place() {
    for (place, money) in [("Berlin", "EUR"), ("Seattle", "USD"), ("London", "GBP")] {
        let question = format!("senior backend, {place}");
        let alone = json(&["pay", &question]);
        let alone = &alone["percentiles"][2];
        for by in ["role", "level", "skill", "industry", "place"] {
            let ranking = json(&["pay", &question, "--by", by]);
            let entries = ranking["entries"].as_array().expect("entries");
            assert!(entries.iter().all(|entry| entry["median"]["currency"] == money), "{by}");
            let same = entries.iter().find(|entry| entry["asked"] == true);
            if let Some(median) = same.map(|entry| &entry["median"]) {
                let off = number(&median["amount"]) - number(&alone["amount"]);
                assert!(off.abs() < 0.02, "{place} {by}: {median}");
            }
        }
    }
}

/// Roles that people do: no group of occupations, no occupation that stands for its specialties, and
/// nothing twice.
#[test]
fn a_ranking_of_roles_has_each_once() {
    let ranking = json(&["pay", "backend", "--by", "role", "--top", "1000"]);
    let entries = ranking["entries"].as_array().expect("entries");
    let mut names: Vec<String> = entries.iter().map(|entry| entry["name"].to_string()).collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all);
    assert!(names.iter().all(|name| !name.contains("official")), "{names:?}");
    let of = |slug: &str| entries.iter().find(|entry| entry["slug"] == slug);
    assert!(of("mathematics").is_none() && of("software-and-web").is_none(), "groups");
    assert!(of("15-1252").expect("software developers")["jobs"].is_number());
    assert!(of("backend-developer").expect("backend")["jobs"].is_null());
}

#[test]
fn tables_are_priced_in_dollars_or_the_own_money() {
    let (folder, rates) = (folder("table"), rates("table"));
    let table = folder.join("in.csv");
    let rows = "role,level,place,currency\nbackend,senior,Kyiv,\nbackend,senior,Kyiv,UAH\n\
                backend,senior,Austin,\n";
    std::fs::write(&table, rows).expect("a table");
    let table = table.display().to_string();
    let priced = |more: &[&str]| -> Vec<Value> {
        let output = run(&[&["price", &table], more].concat());
        let lines = String::from_utf8(output.stdout).expect("UTF-8");
        lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let (dollars, own) = (priced(&[]), priced(&["--rates", &rates]));
    let pay = json(&["pay", "senior backend, Kyiv"]);
    assert_eq!(dollars[0]["pay_currency"], "USD");
    let median = number(&pay["percentiles"][2]["amount"]);
    assert!((number(&dollars[0]["p50"]) - median).abs() <= 0.51);
    let complaint = dollars[1]["complaint"].as_str().expect("a complaint");
    assert!(dollars[1]["p50"].is_null() && complaint.contains("UAH"), "{complaint}");
    assert_eq!(own[0]["pay_currency"], "UAH");
    assert!((number(&own[0]["p50"]) - UNITS * median).abs() <= 1.0);
    assert_eq!(own[0]["p50"], own[1]["p50"]);
    assert_eq!(own[2], dollars[2], "other places do not move");
}
