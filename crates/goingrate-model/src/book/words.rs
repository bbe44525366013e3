//! The words behind the numbers of a book. In the program roles, places and the like are positions
//! in lists, and lists grow in the middle. A book keeps the words of what it speaks of, and numbers
//! of its own: a list that has changed since never makes it answer about something else.

use goingrate_evidence::{Education, Remote};
use goingrate_units::{Component, Engagement, PlaceId, RoleId, Taxonomy};

use crate::ModelError;
use crate::block::keys::Key;
use crate::book::bytes::{Reader, Writer, cut};
use crate::effects::Effect;

/// How many sorts of words there are.
const SORTS: usize = Key::WORDS.len();

/// All words at hand, by sort and position.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Words([Vec<String>; SORTS]);

impl Words {
    /// The words of a taxonomy and of the enumerations beside it.
    pub fn of(taxonomy: &Taxonomy) -> Words {
        fn all<'t>(slugs: impl Iterator<Item = &'t str>) -> Vec<String> {
            slugs.map(str::to_owned).collect()
        }
        Words(Key::WORDS.map(|key| match key {
            Key::Role => all(taxonomy.roles.iter().map(|role| role.slug.as_str())),
            Key::Level => all(taxonomy.levels.iter().map(|level| level.slug.as_str())),
            Key::Place => all(taxonomy.places.iter().map(|place| place.slug.as_str())),
            Key::Skill => all(taxonomy.skills.iter().map(|skill| skill.slug.as_str())),
            Key::Industry => all(taxonomy.industries.iter().map(|one| one.slug.as_str())),
            Key::Tier => all(taxonomy.tiers.iter().map(|tier| tier.slug.as_str())),
            Key::Engagement => all(Engagement::ALL.iter().map(|one| one.slug())),
            Key::Component => all(Component::ALL.iter().map(|one| one.slug())),
            Key::Education => all(Education::ALL.iter().map(|one| one.slug())),
            Key::Workplace => all(Remote::ALL.iter().map(|one| one.slug())),
            _ => Vec::new(),
        }))
    }

    fn word(&self, list: usize, position: u32) -> &str {
        self.0[list].get(position as usize).map_or("", String::as_str)
    }
}

/// The position of a word at hand.
fn position(key: Key, word: &str, taxonomy: &Taxonomy) -> Option<usize> {
    match key {
        Key::Role => taxonomy.role_of(word).map(RoleId::index),
        Key::Level => taxonomy.level_of(word).map(|id| id.index()),
        Key::Place => taxonomy.place_of(word).map(PlaceId::index),
        Key::Skill => taxonomy.skill_of(word).map(|id| id.index()),
        Key::Industry => taxonomy.industry_of(word).map(|id| id.index()),
        Key::Tier => taxonomy.tier_of(word).map(|id| id.index()),
        Key::Engagement => Engagement::from_slug(word).map(|one| one as usize),
        Key::Component => Component::from_slug(word).map(|one| one as usize),
        Key::Education => Education::from_slug(word).map(|one| one as usize),
        Key::Workplace => Remote::from_slug(word).map(|one| one as usize),
        _ => None,
    }
}

/// The words that a book speaks of: the position at hand of each number of the book.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Dictionary([Vec<u32>; SORTS]);

impl Dictionary {
    /// Of all positions that a book speaks of, in any order and with repetitions.
    pub fn of(spoken: impl Iterator<Item = (Key, u32)>) -> Dictionary {
        let mut lists = Dictionary::default();
        for (key, position) in spoken {
            if let Some(list) = key.list() {
                lists.0[list].push(position);
            }
        }
        for list in &mut lists.0 {
            list.sort_unstable();
            list.dedup();
        }
        lists
    }

    /// The book's number of a position, for one that it was made of.
    pub fn number(&self, key: Key, position: u32) -> u32 {
        let Some(list) = key.list() else { return position };
        self.0[list].partition_point(|&known| known < position) as u32
    }

    /// The position at hand of a number of the book.
    ///
    /// # Errors
    /// When the book has no such number.
    pub fn position(&self, key: Key, number: u32) -> Result<u32, ModelError> {
        let Some(list) = key.list() else { return Ok(number) };
        self.0[list].get(number as usize).copied().ok_or_else(cut)
    }

    pub fn role(&self, number: u32) -> Result<RoleId, ModelError> {
        self.position(Key::Role, number).map(|at| RoleId::from_index(at as usize))
    }

    pub fn place(&self, number: u32) -> Result<PlaceId, ModelError> {
        self.position(Key::Place, number).map(|at| PlaceId::from_index(at as usize))
    }

    /// Writes the words, each list under its name.
    pub fn write(&self, words: &Words, out: &mut Writer) {
        for (list, (key, positions)) in Key::WORDS.iter().zip(&self.0).enumerate() {
            out.text(key.name());
            out.texts(positions.iter().map(|&position| words.word(list, position)));
        }
    }

    /// Finds the words of a book among those at hand.
    ///
    /// # Errors
    /// When one is missing: it names the word.
    pub fn read(input: &mut Reader, taxonomy: &Taxonomy) -> Result<Dictionary, ModelError> {
        let mut lists = Dictionary::default();
        for (list, key) in lists.0.iter_mut().zip(Key::WORDS) {
            if input.text()? != key.name() {
                return Err(cut());
            }
            for word in input.texts()? {
                let found = position(key, &word, taxonomy);
                list.push(found.ok_or_else(|| missing(key.name(), &word))? as u32);
            }
        }
        Ok(lists)
    }
}

/// Why a book cannot be read by a program that does not know one of its words.
pub(crate) fn missing(sort: &str, word: &str) -> ModelError {
    ModelError::Book(format!(
        "it speaks of the {sort} {word:?}, which this program does not know; fit it anew"
    ))
}

/// What an effect speaks of.
pub(crate) fn spoken_of(effect: Effect) -> [(Key, u32); 2] {
    let [of, and] = effect.block.keys();
    [(of, effect.of), (and, effect.and)]
}
