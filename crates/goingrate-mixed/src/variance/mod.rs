//! Variance components by AI-REML and robust weights of t-distributed deviations: single steps, and the
//! driver that repeats them.

mod ai_step;
mod average_information;
mod cavity;
mod joint_step;
mod newton_direction;
mod reml;
mod robust_weights;
mod score;

pub use ai_step::{StepReport, penalty, reml_step, shorten_step};
pub use average_information::average_information;
pub use joint_step::joint_step;
pub(crate) use newton_direction::Direction;
pub use reml::{RemlFit, RemlOptions, reml};
pub use robust_weights::{Tails, robust_weights};
pub(crate) use robust_weights::{degrees_by_group, install, settled_weights};
pub(crate) use score::Moments;
pub use score::criterion_gradient;
