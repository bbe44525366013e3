//! What could not be read, and why: rows fail, files don't.

use std::fmt;

/// One thing that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The file.
    pub file: String,
    /// The line, from 1, where the format has lines.
    pub line: Option<u64>,
    /// The field or key.
    pub field: String,
    /// The offending value, as written.
    pub value: String,
    /// What is wrong with it, and what would be right.
    pub reason: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Complaint { file, line, field, value, reason } = self;
        match line {
            Some(line) => write!(f, "{file}:{line}: {field} = {value:?}: {reason}"),
            None => write!(f, "{file}: {field} = {value:?}: {reason}"),
        }
    }
}
