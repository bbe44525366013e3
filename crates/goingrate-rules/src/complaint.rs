//! What is wrong with a file of rules: one complaint a fault, with file, line, field and value.

use std::fmt;

/// One fault of a file of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The file, as its path was handed in.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The field, or what stands at that line.
    pub field: String,
    /// The offending value, as it is written.
    pub value: String,
    /// What is wrong with it, and what would be right.
    pub reason: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Complaint { file, line, field, value, reason } = self;
        write!(f, "{file}:{line}: {field} = {value:?}: {reason}")
    }
}
