//! Files of rules to parts: TOML to a tree that knows its lines, the tree to lines and values, and
//! what can be said against them.

mod check;
mod coverage;
mod equivalence;
mod example;
mod line;
mod part;
mod places;
mod tree;
mod value;
mod words;

pub use check::check;
pub use coverage::coverage;
pub use equivalence::{check_lines, equivalence};
pub use part::part;
