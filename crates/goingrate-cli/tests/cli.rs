//! The program as people run it: the examples of its help, bad input, JSON, pipes, completions.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The commands whose help carries examples.
const COMMANDS: [&[&str]; 14] = [
    &["pay"],
    &["price"],
    &["rate"],
    &["net"],
    &["hire"],
    &["project"],
    &["offer"],
    &["career"],
    &["kit"],
    &["evidence"],
    &["evidence", "list"],
    &["evidence", "show"],
    &["evidence", "check"],
    &["completions"],
];

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    let unset = ["COLUMNS", "NO_COLOR", "TERM", "LC_ALL", "LC_CTYPE", "LANG"];
    unset.iter().for_each(|name| {
        command.env_remove(name);
    });
    command
}

fn run(args: &[&str]) -> Output {
    program().args(args).output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("stdout is UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("stderr is UTF-8")
}

/// Words of a line as a shell cuts them; double quotes hold words together.
fn shell_words(line: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("there is always a word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The examples in the help of a command, without the program's name.
fn examples(command: &[&str]) -> Vec<Vec<String>> {
    let help = run(&[command, &["--help"]].concat());
    let text = stdout(&help);
    let (_, examples) = text.split_once("Examples:").expect("help carries examples");
    let lines = examples.lines().filter_map(|line| line.trim().strip_prefix("goingrate "));
    lines.map(shell_words).collect()
}

/// A folder with the files that examples name.
fn files() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
    // What an earlier run wrote must not be there: the program writes over nothing unasked.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder for the examples");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/roster.csv");
    std::fs::copy(from, folder.join("roster.csv")).expect("the roster");
    let plan =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/projects/startup-mvp.toml");
    std::fs::copy(plan, folder.join("mvp.toml")).expect("a plan");
    folder
}

#[test]
fn every_example_of_the_help_runs() {
    let files = files();
    for command in COMMANDS {
        let examples = examples(command);
        assert!((2..=5).contains(&examples.len()), "{command:?} has {} examples", examples.len());
        for example in examples {
            let output = program().current_dir(&files).args(&example).output();
            let output = output.expect("the program starts");
            assert!(output.status.success(), "{example:?}: {}", stderr(&output));
            assert!(!output.stdout.is_empty(), "{example:?} says nothing");
        }
    }
}

/// Bad input: what was typed, and what stderr has to say about it.
const BAD_INPUT: [(&[&str], &[&str]); 46] = [
    (&["pay"], &["nothing is said", "hint"]),
    (&["pay", "senior backend in Seattttle"], &["Seattttle", "nearest", "Seattle"]),
    (&["pay", "senior backend, flurbish"], &["unknown word", "flurbish"]),
    (&["pay", "backend, Springfield"], &["Springfield", "5 places", "IL", "MO"]),
    (&["pay", "backend", "--place", "Springfield"], &["--place", "5 places"]),
    (&["pay", "backend", "--place", "Atlantis"], &["--place", "unknown place", "nearest"]),
    (&["pay", "senior backend, 1 year"], &["years", "contradicts the level senior"]),
    (&["pay", "backend", "--level", "junior", "--years", "30"], &["years", "contradicts"]),
    (&["pay", "senior backend", "--level", "junior"], &["--level \"junior\"", "Senior"]),
    (&["pay", "backend, Seattle", "--place", "Austin"], &["--place \"Austin\"", "Seattle"]),
    (&["pay", "backend", "--offer", "-5"], &["--offer", "negative"]),
    (&["pay", "backend", "--offer", "0"], &["--offer", "above zero"]),
    (&["pay", "backend", "--offer", "lots"], &["--offer", "lots", "hint"]),
    (&["pay", "backend", "--range", "200k-150k"], &["--range", "above the second"]),
    (&["pay", "backend", "--range", "100k-100k"], &["--range \"100k-100k\"", "150k-180k"]),
    (&["rate", "backend", "--same-as", "90k", "--assume", "sick-days=300"], &["0 to 259"]),
    (&["pay", "backend", "--currency", "XX"], &["--currency", "no currency code"]),
    (&["pay", "backend", "--currency", "UAH"], &["UAH", "no exchange rate", "EUR"]),
    (&["pay", "backend", "--as-of", "yesterday"], &["--as-of", "no date", "2026-11"]),
    (&["pay", "backend", "--as-of", "2009"], &["2009"]),
    (&["pay", "freelance backend", "--per", "year"], &["--per", "hour"]),
    (&["pay", "backend", "--vs", "freelance"], &["per \"year\"", "beside a salary", "--per hour"]),
    (&["pay", "backend, Kyiv", "--currency", "UAH"], &["--currency \"UAH\"", "--rates"]),
    (&["rate", "backend, Brazil", "--same-as", "90000"], &["Brazil", "covered are"]),
    (
        &["rate", "backend, Poland", "--same-as", "90000", "--regime", "micro"],
        &["regime", "lump-sum"],
    ),
    (&["rate", "backend", "--same-as", "90k", "--assume", "paid-leaf=9"], &["paid-leave"]),
    (&["rate", "backend", "--same-as", "90k", "--assume", "pension=9"], &["assume", "pension=5%"]),
    (&["rate", "backend", "--same-as", "9/h", "--billable-hours", "x"], &["--billable-hours"]),
    (&["rate", "backend, Berlin", "--same-as", "1/h"], &["--same-as", "next to nothing", "hint"]),
    (&["rate", "backend, agency", "--same-as", "90k"], &["agency", "one self-employed person"]),
    (
        &[
            "rate",
            "backend",
            "--same-as",
            "90k",
            "--assume",
            "pension=5%",
            "--assume",
            "pension=6%",
        ],
        &["--assume \"pension\"", "twice"],
    ),
    (
        &[
            "rate",
            "backend",
            "--same-as",
            "90k",
            "--billable-hours=1200",
            "--assume",
            "paid-leave=9",
        ],
        &["--assume \"paid-leave\"", "leave one of them out"],
    ),
    (&["rate", "backend", "--same-as", "90k", "--billable-hours", "8784"], &["1 to 4160"]),
    (&["project"], &["nothing is said", "hint"]),
    (&["project", "blah blub"], &["names no feature", "hint"]),
    (&["project", "MVP", "--team", "2 senior, Atlantis"], &["--team", "Atlantis", "nearest"]),
    (&["project", "MVP", "--team", "Poland, agency"], &["--team", "how many people"]),
    (&["project", "MVP", "--team", "-2 senior"], &["--team", "above zero"]),
    (&["project", "MVP", "--budget", "-5"], &["--budget", "negative"]),
    (&["project", "MVP", "--by", "2020-01-01"], &["--by", "in the past", "hint"]),
    (&["project", "MVP", "--confidence", "120%"], &["--confidence", "50 % and 99 %"]),
    (&["project", "MVP", "--draws", "3"], &["--draws", "100"]),
    (&["project", "MVP", "--assume", "waitin=2"], &["--assume", "nearest", "waiting"]),
    (&["project", "MVP", "--history", "none.csv"], &["--history", "cannot be read"]),
    (&["project", "none.toml"], &["none.toml", "cannot be read", "project new"]),
    (
        &["evidence", "show", "Salary-Guid-2026"],
        &["Salary-Guid", "nearest: salary-guide-2026", "hint"],
    ),
];

#[test]
fn bad_input_is_told_with_the_field_the_value_and_a_hint() {
    for (args, fragments) in BAD_INPUT {
        let output = run(args);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        assert!(output.stdout.is_empty(), "{args:?} answers all the same");
        for fragment in fragments {
            assert!(told.contains(fragment), "{args:?} does not say {fragment:?}: {told}");
        }
    }
}

#[test]
fn errors_are_json_where_json_is_asked_for() {
    let incomplete = ["pay", "backend", "--filing", "joint", "--json"];
    for args in [
        &["pay", "backend, Springfield", "--json"][..],
        &["pay", "--nonsense", "--json"],
        &incomplete,
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2));
        let error: serde_json::Value = serde_json::from_str(&stderr(&output)).expect("JSON");
        assert!(error["error"]["what"].is_string(), "{error}");
        assert!(!error["error"]["what"].as_str().unwrap_or_default().ends_with(':'), "{error}");
    }
}

