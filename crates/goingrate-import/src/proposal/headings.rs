//! What headings of tables mean: the list `data/taxonomy/headings.toml`.

use std::collections::BTreeMap;

use goingrate_units::{Currency, Problem};
use serde::Deserialize;

use crate::words::folded;

/// The list.
#[derive(Clone, Debug, PartialEq)]
pub struct Headings {
    skip: Vec<String>,
    fields: BTreeMap<String, Known>,
    pay: BTreeMap<String, Known>,
    end: BTreeMap<String, Vec<String>>,
    period: BTreeMap<String, Vec<String>>,
    basis: BTreeMap<String, Vec<String>>,
    part_time: Vec<String>,
    currencies: Vec<String>,
}

/// Headings of one meaning.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Known {
    whole: Vec<String>,
    holds: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadingsFile {
    skip: Vec<String>,
    currencies: Vec<String>,
    field: BTreeMap<String, Known>,
    pay: BTreeMap<String, Known>,
    end: BTreeMap<String, Vec<String>>,
    period: BTreeMap<String, Vec<String>>,
    basis: BTreeMap<String, Vec<String>>,
    part_time: PartTime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartTime {
    words: Vec<String>,
}

/// What a heading is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// A field of a profile, by its name; a place is told as `city`, `state` and `country`.
    Field(String),
    /// A part of pay, by its slug.
    Pay(String),
}

/// How much of a heading says what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingMatch {
    /// All of it.
    Whole,
    /// All of it but words of an end, a period, tax or a currency.
    WithoutEnds,
    /// Words within a longer heading, which may be about something else.
    Part,
}

impl HeadingMatch {
    /// Of the worth that [`Headings::meaning`] tells.
    pub fn of(worth: usize) -> HeadingMatch {
        match worth {
            worth if worth >= 2 * WHOLE => HeadingMatch::Whole,
            worth if worth >= WHOLE => HeadingMatch::WithoutEnds,
            _ => HeadingMatch::Part,
        }
    }
}

/// What a whole heading is worth beside words in a longer one.
const WHOLE: usize = 1_000_000;

/// What words are worth by where they stand in a longer heading, the first the most: "What is your annual
/// salary? (You'll indicate the currency in a later question.)" is a salary.
const PLACE: usize = 100;

impl Headings {
    /// Reads the list.
    ///
    /// # Errors
    /// When the text is no TOML of this shape.
    pub fn read(text: &str) -> Result<Headings, Problem> {
        let file: HeadingsFile = toml::from_str(text).map_err(|error| {
            let (name, field) = ("headings.toml".to_owned(), "heading".to_owned());
            Problem::in_file(name, None, field, String::new(), error.message().to_owned())
        })?;
        let lists = |lists: BTreeMap<String, Vec<String>>| -> BTreeMap<String, Vec<String>> {
            lists.into_iter().map(|(name, words)| (name, all_folded(words))).collect()
        };
        let known = |lists: BTreeMap<String, Known>| -> BTreeMap<String, Known> {
            let one = |known: Known| Known {
                whole: all_folded(known.whole),
                holds: all_folded(known.holds),
            };
            lists.into_iter().map(|(name, of)| (name, one(of))).collect()
        };
        Ok(Headings {
            skip: all_folded(file.skip),
            currencies: all_folded(file.currencies),
            fields: known(file.field),
            pay: known(file.pay),
            end: lists(file.end),
            period: lists(file.period),
            basis: lists(file.basis),
            part_time: all_folded(file.part_time.words),
        })
    }

    /// What a heading means, and how sure that is: all of it, or the first and longest words that it holds. Words
    /// of an end, a period or a currency do not count ("Salary Min (USD)").
    pub fn meaning(&self, heading: &str) -> Option<(Meaning, usize)> {
        let text = folded(heading);
        let bare = self.bare(&text);
        let field = self.best(&self.fields, &text, &bare).map(|(n, w)| (Meaning::Field(n), w));
        let pay = self.best(&self.pay, &text, &bare).map(|(n, w)| (Meaning::Pay(n), w));
        let found = [field, pay].into_iter().flatten().max_by_key(|(_, worth)| *worth);
        let skipped = || self.skip.iter().any(|words| holds(&text, words));
        found.filter(|(_, worth)| *worth >= WHOLE || !skipped())
    }

