//! `data/careers`: which ways of going on are compared for whom.

use std::collections::BTreeMap;

use goingrate_plan::Source;
use goingrate_units::{Currency, Date, Problem, ProblemKind};
use serde::Deserialize;

use crate::data;

/// Every ladder and way of the carried files.
#[derive(Debug, Default)]
pub struct Known {
    pub ladders: Vec<LadderData>,
    pub ways: Vec<WayData>,
}

/// What others say that a way brings.
#[derive(Clone, Debug, PartialEq)]
pub struct WayReported {
    /// What it is a figure of.
    pub said: String,
    /// The lower end; a share of pay, or an amount a year of `currency`.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The currency of an amount; `None` for a share.
    pub currency: Option<Currency>,
    /// Who says it.
    pub source: Source,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    source: BTreeMap<String, RawSource>,
    #[serde(default)]
    ladder: Vec<LadderData>,
    #[serde(default)]
    way: Vec<RawWay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSource {
    title: String,
    url: String,
    checked: toml::value::Datetime,
}

/// Levels in their order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LadderData {
    pub name: String,
    pub of: Whose,
    /// `senior`, or `engineering-manager: manager`.
    pub levels: Vec<String>,
    #[serde(default)]
    pub stays: bool,
}

/// Whose ladder or way it is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    Individual,
    Management,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWay {
    word: String,
    name: String,
    #[serde(default)]
    words: Vec<String>,
    of: Option<Whose>,
    says: Option<String>,
    adds: Option<String>,
    ladder: Option<String>,
    work: Option<WorkWord>,
    learns: Option<String>,
    #[serde(default)]
    within: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    usual: bool,
    #[serde(default)]
    reported: Vec<RawReported>,
}

/// How the work of a way is done, where it is not for an employer.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum WorkWord {
    Freelance,
    Founder,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReported {
    said: String,
    low: f64,
    high: f64,
    unit: String,
    source: String,
}

/// A way as the data have it.
#[derive(Debug)]
pub struct WayData {
    pub word: String,
    pub name: String,
    pub words: Vec<String>,
    pub of: Option<Whose>,
    pub says: Option<String>,
    pub adds: Option<String>,
    pub ladder: Option<String>,
    pub work: Option<WorkWord>,
    pub learns: Option<String>,
    pub within: Vec<String>,
    pub without: Vec<String>,
    pub usual: bool,
    pub reported: Vec<WayReported>,
}

/// Reads the carried files.
///
/// # Errors
/// When one of them is damaged: the file, and what is wrong.
pub fn known() -> Result<Known, Problem> {
    let mut known = Known::default();
    for (path, text) in data::CAREERS {
        read(path, text, &mut known)?;
    }
    let ladders = &known.ladders;
    let lost = known.ways.iter().find_map(|way| {
        let ladder = way.ladder.as_ref()?;
        ladders.iter().all(|known| known.name != *ladder).then_some(ladder)
    });
    match lost {
        Some(ladder) => Err(damaged("data/careers", None, "ladder", ladder, "is no [[ladder]]")),
        None => Ok(known),
    }
}

fn damaged(path: &str, line: Option<u64>, field: &str, value: &str, what: &str) -> Problem {
    Problem::in_file(path, line, field, value, what).kind(ProblemKind::Internal)
}

fn read(path: &str, text: &str, known: &mut Known) -> Result<(), Problem> {
    let raw: RawFile = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| 1 + text[..span.start].matches('\n').count() as u64);
        damaged(path, line, "way", "", error.message())
    })?;
    let mut sources = BTreeMap::new();
    for (word, RawSource { title, url, checked }) in raw.source {
        let day = checked.to_string();
        let checked: Date =
            day.parse().map_err(|_| damaged(path, None, "checked", &day, "should be a day"))?;
        sources.insert(word, Source { title, url, checked });
    }
    known.ladders.extend(raw.ladder);
    for way in raw.way {
        let told = |raw: RawReported| reported(path, raw, &sources);
        let reported = way.reported.into_iter().map(told).collect::<Result<_, _>>()?;
        let RawWay { word, name, words, of, says, adds, ladder, work, .. } = way;
        let RawWay { learns, within, without, usual, .. } = way;
        known.ways.push(WayData {
            word,
            name,
            words,
            of,
            says,
            adds,
            ladder,
            work,
            learns,
            within,
            without,
            usual,
            reported,
        });
    }
    Ok(())
}

fn reported(
    path: &str,
    raw: RawReported,
    sources: &BTreeMap<String, Source>,
) -> Result<WayReported, Problem> {
    let RawReported { said, low, high, unit, source } = raw;
    let Some(source) = sources.get(&source).cloned() else {
        return Err(damaged(path, None, "source", &source, "is no [source] of this file"));
    };
    let currency = match unit.as_str() {
        "share" => None,
        code => Some(
            code.parse()
                .map_err(|_| damaged(path, None, "unit", code, "should be share or a currency"))?,
        ),
    };
    if !(low.is_finite() && high.is_finite() && low <= high) {
        let what = "low and high have to be numbers in this order";
        return Err(damaged(path, None, "reported", &said, what));
    }
    Ok(WayReported { said, low, high, currency, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_carried_files_are_whole() {
        let known = known().expect("whole");
        assert!(known.ways.iter().filter(|way| way.usual).count() >= 10);
        let stays = |of| known.ladders.iter().filter(|l| l.stays && l.of == of).count();
        assert_eq!((stays(Whose::Individual), stays(Whose::Management)), (1, 1));
    }

    #[test]
    fn what_is_wrong_is_told() {
        let check = |text: &str, told: &str| {
            let problem = read("a.toml", text, &mut Known::default()).expect_err(text);
            assert!(problem.to_string().contains(told), "{text}: {problem}");
        };
        check("[[way]]\nword = \"a\"\nname = \"a\"\nspeed = 1", "speed");
        check("[source.a]\ntitle = \"a\"\nurl = \"b\"\nchecked = 07:00:00", "a day");
        let way = |reported: &str| {
            format!("[[way]]\nword = \"a\"\nname = \"a\"\nreported = [{reported}]")
        };
        let said = "{ said = \"x\", low = 1, high = 2, unit = \"share\", source = \"none\" }";
        check(&way(said), "is no [source]");
    }
}
