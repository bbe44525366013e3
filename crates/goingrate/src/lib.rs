//! The library: carries the evidence and the default book, and hands out the crates below.
//!
//! ```
//! use goingrate::GoingRate;
//! use goingrate::units::{Date, parse};
//!
//! let rates = GoingRate::open()?;
//! let today: Date = "2026-11-22".parse()?;
//! let understood = parse::profile("senior backend, Seattle", &rates.taxonomy, today)?;
//! let estimate = rates.estimator().estimate(&understood.profile)?;
//! let (low, high) = estimate.percentiles[2].interval();
//! assert!(low < estimate.percentiles[2].value() && estimate.percentiles[2].value() < high);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![warn(missing_docs)]

pub mod ask;
pub mod data;
mod going_rate;
pub mod law;
pub mod planning;
#[cfg(feature = "import")]
pub mod reading;
pub mod request;

#[cfg(feature = "import")]
pub use goingrate_import as import;
pub use goingrate_model as model;
pub use goingrate_plan as plan;
pub use goingrate_rules as rules;
pub use goingrate_units as units;

pub use going_rate::{GoingRate, Opening, book_of};

/// What was said about pay and who said it; with the feature `import` also, under the names that they
/// had here, the readers of files in [`import`].
pub mod evidence {
    pub use goingrate_evidence::*;
    #[cfg(feature = "parquet")]
    pub use goingrate_import::store;
    #[cfg(feature = "import")]
    pub use goingrate_import::{
        Counts, Details, Plausible, ReadTitle, RollUp, RolledUp, TitleRole, Titles, headcount,
        merged, table,
    };

    /// The sources, and what goes with them.
    #[cfg(feature = "import")]
    pub mod sources {
        pub use goingrate_import::sources::{SOURCES, recognise, source_of};
        pub use goingrate_import::{
            Context, Headings, Interner, MAPPED_FIELDS, MappedTable, Memo, Places, Proposing,
            ReadPlace, Reason, Records, Rejection, Remark, Row, Sink, Source, SourceError, checks,
            propose, taken,
        };
    }
}

#[cfg(feature = "parquet")]
use std::collections::HashSet;
use std::sync::OnceLock;

#[cfg(feature = "parquet")]
use goingrate_evidence::{Cell, CellKey, SummaryQuantiles};
use goingrate_evidence::{ContentHash, Evidence, SourceId, read};
use goingrate_model::{Book, Fit, FitOptions, ModelError, Priors, Round};
use goingrate_units::{
    CurrencyError, ExchangeRates, Problem, ProblemKind, Taxonomy, TaxonomyError,
};

