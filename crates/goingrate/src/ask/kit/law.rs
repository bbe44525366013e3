//! What the law of a place asks an employer to tell about pay: its own laws, those of a country whose part
//! it is, those of the states that a metro reaches into, and, of a country, those of its parts.

use goingrate_plan::kit::{AdvertLaw, Kits};
use goingrate_units::{PlaceId, PlaceKind, Profile, Taxonomy};

/// What the law says of adverts in a place.
#[derive(Clone, Debug, PartialEq)]
pub struct LawAnswer {
    /// The laws that hold for the place, or for a part of it that it reaches into.
    pub laws: Vec<LawOfPlace>,
    /// Of a country or region: laws that hold only in a part of it.
    pub within: Vec<LawOfPlace>,
    /// Whether the country was looked through as a whole, so that no law listed means none known.
    pub covered: bool,
    /// The place that is asked for.
    pub place: PlaceId,
    /// The country, by its name; the place itself where it lies in none.
    pub country: String,
}

/// A law with the place that it is the law of.
#[derive(Clone, Debug, PartialEq)]
pub struct LawOfPlace {
    /// The place.
    pub place: PlaceId,
    /// The law.
    pub law: AdvertLaw,
}

/// The law of a profile's place on its day: laws that have begun.
pub(super) fn law(kits: &Kits, profile: &Profile, words: &Taxonomy) -> LawAnswer {
    let here = profile.place;
    let mut answer = LawAnswer {
        laws: Vec::new(),
        within: Vec::new(),
        covered: false,
        place: here,
        country: words.place(words.country(here).unwrap_or(here)).name.clone(),
    };
    for law in kits.laws().iter().filter(|law| law.from <= profile.as_of) {
        for place in law.places.iter().filter_map(|slug| words.place_of(slug)) {
            let of = LawOfPlace { place, law: law.clone() };
            match relation(here, place, words) {
                Relation::Holds => answer.laws.push(of),
                Relation::Within => answer.within.push(of),
                Relation::None => (),
            }
        }
    }
    let country = words.country(here).map(|country| words.place(country).slug.as_str());
    answer.covered = country.is_some_and(|slug| kits.covers().iter().any(|known| known == slug));
    answer
}

enum Relation {
    Holds,
    Within,
    None,
}

/// How a place of a law stands to the place of a profile.
fn relation(here: PlaceId, of_law: PlaceId, words: &Taxonomy) -> Relation {
    let reaches = |state: &PlaceId| words.place_path(*state).any(|place| place == of_law);
    let place = words.place(here);
    if words.place_path(here).any(|place| place == of_law)
        || place.states.iter().any(reaches)
        || place.members.iter().any(reaches)
    {
        return Relation::Holds;
    }
    let is_wide = matches!(
        place.kind,
        PlaceKind::World | PlaceKind::Region | PlaceKind::Country | PlaceKind::Remote
    );
    // Work at home in a country may be done in any of its parts.
    let outer = match place.kind {
        PlaceKind::Remote => words.country(here).unwrap_or(here),
        _ => here,
    };
    if is_wide && words.place_path(of_law).any(|place| place == outer) {
        return Relation::Within;
    }
    Relation::None
}
