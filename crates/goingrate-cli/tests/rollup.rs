//! `goingrate rollup run` and `rollup import` as people run them, on an invented payroll in several files.
#![cfg(feature = "parquet")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use goingrate::evidence::store::Store;
use goingrate::units::Taxonomy;

const MAPPING: &str = r#"
[card]
slug = "acme-payroll"
title = "Acme's own payroll"
publisher = "Acme Rockets"
kind = "survey"
reference = false
as_of = "2026-01"
period = "January 2026"
currency = "USD"
basis = "gross"
licence = "private"

[table]
headings = ["Job", "Base"]
missing = ["-", "n/a"]

[columns]
title = "Job"
level = "Grade"
place = ["City", "State"]
years = "Years"
as_of = "Day"

[fixed]
period = "year"

[values.level]
"G1" = "junior"
"G2" = "senior"

[[leave_out]]
column = "Kind"
values = ["student"]

[[pay]]
component = "base_salary"
amount = "Base"

[[pay]]
component = "bonus"
amount = "Bonus"
"#;

const HEADINGS: &str = "Job,Grade,City,State,Years,Day,Kind,Base,Bonus\n";

/// A fresh folder with the mapping and a table in so many files.
fn folder(name: &str, files: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("table")).unwrap();
    fs::write(folder.join("acme.toml"), MAPPING).unwrap();
    for file in 0..files {
        fs::write(folder.join(format!("table/{file}.csv")), lines(file, 400)).unwrap();
    }
    folder
}

/// Invented lines, with words that are not known, pay that cannot be, and rows to leave out.
fn lines(file: usize, count: usize) -> String {
    let jobs = ["Backend Engineer", "Data Engineer", "Wizard of Light", "QA Engineer"];
    let towns = ["Seattle,WA", "Austin,TX", "Portland,ME", "Atlantis,"];
    let mut text = HEADINGS.to_owned();
    for at in 0..count {
        let i = file * 7919 + at;
        let base = match i % 41 {
            0 => String::new(),
            1 => "n/a".to_owned(),
            2 => "-5".to_owned(),
            3 => "7".to_owned(),
            _ => (60_000 + i * 7_907 % 140_000).to_string(),
        };
        let bonus =
            if i.is_multiple_of(3) { (4_000 + i % 9_000).to_string() } else { String::new() };
        let kind = if i.is_multiple_of(17) { "Student" } else { "" };
        let (job, town) = (jobs[i % 13 % 4], towns[i % 11 % 4]);
        let (grade, years, day) = (i % 3, i % 9, i % 28 + 1);
        let line = format!("{job},G{grade},{town},{years},2025-1{}-{day:02},{kind},", i % 3);
        text += &format!("{line}{base},{bonus}\n");
    }
    text
}

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    let output: Output =
        command.current_dir(folder).env_remove("COLUMNS").args(args).output().unwrap();
    // Lines break where paths are long: words are what counts.
    let text = |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const ROLL_UP: [&str; 8] =
    ["rollup", "run", "--table", "table", "--map", "acme.toml", "-o", "counts"];

const IMPORT: [&str; 7] =
    ["rollup", "import", "counts", "--map", "acme.toml", "--evidence", "store"];

fn with<'a>(args: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [args, more].concat()
}

#[test]
fn a_roll_up_gives_the_cells_that_an_import_row_by_row_gives() {
    let folder = folder("rollup-cells", 3);
    let (exit, text, complaint) = run(&folder, &ROLL_UP);
    assert_eq!(exit, Some(0), "{complaint}");
    assert!(text.contains("1,200 rows of table (3 files) rolled up here"), "{text}");
    let (exit, text, complaint) = run(&folder, &IMPORT);
    assert_eq!(exit, Some(0), "{complaint}");
    assert!(text.contains("added") && text.contains("Wizard of Light"), "{text}");
    let files = ["table/0.csv", "table/1.csv", "table/2.csv"];
    let rows = ["evidence", "import", "--as", "acme.toml", "--evidence", "by-rows"];
    assert_eq!(run(&folder, &with(&rows, &files)).0, Some(0));
    let taxonomy = Taxonomy::read(&goingrate::data::TAXONOMY).unwrap();
    let cells = |store: &str| Store::at(folder.join(store)).read(&taxonomy).unwrap().cells;
    let (rolled_up, by_rows) = (cells("store"), cells("by-rows"));
    assert!(rolled_up.len() > 100, "{}", rolled_up.len());
    assert_eq!(rolled_up, by_rows);
    let (exit, text, _) = run(&folder, &IMPORT);
    assert!(exit == Some(0) && text.contains("already there"), "{text}");
}

