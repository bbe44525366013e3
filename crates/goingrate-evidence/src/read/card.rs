//! The card of a source: the `[card]` table of its TOML file, one grammar for claims, official tables
//! and microdata. Only cards of claims hold loose words; the readings of others are exact.

use std::collections::BTreeMap;

use goingrate_units::parse::alike;
use goingrate_units::{Currency, Date, Problem};
use serde::Deserialize;

use super::fault::Fault;
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

/// The keys of a card: of a source of claims, of an official table, of microdata.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CardText {
    /// The source's word; a file of claims has its own name for it.
    slug: Option<String>,
    title: String,
    publisher: String,
    kind: String,
    /// Whether its offset is zero by definition; where it is left out, official sources are.
    reference: Option<bool>,
    as_of: String,
    period: String,
    currency: String,
    basis: String,
    licence: String,
    url: Option<String>,
    #[serde(default)]
    biases: Vec<String>,
    /// How far a reference may be off as a whole.
    shared_error: Option<SharedError>,
    /// Which kinds of employers it reaches more or less often than others.
    reaches: Option<Meaning>,
    // The keys below are those of claims: what a claim means where it does not say so itself.
    /// The numbers of its figures, as ranges from first to last.
    #[serde(default)]
    pub figures: Vec<[u32; 2]>,
    /// Whom the number of a claim counts.
    pub people: Option<People>,
    /// Paid hours of a full-time year, where pay is by the hour.
    pub hours_a_year: Option<f64>,
    /// Hours of a day, where pay is by the day.
    pub hours_a_day: Option<f64>,
    /// Whether bonuses are in the amounts of an office.
    #[serde(default)]
    pub bonus: bool,
    /// Whether pension contributions are.
    #[serde(default)]
    pub pension: bool,
    /// Whether people who work part-time are in them with what they got.
    #[serde(default)]
    pub part_time: bool,
    /// What the amounts hold beyond base pay: `bonus`, `pension`, `allowances`.
    #[serde(default)]
    pub holds: BTreeMap<String, Held>,
    /// How loosely the amounts are what the card says, beyond the readings of their words.
    pub loose: Option<Loose>,
    /// How many monthly amounts make a year, where that is not twelve.
    pub pays: Option<f64>,
    /// At which rate the publisher turned dollars into the card's currency, or at which we turn the
    /// card's currency into dollars.
    pub rate: Option<Rate>,
    pub no_place: Option<Meaning>,
    pub no_level: Option<Meaning>,
    pub any_engagement: Option<Meaning>,
    // Read with its own lines by `claims::readings`.
    #[serde(rename = "readings")]
    readings: Option<toml::Value>,
}

/// Whom the number of a claim counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum People {
    /// Those who were asked, or the advertisements that were read, for this claim.
    Sample,
    /// Those for whom the claim stands.
    Population,
    /// Those of the whole survey, of which the claim is a part.
    Survey,
}

/// How far the figures of a reference may lie, all together, from what they stand for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SharedError {
    /// In logs.
    pub sd: f64,
    pub because: String,
}

/// What amounts hold beyond base pay.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Held {
    /// How much of it there is for one of base pay: `0.13` is 13 % of base pay on top of it.
    pub share: f64,
    /// How loosely that is known: sd in logs of the amount that is left.
    pub sd: f64,
    pub status: String,
    pub because: String,
}

/// A looseness of all amounts of a source.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Loose {
    pub sd: f64,
    pub status: String,
    pub because: String,
}

/// At which rate a publisher turned dollars into the currency that it prints.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rate {
    pub units_per_usd: f64,
    pub because: String,
}

/// What a field that is left out means in a report: one word, or shares of words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Meaning {
    pub means: toml::Value,
    pub status: Option<String>,
    pub because: String,
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
    let card = read.card.alone().map_err(|fault| refused(file, fault))?;
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
    read.card.alone().map_err(|fault| refused(file, fault))
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

