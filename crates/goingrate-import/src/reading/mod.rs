//! What a source is, what it reads with, and what sources share: lists of answers, checks of pay.

pub(crate) mod answers;
pub mod checks;
mod context;
pub mod numbers;
pub(crate) mod own_data;
mod source;

pub use context::Context;
pub use source::Source;
