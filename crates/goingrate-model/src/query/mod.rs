//! Asking a book: a profile to an estimate, one at a time or by the million.

mod answer;
pub(crate) mod batch;
pub(crate) mod covariances;
pub(crate) mod estimate;
pub(crate) mod estimator;
pub(crate) mod moves;
pub(crate) mod rank;
mod records;

pub use answer::{
    BandReading, Disagreement, Estimate, PercentileRank, Ranked, Sureness, TrendPoint, Uncertain,
    VarianceShare, Versus, WaterfallStep,
};
pub use batch::BatchEstimator;
pub use estimator::Estimator;
pub use rank::By;
pub use records::{Foreseen, RecordEstimator};
