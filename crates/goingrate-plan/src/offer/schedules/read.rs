//! Files of `data/offers` to schedules; every fault with its line, and every key known.

use std::collections::BTreeMap;

use goingrate_units::{Date, Problem};
use serde::Deserialize;
use toml::Spanned;

use super::{Every, Schedule, Schedules};
use crate::source::{RawSource, sources};
use crate::{Source, Status};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    source: BTreeMap<String, RawSource>,
    #[serde(default)]
    schedule: Vec<Spanned<RawSchedule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSchedule {
    employer: Option<String>,
    from: toml::value::Datetime,
    years: Vec<f64>,
    every: RawEvery,
    cliff_months: u32,
    #[serde(default)]
    yearly_grant: bool,
    status: String,
    source: String,
    note: Option<String>,
}

/// One word for all years, or one for each.
#[derive(Deserialize)]
#[serde(untagged)]
enum RawEvery {
    One(String),
    Each(Vec<String>),
}

/// A schedule with its employer; the usual one has none.
type Of = (Option<String>, Schedule);

/// All schedules of all files, in the order of their days.
pub(super) fn schedules<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Schedules, Vec<Problem>> {
    let (mut all, mut problems): (Vec<Of>, Vec<Problem>) = Default::default();
    for (path, text) in files {
        let line = |at: usize| 1 + text.bytes().take(at).filter(|b| *b == b'\n').count() as u64;
        match toml::from_str::<RawFile>(text) {
            Ok(raw) => file(path, raw, line, &mut all, &mut problems),
            Err(error) => {
                let line = error.span().map(|span| line(span.start));
                problems.push(Problem::in_file(path, line, "file", "", error.message()));
            }
        }
    }
    if all.iter().all(|(employer, _)| employer.is_some()) && problems.is_empty() {
        problems.push(Problem::of(
            "schedule",
            "",
            "no schedule without an employer: the usual one",
        ));
    }
    // A stable order of days: of two schedules the later one holds.
    all.sort_by_key(|(_, schedule)| schedule.from);
    if problems.is_empty() { Ok(Schedules { all }) } else { Err(problems) }
}

fn file(
    path: &str,
    raw: RawFile,
    line: impl Fn(usize) -> u64,
    all: &mut Vec<Of>,
    problems: &mut Vec<Problem>,
) {
    let (sources, unread) = sources(path, raw.source);
    problems.extend(unread);
    for raw in raw.schedule {
        let line = line(raw.span().start);
        let read = one(raw.into_inner(), &sources).and_then(|read| unique(read, all));
        match read {
            Ok(read) => all.push(read),
            Err(problem) => {
                let (field, value) =
                    (problem.field_name().to_owned(), problem.value_text().to_owned());
                problems.push(Problem::in_file(path, Some(line), field, value, problem.what));
            }
        }
    }
}

fn one(raw: RawSchedule, sources: &BTreeMap<String, Source>) -> Result<Of, Problem> {
    let RawSchedule { employer, from, years, every, cliff_months, yearly_grant, .. } = raw;
    let words = match every {
        RawEvery::One(word) => vec![word],
        RawEvery::Each(words) => words,
    };
    let every = words.iter().map(|word| word.parse()).collect::<Result<Vec<Every>, _>>()?;
    let from: Date = from
        .to_string()
        .parse()
        .map_err(|_| Problem::of("from", &from.to_string(), "should be a day"))?;
    let status =
        Status::of_file(&raw.status).map_err(|what| Problem::of("status", &raw.status, what))?;
    let Some(source) = sources.get(&raw.source).cloned() else {
        return Err(Problem::of("source", &raw.source, "is no [source] of this file"));
    };
    if yearly_grant && years.len() != 1 {
        let what = "a grant that is given anew each year has one year";
        return Err(Problem::of("yearly_grant", "true", what));
    }
    let schedule = Schedule::by_year(years, every, cliff_months)?;
    let (from, source, note) = (Some(from), Some(source), raw.note);
    Ok((employer, Schedule { yearly_grant, from, status, source, note, ..schedule }))
}

