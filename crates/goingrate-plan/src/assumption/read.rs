//! Files of `data/planning` to assumptions; every fault with its line, and every key known.

use std::collections::BTreeMap;

use goingrate_units::{Date, Problem};
use serde::Deserialize;
use toml::Spanned;

use super::reported::RawReported;
use super::{Assumption, Status, Value};
use crate::Source;
use crate::source::{RawSource, sources};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    source: BTreeMap<String, RawSource>,
    #[serde(default)]
    assumption: Vec<Spanned<RawAssumption>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAssumption {
    name: String,
    what: String,
    unit: String,
    #[serde(default)]
    signed: bool,
    skill: Option<String>,
    value: Vec<Spanned<RawValue>>,
    #[serde(default)]
    reported: Vec<Spanned<RawReported>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawValue {
    from: toml::value::Datetime,
    low: f64,
    typical: f64,
    high: f64,
    place: Option<String>,
    of: Option<String>,
    status: String,
    source: String,
    note: Option<String>,
}

/// All assumptions of all files, by their word.
pub fn assumptions<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<BTreeMap<String, Assumption>, Vec<Problem>> {
    let (mut known, mut problems) = (BTreeMap::new(), Vec::new());
    for (path, text) in files {
        let page = Page { path, text };
        match toml::from_str::<RawFile>(text) {
            Ok(raw) => page.file(raw, &mut known, &mut problems),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                problems.push(page.problem(at, "file", "", error.message()));
            }
        }
    }
    if problems.is_empty() { Ok(known) } else { Err(problems) }
}

/// A file that is read.
struct Page<'a> {
    path: &'a str,
    text: &'a str,
}

impl Page<'_> {
    fn problem(&self, at: usize, field: &str, value: &str, what: impl Into<String>) -> Problem {
        let line = 1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() as u64;
        Problem::in_file(self.path, Some(line), field, value, what)
    }

    fn file(
        &self,
        raw: RawFile,
        known: &mut BTreeMap<String, Assumption>,
        problems: &mut Vec<Problem>,
    ) {
        let (sources, unread) = sources(self.path, raw.source);
        problems.extend(unread);
        for raw in raw.assumption {
            let at = raw.span().start;
            let assumption = self.assumption(raw.into_inner(), &sources, problems);
            let name = assumption.name.clone();
            if known.insert(name.clone(), assumption).is_some() {
                problems.push(self.problem(at, "name", &name, "another assumption has this word"));
            }
        }
    }

    fn assumption(
        &self,
        raw: RawAssumption,
        sources: &BTreeMap<String, Source>,
        problems: &mut Vec<Problem>,
    ) -> Assumption {
        let RawAssumption { name, what, unit, signed, skill, value, reported } = raw;
        let (values, sources) = (Vec::new(), sources.clone());
        let mut assumption =
            Assumption { name, what, unit, signed, skill, values, reported: Vec::new(), sources };
        for raw in value {
            let at = raw.span().start;
            let read = self.value(raw.into_inner(), at, &assumption);
            match read {
                Ok(value) => assumption.values.push(value),
                Err(problem) => problems.push(problem),
            }
        }
        for raw in reported {
            let at = raw.span().start;
            match raw.into_inner().read(&assumption) {
                Ok(reported) => assumption.reported.push(reported),
                Err((field, value, what)) => {
                    let field = format!("{}.{field}", assumption.name);
                    problems.push(self.problem(at, &field, &value, what));
                }
            }
        }
        // A stable order of days: of two values for the same case the later one holds.
        assumption.values.sort_by_key(|value| value.from);
        assumption
    }

    fn value(&self, raw: RawValue, at: usize, of: &Assumption) -> Result<Value, Problem> {
        let field = |name: &str| format!("{}.{name}", of.name);
        let from: Date = raw.from.to_string().parse().map_err(|_| {
            self.problem(at, &field("from"), &raw.from.to_string(), "should be a day")
        })?;
        let status = Status::of_file(&raw.status)
            .map_err(|what| self.problem(at, &field("status"), &raw.status, what))?;
        if !of.sources.contains_key(&raw.source) {
            let what = "is no [source] of this file";
            return Err(self.problem(at, &field("source"), &raw.source, what));
        }
        let RawValue { low, typical, high, place, of: kind, source, note, .. } = raw;
        let written = format!("{low}, {typical}, {high}");
        if !(low <= typical && typical <= high && low.is_finite() && high.is_finite()) {
            let what = "low, typical and high have to be numbers in this order";
            return Err(self.problem(at, &of.name, &written, what));
        }
        if !(of.allows(low) && of.allows(high)) {
            let what = format!("each has to be {}", of.range());
            return Err(self.problem(at, &of.name, &written, what));
        }
        Ok(Value { from, low, typical, high, place, of: kind, status, source, note })
    }
}
