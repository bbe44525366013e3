//! Views as text for a terminal, from 60 columns up, with or without colour and beyond ASCII.

mod check;
mod evidence;
#[cfg(feature = "parquet")]
mod evidence_import;
mod net;
mod page;
mod pay;
mod picture;
mod rank;
mod rate;
mod table;
mod trend;
mod versus;
mod why;

pub use check::check;
pub use evidence::{claim, source, sources};
#[cfg(feature = "parquet")]
pub use evidence_import::{imports, store};
pub use net::{exchange, net};
pub use page::Page;
pub use pay::pay;
pub use picture::{Mark, Picture};
pub use rank::rank;
pub use rate::rate;
pub use table::{Align, Cell, Column, Table};
