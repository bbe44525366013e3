//! What can go wrong between evidence and an answer.

use goingrate_units::parse::Field;
use goingrate_units::{CurrencyError, Problem, ProblemKind};

/// What can go wrong between evidence and an answer.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// `data/model/priors.toml` cannot be used.
    #[error("priors: {0}")]
    Priors(String),
    /// A currency without a rate.
    #[error(transparent)]
    Currency(#[from] CurrencyError),
    /// The system could not be solved.
    #[error("the fit failed: {0}")]
    Solver(#[from] goingrate_mixed::MixedError),
    /// The fit did not settle.
    #[error(
        "the fit did not settle in {iterations} iterations; the last step moved an effect by {step:.1e}"
    )]
    NotSettled {
        /// Iterations made.
        iterations: usize,
        /// The largest move of the last one.
        step: f64,
    },
    /// A row whose pattern depends on the effects: a fault of the model and not of its input.
    #[error("row {row} touches other effects than before; this is a fault of the program")]
    Pattern {
        /// The row.
        row: usize,
    },
    /// A book that cannot be read.
    #[error("the book cannot be read: {0}")]
    Book(String),
    /// A question that the book cannot answer.
    #[error("{what}; {hint}")]
    Question {
        /// The field of the profile that is in the way, and its value, if it is one.
        about: Option<(Field, String)>,
        /// What was asked and why it cannot be answered.
        what: String,
        /// What could be asked instead.
        hint: String,
    },
}

impl From<ModelError> for Problem {
    fn from(error: ModelError) -> Problem {
        match error {
            ModelError::Question { about: Some((field, value)), what, hint } => {
                Problem::of(field.name(), &value, what).hint(hint)
            }
            ModelError::Question { about: None, what, hint } => Problem::new(what).hint(hint),
            ModelError::Currency(error) => error.into(),
            other => Problem::new(other.to_string()).kind(ProblemKind::Internal),
        }
    }
}