fn json(args: &[&str]) -> serde_json::Value {
    let output = run(args);
    assert!(output.status.success(), "{args:?}: {}", stderr(&output));
    serde_json::from_str(&stdout(&output)).expect("JSON")
}

#[test]
fn every_amount_of_the_json_has_currency_period_interval_and_date() {
    let args =
        ["pay", "senior backend, Seattle, Rust", "--offer", "180000", "--as-of", "2026-11-22"];
    let answer = json(&[&args[..], &["--json"]].concat());
    let percentiles = answer["percentiles"].as_array().expect("five percentiles");
    assert_eq!(percentiles.len(), 5);
    let amounts = percentiles.iter().chain([&answer["hourly"], &answer["total_compensation"]]);
    for amount in amounts {
        assert_eq!(amount["currency"], "USD", "{amount}");
        assert_eq!(amount["as_of"], "2026-11-22", "{amount}");
        assert!(amount["per"].is_string(), "{amount}");
        let of = |key: &str| amount[key].as_f64().expect("a number");
        assert!(of("low") < of("amount") && of("amount") < of("high"), "{amount}");
    }
    assert_eq!(answer["curve"].as_array().map(Vec::len), Some(99));
    assert!(answer["offer"]["percentile"]["share"].is_f64());
}

#[test]
fn every_command_answers_in_json() {
    let question = "senior backend";
    assert!(json(&["pay", question, "--by", "level", "--json"])["entries"].is_array());
    assert!(
        json(&["pay", question, "--vs", "Austin", "--json"])["versus"][0]["change"].is_object()
    );
    assert!(json(&["pay", question, "--range", "150k-200k", "--json"])["range"].is_object());
    assert!(json(&["pay", question, "--trend", "--json"])["trend"]["points"].is_array());
    assert!(json(&["pay", question, "--why", "--json"])["why"]["pieces"].is_array());
    let rate = json(&["rate", question, "--same-as", "150000", "--json"]);
    assert!(rate["same_as"]["assumptions"].as_array().is_some_and(|a| a.len() > 5));
    assert!(json(&["evidence", "list", "--json"])["sources"].is_array());
    assert!(json(&["evidence", "check", "--json"])["summary"]["supported"].is_u64());
}

