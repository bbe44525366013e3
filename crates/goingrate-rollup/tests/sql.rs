//! The statement of every dialect for a mapping with everything, as it stands in `tests/statements`, and
//! headings and values that try to end themselves.
//!
//! `UPDATE_STATEMENTS=1 cargo test …` writes the files anew. That engines accept the statements, and give the
//! same rows, is tested by `bench/distributed/ci.sh`.

use std::path::PathBuf;

use goingrate_rollup::sql::{
    ChosenBy, CountedFigure, DIALECTS, Dialect, Dimension, GroupColumns, statement,
};

fn dimension(heading: &str, by_month: bool) -> Dimension {
    Dimension { heading: heading.to_owned(), by_month }
}

fn figure(word: &str, heading: &str) -> CountedFigure {
    CountedFigure { word: word.to_owned(), heading: heading.to_owned() }
}

fn chosen(heading: &str, values: &[&str], kept: bool) -> ChosenBy {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    ChosenBy { heading: heading.to_owned(), values, kept }
}

/// Two columns to a place, a range, two parts of pay, rules both ways, a month, and headings of all kinds.
fn everything() -> GroupColumns {
    GroupColumns {
        dimensions: vec![
            dimension("the \"Grade\", it's", false),
            dimension("City.name", false),
            dimension("Country", false),
            dimension("Day posted", true),
        ],
        figures: vec![
            figure("base_salary.low", "base `low`"),
            figure("base_salary.high", "base high"),
            figure("bonus", "Bonus"),
        ],
        left_out: vec![
            chosen("Status", &["draft", "it's \\ void"], false),
            chosen("Kind", &["full", ""], true),
        ],
    }
}

#[test]
fn every_dialect_says_it_as_it_is_written_down() {
    for dialect in DIALECTS {
        let file = format!("tests/statements/{}.sql", dialect.word);
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(&file);
        let text = statement(&everything(), "pay.postings", &dialect);
        if std::env::var_os("UPDATE_STATEMENTS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(text, written, "{file} is another: UPDATE_STATEMENTS=1 writes it anew");
    }
}

/// Without dimensions, rules or figures there is still a statement, and no list in it is empty.
#[test]
fn what_a_mapping_does_not_say_leaves_no_hole() {
    let mut columns = everything();
    (columns.dimensions, columns.left_out) = (vec![], vec![]);
    for dialect in DIALECTS {
        let text = statement(&columns, "t", &dialect);
        assert!(!text.contains("left_out") && !text.contains("WHERE NOT"), "{text}");
        assert!(text.contains("GROUP BY part, fault, bucket"), "{text}");
    }
    columns.figures = vec![];
    columns.left_out = vec![chosen("a", &[], false), chosen("b", &[], true)];
    let text = statement(&columns, "t", Dialect::of("duckdb").unwrap());
    let expected = "SELECT\n  'left_out' AS \"rollup_part\",\n  NULL AS \"rollup_fault\",";
    assert!(text.contains(expected) && !text.contains("WITH"), "{text}");
    assert!(text.contains("WHERE 1 = 0\n    OR 1 = 1\n"), "{text}");
}

/// Outside of quotes there is nothing of a heading or value, in any dialect.
#[test]
fn nothing_of_a_heading_or_value_is_outside_of_quotes() {
    let evil = "x\\'\\\"\\`'\"` ; DROP\n-- DROP";
    let columns = GroupColumns {
        dimensions: vec![
            dimension(evil, false),
            dimension(&format!("{evil}{{}}{{pattern}}"), true),
        ],
        figures: vec![figure(evil, evil)],
        left_out: vec![chosen(evil, &[evil], false), chosen(evil, &[evil], true)],
    };
    for dialect in DIALECTS {
        let text = statement(&columns, "t", &dialect);
        let outside = outside_of_quotes(&text, &dialect);
        assert!(!outside.contains("DROP") && !outside.contains(';'), "{}: {text}", dialect.word);
        assert!(text.contains("DROP"), "{}", dialect.word);
    }
}

/// A statement without what stands between quotes, as the engine of a dialect reads them. It is told by the
/// dialect's own marks, but written apart from it: a mark ends a text unless it is doubled or escaped.
fn outside_of_quotes(text: &str, dialect: &Dialect) -> String {
    let escapes_texts = ["spark", "clickhouse", "bigquery", "snowflake"].contains(&dialect.word);
    let escapes_names = ["clickhouse", "bigquery"].contains(&dialect.word);
    let mark_of_names = if ["spark", "bigquery"].contains(&dialect.word) { '`' } else { '"' };
    // Only the comment at the top is taken away; a value that looks like one has quotes around it.
    let statement: Vec<&str> = text.lines().skip_while(|line| line.starts_with("-- ")).collect();
    let statement = statement.join("\n");
    let mut outside = String::new();
    let mut rest = statement.chars().peekable();
    while let Some(mark) = rest.next() {
        let escapes = match mark {
            '\'' => escapes_texts,
            mark if mark == mark_of_names => escapes_names,
            other => {
                outside.push(other);
                continue;
            }
        };
        while let Some(character) = rest.next() {
            match character {
                '\\' if escapes => drop(rest.next()),
                c if c == mark && !escapes && rest.peek() == Some(&mark) => drop(rest.next()),
                c if c == mark => break,
                _ => {}
            }
        }
    }
    outside
}
