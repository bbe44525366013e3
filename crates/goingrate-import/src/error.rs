//! What can be wrong with a file as a whole.

use std::io;

use goingrate_units::Problem;

/// Why a file cannot be read as a source. Rows fail, files don't: this is for what is no table of
/// the kind at all. It becomes a [`Problem`] with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// The file cannot be read.
    #[error("cannot read the file: {0}")]
    Io(String),
    /// The bytes are not what they say.
    #[error("cannot read the file as {format}: {what}")]
    Unreadable {
        /// The format.
        format: &'static str,
        /// What is wrong.
        what: String,
    },
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A Parquet file, for a program that was built without it.
    #[error("the file is Parquet, which this program was built without (feature `parquet`)")]
    NoParquet,
    /// No source is of this layout.
    #[error("no source recognises the file; its headings are: {headings}")]
    Unrecognised {
        /// The headings that were seen.
        headings: String,
    },
    /// A column is missing.
    #[error("the table has no column {names}; it has: {headings}")]
    NoColumn {
        /// The headings that were looked for.
        names: String,
        /// The headings that there are.
        headings: String,
    },
    /// A heading is that of several columns.
    #[error(
        "{} columns have the heading {name}: those of the numbers {}",
        numbers.len(),
        numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
    )]
    SeveralColumns {
        /// The heading.
        name: String,
        /// The numbers of the columns, from 1.
        numbers: Vec<usize>,
    },
    /// The file does not say when its figures held.
    #[error("the file does not say when its pay held")]
    NoDate,
    /// The source's own data, or a mapping, cannot be read.
    #[error("{0}")]
    Data(Problem),
}

impl SourceError {
    /// Bytes that a library cannot read as the format that they are of.
    pub(crate) fn unreadable(format: &'static str, error: impl ToString) -> SourceError {
        SourceError::Unreadable { format, what: error.to_string() }
    }
}

impl From<Problem> for SourceError {
    fn from(problem: Problem) -> SourceError {
        SourceError::Data(problem)
    }
}

impl From<io::Error> for SourceError {
    fn from(error: io::Error) -> SourceError {
        SourceError::Io(error.to_string())
    }
}
