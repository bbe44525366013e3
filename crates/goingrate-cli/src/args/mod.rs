//! Arguments that several commands share, and what they are read into.

mod book;
mod planned;
mod profile;
mod shown;
mod who;

pub use book::{BookFile, StoreFolder, named, open};
#[cfg(feature = "parquet")]
pub use book::{book_at, evidence_with};
pub use planned::Planned;
pub use profile::ProfileArgs;
pub use shown::{Shown, prices_over};
pub use who::{FilingWord, Who};

use goingrate::units::{Date, Problem};

/// The day that it is, in UTC.
pub fn today() -> Result<Date, Problem> {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    Ok(Date::new(now.year(), now.month(), now.day())?)
}

/// A day as it was written in the field `as_of`.
pub fn day(text: Option<&str>) -> Result<Option<Date>, Problem> {
    let day = text.map(str::parse::<Date>).transpose();
    day.map_err(|error| Problem::from(error).in_field("as_of"))
}
