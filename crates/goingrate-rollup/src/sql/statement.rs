//! The columns of a roll-up → the statement: one query for each step of the way from an amount to its bucket.
//!
//! The bucket is that of `goingrate_evidence::Histogram`: with `octave = floor(log2(x))`, it is
//! `octave*128 + floor((x/2^octave - 1)*128)`. An octave that is one off next to a power of two gives the same
//! bucket, so a logarithm that rounds does no harm.

use goingrate_import::{ChosenBy, CountedFigure, Dimension, GroupColumns};

use super::dialect::{Dialect, applied};
use crate::kernel::Fault;
use crate::result::{BUCKET, FAULT, LEFT_OUT, PART, ROWS, SCANNED};

/// A day or a month, year first.
const MONTH: &str = "^[0-9]{4}-[0-9]{2}.*$";
/// A number as every engine reads it alike.
const NUMBER: &str = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$";
/// The largest number of 64 bits. Some engines hold that NaN is above it and others that it is not comparable,
/// so a comparison with it refuses NaN and infinity in every engine.
const LARGEST: &str = "1.7976931348623157E308";

/// The roll-up of a table as one statement.
///
/// `table` goes in as it is written, because it is what stands behind FROM in the engine of the user: a name of
/// one to three parts, quoted where the engine wants it, or a function that reads files. Headings and values of
/// the mapping are quoted here, whatever they hold.
///
/// A day with a time zone is cut to its month in the time zone of the session. Values that leave rows out are
/// compared with columns as the engine writes them: `1` is `1.0` where an engine writes numbers so. Only blanks
/// are trimmed, no other white space.
pub fn statement(columns: &GroupColumns, table: &str, dialect: &Dialect) -> String {
    Statement { columns, table, dialect }.text()
}

struct Statement<'a> {
    columns: &'a GroupColumns,
    table: &'a str,
    dialect: &'a Dialect,
}

