//! Mapped tables: any CSV, xlsx or Parquet with a TOML beside it that says what its columns are.

mod file;
mod reader;
mod table;
mod words;

pub use file::FIELDS as MAPPED_FIELDS;
pub use table::{MappedTable, taken};
