//! A store of one's own to a book, and the book to a score, as people do it.
#![cfg(feature = "parquet")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fit");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    let sample = "../goingrate-import/tests/samples/stackoverflow-2025.csv";
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join(sample);
    fs::copy(sample, folder.join("survey.csv")).expect("the sample");
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    command.current_dir(folder).args(args).output().expect("the program starts")
}

fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn files_become_a_book_that_answers_and_is_scored() {
    let folder = folder();
    run(&folder, &["evidence", "import", "survey.csv", "--evidence", "pay"]);
    let fitted = json(&run(&folder, &["fit", "--evidence", "pay", "-o", "mine.gr", "--json"]));
    // The survey is carried too: the imported file takes the place of its 17,462 people.
    let measures = fitted["measures"].as_array().expect("measures");
    let is_survey = |m: &&serde_json::Value| {
        m["name"].as_str().is_some_and(|name| name.starts_with("stackoverflow"))
    };
    let survey: Vec<_> = measures.iter().filter(is_survey).collect();
    assert_eq!(survey.len(), 1, "{fitted}");
    assert!((1..100).contains(&survey[0]["records"].as_u64().unwrap_or(0)), "{fitted}");

    let ask = ["pay", "senior backend, Berlin", "--json"];
    let median = |answer: &serde_json::Value| answer["percentiles"][2]["amount"].as_f64();
    let (own, carried) = (
        json(&run(&folder, &[&ask[..], &["--book", "mine.gr"]].concat())),
        json(&run(&folder, &ask)),
    );
    let (own, carried) = (median(&own).expect("P50"), median(&carried).expect("P50"));
    assert!(own > 10_000.0 && own < 1e6 && own != carried, "{own} beside {carried}");
    let scored = run(&folder, &["score", "--book", "mine.gr", "--data", "survey.csv", "--json"]);
    let scored = json(&scored);
    assert_eq!(scored["kinds"][0]["heard"], true, "{scored}");
    assert_eq!(scored["kinds"][0]["records"], survey[0]["records"]);
    assert!(scored["kinds"][0]["pinball"].as_f64().is_some_and(|loss| loss > 0.0 && loss < 1.0));
}

#[test]
fn a_store_that_is_not_there_is_told() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let output = run(folder, &["fit", "--evidence", "no-such-store", "-o", "never.gr"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("no-such-store") && told.contains("evidence import"), "{told}");
    assert!(!folder.join("never.gr").exists());
}

