//! What the parts of a text mean, before they are put together.

use crate::taxonomy::Entry;
use crate::{
    Component, Date, EmployerId, Engagement, IndustryId, LevelId, PlaceId, RoleId, RungId, SkillId,
    TierId, Years,
};

/// A place that a word can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub place: PlaceId,
    /// Whether the word is a city that stands for its country or the part of it that is known.
    pub city: bool,
}

impl Candidate {
    /// The candidate of an entry, if it is a place.
    pub fn of(entry: Entry) -> Option<Candidate> {
        match entry {
            Entry::Place(place) => Some(Candidate { place, city: false }),
            Entry::City(place) => Some(Candidate { place, city: true }),
            _ => None,
        }
    }
}

/// What a part of the text says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    Role(RoleId),
    Generic,
    Level(LevelId),
    Hint(LevelId),
    Place(Vec<Candidate>),
    Skill(SkillId),
    Industry(IndustryId),
    Tier(TierId),
    Employer(EmployerId),
    /// A level of the ladder of an employer that the text names.
    Rung(RungId),
    Engagement(Engagement),
    Component(Component),
    Years(Years),
    /// An open end ("10+ years"), with the end that it is read to reach.
    OpenYears(Years),
    AsOf(Date),
}

/// A part of the text and what it says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mention {
    pub meaning: Meaning,
    /// The words as they were written.
    pub words: String,
    /// The tokens it covers: from, and up to but without.
    pub span: (usize, usize),
}

impl Meaning {
    /// The field in a message.
    pub fn field(&self) -> &'static str {
        match self {
            Meaning::Role(_) | Meaning::Generic => "role",
            Meaning::Level(_) | Meaning::Hint(_) | Meaning::Rung(_) => "level",
            Meaning::Place(_) => "place",
            Meaning::Skill(_) => "skill",
            Meaning::Industry(_) => "industry",
            Meaning::Tier(_) => "tier",
            Meaning::Employer(_) => "employer",
            Meaning::Engagement(_) => "engagement",
            Meaning::Component(_) => "component",
            Meaning::Years(_) | Meaning::OpenYears(_) => "years",
            Meaning::AsOf(_) => "as_of",
        }
    }
}
