//! The entries of a taxonomy's lists.

use crate::{Currency, EmployerId, IndustryId, LevelId, PlaceId, RoleId, SkillId, TierId, Years};

/// A role and its place in the hierarchy: specialty → official occupation → group.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// The word of data files: `backend-developer`, or the SOC code `15-1252`.
    pub slug: String,
    /// What people call it: "Backend developer".
    pub name: String,
    /// The node above; `None` for the root.
    pub parent: Option<RoleId>,
    /// The official code (SOC 2018) where the role *is* an official occupation.
    pub soc: Option<String>,
    /// The ladder that its levels are on.
    pub ladder: Ladder,
    /// Other words for it, lower case.
    pub synonyms: Vec<String>,
    /// A remark for the reader (why this parent, what is not known).
    pub note: Option<String>,
    /// The level that the role's own name says (an engineering manager is a manager).
    pub implies_level: Option<LevelId>,
}

/// A ladder of levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ladder {
    /// intern < junior < mid < senior < staff < principal.
    Individual,
    /// lead < manager < director < VP.
    Management,
}

/// A step of a ladder.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The word of data files: `senior`.
    pub slug: String,
    /// What people call it.
    pub name: String,
    /// Its ladder.
    pub ladder: Ladder,
    /// Position on its ladder, from 0.
    pub rank: usize,
    /// Usual years of experience.
    pub years: Years,
    /// How many years fewer and more than [`years`](Self::years) do not yet contradict it.
    pub tolerance: Years,
    /// Other words for it, lower case (`entry`, `sr`).
    pub synonyms: Vec<String>,
    /// Codes of companies (`l5`), lower case, which differ from one company to the next.
    pub hints: Vec<String>,
    /// Codes that mean it only directly after a role (`ii`).
    pub after_role: Vec<String>,
    /// The role of a question that names this level and no role.
    pub implies_role: Option<RoleId>,
}

/// What sort of place a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// The root.
    World,
    /// A part of the world ("Western Europe").
    Region,
    /// A country, with an ISO code.
    Country,
    /// A state of a country.
    State,
    /// A metropolitan area.
    Metro,
    /// The rest of a state.
    NonMetro,
    /// Several areas under one common name ("Bay Area").
    Group,
    /// Anywhere in a country, at home.
    Remote,
}

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The word of data files: `us`, `us-wa`, `us-42660` (CBSA), `us-bay-area`.
    pub slug: String,
    /// Its full name.
    pub name: String,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// The place it lies in; `None` for the world. A metro that spans states lies in its first.
    pub parent: Option<PlaceId>,
    /// Members of a [`PlaceKind::Group`]; empty otherwise.
    pub members: Vec<PlaceId>,
    /// The states that a metro reaches into, the first included; empty for all other kinds.
    pub states: Vec<PlaceId>,
    /// Currency people are paid in there; inherited from the parent where not given, USD for
    /// regions.
    pub currency: Currency,
    /// The code of the official statistics (`0042660`), where there is one.
    pub official_code: Option<String>,
    /// Other words for it, lower case.
    pub synonyms: Vec<String>,
}

/// What sort of skill a skill is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkillKind {
    /// A family ("systems languages", "containers or cloud services").
    Family,
    /// A programming language.
    Language,
    /// A framework of a language.
    Framework,
    /// Anything else: cloud, containers, databases, AI services.
    Tool,
}

/// A skill and its place in the hierarchy framework → language → family.
#[derive(Clone, Debug, PartialEq)]
pub struct Skill {
    /// The word of data files: `rust`, `django`.
    pub slug: String,
    /// What people call it.
    pub name: String,
    /// What sort of skill it is.
    pub kind: SkillKind,
    /// The node above; `None` for a family at the top.
    pub parent: Option<SkillId>,
    /// Other words for it, lower case.
    pub synonyms: Vec<String>,
}

/// An industry: a NAICS sector, a part of one, or a word of the reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Industry {
    /// The word of data files: `finance`.
    pub slug: String,
    /// Its full name: "Credit intermediation and related activities".
    pub name: String,
    /// What people call it, in rankings and headlines: "Banking".
    pub everyday: String,
    /// The code in the official table of industries (`52--53`, `541500`), where there is one.
    pub official_code: Option<String>,
    /// The node above; `None` at the top.
    pub parent: Option<IndustryId>,
    /// Other words for it, lower case.
    pub synonyms: Vec<String>,
}

/// A tier of employers.
#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    /// The word of data files: `top-tier-tech`.
    pub slug: String,
    /// What people call it.
    pub name: String,
    /// Other words for it, lower case.
    pub synonyms: Vec<String>,
}

/// An employer.
#[derive(Clone, Debug, PartialEq)]
pub struct Employer {
    /// The word of data files: `google`.
    pub slug: String,
    /// What people call it.
    pub name: String,
    /// Its tier in the United States, where it is known.
    pub tier: Option<TierId>,
    /// The kind of employer that it is outside its home country and the United States, where it is
    /// known.
    pub kind: Option<TierId>,
    /// The country of its headquarters, where it is known.
    pub home: Option<PlaceId>,
    /// Other words for it, lower case.
    pub synonyms: Vec<String>,
}

/// A level of an employer's own ladder.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// Whose it is.
    pub employer: EmployerId,
    /// Its code or, where it has none, its title: `L5`.
    pub code: String,
    /// The title of those who have it; empty where it is not known.
    pub title: String,
    /// Our levels that it stands for, likeliest first; the shares add up to one.
    pub levels: Vec<(LevelId, f64)>,
    /// Whether its reading was not found in a second place.
    pub is_unverified: bool,
    /// What it is called, folded.
    pub(crate) keys: Vec<String>,
}
