//! What a factor is good for: solutions, with a new factor or that of an earlier system, variances and
//! covariances, entries of the inverse, and the covariance of fitted values.

mod conjugate_gradients;
mod factored_covariance;
mod fitted_covariance;
mod fitted_values;
mod line_weights;
mod objective;
mod right_hand_side;
mod row_covariance;
mod selected_inversion;
mod solution;
mod sparse_forward;
mod substitution;
mod takahashi;
mod triangular;

pub use conjugate_gradients::{Refined, refine};
pub use factored_covariance::FactoredCovariance;
pub(crate) use right_hand_side::scatter;
pub use solution::{Solution, solve};
