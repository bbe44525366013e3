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
    /// Apart from the others: "DE" is a country, and no name of a town.
    countries: Memo<Option<PlaceId>>,
}

impl<'a> Places<'a> {
    /// A reader of places.
    pub fn new(taxonomy: &'a Taxonomy) -> Places<'a> {
        Places { taxonomy, known: Memo::new(), countries: Memo::new() }
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
            code.or_else(|| one(taxonomy.places_named(text), |p| is_country(taxonomy, p)))
        };
        self.countries.get(text, read)
    }

    /// "Seattle, WA", "London, EN, United Kingdom", "Toronto, Canada", "Germany". A city outside
    /// the United States is read as its country, which is not coarser: no evidence by city is held.
    pub fn city(&mut self, text: &str) -> Option<ReadPlace> {
        let taxonomy = self.taxonomy;
        self.known.get(text, |text| city(taxonomy, text))
    }

    /// A place that lies in a country, which the row states beside it: "Dublin" of the United States is
    /// not Ireland. A town that is not known there is read as its state, or else as the country.
    pub fn within(&mut self, text: &str, country: PlaceId) -> ReadPlace {
        let taxonomy = self.taxonomy;
        let bounded = format!("{}\n{text}", taxonomy.place(country).slug);
        let read = self.known.get(&bounded, |_| Some(within(taxonomy, text, country)));
        read.unwrap_or(ReadPlace { place: country, coarser: true })
    }

    /// A place of one text, which its own last word bounds where that is a country: "Vancouver, Canada".
    pub fn bounded(&mut self, text: &str) -> Option<ReadPlace> {
        if let Some((town, last)) = text.rsplit_once(',')
            && state(self.taxonomy, last.trim()).is_none()
            && let Some(country) = self.country(last.trim())
        {
            return Some(self.within(town, country));
        }
        self.city(text)
    }
}

fn within(taxonomy: &Taxonomy, text: &str, country: PlaceId) -> ReadPlace {
    let exactly = |place| ReadPlace { place, coarser: false };
    let inside = |place: PlaceId| place != country && taxonomy.contains(country, place);
    if let Some(place) = taxonomy.place_of(text).filter(|place| taxonomy.contains(country, *place))
    {
        return exactly(place);
    }
    let is_the_country = |part: &str| taxonomy.places_named(part).any(|place| place == country);
    let mut parts: Vec<&str> = text.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
    if parts
        .last()
        .is_some_and(|last| is_the_country(last) && state_in(taxonomy, last, country).is_none())
    {
        parts.pop();
    }
    match parts.as_slice() {
        // The country itself, or a town of which nothing else is held.
        [] => exactly(country),
        [town] => match widest(taxonomy, taxonomy.places_named(town).filter(|p| inside(*p))) {
            Some(place) => exactly(place),
            None => match state_in(taxonomy, town, country) {
                Some(state) if taxonomy.places_named(town).next().is_none() => exactly(state),
                _ => ReadPlace { place: country, coarser: !is_the_country(town) },
            },
        },
        [town, .., last] => in_part(taxonomy, (town, last), country, inside),
    }
}

/// The one of several meanings that holds all the others: New York is the state, where it may be the
/// city too; Washington is neither the state nor the capital.
fn widest(taxonomy: &Taxonomy, places: impl Iterator<Item = PlaceId>) -> Option<PlaceId> {
    let places: Vec<PlaceId> = places.collect();
    let holds_all = |outer: &&PlaceId| places.iter().all(|one| taxonomy.contains(**outer, *one));
    places.iter().find(holds_all).copied()
}

/// A town with its state, or with another part of its country.
fn in_part(
    taxonomy: &Taxonomy,
    (town, part): (&str, &str),
    country: PlaceId,
    inside: impl Fn(PlaceId) -> bool,
) -> ReadPlace {
    match state_in(taxonomy, part, country) {
        Some(state) => {
            in_state(taxonomy, town, state).unwrap_or(ReadPlace { place: state, coarser: true })
        }
        // "Munich, Bavaria": the part is not known, the town may be.
        None => match widest(taxonomy, taxonomy.places_named(town).filter(|p| inside(*p))) {
            Some(place) => ReadPlace { place, coarser: false },
            None => {
                let known = taxonomy.places_named(town).any(|place| place == country);
                ReadPlace { place: country, coarser: !known }
            }
        },
    }
}

/// A state of a country by its code or name.
fn state_in(taxonomy: &Taxonomy, text: &str, country: PlaceId) -> Option<PlaceId> {
    let is_state = |place: &PlaceId| {
        taxonomy.place(*place).kind == PlaceKind::State && taxonomy.contains(country, *place)
    };
    let code = format!("{}-{}", taxonomy.place(country).slug, text.to_ascii_lowercase());
    let by_code = taxonomy.place_of(&code).filter(is_state);
    by_code.or_else(|| one(taxonomy.places_named(text), |place| is_state(&place)))
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