#[test]
fn text_and_flags_say_the_same() {
    let text = json(&["pay", "senior backend, Seattle, Rust", "--json"]);
    let words = json(&["pay", "senior", "backend,", "Seattle,", "Rust", "--json"]);
    let flags =
        ["--role", "backend", "--level", "senior", "--place", "us-42660", "--skill", "rust"];
    let flags = json(&[&["pay", "--json"][..], &flags].concat());
    assert_eq!(text, words);
    assert_eq!(text["percentiles"], flags["percentiles"]);
    assert_eq!(text["headline"], flags["headline"]);
}

#[test]
fn a_comparison_replaces_only_what_it_says() {
    let args =
        ["pay", "senior backend, Seattle, Rust, 7 years", "--vs", "Austin", "--vs", "junior"];
    let answer = json(&[&args[..], &["--json"]].concat());
    let headline = |at: usize| answer["versus"][at]["headline"].as_str().expect("text").to_owned();
    assert!(headline(0).contains("Austin") && headline(0).contains("Rust"), "{}", headline(0));
    assert!(headline(0).contains("Senior") && headline(0).contains("7 years"), "{}", headline(0));
    assert!(headline(1).contains("Junior") && headline(1).contains("Seattle"), "{}", headline(1));
    assert!(!headline(1).contains("7 years"), "{}", headline(1));
}

#[test]
fn percentiles_after_tax_and_at_other_prices() {
    let question = ["pay", "senior backend, Seattle", "--as-of", "2026-11-22", "--json"];
    let asked = ["--net", "--filing", "joint", "--at-prices-of", "Austin"];
    let view = json(&[&question[..], &asked].concat());
    let of = |list: &serde_json::Value, at: usize| list[at]["amount"].as_f64().expect("amount");
    let (net, at) = (&view["after_tax"], &view["at_prices"]);
    assert_eq!((&net["place"], &net["filing"]), (&"us-wa".into(), &"joint".into()));
    assert_eq!(at["after_tax"], true);
    let factor = at["factor"].as_f64().expect("factor");
    assert!((0.7..1.0).contains(&factor), "Austin is cheaper than Seattle: {factor}");
    for rank in 0..5 {
        let (gross, kept) = (of(&view["percentiles"], rank), of(&net["percentiles"], rank));
        assert!(kept < gross && kept > gross / 2.0, "{gross} {kept}");
        assert!((of(&at["percentiles"], rank) - kept * factor).abs() < 0.02);
    }
    // The median is what goingrate net makes of it.
    let median = format!("{}, Seattle", of(&view["percentiles"], 2));
    let alone = json(&["net", &median, "--filing", "joint", "--json"]);
    assert!((alone["net"].as_f64().expect("net") - of(&net["percentiles"], 2)).abs() < 0.02);
    for refused in [["--net", "--per=hour"], ["--at-prices-of", "Europe"]] {
        let output = run(&[&["pay", "freelance backend, Seattle"][..], &refused].concat());
        assert_eq!(output.status.code(), Some(2), "{refused:?}");
    }
}

