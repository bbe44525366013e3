//! Evidence to a fitted book, book to an estimate.
//!
//! [`fit`] turns evidence into rows of one linear mixed model and fits them; the result is a
//! [`Book`] that knows every effect and their joint uncertainty. A [`Desk`] is a book opened with
//! its taxonomy and exchange rates: it answers questions. An [`Analysis`] keeps the rows too and
//! takes answers apart and judges claims. The model knows no source by name and no country's law.
#![warn(missing_docs)]

mod analysis;
mod answer;
mod basis;
mod block;
mod book;
mod desk;
mod effects;
mod error;
mod estimate;
mod fit;
mod functional;
mod identities;
mod jobs;
mod market;
mod normal;
mod posterior;
mod priors;
mod rows;
mod shape;
mod verdict;

pub use analysis::Analysis;
pub use answer::{
    BandReading, Basis, Disagreement, Doubt, Estimate, FigureVerdict, Judgement, Narrowing, Part,
    PieceWeight, Ranked, SourceShare, Standing, Sureness, TrendPoint, Uncertain, Verdict, Versus,
    WaterfallStep,
};
pub use block::{Axis, BLOCKS, Block};
pub use book::{Book, SourceCard};
pub use desk::{By, Desk};
pub use effects::{Effect, Effects};
pub use error::ModelError;
pub use fit::{Diagnosis, Fit, FitOptions, GroupDiagnosis, fit};
pub use identities::Identities;
pub use normal::{Z80, cdf as normal_cdf, quantile as normal_quantile};
pub use priors::Priors;
pub use rows::{Group, Origin};
