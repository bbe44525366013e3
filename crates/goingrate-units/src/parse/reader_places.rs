//! Places in a text: towns that count beside their state, codes of states and countries, towns that no list
//! has.

use super::meaning::{Candidate, Meaning};
use super::mention::Reader;
use crate::taxonomy::{Entry, Kind};
use crate::words;
use crate::{PlaceId, PlaceKind};

impl Reader<'_> {
    /// The state of a code that no word has, and no other state or country: "SP" is São Paulo.
    pub(super) fn state_of_code(&self, at: usize) -> Option<PlaceId> {
        let token = self.tokens.get(at).filter(|token| token.is_capital_pair())?;
        match self.code(&token.word).as_slice() {
            [only] if self.taxonomy.place(only.place).kind == PlaceKind::State => Some(only.place),
            _ => None,
        }
    }

    /// Capital letters directly after a place of a country whose states no list has: "Bern, BE".
    pub(super) fn is_code_of_region(&self, at: usize) -> bool {
        let before = self.reading.mentions.last().filter(|mention| mention.span.1 == at);
        let Some(Meaning::Place(places)) = before.map(|mention| &mention.meaning) else {
            return false;
        };
        let abroad = places.iter().all(|candidate| {
            self.taxonomy.country(candidate.place)
                != self.taxonomy.country(self.taxonomy.default_place)
        });
        abroad && self.tokens[at].is_code()
    }

    /// Words that are not known and stand directly before a place are a town of it: "Meadville,
    /// Pennsylvania".
    pub(super) fn towns_before_their_place(&mut self) {
        let places: Vec<(usize, String)> = self
            .reading
            .mentions
            .iter()
            .filter_map(|mention| {
                let Meaning::Place(candidates) = &mention.meaning else { return None };
                let [only] = candidates.as_slice() else { return None };
                let place = self.taxonomy.place(only.place);
                let holds_towns = matches!(place.kind, PlaceKind::State | PlaceKind::Country);
                (holds_towns && !only.city).then(|| (mention.span.0, place.name.clone()))
            })
            .collect();
        for (mut start, name) in places {
            let mut town = Vec::new();
            while let Some(place) = self.reading.unknown.iter().position(|u| u.at + 1 == start)
                && town.len() < 3
                && !words::is_figure(&self.reading.unknown[place].written)
            {
                let unknown = self.reading.unknown.remove(place);
                start = unknown.at;
                town.insert(0, unknown.written);
            }
            if !town.is_empty() {
                let town = town.join(" ");
                let remark = format!("{town} is no place of the list: it is taken as {name}.");
                self.reading.remarks.push(remark);
            }
        }
    }

    /// The towns of a folded name that count only beside a place around them.
    pub(super) fn towns_beside(&self, name: &str) -> Vec<Candidate> {
        let towns = self.taxonomy.index.towns_beside.get(name).into_iter().flatten();
        let candidate = |&town: &u32| {
            let candidate = Candidate::of_town(town, self.taxonomy)?;
            Some(Candidate { needs_place: true, ..candidate })
        };
        towns.filter_map(candidate).collect()
    }

    /// A name that means something else too, and a town where the state or country of one stands right
    /// after it: "Orange, CA".
    pub(super) fn town_before_place(&self, at: usize) -> Option<(usize, Vec<Candidate>)> {
        let (taken, towns) = self.longest_phrase(at, |name, taken| {
            let towns = self.towns_beside(name);
            (!towns.is_empty()).then_some((taken, towns))
        })?;
        if self.longest(at, |kind| kind == Kind::Place).is_some_and(|(longer, _)| longer >= taken) {
            return None;
        }
        let around = self.places_at(at + taken);
        let inside = |town: &Candidate| {
            around.iter().any(|&place| self.taxonomy.contains(place, town.place))
        };
        let towns: Vec<Candidate> = towns.into_iter().filter(inside).collect();
        (!towns.is_empty()).then_some((taken, towns))
    }

    /// The states and countries that a word can mean, its codes too.
    fn places_at(&self, at: usize) -> Vec<PlaceId> {
        let Some(token) = self.tokens.get(at) else { return Vec::new() };
        let is_word = self.taxonomy.index.meanings(&token.word).contains(&Entry::Stop);
        let mut places: Vec<PlaceId> = match token.is_capital_pair() || !is_word {
            true => self.code(&token.word).into_iter().map(|candidate| candidate.place).collect(),
            false => Vec::new(),
        };
        let named = self.longest(at, |kind| kind == Kind::Place);
        let named = named.into_iter().flat_map(|(_, found)| found);
        places.extend(named.filter_map(|entry| match entry {
            Entry::Place(place) => Some(place),
            _ => None,
        }));
        places
    }

    /// The code of a state directly after a place that reaches into it: "Portland, OR". In small
    /// letters only where it is no English word: "austin tx", but not "portland or".
    pub(super) fn state_after_place(&self, at: usize) -> Option<Candidate> {
        let before = self.reading.mentions.last().filter(|mention| mention.span.1 == at)?;
        let Meaning::Place(places) = &before.meaning else { return None };
        let token = &self.tokens[at];
        let is_word = self.taxonomy.index.meanings(&token.word).contains(&Entry::Stop);
        if is_word && !token.is_capital_pair() {
            return None;
        }
        let inside =
            |state: PlaceId| places.iter().any(|place| self.taxonomy.contains(state, place.place));
        let states = self.taxonomy.index.state_codes.get(&token.word)?;
        states.iter().copied().find(|&state| inside(state)).map(Candidate::place)
    }

    /// Two capital letters that stand alone between commas: a state or a country.
    pub(super) fn lone_code(&self, at: usize) -> Option<Vec<Candidate>> {
        let token = &self.tokens[at];
        let alone = self.tokens.iter().filter(|t| t.chunk == token.chunk).count() == 1;
        if !(alone && token.is_capital_pair()) {
            return None;
        }
        let mut candidates = self.code(&token.word);
        candidates.retain(|candidate| {
            let place = self.taxonomy.place(candidate.place);
            let written_alone = || self.taxonomy.codes_alone.contains(&place.slug);
            place.kind != PlaceKind::Country || written_alone() || self.is_after_place(at)
        });
        if self.is_code_of_region(at) {
            let before = self.reading.mentions.last().map(|mention| &mention.meaning);
            candidates.retain(|code| match before {
                Some(Meaning::Place(places)) => places.iter().any(|place| {
                    self.taxonomy.contains(code.place, place.place)
                        || self.taxonomy.contains(place.place, code.place)
                }),
                _ => true,
            });
        }
        (!candidates.is_empty()).then_some(candidates)
    }

    fn is_after_place(&self, at: usize) -> bool {
        let before = self.reading.mentions.last().filter(|mention| mention.span.1 == at);
        before.is_some_and(|mention| matches!(mention.meaning, Meaning::Place(_)))
    }

    /// The state and the country that a code of two letters can mean.
    fn code(&self, code: &str) -> Vec<Candidate> {
        let states = self.taxonomy.index.state_codes.get(code).into_iter().flatten().copied();
        states.chain(self.taxonomy.place_of(code)).map(Candidate::place).collect()
    }
}
