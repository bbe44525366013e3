//! The files of `data/taxonomy` as they are written: nothing is checked here but their shape.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::TaxonomyError;
use crate::Currency;

/// The contents of the files of `data/taxonomy`.
#[derive(Clone, Copy, Debug)]
pub struct TaxonomyFiles<'a> {
    /// `roles.toml`.
    pub roles: &'a str,
    /// `levels.toml`.
    pub levels: &'a str,
    /// `places.toml`.
    pub places: &'a str,
    /// `areas.csv`.
    pub areas: &'a str,
    /// `skills.toml`.
    pub skills: &'a str,
    /// `industries.toml`.
    pub industries: &'a str,
    /// `tiers.toml`.
    pub tiers: &'a str,
    /// `employers.csv`.
    pub employers: &'a str,
    /// `employer_levels.csv`.
    pub employer_levels: &'a str,
    /// `words.toml`.
    pub words: &'a str,
    /// `phrases.csv`.
    pub phrases: &'a str,
    /// `towns.csv`.
    pub towns: &'a str,
}

#[derive(Deserialize)]
pub(super) struct RolesFile {
    pub default: String,
    pub role: Vec<RoleRow>,
}

#[derive(Deserialize)]
pub(super) struct RoleRow {
    pub slug: String,
    pub name: String,
    pub parent: Option<String>,
    pub soc: Option<String>,
    pub ladder: Option<String>,
    pub words: Vec<String>,
    pub note: Option<String>,
    pub implies_level: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct LevelsFile {
    pub hint_note: String,
    pub level: Vec<LevelRow>,
}

#[derive(Deserialize)]
pub(super) struct LevelRow {
    pub slug: String,
    pub name: String,
    pub ladder: String,
    pub years: [f64; 2],
    pub tolerance: [f64; 2],
    pub words: Vec<String>,
    #[serde(default)]
    pub hints: Vec<String>,
    #[serde(default)]
    pub after_role: Vec<String>,
    pub implies_role: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct PlacesFile {
    pub default: String,
    pub whole: Vec<String>,
    pub qualified: Vec<String>,
    pub ambiguous: Vec<String>,
    /// Codes of countries that are read where they stand alone.
    pub codes_alone: Vec<String>,
    /// By word, the slug of the place that is meant where nobody says which.
    pub likelier: BTreeMap<String, String>,
    /// By slug and word, how to write a town.
    pub written: HashMap<String, String>,
    pub codes: BTreeMap<String, String>,
    pub region: Vec<PlaceRow>,
    pub countries: BTreeMap<String, Vec<String>>,
    pub states: BTreeMap<String, Vec<String>>,
    pub group: Vec<PlaceRow>,
    pub remote: PlaceRow,
    #[serde(default)]
    pub abroad: AbroadFile,
    pub words: BTreeMap<String, Vec<String>>,
    pub cities: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct PlaceRow {
    pub slug: String,
    pub name: String,
    pub parent: Option<String>,
    #[serde(default)]
    pub members: Vec<String>,
    pub words: Vec<String>,
}

/// Parts of countries outside the United States, and groups of countries.
#[derive(Default, Deserialize)]
pub(super) struct AbroadFile {
    /// By slug of a group, its members.
    pub members: BTreeMap<String, Vec<String>>,
    /// By slug of a country, its currency.
    #[serde(default)]
    pub currencies: BTreeMap<String, String>,
    /// Slug, kind, parent, name and other words.
    pub places: Vec<Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct AreaRow {
    pub slug: String,
    pub kind: String,
    pub state: String,
    pub code: String,
    pub name: String,
}

#[derive(Deserialize)]
pub(super) struct SkillsFile {
    pub skills: Vec<Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct IndustriesFile {
    pub industries: Vec<Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct TiersFile {
    pub tier: Vec<TierRow>,
}

#[derive(Deserialize)]
pub(super) struct TierRow {
    pub slug: String,
    /// Whether the slug is a word of data files and flags only: "services" in a question is not yet an
    /// employer.
    #[serde(default)]
    pub slug_is_no_word: bool,
    pub name: String,
    pub words: Vec<String>,
}

/// An employer; the words are joined by `|`.
#[derive(Deserialize)]
pub(super) struct EmployerRow {
    pub slug: String,
    pub name: String,
    pub tier: String,
    pub kind: String,
    pub home: String,
    pub words: String,
}

/// A level of an employer's ladder: `employer`, `code`, `title`, `words`, `status`, and a column a level
/// of ours with the share of it that it stands for.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct RungRow(pub BTreeMap<String, String>);

#[derive(Deserialize)]
pub(super) struct WordsFile {
    pub employer_after: Vec<String>,
    /// Words for hours and days of work.
    pub hours: Vec<String>,
    /// Words that say that the next is not meant.
    pub not: Vec<String>,
    /// Words after years of life.
    pub age: Vec<String>,
    /// By slug of a role, the slugs of skills that say it.
    pub role_of_skill: BTreeMap<String, Vec<String>>,
    /// Words after which the name of a place stands.
    pub place_after: Vec<String>,
    pub everyday_employers: Vec<String>,
    pub generic_role: String,
    pub generic: Vec<String>,
    pub stop: Vec<String>,
    pub years: Vec<String>,
    pub months: Vec<String>,
    pub open_years: f64,
    /// An ending and what stands in its place.
    pub endings: Vec<(String, String)>,
    pub engagement: BTreeMap<String, Vec<String>>,
    pub component: BTreeMap<String, Vec<String>>,
    #[serde(flatten)]
    pub money: MoneyWords,
}

/// Words of amounts of money.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct MoneyWords {
    /// By ISO code, the signs and words of a currency.
    pub currency: BTreeMap<String, Vec<String>>,
    /// By suffix, what it multiplies by.
    pub multiple: BTreeMap<String, f64>,
    /// By slug of a period, its words.
    pub period: BTreeMap<String, Vec<String>>,
    /// By multiple or word, the currency that it says ("lpa": rupees).
    pub currency_of: BTreeMap<String, String>,
    /// By multiple or word, the period that it says ("lpa": a year).
    pub period_of: BTreeMap<String, String>,
    /// Words between an amount and its period, or beside it, that say nothing of it.
    pub beside: Vec<String>,
    /// Words between the two ends of a range.
    pub to: Vec<String>,
    /// Words that say that an amount is after tax.
    pub after_tax: Vec<String>,
    /// By the currency that a sign is read as, the words that others share with it and their currencies.
    pub shared: BTreeMap<String, SharedSign>,
}

/// Signs that several currencies share ("$", "kr").
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct SharedSign {
    /// The signs and words.
    pub words: Vec<String>,
    /// The currencies that share them with the first.
    pub with: Vec<String>,
}

impl MoneyWords {
    /// Whether a word is a sign that several currencies share.
    pub fn is_shared(&self, word: &str) -> bool {
        self.shared.values().any(|sign| sign.words.iter().any(|one| one == word))
    }

    /// Whether a currency shares the sign that is read as another one.
    pub fn shares_sign(&self, read_as: Currency, currency: Currency) -> bool {
        let sign = self.shared.get(&read_as.to_string());
        sign.is_some_and(|sign| sign.with.iter().any(|code| *code == currency.to_string()))
    }
}

/// A TOML file of a known shape.
pub(super) fn toml<'a, T: Deserialize<'a>>(file: &str, text: &'a str) -> Result<T, TaxonomyError> {
    toml::from_str(text).map_err(|error| refuse(file, error))
}

/// An error of a file.
pub(super) fn refuse(file: &str, what: impl ToString) -> TaxonomyError {
    TaxonomyError { file: file.to_owned(), what: what.to_string() }
}
