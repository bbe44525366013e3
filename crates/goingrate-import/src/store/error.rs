//! What can be wrong with a store.

/// Why a store cannot be read or written. It becomes a [`Problem`](goingrate_units::Problem).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A file of it cannot be read or written.
    #[error("cannot {what} {path}: {reason}")]
    Io {
        /// What was attempted.
        what: &'static str,
        /// The file.
        path: String,
        /// Why not.
        reason: String,
    },
    /// There is no store.
    #[error("there is no evidence store in {0}")]
    None(String),
    /// A file of it is damaged.
    #[error("{path} is damaged: {reason}")]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A source whose card is another than the one that is kept.
    #[error(
        "the store has another card of {source_slug}: another source of that name was imported"
    )]
    OtherCard {
        /// The source.
        source_slug: String,
    },
    /// A source whose slug cannot name a file.
    #[error("{0:?} is the slug of no source: small letters a to z, digits and hyphens")]
    BadSlug(String),
}
