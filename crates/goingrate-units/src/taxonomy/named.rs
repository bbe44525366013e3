//! Names to entries: what one whole name of a table ("United Kingdom", "C#", "Software Engineer")
//! means, without guessing. Questions of people go through [`parse`](crate::parse) instead.

use super::{Entry, Taxonomy};
use crate::words::key;
use crate::{EmployerId, IndustryId, PlaceId, RoleId, RungId, SkillId, TierId};

impl Taxonomy {
    /// The place of a whole name, where it means one place; a foreign city means its country.
    pub fn place_named(&self, name: &str) -> Option<PlaceId> {
        only(self.places_named(name))
    }

    /// Every place that a whole name can mean ("Portland"); a foreign city means its country.
    pub fn places_named(&self, name: &str) -> impl Iterator<Item = PlaceId> {
        self.meanings(name).iter().filter_map(|entry| match entry {
            Entry::Place(id) | Entry::City(id) => Some(*id),
            _ => None,
        })
    }

    /// The skill of a whole name.
    pub fn skill_named(&self, name: &str) -> Option<SkillId> {
        only(self.meanings(name).iter().filter_map(|entry| match entry {
            Entry::Skill(id) => Some(*id),
            _ => None,
        }))
    }

    /// The role of a whole name.
    pub fn role_named(&self, name: &str) -> Option<RoleId> {
        only(self.meanings(name).iter().filter_map(|entry| match entry {
            Entry::Role(id) => Some(*id),
            _ => None,
        }))
    }

    /// The industry of a whole name.
    pub fn industry_named(&self, name: &str) -> Option<IndustryId> {
        only(self.meanings(name).iter().filter_map(|entry| match entry {
            Entry::Industry(id) => Some(*id),
            _ => None,
        }))
    }

    /// The tier of employers of a whole name.
    pub fn tier_named(&self, name: &str) -> Option<TierId> {
        only(self.meanings(name).iter().filter_map(|entry| match entry {
            Entry::Tier(id) => Some(*id),
            _ => None,
        }))
    }

    /// The employer of a whole name.
    pub fn employer_named(&self, name: &str) -> Option<EmployerId> {
        only(self.meanings(name).iter().filter_map(|entry| match entry {
            Entry::Employer(id) => Some(*id),
            _ => None,
        }))
    }

    /// The level of an employer's ladder that a whole name means there: its code, its title or another
    /// word for it. Where several have it, the lowest.
    pub fn rung_named(&self, employer: EmployerId, name: &str) -> Option<RungId> {
        let name = key(name);
        self.rungs_of(employer).find(|(_, rung)| rung.keys.contains(&name)).map(|(id, _)| id)
    }

    /// How many words the longest name of a level of an employer's ladder has.
    pub(crate) fn longest_rung(&self, employer: EmployerId) -> usize {
        let names = self.rungs_of(employer).flat_map(|(_, rung)| &rung.keys);
        names.map(|name| name.split(' ').count()).max().unwrap_or(0)
    }

    fn meanings(&self, name: &str) -> &[Entry] {
        self.index.meanings(&key(name))
    }
}

/// The first, if there is no second.
fn only<T>(mut meanings: impl Iterator<Item = T>) -> Option<T> {
    let first = meanings.next();
    first.filter(|_| meanings.next().is_none())
}
