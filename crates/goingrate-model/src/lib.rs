//! Evidence to a fitted book, book to an estimate.
//!
//! [`fit`] turns evidence into rows of one linear mixed model and fits them; the result is a
//! [`Book`] that knows every effect and their joint uncertainty. A [`Desk`] is a book opened with
//! its taxonomy and exchange rates: it answers questions. An [`Analysis`] keeps the rows too and
//! takes answers apart and judges claims. The model knows no source by name and no country's law.
#![warn(missing_docs)]

mod analysis;
mod anderson;
mod answer;
mod assembly;
mod basis;
mod block;
mod book;
mod careful;
mod cells;
mod covariances;
mod desk;
mod diagnosis;
mod distribution;
mod effects;
mod error;
mod estimate;
mod fit;
mod functional;
mod held_out;
mod identities;
mod influence;
mod invented;
mod jobs;
mod ladders;
mod market;
mod money;
mod moves;
mod normal;
mod posterior;
mod pricer;
mod prices;
mod priors;
mod rank;
mod removal;
mod rows;
mod scores;
mod settle;
mod shape;
mod sites;
mod trend;
mod verdict;

pub use analysis::Analysis;
pub use answer::{
    BandReading, Basis, Disagreement, Doubt, Estimate, FigureVerdict, Judgement, Narrowing, Part,
    PieceWeight, Ranked, SourceShare, Standing, Sureness, TrendPoint, Uncertain, Verdict, Versus,
    WaterfallStep,
};
pub use block::{Axis, BLOCKS, Block};
pub use book::{Book, SourceCard};
pub use cells::{Foreseen, RecordDesk, Residuals, STANDARD_POINTS, Voice};
pub use desk::Desk;
pub use diagnosis::{Diagnosis, GroupDiagnosis, PublishedDiagnosis, VoiceDiagnosis};
pub use effects::{Effect, Effects};
pub use error::ModelError;
pub use fit::{Fit, FitOptions, Round, fit, fit_from};
pub use held_out::HeldOutArea;
pub use identities::Identities;
pub use invented::{Invented, invent};
pub use normal::{Z80, cdf as normal_cdf, quantile as normal_quantile};
pub use pricer::Pricer;
pub use priors::Priors;
pub use rank::By;
pub use rows::{Group, LeftOut, Origin, PublishedRows, SeriesStep};
pub use scores::Scores;
