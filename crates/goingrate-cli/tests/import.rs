//! `evidence import` and `evidence store` as people run them, on the invented samples.
#![cfg(feature = "parquet")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn sample(name: &str) -> String {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../goingrate-import/tests/samples");
    samples.join(name).display().to_string()
}

/// A fresh folder of its own name.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

fn run(args: &[&str]) -> (i32, String, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_goingrate"))
        .args(["evidence"])
        .args(args)
        .output()
        .expect("the program starts");
    // Lines break where paths are long: words are what counts.
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("it writes UTF-8");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn a_file_is_recognised_imported_and_shown() {
    let store = folder("shown");
    let store = store.to_str().unwrap();
    let file = sample("ai-jobs.csv");
    let (exit, text, _) = run(&["import", &file, "--evidence", store]);
    assert_eq!(exit, 0, "{text}");
    for part in ["ai-jobs", "added", "probably a month's pay", "Wizard of Light (1)"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let (exit, text, _) = run(&["import", &file, "--evidence", store]);
    assert_eq!(exit, 0);
    assert!(text.contains("already there since"), "{text}");
    let (exit, text, _) = run(&["store", store]);
    assert_eq!(exit, 0);
    assert!(text.contains("ai-jobs salaries") && text.contains("ai-jobs.csv"), "{text}");
}

#[test]
fn a_dry_run_writes_nothing_and_json_adds_up() {
    let store = folder("dry");
    let args = ["import", &sample("levels-fyi.csv"), "--evidence", store.to_str().unwrap()];
    let (exit, text, _) = run(&[&args[..], &["--dry-run", "--json"]].concat());
    assert_eq!(exit, 0);
    assert!(!store.exists());
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let file = &json["files"][0];
    let number = |name: &str| file[name].as_u64().unwrap();
    assert_eq!(number("read"), number("used") + number("set_aside"));
    assert_eq!(file["outcome"], "not written");
    // Whoever only looks has no store yet.
    let (exit, alone, error) = run(&["import", &sample("levels-fyi.csv"), "--dry-run", "--json"]);
    assert_eq!(exit, 0, "{error}");
    let alone: serde_json::Value = serde_json::from_str(&alone).expect("it is JSON");
    assert_eq!(alone["files"], json["files"]);
    let (exit, _, error) = run(&["import", &sample("levels-fyi.csv")]);
    assert!(exit == 2 && error.contains("--evidence"), "{error}");
}

#[test]
fn a_mapping_reads_what_no_source_knows() {
    let store = folder("mapped");
    let store = store.to_str().unwrap();
    let (table, mapping) = (sample("mapped-percentiles.csv"), sample("mapped-percentiles.toml"));
    let (exit, _, error) = run(&["import", &table, "--evidence", store]);
    assert_eq!(exit, 2);
    for part in ["no source recognises", "Job family", "levels-fyi", "--as"] {
        assert!(error.contains(part), "{part}: {error}");
    }
    let (exit, text, error) = run(&["import", &table, "--evidence", store, "--as", &mapping]);
    assert_eq!(exit, 0, "{error}");
    assert!(text.contains("rows of percentiles"), "{text}");
    let (exit, _, error) = run(&["import", &table, "--evidence", store, "--as", "fortune-teller"]);
    assert_eq!(exit, 2);
    assert!(error.contains("is no source"), "{error}");
}

/// A file of its own name in a fresh folder of that name.
fn file(folder: &Path, name: &str, text: &str) -> String {
    std::fs::create_dir_all(folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn a_mapping_is_proposed_and_imports() {
    let folder = folder("proposed");
    let table = "Job Title,Salary,Location\nBackend Developer,\"$120,000\",\"Seattle, WA\"\n\
                 Data Engineer,\"$130,000\",\"Austin, TX\"\n";
    let path = file(&folder, "pay.csv", table);
    let output = Command::new(env!("CARGO_BIN_EXE_goingrate"))
        .args(["evidence", "import", &path, "--propose"])
        .output()
        .expect("the program starts");
    let mapping = String::from_utf8(output.stdout).expect("it writes UTF-8");
    assert!(mapping.contains("CONFIRM") && mapping.contains("my-pay"), "{mapping}");
    let mapping = file(&folder, "map.toml", &mapping);
    let (exit, text, error) = run(&["import", &path, "--dry-run", "--as", &mapping]);
    assert_eq!(exit, 0, "{error}");
    assert!(text.contains("2 used"), "{text}");
    let (exit, json, _) = run(&["import", &path, "--propose", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert!(exit == 0 && json["mapping"].as_str().is_some_and(|text| text.contains("[card]")));
    let other = file(&folder, "fruit.csv", "fruit,price\napple,1\n");
    let (exit, text, error) = run(&["import", &other, "--propose"]);
    assert_eq!((exit, text.as_str()), (2, ""));
    for part in ["the job title", "fruit, price", "fruit.csv"] {
        assert!(error.contains(part), "{part}: {error}");
    }
    let (exit, _, error) = run(&["import", &other, &path, "--propose"]);
    assert!(exit == 2 && error.contains("one at a time"), "{error}");
    let (exit, _, error) = run(&["import", &other, "--dry-run"]);
    assert!(exit == 2 && error.contains("--propose"), "{error}");
}

#[test]
fn a_mapping_cannot_name_a_file_outside_the_store_or_another_source() {
    let folder = folder("slugs");
    let good = std::fs::read_to_string(sample("mapped-rows.toml")).unwrap();
    let store = folder.join("store");
    for (slug, says) in
        [("../../pwn", "small letters"), ("ai-jobs", "my-ai-jobs"), ("oews-2025", "my-oews-2025")]
    {
        let mapping = file(&folder, "t.toml", &good.replace("acme-hris", slug));
        let table = sample("mapped-rows.csv");
        for place in [&["--dry-run"][..], &["--evidence", store.to_str().unwrap()]] {
            let (exit, text, error) = run(&[&["import", &table, "--as", &mapping], place].concat());
            assert_eq!((exit, text.as_str()), (2, ""));
            for part in ["card.slug", slug, says, "docs/MAPPING.md"] {
                assert!(error.contains(part), "{part}: {error}");
            }
        }
    }
    assert!(!store.exists() && !folder.join("pwn.toml").exists());
}

#[test]
fn a_mapping_with_a_slip_names_key_word_and_the_nearest() {
    let folder = folder("slips");
    let good = std::fs::read_to_string(sample("mapped-rows.toml")).unwrap();
    for (from, to, parts) in [
        ("[columns]", "[colums]", ["colums", "nearest: columns", "t.toml:"]),
        ("\"junior\"", "\"seniorr\"", ["seniorr", "senior (level)", "values.level"]),
        ("\"base_salary\"", "\"basesalary\"", ["pay.component", "base_salary, bonus", "nearest"]),
    ] {
        let mapping = file(&folder, "t.toml", &good.replace(from, to));
        let args = ["import", &sample("mapped-rows.csv"), "--dry-run", "--as", &mapping];
        let (exit, _, error) = run(&args);
        assert_eq!(exit, 2);
        for part in parts {
            assert!(error.contains(part), "{part}: {error}");
        }
        assert!(!error.contains(".toml.toml") && !error.contains("levels-fyi"), "{error}");
    }
    let mapping = file(&folder, "t.toml", &good.replace("\"base_salary\"", "\"base-salary\""));
    let args = ["import", &sample("mapped-rows.csv"), "--dry-run", "--as", &mapping];
    assert_eq!(run(&args).0, 0, "as flags write it");
}

#[test]
fn every_file_is_tried_and_told() {
    let folder = folder("several");
    let bad = file(&folder, "bad.csv", "name,wish\nx,y\n");
    let empty = file(&folder, "empty.csv", "");
    let (store, first, last) =
        (folder.join("store"), sample("ai-jobs.csv"), sample("levels-fyi.csv"));
    let args = ["import", &first, &bad, &empty, &last, "--evidence", store.to_str().unwrap()];
    let (exit, text, error) = run(&args);
    assert_eq!(exit, 2);
    for part in ["ai-jobs · added", "no source recognises", "name, wish", "levels-fyi · added"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.contains("the file is empty") && text.contains("The store is"), "{text}");
    assert!(error.contains("2 of 4 files cannot be read"), "{error}");
    let (exit, text, _) = run(&[&args[..], &["--json"]].concat());
    assert_eq!(exit, 2);
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let outcomes: Vec<&str> =
        json["files"].as_array().unwrap().iter().filter_map(|f| f["outcome"].as_str()).collect();
    assert_eq!(outcomes, ["already there", "failed", "failed", "already there"]);
    assert!(json["files"][1]["error"]["what"].as_str().unwrap().contains("no source"), "{json}");
}

#[test]
fn headings_are_told_short_and_a_file_of_headings_alone_makes_no_store() {
    let folder = folder("headings");
    let long = file(&folder, "long.csv", &format!("a\u{1b}[2Jb,{}\n1\n", "x,".repeat(16_000)));
    let (exit, _, error) = run(&["import", &long, "--dry-run"]);
    assert_eq!(exit, 2);
    assert!(error.len() < 800 && !error.contains('\u{1b}') && error.contains("\\u{1b}"), "{error}");
    let ai_jobs = std::fs::read_to_string(sample("ai-jobs.csv")).unwrap();
    let alone = file(&folder, "alone.csv", ai_jobs.lines().next().unwrap());
    let store = folder.join("store");
    let (exit, text, _) = run(&["import", &alone, "--evidence", store.to_str().unwrap()]);
    assert_eq!(exit, 1);
    assert!(text.contains("Nothing was written") && !text.contains("The store is"), "{text}");
    assert!(!store.exists());
}

#[test]
fn years_to_come_and_unknown_levels_are_told() {
    let folder = folder("future");
    let text = std::fs::read_to_string(sample("ai-jobs.csv")).unwrap();
    let heading = text.lines().next().unwrap();
    let rows = "2035,SE,FT,Data Engineer,150000,USD,150000,US,0,US,M\n\
                2025,ZZ,FT,Data Engineer,150000,USD,150000,US,0,US,M\n";
    let rows = file(&folder, "rows.csv", &format!("{heading}\n{rows}"));
    let (exit, text, error) = run(&["import", &rows, "--dry-run", "--json"]);
    assert_eq!(exit, 0, "{error}");
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let read = &json["files"][0];
    assert_eq!(read["reasons"][0]["reason"], "future_date", "{read}");
    assert_eq!(read["reasons"][0]["example"], "line 2: date = \"2035-07-02\"");
    assert_eq!(read["remarks"][0]["what"], "a level is kept in its own words only", "{read}");
}

#[test]
fn price_levels_are_recognised_and_used() {
    let store = folder("prices");
    let dir = store.to_str().unwrap();
    std::fs::create_dir_all(&store).unwrap();
    let file = store.join("ppp-gdp.csv");
    let rows = "Country,Country ID,Year,PPP\nGermany,DE,2024,1.5\nBulgaria,BG,2024,0.8\n";
    std::fs::write(&file, rows).unwrap();
    let file = file.to_str().unwrap();
    let (exit, text, told) = run(&["import", file, "--evidence", dir]);
    assert_eq!(exit, 0, "{text}{told}");
    for part in ["prices · added", "1 price level", "given up since"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(run(&["import", file, "--evidence", dir]).1.contains("already there"));
    let (exit, listed, told) = run(&["store", dir]);
    assert_eq!(exit, 0, "{told}");
    for part in ["prices/ppp.csv", "price levels of countries", "2024", "prices of another"] {
        assert!(listed.contains(part), "{part}: {listed}");
    }
    let kept = store.join("prices/ppp.csv");
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "country,year,ppp\nde,2024,1.5\n");
    let factor = |more: &[&str]| {
        let question = ["pay", "senior backend, Seattle", "--at-prices-of", "Germany", "--json"];
        let output = Command::new(env!("CARGO_BIN_EXE_goingrate"))
            .args(question)
            .args(["--as-of", "2026-11-22"])
            .args(more)
            .output()
            .expect("the program starts");
        let view: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        view["at_prices"]["factor"].as_f64().expect("a factor")
    };
    // Half as much again buys less than the carried 0.7 or so for a dollar: another file, as it is
    // published or as it was kept.
    let (carried, official, imported) =
        (factor(&[]), factor(&["--prices", file]), factor(&["--prices", kept.to_str().unwrap()]));
    assert!(official > 1.8 * carried, "{official} {carried}");
    assert_eq!(official, imported);
}

/// The bank's layout, invented: ten days at two dollars for a euro.
fn daily_rates() -> String {
    let days = (1..=10).map(|day| format!("2026-11-{day:02},2,4,N/A,\n"));
    format!("Date,USD,PLN,CYP,\n{}", days.collect::<String>())
}

#[test]
fn exchange_rates_are_recognised_in_a_zip_listed_and_used() {
    let store = folder("rates");
    let dir = store.to_str().unwrap();
    std::fs::create_dir_all(&store).unwrap();
    let file = store.join("eurofxref-hist.zip");
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&file).unwrap());
    archive.start_file("eurofxref-hist.csv", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut archive, daily_rates().as_bytes()).unwrap();
    archive.finish().unwrap();
    let file = file.to_str().unwrap();
    let (exit, text, told) = run(&["import", file, "--evidence", dir]);
    assert_eq!(exit, 0, "{text}{told}");
    for part in ["rates · added", "2 monthly exchange rates", "--rates FILE"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(run(&["import", file, "--evidence", dir]).1.contains("already there"));
    let listed = run(&["store", dir]).1;
    for part in ["prices/currency.csv", "exchange rates", "2026-11"] {
        assert!(listed.contains(part), "{part}: {listed}");
    }
    let kept = store.join("prices/currency.csv");
    for rates in [file, kept.to_str().unwrap()] {
        let output = Command::new(env!("CARGO_BIN_EXE_goingrate"))
            .args(["net", "100000 EUR, Texas", "--json", "--rates", rates])
            .output()
            .expect("the program starts");
        let view: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(view["gross"], 200_000.0, "{view}");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_goingrate"))
        .args(["pay", "senior backend, Seattle", "--at-prices-of", "Austin", "--prices", file])
        .output()
        .expect("the program starts");
    assert!(String::from_utf8_lossy(&output.stderr).contains("--rates"));
}
