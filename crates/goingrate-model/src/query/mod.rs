//! Asking a book: a profile to an estimate, one at a time or by the million.

pub(crate) mod batch;
pub(crate) mod covariances;
pub(crate) mod estimate;
pub(crate) mod estimator;
pub(crate) mod moves;
pub(crate) mod rank;
pub(crate) mod records;

pub use batch::BatchEstimator;
pub use estimator::Estimator;
pub use rank::By;
pub use records::{Foreseen, RecordEstimator};
