//! `goingrate rollup sql` as people run it: the examples of its help, and bad input.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with the mapping that the examples name.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rollup-sql");
    std::fs::create_dir_all(&folder).unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/distributed/posts.toml");
    std::fs::copy(from, folder.join("acme.toml")).unwrap();
    folder
}

fn run(folder: &Path, args: &[impl AsRef<std::ffi::OsStr>]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goingrate"));
    command.current_dir(folder).env_remove("COLUMNS").args(args).output().unwrap()
}

fn sql(folder: &Path, args: &[&str]) -> (String, String, Option<i32>) {
    let output = run(folder, &[&["rollup", "sql"], args].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

/// Words of a line as a shell cuts them; quotes of either kind hold words together.
fn shell_words(line: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], None);
    for c in line.chars() {
        match (quoted, c) {
            (None, '"' | '\'') => quoted = Some(c),
            (Some(mark), c) if c == mark => quoted = None,
            (None, ' ') => words.push(String::new()),
            (_, c) => words.last_mut().unwrap().push(c),
        }
    }
    words.into_iter().take_while(|word| word != ">").collect()
}

#[test]
fn every_example_of_the_help_runs() {
    let folder = folder();
    let (help, _, _) = sql(&folder, &["--help"]);
    let (_, examples) = help.split_once("Examples:").unwrap();
    let lines = examples.lines().filter_map(|line| line.trim().strip_prefix("goingrate "));
    let examples: Vec<Vec<String>> = lines.map(shell_words).collect();
    assert_eq!(examples.len(), 3, "{help}");
    for example in examples {
        let output = run(&folder, &example);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{example:?}");
        let table = example.iter().skip_while(|word| *word != "--table").nth(1).unwrap();
        assert_eq!(text.matches(&format!("FROM {table} AS t\n")).count(), 4, "{example:?}: {text}");
    }
}

#[test]
fn bad_input_says_what_to_write() {
    let folder = folder();
    let check = |dialect: &str, table: &str, map: &str, says: &[&str]| {
        let args = ["--dialect", dialect, "--table", table, "--map", map];
        let (told, wrong, code) = sql(&folder, &args);
        assert_eq!((told.as_str(), code), ("", Some(2)), "{args:?}");
        says.iter().for_each(|word| assert!(wrong.contains(word), "{args:?}: {wrong}"));
    };
    check("sparc", "t", "acme.toml", &["sparc", "spark", "snowflake"]);
    check("spark", "t; DROP TABLE t", "acme.toml", &["--table", "hint", "FROM"]);
    check("spark", "t -- ", "acme.toml", &["--table"]);
    check("spark", " ", "acme.toml", &["--table"]);
    check("spark", "t", "nowhere.toml", &["--map", "nowhere.toml", "docs/MAPPING.md"]);
    check("spark", "t", "levels-fyi", &["--map", "levels-fyi", "docs/MAPPING.md"]);
}
