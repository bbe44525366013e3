//! Linear mixed models as sparse rows: `y = Aθ + e`, θ with prior rows or without,
//! variances in groups. Exact sparse solve, entries of the inverse, REML, robust
//! weights. Depends on nothing of ours and knows nothing of pay.
//!
//! ```
//! use goingrate_mixed::{Group, Piece, RemlOptions, System, reml};
//! // Three plates, two readings each: an intercept and a random effect a plate.
//! let mut system = System::new(4);
//! let noise = system.add_group(Group::data("residual σ²", 1.0))?;
//! let plate = system.add_group(Group::effects("between_plate τ²", 1.0))?;
//! for (plate, y) in [(1, 2.0), (1, 2.4), (2, 5.0), (2, 5.2), (3, 3.1), (3, 3.3)] {
//!     system.push(Piece::line(noise, &[(0, 1.0), (plate, 1.0)], y))?;
//! }
//! for column in 1..4 {
//!     system.push(Piece::prior(plate, column, 0.0))?;
//! }
//! let fit = reml(&mut system, &RemlOptions::default())?;
//! assert!((fit.solution.theta[0] - 3.5).abs() < 1e-9);
//! assert!((fit.solution.factor.variance(&[(0, 1.0)])?.sqrt() - 0.85).abs() < 0.01);
//! # Ok::<(), goingrate_mixed::MixedError>(())
//! ```
//!
//! # The model
//! Every [`Piece`] says `Cov e = V + s_g²·diag(1/r)` of its lines. With M the inverse,
//! the information is `H = Σ A'MA` over data and prior rows alike and the posterior of
//! θ is `N(Σ·ΣA'My, Σ)`, `Σ = H⁻¹`. The REML criterion is
//! `Σ log|C| + log|H| + Σ r'Mr + (n − p) log 2π`, which for lme4's models equals
//! lme4's (Bates, Mächler, Bolker & Walker 2015, J. Stat. Softw. 67(1)).
#![warn(missing_docs)]
#![forbid(unsafe_code)]

mod buffer_pool;
mod error;
mod factor;
mod information;
mod solve;
mod symbolic;
mod system;
mod variance;

pub use error::MixedError;
pub use factor::{Factor, SelectedInverse};
pub use information::{Effect, Estimates, Information, InformationFit, SumsOptions};
pub use solve::{FactoredCovariance, Refined, Solution, refine, solve};
pub use symbolic::Symbolic;
pub use system::{
    Group, GroupId, Line, MOST_LINES, Piece, PieceId, RowKind, System, VariancePrior,
};
pub use variance::{
    RemlFit, RemlOptions, StepReport, Tails, average_information, criterion_gradient, joint_step,
    penalty, reml, reml_step, robust_weights, shorten_step,
};
