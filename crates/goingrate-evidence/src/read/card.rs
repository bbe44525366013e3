//! The card of an official source: the `[card]` table of its TOML file, and how its table is laid
//! out. Official cards hold no loose words, so their readings are exact and neutral.

use goingrate_units::parse::alike;
use goingrate_units::{Currency, Date, Problem};
use serde::Deserialize;

use crate::{Basis, Card, Readings, SourceKind};

/// A card file: the card, and what the table beside it needs to be read. Its `[selection]` is for
/// people.
#[derive(Deserialize)]
struct CardFile {
    card: CardText,
    #[serde(default)]
    table: Layout,
    series: Option<SeriesText>,
}

/// The keys of a card.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CardText {
    slug: String,
    title: String,
    publisher: String,
    kind: String,
    reference: bool,
    as_of: String,
    period: String,
    currency: String,
    basis: String,
    licence: String,
    url: Option<String>,
    #[serde(default)]
    biases: Vec<String>,
}

/// How an official table of cells is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Layout {
    /// The industry code that stands for all industries together; empty if the table has none.
    #[serde(default)]
    pub all_industries: String,
    /// Codes of occupations that the table holds as totals and nobody asks the price of.
    #[serde(default)]
    pub unpriced: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeriesText {
    measures: String,
}

/// What a card file says.
#[derive(Debug)]
pub(super) struct OfficialCard {
    pub card: Card,
    pub layout: Layout,
    /// What a series measures; `None` where the file speaks of no series.
    pub measures: Option<String>,
}

/// The card of an official source.
///
/// # Errors
/// When the text is no TOML, a key is missing, unknown or of the wrong type, or a value is not one
/// of those that there are. The complaint names `file`.
pub(super) fn card(file: &str, text: &str) -> Result<OfficialCard, Problem> {
    let read: CardFile =
        toml::from_str(text).map_err(|error| bad_toml(file, text, "card", &error))?;
    let measures = read.series.map(|series| series.measures);
    let card = read.card.checked().map_err(|refusal| refused(file, refusal))?;
    Ok(OfficialCard { card, layout: read.table, measures })
}

/// The card of a source of microdata: the `[card]` table of its data file; other tables are the
/// source's own.
///
/// # Errors
/// As an official source's: no TOML, a key missing, unknown or of the wrong type, an unknown word.
pub fn source_card(file: &str, text: &str) -> Result<Card, Problem> {
    #[derive(Deserialize)]
    struct SourceFile {
        card: CardText,
    }
    let read: SourceFile =
        toml::from_str(text).map_err(|error| bad_toml(file, text, "card", &error))?;
    read.card.checked().map_err(|refusal| refused(file, refusal))
}

/// The complaint about a text that is no TOML of its shape; of an unknown key, with the nearest of
/// those that there are. `field` is what the text is.
pub fn bad_toml(file: &str, text: &str, field: &str, error: &toml::de::Error) -> Problem {
    let start = error.span().map(|span| span.start);
    let before = start.and_then(|start| text.get(..start));
    let line = before.map(|before| before.matches('\n').count() as u64 + 1);
    let value = error.span().and_then(|span| text.get(span)).unwrap_or_default();
    Problem::in_file(
        file.to_owned(),
        line,
        field.to_owned(),
        value.lines().next().unwrap_or_default().to_owned(),
        with_nearest(error.message()),
    )
}

/// A message about an unknown key, which names it and then those that there are, each between
/// backticks, with the nearest of them.
fn with_nearest(message: &str) -> String {
    let mut named = message.split('`').skip(1).step_by(2);
    let unknown = named.next().filter(|_| message.starts_with("unknown field"));
    let near = unknown.map(|unknown| alike(unknown, named).join(", ")).unwrap_or_default();
    match near.is_empty() {
        true => message.to_owned(),
        false => format!("{message}; nearest: {near}"),
    }
}

/// Field, value and reason.
pub(super) type Refusal = (&'static str, String, String);

fn refused(file: &str, (field, value, reason): Refusal) -> Problem {
    let (file, field) = (file.to_owned(), format!("card.{field}"));
    Problem::in_file(file, None, field, value, reason)
}

impl CardText {
    /// The card, if its words are words that there are.
    pub fn checked(self) -> Result<Card, Refusal> {
        let as_of: Result<Date, _> = self.as_of.parse();
        let currency: Result<Currency, _> = self.currency.parse();
        Ok(Card {
            as_of: as_of.map_err(|e| ("as_of", self.as_of, e.to_string()))?,
            currency: currency.map_err(|e| ("currency", self.currency, e.to_string()))?,
            kind: one_of("kind", self.kind, &KINDS)?,
            basis: one_of("basis", self.basis, &BASES)?,
            slug: checked_slug(self.slug)?,
            title: self.title,
            publisher: self.publisher,
            reference: self.reference,
            period: self.period,
            licence: self.licence,
            url: self.url,
            readings: EXACT,
            no_place: None,
            no_level: Vec::new(),
            any_engagement: Vec::new(),
            biases: self.biases,
        })
    }
}

/// A longer slug is no word, and file systems refuse names of a few hundred letters.
const LONGEST_SLUG: usize = 64;

/// Whether a text can be the slug of a source: a slug names files of a store, so it must never lead
/// to another folder.
pub fn is_source_slug(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=LONGEST_SLUG).contains(&text.len()) && text.bytes().all(allowed)
}

fn checked_slug(slug: String) -> Result<String, Refusal> {
    if is_source_slug(&slug) {
        return Ok(slug);
    }
    let reason = format!(
        "a slug has small letters a to z, digits and hyphens, 1 to {LONGEST_SLUG} of them: acme-payroll"
    );
    Err(("slug", slug.chars().take(80).collect(), reason))
}

const KINDS: [(&str, SourceKind); 4] = [
    ("official", SourceKind::Official),
    ("report", SourceKind::Report),
    ("survey", SourceKind::Survey),
    ("postings", SourceKind::Postings),
];

const BASES: [(&str, Basis); 2] = [("gross", Basis::Gross), ("net", Basis::Net)];

/// The meaning of a word, or a refusal that lists the words there are.
fn one_of<T: Copy>(field: &'static str, word: String, known: &[(&str, T)]) -> Result<T, Refusal> {
    let meaning = known.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning);
    let words = || known.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    meaning.ok_or_else(|| (field, word, format!("not one of {}", words())))
}

/// An official table states what its figures are: nothing is read into words.
const EXACT: Readings = Readings {
    low: (0.5, 0.0),
    high: (0.5, 0.0),
    from: (0.5, 0.0),
    top: (0.5, 0.0),
    typical_sd: 0.0,
    example_sd: 0.0,
    quantile_sd: 0.0,
    mean_sd: 0.0,
    gap_sd: 0.0,
    contrast_sd: 0.0,
};
