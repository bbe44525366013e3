//! `places.toml` and `areas.csv` to the list of places and their words.

use super::files::{AreaRow, PlaceRow, PlacesFile, refuse};
use super::index::{Entry, Index};
use super::slugs::{position, put_new};
use super::{Place, PlaceKind, TaxonomyError};
use crate::{Currency, PlaceId};

const FILE: &str = "places.toml";

type Read<T> = Result<T, TaxonomyError>;

/// The places, parents before children: the world, regions, countries, states, areas, groups,
/// remote, parts of other countries.
pub(super) fn read(file: &PlacesFile, areas: &str, index: &mut Index) -> Read<Vec<Place>> {
    let mut list = List { file, index, places: Vec::with_capacity(1024) };
    list.world()?;
    file.region.iter().try_for_each(|row| list.row(row, PlaceKind::Region, "world"))?;
    file.countries.iter().try_for_each(|(slug, row)| list.country(slug, row))?;
    file.states.iter().try_for_each(|(slug, row)| list.state(slug, row))?;
    list.areas(areas)?;
    file.group.iter().try_for_each(|row| list.row(row, PlaceKind::Group, &file.default))?;
    list.row(&file.remote, PlaceKind::Remote, &file.default)?;
    file.abroad.places.iter().try_for_each(|row| list.abroad(row))?;
    list.common_names()?;
    Ok(list.places)
}

/// The place of a slug that must be known by now.
pub(super) fn known(index: &Index, slug: &str) -> Read<PlaceId> {
    position(FILE, &index.place_slugs, slug).map(PlaceId::from_index)
}

/// The places read so far.
struct List<'a> {
    file: &'a PlacesFile,
    index: &'a mut Index,
    places: Vec<Place>,
}