#[test]
fn a_rate_is_worth_a_salary_under_the_law_of_each_place() {
    let asked = [
        ("backend, London", "75000", "GBP"),
        ("backend, Kraków, Poland", "240000", "PLN"),
        ("backend, Berlin", "75000", "EUR"),
        ("backend, Toronto", "110000", "CAD"),
        ("backend, Bucharest", "15000/month", "RON"),
        ("backend, Ukraine", "1800000", "UAH"),
    ];
    for (question, salary, currency) in asked {
        let same = &json(&["rate", question, "--same-as", salary, "--json"])["same_as"];
        assert_eq!(same["currency"], currency, "{question}");
        assert!(same["low"].as_f64() < same["high"].as_f64(), "{question}: {same}");
        let own =
            json(&["rate", question, "--same-as", salary, "--assume", "paid-leave=40", "--json"]);
        assert!(own["same_as"]["low"].as_f64() > same["low"].as_f64(), "{question}");
    }
}

#[test]
fn a_salary_comes_back_from_its_rate() {
    let args = ["rate", "senior backend", "--billable-hours", "1200", "--json", "--same-as"];
    let same_as = |amount: &str| json(&[&args[..], &[amount]].concat())["same_as"].clone();
    let rate = same_as("150000")["low"].as_f64().expect("a rate");
    let salary = same_as(&format!("{rate}/h"))["low"].as_f64().expect("a salary");
    assert!((salary / 150_000.0 - 1.0).abs() < 1e-3, "{salary}");
}

#[test]
fn a_pipe_gets_no_colour_and_no_line_beyond_its_width() {
    let screens = [
        "pay|senior backend, Seattle, Rust|--offer|180k|--range|150k-200k",
        "pay|senior software engineer, Google, Seattle|--why|--offer|180k",
        "pay|backend, India|--vs|Germany|--trend",
        "pay|backend, Berlin|--by|level|--per|day,month,year",
        "pay|backend|--by|place|--top|5",
        "rate|freelance python, London|--per|day,hour",
    ];
    for (width, screen) in ["40", "60", "80", "100"].iter().flat_map(|w| screens.map(|s| (w, s))) {
        let mut command = program();
        let command = command.env("COLUMNS", width).args(screen.split('|'));
        let text = stdout(&command.output().expect("the program starts"));
        assert!(!text.contains('\x1b'), "a pipe gets colour");
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(widest <= width.parse().unwrap(), "{widest} columns of {width}:\n{text}");
    }
}

/// What the program answers to a question, at 80 columns.
fn told(args: &[&str]) -> String {
    stdout(&program().env("COLUMNS", "80").args(args).output().expect("the program starts"))
}

#[test]
fn the_first_line_is_the_answer() {
    let told = told(&["pay", "senior backend, Seattle", "--offer", "180k"]);
    let first: Vec<&str> = told.split("\n\n").collect();
    let first = first[0].replace('\n', " ");
    assert!(first.starts_with("About $"), "{first}");
    assert!(
        first.contains(" a year for a senior backend developer in Seattle; half of"),
        "{first}"
    );
    assert!(first.contains("Your offer of $180k is above "), "{first}");
    assert!(first.contains(" of 100 ("), "{first}");
    for odd in ["P50", "left open", "offset", "reads", "drawn from", "±202"] {
        assert!(!told.contains(odd), "{odd:?} is in {told}");
    }
    let rate = crate::told(&["rate", "freelance python, London"]);
    assert!(rate.contains(" an hour for a freelance backend developer"), "{rate}");
    assert!(rate.contains(" charge £"), "{rate}");
}

#[test]
fn a_ladder_is_one_screen_in_the_order_of_the_ladder() {
    let ladder = told(&["pay", "backend, Berlin", "--by", "level"]);
    let at = |word: &str| ladder.find(&format!("\n  {word}")).unwrap_or_else(|| panic!("{ladder}"));
    let order = ["Intern", "Junior", "Mid-level", "Senior", "Staff", "Principal"].map(at);
    assert!(order.is_sorted(), "{ladder}");
    for fragment in ["P10", "P25", "median", "P75", "P90", "how sure", "€"] {
        assert!(ladder.contains(fragment), "{fragment:?} is not in {ladder}");
    }
    let periods =
        json(&["pay", "backend, Berlin", "--by", "level", "--per", "year,month,day", "--json"]);
    for level in periods["entries"].as_array().expect("levels") {
        let year = level["median"]["amount"].as_f64().expect("an amount");
        let of = |at: usize| level["by_period"][at]["amount"].as_f64().expect("an amount");
        assert!(
            (year / of(0) - 12.0).abs() < 0.01 && (year / of(1) - 260.0).abs() < 0.1,
            "{level}"
        );
        assert_eq!(level["percentiles"].as_array().map(Vec::len), Some(5));
    }
}