#[test]
fn a_book_that_cannot_be_written_is_told_before_it_is_fitted() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    // There is no store either: the output comes first.
    let output = run(folder, &["fit", "--evidence", "no-such-store", "-o", "no/such/folder/x.gr"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    for part in ["--output", "no/such/folder/x.gr", "cannot be written", "hint"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

/// A fit of a grown store comes to much the same wherever it starts (docs/METHOD.md, section 7), in fewer rounds
/// from near.
#[test]
fn a_store_that_grew_is_fitted_from_its_last_book() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("grown");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../goingrate-import/tests/samples");
    fs::copy(samples.join("mapped-rows.toml"), folder.join("acme.toml")).expect("the mapping");
    let month = |file: &str, people: std::ops::Range<u32>| {
        let row =
            |n| format!("{n};Backend Engineer;B;Seattle, WA;9;Go;{};5000;USD\n", 150_000 + 500 * n);
        let rows: String = people.map(row).collect();
        let table = format!("Employee;Job;Grade;Office;Years;Stack;Base;Bonus;Cur\n{rows}");
        fs::write(folder.join(file), table).expect("the table");
        let import = ["evidence", "import", file, "--as", "acme.toml", "--evidence", "pay"];
        assert!(run(&folder, &import).status.success());
    };
    let fit = |more: &[&str]| {
        json(&run(&folder, &[&["fit", "--evidence", "pay", "--json"], more].concat()))
    };
    let median = |book: &str| {
        let ask = ["pay", "senior backend, Seattle, Go", "--book", book, "--json"];
        json(&run(&folder, &ask))["percentiles"][2]["amount"].as_f64().expect("P50")
    };
    month("october.csv", 0..40);
    let october = fit(&["-o", "october.gr"]);
    month("november.csv", 40..80);
    let (november, anew) =
        (fit(&["--from", "october.gr", "-o", "november.gr"]), fit(&["-o", "anew.gr"]));
    assert_eq!(
        (&october["measures"][0]["records"], &anew["measures"][0]["records"]),
        (&40.into(), &80.into())
    );
    assert_eq!(november["measures"][0]["records"], 80, "{november}");
    let rounds = |fitted: &serde_json::Value| fitted["rounds"].as_u64().expect("rounds");
    assert!(rounds(&november) < rounds(&anew), "{november} {anew}");
    let apart = (median("november.gr") / median("anew.gr")).ln().abs();
    assert!(apart < 0.03, "{apart}");
    // It is bound to the store as it is now.
    let why = ["pay", "senior backend", "--why", "--evidence", "pay", "--book"];
    assert!(run(&folder, &[&why[..], &["november.gr"]].concat()).status.success());
    assert!(!run(&folder, &[&why[..], &["october.gr"]].concat()).status.success());

    // Another store's book: it is a start, too, and is told.
    fs::copy(samples.join("mapped-percentiles.toml"), folder.join("vendor.toml"))
        .expect("the mapping");
    fs::copy(samples.join("mapped-percentiles.csv"), folder.join("vendor.csv")).expect("the table");
    let import = ["evidence", "import", "vendor.csv", "--as", "vendor.toml", "--evidence", "other"];
    assert!(run(&folder, &import).status.success());
    let other = ["fit", "--evidence", "other", "--from", "november.gr", "-o", "other.gr"];
    let other = run(&folder, &other);
    let told = String::from_utf8_lossy(&other.stderr).into_owned();
    assert!(other.status.success() && told.contains("does not have (acme-hris)"), "{told}");

    // An output that is no book stays as it is, and so does a book whose fit is refused.
    let before = fs::read(folder.join("october.csv")).expect("the table");
    let output = run(&folder, &["fit", "--evidence", "pay", "-o", "october.csv"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && told.contains("is no book"), "{told}");
    assert_eq!(fs::read(folder.join("october.csv")).expect("the table"), before);
    let book = fs::read(folder.join("october.gr")).expect("the book");
    let refused = ["fit", "--evidence", "pay", "--from", "survey.gr", "-o", "october.gr"];
    assert!(!run(&folder, &refused).status.success());
    assert_eq!(fs::read(folder.join("october.gr")).expect("the book"), book);
    let left = fs::read_dir(&folder).expect("the folder").filter_map(Result::ok);
    let hidden = left.filter(|file| file.file_name().to_string_lossy().starts_with('.'));
    assert_eq!(hidden.count(), 0);

    for (from, what) in [("october.csv", "is no book"), ("september.gr", "cannot be read")] {
        let output = run(&folder, &["fit", "--evidence", "pay", "--from", from, "-o", "never.gr"]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        for part in ["--from", from, what, "hint"] {
            assert!(told.contains(part), "{part}: {told}");
        }
        assert!(!folder.join("never.gr").exists());
    }
}

/// Rows of people, their bonus and what they have after tax, by a mapping.
#[test]
fn a_mapped_table_is_scored_and_what_is_not_fitted_is_told() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mapped-score");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../goingrate-import/tests/samples");
    let file = |name: &str| fs::read_to_string(samples.join(name)).expect("the sample");
    fs::write(folder.join("acme.toml"), file("mapped-rows.toml")).expect("the mapping");
    fs::write(folder.join("vendor.toml"), file("mapped-percentiles.toml")).expect("the mapping");
    let rows: String = (0..40)
        .map(|n| {
            format!("{n};Backend Engineer;B;Seattle, WA;9;Go;{};5000;USD\n", 150_000 + 500 * n)
        })
        .collect();
    let table = format!("Employee;Job;Grade;Office;Years;Stack;Base;Bonus;Cur\n{rows}x;;;;;;;;\n");
    fs::write(folder.join("payroll.csv"), table).expect("the table");
    fs::write(folder.join("vendor.csv"), file("mapped-percentiles.csv")).expect("the table");

    let import = ["evidence", "import", "payroll.csv", "--as", "acme.toml", "--evidence", "pay"];
    assert!(run(&folder, &import).status.success());
    let fitted = json(&run(&folder, &["fit", "--evidence", "pay", "-o", "mine.gr", "--json"]));
    assert_eq!(fitted["measures"][0]["records"], 40, "{fitted}");
    let left = &fitted["not_fitted"][0];
    assert_eq!(
        (&left["records"], left["name"].as_str()),
        (&40.into(), Some("acme-hris, bonus gross pay"))
    );

    let score = |data: &str, mapping: &str| {
        let asked = ["score", "--book", "mine.gr", "--data", data, "--as", mapping, "--json"];
        json(&run(&folder, &asked))
    };
    let scored = score("payroll.csv", "acme.toml");
    assert_eq!((&scored["rows"], &scored["set_aside"]), (&41.into(), &1.into()), "{scored}");
    assert_eq!((&scored["kinds"][0]["records"], &scored["not_scored"]), (&40.into(), &40.into()));
    let scored = score("vendor.csv", "vendor.toml");
    let count = |name: &str| scored[name].as_u64().unwrap_or_default();
    assert_eq!(
        count("rows"),
        count("rows_of_records") + count("rows_of_percentiles") + count("set_aside")
    );
    assert!(count("rows_of_percentiles") > 0, "{scored}");
}

#[test]
fn a_vendors_table_of_percentiles_is_fitted_and_named_in_answers() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vendor");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../goingrate-import/tests/samples");
    // Two rows of percentiles, without the total compensation of the sample, which is of single posts.
    let text = fs::read_to_string(samples.join("mapped-percentiles.toml")).expect("the mapping");
    let table = text.split("[[pay]]\ncomponent = \"total_compensation\"").next().unwrap_or(&text);
    fs::write(folder.join("vendor.toml"), table).expect("the mapping");
    fs::copy(samples.join("mapped-percentiles.csv"), folder.join("vendor.csv"))
        .expect("the sample");

    let import = ["evidence", "import", "vendor.csv", "--as", "vendor.toml", "--evidence", "pay"];
    assert!(run(&folder, &import).status.success());
    let fitted = json(&run(&folder, &["fit", "--evidence", "pay", "-o", "mine.gr", "--json"]));
    let published = fitted["published"].as_array().expect("tables of percentiles");
    let vendor = published.iter().find(|table| table["source"] == "vendor-table");
    let vendor = vendor.expect("the vendor's table");
    assert_eq!(
        (&vendor["source"], &vendor["rows"]),
        (&"vendor-table".into(), &2.into()),
        "{fitted}"
    );
    assert_eq!(
        (&vendor["figures"], &vendor["figures_left_out"]),
        (&2.into(), &3.into()),
        "of a level in the whole country the medians: {vendor}"
    );

    let ask = ["pay", "senior software developer", "--book", "mine.gr", "--why", "--json"];
    let refused = run(&folder, &ask);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && told.contains("evidence store"), "{told}");
    let answer = json(&run(&folder, &[&ask[..], &["--evidence", "pay"]].concat()));
    let sources = answer["why"]["sources"].as_array().expect("sources").clone();
    let slug = |source: &serde_json::Value| source["source"].as_str().map(str::to_owned);
    assert!(sources.iter().filter_map(slug).any(|slug| slug == "vendor-table"), "{sources:?}");
}
