//! Mapped tables: any CSV, xlsx or Parquet with a TOML beside it that says what its columns are.

mod amounts;
mod checks;
mod column;
mod dates;
mod fields;
mod file;
mod groups;
mod pay;
mod reader;
mod table;
mod words;
mod years;

pub(crate) use amounts::amount_of;
pub use file::FIELDS as MAPPED_FIELDS;
pub use groups::{ChosenBy, CountedFigure, Dimension, Group, GroupColumns, GroupReader};
pub use table::{MappedTable, taken};
pub(crate) use words::is_known_alone as is_known;