/// What can go wrong when the carried data are opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The taxonomy cannot be read.
    #[error(transparent)]
    Taxonomy(#[from] TaxonomyError),
    /// The exchange rates cannot be read.
    #[error(transparent)]
    Currency(#[from] CurrencyError),
    /// A file of the rules cannot be read.
    #[error("{0}")]
    Rules(Problem),
    /// A table of evidence cannot be read at all.
    #[error("{0}")]
    Evidence(Problem),
    /// The priors or the book cannot be read, or a fit failed.
    #[error(transparent)]
    Model(#[from] ModelError),
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Problem {
        match error {
            OpenError::Model(error) => error.into(),
            other => Problem::new(other.to_string()).kind(ProblemKind::Internal),
        }
    }
}

/// Parses the carried evidence: claims and offices' cells first, then official tables and series, then
/// tables of microdata.
///
/// # Errors
/// When a table's card cannot be read at all; what cannot be read inside a table is a complaint.
pub fn evidence(taxonomy: &Taxonomy) -> Result<(Evidence, Vec<Problem>), OpenError> {
    let (mut evidence, mut complaints) = evidence_without_microdata(taxonomy)?;
    for file in data::MICRODATA {
        let read = read::microdata(file, taxonomy).map_err(OpenError::Evidence)?;
        complaints.extend(evidence.add_microdata(read));
    }
    Ok((evidence, complaints))
}

/// The carried evidence without its microdata: what was published about pay in words and tables. It is
/// for whoever measures how well records of the carried surveys are foreseen.
///
/// # Errors
/// As [`evidence()`].
pub fn evidence_without_microdata(
    taxonomy: &Taxonomy,
) -> Result<(Evidence, Vec<Problem>), OpenError> {
    let read = read::claims(&data::CLAIM_FILES, 0, taxonomy);
    let mut complaints = read.complaints;
    let mut evidence = Evidence {
        cards: read.cards,
        claims: read.claims,
        unfitted: read.unfitted,
        official: read.cells,
        ..Evidence::default()
    };
    for (name, card, bytes) in data::OFFICIAL {
        let next = SourceId(evidence.cards.len());
        let table =
            read::statistics(name, card, bytes, taxonomy, next).map_err(OpenError::Evidence)?;
        evidence.cards.push(table.card);
        evidence.official.extend(table.cells);
        evidence.series.extend(table.points);
        complaints.extend(table.complaints);
    }
    evidence.purchasing_power =
        read::purchasing_power(data::PURCHASING_POWER, taxonomy).map_err(OpenError::Evidence)?;
    evidence.countries = read::countries(data::COUNTRIES, taxonomy).map_err(OpenError::Evidence)?;
    Ok((evidence, complaints))
}

/// The hash of everything that a book of the carried evidence rests on. It is worked out once.
pub fn evidence_hash() -> ContentHash {
    static HASH: OnceLock<ContentHash> = OnceLock::new();
    *HASH.get_or_init(hash_of_carried)
}

fn hash_of_carried() -> ContentHash {
    let taxonomy = data::TAXONOMY;
    let mut parts: Vec<&[u8]> = Vec::new();
    for text in [
        taxonomy.roles,
        taxonomy.levels,
        taxonomy.places,
        taxonomy.areas,
        taxonomy.skills,
        taxonomy.industries,
        taxonomy.tiers,
    ] {
        parts.push(text.as_bytes());
    }
    for file in data::CLAIMS {
        let table = file.table.map_or("", |(_, text)| text);
        parts.extend([file.text.as_bytes(), table.as_bytes()]);
    }
    parts.extend([data::READINGS.1.as_bytes(), data::OCCUPATIONS.1]);
    parts.extend(data::OFFICIAL.iter().flat_map(|(_, card, table)| [card.as_bytes(), *table]));
    for file in data::MICRODATA {
        parts.extend([file.source.1.as_bytes(), file.extract.1.as_bytes(), file.table.1]);
    }
    parts.extend([
        data::PURCHASING_POWER.as_bytes(),
        data::COUNTRIES.1.as_bytes(),
        data::CURRENCY.as_bytes(),
        data::PRIORS.as_bytes(),
    ]);
    ContentHash::of(&parts)
}

/// The carried evidence together with what a store holds, and the hash of both. What a store holds of a
/// source that is carried too takes the place of what is carried of it.
///
/// # Errors
/// When the carried data are damaged.
#[cfg(feature = "parquet")]
pub fn evidence_with(
    stored: goingrate_import::store::Stored,
    imports: &[goingrate_import::store::Import],
    taxonomy: &Taxonomy,
) -> Result<(Evidence, ContentHash), OpenError> {
    let (mut evidence, _) = evidence(taxonomy)?;
    let mut ids = Vec::with_capacity(stored.cards.len());
    for card in stored.cards {
        let known = evidence.source_of(&card.slug);
        ids.push(known.unwrap_or(SourceId(evidence.cards.len())));
        evidence.cards.extend(known.is_none().then_some(card));
    }
    let cell = |cell: Cell| Cell { source: ids[cell.source.0], ..cell };
    let cells = stored.cells.into_iter().map(cell).collect();
    let published = stored.published.into_iter();
    let published = published.map(|(source, published)| (ids[source.0], published)).collect();
    replace(&mut evidence, cells, published);
    let mut parts = vec![evidence_hash().0.to_le_bytes()];
    parts.extend(imports.iter().map(|import| import.hash.0.to_le_bytes()));
    let parts: Vec<&[u8]> = parts.iter().map(<[u8; 16]>::as_slice).collect();
    Ok((evidence, ContentHash::of(&parts)))
}

/// Puts a store's records and summaries beside the carried ones, and in the place of those that they
/// repeat: nothing counts twice. Records of a source and year replace what is carried of that source and
/// year, records and summaries; a summary replaces the carried one of the same key.
#[cfg(feature = "parquet")]
fn replace(
    evidence: &mut Evidence,
    cells: Vec<Cell>,
    published: Vec<(SourceId, SummaryQuantiles)>,
) {
    let waves: HashSet<(SourceId, i16)> = cells.iter().map(|c| (c.source, c.key.year)).collect();
    let keys: HashSet<(SourceId, &CellKey)> = published.iter().map(|p| (p.0, &p.1.key)).collect();
    evidence.cells.retain(|cell| !waves.contains(&(cell.source, cell.key.year)));
    evidence.published.retain(|(source, carried)| {
        !waves.contains(&(*source, carried.key.year)) && !keys.contains(&(*source, &carried.key))
    });
    drop(keys);
    evidence.cells.extend(cells);
    evidence.published.extend(published);
}

/// Fits the carried evidence: what `data/book/default.gr` was made by. `progress` is told of every round.
///
/// # Errors
/// When the carried data are damaged or the fit does not settle.
pub fn fit_default(progress: fn(&Round)) -> Result<(Fit, Book), OpenError> {
    let taxonomy = Taxonomy::read(&data::TAXONOMY)?;
    let rates = ExchangeRates::read(data::CURRENCY)?;
    let priors = Priors::read(data::PRIORS)?;
    let (evidence, _) = evidence(&taxonomy)?;
    let options = match evidence.cells.is_empty() {
        true => FitOptions::default(),
        false => FitOptions::with_microdata(progress),
    };
    let fit = goingrate_model::fit(&evidence, &taxonomy, &priors, &rates, options)?;
    let book = Book::of(&fit, &evidence, &priors, evidence_hash());
    Ok((fit, book))
}
