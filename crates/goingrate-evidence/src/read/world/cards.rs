//! `cards.toml`: the sources' cards, what their rows are, and our own estimates of how loosely they
//! are read.

use std::collections::BTreeMap;

use goingrate_units::{Component, Engagement, Problem};
use serde::Deserialize;
use toml::Spanned;

use crate::read::card::{CardText, bad_toml};
use crate::read::claims::reread;
use crate::{Basis, Card, Readings};

const FILE: &str = "cards.toml";

/// How far shares of engagements may miss one: how far adding them up in binary can miss it.
const ROUNDING: f64 = 1e-9;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CardsFile {
    #[serde(rename = "match")]
    matches: BTreeMap<String, Estimate>,
    sampling: Sampling,
    aside: BTreeMap<String, String>,
    card: Vec<Spanned<toml::Table>>,
}

/// A looseness of ours, with its reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Estimate {
    sd: f64,
    #[serde(rename = "status")]
    _status: String,
    #[serde(rename = "because")]
    _because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sampling {
    spread: f64,
    #[serde(rename = "status")]
    _status: String,
    #[serde(rename = "because")]
    _because: String,
}

/// Whom the number of a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum People {
    /// Those who were asked, or the advertisements that were read, for this row.
    Sample,
    /// Those for whom the row stands.
    Population,
    /// Those of the whole survey, of which the row is a part.
    Survey,
}

/// At which rate a publisher turned dollars into the currency that it prints.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rate {
    pub units_per_usd: f64,
    #[serde(rename = "because")]
    _because: String,
}

/// What a card says beyond what all cards say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Own {
    pub people: Option<People>,
    /// Paid hours of a full-time year, where pay is by the hour.
    pub hours_a_year: Option<f64>,
    /// Hours of a day, where pay is by the day.
    pub hours_a_day: Option<f64>,
    #[serde(default)]
    pub bonus: bool,
    #[serde(default)]
    pub pension: bool,
    #[serde(default)]
    pub part_time: bool,
    component: Option<String>,
    any_engagement: Option<BTreeMap<String, f64>>,
    #[serde(default)]
    readings: BTreeMap<String, toml::Value>,
    pub rate: Option<Rate>,
}

const OWN: [&str; 10] = [
    "people",
    "hours_a_year",
    "hours_a_day",
    "bonus",
    "pension",
    "part_time",
    "component",
    "any_engagement",
    "readings",
    "rate",
];

/// A card with what its rows are.
pub(super) struct WorldCard {
    pub card: Card,
    pub own: Own,
    /// The part of pay, where it is not the usual one of the engagement.
    pub component: Option<Component>,
}

/// What `cards.toml` says.
pub(super) struct Cards {
    cards: Vec<WorldCard>,
    by_slug: BTreeMap<String, usize>,
    /// Looseness by quality of a match of occupations.
    pub matches: BTreeMap<String, f64>,
    /// The spread of logs of pay by which numbers of answers become errors.
    pub spread: f64,
    /// Why figures are carried and not fitted, by word.
    pub aside: BTreeMap<String, String>,
}

impl Cards {
    /// The cards of a file, read with these default readings.
    pub fn read(text: &str, readings: &Readings) -> Result<Cards, Problem> {
        let file: CardsFile = toml::from_str(text).map_err(|e| bad_toml(FILE, text, "card", &e))?;
        let mut cards = Vec::new();
        let mut by_slug = BTreeMap::new();
        for entry in file.card {
            let line = text.get(..entry.span().start).map(line_after);
            let slug = entry.get_ref().get("slug").and_then(toml::Value::as_str);
            let slug = slug.unwrap_or_default().to_owned();
            let complain = |fault: Fault| fault.complaint(&slug).at_line(line);
            let card = WorldCard::read(entry.into_inner(), readings).map_err(complain)?;
            if by_slug.insert(slug.clone(), cards.len()).is_some() {
                return Err(complain(Fault::new("slug", &slug, "there is a card of this name")));
            }
            cards.push(card);
        }
        let positive = |value: f64| value.is_finite() && value > 0.0;
        if !file.matches.values().all(|m| positive(m.sd)) || !positive(file.sampling.spread) {
            let fault = Fault::new("sd", "", "a looseness is a number above 0, in logs");
            return Err(fault.complaint("match"));
        }
        let matches = file.matches.into_iter().map(|(word, m)| (word, m.sd)).collect();
        Ok(Cards { cards, by_slug, matches, spread: file.sampling.spread, aside: file.aside })
    }

