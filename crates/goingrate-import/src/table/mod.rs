//! Files of any format to lines of text fields, as a stream: CSV (any delimiter, any line end, a
//! preamble, another encoding than UTF-8), xlsx, Parquet. Sources see only [`Line`]s.

pub mod append_columns;
mod columns;
mod delimited;
mod encoding;
mod head;
mod input;
mod layout;
mod opened;
#[cfg(feature = "parquet")]
mod parquet;
mod xlsx;

pub use columns::{Column, Columns, Line, excerpt};
pub use encoding::TextEncoding;
pub use head::{Format, Head};
pub use input::Input;
pub use layout::Layout;
pub use opened::{Opened, ReadRow, read};
#[cfg(feature = "parquet")]
pub use parquet::Shared as SharedInput;
