//! The ways to look around: their words in addresses, and what people call them.

use goingrate::request::ByWord;
use goingrate::units::{Profile, Taxonomy};

/// A way to look around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By place.
    Place,
    /// By level.
    Level,
    /// By skill.
    Skill,
    /// By industry.
    Industry,
    /// By role.
    Role,
    /// By employer.
    Employer,
    /// Hourly rates of the world.
    Rates,
    /// Over time.
    Trend,
}

impl Way {
    /// All of them, in the order of the tabs.
    pub const ALL: [Way; 8] = [
        Way::Place,
        Way::Level,
        Way::Skill,
        Way::Industry,
        Way::Role,
        Way::Employer,
        Way::Rates,
        Way::Trend,
    ];

    /// The way of a word in an address.
    pub fn of(word: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|way| way.word() == word)
    }

    /// Its word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Way::Place => "place",
            Way::Level => "level",
            Way::Skill => "skill",
            Way::Industry => "industry",
            Way::Role => "role",
            Way::Employer => "employer",
            Way::Rates => "rates",
            Way::Trend => "trend",
        }
    }

    /// The path of its page.
    pub fn path(self) -> String {
        format!("/explore/{}", self.word())
    }

    /// Its tab.
    pub fn tab(self) -> &'static str {
        match self {
            Way::Place => "Places",
            Way::Level => "Levels",
            Way::Skill => "Skills",
            Way::Industry => "Industries",
            Way::Role => "Roles",
            Way::Employer => "Employers",
            Way::Rates => "Hourly rates",
            Way::Trend => "Over time",
        }
    }

    /// What it shows, in a line.
    pub fn about(self) -> &'static str {
        match self {
            Way::Place => "A map of states, large metros or the world, and every place in order.",
            Way::Level => {
                "From intern to principal and from lead to VP, with how pay differs within each."
            }
            Way::Skill => {
                "Which skills pay more than the plain answer, and which cannot be told from it."
            }
            Way::Industry => "The same work in banks, hospitals, schools and web search.",
            Way::Role => "What other roles pay at the same level in the same place.",
            Way::Employer => "Employers of whom evidence speaks, each with how sure its figure is.",
            Way::Rates => "What freelancers, agencies and teams charge an hour around the world.",
            Way::Trend => "Pay of the past years, and where it may go next.",
        }
    }

    /// What one entry is called, and many.
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Way::Place => ("place", "places"),
            Way::Level => ("level", "levels"),
            Way::Skill => ("skill", "skills"),
            Way::Industry => ("industry", "industries"),
            Way::Role => ("role", "roles"),
            Way::Employer => ("employer", "employers"),
            Way::Rates => ("rate", "rates"),
            Way::Trend => ("year", "years"),
        }
    }

    /// What is ranked, of the ways that rank.
    pub fn ranked(self) -> Option<ByWord> {
        Some(match self {
            Way::Place => ByWord::Place,
            Way::Level => ByWord::Level,
            Way::Skill => ByWord::Skill,
            Way::Industry => ByWord::Industry,
            Way::Role => ByWord::Role,
            Way::Employer => ByWord::Employer,
            Way::Rates | Way::Trend => return None,
        })
    }

    /// A profile with an entry in the place of what it says, as the ranking has it.
    pub fn with(self, profile: &Profile, slug: &str, t: &Taxonomy) -> Option<Profile> {
        let mut with = self.without(profile);
        match self {
            Way::Place => with.place = t.place_of(slug)?,
            Way::Level => with.level = Some(t.level_of(slug)?),
            Way::Skill => with.skills = vec![t.skill_of(slug)?],
            Way::Industry => with.industry = Some(t.industry_of(slug)?),
            Way::Role => with.role = t.role_of(slug)?,
            Way::Employer => with.employer = Some(t.employer_of(slug)?),
            Way::Rates | Way::Trend => return None,
        }
        Some(with)
    }

    /// A profile without what is ranked: the plain answer, which entries stand about.
    pub fn without(self, profile: &Profile) -> Profile {
        let plain = profile.clone();
        match self {
            Way::Level => Profile { level: None, years: None, rung: None, ..plain },
            Way::Skill => Profile { skills: Vec::new(), ..plain },
            Way::Industry => Profile { industry: None, ..plain },
            Way::Employer => Profile { employer: None, tier: None, rung: None, ..plain },
            Way::Place | Way::Role | Way::Rates | Way::Trend => plain,
        }
    }
}