#[test]
fn pay_and_rates_are_told_by_the_day() {
    let amount =
        |args: &[&str]| json(args)["percentiles"][2]["amount"].as_f64().expect("an amount");
    for (args, hours) in [(["pay", "backend, Berlin"], 2080.0 / 260.0), (["rate", "Berlin"], 8.0)] {
        let of = |per: &str| amount(&[&args[..], &["--per", per, "--json"]].concat());
        assert!((of("day") / of("hour") - hours).abs() < 0.01, "{args:?}");
        let told = told(&[&args[..], &["--per", "day"]].concat());
        assert!(told.contains("A day is 8 hours of work"), "{told}");
    }
    let week = program().args(["rate", "Berlin", "--per", "week"]).output().expect("it starts");
    assert_eq!(week.status.code(), Some(2));
    let both = told(&["pay", "backend, Berlin", "--per", "day", "--per", "year"]);
    assert!(both.contains("   a day\n") && both.contains("   a year\n"), "{both}");
}

#[test]
fn why_is_one_screen_and_begins_with_the_place_that_is_asked_for() {
    let short =
        told(&["pay", "senior software engineer, Google, Seattle", "--offer", "180k", "--why"]);
    assert!(short.lines().count() <= 48, "{short}");
    let berlin = told(&["pay", "backend, Berlin", "--why"]);
    let near = berlin.find("About Berlin and Germany").expect("what speaks of Berlin");
    let others = berlin.find("About other places").expect("what speaks of others");
    assert!(near < others, "{berlin}");
    let all = told(&["pay", "backend, Berlin", "--why=all"]);
    assert!(all.lines().count() > 100, "{all}");
    let figures = all.split("The heaviest figures").nth(1).expect("figures");
    let first = figures.lines().skip(2).take(4).collect::<String>();
    assert!(first.contains("Berlin") || first.contains("Germany"), "{figures}");
}

#[test]
fn the_place_to_compare_with_is_not_the_one_asked_for() {
    for place in ["Denver", "Austin", "Munich", "Germany", "Karnataka", "London", "Laos", "Seattle"]
    {
        let told = told(&["pay", &format!("backend, {place}")]);
        assert!(told.contains("--vs \""), "{told}");
        assert!(!told.contains(&format!("--vs \"{place}")), "{told}");
    }
}

#[test]
fn an_asked_skill_without_evidence_is_marked() {
    let args = ["pay", "backend, Haskell", "--by", "skill", "--top", "0"];
    let told = told(&args);
    assert!(told.replace('\n', " ").contains("what you asked for among"), "{told}");
    assert!(told.contains("Haskell: no evidence"), "{told}");
}

#[test]
fn a_plain_locale_gets_plain_characters() {
    let pay = ["pay", "senior backend, Germany", "--offer", "80k", "--why"];
    for args in [&pay[..], &["evidence", "list"], &["evidence", "check"]] {
        let output = program().env("LC_ALL", "C").args(args).output().expect("the program starts");
        let text = stdout(&output);
        let other = text.lines().find(|line| !line.is_ascii());
        assert_eq!(other, None, "{args:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = program()
        .args(["evidence", "show", "cost-to-hire-2026"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("UTF-8");
    assert!(child.wait().expect("it ends").success(), "{told}");
    assert!(told.is_empty(), "{told}");
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = run(&["completions", shell]);
        let script = stdout(&output);
        assert!(script.contains("evidence") && script.contains("same-as"), "{shell}");
    }
}

#[test]
fn strict_checks_say_no() {
    let contradicted = json(&["evidence", "check", "--json"])["summary"]["contradicted"].as_u64();
    let expected = if contradicted > Some(0) { 1 } else { 0 };
    assert_eq!(run(&["evidence", "check", "--strict"]).status.code(), Some(expected));
    assert_eq!(run(&["evidence", "check"]).status.code(), Some(0));
}
