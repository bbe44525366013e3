//! Files of microdata to records: one source a file, and this list of them.
//!
//! A [`Source`] recognises a file by its content, never by its name, and streams its rows into a
//! [`Sink`](crate::Sink). To add one, see the README.md of this crate.

mod ai_jobs;
mod dou;
mod gsa_calc;
mod justjoin;
mod lca;
mod levels_fyi;
mod oews;
mod oflc;
mod stackoverflow;
mod sysarmy;

use crate::error::SourceError;
use crate::reading::Source;
use crate::table::Head;

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

/// The source that recognises a file.
///
/// # Errors
/// When none does; the error names the headings.
pub fn recognise(head: &Head) -> Result<&'static dyn Source, SourceError> {
    let found = SOURCES.iter().find(|source| source.recognises(head)).copied();
    found.ok_or_else(|| head.unrecognised())
}

/// The source of a slug.
pub fn source_of(slug: &str) -> Option<&'static dyn Source> {
    SOURCES.iter().find(|source| source.slug() == slug).copied()
}