    fn best(
        &self,
        lists: &BTreeMap<String, Known>,
        text: &str,
        bare: &str,
    ) -> Option<(String, usize)> {
        let mut best: Option<(String, usize)> = None;
        for (name, known) in lists {
            let mut all = known.whole.iter().chain(&known.holds);
            let whole = all.find(|whole| *whole == text || in_one_word(whole, text));
            let whole = whole.map(|_| 2 * WHOLE);
            let without = || known.whole.iter().find(|whole| *whole == bare).map(|_| WHOLE);
            let part = || {
                let worth = |words: &String| {
                    let before = PLACE.saturating_sub(place_of(text, words)?);
                    Some(before * PLACE + words.len().min(PLACE - 1))
                };
                known.holds.iter().filter_map(worth).max()
            };
            let Some(worth) = whole.or_else(without).or_else(part) else { continue };
            if best.as_ref().is_none_or(|(_, before)| worth > *before) {
                best = Some((name.clone(), worth));
            }
        }
        best
    }

    /// A heading without the words of its end, period and tax, and three letters of a currency.
    fn bare(&self, text: &str) -> String {
        let lists = [&self.end, &self.period, &self.basis];
        let said = |word: &str| {
            lists.iter().any(|list| list.values().flatten().any(|known| known == word))
        };
        let is_currency = |word: &str| self.currencies.iter().any(|known| known == word);
        let idle = ["in", "per", "the", "of", "a"];
        let kept = text
            .split(' ')
            .filter(|word| !said(word) && !is_currency(word) && !idle.contains(word));
        kept.collect::<Vec<_>>().join(" ")
    }

    /// The end of a range that a heading of pay is for: `low` or `high`.
    pub fn end(&self, heading: &str) -> Option<&str> {
        one_of(&self.end, heading)
    }

    /// The period that words are of, by its slug.
    pub fn period(&self, words: &str) -> Option<&str> {
        one_of(&self.period, words)
    }

    /// Whether words say gross or net.
    pub fn basis(&self, words: &str) -> Option<&str> {
        one_of(&self.basis, words)
    }

    /// The currency that a heading names by its three letters.
    pub fn currency(&self, heading: &str) -> Option<Currency> {
        let text = folded(heading);
        let named = text.split(' ').find(|word| self.currencies.iter().any(|known| known == word));
        named.and_then(|word| word.to_uppercase().parse().ok())
    }

    /// Whether a value of employment says that the work is not full-time.
    pub fn is_part_time(&self, value: &str) -> bool {
        let value = folded(value);
        self.part_time.iter().any(|words| holds(&value, words))
    }
}

fn all_folded(words: Vec<String>) -> Vec<String> {
    words.iter().map(|words| folded(words)).collect()
}

/// Whether words stand in a text in a row.
fn holds(text: &str, words: &str) -> bool {
    place_of(text, words).is_some()
}

/// Whether a heading is words without blanks between them: `yearsofexperience`, `JobTitle`.
fn in_one_word(words: &str, text: &str) -> bool {
    words.contains(' ') && !text.contains(' ') && words.replace(' ', "") == text
}

/// Where words stand in a text in a row.
fn place_of(text: &str, words: &str) -> Option<usize> {
    format!(" {text} ").find(&format!(" {words} "))
}

/// The one list whose words a text holds; the longest words win.
fn one_of<'a>(lists: &'a BTreeMap<String, Vec<String>>, text: &str) -> Option<&'a str> {
    let text = folded(text);
    let mut best: Option<(&str, usize)> = None;
    for (name, words) in lists {
        let held = words.iter().filter(|words| holds(&text, words)).map(String::len).max();
        let Some(length) = held else { continue };
        if best.is_none_or(|(_, before)| length > before) {
            best = Some((name, length));
        }
    }
    best.map(|(name, _)| name)
}
