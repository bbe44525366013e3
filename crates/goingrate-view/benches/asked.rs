//! Speed of questions as an interface asks them, up to the JSON: `cargo bench -p goingrate-view`. Targets and
//! results: bench/README.md.
#![allow(missing_docs, clippy::disallowed_methods)]

use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use goingrate::GoingRate;
use goingrate::ask::{EstimateQuestion, Estimates, ProfileText, UnitChoice};
use goingrate::request::EstimateRequest;
use goingrate::units::{Date, parse};
use goingrate_view::questions::{Asking, QuickEstimates, question};

fn main() {
    divan::main();
}

static GOING_RATE: LazyLock<GoingRate> =
    LazyLock::new(|| GoingRate::open().expect("the carried data"));

fn today() -> Date {
    Date::new(2026, 11, 30).expect("a day")
}

/// Words that questions are made of.
const LEVELS: [&str; 5] = ["junior", "mid", "senior", "staff", "principal"];
const ROLES: [&str; 8] = [
    "backend",
    "frontend",
    "data engineer",
    "QA engineer",
    "platform engineer",
    "iOS developer",
    "full stack",
    "SRE",
];
const PLACES: [&str; 20] = [
    "Seattle",
    "Austin",
    "Denver",
    "Boston",
    "Orlando",
    "Chicago",
    "New York",
    "Portland, OR",
    "Berlin",
    "London",
    "Poland",
    "India",
    "Amsterdam",
    "Toronto",
    "Spain",
    "Brazil",
    "Ukraine",
    "Sydney",
    "Paris",
    "remote, United States",
];
const SKILLS: [&str; 16] = [
    "Rust",
    "Python",
    "Go",
    "Java",
    "Kubernetes",
    "React",
    "Kafka",
    "PostgreSQL",
    "AWS",
    "C++",
    "Docker",
    "TypeScript",
    "Scala",
    "Ruby",
    "Terraform",
    "Spark",
];

/// A question of its own for every number below 200,000: 800 distributions, moved by two skills.
fn text(at: usize) -> String {
    let at = at * 7919 % 204_800;
    let (level, at) = (LEVELS[at % 5], at / 5);
    let (role, at) = (ROLES[at % 8], at / 8);
    let (place, at) = (PLACES[at % 20], at / 20);
    let (one, at) = (SKILLS[at % 16], at / 16);
    format!("{level} {role}, {place}, {one}, {}", SKILLS[at % 16])
}

fn request(text: &str) -> EstimateRequest {
    EstimateRequest { profile: ProfileText::new(text), ..EstimateRequest::default() }
}

fn whole(quick: &mut QuickEstimates, text: &str) -> usize {
    let view = quick.estimate(&request(text), today()).expect("an estimate");
    serde_json::to_string(&view).expect("JSON").len()
}

/// An estimator that has met the words of the questions.
fn warm() -> QuickEstimates<'static> {
    let mut quick = QuickEstimates::new(&GOING_RATE);
    (0..20_000).for_each(|at| {
        whole(&mut quick, &text(at));
    });
    quick
}

/// Reading alone, different texts.
#[divan::bench]
fn estimate_parse(bencher: Bencher) {
    let mut at = 0;
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| {
        at += 1;
        parse::profile(&text(at), &GOING_RATE.taxonomy, today()).expect("a profile")
    });
}

/// Figures alone, of texts that were read before.
#[divan::bench]
fn estimate_figures(bencher: Bencher) {
    let mut estimates = Estimates::new(&GOING_RATE);
    let ask = |estimates: &mut Estimates, at: usize| {
        let asked = estimates.read(&ProfileText::new(text(at)), today()).expect("a profile");
        EstimateQuestion { asked, unit: UnitChoice::default(), periods: Vec::new() }
    };
    let questions: Vec<_> = (0..10_000).map(|at| ask(&mut estimates, at)).collect();
    for question in &questions {
        estimates.answer(question).expect("an estimate");
    }
    let mut at = 0;
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| {
        at = (at + 1) % questions.len();
        estimates.answer(&questions[at]).expect("an estimate")
    });
}

/// From text to JSON: one question again.
#[divan::bench]
fn estimate_one_again(bencher: Bencher) {
    let mut quick = warm();
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| whole(&mut quick, &text(1)));
}

/// From text to JSON: a thousand questions in turn.
#[divan::bench]
fn estimate_thousand_in_turn(bencher: Bencher) {
    let mut quick = warm();
    let mut at = 0;
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| {
        at = (at + 1) % 1000;
        whole(&mut quick, &text(at))
    });
}

/// From text to JSON: questions that are all different.
#[divan::bench(min_time = 1)]
fn estimate_all_different(bencher: Bencher) {
    let mut quick = warm();
    let mut at = 20_000;
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| {
        at += 1;
        whole(&mut quick, &text(at))
    });
}

/// From text to JSON by an estimator that has met nothing.
#[divan::bench]
fn estimate_new_words(bencher: Bencher) {
    let mut quick = QuickEstimates::new(&GOING_RATE);
    let mut at = 0;
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| {
        at += 1;
        whole(&mut quick, &format!("{} at Google", text(at)))
    });
}

/// From a request to JSON, as every interface asks.
#[divan::bench(args = [
    r#"pay {"text": "senior backend, Seattle, Rust"}"#,
    r#"pay {"text": "senior backend, Berlin", "offer": "85k"}"#,
    r#"estimate {"text": "senior backend, Seattle, Rust"}"#,
    r#"sources {}"#,
    r#"source {"source": "salary-guide-2026"}"#,
    r#"words {"list": "places"}"#,
    r#"words {"list": "places", "prefix": "zzz"}"#,
    r#"words {"list": "employers", "prefix": "zzz"}"#,
    r#"words {"list": "skills", "prefix": "py"}"#,
])]
fn question_to_json(bencher: Bencher, asked: &str) {
    let (name, request) = asked.split_once(' ').expect("a name and a request");
    let question = question(name).expect("a question");
    let request = serde_json::from_str(request).expect("a request");
    let asking = Asking::new(&GOING_RATE, today());
    bencher.bench_local(|| question.ask(&asking, &request).expect("an answer").json());
}
