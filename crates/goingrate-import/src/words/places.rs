//! The ways in which tables write places, to places of the taxonomy.

use goingrate_units::{PlaceId, PlaceKind, Taxonomy};

use crate::memo::Memo;

/// A place that was read, and whether it is coarser than what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadPlace {
    /// The place.
    pub place: PlaceId,
    /// Whether the city is not known and its state or country stands for it.
    pub coarser: bool,
}

/// Reads places, and keeps what it has read.
pub struct Places<'a> {
    taxonomy: &'a Taxonomy,
    known: Memo<Option<ReadPlace>>,
}

impl<'a> Places<'a> {
    /// A reader of places.
    pub fn new(taxonomy: &'a Taxonomy) -> Places<'a> {
        Places { taxonomy, known: Memo::new() }
    }

    /// A country by its code (`DE`) or name.
    pub fn country(&mut self, text: &str) -> Option<PlaceId> {
        let taxonomy = self.taxonomy;
        let read = |text: &str| {
            let code = (text.len() == 2).then(|| text.to_ascii_lowercase());
            // Puerto Rico and Guam have codes of countries, and are with the states.
            let by_code = |code: &String| {
                let as_state = || taxonomy.place_of(&format!("us-{code}"));
                taxonomy.place_of(code).or_else(as_state)
            };
            let code = code.as_ref().and_then(by_code);
            let place =
                code.or_else(|| one(taxonomy.places_named(text), |p| is_country(taxonomy, p)));
            place.map(|place| ReadPlace { place, coarser: false })
        };
        self.known.get(text, read).map(|read| read.place)
    }

    /// "Seattle, WA", "London, EN, United Kingdom", "Toronto, Canada", "Germany". A city outside
    /// the United States is read as its country, which is not coarser: no evidence by city is held.
    pub fn city(&mut self, text: &str) -> Option<ReadPlace> {
        let taxonomy = self.taxonomy;
        self.known.get(text, |text| city(taxonomy, text))
    }
}

fn city(taxonomy: &Taxonomy, text: &str) -> Option<ReadPlace> {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
    let exactly = |place| ReadPlace { place, coarser: false };
    let country = |name: &str| one(taxonomy.places_named(name), |p| is_country(taxonomy, p));
    match parts.as_slice() {
        [] => None,
        [one_word] => {
            let place = taxonomy.place_named(one_word).or_else(|| country(one_word));
            place.map(exactly)
        }
        // "Korea, South" is one name with a comma.
        [.., last] if country(last).is_some() && state(taxonomy, last).is_none() => {
            country(last).map(exactly)
        }
        [.., name, last] if country(&format!("{name} {last}")).is_some() => {
            country(&format!("{name} {last}")).map(exactly)
        }
        [city, .., last] => in_state(taxonomy, city, state(taxonomy, last)?),
    }
}

/// The metro of a city in a state of the United States, or else the state.
fn in_state(taxonomy: &Taxonomy, city: &str, state: PlaceId) -> Option<ReadPlace> {
    let slug = &taxonomy.place(state).slug;
    let code = slug.rsplit('-').next().unwrap_or_default();
    let reaches = |place: PlaceId| {
        taxonomy.place(place).kind == PlaceKind::Metro && taxonomy.contains(state, place)
    };
    let with_code = taxonomy.place_named(&format!("{city} {code}")).filter(|p| reaches(*p));
    let metro = with_code.or_else(|| one(taxonomy.places_named(city), reaches));
    Some(match metro {
        Some(place) => ReadPlace { place, coarser: false },
        None => ReadPlace { place: state, coarser: true },
    })
}

/// A state of the United States by its code or name.
fn state(taxonomy: &Taxonomy, text: &str) -> Option<PlaceId> {
    let is_state = |place: &PlaceId| taxonomy.place(*place).kind == PlaceKind::State;
    let by_code = taxonomy.place_of(&format!("us-{}", text.to_ascii_lowercase()));
    by_code.filter(is_state).or_else(|| one(taxonomy.places_named(text), |p| is_state(&p)))
}

fn is_country(taxonomy: &Taxonomy, place: PlaceId) -> bool {
    taxonomy.place(place).kind == PlaceKind::Country
}

/// The one place that fits, if it is one.
fn one(
    mut places: impl Iterator<Item = PlaceId>,
    fits: impl Fn(PlaceId) -> bool,
) -> Option<PlaceId> {
    let mut places = places.by_ref().filter(|place| fits(*place));
    let first = places.next();
    first.filter(|first| places.all(|other| other == *first))
}
