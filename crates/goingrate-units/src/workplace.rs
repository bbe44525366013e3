//! Where the work is done.

/// Where the work is done, as a question says it. Pay is that of the place; this is told beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workplace {
    /// From anywhere.
    Remote,
    /// Partly in an office.
    Hybrid,
    /// In an office.
    Onsite,
}

impl Workplace {
    /// The name in data: `remote`, `hybrid`, `onsite`.
    pub fn slug(self) -> &'static str {
        match self {
            Workplace::Remote => "remote",
            Workplace::Hybrid => "hybrid",
            Workplace::Onsite => "onsite",
        }
    }

    /// The workplace of a slug.
    pub fn from_slug(slug: &str) -> Option<Workplace> {
        [Workplace::Remote, Workplace::Hybrid, Workplace::Onsite]
            .into_iter()
            .find(|one| one.slug() == slug)
    }
}