fn refused(file: &str, fault: Fault) -> Problem {
    let (field, value) = (format!("card.{}", fault.field), fault.value.unwrap_or_default());
    Problem::in_file(file.to_owned(), None, field, value, fault.reason)
}

impl CardText {
    /// The card of a source without claims, which says its own slug and nothing about claims.
    pub fn alone(&self) -> Result<Card, Fault> {
        let slug = self.slug.as_deref();
        let slug = slug.ok_or_else(|| Fault::at("slug", "missing field `slug`"))?;
        match self.of_claims() {
            Some(key) => Err(Fault::at(key, "only the card of a source of claims says this")),
            None => self.card(slug),
        }
    }

    /// The card of a source of this word, if its words are words that there are.
    pub fn card(&self, slug: &str) -> Result<Card, Fault> {
        if self.slug.as_deref().is_some_and(|own| own != slug) {
            return Err(Fault::at("slug", format!("the file is called {slug}; leave it out")));
        }
        let kind = one_of("kind", &self.kind, &KINDS)?;
        let card = Card {
            slug: checked_slug(slug)?,
            title: said("title", &self.title)?,
            publisher: said("publisher", &self.publisher)?,
            kind,
            reference: self.reference.unwrap_or(kind == SourceKind::Official),
            as_of: date("as_of", &self.as_of)?,
            period: said("period", &self.period)?,
            currency: currency("currency", &self.currency)?,
            basis: one_of("basis", &self.basis, &BASES)?,
            licence: said("licence", &self.licence)?,
            url: self.url.clone(),
            readings: EXACT,
            no_place: None,
            no_level: Vec::new(),
            any_engagement: Vec::new(),
            shared_error: self.shared_error()?,
            reaches: self.reaches()?,
            biases: self
                .biases
                .iter()
                .cloned()
                .chain(self.reached())
                .chain(self.shared_error_told())
                .collect(),
        };
        if card.reference && card.basis == Basis::Net {
            return Err(Fault::at("basis", "a reference is gross").of(&self.basis));
        }
        self.amounts_above_zero()?;
        Ok(card)
    }

    /// How far a reference may be off; zero if the card does not say.
    fn shared_error(&self) -> Result<f64, Fault> {
        let Some(raw) = &self.shared_error else { return Ok(0.0) };
        said("shared_error.because", &raw.because)?;
        match raw.sd.is_finite() && (0.0..=1.0).contains(&raw.sd) {
            true => Ok(raw.sd),
            false => Err(Fault::at("shared_error.sd", "an sd in logs lies between 0 and 1")),
        }
    }

    /// Why a reference may be off, as a known bias.
    fn shared_error_told(&self) -> Option<String> {
        let raw = self.shared_error.as_ref()?;
        let percent = 100.0 * (1.2816 * raw.sd).exp_m1();
        Some(format!("All its figures together may be off by {percent:.0} %. {}", raw.because))
    }

    /// The reason why kinds of employers are reached as they are, as a known bias.
    fn reached(&self) -> Option<String> {
        let raw = self.reaches.as_ref()?;
        let often: Vec<String> =
            raw.means.as_table()?.iter().map(|(kind, often)| format!("{kind} {often}")).collect();
        let told =
            "How often it meets people of a kind of employer, where 1 is as often as they are";
        Some(format!("{told}: {}. {}", often.join(", "), raw.because))
    }

