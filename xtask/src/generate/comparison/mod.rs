//! docs/RULES.md: what bench/rules found, as tables. Results of runs come from
//! `bench/rules/results`, reasons for what differs from `bench/rules/differences.toml`; a difference
//! without a reason, or a reason without a difference, is an error.

mod countries;
mod results;
mod states;

use std::error::Error;
use std::path::Path;

use results::{Covered, Reason, Reasons, States, Tables};

const OPENING: &str = "\
<!-- Written by `cargo xtask generate` from bench/rules/results and bench/rules/differences.toml.
     Changes here are overwritten. -->

# The rules beside other calculators

Take-home of data/rules, computed by Going Rate and by others' programs, or published by others where
no program was found. The others are run, and nothing is taken from them. Differences are ours less theirs. Where they pass what is called
agreement, a table says which of the two is right, and by which law.
";

const AGAIN: &str = "\
## To repeat it

```sh
python3 -m venv /tmp/pe && /tmp/pe/bin/pip install policyengine-us==2.68.0 taxcalc==6.8.0
/tmp/pe/bin/python bench/rules/compare.py --year 2026   # the United States
cargo xtask generate                                    # this page
```

The first lines of `bench/rules/compare_<country>.py` have the commands for the other countries. A run
writes its amounts to `bench/rules/results`; this page is made of these files alone.
";

/// The page.
pub fn page(root: &Path) -> Result<String, Box<dyn Error>> {
    let folder = root.join("bench/rules");
    let reasons = Reasons::read(&folder.join("differences.toml"))?;
    let states = States::read(&folder.join("results/us-2026.json"))?;
    let tables = Tables::read(&folder.join("results"))?;
    let covered = Covered::read(&root.join("data/rules/coverage.toml"))?;
    let parts = [
        OPENING.to_owned(),
        states::section(&states, &reasons)?,
        countries::section(&tables, &reasons)?,
        countries::others(&tables, &covered),
        states::speed(&states),
        AGAIN.to_owned(),
    ];
    reasons.all_told()?;
    Ok(parts.join("\n"))
}

/// A table of Markdown.
fn table(heading: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = format!("| {} |\n|{}\n", heading.join(" | "), "---|".repeat(heading.len()));
    for row in rows {
        text += &format!("| {} |\n", row.join(" | "));
    }
    text
}

/// The rows of a table of reasons.
fn reasons_of(reasons: &[&Reason]) -> String {
    let row = |reason: &&Reason| {
        vec![reason.name.clone(), reason.right.clone(), reason.law.clone(), reason.why.clone()]
    };
    table(&["what", "who is right", "law", "why"], reasons.iter().map(row))
}

/// "490,000".
fn thousands(amount: f64) -> String {
    let digits = format!("{:.0}", amount.abs());
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if amount < 0.0 { format!("−{text}") } else { text }
}

/// "+3.41", "−0.50", "0.00": what differs, in cents.
fn signed(amount: f64) -> String {
    let cents = format!("{:.2}", amount.abs());
    match () {
        () if cents == "0.00" => cents,
        () if amount < 0.0 => format!("−{cents}"),
        () => format!("+{cents}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_they_are_written() {
        assert_eq!(
            [0.0, 999.4, 1_000.0, 1_234_567.0, -30_000.0].map(thousands),
            ["0", "999", "1,000", "1,234,567", "−30,000"]
        );
        assert_eq!([3.414, -0.5, -0.004, 0.0].map(signed), ["+3.41", "−0.50", "0.00", "0.00"]);
    }
}
