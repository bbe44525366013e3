//! The forms in which work is engaged.

/// How the work is engaged. "outsourced" in the reports is a dedicated team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engagement {
    /// Employed, with salary.
    Employee,
    /// A person who bills for hours.
    Freelance,
    /// An agency that bills for its people's hours.
    Agency,
    /// A team of an outsourcing firm, billed by the hour.
    DedicatedTeam,
}

impl Engagement {
    /// Every engagement, in the order in which they are listed.
    pub const ALL: [Engagement; 4] = [
        Engagement::Employee,
        Engagement::Freelance,
        Engagement::Agency,
        Engagement::DedicatedTeam,
    ];

    /// The word used in data files, flags and JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Engagement::Employee => "employee",
            Engagement::Freelance => "freelance",
            Engagement::Agency => "agency",
            Engagement::DedicatedTeam => "dedicated_team",
        }
    }

    /// What people call it, in the middle of a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Engagement::Employee => "employee",
            Engagement::Freelance => "freelance",
            Engagement::Agency => "agency",
            Engagement::DedicatedTeam => "dedicated team",
        }
    }

    /// The engagement of a [`slug`](Self::slug); `None` for any other word.
    pub fn from_slug(slug: &str) -> Option<Engagement> {
        Engagement::ALL.into_iter().find(|e| e.slug() == slug)
    }
}
