//! How loose words are read: the defaults of `readings.toml`, and a card's exceptions to them.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::page::{Entry, Page};
use super::raw::RawReading;
use crate::Readings;
use goingrate_units::Problem;

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

/// The defaults. `None` when a word has none, because then nothing can be read.
pub(super) fn defaults(page: &Page<'_>, complaints: &mut Vec<Problem>) -> Option<Readings> {
    let known: Vec<&str> = WORDS.iter().map(|(word, _)| *word).collect();
    complaints.extend(page.strangers(&known, &[]));
    let mut found = BTreeMap::new();
    for word in known {
        match page.entry(word) {
            Some(entry) => match reading(word, entry) {
                Ok(values) => drop(found.insert(word, values)),
                Err(fault) => complaints.push(entry.complain(fault)),
            },
            None => complaints.push(page.missing(word, "every word needs a default reading")),
        }
    }
    (found.len() == WORDS.len()).then(|| assemble(&found))
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

/// Reads one word another way than the defaults do; the reason where it cannot be read.
pub(in crate::read) fn reread(
    readings: &mut Readings,
    word: &str,
    raw: toml::Value,
) -> Result<(), String> {
    let raw: RawReading = raw.try_into().map_err(|e: toml::de::Error| e.message().to_owned())?;
    let values = values(word, &raw).map_err(|fault| fault.reason)?;
    set(readings, word, values);
    Ok(())
}

fn reading(word: &str, entry: Entry<'_>) -> Result<(f64, f64), Fault> {
    values(word, &entry.read()?)
}

fn values(word: &str, raw: &RawReading) -> Result<(f64, f64), Fault> {
    let Some((_, has_quantile)) = WORDS.iter().find(|(known, _)| *known == word) else {
        let words = WORDS.map(|(word, _)| word).join(", ");
        return Err(Fault::at("", format!("no word that is read; these are: {words}")).of(word));
    };
    if !(raw.sd.is_finite() && raw.sd > 0.0) {
        return Err(Fault::at("sd", "a looseness is a number above 0, in logs"));
    }
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
