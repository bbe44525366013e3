//! What the parts of a text mean, before they are put together.

use super::AmountRange;
use crate::taxonomy::Entry;
use crate::{
    Component, Date, EmployerId, Engagement, IndustryId, LevelId, Period, PlaceId, RoleId, RungId,
    SkillId, Taxonomy, TierId, Workplace, Years,
};

/// A place that a word can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub place: PlaceId,
    /// Whether the word is a city that stands for its country or the part of it that is known.
    pub city: bool,
    /// How many people live there, where the word is of the list of towns; else 0.
    pub people: u32,
    /// Whether it counts only beside a place around it.
    pub needs_place: bool,
}

impl Candidate {
    /// A place that the word names.
    pub fn place(place: PlaceId) -> Candidate {
        Candidate { place, city: false, people: 0, needs_place: false }
    }

    /// The candidate of an entry, if it is a place.
    pub fn of(entry: Entry, taxonomy: &Taxonomy) -> Option<Candidate> {
        match entry {
            Entry::Place(place) => Some(Candidate::place(place)),
            Entry::City(place) => Some(Candidate { city: true, ..Candidate::place(place) }),
            Entry::Town(at) => Candidate::of_town(at, taxonomy),
            _ => None,
        }
    }

    /// The candidate of a town, by its position in the list of towns.
    pub fn of_town(at: u32, taxonomy: &Taxonomy) -> Option<Candidate> {
        let town = taxonomy.towns.get(usize::try_from(at).ok()?)?;
        Some(Candidate { city: true, people: town.people, ..Candidate::place(town.place) })
    }
}

/// What a part of the text says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    Role(RoleId),
    Generic,
    Level(LevelId),
    /// A code of a level that companies use in different ways ("L5").
    Hint(LevelId),
    /// A step that is counted after a role ("engineer II").
    Step(LevelId),
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
    /// Remote, hybrid or in an office.
    Workplace(Workplace),
    /// Full time: an employee, where nothing else is said.
    FullTime,
    /// Part time: the same, for a part of the week.
    PartTime,
    /// The period in which money is told.
    Per(Period),
    /// An amount of money; of a single one, both ends.
    Amount(AmountRange),
    /// What no evidence prices: told, and not used.
    Aside,
    /// Work that is not priced here.
    Unpriced,
    /// A question that something else answers, by its position in the list of them.
    Elsewhere(u16),
}

/// A part of the text and what it says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mention {
    pub meaning: Meaning,
    /// The words as they were written.
    pub words: String,
    /// The tokens it covers: from, and up to but without.
    pub span: (usize, usize),
    /// Which of the comma-separated parts of the text it stands in.
    pub chunk: usize,
}

impl Meaning {
    /// The field in a message.
    pub fn field(&self) -> &'static str {
        match self {
            Meaning::Role(_) | Meaning::Generic => "role",
            Meaning::Level(_) | Meaning::Hint(_) | Meaning::Step(_) | Meaning::Rung(_) => "level",
            Meaning::Place(_) => "place",
            Meaning::Skill(_) => "skill",
            Meaning::Industry(_) => "industry",
            Meaning::Tier(_) => "tier",
            Meaning::Employer(_) => "employer",
            Meaning::Engagement(_) => "engagement",
            Meaning::Component(_) => "component",
            Meaning::Years(_) | Meaning::OpenYears(_) => "years",
            Meaning::AsOf(_) => "as_of",
            Meaning::Workplace(_) => "workplace",
            Meaning::Per(_) => "period",
            Meaning::FullTime | Meaning::PartTime => "engagement",
            Meaning::Amount(_) => "amount",
            Meaning::Aside | Meaning::Unpriced | Meaning::Elsewhere(_) => "question",
        }
    }
}
