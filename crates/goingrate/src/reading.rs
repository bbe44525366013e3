//! How files of pay are read: the words and bounds that it needs, and the source that is asked for, a word
//! of the list or a mapping in a file. Interfaces read the files.

use goingrate_evidence::read;
use goingrate_import::sources::{SOURCES, recognise, source_of};
use goingrate_import::table::Head;
use goingrate_import::{
    Context, Details, MappedTable, Plausible, Source, SourceError, Titles, taken,
};
use goingrate_units::{Date, ExchangeRates, Problem, Taxonomy};

use crate::data;

/// Where the keys of a mapping are written down.
const MAPPINGS: &str = "docs/MAPPING.md has every key of a mapping, with examples";

/// Words and bounds that reading needs, without a book: a store outlives the books that are fitted from it.
#[derive(Debug)]
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
    ///
    /// # Errors
    /// When the carried data are damaged.
    pub fn open(as_of: Option<Date>, today: Date) -> Result<Words, Problem> {
        let taxonomy = Taxonomy::read(&data::TAXONOMY)?;
        Ok(Words {
            titles: Titles::read(data::TITLES, &taxonomy)?,
            details: Details::read(data::DETAILS)?,
            plausible: plausible(&taxonomy)?,
            as_of,
            latest: in_a_year(today)?,
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

/// What pay can be; money without an exchange rate is held against it by what it buys.
fn plausible(taxonomy: &Taxonomy) -> Result<Plausible, Problem> {
    let bounds = Plausible::read(data::PLAUSIBLE, taxonomy)?;
    Ok(bounds.with_prices(read::purchasing_power(data::PURCHASING_POWER, taxonomy)?))
}

/// The last day that a figure of pay may be of: guides are published for the year to come.
fn in_a_year(today: Date) -> Result<Date, Problem> {
    // No later than the 28th, which every month has.
    Ok(Date::new(today.year() + 1, today.month(), today.day().min(28))?)
}

/// A source that was asked for: one of the list, or a mapping.
pub enum Asked {
    /// A source of the list.
    Known(&'static dyn Source),
    /// A mapping.
    Mapped(Box<MappedTable>),
}

impl Asked {
    /// A word of the list, or the name of a file with a mapping, whose text `open` gives or says why not.
    /// Problems are blamed on `field`.
    ///
    /// # Errors
    /// When it is neither, the file cannot be read, or its mapping has a fault.
    pub fn of(
        field: &str,
        word: &str,
        words: &Words,
        open: impl FnOnce(&str) -> std::io::Result<String>,
    ) -> Result<Asked, Problem> {
        if let Some(source) = source_of(word) {
            return Ok(Asked::Known(source));
        }
        if !word.ends_with(".toml") {
            let known = SOURCES.iter().map(|source| source.slug().to_owned()).collect();
            return Err(Problem::of(field, word, "is no source").nearest(known).hint(
                "name a source, or a TOML file with a mapping (its [card], [columns] and [[pay]])",
            ));
        }
        let text = open(word).map_err(|error| {
            Problem::of(field, word, format!("cannot be read: {error}")).hint(MAPPINGS)
        })?;
        let table = MappedTable::read(word, &text, &words.context()).map_err(of_mapping)?;
        // Its rows would go under the card of evidence that the program carries.
        let (carried, _) = crate::evidence(&words.taxonomy)?;
        match carried.source_of(table.slug()) {
            Some(_) => Err(of_mapping(taken(word, table.slug()).into())),
            None => Ok(Asked::Mapped(Box::new(table))),
        }
    }

    /// The source that was asked for, or else the one that recognises a file.
    ///
    /// # Errors
    /// When none does.
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