impl Statement<'_> {
    fn text(&self) -> String {
        let parts = [self.counted(), self.left_out(), self.scanned()];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let ending = self.dialect.ending;
        format!("{}{}{}{ending}\n", self.comment(), self.steps(), parts.join("\nUNION ALL\n"))
    }

    /// What the statement is. The table is not named here, because a name may hold the end of a line.
    fn comment(&self) -> String {
        let mut lines = vec![
            format!(
                "Going Rate's roll-up, for {}: how many rows are in each group",
                self.dialect.name
            ),
            "and bucket of pay (128 buckets an octave). Keep its result as Parquet or CSV; then"
                .to_owned(),
            "give it to goingrate rollup import with the same mapping.".to_owned(),
        ];
        lines.extend(self.dialect.note.map(str::to_owned));
        lines.iter().map(|line| format!("-- {line}\n")).collect()
    }

    /// From amounts to counts, a query for each step.
    fn steps(&self) -> String {
        if self.columns.figures.is_empty() {
            return String::new();
        }
        let amounts: Vec<String> =
            self.columns.figures.iter().map(|figure| self.amounts(figure)).collect();
        let steps = [
            ("amounts", amounts.join("\n  UNION ALL\n")),
            ("judged", self.judged()),
            ("usable", self.usable()),
            ("octaves", self.octaves()),
            ("buckets", self.buckets()),
            ("counted", self.rows_counted()),
        ];
        let steps = steps.map(|(name, query)| format!("{name} AS (\n{query}\n)"));
        format!("WITH\n{}\n", steps.join(",\n"))
    }

    /// What is wrong with an amount. With `abs` no engine can tell the negative zero from zero.
    fn judged(&self) -> String {
        let faults = Fault::ALL.map(|fault| self.dialect.text_of(fault.word()));
        let [missing, unreadable, impossible] = faults;
        format!(
            "  SELECT\n    {}, amount,\n    CASE\n      \
             WHEN unstated OR abs(amount) = 0 THEN {missing}\n      \
             WHEN amount IS NULL THEN {unreadable}\n      \
             WHEN NOT (amount > 0 AND amount <= {LARGEST}) THEN {impossible}\n    \
             END AS fault\n  FROM amounts",
            self.kept_columns(),
        )
    }

    /// Amounts without those that have no logarithm, at which some engines end the statement.
    fn usable(&self) -> String {
        format!(
            "  SELECT\n    {}, fault,\n    CASE WHEN fault IS NULL THEN amount END AS x\n  FROM judged",
            self.kept_columns(),
        )
    }

    /// The octave, kept within those of 64 bits where the logarithm is rounded beyond them.
    fn octaves(&self) -> String {
        let log2 = applied(self.dialect.log2, "x");
        format!(
            "  SELECT\n    {}, fault, x,\n    \
             least(greatest(floor({log2}), -1074), 1023) AS octave\n  FROM usable",
            self.kept_columns(),
        )
    }

    fn buckets(&self) -> String {
        let bucket =
            self.dialect.as_whole("octave * 128 + floor((x / power(2.0, octave) - 1) * 128)");
        let kept = self.kept_columns();
        format!("  SELECT\n    {kept}, fault,\n    {bucket} AS bucket\n  FROM octaves")
    }

    fn rows_counted(&self) -> String {
        let (kept, rows) = (self.kept_columns(), self.dialect.as_whole("count(*)"));
        format!(
            "  SELECT\n    {kept}, fault, bucket,\n    {rows} AS counted\n  FROM buckets\n  \
             GROUP BY {kept}, fault, bucket"
        )
    }

    /// Every kept row of the table with one of its amounts.
    fn amounts(&self, figure: &CountedFigure) -> String {
        let column = self.column(&figure.heading);
        let part = format!("{} AS part", self.dialect.text_of(&figure.word));
        let groups = (1..).zip(&self.columns.dimensions);
        let groups = groups.map(|(n, dimension)| format!("{} AS group_{n}", self.value(dimension)));
        let amount = [
            format!("{column} IS NULL AS unstated"),
            format!("{} AS amount", self.number(&column)),
        ];
        let selected: Vec<String> = std::iter::once(part).chain(groups).chain(amount).collect();
        let rest = match self.is_left_out() {
            Some(left_out) => format!("\n  WHERE NOT ({left_out})"),
            None => String::new(),
        };
        format!("  SELECT\n    {}\n  FROM {} AS t{rest}", selected.join(",\n    "), self.table)
    }

    /// An amount as a number, null where it is none. What a text may be is decided here and not by the engine:
    /// one reads `12d` as 12, another `1_000` as 1000.
    fn number(&self, column: &str) -> String {
        let number = applied(self.dialect.number, column);
        let Some(is_text) = self.dialect.is_text else { return number };
        let text = format!("trim({})", self.dialect.as_text(column));
        format!(
            "CASE\n      WHEN NOT {} THEN {number}\n      WHEN {} THEN {}\n    END",
            format_args!("({})", applied(is_text, column)),
            self.dialect.is_like(&text, NUMBER),
            applied(self.dialect.number, &text),
        )
    }

    /// The value of a dimension: as it stands, or its month as a text.
    fn value(&self, dimension: &Dimension) -> String {
        let column = self.column(&dimension.heading);
        if !dimension.by_month {
            return column;
        }
        let day = self.dialect.as_text(&column);
        let is_month = self.dialect.is_like(&day, MONTH);
        format!("CASE\n      WHEN {is_month} THEN substr({day}, 1, 7)\n      ELSE {day}\n    END")
    }

    /// Whether the mapping leaves a row out; nothing where it leaves none out.
    fn is_left_out(&self) -> Option<String> {
        let rules: Vec<String> =
            self.columns.left_out.iter().map(|rule| self.is_chosen(rule)).collect();
        (!rules.is_empty()).then(|| rules.join("\n    OR "))
    }

    fn is_chosen(&self, rule: &ChosenBy) -> String {
        let stated = self.dialect.as_text(&self.column(&rule.heading));
        let stated = applied(self.dialect.small, &format!("trim(coalesce({stated}, ''))"));
        let values: Vec<String> =
            rule.values.iter().map(|value| self.dialect.text_of(value)).collect();
        match (rule.kept, values.is_empty()) {
            // SQL knows no empty list.
            (false, true) => "1 = 0".to_owned(),
            (true, true) => "1 = 1".to_owned(),
            (false, false) => format!("{stated} IN ({})", values.join(", ")),
            (true, false) => format!("{stated} NOT IN ({})", values.join(", ")),
        }
    }

    /// The rows of every group, fault and bucket. Groups get their headings here and not before, because a
    /// heading may be any word, those of the steps too.
    fn counted(&self) -> Option<String> {
        (!self.columns.figures.is_empty()).then(|| {
            let groups = 1..=self.columns.dimensions.len();
            let groups = groups.map(|n| format!("c.group_{n}")).collect();
            let selected = self.headed("c.part", groups, ["c.fault", "c.bucket", "c.counted"]);
            format!("SELECT\n  {selected}\nFROM counted AS c")
        })
    }

    fn left_out(&self) -> Option<String> {
        let left_out = self.is_left_out()?;
        Some(format!("{}\nWHERE {left_out}", self.all_rows(LEFT_OUT)))
    }

    fn scanned(&self) -> Option<String> {
        Some(self.all_rows(SCANNED))
    }

    fn all_rows(&self, part: &str) -> String {
        let groups = vec!["NULL".to_owned(); self.columns.dimensions.len()];
        let rows = self.dialect.as_whole("count(*)");
        let selected = self.headed(&self.dialect.text_of(part), groups, ["NULL", "NULL", &rows]);
        format!("SELECT\n  {selected}\nFROM {} AS t", self.table)
    }

    /// The columns of the result under their headings.
    fn headed(&self, part: &str, groups: Vec<String>, rest: [&str; 3]) -> String {
        let headings = self.columns.dimensions.iter().map(|dimension| dimension.heading.as_str());
        let headings = std::iter::once(PART).chain(headings);
        let headings = headings.chain([FAULT, BUCKET, ROWS]);
        let values = std::iter::once(part.to_owned()).chain(groups);
        let values = values.chain(rest.map(str::to_owned));
        let columns: Vec<String> = values
            .zip(headings)
            .map(|(value, heading)| format!("{value} AS {}", self.dialect.name_of(heading)))
            .collect();
        columns.join(",\n  ")
    }

    /// The columns that every step hands on.
    fn kept_columns(&self) -> String {
        let groups = (1..=self.columns.dimensions.len()).map(|n| format!("group_{n}"));
        let all: Vec<String> = std::iter::once("part".to_owned()).chain(groups).collect();
        all.join(", ")
    }

    fn column(&self, heading: &str) -> String {
        format!("t.{}", self.dialect.name_of(heading))
    }
}