    /// Kinds of employers with how often each is reached; the reason joins the known biases.
    fn reaches(&self) -> Result<Vec<(String, f64)>, Fault> {
        let number = |value: &toml::Value| {
            value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))
        };
        let Some(raw) = &self.reaches else { return Ok(Vec::new()) };
        let wanted = "write how often each kind is met, as { services = 0.5, product = 2 }";
        let table = raw.means.as_table().ok_or_else(|| Fault::at("reaches.means", wanted))?;
        said("reaches.because", &raw.because)?;
        let often = |(word, value): (&String, &toml::Value)| {
            let often = number(value).filter(|often| (0.0..=1000.0).contains(often));
            let fault = || Fault::at(format!("reaches.means.{word}"), wanted);
            Ok((word.clone(), often.ok_or_else(fault)?))
        };
        table.iter().map(often).collect()
    }

    /// A key of claims that the card has.
    fn of_claims(&self) -> Option<&'static str> {
        let keys = [
            ("figures", !self.figures.is_empty()),
            ("people", self.people.is_some()),
            ("hours_a_year", self.hours_a_year.is_some()),
            ("hours_a_day", self.hours_a_day.is_some()),
            ("bonus", self.bonus),
            ("pension", self.pension),
            ("part_time", self.part_time),
            ("holds", !self.holds.is_empty()),
            ("loose", self.loose.is_some()),
            ("pays", self.pays.is_some()),
            ("rate", self.rate.is_some()),
            ("no_place", self.no_place.is_some()),
            ("no_level", self.no_level.is_some()),
            ("any_engagement", self.any_engagement.is_some()),
            ("readings", self.readings.is_some()),
        ];
        keys.into_iter().find(|(_, is_said)| *is_said).map(|(key, _)| key)
    }

    fn amounts_above_zero(&self) -> Result<(), Fault> {
        let amounts = [
            ("hours_a_year", self.hours_a_year),
            ("hours_a_day", self.hours_a_day),
            ("pays", self.pays),
            ("rate.units_per_usd", self.rate.as_ref().map(|rate| rate.units_per_usd)),
        ];
        let wrong = |amount: f64| !(amount.is_finite() && amount > 0.0);
        if let Some((field, _)) = amounts.into_iter().find(|a| a.1.is_some_and(wrong)) {
            return Err(Fault::at(field, "must be above zero"));
        }
        self.rate.as_ref().map_or(Ok(()), |rate| said("rate.because", &rate.because).map(drop))
    }
}

/// A text that must not be empty.
pub(super) fn said(field: &str, text: &str) -> Result<String, Fault> {
    match text.trim() {
        "" => Err(Fault::at(field, "must not be empty; where it is not known, say so in words")),
        text => Ok(text.to_owned()),
    }
}

/// A date of the precision that reports have.
pub(super) fn date(field: &str, text: &str) -> Result<Date, Fault> {
    let refuse = |error: goingrate_units::DateError| Fault::at(field, error.to_string()).of(text);
    text.parse().map_err(refuse)
}

/// A currency by its code.
pub(super) fn currency(field: &str, text: &str) -> Result<Currency, Fault> {
    let refuse =
        |error: goingrate_units::CurrencyError| Fault::at(field, error.to_string()).of(text);
    text.parse().map_err(refuse)
}

/// A longer slug is no word, and file systems refuse names of a few hundred letters.
const LONGEST_SLUG: usize = 64;

/// Whether a text can be the slug of a source: a slug names files of a store, so it must never lead
/// to another folder.
pub fn is_source_slug(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=LONGEST_SLUG).contains(&text.len()) && text.bytes().all(allowed)
}

fn checked_slug(slug: &str) -> Result<String, Fault> {
    if is_source_slug(slug) {
        return Ok(slug.to_owned());
    }
    let reason = format!(
        "a slug has small letters a to z, digits and hyphens, 1 to {LONGEST_SLUG} of them: acme-payroll"
    );
    Err(Fault::at("slug", reason).of(slug.chars().take(80).collect::<String>()))
}

const KINDS: [(&str, SourceKind); 4] = [
    ("official", SourceKind::Official),
    ("report", SourceKind::Report),
    ("survey", SourceKind::Survey),
    ("postings", SourceKind::Postings),
];

pub(super) const BASES: [(&str, Basis); 2] = [("gross", Basis::Gross), ("net", Basis::Net)];

/// The meaning of a word, or the fault, with the few words that there are.
pub(super) fn one_of<T: Copy>(field: &str, word: &str, all: &[(&str, T)]) -> Result<T, Fault> {
    let found = all.iter().find(|(known, _)| *known == word).map(|(_, value)| *value);
    let words = || all.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| Fault::at(field, format!("not one of {}", words())).of(word))
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
