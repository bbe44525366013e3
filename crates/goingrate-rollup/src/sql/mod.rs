//! The roll-up as one statement of SQL, in the words of an engine: columns that a mapping names → text.
//!
//! Every engine gives the same table, that of [`crate::result`].

mod dialect;
mod quoting;
mod statement;

pub use dialect::{DIALECTS, Dialect};
pub use goingrate_import::{ChosenBy, CountedFigure, Dimension, GroupColumns};
pub use statement::statement;
