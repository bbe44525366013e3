//! The parts of a profile: which part of a question an effect belongs to, in an answer's breakdown of
//! its variance.

/// A part of the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProfilePart {
    /// The role.
    Role,
    /// The level, its step and the mix of levels.
    Level,
    /// The place.
    Place,
    /// The skills.
    Skill,
    /// The industry.
    Industry,
    /// The tier of the employer.
    Tier,
    /// The employer by name.
    Employer,
    /// The engagement.
    Engagement,
    /// The part of pay.
    Component,
    /// The date.
    Date,
    /// Spread and shape.
    Spread,
}

impl ProfilePart {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            ProfilePart::Role => "role",
            ProfilePart::Level => "level",
            ProfilePart::Place => "place",
            ProfilePart::Skill => "skill",
            ProfilePart::Industry => "industry",
            ProfilePart::Tier => "kind of employer",
            ProfilePart::Employer => "employer",
            ProfilePart::Engagement => "engagement",
            ProfilePart::Component => "part of pay",
            ProfilePart::Date => "date",
            ProfilePart::Spread => "spread",
        }
    }
}
