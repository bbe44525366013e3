//! What is wrong with a file or a store, as the one [`Problem`] that every face tells.

use goingrate_units::{Problem, ProblemKind};

use crate::error::SourceError;
use crate::sources::SOURCES;
#[cfg(feature = "parquet")]
use crate::store::StoreError;

impl From<SourceError> for Problem {
    fn from(error: SourceError) -> Problem {
        let problem = Problem::new(error.to_string());
        match error {
            SourceError::Data(problem) => problem,
            SourceError::Io(_)
            | SourceError::Unreadable { .. }
            | SourceError::Empty
            | SourceError::NoParquet => problem.kind(ProblemKind::Unreadable),
            SourceError::Unrecognised { .. } => problem
                .kind(ProblemKind::Unknown)
                .hint("name the source, or give a mapping of its columns")
                .nearest(SOURCES.iter().map(|source| source.slug().to_owned()).collect()),
            SourceError::NoColumn { .. } => problem.kind(ProblemKind::Missing),
            SourceError::SeveralColumns { .. } => problem
                .kind(ProblemKind::Contradiction)
                .hint("name the column by its number, counted from 1"),
            SourceError::NoDate => problem
                .kind(ProblemKind::Missing)
                .hint("give the date at which its pay held, such as 2024-05"),
        }
    }
}

impl SourceError {
    /// The problem of a file that was given in a field of a question, or as an argument: the value
    /// is the name of the file. What is wrong inside it (a line, a key) stands in the sentence.
    pub fn of_file(self, field: &str, file: &str) -> Problem {
        let what = self.to_string();
        let Problem { kind, hint, nearest, .. } = Problem::from(self);
        Problem { hint, nearest, ..Problem::of(field, file, what).kind(kind) }
    }
}

#[cfg(feature = "parquet")]
impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Problem {
        let problem = Problem::new(error.to_string());
        match error {
            StoreError::None(folder) => {
                let problem = Problem::of("evidence", &folder, problem.what);
                problem.kind(ProblemKind::Missing).hint("import a file into it first")
            }
            StoreError::Damaged { .. } => {
                problem.kind(ProblemKind::Unreadable).hint("import its file again")
            }
            StoreError::OtherCard { .. } => {
                problem.kind(ProblemKind::Contradiction).hint("give the source a slug of its own")
            }
            StoreError::BadSlug(_) => problem,
            StoreError::Io { .. } => problem.kind(ProblemKind::Unreadable),
        }
    }
}
