//! `goingrate price` as people run it: rows in their order, nothing lost, bad tables refused.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("price-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// Runs `goingrate price` on a table of this content.
fn price(name: &str, table: &[u8], args: &[&str]) -> Output {
    let folder = folder(name);
    fs::write(folder.join("in.csv"), table).expect("a table");
    let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    command.current_dir(&folder).args(["price", "in.csv", "--as-of", "2026-11-22"]).args(args);
    command.output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The rows of an answer, by heading.
fn rows(output: &[u8]) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(output);
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

const ROSTER: &str = include_str!("files/roster.csv");

#[test]
fn a_pipe_is_priced_like_a_file() {
    let file = price("file", ROSTER.as_bytes(), &[]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    command.args(["price", "-", "--as-of", "2026-11-22"]).stdin(Stdio::piped());
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    child.stdin.take().expect("a pipe").write_all(ROSTER.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(text(&output.stdout), text(&file.stdout));
    assert_eq!(output.status.code(), file.status.code());
}

#[test]
fn rows_come_out_in_their_order_with_what_pay_answers() {
    let output = price("order", ROSTER.as_bytes(), &["--threads", "1"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let rows = rows(&output.stdout);
    let ids: Vec<&str> = rows.iter().map(|row| row["employee"].as_str()).collect();
    assert_eq!(ids, ["E1", "E2", "E3", "E4"]);
    assert_eq!(rows[2]["pay_currency"], "EUR");
    let question = "senior backend, Seattle, Rust, Kubernetes";
    let mut pay = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    let pay = pay.args(["pay", question, "--as-of", "2026-11-22", "--json"]).output();
    let pay: serde_json::Value =
        serde_json::from_slice(&pay.expect("the program starts").stdout).expect("JSON");
    for (at, name) in ["p10", "p25", "p50", "p75", "p90"].iter().enumerate() {
        let amount = &pay["percentiles"][at];
        for (key, column) in [("amount", ""), ("low", "_low"), ("high", "_high")] {
            let asked = amount[key].as_f64().expect("an amount").round();
            let found: f64 = rows[0][&format!("{name}{column}")].parse().expect("a number");
            assert!((asked - found).abs() <= 1.0, "{name}{column}: {found} against {asked}");
        }
    }
    let told = text(&output.stderr);
    assert!(told.contains("4 rows, 4 priced, 0 not"), "{told}");
    assert!(told.contains("passed through: employee\n"), "{told}");
}

#[test]
fn bad_rows_are_told_and_come_out_without_a_price() {
    let table = "\
id,role,level,years,place,skills,engagement,component,period,currency,as_of
1,backend,senior,,Seattle,Rust,,,,,
2,backend,senior,,Seatle,,,,,,
3,backend,flurbish,,Austin,,,,,,
4,backend,senior,1,Austin,,,,,,
5,,,,,,,,,,
6,backend,,,Austin,,,,fortnight,,
7,backend,,,Austin,,,,,EURO,
8,backend,,,Austin,,,,,,yesterday
9,backend,,,Austin,,freelance,,year,,
10,backend,,,Austin,,,bonus pie,,,
11,backend,,,Austin,Rust;Cobolt,,,,,
12,backend,,,Austin,,,,,,1999
13,data engineer,mid,,Austin,,,,month,EUR,2025-05
14,chef,,,Austin,,,,,,
15,finance,,,Austin,,,,,,
16,Seattle,,,,,,,,,
17,remote,,,Austin,,,,,,
18,senior,,,Austin,,,,,,
19,backend Seattle,,,Austin,,,,,,
20,backend,,,Austin,,,sign-on,,,
21,Senior Python Developer,,,Austin,,,,,,
22,x ?,,,Austin,,,,,,
";
    let output = price("bad", table.as_bytes(), &["--strict"]);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    let rows = rows(&output.stdout);
    assert_eq!(rows.len(), 22);
    for (at, fragments) in [
        (1, &["place \"Seatle\"", "nearest", "Seattle"][..]),
        (2, &["level \"flurbish\""]),
        (3, &["years", "contradicts the level senior"]),
        (4, &["no title"]),
        (21, &["role \"x ?\"", "no title"]),
        (5, &["period \"fortnight\"", "month"]),
        (6, &["currency \"EURO\""]),
        (7, &["as_of \"yesterday\"", "2026-11"]),
        (8, &["period \"year\"", "hour"]),
        (9, &["component"]),
        (10, &["skill \"Cobolt\"", "nearest"]),
        (11, &["as_of \"1999-07-02\"", "before the evidence"]),
        (13, &["role \"chef\"", "is a skill, not a role"]),
        (14, &["role \"finance\"", "is a industry, not a role"]),
        (15, &["role \"Seattle\"", "is a place, not a role"]),
        (16, &["role \"remote\"", "is a place, not a role"]),
        (17, &["role \"senior\"", "is a level, not a role"]),
        (18, &["place", "two places", "Seattle", "Austin"]),
        (19, &["component \"sign-on\"", "no evidence speaks of"]),
    ] {
        let row = &rows[at];
        assert_eq!(row["id"], (at + 1).to_string());
        assert_eq!(row["p50"], "", "{row:?}");
        for fragment in fragments {
            assert!(row["complaint"].contains(fragment), "{fragment}: {}", row["complaint"]);
            let line = format!("in.csv:{}: ", at + 2);
            let complaint = told.lines().find(|told| told.starts_with(&line)).expect("a note");
            assert!(complaint.contains(fragment), "{fragment}: {complaint}");
        }
    }
    assert!(told.contains("22 rows, 3 priced, 19 not"), "{told}");
    assert_eq!((&*rows[12]["pay_period"], &*rows[12]["pay_currency"]), ("month", "EUR"));
    assert_eq!(rows[12]["pay_as_of"], "2025-05-16");
    // Without a level, a part of pay or a skill that cannot be read there is a price all the same.
    let mild = price("mild", table.as_bytes(), &[]);
    let told = text(&mild.stderr);
    assert_eq!(mild.status.code(), Some(0), "{told}");
    assert!(told.contains("22 rows, 6 priced, 16 not"), "{told}");
    assert!(told.contains("left out in 3 rows: component 1, level 1, skill 1"), "{told}");
    let none = price("none", b"role\nflurbish\n", &[]);
    assert_eq!(none.status.code(), Some(1));
}

#[test]
fn a_column_of_salaries_says_where_each_person_stands() {
    let table = "\
role,level,place,salary,period
backend,senior,Seattle,180000,
backend,senior,Seattle,$180k,
backend,senior,Berlin,85000,
backend,senior,Berlin,$85000,
backend,senior,Berlin,a lot,
backend,senior,Berlin,-,
backend,senior,Seatle,100k,
backend,senior,Berlin,7000,month
";
    let output = price("salary", table.as_bytes(), &[]);
    let told = text(&output.stderr);
    let rows = rows(&output.stdout);
    let number = |at: usize, name: &str| rows[at][name].parse::<f64>().ok();
    let share = |question: &str, offer: &str| {
        let mut pay = Command::new(env!("CARGO_BIN_EXE_goingrate"));
        let args = ["pay", question, "--offer", offer, "--as-of", "2026-11-22", "--json"];
        let output = pay.args(args).output().expect("the program starts");
        let view: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        view["offer"]["percentile"]["share"].as_f64().expect("a share") * 100.0
    };
    let asked = share("senior backend, Seattle", "180k");
    for at in [0, 1] {
        let found = number(at, "percentile").expect("a percentile");
        assert!((found - asked).abs() < 0.06, "{found} against {asked}");
        assert!(number(at, "percentile_low") < Some(found), "{:?}", rows[at]);
        assert!(number(at, "percentile_high") > Some(found), "{:?}", rows[at]);
    }
    // An amount without a currency is in the money of the place; one in dollars is not.
    let euros = number(2, "percentile").expect("a percentile");
    assert!((euros - share("senior backend, Berlin", "€85k")).abs() < 0.06, "{euros}");
    assert!(number(3, "percentile") < Some(euros), "{:?}", rows[3]);
    // What cannot be read is told beside the price; what is not said is not missed.
    assert!(rows[4]["complaint"].contains("salary \"a lot\""), "{:?}", rows[4]);
    assert!(number(4, "p50").is_some() && rows[4]["percentile"].is_empty(), "{:?}", rows[4]);
    assert_eq!((&*rows[5]["complaint"], &*rows[5]["percentile"]), ("", ""));
    assert!(rows[6]["p50"].is_empty() && rows[6]["percentile"].is_empty(), "{:?}", rows[6]);
    let monthly = number(7, "percentile").expect("a percentile");
    assert!((monthly - share("senior backend, Berlin", "€84k")).abs() < 0.06, "{monthly}");
    assert!(told.contains("8 rows, 7 priced, 1 not"), "{told}");
    assert!(told.contains("in.csv:6: salary"), "{told}");
    let twice = price("twice", b"role,salary,offer\nbackend,1,2\n", &[]);
    assert!(text(&twice.stderr).contains("both say the salary"), "{}", text(&twice.stderr));
}

#[test]
fn fields_that_are_not_read_pass_through_unchanged() {
    let table =
        "\u{feff}note;role;place\r\n\"a; \"\"b\"\"\nc\";backend;Austin\r\n  x ;backend;Austin\r\n";
    let output = price("through", table.as_bytes(), &[]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let answer = text(&output.stdout);
    assert!(answer.starts_with("note;role;place;p10;"), "{answer}");
    assert!(answer.contains("\"a; \"\"b\"\"\nc\";backend;Austin;"), "{answer}");
    assert!(answer.contains("\n  x ;backend;Austin;"), "{answer}");
}

#[test]
fn lines_of_any_end_are_numbered_alike() {
    for end in ["\n", "\r\n"] {
        let table = ["role,note", "backend,\"a\nb\"", "flurbish,", "", "backend,", "flurbish,"];
        let told = text(&price("ends", table.join(end).as_bytes(), &[]).stderr);
        for line in ["in.csv:4: ", "in.csv:7: "] {
            assert!(told.lines().any(|told| told.starts_with(line)), "{line}{told}");
        }
    }
}

#[test]
fn a_column_of_questions_needs_no_quotes() {
    let table = "question\nsenior backend, Seattle, Rust\n\"junior, Austin\"\n";
    let output = price("question", table.as_bytes(), &[]);
    let rows = rows(&output.stdout);
    assert_eq!(rows[0]["question"], "senior backend, Seattle, Rust");
    assert!(rows.iter().all(|row| row["complaint"].is_empty() && !row["p90_high"].is_empty()));
}

#[test]
fn rows_of_other_lengths_are_not_lost() {
    let output = price("ragged", b"role,place,id\nbackend\nbackend,Austin,2,beyond\n", &[]);
    let rows = rows(&output.stdout);
    assert!(!rows[0]["p50"].is_empty() && rows[0]["id"].is_empty());
    assert_eq!((&*rows[1]["id"], &*rows[1]["p50"]), ("2", ""));
    assert!(rows[1]["complaint"].contains("beyond"), "{:?}", rows[1]);
}

#[test]
fn tables_that_are_none_are_refused() {
    let mut open_quote = b"role,place\nbackend,\"Austin".to_vec();
    open_quote.resize(3 << 20, b'x');
    let wide = format!("role{}\n", ",x".repeat(5000));
    let cases: [(&str, &[u8], &[&str]); 8] = [
        ("empty", b"", &["empty"]),
        ("missing", b"name,place\nx,Austin\n", &["question or role", "name, place"]),
        ("twice", b"role,title\nbackend,backend\n", &["role", "title", "both"]),
        ("there", b"role,p50\nbackend,1\n", &["p50", "already"]),
        ("quote", &open_quote, &["longer than", "quote"]),
        ("wide", wide.as_bytes(), &["5001 columns"]),
        ("xlsx", b"PK\x03\x04 no workbook", &["xlsx"]),
        ("parquet", b"PAR1 no parquet", &["Parquet"]),
    ];
    for (name, table, fragments) in cases {
        let output = price(name, table, &[]);
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{name}: {told}");
        for fragment in fragments {
            assert!(told.contains(fragment), "{name} does not say {fragment:?}: {told}");
        }
    }
    for args in [&["-o", "x.doc"][..], &["--as-of", "x"], &["--currency", "E"], &["--threads", "0"]]
    {
        assert_eq!(price("flags", b"role\nbackend\n", args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn a_table_without_rows_is_a_table() {
    let output = price("headings", b"role,place\n", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout).lines().count(), 1);
}

#[test]
fn threads_change_nothing() {
    let mut table = "id,role,level,place\n".to_owned();
    for id in 0..20_000 {
        let level = ["junior", "mid", "senior", "staff", "guru"][id % 5];
        let place = ["Austin", "Seattle", "Germany"][id % 3];
        table += &format!("{id},backend,{level},{place}\n");
    }
    let one = price("one", table.as_bytes(), &["--strict", "--threads", "1"]);
    let three = price("three", table.as_bytes(), &["--strict", "--threads", "3"]);
    assert!(!one.status.success() && one.stdout == three.stdout && one.stderr == three.stderr);
    let ids: Vec<String> = rows(&one.stdout).iter().map(|row| row["id"].clone()).collect();
    assert!(ids.iter().enumerate().all(|(at, id)| *id == at.to_string()), "the order is kept");
    let told = text(&one.stderr);
    assert!(told.contains("16,000 priced, 4,000 not (level 4,000"), "{told}");
    assert_eq!(told.matches("in.csv:").count(), 21, "the rest is in the column");
    let mild = text(&price("mild-threads", table.as_bytes(), &[]).stderr);
    assert!(mild.contains("20,000 priced, 0 not\nleft out in 4,000 rows: level 4,000;"), "{mild}");
    assert_eq!(mild.matches("in.csv:").count(), 6, "the rest is in the column");
}

#[test]
fn lines_of_json_and_files_by_their_ending() {
    let lines = price("json", ROSTER.as_bytes(), &["--json"]);
    let first: serde_json::Value =
        serde_json::from_str(text(&lines.stdout).lines().next().expect("a line")).expect("JSON");
    assert_eq!((&first["employee"], &first["salary"]), (&"E1".into(), &"180000".into()));
    assert!(first["p50_low"].as_f64() < first["p50"].as_f64());
    assert!(first["complaint"].is_null());

    let out = price("file", ROSTER.as_bytes(), &["-o", "in.csv", "--force", "--json"]);
    let tally: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!((&tally["rows"], &tally["priced"]), (&4.into(), &4.into()));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("price-file");
    let written = fs::read(folder.join("in.csv")).expect("the table, priced in its place");
    assert_eq!(rows(&written).len(), 4);
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1, "no half file is left");
}

#[test]
fn books_of_others_are_opened_or_refused() {
    let carried = fs::read("../../data/book/default.gr").expect("the carried book");
    let folder = folder("books");
    let file = |name: &str, bytes: &[u8]| -> String {
        fs::write(folder.join(name), bytes).expect("a file");
        folder.join(name).display().to_string()
    };
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
        command.args(args).output().expect("the program starts")
    };
    let copy = file("copy.gr", &carried);
    let question = ["senior backend, Seattle", "--as-of", "2026-11-22", "--json"];
    let with = run(&[&["pay"], &question[..], &["--why", "--book", &copy]].concat());
    assert!(with.status.success(), "{}", text(&with.stderr));
    assert_eq!(with.stdout, run(&[&["pay"], &question[..], &["--why"]].concat()).stdout);
    let mut other = carried.clone();
    other[15] = b'8';
    let mut damaged = carried.clone();
    damaged[carried.len() / 2] ^= 1;
    let cases: [(&str, &[u8], &str); 4] = [
        ("version.gr", &other, "is a book of version 8"),
        ("damaged.gr", &damaged, "checksum"),
        ("short.gr", &carried[..1000], "cut short"),
        ("foreign.gr", b"role,place\n", "no book of going rates"),
    ];
    for (name, bytes, fragment) in cases {
        let path = file(name, bytes);
        for command in [
            &["pay", "backend"][..],
            &["rate", "backend"],
            &["evidence", "check"],
            &["price", &path],
        ] {
            let output = run(&[command, &["--book", &path]].concat());
            let told = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{told}");
            assert!(told.contains("--book") || command[0] == "price", "{told}");
            assert!(told.contains(fragment) || command[0] == "price", "{fragment}: {told}");
        }
    }
    let missing = run(&["pay", "backend", "--book", "/no/such/book.gr"]);
    assert!(text(&missing.stderr).contains("cannot be read"));
    let relabelled = relabelled(&carried);
    let path = file("relabelled.gr", &relabelled);
    assert!(run(&["pay", "backend", "--book", &path]).status.success());
    for args in [&["pay", "backend", "--why"][..], &["evidence", "check"]] {
        let output = run(&[args, &["--book", &path]].concat());
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("was not fitted from the evidence"), "{told}");
    }
}

/// The same book, as if it had been fitted from other evidence.
fn relabelled(book: &[u8]) -> Vec<u8> {
    let mut book = book[..book.len() - 8].to_vec();
    book[16] ^= 1;
    let sum = checksum(&book);
    book.extend_from_slice(&sum.to_le_bytes());
    book
}

/// As `goingrate-model/src/book/format.rs` has it.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    let mut sums = [0xcbf2_9ce4_8422_2325u64; 4];
    let (words, rest) = bytes.as_chunks::<8>();
    let (fours, last) = words.as_chunks::<4>();
    for four in fours {
        for (sum, word) in sums.iter_mut().zip(four) {
            *sum = step(*sum, u64::from_le_bytes(*word));
        }
    }
    let last = last.iter().map(|word| u64::from_le_bytes(*word));
    let rest = rest.iter().map(|&byte| u64::from(byte));
    sums.into_iter().chain(last).chain(rest).fold(bytes.len() as u64, step)
}