    /// Position and card of a slug.
    pub fn of(&self, slug: &str) -> Option<(usize, &WorldCard)> {
        let at = *self.by_slug.get(slug)?;
        Some((at, &self.cards[at]))
    }

    /// The cards alone.
    pub fn into_cards(self) -> Vec<Card> {
        self.cards.into_iter().map(|card| card.card).collect()
    }
}

/// The line, from 1, that comes after a text.
fn line_after(before: &str) -> u64 {
    before.matches('\n').count() as u64 + 1
}

/// What is wrong with a card.
struct Fault {
    field: String,
    value: String,
    reason: String,
}

impl Fault {
    fn new(field: &str, value: &str, reason: &str) -> Fault {
        Fault { field: field.to_owned(), value: value.to_owned(), reason: reason.to_owned() }
    }

    fn complaint(self, slug: &str) -> Problem {
        let field = format!("{slug}.{}", self.field);
        Problem::in_file(FILE.to_owned(), None, field, self.value, self.reason)
    }
}

impl WorldCard {
    fn read(mut table: toml::Table, readings: &Readings) -> Result<WorldCard, Fault> {
        let mut own = toml::Table::new();
        for key in OWN {
            if let Some(value) = table.remove(key) {
                own.insert(key.to_owned(), value);
            }
        }
        let text: CardText = typed(table)?;
        let refused =
            |(field, value, reason): (&str, String, String)| Fault::new(field, &value, &reason);
        let mut card = text.checked().map_err(refused)?;
        let own: Own = typed(own)?;
        own.check(&card)?;
        card.readings = readings.clone();
        for (word, value) in own.readings.clone() {
            let fault = |reason: String| Fault::new(&format!("readings.{word}"), "", &reason);
            reread(&mut card.readings, &word, value).map_err(fault)?;
        }
        card.any_engagement = own.engagements()?;
        let component = own.component()?;
        Ok(WorldCard { card, own, component })
    }
}

fn typed<T: for<'d> Deserialize<'d>>(table: toml::Table) -> Result<T, Fault> {
    let read = toml::Value::Table(table).try_into();
    read.map_err(|e: toml::de::Error| Fault::new("card", "", e.message()))
}

impl Own {
    fn check(&self, card: &Card) -> Result<(), Fault> {
        let amounts = [
            ("hours_a_year", self.hours_a_year),
            ("hours_a_day", self.hours_a_day),
            ("rate.units_per_usd", self.rate.as_ref().map(|rate| rate.units_per_usd)),
        ];
        let wrong = |amount: f64| !(amount.is_finite() && amount > 0.0);
        if let Some((field, amount)) = amounts.into_iter().find(|a| a.1.is_some_and(wrong)) {
            let value = amount.unwrap_or_default().to_string();
            return Err(Fault::new(field, &value, "must be above zero"));
        }
        if card.reference && card.basis == Basis::Net {
            return Err(Fault::new("basis", "net", "a reference is gross"));
        }
        Ok(())
    }

    fn component(&self) -> Result<Option<Component>, Fault> {
        let Some(word) = &self.component else { return Ok(None) };
        let known = || Component::ALL.map(Component::slug).join(", ");
        let unknown = || Fault::new("component", word, &format!("not one of {}", known()));
        Component::from_slug(word).map(Some).ok_or_else(unknown)
    }

    fn engagements(&self) -> Result<Vec<(Engagement, f64)>, Fault> {
        let shares = self.any_engagement.iter().flatten();
        let known = || Engagement::ALL.map(Engagement::slug).join(", ");
        let share = |(word, share): (&String, &f64)| {
            let unknown = || Fault::new("any_engagement", word, &format!("not one of {}", known()));
            Ok((Engagement::from_slug(word).ok_or_else(unknown)?, *share))
        };
        let shares: Vec<(Engagement, f64)> = shares.map(share).collect::<Result<_, Fault>>()?;
        let sum: f64 = shares.iter().map(|(_, share)| share).sum();
        let right = shares.iter().all(|(_, share)| *share > 0.0) && (sum - 1.0).abs() <= ROUNDING;
        if shares.is_empty() || right {
            return Ok(shares);
        }
        Err(Fault::new("any_engagement", &sum.to_string(), "shares above zero that add up to one"))
    }
}
