//! What the figures rest on: the sources, their claims with the verdicts on them, how the estimates are made,
//! and how well they foresee.

mod cell;
mod claim;
mod figures;
mod filter;
mod judged;
mod method;
mod missing;
mod overview;
mod scoreboard;
mod source;
mod table;
mod verdict;

pub use judged::{Claim, Figure, Judged};
pub use verdict::Verdict;

pub(super) use claim::page as claim;
pub(super) use method::page as method;
pub(super) use overview::page as overview;
pub(super) use scoreboard::page as scoreboard;
pub(super) use source::{page as source, verdicts};
