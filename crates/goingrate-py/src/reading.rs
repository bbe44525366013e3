//! How files of pay are read: the words and bounds that it needs, and the source that is asked for, a word of
//! the list or a mapping in a file. The command line's `files/reading.rs` does the same under its flags.

use std::fs;

use goingrate::data;
use goingrate::evidence::sources::{
    Context, MappedTable, SOURCES, Source, SourceError, recognise, source_of, taken,
};
use goingrate::evidence::table::Head;
use goingrate::evidence::{Details, Plausible, Titles, read};
use goingrate::units::{Date, ExchangeRates, Problem, Taxonomy};

use crate::book::today;

/// Where the keys of a mapping are written down.
const MAPPINGS: &str = "docs/MAPPING.md has every key of a mapping, with examples";

/// Words and bounds that reading needs, without a book.
pub struct Words {
    taxonomy: Taxonomy,
    rates: ExchangeRates,
    titles: Titles,
    details: Details,
    plausible: Plausible,
    as_of: Option<Date>,
    latest: Date,
}

impl Words {
    /// Opens the carried words. `as_of` is when the pay held, for a file that does not say.
    pub fn open(as_of: Option<&str>) -> Result<Words, Problem> {
        let taxonomy = Taxonomy::read(&data::TAXONOMY)?;
        let bounds = Plausible::read(data::PLAUSIBLE, &taxonomy)?;
        let prices = read::purchasing_power(data::PURCHASING_POWER, &taxonomy)?;
        let as_of = as_of.map(str::parse::<Date>).transpose();
        let today = today()?;
        Ok(Words {
            titles: Titles::read(data::TITLES, &taxonomy)?,
            details: Details::read(data::DETAILS)?,
            plausible: bounds.with_prices(prices),
            as_of: as_of.map_err(|error| Problem::from(error).in_field("as_of"))?,
            // Guides are published for the year to come. Every month has 28 days.
            latest: Date::new(today.year() + 1, today.month(), today.day().min(28))?,
            rates: ExchangeRates::read(data::CURRENCY)?,
            taxonomy,
        })
    }

    /// The taxonomy.
    pub fn taxonomy(&self) -> &Taxonomy {
        &self.taxonomy
    }

    /// What sources read with.
    pub fn context(&self) -> Context<'_> {
        Context {
            taxonomy: &self.taxonomy,
            titles: &self.titles,
            details: &self.details,
            plausible: &self.plausible,
            rates: &self.rates,
            as_of: self.as_of,
            latest: Some(self.latest),
            keep_doubtful: false,
        }
    }
}

/// A source that was asked for.
pub enum Asked {
    /// A source of the list.
    Known(&'static dyn Source),
    /// A mapping.
    Mapped(Box<MappedTable>),
}

impl Asked {
    /// A word of the list, or a mapping in a file.
    pub fn of(word: &str, words: &Words) -> Result<Asked, Problem> {
        if let Some(source) = source_of(word) {
            return Ok(Asked::Known(source));
        }
        if !word.ends_with(".toml") {
            let known = SOURCES.iter().map(|source| source.slug().to_owned()).collect();
            return Err(Problem::of("source", word, "is no source").nearest(known).hint(
                "name a source, or a TOML file with a mapping (its [card], [columns] and [[pay]])",
            ));
        }
        let text = fs::read_to_string(word).map_err(|error| {
            Problem::of("source", word, format!("cannot be read: {error}")).hint(MAPPINGS)
        })?;
        let table = MappedTable::read(word, &text, &words.context()).map_err(of_mapping)?;
        // Its rows would go under the card of evidence that the program carries.
        let (carried, _) = goingrate::evidence(&words.taxonomy)?;
        match carried.source_of(table.slug()) {
            Some(_) => Err(of_mapping(taken(word, table.slug()).into())),
            None => Ok(Asked::Mapped(Box::new(table))),
        }
    }

    /// The source that was asked for, or else the one that recognises a file.
    pub fn or_recognised<'a>(
        asked: Option<&'a Asked>,
        head: &Head,
    ) -> Result<&'a dyn Source, SourceError> {
        match asked {
            Some(Asked::Known(source)) => Ok(*source),
            Some(Asked::Mapped(table)) => Ok(table.as_ref()),
            None => recognise(head).map(|source| source as _),
        }
    }
}

/// The failure of a mapping: of its key and value, in its file.
fn of_mapping(error: SourceError) -> Problem {
    Problem::from(error).hint(MAPPINGS)
}
