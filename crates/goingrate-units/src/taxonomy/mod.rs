//! The taxonomy: which roles, levels, places, skills, industries and tiers there are, their words
//! and their codes. A value built from the bytes of `data/taxonomy`; the code knows none by name.

mod employers;
mod entries;
mod files;
mod index;
mod named;
mod phrases;
mod places;
mod read;
mod slugs;
mod towns;

pub use entries::{
    Employer, Industry, Ladder, Level, Place, PlaceKind, Role, Rung, Skill, SkillKind, Tier,
};
pub(crate) use files::MoneyWords;
pub use files::TaxonomyFiles;
pub(crate) use index::{Entry, Index, Kind};
pub(crate) use phrases::Phrases;
pub(crate) use towns::Town;

use std::collections::HashMap;

use crate::{
    Component, EmployerId, Engagement, IndustryId, LevelId, PlaceId, RoleId, RungId, SkillId,
    TierId,
};

/// All of it, with the words of engagements and components.
#[derive(Clone, Debug, PartialEq)]
pub struct Taxonomy {
    /// Roles, parents before children.
    pub roles: Vec<Role>,
    /// Levels, by ladder and rank.
    pub levels: Vec<Level>,
    /// Places, parents before children.
    pub places: Vec<Place>,
    /// Skills, parents before children.
    pub skills: Vec<Skill>,
    /// Industries, parents before children.
    pub industries: Vec<Industry>,
    /// Tiers of employers.
    pub tiers: Vec<Tier>,
    /// Employers by name.
    pub employers: Vec<Employer>,
    /// Levels of employers' own ladders, in the order of employers.
    pub rungs: Vec<Rung>,
    /// The place of a question that names none.
    pub default_place: PlaceId,
    /// The role of a question that names none.
    pub default_role: RoleId,
    /// The role of a bare "developer".
    pub generic_role: RoleId,
    /// Other words for engagements, lower case.
    pub engagement_words: Vec<(String, Engagement)>,
    /// Other words for components, lower case.
    pub component_words: Vec<(String, Component)>,
    /// Words after which a name that means several things is an employer's ("at").
    pub(crate) employer_after: Vec<String>,
    /// Words for hours and days of work.
    pub(crate) hours: Vec<String>,
    /// Words that say that the next is not meant.
    pub(crate) not: Vec<String>,
    /// Words after years of life.
    pub(crate) age: Vec<String>,
    /// By skill, the role that it says where nothing names another.
    pub(crate) role_of_skill: HashMap<SkillId, RoleId>,
    /// Words after which the name of a place stands ("in").
    pub(crate) place_after: Vec<String>,
    /// Names of employers that are everyday words, folded.
    pub(crate) everyday_employers: Vec<String>,
    /// Why a company's code of a level is only a hint.
    pub(crate) hint_note: String,
    /// How many years an open end ("10+") is read to reach.
    pub(crate) open_years: f64,
    /// Words of amounts of money.
    pub(crate) money: MoneyWords,
    /// Phrases that say several things, and questions that something else answers.
    pub(crate) phrases: Phrases,
    /// Towns below the places that evidence speaks of.
    pub(crate) towns: Vec<Town>,
    /// Codes of countries that are read where they stand alone.
    pub(crate) codes_alone: Vec<String>,
    /// By folded word, the place that is meant where several have the name and nobody says which.
    pub(crate) likelier: HashMap<String, PlaceId>,
    /// By slug of a place and folded word, how to write a town of it.
    pub(crate) written: HashMap<String, String>,
    /// Endings of words in inflected languages, each with what stands in its place.
    pub(crate) endings: Vec<(String, String)>,
    pub(crate) index: Index,
}

/// What can be wrong with the files of a taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {what}")]
pub struct TaxonomyError {
    /// The file.
    pub file: String,
    /// What is wrong in it, with the offending entry.
    pub what: String,
}