#[test]
fn counts_that_do_not_add_up_are_refused() {
    let folder = folder("rollup-refused", 1);
    assert_eq!(run(&folder, &ROLL_UP).0, Some(0));
    fs::copy(folder.join("counts/counts-0001.parquet"), folder.join("twice.parquet")).unwrap();
    let (exit, _, complaint) = run(&folder, &with(&IMPORT, &["--rows", "401"]));
    assert_eq!(exit, Some(2));
    assert!(complaint.contains("the result is of 400 rows, and the table has 401"), "{complaint}");
    fs::copy(folder.join("twice.parquet"), folder.join("counts/twice.parquet")).unwrap();
    let (exit, _, complaint) = run(&folder, &IMPORT);
    assert!(exit == Some(2) && complaint.contains("is no file of this result"), "{complaint}");
    let csv = "rollup_part,Job,Grade,City,State,Years,Day,rollup_fault,rollup_bucket,rollup_rows\n\
               scanned,,,,,,,,,3\nbase_salary,QA Engineer,G1,Austin,TX,3,2025-10,,2124,2\n\
               bonus,QA Engineer,G1,Austin,TX,3,2025-10,missing,,3\n";
    fs::write(folder.join("result.csv"), csv).unwrap();
    let import = ["rollup", "import", "result.csv", "--map", "acme.toml", "--dry-run"];
    let (exit, _, complaint) = run(&folder, &import);
    assert_eq!(exit, Some(2));
    assert!(complaint.contains("2 rows of base_salary and 0"), "{complaint}");
    fs::write(folder.join("result.csv"), csv.replace("2124,2", "2124,3")).unwrap();
    let (exit, text, complaint) = run(&folder, &import);
    assert_eq!(exit, Some(0), "{complaint}");
    assert!(text.contains("not written"), "{text}");
    fs::write(folder.join("result.csv"), csv.replace("scanned,,,,,,,,,3\n", "")).unwrap();
    let (exit, _, complaint) = run(&folder, &import);
    assert!(exit == Some(2) && complaint.contains("does not say how many rows"), "{complaint}");
}

