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

use goingrate_view::questions::Asking;

pub use claim::picture;
pub(crate) use figures::statistic;
pub use judged::{Claim, Figure, Judged};
pub use verdict::{Tally, Verdict};

pub(super) use claim::page as claim;
pub(super) use method::page as method;
pub(super) use overview::page as overview;
pub(super) use scoreboard::page as scoreboard;
pub(super) use source::{page as source, verdicts};

/// How many published claims hold and do not; nothing where the book is another than they were judged by.
pub(super) fn tally(asking: &Asking) -> Option<Tally> {
    let judged = Judged::known(asking)?;
    Some(Tally::of(judged.claims.iter().map(|claim| claim.verdict)))
}