impl List<'_> {
    fn world(&mut self) -> Read<()> {
        let id = self.push(blank("world", "World", PlaceKind::World))?;
        self.word("world", id);
        self.word("worldwide", id);
        Ok(())
    }

    fn row(&mut self, row: &PlaceRow, kind: PlaceKind, above: &str) -> Read<()> {
        let parent = self.known(row.parent.as_deref().unwrap_or(above))?;
        let members: Read<Vec<PlaceId>> = row.members.iter().map(|m| self.known(m)).collect();
        let mut place = blank(&row.slug, &row.name, kind);
        (place.parent, place.members) = (Some(parent), members?);
        place.currency = self.places[parent.index()].currency;
        let id = self.push(place)?;
        self.word(&row.slug, id);
        self.words(id, std::iter::once(&row.name).chain(&row.words));
        Ok(())
    }

    fn country(&mut self, slug: &str, row: &[String]) -> Read<()> {
        let [region, currency, name, words @ ..] = row else {
            return Err(refuse(FILE, format!("{slug}: needs region, currency and name")));
        };
        let mut place = blank(slug, name, PlaceKind::Country);
        place.parent = Some(self.known(region)?);
        place.currency = currency.parse().map_err(|e| refuse(FILE, format!("{slug}: {e}")))?;
        place.official_code = self.file.codes.get(slug).cloned();
        let id = self.push(place)?;
        self.words(id, std::iter::once(name).chain(words));
        Ok(())
    }

    fn state(&mut self, slug: &str, row: &[String]) -> Read<()> {
        let [code, name, words @ ..] = row else {
            return Err(refuse(FILE, format!("{slug}: needs code and name")));
        };
        let Some((country, short)) = slug.split_once('-') else {
            return Err(refuse(FILE, format!("{slug}: is not written country-state")));
        };
        let parent = self.known(country)?;
        let mut place = blank(slug, name, PlaceKind::State);
        (place.parent, place.official_code) = (Some(parent), Some(code.clone()));
        place.currency = self.places[parent.index()].currency;
        let id = self.push(place)?;
        self.index.state_codes.entry(short.to_owned()).or_default().push(id);
        self.word(slug, id);
        self.words(id, std::iter::once(name).chain(words));
        Ok(())
    }

    fn areas(&mut self, text: &str) -> Read<()> {
        for row in csv::Reader::from_reader(text.as_bytes()).into_deserialize() {
            self.area(&row.map_err(|error| refuse("areas.csv", error))?)?;
        }
        Ok(())
    }

    fn area(&mut self, row: &AreaRow) -> Read<()> {
        let parent = position("areas.csv", &self.index.place_slugs, &row.state)?;
        let kind = match row.kind.as_str() {
            "metro" => PlaceKind::Metro,
            "nonmetro" => PlaceKind::NonMetro,
            other => return Err(refuse("areas.csv", format!("{other:?} is no kind of area"))),
        };
        let mut place = blank(&row.slug, &row.name, kind);
        place.parent = Some(PlaceId::from_index(parent));
        place.currency = self.places[parent].currency;
        place.official_code = Some(row.code.clone());
        if kind == PlaceKind::Metro {
            place.states = self.states_of(&row.name)?;
        }
        let id = self.push(place)?;
        self.word(&row.slug, id);
        self.word(&row.name, id);
        if kind == PlaceKind::Metro {
            self.principal_cities(row, id);
        }
        Ok(())
    }

    /// A part of a country outside the United States, a group of countries, or a country that came
    /// after the others: nothing is read out of its name, its words are all written.
    fn abroad(&mut self, row: &[String]) -> Read<()> {
        let [slug, kind, parent, name, words @ ..] = row else {
            return Err(refuse(FILE, format!("abroad: {row:?} needs slug, kind, parent and name")));
        };
        let kind = match kind.as_str() {
            "country" => PlaceKind::Country,
            "state" => PlaceKind::State,
            "metro" => PlaceKind::Metro,
            "nonmetro" => PlaceKind::NonMetro,
            "group" => PlaceKind::Group,
            other => return Err(refuse(FILE, format!("{slug}: {other:?} is no kind of place"))),
        };
        let members = self.file.abroad.members.get(slug).into_iter().flatten();
        let members: Read<Vec<PlaceId>> = members.map(|m| self.known(m)).collect();
        let mut place = blank(slug, name, kind);
        let parent = self.known(parent)?;
        (place.parent, place.members) = (Some(parent), members?);
        place.currency = match self.file.abroad.currencies.get(slug) {
            Some(own) => own.parse().map_err(|e| refuse(FILE, format!("{slug}: {e}")))?,
            None if kind == PlaceKind::Country => {
                return Err(refuse(FILE, format!("{slug}: a country needs a currency")));
            }
            None => self.places[parent.index()].currency,
        };
        let id = self.push(place)?;
        if let (PlaceKind::State, Some((_, short))) = (kind, slug.split_once('-')) {
            self.index.state_codes.entry(short.to_owned()).or_default().push(id);
        }
        self.word(slug, id);
        self.words(id, std::iter::once(name).chain(words));
        Ok(())
    }

    /// The states at the end of a metro's title: "Chicago-Naperville-Elgin, IL-IN".
    fn states_of(&self, title: &str) -> Read<Vec<PlaceId>> {
        let (_, codes) = split_title(title);
        let unknown = |code: &str| refuse("areas.csv", format!("{title}: no state {code:?}"));
        let state = |code: &str| {
            let found = self.index.state_codes.get(&code.to_ascii_lowercase());
            found.and_then(|states| states.first().copied()).ok_or_else(|| unknown(code))
        };
        codes.split('-').map(state).collect()
    }

    /// Every principal city of a metro's title is a word for it.
    fn principal_cities(&mut self, row: &AreaRow, id: PlaceId) {
        let (cities, _) = split_title(&row.name);
        let whole = self.file.whole.contains(&row.slug);
        let separators: &[&str] = match cities {
            _ if whole => &[],
            double if double.contains("--") => &["--"],
            _ => &["-", "/"],
        };
        let mut parts = vec![cities];
        for separator in separators {
            parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
        }
        parts.into_iter().for_each(|city| self.city(city, id));
    }

    /// A city's name is a word for its metro; one that needs its state only together with it.
    fn city(&mut self, city: &str, id: PlaceId) {
        if !self.file.qualified.iter().any(|name| name.eq_ignore_ascii_case(city)) {
            return self.word(city, id);
        }
        for state in self.places[id.index()].states.clone() {
            let state = &self.places[state.index()];
            let code = state.slug.rsplit('-').next().unwrap_or_default();
            let with_state = [format!("{city} {}", state.name), format!("{city} {code}")];
            with_state.iter().for_each(|words| self.word(words, id));
        }
    }

    /// The hand-written words of places, and the foreign cities that stand for their country.
    fn common_names(&mut self) -> Read<()> {
        for (slug, words) in &self.file.words {
            let id = self.known(slug)?;
            self.words(id, words.iter());
        }
        for (slug, cities) in &self.file.cities {
            let country = Entry::City(self.known(slug)?);
            cities.iter().for_each(|city| self.index.add_word(city, country));
        }
        Ok(())
    }

    fn push(&mut self, place: Place) -> Read<PlaceId> {
        let at = self.places.len();
        let id = PlaceId::from_index(at);
        put_new(FILE, &mut self.index.place_slugs, &place.slug, at)?;
        if let Some(code) = &place.official_code {
            put_new(FILE, &mut self.index.place_codes, code, id)?;
        }
        self.places.push(place);
        Ok(id)
    }

    fn known(&self, slug: &str) -> Read<PlaceId> {
        known(self.index, slug)
    }

    fn words<'w>(&mut self, id: PlaceId, words: impl Iterator<Item = &'w String>) {
        words.for_each(|word| self.word(word, id));
    }

    fn word(&mut self, word: &str, id: PlaceId) {
        self.index.add_word(word, Entry::Place(id));
        self.places[id.index()].synonyms.push(word.to_lowercase());
    }
}

/// A place with nothing but its slug, name and kind.
fn blank(slug: &str, name: &str, kind: PlaceKind) -> Place {
    Place {
        slug: slug.to_owned(),
        name: name.to_owned(),
        kind,
        parent: None,
        members: Vec::new(),
        states: Vec::new(),
        currency: Currency::USD,
        official_code: None,
        synonyms: Vec::new(),
    }
}

/// "Seattle-Tacoma-Bellevue, WA" to its cities and its states.
fn split_title(title: &str) -> (&str, &str) {
    title.rsplit_once(", ").unwrap_or((title, ""))
}
