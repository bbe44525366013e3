//! Places of the taxonomy, and words, to places of the rules: `data/rules/places.toml`.

use std::collections::BTreeMap;

use goingrate_units::{PlaceId, PlaceKind, Taxonomy};

/// Which rules hold where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceTable {
    /// Places of the taxonomy whose rules are not those of their own code or of a place around.
    pub(crate) rules: BTreeMap<String, String>,
    /// Words for places that only the rules know.
    pub(crate) words: BTreeMap<String, String>,
}

/// A place of the taxonomy, and the rules that hold there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The place of the rules: `us-ny-nyc`.
    pub code: String,
    /// The states that the place reaches into besides the one whose rules these are.
    pub also: Vec<PlaceId>,
}

impl PlaceTable {
    /// The place of the rules that a word of the table means.
    pub fn named(&self, text: &str) -> Option<&str> {
        self.words.get(&key(text)).map(String::as_str)
    }

    /// Every place of the rules that the table names.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.rules.values().chain(self.words.values()).map(String::as_str)
    }

    /// The rules of a place of the taxonomy; `None` for a region, which has no law of its own.
    pub fn located(&self, place: PlaceId, taxonomy: &Taxonomy) -> Option<Located> {
        // The path leads from the world down: the nearest place with rules is the last.
        let code = taxonomy.place_path(place).filter_map(|id| self.code(id, taxonomy)).last()?;
        let own = |state: &&PlaceId| {
            let slug = &taxonomy.place(**state).slug;
            code != *slug && !code.starts_with(&format!("{slug}-"))
        };
        let also = taxonomy.place(place).states.iter().filter(own).copied().collect();
        Some(Located { code, also })
    }

    /// The rules of exactly this place.
    fn code(&self, id: PlaceId, taxonomy: &Taxonomy) -> Option<String> {
        let place = taxonomy.place(id);
        let has_law = matches!(place.kind, PlaceKind::State | PlaceKind::Country);
        let own = has_law.then_some(&place.slug);
        self.rules.get(&place.slug).or(own).cloned()
    }
}

/// A word as the table writes it: lower case, without commas and full stops.
fn key(text: &str) -> String {
    let plain = text.to_lowercase().replace([',', '.', '(', ')'], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
