//! Asking a book: a profile to an estimate, one at a time or by the million.

mod answer;
pub(crate) mod batch;
mod comparison;
pub(crate) mod estimator;
pub(crate) mod evaluation;
mod joint;
pub(crate) mod lookup;
mod market;
mod offers;
mod pay_distribution;
pub(crate) mod question;
pub(crate) mod rank;
mod records;
mod remarks;
mod trend;
mod waterfall;

pub use answer::{
    BandReading, CountryShare, Disagreement, Estimate, KindOfEmployer, PercentileRank, Ranked,
    Sureness, TrendPoint, Uncertain, VarianceShare, Versus, WaterfallStep,
};
pub use batch::{BatchEstimator, QuickEstimate};
pub use estimator::Estimator;
pub use joint::Joint;
pub use pay_distribution::PayDistribution;
pub use rank::By;
pub use records::{Foreseen, RecordEstimator};