#[test]
fn a_run_goes_on_where_it_was() {
    let folder = folder("rollup-resumed", 2);
    assert_eq!(run(&folder, &ROLL_UP).0, Some(0));
    let (exit, text, complaint) = run(&folder, &ROLL_UP);
    assert_eq!(exit, Some(0), "{complaint}");
    assert!(text.contains("Of an earlier run 2 files"), "{text}");
    let otherwise = ["rollup", "run", "--table", "./table/../table", "table/0.csv"];
    let (_, text, _) = run(&folder, &with(&otherwise, &ROLL_UP[4..]));
    assert!(text.contains("800 rows of ./table/../table, table/0.csv (2 files)"), "{text}");
    fs::write(folder.join("table/9.csv"), lines(9, 100)).unwrap();
    let (exit, text, _) = run(&folder, &ROLL_UP);
    assert_eq!(exit, Some(0));
    assert!(text.contains("900 rows of table (3 files)"), "{text}");
    assert_eq!(run(&folder, &with(&IMPORT, &["--rows", "900"])).0, Some(0));
    fs::write(folder.join("table/8.csv"), lines(8, 50)).unwrap();
    assert_eq!(run(&folder, &ROLL_UP).0, Some(0));
    let (exit, _, complaint) = run(&folder, &IMPORT);
    assert!(exit == Some(2) && complaint.contains("rows of this source already"), "{complaint}");
    let (exit, text, _) = run(&folder, &with(&IMPORT, &["--more"]));
    assert!(exit == Some(0) && text.contains("added"), "{text}");
    fs::remove_file(folder.join("counts/counts-0002.parquet")).unwrap();
    let (exit, _, complaint) = run(&folder, &with(&IMPORT, &["--dry-run"]));
    assert!(exit == Some(2) && complaint.contains("is missing from the result"), "{complaint}");
    fs::write(folder.join("table/0.csv"), lines(0, 10)).unwrap();
    let (exit, _, complaint) = run(&folder, &ROLL_UP);
    assert!(exit == Some(2) && complaint.contains("has changed"), "{complaint}");
    fs::rename(folder.join("table/0.csv"), folder.join("table/moved.csv")).unwrap();
    let (exit, _, complaint) = run(&folder, &ROLL_UP);
    assert!(exit == Some(2) && complaint.contains("no file of the table now"), "{complaint}");
    fs::write(folder.join("acme.toml"), MAPPING.replace("\"Years\"", "\"Grade\"")).unwrap();
    let (exit, _, complaint) = run(&folder, &ROLL_UP);
    assert!(exit == Some(2) && complaint.contains("counts of another mapping"), "{complaint}");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_tried_again() {
    let folder = folder("rollup-damaged", 2);
    fs::write(folder.join("table/x.parquet"), b"PAR1 and nothing else").unwrap();
    fs::write(folder.join("table/a.csv"), "other,columns\n1,2\n").unwrap();
    fs::write(folder.join("table/notes.md"), "no table").unwrap();
    let (exit, text, _) = run(&folder, &ROLL_UP);
    assert_eq!(exit, Some(1));
    assert!(
        text.contains("Not read") && text.contains("table/x.parquet") && text.contains("800 rows"),
        "{text}"
    );
    let (exit, text, complaint) = run(&folder, &ROLL_UP);
    assert!(exit == Some(1) && text.contains("a.csv: there is no column"), "{text}{complaint}");
    assert!(complaint.contains("1 files of table are no tables by their names"), "{complaint}");
    let counts = fs::read_dir(folder.join("counts")).unwrap().filter_map(Result::ok);
    let results = counts.filter(|file| file.file_name().to_string_lossy().starts_with("counts"));
    assert_eq!(results.count(), 1);
    let (exit, _, complaint) = run(&folder, &IMPORT);
    assert!(exit == Some(0) && complaint.contains("could not read"), "{complaint}");
    fs::remove_file(folder.join("table/x.parquet")).unwrap();
    fs::remove_file(folder.join("table/a.csv")).unwrap();
    assert_eq!(run(&folder, &ROLL_UP).0, Some(0));
}

#[test]
fn percentiles_of_columns_need_no_mapping() {
    let folder = folder("rollup-by", 2);
    let by =
        ["rollup", "run", "--table", "table", "--by", "Job,Grade", "--by", "Job", "--pay", "Base"];
    let (exit, text, complaint) = run(&folder, &by);
    assert_eq!(exit, Some(0), "{complaint}");
    let first = "grouping,Job,Grade,rows,missing,unreadable,impossible,p10,p25,p50,p75,p90";
    assert!(text.starts_with(first), "{text}");
    assert!(text.contains("Job and Grade,Backend Engineer,G0,"), "{text}");
    let (_, json, _) = run(&folder, &with(&by, &["--json", "--percentiles", "50"]));
    let view: serde_json::Value = serde_json::from_str(&json).unwrap();
    let groups = view["groupings"][1]["groups"].as_array().unwrap();
    let sum = |name: &str| groups.iter().map(|group| group[name].as_u64().unwrap()).sum::<u64>();
    let all = ["rows", "missing", "unreadable", "impossible"].map(sum);
    assert_eq!((all.iter().sum::<u64>(), all[2] > 0, all[3] > 0), (800, true, true));
    let (exit, text, _) = run(&folder, &with(&by, &["-o", "by.csv"]));
    assert!(
        exit == Some(0) && text.contains("in by.csv") && text.contains("within 0.4 %"),
        "{text}"
    );
    assert!(fs::read_to_string(folder.join("by.csv")).unwrap().starts_with(first));
}

#[test]
fn bad_input_is_told() {
    let folder = folder("rollup-bad", 1);
    let check = |args: &[&str], parts: &[&str]| {
        let (exit, _, complaint) = run(&folder, &[&["rollup"], args].concat());
        assert_eq!(exit, Some(2), "{args:?}: {complaint}");
        parts.iter().for_each(|part| assert!(complaint.contains(part), "{args:?}: {complaint}"));
    };
    let table = ["run", "--table", "table", "--by"];
    check(&with(&table, &["Jobb", "--pay", "Base"]), &["--table", "no column \"Jobb\"", "Job"]);
    check(&with(&table, &["Job,,", "--pay", "Base"]), &["--by", "without a name"]);
    check(&with(&table, &["Job", "--pay", "Base", "--percentiles", "101"]), &["--percentiles"]);
    check(&with(&table, &["Job", "--pay", "Base", "--memory", "lots"]), &["--memory", "4GB"]);
    check(&with(&table, &["Job", "--pay", "Base", "--master", "x"]), &["--master", "engine"]);
    // Before an engine is asked, which would take a column that a file lacks for nothing.
    fs::write(folder.join("table/1.csv"), "Job,Base\nBackend Engineer,100000\n").unwrap();
    let engine =
        ["run", "--engine", "duckdb", "--map", "acme.toml", "--table", "table", "-o", "on"];
    check(&engine, &["1.csv", "no column"]);
    check(&["run", "--table", "none", "--by", "Job", "--pay", "Base"], &["--table", "none"]);
    check(&["run", "--table", "table", "--map", "acme.toml", "-o", "table"], &["--out", "files"]);
    fs::write(
        folder.join("comma.toml"),
        MAPPING.replace("missing =", "decimal = \",\"\nmissing ="),
    )
    .unwrap();
    let comma = ["run", "--table", "table", "--map", "comma.toml", "-o", "new"];
    check(&comma, &["table.decimal", "evidence import"]);
    check(&with(&table, &["Job", "--pay", "Base", "-o", "acme.toml"]), &["--out", "there already"]);
    let numbered = MAPPING.replace("amount = \"Bonus\"", "amount = 9");
    fs::write(folder.join("numbered.toml"), numbered).unwrap();
    check(
        &["run", "--table", "table", "--map", "numbered.toml", "-o", "new"],
        &["numbered.toml", "by their heading"],
    );
    check(&["import", "none", "--map", "acme.toml", "--dry-run"], &["none", "cannot be read"]);
    check(&["import", "table", "--map", "acme.toml", "--dry-run"], &["rollup_part"]);
}