/// A schedule, if there is no other of its employer from its day.
fn unique(read: Of, all: &[Of]) -> Result<Of, Problem> {
    let twice = |(employer, other): &Of| *employer == read.0 && other.from == read.1.from;
    match all.iter().any(twice) {
        true => {
            let employer = read.0.unwrap_or_default();
            Err(Problem::of("employer", &employer, "has two schedules from the same day"))
        }
        false => Ok(read),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
source.a = { title = "A", url = "https://a", checked = 2026-11-30 }
schedule = [
  { from = 2000-01-01, years = [25, 25, 25, 25], every = "month", cliff_months = 12, status = "published", source = "a" },
  { employer = "g", from = 2024-01-01, years = [60, 40], every = ["quarter", "year"], cliff_months = 0, status = "published", source = "a" },
  { employer = "g", from = 2021-01-01, years = [100], every = "month", cliff_months = 0, status = "estimate", source = "a", yearly_grant = true, note = "old" },
]
"#;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn the_latest_that_has_begun_holds() {
        let schedules = Schedules::read([("f", FILE)]).expect("whole");
        let check = |on: &str, expected: Option<&[f64]>| {
            assert_eq!(schedules.of("g", day(on)).map(Schedule::years), expected, "{on}");
        };
        check("2020-12-31", None);
        check("2021-01-01", Some(&[100.0]));
        check("2023-12-31", Some(&[100.0]));
        check("2024-01-01", Some(&[60.0, 40.0]));
        assert_eq!(schedules.of("h", day("2024-01-01")), None);
        assert_eq!(schedules.employers(), ["g"]);
        let usual = schedules.usual(day("2024-01-01")).expect("has begun");
        assert_eq!((usual.cliff_months(), usual.yearly_grant()), (12, false));
        assert_eq!(schedules.usual(day("1999-12-31")), None);
        let old = schedules.of("g", day("2022-01-01")).expect("has begun");
        assert_eq!(
            (old.yearly_grant(), old.note(), old.status()),
            (true, Some("old"), Status::Estimate)
        );
        assert_eq!(old.source().map(|source| source.title.as_str()), Some("A"));
        assert_eq!((old.every(), old.from()), (&[Every::Month][..], Some(day("2021-01-01"))));
    }

    #[test]
    fn faults_have_their_lines() {
        let check = |from: &str, to: &str, field: &str, line: u64| {
            assert!(FILE.contains(from), "{from}");
            let text = FILE.replacen(from, to, 1);
            let problems = Schedules::read([("f", text.as_str())]).expect_err("a fault");
            let found = (problems[0].field_name(), problems[0].line());
            assert_eq!(found, (field, Some(line)), "{to}: {problems:?}");
        };
        check("[60, 40]", "[60, 41]", "vesting", 5);
        check("[60, 40]", "[60, 20, 20]", "vesting", 5);
        check(r#""quarter", "#, r#""week", "#, "every", 5);
        check("from = 2024-01-01", "from = 2021-01-01", "employer", 6);
        check("from = 2024-01-01", "from = 07:32:00", "from", 5);
        check(r#"status = "estimate""#, r#"status = "sure""#, "status", 6);
        check(r#"source = "a", yearly"#, r#"source = "b", yearly"#, "source", 6);
        check("years = [100]", "years = [50, 50]", "yearly_grant", 6);
        check("note =", "nite =", "file", 6);
    }

    #[test]
    fn a_usual_schedule_is_needed() {
        let text = FILE.lines().filter(|line| !line.contains("2000-01-01"));
        let text = text.collect::<Vec<_>>().join("\n");
        let problems = Schedules::read([("f", text.as_str())]).expect_err("none is usual");
        assert_eq!(problems[0].field_name(), "schedule");
    }
}
