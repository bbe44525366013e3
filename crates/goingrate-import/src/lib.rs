//! Other people's files of pay to evidence.
//!
//! A file comes in as bytes ([`table::Opened`]), is recognised by its content
//! ([`sources::recognise`]) or read by a [`MappedTable`], and streams its rows into a [`Sink`]: the
//! [`RollUp`] makes cells of them and forgets the people at once. What cannot be used is a
//! [`Rejection`] with its reason, and counts add up. A [`store`] keeps what was imported in a folder.
//!
//! ```
//! use std::io::Cursor;
//!
//! use goingrate_import::sources::recognise;
//! use goingrate_import::table::Opened;
//!
//! let opened = Opened::new(Cursor::new(b"fruit,price\napple,1\n".to_vec()))?;
//! assert_eq!(opened.head.encoding().to_string(), "UTF-8");
//! let refused = recognise(&opened.head).err().map(goingrate_units::Problem::from);
//! assert!(refused.is_some_and(|problem| problem.what.contains("fruit, price")));
//! # Ok::<(), goingrate_import::SourceError>(())
//! ```
#![warn(missing_docs)]

mod error;
pub mod mapping;
mod memo;
mod problem;
mod proposal;
pub mod reading;
mod records;
mod rejection;
mod rollup;
mod row;
pub mod sources;
#[cfg(feature = "parquet")]
pub mod store;
pub mod table;
pub mod words;

pub use error::SourceError;
pub use mapping::{
    ChosenBy, CountedFigure, Dimension, Group, GroupColumns, GroupReader, MAPPED_FIELDS,
    MappedTable, taken,
};
pub use memo::{Interner, Memo};
pub use proposal::{HeadingMatch, Headings, Meaning, Proposing, propose};
pub use reading::{Context, Source, checks};
pub use records::Records;
pub use rejection::{Reason, Rejection, Remark};
pub use rollup::{Counts, RollUp, RolledUp, merged};
pub use row::{Row, Sink};
pub use words::{
    Details, Implausible, Places, Plausible, ReadPlace, ReadTitle, TitleRole, Titles, headcount,
};
