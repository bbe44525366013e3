//! What makes looking up quick: slugs, codes and words to entries, filled while reading.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::words;
use crate::{
    Component, EmployerId, Engagement, IndustryId, LevelId, Period, PlaceId, RoleId, SkillId,
    TierId, Workplace,
};

/// What a word of the vocabulary can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Role(RoleId),
    /// A bare "developer".
    Generic,
    Level(LevelId),
    /// A company's code of a level.
    LevelHint(LevelId),
    /// A code that is one only directly after a role.
    AfterRole(LevelId),
    Place(PlaceId),
    /// A city that stands for its country.
    City(PlaceId),
    /// A place of the list of towns, by its position.
    Town(u32),
    Skill(SkillId),
    Industry(IndustryId),
    Tier(TierId),
    /// An employer, unless the words also mean something else and nothing says that one is meant.
    Employer(EmployerId),
    Engagement(Engagement),
    Component(Component),
    /// Remote, hybrid or in an office.
    Workplace(Workplace),
    /// The period in which money is told: "per day".
    Per(Period),
    /// What no evidence prices: read, told and not used.
    Aside,
    /// Work that is not priced here.
    Unpriced,
    /// A question that something else answers, by its position.
    Elsewhere(u16),
    /// Several things at once ("CTO", "MERN developer"), by position.
    Several(u16),
    /// "full time": an employee, where nothing else is said.
    FullTime,
    /// "part time": the same, for a part of the week.
    PartTime,
    /// A number as a word: "three".
    Number(u8),
    /// Passed over.
    Stop,
    /// "years", after a figure.
    YearsUnit,
    /// A month, 1 to 12.
    Month(u8),
}

/// The field of a profile that an entry speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Role,
    Level,
    Place,
    Skill,
    Industry,
    Tier,
    Employer,
    Engagement,
    Component,
    /// Where work is done, for which period pay is told, what is told and not used.
    Aside,
    /// Small words, which give way to all others.
    Small,
}

impl Entry {
    pub fn kind(self) -> Kind {
        match self {
            Entry::Role(_) => Kind::Role,
            Entry::Level(_) | Entry::LevelHint(_) => Kind::Level,
            Entry::Place(_) | Entry::City(_) | Entry::Town(_) => Kind::Place,
            Entry::Skill(_) => Kind::Skill,
            Entry::Industry(_) => Kind::Industry,
            Entry::Tier(_) => Kind::Tier,
            Entry::Employer(_) => Kind::Employer,
            Entry::Engagement(_) => Kind::Engagement,
            Entry::Component(_) => Kind::Component,
            Entry::Several(_)
            | Entry::Workplace(_)
            | Entry::Per(_)
            | Entry::FullTime
            | Entry::PartTime
            | Entry::Aside
            | Entry::Unpriced
            | Entry::Elsewhere(_) => Kind::Aside,
            Entry::Generic
            | Entry::Number(_)
            | Entry::AfterRole(_)
            | Entry::Stop
            | Entry::YearsUnit
            | Entry::Month(_) => Kind::Small,
        }
    }
}

impl Kind {
    /// The kind in a message.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Role => "role",
            Kind::Level => "level",
            Kind::Place => "place",
            Kind::Skill => "skill",
            Kind::Industry => "industry",
            Kind::Tier => "tier",
            Kind::Employer => "employer",
            Kind::Engagement => "engagement",
            Kind::Component => "component",
            Kind::Aside | Kind::Small => "word",
        }
    }
}

/// Slugs, codes and words to entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Index {
    pub role_slugs: HashMap<String, usize>,
    pub level_slugs: HashMap<String, usize>,
    pub place_slugs: HashMap<String, usize>,
    pub skill_slugs: HashMap<String, usize>,
    pub industry_slugs: HashMap<String, usize>,
    pub tier_slugs: HashMap<String, usize>,
    pub employer_slugs: HashMap<String, usize>,
    pub soc: HashMap<String, RoleId>,
    pub place_codes: HashMap<String, PlaceId>,
    pub industry_codes: HashMap<String, IndustryId>,
    /// The last part of a state's slug (`wa`) to the states that have it, those of the first country
    /// first.
    pub state_codes: HashMap<String, Vec<PlaceId>>,
    /// Folded phrases to what they can mean.
    pub words: FxHashMap<String, Vec<Entry>>,
    /// Folded names of towns that are understood only beside a place around them, to the towns.
    pub towns_beside: FxHashMap<String, Vec<u32>>,
    /// Every word of a phrase of several.
    pub parts: FxHashSet<String>,
    /// First words of phrases of several to the number of words of the longest that starts so.
    starts: FxHashMap<String, usize>,
}

impl Index {
    /// Empty, with room for the words of a large taxonomy, so that it does not grow while reading.
    pub fn with_room() -> Index {
        Index {
            words: FxHashMap::with_capacity_and_hasher(65_536, FxBuildHasher),
            parts: FxHashSet::with_capacity_and_hasher(16_384, FxBuildHasher),
            place_slugs: HashMap::with_capacity(1024),
            place_codes: HashMap::with_capacity(1024),
            ..Index::default()
        }
    }

    /// Keeps the words of folded phrases as words that are known.
    pub fn add_parts<'k>(&mut self, keys: impl IntoIterator<Item = &'k String>) {
        for part in keys.into_iter().flat_map(|key| key.split(' ')).filter(|part| !part.is_empty())
        {
            if !self.parts.contains(part) {
                self.parts.insert(part.to_owned());
            }
        }
    }

    /// Whether a folded word is a phrase, or a word of one.
    pub fn is_known(&self, word: &str) -> bool {
        self.words.contains_key(word) || self.parts.contains(word)
    }

    /// How many words the longest phrase has that starts with a folded word; 1 if none does.
    pub fn reach(&self, word: &str) -> usize {
        let first = word.split(' ').next().unwrap_or(word);
        self.starts.get(first).copied().unwrap_or(1)
    }

    /// Keeps how long a folded phrase is.
    pub fn add_start(&mut self, key: &str) {
        let Some((first, rest)) = key.split_once(' ') else { return };
        let words = 2 + rest.bytes().filter(|&byte| byte == b' ').count();
        match self.starts.get_mut(first) {
            Some(reach) => *reach = words.max(*reach),
            None => _ = self.starts.insert(first.to_owned(), words),
        }
    }

    /// What a folded phrase can mean; empty if nothing.
    pub fn meanings(&self, phrase: &str) -> &[Entry] {
        self.words.get(phrase).map_or(&[], Vec::as_slice)
    }

    /// Keeps a phrase for an entry; saying the same twice is harmless.
    pub fn add_word(&mut self, phrase: &str, entry: Entry) {
        self.add_key(words::key(phrase), entry);
    }

    /// Keeps a folded phrase for an entry.
    pub fn add_key(&mut self, key: String, entry: Entry) {
        if key.is_empty() {
            return;
        }
        if key.contains(' ') {
            self.add_start(&key);
            self.add_parts([&key]);
        }
        let meanings = self.words.entry(key).or_default();
        if !meanings.contains(&entry) {
            meanings.push(entry);
        }
    }
}

/// Puts a new key into a map of slugs or codes; `false` if it is there already.
pub(super) fn put<V>(map: &mut HashMap<String, V>, key: &str, value: V) -> bool {
    match map.entry(key.to_owned()) {
        Slot::Occupied(_) => false,
        Slot::Vacant(slot) => {
            slot.insert(value);
            true
        }
    }
}