macro_rules! lookup {
    ($(#[$doc:meta])* $by_slug:ident, $get:ident, $list:ident, $slugs:ident, $id:ident, $entry:ident) => {
        $(#[$doc])*
        pub fn $by_slug(&self, slug: &str) -> Option<$id> {
            self.index.$slugs.get(slug).map(|&index| $id::from_index(index))
        }

        /// The entry of an id of this taxonomy.
        pub fn $get(&self, id: $id) -> &$entry {
            &self.$list[id.index()]
        }
    };
}

impl Taxonomy {
    lookup!(
        /// The role of a slug.
        role_of, role, roles, role_slugs, RoleId, Role
    );
    lookup!(
        /// The level of a slug.
        level_of, level, levels, level_slugs, LevelId, Level
    );
    lookup!(
        /// The place of a slug.
        place_of, place, places, place_slugs, PlaceId, Place
    );
    lookup!(
        /// The skill of a slug.
        skill_of, skill, skills, skill_slugs, SkillId, Skill
    );
    lookup!(
        /// The industry of a slug.
        industry_of, industry, industries, industry_slugs, IndustryId, Industry
    );
    lookup!(
        /// The tier of a slug.
        tier_of, tier, tiers, tier_slugs, TierId, Tier
    );
    lookup!(
        /// The employer of a slug.
        employer_of, employer, employers, employer_slugs, EmployerId, Employer
    );

    /// The entry of a level of an employer's ladder.
    pub fn rung(&self, id: RungId) -> &Rung {
        &self.rungs[id.index()]
    }

    /// The levels of an employer's ladder, in its order.
    pub fn rungs_of(&self, employer: EmployerId) -> impl Iterator<Item = (RungId, &Rung)> {
        let first = self.rungs.partition_point(|rung| rung.employer < employer);
        let own = self.rungs.iter().enumerate().skip(first);
        own.take_while(move |(_, rung)| rung.employer == employer)
            .map(|(at, rung)| (RungId::from_index(at), rung))
    }

    /// The role that is the official occupation of a SOC code (`15-1252`).
    pub fn role_by_soc(&self, soc: &str) -> Option<RoleId> {
        self.index.soc.get(soc).copied()
    }

    /// The place of a code of the official statistics (`0042660`; the nation is `0000000`).
    pub fn place_by_official_code(&self, code: &str) -> Option<PlaceId> {
        self.index.place_codes.get(code).copied()
    }

    /// The industry of a code of the official table (`52--53`, `541500`).
    pub fn industry_by_official_code(&self, code: &str) -> Option<IndustryId> {
        self.index.industry_codes.get(code).copied()
    }

    /// The roles from the root down to `id`, both included.
    pub fn role_path(&self, id: RoleId) -> impl Iterator<Item = RoleId> {
        path(id, |id| self.role(id).parent)
    }

    /// The places from the world down to `id`, both included.
    pub fn place_path(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> {
        path(id, |id| self.place(id).parent)
    }

    /// The skills from the family down to `id`, both included.
    pub fn skill_path(&self, id: SkillId) -> impl Iterator<Item = SkillId> {
        path(id, |id| self.skill(id).parent)
    }

    /// The industries from the sector down to `id`, both included.
    pub fn industry_path(&self, id: IndustryId) -> impl Iterator<Item = IndustryId> {
        path(id, |id| self.industry(id).parent)
    }

    /// Whether `inner` is `outer`, lies in it, reaches into it (a metro into a second state) or is
    /// a member of it.
    pub fn contains(&self, outer: PlaceId, inner: PlaceId) -> bool {
        let group = &self.place(outer).members;
        let above = |place: PlaceId| self.place_path(place).any(|p| p == outer);
        above(inner)
            || group.contains(&inner)
            || self.place(inner).states.iter().any(|&state| above(state))
    }

    /// The country that a place lies in; `None` for the world and its regions.
    pub fn country(&self, id: PlaceId) -> Option<PlaceId> {
        self.place_path(id).find(|&p| self.place(p).kind == PlaceKind::Country)
    }
}

/// The way from the root to `id`, by the parent of each.
fn path<I: Copy>(id: I, parent: impl Fn(I) -> Option<I>) -> impl Iterator<Item = I> {
    let mut up: Vec<I> = std::iter::successors(Some(id), |&id| parent(id)).collect();
    up.reverse();
    up.into_iter()
}
