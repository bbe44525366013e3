//! How files of pay are read: the words and bounds that it needs, and the source of `--as`, a word of
//! the list or a mapping in a file.

use std::fs;

use goingrate::data;
use goingrate::evidence::sources::{
    Context, MappedTable, SOURCES, Source, SourceError, source_of, taken,
};
use goingrate::evidence::table::Head;
use goingrate::evidence::{Details, Plausible, Titles, read};
use goingrate::units::{Date, ExchangeRates, Problem, Taxonomy};

use crate::args::{day, today};

/// Where the keys of a mapping are written down.
const MAPPINGS: &str = "docs/MAPPING.md has every key of a mapping, with examples";

/// Words and bounds that reading needs, without the book: a store outlives the books that are fitted
/// from it.
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
        let taxonomy = taxonomy()?;
        let damaged = |complaint: Problem| Problem::new(complaint.to_string());
        Ok(Words {
            titles: Titles::read(data::TITLES, &taxonomy).map_err(damaged)?,
            details: Details::read(data::DETAILS).map_err(damaged)?,
            plausible: plausible(&taxonomy)?,
            as_of: day(as_of)?,
            latest: in_a_year(today()?)?,
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

/// The taxonomy that the program carries.
pub fn taxonomy() -> Result<Taxonomy, Problem> {
    Taxonomy::read(&data::TAXONOMY).map_err(|error| Problem::new(error.to_string()))
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
    /// The source of `--as`: a word of the list, or a mapping in a file.
    pub fn of(word: &str, words: &Words) -> Result<Asked, Problem> {
        if let Some(source) = source_of(word) {
            return Ok(Asked::Known(source));
        }
        if !word.ends_with(".toml") {
            let mut failure = Problem::of("as", word, "is no source").hint(
                "name a source, or a TOML file with a mapping (its [card], [columns] and [[pay]])",
            );
            failure.nearest = known();
            return Err(failure);
        }
        let text = fs::read_to_string(word).map_err(|error| {
            Problem::of("as", word, format!("cannot be read: {error}")).hint(MAPPINGS)
        })?;
        let table = MappedTable::read(word, &text, &words.context()).map_err(of_mapping)?;
        // Its rows would go under the card of evidence that the program carries.
        let (carried, _) = goingrate::evidence(&words.taxonomy)?;
        match carried.source_of(table.slug()) {
            Some(_) => Err(of_mapping(taken(word, table.slug()).into())),
            None => Ok(Asked::Mapped(Box::new(table))),
        }
    }

    /// The source of `--as`, or else the one that recognises a file.
    pub fn or_recognised<'a>(
        asked: Option<&'a Asked>,
        head: &Head,
    ) -> Result<&'a dyn Source, SourceError> {
        match asked {
            Some(Asked::Known(source)) => Ok(*source),
            Some(Asked::Mapped(table)) => Ok(table.as_ref()),
            None => goingrate::evidence::sources::recognise(head).map(|source| source as _),
        }
    }
}

/// The failure of a mapping: of its key and value, in its file.
fn of_mapping(error: SourceError) -> Problem {
    Problem::from(error).hint(MAPPINGS)
}

/// The failure of a file that cannot be read as a source; `field` is the flag or argument that named it.
pub fn in_file(field: &str, file: &str, error: SourceError) -> Problem {
    let hint = match error {
        SourceError::Unrecognised { .. } => {
            "say which with --as SOURCE, or map its columns with --as mapping.toml: --propose writes one"
        }
        SourceError::NoDate => "give a date: --as-of 2024-05",
        _ => return error.of_file(field, file),
    };
    error.of_file(field, file).hint(hint)
}

fn known() -> Vec<String> {
    SOURCES.iter().map(|source| source.slug().to_owned()).collect()
}
