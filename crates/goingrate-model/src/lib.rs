//! Evidence to a fitted book, book to an estimate.
//!
//! [`fit`] turns evidence into rows of one linear mixed model and fits them; the result is a
//! [`Book`] that knows every effect and their joint uncertainty. A [`Estimator`] is a book opened with
//! its taxonomy and exchange rates: it answers questions. An [`Analysis`] keeps the rows too and
//! takes answers apart and judges claims. The model knows no source by name and no country's law.
#![warn(missing_docs)]

mod block;
mod book;
mod checks;
mod design;
mod distribution;
mod effects;
mod error;
mod explain;
mod fit;
mod matrix;
mod priors;
mod query;
mod random;
mod rows;

pub use block::{Axis, BLOCKS, Block, Moment, PriorKind, ProfilePart};
pub use book::{Book, SourceCard};
pub use checks::{HeldOutArea, Identities, Scores, Simulation, simulate};
pub use distribution::normal::{Z80, cdf as normal_cdf, quantile as normal_quantile};
pub use effects::{Effect, Effects};
pub use error::ModelError;
pub use explain::{
    Analysis, Basis, FigureVerdict, Judgement, Narrowing, Nearness, PieceWeight, SourceShare,
    Verdict,
};
pub use fit::diagnosis::{Diagnosis, GroupDiagnosis, MeasureDiagnosis, SummaryDiagnosis};
pub use fit::{Fit, FitOptions, Round, fit, fit_from};
pub use priors::Priors;
pub use query::{
    BandReading, BatchEstimator, By, CountryShare, Disagreement, Estimate, Estimator, Foreseen,
    Joint, KindOfEmployer, PayDistribution, PercentileRank, QuickEstimate, Ranked, RecordEstimator,
    Sureness, TrendPoint, Uncertain, VarianceShare, Versus, WaterfallStep,
};
pub use random::SeededRng;
pub use rows::cells::{Residuals, STANDARD_POINTS, SourceMeasure};
pub use rows::{Group, LeftOut, Origin, SeriesStep, SummaryRows};
