//! Files of microdata to records: one source a file, and this list of them.
//!
//! A [`Source`] recognises a file by its content, never by its name, and streams its rows into a
//! [`Sink`]: the [`RollUp`](crate::RollUp) that makes cells, or [`Records`] for the scoreboard.
//! To add one, see README.md beside this file.

mod ai_jobs;
mod answers;
pub mod checks;
mod context;
mod dou;
mod error;
mod gsa_calc;
mod justjoin;
mod lca;
mod levels_fyi;
mod mapped_table;
mod mapped_words;
mod mapping;
mod memo;
mod oews;
mod oflc;
mod places;
mod rejection;
mod sink;
mod stackoverflow;
mod sysarmy;

use goingrate_units::{Problem, Taxonomy};

pub use context::Context;
pub use error::SourceError;
pub use mapped_table::{MappedTable, taken};
pub use mapping::FIELDS as MAPPED_FIELDS;
pub use memo::{Interner, Memo};
pub use places::{Places, ReadPlace};
pub use rejection::{Reason, Rejection, Remark};
pub use sink::{Records, Row, Sink};

use crate::table::{Head, Opened, excerpt};
use crate::{Card, read};

/// The sources, in the order in which they are asked.
pub const SOURCES: &[&dyn Source] = &[
    &stackoverflow::StackOverflow,
    &levels_fyi::LevelsFyi,
    &ai_jobs::AiJobs,
    &dou::Dou,
    &sysarmy::Sysarmy,
    &justjoin::JustJoin,
    &gsa_calc::GsaCalc,
    &oews::Oews,
    &oflc::Oflc,
    &lca::Lca,
];

/// A kind of file that pay comes in.
pub trait Source: Sync {
    /// Its word: the slug of its card, the name of its data in `data/sources`.
    fn slug(&self) -> &str;

    /// Its data file: the `[card]`, and how its words are read.
    fn data(&self) -> &str;

    /// Whether the start of a file is one of its own. Two sources must never agree on a file.
    fn recognises(&self, head: &Head) -> bool;

    /// Streams the rows of a file into the sink, each exactly once.
    ///
    /// # Errors
    /// When the file as a whole cannot be read; a row that cannot be read goes to
    /// [`Sink::set_aside`].
    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError>;

    /// Its card: who says it, on what basis, with which biases.
    ///
    /// # Errors
    /// When its data hold no readable card.
    fn card(&self, taxonomy: &Taxonomy) -> Result<Card, SourceError> {
        let _ = taxonomy;
        Ok(read::source_card(&format!("{}.toml", self.slug()), self.data())?)
    }
}

/// The source that recognises a file.
///
/// # Errors
/// When none does; the error names the headings.
pub fn recognise(head: &Head) -> Result<&'static dyn Source, SourceError> {
    let found = SOURCES.iter().find(|source| source.recognises(head)).copied();
    found.ok_or_else(|| unrecognised(head))
}

fn unrecognised(head: &Head) -> SourceError {
    SourceError::Unrecognised { headings: excerpt(&head.headings()) }
}

/// The source of a slug.
pub fn source_of(slug: &str) -> Option<&'static dyn Source> {
    SOURCES.iter().find(|source| source.slug() == slug).copied()
}

/// A source's own data (`data/sources/<slug>.toml`), of the shape that the source declares.
pub(crate) fn data<T: serde::de::DeserializeOwned>(
    slug: &str,
    text: &str,
) -> Result<T, SourceError> {
    toml::from_str(text).map_err(|error| bad_data(slug, "", text, error.message()))
}

/// A complaint about a source's own data.
pub(crate) fn bad_data(slug: &str, field: &str, value: &str, reason: &str) -> SourceError {
    SourceError::Data(Problem::in_file(
        format!("{slug}.toml"),
        None,
        field.to_owned(),
        value.lines().next().unwrap_or_default().to_owned(),
        reason.to_owned(),
    ))
}
