//! How loose words are read: the defaults of `readings.toml`, and a card's exceptions to them; how
//! loosely occupations match, what a number of answers is worth, and why a claim can be set aside.

use std::collections::BTreeMap;

use super::page::{Entry, Page};
use super::raw::RawReading;
use crate::Readings;
use crate::read::fault::Fault;
use goingrate_units::Problem;
use serde::Deserialize;

/// The words that are read, and whether the quantile is a matter of reading too.
const WORDS: [(&str, bool); 10] = [
    ("stated", false),
    ("mean", false),
    ("low", true),
    ("high", true),
    ("from", true),
    ("top", true),
    ("typical", false),
    ("example", false),
    ("gap", false),
    ("contrast", false),
];

/// What a value of ours may say about where it comes from.
pub(super) const STATUSES: [&str; 2] = ["our-estimate", "stated"];

/// The tables of `readings.toml` beside the words.
const TABLES: [&str; 3] = ["match", "sampling", "aside"];

/// What `readings.toml` says.
pub(super) struct Defaults {
    /// How words are read.
    pub readings: Readings,
    /// Looseness by quality of a match of occupations.
    pub matches: BTreeMap<String, f64>,
    /// The spread of logs of pay by which numbers of answers become errors.
    pub spread: f64,
    /// Why claims are carried and not fitted, by word.
    pub aside: BTreeMap<String, String>,
}

/// A looseness of ours, with its reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Estimate {
    sd: f64,
    status: String,
    because: String,
}

/// What numbers of answers are worth.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sampling {
    spread: f64,
    status: String,
    because: String,
}

/// The defaults. `None` when a word or a table has none, because then nothing can be read.
pub(super) fn defaults(page: &Page<'_>, complaints: &mut Vec<Problem>) -> Option<Defaults> {
    let known: Vec<&str> = WORDS.iter().map(|(word, _)| *word).chain(TABLES).collect();
    complaints.extend(page.strangers(&known, &[]));
    let mut found = BTreeMap::new();
    for (word, _) in WORDS {
        let values = part(page, word, |entry| reading(word, entry), complaints);
        found.extend(values.map(|values| (word, values)));
    }
    let matches = part(page, "match", matches, complaints);
    let spread = part(page, "sampling", spread, complaints);
    let aside = part(page, "aside", |entry| entry.read(), complaints);
    let readings = (found.len() == WORDS.len()).then(|| assemble(&found))?;
    Some(Defaults { readings, matches: matches?, spread: spread?, aside: aside? })
}

/// What one table of the page says; a complaint where it says nothing that can be read.
fn part<'p, T>(
    page: &'p Page<'p>,
    key: &str,
    read: impl Fn(Entry<'p>) -> Result<T, Fault>,
    complaints: &mut Vec<Problem>,
) -> Option<T> {
    let missing = || page.missing(key, "every word needs a default reading");
    let entry = page.entry(key).ok_or_else(missing);
    let read = entry.and_then(|entry| read(entry).map_err(|fault| entry.complain(fault)));
    read.map_err(|complaint| complaints.push(complaint)).ok()
}

fn matches(entry: Entry<'_>) -> Result<BTreeMap<String, f64>, Fault> {
    let match_of = |(word, part): (&str, Entry<'_>)| {
        let inside = |fault: Fault| Fault { span: None, ..fault }.inside(word);
        let read = part.read::<Estimate>().and_then(|estimate| {
            sourced(&estimate.status, &estimate.because)?;
            positive("sd", estimate.sd)
        });
        Ok((word.to_owned(), read.map_err(inside)?))
    };
    entry.parts().into_iter().map(match_of).collect()
}

fn spread(entry: Entry<'_>) -> Result<f64, Fault> {
    let sampling: Sampling = entry.read()?;
    sourced(&sampling.status, &sampling.because)?;
    positive("spread", sampling.spread)
}

/// A looseness that is one.
pub(super) fn positive(field: &str, sd: f64) -> Result<f64, Fault> {
    match sd.is_finite() && sd > 0.0 {
        true => Ok(sd),
        false => Err(Fault::at(field, "a looseness is a number above 0, in logs")),
    }
}

/// A card's readings: the defaults apart from what its `[card.readings]` says.
pub(super) fn of_card(defaults: &Readings, entry: Option<Entry<'_>>) -> Result<Readings, Fault> {
    let mut readings = defaults.clone();
    for (word, part) in entry.into_iter().flat_map(Entry::parts) {
        let inside = |fault: Fault| Fault { span: None, ..fault }.inside(word).inside("readings");
        let values = reading(word, part).map_err(inside)?;
        set(&mut readings, word, values);
    }
    Ok(readings)
}

fn reading(word: &str, entry: Entry<'_>) -> Result<(f64, f64), Fault> {
    values(word, &entry.read()?)
}

fn values(word: &str, raw: &RawReading) -> Result<(f64, f64), Fault> {
    let Some((_, has_quantile)) = WORDS.iter().find(|(known, _)| *known == word) else {
        let words = WORDS.map(|(word, _)| word).join(", ");
        return Err(Fault::at("", format!("no word that is read; these are: {words}")).of(word));
    };
    positive("sd", raw.sd)?;
    sourced(&raw.status, &raw.because)?;
    Ok((quantile(raw.quantile, *has_quantile)?, raw.sd))
}

fn quantile(said: Option<f64>, expected: bool) -> Result<f64, Fault> {
    match said {
        Some(p) if expected && 0.0 < p && p < 1.0 => Ok(p),
        Some(_) if expected => Err(Fault::at("quantile", "a quantile lies above 0 and below 1")),
        None if expected => Err(Fault::at("quantile", "say which quantile is meant (0.20)")),
        Some(_) => Err(Fault::at("quantile", "this word has no quantile of its own to be read")),
        // Words without a quantile of their own use only the looseness.
        None => Ok(0.5),
    }
}

/// Whether a value of ours says where it comes from and why.
pub(super) fn sourced(status: &str, because: &str) -> Result<(), Fault> {
    if !STATUSES.contains(&status) {
        return Err(Fault::at("status", format!("write one of: {}", STATUSES.join(", "))));
    }
    if because.trim().is_empty() {
        return Err(Fault::at("because", "say why, in a sentence"));
    }
    Ok(())
}

fn assemble(found: &BTreeMap<&str, (f64, f64)>) -> Readings {
    Readings {
        low: found["low"],
        high: found["high"],
        from: found["from"],
        top: found["top"],
        typical_sd: found["typical"].1,
        example_sd: found["example"].1,
        quantile_sd: found["stated"].1,
        mean_sd: found["mean"].1,
        gap_sd: found["gap"].1,
        contrast_sd: found["contrast"].1,
    }
}

fn set(readings: &mut Readings, word: &str, (quantile, sd): (f64, f64)) {
    match word {
        "low" => readings.low = (quantile, sd),
        "high" => readings.high = (quantile, sd),
        "from" => readings.from = (quantile, sd),
        "top" => readings.top = (quantile, sd),
        "typical" => readings.typical_sd = sd,
        "example" => readings.example_sd = sd,
        "stated" => readings.quantile_sd = sd,
        "mean" => readings.mean_sd = sd,
        "gap" => readings.gap_sd = sd,
        _ => readings.contrast_sd = sd,
    }
}
