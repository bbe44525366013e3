//! Chance: the distribution that a low, a middle and a high stand for, fast tables of quantiles, and
//! what draws come to.

mod spread;
mod summary;
mod table;

pub use spread::Spread;
pub use summary::{Summary, quantiles, share_below};
pub use table::QuantileTable;
