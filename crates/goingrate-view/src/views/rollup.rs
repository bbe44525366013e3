//! What became of a table that was rolled up: rows, counts, and what could not be read; percentiles of groups.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::words::thousands;

/// A roll-up.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RollUpView {
    /// The table, as it was named.
    pub table: String,
    /// Where it was rolled up: `local`, or an engine.
    pub engine: String,
    /// Files of the table.
    pub parts: u64,
    /// Files of them whose counts were there from an earlier run.
    pub resumed: u64,
    /// Rows that were counted, those of an earlier run too.
    pub rows: u64,
    /// Rows of them that the mapping leaves out.
    pub left_out: u64,
    /// Rows of the result: a group, a figure and a bucket each.
    pub counts: u64,
    /// Where the result is.
    pub out: String,
    /// What could not be read; none of its rows is counted.
    pub damaged: Vec<DamagedView>,
    /// What can be done next, in the words of the face.
    #[serde(skip)]
    pub next: Option<String>,
}

/// A file, or a row group of one, that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DamagedView {
    /// The file.
    pub part: String,
    /// The row group of a Parquet file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row_group: Option<usize>,
    /// How many rows are lost, where the file says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// What is wrong.
    pub reason: String,
}

impl DamagedView {
    /// The file, with its row group and how many rows are lost: `part-7.parquet, row group 3 (1,000 rows)`.
    pub fn name(&self) -> String {
        let group = self.row_group.map(|group| format!(", row group {group}")).unwrap_or_default();
        let rows = |rows: u64| format!(" ({} rows)", thousands(rows as f64));
        format!("{}{group}{}", self.part, self.rows.map(rows).unwrap_or_default())
    }
}

/// Percentiles of groups.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RollUpPercentilesView {
    /// The table, as it was named.
    pub table: String,
    /// Files of the table.
    pub parts: u64,
    /// Rows that were counted.
    pub rows: u64,
    /// The column of amounts.
    pub pay: String,
    /// How far a percentile may be from that of the amounts themselves, as a share of it: half a bucket.
    pub within: f64,
    /// How many groups there are.
    pub groups: u64,
    /// The groupings, in the order in which they were asked for.
    pub groupings: Vec<GroupingView>,
    /// Where they were written as a table, if they were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub out: Option<String>,
    /// What could not be read; none of its rows is counted.
    pub damaged: Vec<DamagedView>,
}

/// The groups of a grouping.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GroupingView {
    /// The columns that it groups by.
    pub by: Vec<String>,
    /// How many groups it has.
    pub count: u64,
    /// Its groups; none where they were written as a table.
    pub groups: Vec<GroupView>,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GroupView {
    /// The values of the columns; empty where nothing is stated.
    pub values: Vec<String>,
    /// Amounts that were counted.
    pub rows: u64,
    /// Rows without an amount, or zero.
    pub missing: u64,
    /// Rows whose amount is a text that is no number.
    pub unreadable: u64,
    /// Rows whose amount is not above zero, or no finite number.
    pub impossible: u64,
    /// Percentile and amount, in the order in which they were asked for; no amounts where nothing was
    /// counted.
    pub percentiles: Vec<(f64, Option<f64>)>,
}
