//! What rows were read as, in words that everybody can check; profiles that come back are usually said twice.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use goingrate_units::{Profile, Taxonomy, describe};

use super::memory::Sightings;

/// When so many profiles are remembered, they are forgotten: a bound on memory.
const MOST_KNOWN: usize = 1 << 14;

/// Profiles in words.
pub(super) struct ReadAs<'a> {
    taxonomy: &'a Taxonomy,
    /// By the hash of a profile, which another may share.
    known: HashMap<u64, (Profile, Arc<str>)>,
    seen: Sightings,
}

impl<'a> ReadAs<'a> {
    pub fn new(taxonomy: &'a Taxonomy) -> ReadAs<'a> {
        ReadAs { taxonomy, known: HashMap::new(), seen: Sightings::new() }
    }

    /// "Senior backend developer · Seattle-Tacoma-Bellevue, WA · Rust · employee · base salary · Nov 2026".
    pub fn words(&mut self, profile: &Profile) -> Arc<str> {
        let key = hash(profile);
        match self.known.get(&key) {
            Some((known, words)) if known == profile => return words.clone(),
            _ => {}
        }
        let words: Arc<str> = describe(profile, self.taxonomy).into();
        if !self.seen.again(key) {
            return words;
        }
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(key, (profile.clone(), words.clone()));
        words
    }
}

fn hash(profile: &Profile) -> u64 {
    let mut hasher = BuildHasherDefault::<DefaultHasher>::default().build_hasher();
    let p = profile;
    (p.role, p.level, p.place, &p.skills, p.industry, p.tier).hash(&mut hasher);
    (p.employer, p.rung, p.engagement, p.component, p.as_of).hash(&mut hasher);
    p.years.map(|years| (years.low.to_bits(), years.high.to_bits())).hash(&mut hasher);
    hasher.finish()
}
