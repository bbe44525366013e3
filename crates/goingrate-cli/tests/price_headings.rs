//! `goingrate price` on tables of other people: their headings, their titles, their places; what is left
//! out of a row is told, and no file is lost.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

type Row = HashMap<String, String>;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("price-headings-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// Runs `goingrate price` on a table in a folder.
fn price(folder: &Path, table: &str, args: &[&str]) -> Output {
    fs::write(folder.join("in.csv"), table).expect("a table");
    let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    command.current_dir(folder).args(["price", "in.csv", "--as-of", "2026-11-22"]).args(args);
    command.output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The rows of an answer by heading, and what was told.
fn rows(name: &str, table: &str) -> (Vec<Row>, String) {
    let output = price(&folder(name), table, &[]);
    let mut reader = csv::Reader::from_reader(&*output.stdout);
    (reader.deserialize().map(|row| row.expect("a row")).collect(), text(&output.stderr))
}

/// What `pay` says to a question.
fn median(question: &str) -> f64 {
    let mut pay = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    let pay = pay.args(["pay", question, "--as-of", "2026-11-22", "--json"]).output();
    let view: serde_json::Value =
        serde_json::from_slice(&pay.expect("the program starts").stdout).expect("JSON");
    view["percentiles"][2]["amount"].as_f64().expect("an amount")
}

const MANAGERS: &str = include_str!("files/managers.csv");
const TOWNS: &str = include_str!("files/towns.csv");

#[test]
fn titles_of_managers_are_priced_as_pay_prices_them() {
    let (rows, told) = rows("managers", MANAGERS);
    assert_eq!(rows.len(), 4, "{told}");
    for row in &rows {
        let asked = median(&format!("{}, Seattle", row["role"]));
        let found: f64 = row["p50"].parse().expect("a price");
        assert!((asked - found).abs() <= 1.0, "{row:?} against {asked}");
        assert_eq!(row["complaint"], "");
    }
    assert!(rows[1]["p50"] > rows[0]["p50"] && rows[2]["p50"] > rows[1]["p50"], "{rows:?}");
}

#[test]
fn towns_with_their_state_are_read() {
    let (rows, told) = rows("towns", TOWNS);
    let read: Vec<&str> =
        rows.iter().map(|row| row["read_as"].split(" · ").nth(1).expect("a place")).collect();
    let right = [
        "Lower Mainland, BC",
        "Montréal, QC",
        "Hamilton--Niagara Peninsula, ON",
        "Australia",
        "Maryland",
        "Ohio",
    ];
    assert_eq!(read, right, "{told}");
    assert!(rows.iter().all(|row| !row["p50"].is_empty()), "{rows:?}");
}

#[test]
fn a_table_of_an_hr_system_is_read_as_it_is() {
    let table = "\
Name,Job Title,Grade,City,State,Country,Company,Contract Type,Years of experience,Start date,Salary (EUR)
A,Backend developer,Senior,Munich,Bavaria,DE,,Permanent,8,2011-01-01,85000
B,Backend developer,,San Francisco,CA,US,,Full-time,,2012-01-01,
C,Backend developer,,Austin,,United States,,,,2013-01-01,
D,Backend developer,,Kleinkleckersdorf,,DE,,,,2014-01-01,
E,Backend developer,,Berlin,,France,,,,2015-01-01,
F,Backend developer,,,,Narnia,,,,2016-01-01,
G,Backend developer,,,,,,,,2017-01-01,
H,,,Berlin,,DE,,,,2018-01-01,
I,Backend developer,,Dublin,,US,,,,2019-01-01,
J,Backend developer,,Newcastle,,GB,,,,2020-01-01,
K,Backend developer,,Toronto,ON,CA,,B2B,,2021-01-01,
";
    let (rows, told) = rows("hr", table);
    let check = |at: usize, read_as: &str, complaint: &str| {
        let row = &rows[at];
        let read =
            row["read_as"].starts_with(read_as) && row["read_as"].is_empty() == read_as.is_empty();
        assert!(read, "{at}: {row:?}");
        let told = row["complaint"].contains(complaint);
        assert!(told && row["complaint"].is_empty() == complaint.is_empty(), "{at}: {row:?}");
    };
    check(0, "Senior backend developer · 8 years · Munich · employee", "");
    check(1, "Backend developer · San Francisco-Oakland-Fremont, CA · employee", "");
    check(2, "Backend developer · Austin-Round Rock-San Marcos, TX · ", "");
    check(3, "Backend developer · Germany · ", "Kleinkleckersdorf is no place");
    check(4, "", "two places");
    check(5, "", "country \"Narnia\"");
    check(6, "Backend developer · United States · ", "no place: priced for the United States");
    check(7, "", "no title");
    check(8, "", "Dublin, Ohio");
    check(
        9,
        "Backend developer · United Kingdom · ",
        "no place of the United Kingdom that is known",
    );
    check(10, "Backend developer · Toronto, ON · freelance · hourly rate", "");
    assert!(!rows[0]["percentile"].is_empty(), "{:?}", rows[0]);
    // The day of a price is none of the days of a person.
    assert!(rows.iter().all(|row| row["p50"].is_empty() || row["pay_as_of"] == "2026-11-22"));
    assert!(told.contains("passed through: Name, Start date\n"), "{told}");
    assert!(told.contains("11 rows, 7 priced, 4 not (country 1, place 2, role 1"), "{told}");
}

#[test]
fn role_cells_hold_whole_titles() {
    let table = "\
Title
Senior Java Developer (m/w/d)
Sr. Backend Eng – NYC hybrid
Backend-Entwickler
CTO
Backend developer (English)
Remote backend developer
Freelance backend developer
Flurb backend developer
Nurse
Seattle
";
    let (rows, told) = rows("titles", table);
    let read = [
        "Senior software developers · United States · Java",
        "Senior backend developer · New York-Newark-Jersey City, NY-NJ",
        "Backend developer · United States",
        "Vice president (engineering manager) · United States",
        "Backend developer · United States",
        "Backend developer · Remote (United States)",
        "Backend developer · United States · freelance",
    ];
    for (row, read) in rows.iter().zip(read) {
        assert!(row["read_as"].starts_with(read) && !row["p50"].is_empty(), "{read}: {row:?}");
    }
    assert!(rows[4]["complaint"].contains("English is not used"), "{:?}", rows[4]);
    for (at, fragment) in [(7, "\"Flurb\""), (8, "not priced"), (9, "is a place, not a role")] {
        assert!(rows[at]["p50"].is_empty(), "{:?}", rows[at]);
        assert!(rows[at]["complaint"].contains(fragment), "{fragment}: {:?}", rows[at]);
    }
    assert!(told.contains("no column says the place"), "{told}");
}

#[test]
fn work_that_is_not_priced_is_no_backend_developer() {
    let (rows, _) =
        rows("unpriced", "question,place\n\"nurse, Seattle\",\n,Austin\n\"QA, Austin\",\n");
    assert!(rows[0]["p50"].is_empty() && rows[0]["complaint"].contains("nurse"), "{:?}", rows[0]);
    assert!(rows[1]["p50"].is_empty() && rows[1]["complaint"].contains("nothing is said"));
    assert!(!rows[2]["p50"].is_empty() && rows[2]["complaint"].is_empty(), "{:?}", rows[2]);
}

#[test]
fn cells_that_may_be_left_out_are_told() {
    let table = "\
role,level,years,skills,industry,tier,employer,engagement,component
backend,G seven,lots,Rust;Cobolt,basket weaving,gold,Nobody GmbH,sometimes,pie
";
    let (rows, told) = rows("left-out", table);
    assert!(!rows[0]["p50"].is_empty(), "{:?}", rows[0]);
    let complaint = &rows[0]["complaint"];
    for field in
        ["level", "years", "skill", "industry", "tier", "employer", "engagement", "component"]
    {
        assert!(complaint.contains(&format!("left out: {field} ")), "{field}: {complaint}");
    }
    assert!(rows[0]["read_as"].contains(" · Rust · "), "what is known of a list stays");
    assert!(told.contains("left out in 1 row: component 1, employer 1, engagement 1,"), "{told}");
    let strict = price(&folder("left-out-strict"), table, &["--strict"]);
    assert_eq!(strict.status.code(), Some(1));
    assert!(text(&strict.stderr).contains("0 priced, 1 not"), "{}", text(&strict.stderr));
    // A level in the title and another in its column contradict each other, as ever.
    let (rows, _) = self::rows("levels", "role,level\nsenior backend,junior\n");
    assert!(rows[0]["p50"].is_empty() && rows[0]["complaint"].contains("level"), "{:?}", rows[0]);
}

#[test]
fn headings_that_are_understood_loosely_are_told() {
    let (rows, told) =
        rows("loose", "What is your job title?,Which city do you work in\nQA,Austin\n");
    assert!(rows[0]["read_as"].contains("Austin"), "{:?}", rows[0]);
    assert!(told.contains("column \"What is your job title?\" is read as role\n"), "{told}");
    assert!(told.contains("column \"Which city do you work in\" is read as place\n"), "{told}");
    let (rows, told) = self::rows("outright", "Manager's job title,Job Title\nQA,backend\n");
    assert!(rows[0]["read_as"].starts_with("Backend developer"), "{:?}", rows[0]);
    assert!(told.contains("passed through: Manager's job title\n"), "{told}");
    assert!(!told.contains("is read as"), "{told}");
    for (name, table) in [
        ("city", "role,Location,City\nbackend,Austin,Austin\n"),
        ("country", "role,Country,Company location\nbackend,US,US\n"),
        ("level", "role,Grade,Seniority\nbackend,senior,senior\n"),
    ] {
        let output = price(&folder(name), table, &[]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(text(&output.stderr).contains("both say the"), "{}", text(&output.stderr));
    }
}

#[test]
fn headings_of_salaries_name_their_period_and_currency() {
    let cases = [
        ("yearly", "role,place,Annual salary\nbackend,Berlin,84000\n"),
        ("monthly", "role,place,Monthly salary\nbackend,Berlin,7000\n"),
        ("by row", "role,place,salary,currency\nbackend,Berlin,84000,EUR\n"),
        ("euros", "role,place,Salary (EUR)\nbackend,Berlin,84000\n"),
    ];
    let standing = |name: &str, table: &str| rows(name, table).0[0]["percentile"].clone();
    let right = standing(cases[0].0, cases[0].1);
    assert!(!right.is_empty());
    for (name, table) in cases {
        assert_eq!(standing(name, table), right, "{name}");
    }
    let dollars = standing("dollars", "role,place,salary,currency\nbackend,Berlin,84000,USD\n");
    assert!(dollars.parse::<f64>().ok() < right.parse().ok(), "{dollars} against {right}");
    // An end of a range, or what is left after tax, is not what the market is held against.
    let (_, told) = rows("ends", "role,Salary min,Net salary\nbackend,1,2\n");
    assert!(told.contains("passed through: Salary min, Net salary"), "{told}");
}

#[test]
fn files_that_are_there_are_written_over_only_if_that_is_asked_for() {
    let folder = folder("files");
    let table = "role\nbackend\n";
    for out in ["in.csv", "out.csv"] {
        fs::write(folder.join("out.csv"), "mine").expect("a file");
        let refused = price(&folder, table, &["-o", out]);
        let told = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{told}");
        assert!(told.contains("is there already") && told.contains("--force"), "{told}");
        assert_eq!(fs::read_to_string(folder.join("in.csv")).expect("the table"), table);
        assert_eq!(fs::read_to_string(folder.join("out.csv")).expect("the file"), "mine");
        let forced = price(&folder, table, &["-o", out, "--force"]);
        assert!(forced.status.success(), "{}", text(&forced.stderr));
        let written = fs::read_to_string(folder.join(out)).expect("what was written");
        assert!(written.contains("read_as"), "{written}");
    }
    assert!(price(&folder, table, &["-o", "new.csv"]).status.success());
}
