//! `towns.csv`: towns and what people call them, each below the narrowest place that evidence speaks of.
//!
//! Columns: `name`, `place` (a slug), `population`, `also` (other names joined by `|`), `needs` (`place`:
//! understood only where the question names the state or country too).

use serde::Deserialize;

use super::TaxonomyError;
use super::files::refuse;
use super::index::{Entry, Index, Kind};
use super::slugs::position;
use crate::PlaceId;
use crate::words::key;

const FILE: &str = "towns.csv";

#[derive(Deserialize)]
struct TownRow<'a> {
    name: &'a str,
    place: &'a str,
    population: u32,
    also: &'a str,
    needs: &'a str,
}

/// A town.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Town {
    /// The place that it stands for.
    pub place: PlaceId,
    /// How many people live there.
    pub people: u32,
}

/// Reads the towns; every other list is known by now. A name that means something else already, or
/// that needs its place, goes to the names that are understood only beside a place around them.
pub(super) fn read(text: &str, index: &mut Index) -> Result<Vec<Town>, TaxonomyError> {
    let mut towns = Vec::with_capacity(8192);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut row = csv::StringRecord::new();
    while reader.read_record(&mut row).map_err(|error| refuse(FILE, error))? {
        // By position: to deserialise ten thousand rows by name would take a third of the time to start.
        let row: TownRow = row.deserialize(None).map_err(|error| refuse(FILE, error))?;
        let place = PlaceId::from_index(position(FILE, &index.place_slugs, row.place)?);
        let at = u32::try_from(towns.len()).map_err(|_| refuse(FILE, "too many towns"))?;
        towns.push(Town { place, people: row.population });
        for name in std::iter::once(row.name).chain(row.also.split('|')) {
            add(name, at, row.needs == "place", index);
        }
    }
    Ok(towns)
}

fn add(name: &str, at: u32, needs_place: bool, index: &mut Index) {
    let key = key(name);
    let taken = |entry: &Entry| !matches!(entry, Entry::Town(_)) && entry.kind() != Kind::Employer;
    let means_more = index.meanings(&key).iter().any(taken);
    match (needs_place || means_more) && !key.is_empty() {
        true => {
            index.add_start(&key);
            index.towns_beside.entry(key).or_default().push(at);
        }
        false => index.add_key(key, Entry::Town(at)),
    }
}
