//! The last lines of `goingrate price`: what became of the rows, in words.

use std::collections::BTreeMap;

use goingrate_view::words::thousands;

use super::tally::Tally;

/// "level 4,000, years 2".
fn by_field(counts: &BTreeMap<String, u64>) -> String {
    let count = |(field, times): (&String, &u64)| format!("{field} {}", thousands(*times as f64));
    counts.iter().map(count).collect::<Vec<_>>().join(", ")
}

/// What became of the rows, in a line or two.
pub fn told(tally: &Tally) -> String {
    let count = |count: u64| thousands(count as f64);
    let mut text = format!(
        "{}: {} {}, {} priced, {} not",
        tally.file,
        count(tally.counts.rows),
        if tally.counts.rows == 1 { "row" } else { "rows" },
        count(tally.counts.priced),
        count(tally.counts.rows - tally.counts.priced)
    );
    if !tally.counts.complaints.is_empty() {
        text += &format!(" ({}: see the column complaint)", by_field(&tally.counts.complaints));
    }
    if let Some(out) = &tally.out {
        text += &format!("; written to {out}");
    }
    if let Some(encoding) = tally.guessed_encoding {
        text += &format!("\nits text is read as {encoding}, which is a guess");
    }
    text += &asides(tally);
    text += &format!("\nread: {}", tally.read.join(", "));
    if !tally.passed.is_empty() {
        text += &format!("; passed through: {}", tally.passed.join(", "));
    }
    text + "\n"
}

/// What somebody should know of how the table was read, each in a line.
fn asides(tally: &Tally) -> String {
    let rows = |count: u64| match count {
        1 => "1 row".to_owned(),
        count => format!("{} rows", thousands(count as f64)),
    };
    let mut text = String::new();
    if tally.counts.left_out_rows > 0 {
        let (rows, fields) = (rows(tally.counts.left_out_rows), by_field(&tally.counts.left_out));
        text += &format!("\nleft out in {rows}: {fields}; see the column complaint");
    }
    if tally.counts.remarked > 0 {
        let rows = rows(tally.counts.remarked);
        text += &format!("\nremarked on in {rows}: see the column complaint");
    }
    for (heading, field) in &tally.read_loosely {
        text += &format!("\ncolumn {heading:?} is read as {field}");
    }
    if tally.says_no_place {
        text += "\nno column says the place: see read_as for the one that is taken";
    }
    text
}
