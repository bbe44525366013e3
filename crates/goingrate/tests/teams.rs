//! Teams as people write them: how many of whom, where, engaged how; what is wrong is named.

use goingrate::GoingRate;
use goingrate::ask::{ProjectQuestion, project, read_team};
use goingrate::units::{Date, Taxonomy};

fn today() -> Date {
    "2026-11-30".parse().expect("a day")
}

fn words() -> Taxonomy {
    Taxonomy::read(&goingrate::data::TAXONOMY).expect("the carried words")
}

/// A team, and its lines as "count share level place engagement".
fn check(words: &Taxonomy, text: &str, expected: &[&str]) {
    let team = read_team(text, words, today()).expect(text);
    let line = |line: &goingrate::ask::TeamLine| {
        if line.founder {
            return format!("{} {} founder", line.count, line.share);
        }
        let profile = &line.asked.profile;
        let level = profile.level.map_or("-", |level| &words.level(level).slug);
        let place = &words.place(profile.place).slug;
        format!("{} {} {level} {place} {}", line.count, line.share, profile.engagement.slug())
    };
    assert_eq!(team.lines.iter().map(line).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn lines_and_what_they_share() {
    let words = &words();
    check(
        words,
        "2 senior, 1 mid, Eastern Europe, agency",
        &["2 1 senior eastern-europe agency", "1 1 mid eastern-europe agency"],
    );
    check(words, "senior backend, Poland, freelance", &["1 1 senior pl freelance"]);
    check(
        words,
        "senior, Poland, freelance; junior, India",
        &["1 1 senior pl freelance", "1 1 junior in freelance"],
    );
    check(
        words,
        "Germany, employees: 1 senior, 2 mid",
        &["1 1 senior de employee", "2 1 mid de employee"],
    );
    check(
        words,
        "2 seniors in Poland, 1 mid in India, agency",
        &["2 1 senior pl agency", "1 1 mid in agency"],
    );
    check(words, "1 founder and a freelancer, Romania", &["1 1 founder", "1 1 - ro freelance"]);
    check(
        words,
        "one senior and half a QA engineer, Ukraine",
        &["1 1 senior ua freelance", "1 0.5 - ua freelance"],
    );
    check(words, "me and my cofounder", &["1 1 founder", "1 1 founder"]);
    check(words, "dedicated team of 8 in Poland", &["8 1 - pl dedicated_team"]);
    check(words, "1 senior part-time, Kraków, Poland", &["1 0.5 senior pl freelance"]);
}

/// A team that cannot be read, and what is said of it.
fn check_refused(words: &Taxonomy, text: &str, expected: &str) {
    let problem = read_team(text, words, today()).expect_err(text);
    assert_eq!(problem.field_name(), "team", "{problem}");
    assert!(problem.to_string().contains(expected), "{text}: {problem}");
    assert!(problem.hint.is_some(), "{problem}");
}

#[test]
fn what_is_wrong_is_named() {
    let words = &words();
    check_refused(words, "", "nobody is named");
    check_refused(words, "Poland, agency", "how many people");
    check_refused(words, "-1 senior", "above zero");
    check_refused(words, "9000 seniors", "at most 500");
    check_refused(words, "1 senior at 150%", "at most 100 %");
    check_refused(words, "2 senior, Atlantis", "Atlantis");
    check_refused(words, &"1 mid,".repeat(200), "more than 100 parts");
}

#[test]
fn a_price_may_be_said() {
    let team = read_team("2 senior at $55/h, Poland", &words(), today()).expect("a team");
    assert_eq!(team.lines[0].rate.map(|rate| rate.value), Some(55.0));
}

/// Questions that cannot be answered, by their field.
fn check_question(going_rate: &GoingRate, field: &str, spoil: impl Fn(&mut ProjectQuestion)) {
    let mut question = ProjectQuestion {
        text: "MVP".to_owned(),
        draws: Some(100),
        ..ProjectQuestion::new(today())
    };
    spoil(&mut question);
    let problem = project(going_rate, &question).expect_err(field);
    assert_eq!(problem.field_name(), field, "{problem}");
}

#[test]
fn bad_input_is_named_by_its_field() {
    let going_rate = &GoingRate::open().expect("the carried data");
    let some = |text: &str| Some(text.to_owned());
    check_question(going_rate, "text", |q| q.text = "blah".to_owned());
    check_question(going_rate, "team", |q| q.team = some("2 seniors, Atlantis"));
    check_question(going_rate, "team", |q| q.team = some(""));
    check_question(going_rate, "budget", |q| q.budget = some("lots"));
    check_question(going_rate, "budget", |q| q.budget = some("0"));
    check_question(going_rate, "by", |q| q.by = some("2020-01-01"));
    check_question(going_rate, "by", |q| q.by = some("soon"));
    check_question(going_rate, "start", |q| q.start = some("2020-01-01"));
    check_question(going_rate, "currency", |q| q.currency = some("XX"));
    check_question(going_rate, "confidence", |q| q.confidence = Some(-1.0));
    check_question(going_rate, "draws", |q| q.draws = Some(5));
    check_question(going_rate, "assume", |q| q.assume = vec!["waitin=2".to_owned()]);
    check_question(going_rate, "assume", |q| q.assume = vec!["overrun=0".to_owned()]);
    check_question(going_rate, "history", |q| {
        q.history = Some(("past.csv".to_owned(), "a,b\n1,2\n".to_owned()));
    });
}

#[test]
fn whatever_is_assumed_the_answer_is_of_numbers() {
    let going_rate = &GoingRate::open().expect("the carried data");
    let all = goingrate::planning::assumptions(&[]).expect("the carried assumptions");
    for name in all.all().map(|assumption| assumption.name.clone()) {
        for value in ["0", "1", "260", "1e-300", "1e300", "0..1e300"] {
            let question = ProjectQuestion {
                text: "simple API".to_owned(),
                budget: Some("9k".to_owned()),
                draws: Some(100),
                assume: vec![format!("{name}={value}")],
                ..ProjectQuestion::new(today())
            };
            // Some are refused, with their field; what is answered is finite.
            match project(going_rate, &question) {
                Err(problem) => {
                    let too_long = problem.field_name() == "team";
                    let too_long = too_long && problem.to_string().contains("more than 20 years");
                    assert!(too_long || problem.field_name() == "assume", "{problem}");
                }
                Ok(told) => {
                    let answer = told.answer;
                    let curves = [answer.cost.curve, answer.months.curve, answer.days.curve];
                    let year = answer.year_after.both;
                    let figures = curves.concat().into_iter().chain([year.p10, year.p50, year.p90]);
                    figures.for_each(|f| assert!(f.is_finite() && f >= 0.0, "{name}={value}: {f}"));
                }
            }
        }
    }
}
