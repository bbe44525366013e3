//! Every question of the list: its examples are answered in JSON and in text, its fields are described, and
//! what cannot be read is blamed on the field that it stands in.
#![allow(missing_docs)]

use std::collections::HashSet;
use std::sync::LazyLock;

use goingrate::GoingRate;
use goingrate::units::{Date, Problem};
use goingrate_view::Style;
use goingrate_view::questions::{Asking, QUESTIONS, Question, loosely, question, request_of};
use serde_json::Value;

static GOING_RATE: LazyLock<GoingRate> =
    LazyLock::new(|| GoingRate::open().expect("the carried data"));

fn asking() -> Asking<'static> {
    Asking::new(&GOING_RATE, Date::new(2026, 11, 30).expect("a day"))
}

fn ask(question: &Question, request: &Value) -> Result<Value, Problem> {
    let answer = question.ask(&asking(), request)?;
    let style = Style::plain(80);
    assert!(!answer.text(&style).trim().is_empty(), "{} has no text", question.name);
    Ok(serde_json::from_str(&answer.json()?).expect("JSON"))
}

#[test]
fn every_example_is_answered() {
    for question in QUESTIONS {
        assert!(!question.examples.is_empty(), "{} has no example", question.name);
        for (what, example) in question.examples {
            let request = serde_json::from_str(example).expect("an example is JSON");
            let answer = ask(question, &request);
            assert!(answer.is_ok_and(|view| view.is_object()), "{}: {what}", question.name);
        }
    }
}

#[test]
fn names_are_unique_and_fields_are_described() {
    let names: HashSet<&str> = QUESTIONS.iter().map(|question| question.name).collect();
    assert_eq!(names.len(), QUESTIONS.len());
    for question in QUESTIONS {
        for field in question.fields() {
            assert!(!field.about.is_empty(), "{}.{}", question.name, field.name);
        }
    }
}

/// The field that a request of a question is blamed for.
fn blamed(name: &str, request: &str) -> Option<String> {
    let request = serde_json::from_str(request).expect("JSON");
    let problem = ask(question(name).expect("a question"), &request).expect_err("is refused");
    problem.field
}

#[test]
fn what_cannot_be_read_is_blamed_on_its_field() {
    let too_many =
        format!(r#"{{"text": "senior backend", "vs": [{}"Austin"]}}"#, "\"Austin\",".repeat(100));
    let cases = [
        ("pay", r#"{"tekst": "senior backend"}"#, "tekst"),
        ("pay", r#"{"text": "senior backend", "per": ["fortnight"]}"#, "per"),
        ("pay", r#"{"text": "senior backend", "trend": "maybe"}"#, "trend"),
        ("pay", r#"{"text": "senior backend", "filing": "joint"}"#, "filing"),
        ("pay", r#"{"text": "senior backend", "currency": "dollars"}"#, "currency"),
        ("pay", r#"["senior backend"]"#, "body"),
        ("compare", r#"{"text": "senior backend"}"#, "vs"),
        ("rank", r#"{"text": "senior backend", "top": 5000}"#, "top"),
        ("rate", r#"{"text": "senior backend", "regime": "micro"}"#, "regime"),
        ("net", r#"{"text": "148000"}"#, "place"),
        ("net", r#"{"text": "148000, Seattle", "freelance": true, "employer": true}"#, "employer"),
        ("hire", r#"{"text": "senior backend", "plan": "months = 3"}"#, "plan"),
        ("hire-budget", r#"{"text": "senior backend", "vs": ["Austin"], "budget": 3e5}"#, "vs"),
        ("offer", r#"{"text": "senior, base 90k", "offers": ["base = 90000"]}"#, "text"),
        ("project", r#"{"text": "MVP", "confidence": "high"}"#, "confidence"),
        ("project", r#"{"plan": {"history": "past.csv"}}"#, "history"),
        ("source", r#"{"source": "no-such-source"}"#, "source"),
        ("claim", r#"{"claim": "salary-guide-2026"}"#, "claim"),
        ("words", r#"{"limit": 1000}"#, "limit"),
        ("compare", &too_many, "vs"),
    ];
    for (name, request, field) in cases {
        assert_eq!(blamed(name, request).as_deref(), Some(field), "{name} {request}");
    }
}

#[test]
fn a_query_says_the_same_as_an_object() {
    let pay = question("pay").expect("a question");
    let fields = pay.fields();
    let pairs =
        [("text", "senior backend, Austin"), ("per", "month"), ("per", "year"), ("net", "true")];
    let request = request_of(&fields, pairs.into_iter()).expect("a request");
    let same = r#"{"text": "senior backend, Austin", "per": ["month", "year"], "net": true}"#;
    assert_eq!(request, serde_json::from_str::<Value>(same).expect("JSON"));
    let twice = [("text", "a"), ("text", "b")];
    let problem = request_of(&fields, twice.into_iter()).expect_err("is given twice");
    assert_eq!(problem.field.as_deref(), Some("text"));
}

#[test]
fn a_wrong_value_is_refused_in_plain_words() {
    let cases = [
        ("pay", r#"{"per": ["fortnight"]}"#, "is not a list of hour, day, week, month, year"),
        ("pay", r#"{"trend": "maybe"}"#, "is not true or false"),
        ("pay", r#"{"why": "long"}"#, "is not one of short, all"),
        ("hire", r#"{"seed": -1}"#, "is not a whole number of 0 or more"),
        ("pay", r#"{"text": 5}"#, "is not text"),
    ];
    for (name, request, what) in cases {
        let request = serde_json::from_str(request).expect("JSON");
        let asked = question(name).expect("a question");
        let problem = asked.ask(&asking(), &request).err().expect("is refused");
        assert_eq!(problem.what, what, "{name} {request}");
    }
}

#[test]
fn a_loose_request_says_the_same_as_a_strict_one() {
    let fields = question("pay").expect("a question").fields();
    let loose =
        r#"{"text": "backend", "per": "month", "net": "true", "offer": null, "trend": "maybe"}"#;
    let strict = r#"{"text": "backend", "per": ["month"], "net": true, "trend": "maybe"}"#;
    let Ok(Value::Object(loose)) = serde_json::from_str(loose) else { panic!("no object") };
    assert_eq!(loosely(&fields, loose), serde_json::from_str::<Value>(strict).expect("JSON"));
}
