//! Faults of files are found when they are read, and named with file and line.

use goingrate_rules::Rules;

const GOOD: &str = "\
title = \"X: tax\"
currency = \"USD\"
years = [2025, 2026]
places = { xx = \"X\" }

[source.law]
title = \"The law\"
url = \"https://example.org\"
checked = 2026-01-01

[[line]]
name = \"tax\"
what = \"Tax\"
shape = \"brackets\"
of = \"salary\"
counts = \"tax\"
[[line.value]]
from = 2025-01-01
to = 2025-12-31
brackets = [[0, 0.1], [100, 0.2]]
status = \"law\"
source = \"law\"
[[line.value]]
from = 2026-01-01
brackets = [[0, 0.1], [100, 0.2]]
status = \"law\"
source = \"law\"
";

/// The file with one text replaced gives a complaint of this line that says this.
fn check(old: &str, new: &str, line: usize, says: &str) {
    assert!(GOOD.contains(old), "{old:?} is not in the good file");
    let text = GOOD.replacen(old, new, 1);
    let complaints = Rules::read([("data/rules/xx/tax.toml", text.as_str())]).unwrap_err();
    let all: Vec<String> = complaints.iter().map(|c| c.to_string()).collect();
    let found = complaints
        .iter()
        .zip(&all)
        .any(|(c, said)| c.line() == Some(line as u64) && said.contains(says));
    assert!(found, "no complaint of line {line} says {says:?}:\n{}", all.join("\n"));
}

#[test]
fn a_good_file_has_no_faults() {
    assert!(Rules::read([("data/rules/xx/tax.toml", GOOD)]).is_ok());
}

#[test]
fn faults_are_named_with_their_line() {
    check("title = \"X: tax\"\n", "", 1, "title");
    check("currency = \"USD\"", "currency = \"dollars\"", 2, "no currency code");
    check("years = [2025, 2026]", "years = [2025, 2027.5]", 3, "should be a year");
    check("years = [2025, 2026]", "years = [2024, 2025]", 11, "no value holds for 2024");
    check("places = {", "place = {", 4, "no such field");
    check("shape = \"brackets\"", "shape = \"bracket\"", 14, "is not one of: amount, sum");
    check("of = \"salary\"", "of = \"wages\"", 11, "neither an earlier line");
    check("of = \"salary\"", "of = \"tax\"", 11, "is this line or a later one");
    check("counts = \"tax\"", "counts = \"taxes\"", 16, "is not one of: tax, contribution");
    check("to = 2025-12-31", "to = 2026-12-31", 23, "overlaps the one of line 17");
    check("to = 2025-12-31", "to = 2024-12-31", 17, "ends before it starts");
    check("[100, 0.2]]", "[0, 0.2]]", 20, "rows out of order: 0 is followed by 0");
    check("[100, 0.2]]", "[100]]", 20, "a row here has 2 numbers, not 1");
    check("[100, 0.2]]", "[100, nan]]", 20, "should be a finite number");
    check("source = \"law\"\n[[line", "[[line", 17, "source");
    check("source = \"law\"\n[[line", "source = \"lore\"\n[[line", 22, "is no [source");
    check("status = \"law\"", "status = \"sure\"", 21, "is not one of: law");
    check("brackets = [[0, 0.1], [100, 0.2]]\n", "rate = 3\n", 17, "brackets");
    check("[[0, 0.1], [100, 0.2]]", "{ single = [[0, 1]] }", 20, "nothing for joint");
    check("[[0, 0.1], [100, 0.2]]", "{ yy = [[0, 1]] }", 20, "no place of this file");
    check("[[line]]", "[[line", 11, "is no TOML");
}

#[test]
fn parts_that_run_in_a_circle_are_found() {
    let one = GOOD.replace("title", "after = \"xx/other\"\ntitle");
    let other = GOOD.replace("title", "after = \"xx/tax\"\ntitle").replace("xx = ", "yy = ");
    let files =
        [("data/rules/xx/tax.toml", one.as_str()), ("data/rules/xx/other.toml", other.as_str())];
    let complaints = Rules::read(files).unwrap_err();
    assert!(complaints.iter().any(|c| c.what.contains("comes after itself")), "{complaints:?}");
}

#[test]
fn two_parts_cannot_claim_one_place() {
    let files = [("data/rules/xx/a.toml", GOOD), ("data/rules/xx/b.toml", GOOD)];
    let complaints = Rules::read(files).unwrap_err();
    assert!(complaints.iter().any(|c| c.what.contains("has this place")), "{complaints:?}");
}
