//! Views as text for a terminal, from 40 columns up, with or without colour and beyond ASCII.

pub(crate) mod assumed;
mod career;
mod check;
mod estimate;
mod evidence;
#[cfg(feature = "parquet")]
mod evidence_import;
mod fit;
mod hire;
mod kit;
mod net;
mod offer;
mod page;
mod pay;
mod project;
mod rank;
mod rate;
#[cfg(feature = "parquet")]
mod rollup;
#[cfg(feature = "import")]
mod score;
mod table;
mod wrap;

pub use career::career;
pub use check::check;
pub use estimate::estimate;
pub use evidence::{claim, source, sources};
#[cfg(feature = "parquet")]
pub use evidence_import::{imports, proposal, store};
pub use fit::fit;
pub use hire::{Shown as HireShown, hire, hire_by_place, hire_within_budget};
pub use kit::kit;
pub use net::net;
pub use offer::{Shown as OfferShown, offer};
pub use page::Page;
pub use pay::{Mark, Picture, pay};
pub use project::project;
pub use rank::rank;
pub use rate::rate;
#[cfg(feature = "parquet")]
pub use rollup::{roll_up, roll_up_percentiles};
#[cfg(feature = "import")]
pub use score::score;
pub use table::{Align, Cell, Column, Table};
