//! Which places are shown: states, large metros, all areas, or the world.

use goingrate::units::{PlaceId, PlaceKind, Taxonomy};

use crate::pages::explore::entries::{Entry, Order};
use crate::pages::explore::question::{Question, is_area};

/// Which places are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The states of the country.
    States,
    /// The metros that hold most of the jobs.
    Metros,
    /// All areas that statistics count, metros and the rest of each state.
    Areas,
    /// Countries.
    World,
}

/// The share of the counted jobs that large metros hold together.
const LARGE: f64 = 0.8;

impl Kind {
    /// What an address asks for, and what has to be said if it is not there.
    pub fn of(word: &str, question: &Question) -> (Kind, Option<String>) {
        let all = Kind::all(question);
        let usual = all.first().copied().unwrap_or(Kind::World);
        match all.into_iter().find(|kind| kind.word() == word) {
            Some(kind) => (kind, None),
            None if word.is_empty() => (usual, None),
            None => {
                let (_, many) = usual.nouns(question);
                (usual, Some(format!("There is no view “{word}”; this is of {many}.")))
            }
        }
    }

    /// Those that there are for a question, the usual one first.
    pub fn all(question: &Question) -> Vec<Kind> {
        let t = question.taxonomy();
        let has_states = states_of(question.country(), t).next().is_some();
        let states = has_states.then_some(Kind::States);
        match question.is_at_home() {
            true => states.into_iter().chain([Kind::Metros, Kind::Areas, Kind::World]).collect(),
            false => [Kind::World].into_iter().chain(states).chain([Kind::Metros]).collect(),
        }
    }

    /// Its word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Kind::States => "states",
            Kind::Metros => "metros",
            Kind::Areas => "areas",
            Kind::World => "world",
        }
    }

    /// Its name in the switch.
    pub fn name(self, question: &Question) -> &'static str {
        match (self, question.is_at_home()) {
            (Kind::States, true) => "States",
            (Kind::States, false) => "Within the country",
            (Kind::Metros, true) => "Large metros",
            (Kind::Metros, false) => "Large US metros",
            (Kind::Areas, _) => "All areas",
            (Kind::World, _) => "World",
        }
    }

    /// The order that is usual: of the world by the lower end, so that guesses do not stand on top.
    pub fn order(self) -> Order {
        if self == Kind::World { Order::Careful } else { Order::Middle }
    }

    /// What one of them is called, and many.
    pub fn nouns(self, question: &Question) -> (&'static str, &'static str) {
        match (self, question.is_at_home()) {
            (Kind::States, true) => ("state", "states"),
            (Kind::States, false) => ("region", "regions"),
            (Kind::Metros, true) => ("large metro", "large metros"),
            (Kind::Metros, false) => ("large US metro", "large US metros"),
            (Kind::Areas, _) => ("area", "areas"),
            (Kind::World, _) => ("country", "countries"),
        }
    }

    /// Whether there is a map of them.
    pub fn has_map(self, question: &Question) -> bool {
        self == Kind::World || self == Kind::States && question.is_at_home()
    }

    /// Whether places of a sort are among them.
    pub fn holds(self, kind: PlaceKind) -> bool {
        match self {
            Kind::States => kind == PlaceKind::State,
            Kind::Metros => kind == PlaceKind::Metro,
            Kind::Areas => is_area(kind),
            Kind::World => kind == PlaceKind::Country,
        }
    }

    /// The country that they are compared with.
    pub fn country(self, question: &Question) -> PlaceId {
        match self {
            Kind::Metros | Kind::Areas => question.taxonomy().default_place,
            Kind::States | Kind::World => question.country(),
        }
    }

    /// Of metros those that together hold most of the jobs, and those that the question names; of other places
    /// all.
    pub fn large(self, found: Vec<(PlaceId, Entry)>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = found.into_iter().map(|(_, entry)| entry).collect();
        if self != Kind::Metros {
            return entries;
        }
        entries.sort_by(|a, b| jobs(b).total_cmp(&jobs(a)));
        let all: f64 = entries.iter().map(jobs).sum();
        let mut before = 0.0;
        entries.retain(|entry| {
            let is_large = before < LARGE * all;
            before += jobs(entry);
            is_large || entry.on
        });
        entries
    }

    /// The rule by which places were chosen, where there is one.
    pub fn rule(self) -> Option<&'static str> {
        Some(match self {
            Kind::Metros => {
                "Large metros are those that together hold 8 in 10 of the jobs that are counted in metros; smaller ones are among all areas."
            }
            Kind::World => {
                "Countries stand in the order of the lower end of their interval, so that no guess stands on top; other orders are a link away."
            }
            Kind::Areas => "An area is a metro, or the part of a state outside of its metros.",
            Kind::States => return None,
        })
    }
}

fn jobs(entry: &Entry) -> f64 {
    entry.jobs.unwrap_or(0.0)
}

/// The states of a country.
pub fn states_of(country: PlaceId, t: &Taxonomy) -> impl Iterator<Item = PlaceId> {
    let places = t.places.iter().enumerate();
    let states = places
        .filter(move |(_, place)| place.kind == PlaceKind::State && place.parent == Some(country));
    states.map(|(index, _)| PlaceId::from_index(index))
}
