//! Assumptions: dated values with low, typical, high, unit, place, source and status, from files of
//! `data/planning`; which value holds for whom, and what a reader puts in its place.

mod bounds;
mod inputs;
mod own;
mod read;
mod reported;

use std::collections::BTreeMap;

use goingrate_units::{Currency, Date, Problem, ProblemKind};

use crate::{Source, Spread};

pub use inputs::{For, Inputs, ToCurrency};
pub use own::Own;
pub use reported::Reported;

/// How far a value may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// A law says so.
    Law,
    /// An office's statistics.
    Official,
    /// Published by somebody, with a method that can be read.
    Published,
    /// A price list.
    List,
    /// Our estimate; the source says what it leans on.
    Estimate,
    /// The reader's own.
    Yours,
}

impl Status {
    /// Every status that a file may give, in the order of trust.
    pub const OF_FILES: [Status; 5] =
        [Status::Law, Status::Official, Status::Published, Status::List, Status::Estimate];

    /// The status of a file's word, or what should stand there.
    pub(crate) fn of_file(word: &str) -> Result<Status, String> {
        let found = Status::OF_FILES.into_iter().find(|status| status.slug() == word);
        found.ok_or_else(|| {
            format!("should be one of {}", Status::OF_FILES.map(Status::slug).join(", "))
        })
    }

    /// The word in files and JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Status::Law => "law",
            Status::Official => "official",
            Status::Published => "published",
            Status::List => "list",
            Status::Estimate => "estimate",
            Status::Yours => "yours",
        }
    }
}

/// One dated value of an assumption.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The first day that it is taken for.
    pub from: Date,
    /// One case in ten lies below.
    pub low: f64,
    /// The middle.
    pub typical: f64,
    /// One case in ten lies above.
    pub high: f64,
    /// The place that it holds for, by its word in the taxonomy; everywhere if `None`.
    pub place: Option<String>,
    /// What it holds for beside the place (an engagement, a level, a kind); all if `None`.
    pub of: Option<String>,
    /// How far it may be trusted.
    pub status: Status,
    /// Where it is from, by its word in [`Assumption::sources`].
    pub source: String,
    /// What a reader should know beside it.
    pub note: Option<String>,
}

/// One assumption with all its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Its word: `agency-fee`.
    pub name: String,
    /// What it is, as a reader would say it.
    pub what: String,
    /// What its values are counted in: `share of the first year's salary`, `USD a month`, `days`.
    pub unit: String,
    /// Whether values below zero make sense.
    pub signed: bool,
    /// The skill, by its word in the taxonomy, that it is a premium of.
    pub skill: Option<String>,
    /// Its values, as the file has them.
    pub values: Vec<Value>,
    /// What others report of it, which is shown and not taken.
    pub reported: Vec<Reported>,
    /// The sources of its file.
    pub sources: BTreeMap<String, Source>,
}

/// For whom a value is asked.
#[derive(Clone, Debug)]
pub struct At<'a> {
    /// The places, the narrowest first, by their words in the taxonomy.
    pub places: &'a [&'a str],
    /// The words beside the place that apply: `agency`, `senior`.
    pub of: &'a [&'a str],
    /// The day.
    pub on: Date,
}

/// A value that was taken, to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Used {
    /// The word of the assumption.
    pub name: String,
    /// What it is.
    pub what: String,
    /// What it is counted in.
    pub unit: String,
    /// One case in ten lies below.
    pub low: f64,
    /// The middle.
    pub typical: f64,
    /// One case in ten lies above.
    pub high: f64,
    /// The place that the value is said of; everywhere if `None`.
    pub place: Option<String>,
    /// What it is said of beside the place.
    pub of: Option<String>,
    /// How far it may be trusted.
    pub status: Status,
    /// Where it is from; `None` for the reader's own.
    pub source: Option<Source>,
    /// What a reader should know beside it.
    pub note: Option<String>,
    /// Whether values below zero make sense.
    pub signed: bool,
}

impl Assumption {
    /// Whether it is a part of one.
    pub fn is_share(&self) -> bool {
        is_share(&self.unit)
    }

    /// The value that holds: of those that have begun and speak of no other place and no other kind, the one
    /// of the narrowest place; of these, one that names the kind before one that does not; of these, the
    /// latest.
    pub fn value_at(&self, at: &At) -> Option<&Value> {
        let place = |value: &Value| match &value.place {
            None => Some(at.places.len()),
            Some(place) => at.places.iter().position(|known| known == place),
        };
        let of = |value: &Value| match &value.of {
            None => Some(at.of.len()),
            Some(of) => at.of.iter().position(|known| known == of),
        };
        let begun = self.values.iter().filter(|value| value.from <= at.on);
        let ranked = begun.filter_map(|v| Some(((place(v)?, of(v)?), v)));
        // Of equal ones the last is the latest: files are in the order of days.
        let first = ranked.reduce(|best, next| if next.0 <= best.0 { next } else { best });
        first.map(|(_, value)| value)
    }

    /// The first day from which a value is carried for a case.
    fn begins(&self, at: &At) -> Option<Date> {
        let mut days: Vec<Date> = self.values.iter().map(|value| value.from).collect();
        days.sort_unstable();
        days.into_iter().find(|day| self.value_at(&At { on: *day, ..at.clone() }).is_some())
    }
}

impl Used {
    /// Whether it is a part of one.
    pub fn is_share(&self) -> bool {
        is_share(&self.unit)
    }

    /// The currency of its unit, if it is an amount of money: `USD a month`.
    pub fn currency(&self) -> Option<Currency> {
        currency(&self.unit)
    }

    /// The distribution of its values.
    pub fn spread(&self) -> Spread {
        let most = if self.is_share() { 1.0 } else { f64::INFINITY };
        let least = if self.signed { f64::NEG_INFINITY } else { 0.0 };
        Spread::new(self.low, self.typical, self.high).within(least, most)
    }
}

fn is_share(unit: &str) -> bool {
    unit == "share" || unit.starts_with("share ")
}

fn currency(unit: &str) -> Option<Currency> {
    let word =
        unit.split(' ').next().filter(|word| word.bytes().all(|b| b.is_ascii_uppercase()))?;
    word.parse().ok()
}

/// All assumptions, by their word, with what a reader assumes otherwise.
#[derive(Clone, Debug, Default)]
pub struct Assumptions {
    known: BTreeMap<String, Assumption>,
    own: Vec<Own>,
}

impl Assumptions {
    /// Reads files, each a path and its text.
    ///
    /// # Errors
    /// Every fault of every file, with its line: a key that is not known, a value out of its range, a
    /// source that the file does not name, a word that two files have.
    ///
    /// ```
    /// use goingrate_plan::{Assumptions, At};
    /// let file = r#"
    /// source.survey = { title = "A survey, 2026", url = "https://example.org", checked = 2026-11-30 }
    /// [[assumption]]
    /// name = "agency-fee"
    /// what = "Fee of a recruiting agency"
    /// unit = "share of the first year's salary"
    /// [[assumption.value]]
    /// from = 2026-01-01
    /// low = 0.15
    /// typical = 0.20
    /// high = 0.25
    /// status = "published"
    /// source = "survey"
    /// "#;
    /// let mut assumptions = Assumptions::read([("hire.toml", file)]).map_err(|all| all[0].clone())?;
    /// let at = At { places: &["us"], of: &[], on: "2026-11-30".parse()? };
    /// assert_eq!(assumptions.used("agency-fee", &at)?.typical, 0.20);
    /// assumptions.replace("agency-fee=18%")?;
    /// assert_eq!(assumptions.used("agency-fee", &at)?.typical, 0.18);
    /// # Ok::<(), goingrate_units::Problem>(())
    /// ```
    pub fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Assumptions, Vec<Problem>> {
        let known = read::assumptions(files)?;
        Ok(Assumptions { known, own: Vec::new() })
    }

    /// All of them, in the order of their words.
    pub fn all(&self) -> impl Iterator<Item = &Assumption> {
        self.known.values()
    }

    /// What experience with a skill is paid more: the words of the assumption and of the skill.
    pub fn premiums(&self) -> impl Iterator<Item = (&str, &str)> {
        self.known.values().filter_map(|of| Some((of.name.as_str(), of.skill.as_deref()?)))
    }

    /// The places of which an assumption has a value of its own, by their words.
    pub fn places_of(&self, name: &str) -> Vec<&str> {
        let values = self.known.get(name).into_iter().flat_map(|assumption| &assumption.values);
        let mut places: Vec<&str> = values.filter_map(|value| value.place.as_deref()).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Takes a reader's own value, written `agency-fee=18%`, `agency-fee=15%..25%` or, for one kind only,
    /// `attrition:agency=20%`.
    ///
    /// # Errors
    /// When there is no such assumption (the nearest are named), or it has no such value; field `assume`.
    pub fn replace(&mut self, text: &str) -> Result<(), Problem> {
        let own = Own::parse(text, |name| self.known.get(name), self.known.keys())?;
        self.own.push(own);
        Ok(())
    }

    /// Which carried value of an assumption holds, by its position: the same for all cases that share it,
    /// whatever a reader assumes instead.
    pub fn position(&self, name: &str, at: &At) -> Option<usize> {
        let assumption = self.known.get(name)?;
        let held = assumption.value_at(at)?;
        assumption.values.iter().position(|value| std::ptr::eq(value, held))
    }

    /// The value of an assumption that holds.
    ///
    /// # Errors
    /// When the day lies before those of which values are carried (field `as_of`), or no value is carried
    /// for that place: the data are then incomplete.
    pub fn used(&self, name: &str, at: &At) -> Result<Used, Problem> {
        let lacking = || {
            let what = format!("no value is carried for {}", at.places.first().unwrap_or(&"it"));
            Problem::of("assume", name, what).kind(ProblemKind::NotCovered)
        };
        let assumption = self.known.get(name).ok_or_else(lacking)?;
        let of = |own: &&Own| own.of.as_deref().is_none_or(|of| at.of.contains(&of));
        let own = self.own.iter().rev().filter(|own| own.name == name).find(of);
        let carried = assumption.value_at(at);
        match (own, carried) {
            (Some(own), _) => Ok(own.used(assumption)),
            (None, Some(value)) => Ok(Used {
                name: assumption.name.clone(),
                what: assumption.what.clone(),
                unit: assumption.unit.clone(),
                low: value.low,
                typical: value.typical,
                high: value.high,
                place: value.place.clone(),
                of: value.of.clone(),
                status: value.status,
                source: assumption.sources.get(&value.source).cloned(),
                note: value.note.clone(),
                signed: assumption.signed,
            }),
            (None, None) => Err(match assumption.begins(at) {
                Some(first) => too_early(at.on, first),
                None => lacking(),
            }),
        }
    }
}

/// A day before those of which values are carried.
fn too_early(day: Date, first: Date) -> Problem {
    let what = format!("assumptions are carried from {first} on");
    Problem::of("as_of", &day.to_string(), what)
        .kind(ProblemKind::NotCovered)
        .hint(format!("ask for {first} or a later day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
source.ours = { title = "Ours", url = "https://example.org", checked = 2026-11-30 }
[[assumption]]
name = "attrition"
what = "People who leave in a year"
unit = "share a year"
reported = [
  { said = "a survey", typical = 0.13, status = "published", source = "ours" },
  { said = "of agencies", low = 0.2, high = 0.3, of = "agency", status = "published", source = "ours" },
]
value = [
  { from = 2026-01-01, low = 0.1, typical = 0.12, high = 0.2, status = "estimate", source = "ours" },
  { from = 2026-01-01, low = 0.1, typical = 0.15, high = 0.2, place = "in", status = "estimate", source = "ours" },
  { from = 2026-01-01, low = 0.2, typical = 0.30, high = 0.4, of = "agency", status = "estimate", source = "ours" },
  { from = 2026-01-01, low = 0.2, typical = 0.35, high = 0.4, place = "in", of = "agency", status = "estimate", source = "ours" },
  { from = 2027-01-01, low = 0.2, typical = 0.36, high = 0.4, place = "in", of = "agency", status = "estimate", source = "ours" },
]
"#;

    fn check(places: &[&str], of: &[&str], on: &str, expected: f64) {
        let assumptions = Assumptions::read([("a.toml", FILE)]).expect("a whole file");
        let at = At { places, of, on: on.parse().expect("a day") };
        let typical = assumptions.used("attrition", &at).map(|used| used.typical);
        assert_eq!(typical, Ok(expected), "{places:?} {of:?} {on}");
    }

    #[test]
    fn the_narrowest_place_and_then_the_kind_decide() {
        check(&["us"], &[], "2026-06-01", 0.12);
        check(&["in-bangalore", "in"], &[], "2026-06-01", 0.15);
        check(&["us"], &["agency"], "2026-06-01", 0.30);
        check(&["in"], &["agency"], "2026-06-01", 0.35);
        check(&["in"], &["agency"], "2027-06-01", 0.36);
        check(&["in"], &["freelance"], "2027-06-01", 0.15);
    }

    #[test]
    fn what_others_report_stands_beside() {
        let check = |file: &str, of: &[&str], expected: Result<&[f64], &str>| {
            let assumptions = match Assumptions::read([("a.toml", file)]) {
                Ok(assumptions) => assumptions,
                Err(problems) => {
                    let told = problems[0].to_string();
                    return assert!(expected.is_err_and(|what| told.contains(what)), "{told}");
                }
            };
            let reported = assumptions.reported("attrition", of).expect("known");
            let lows: Vec<f64> = reported.iter().map(|reported| reported.low).collect();
            assert_eq!(Ok(&lows[..]), expected, "{of:?}");
        };
        check(FILE, &[], Ok(&[0.13]));
        check(FILE, &["agency"], Ok(&[0.13, 0.2]));
        check(&FILE.replace("typical = 0.13", "low = 0.13"), &[], Err("either typical, or"));
        check(&FILE.replace("typical = 0.13", "typical = 13.0"), &[], Err("each has to be"));
    }

    #[test]
    fn a_readers_own_value_goes_before_all() {
        let mut assumptions = Assumptions::read([("a.toml", FILE)]).expect("a whole file");
        assumptions.replace("attrition=5%..10%").expect("a range of shares");
        assumptions.replace("attrition:agency=50%").expect("of one kind");
        let at = |of| At { places: &["in"], of, on: "2027-06-01".parse().expect("a day") };
        let used = assumptions.used("attrition", &at(&[])).expect("known");
        assert_eq!((used.low, used.high, used.status), (0.05, 0.10, Status::Yours));
        let used = assumptions.used("attrition", &at(&["agency"])).expect("known");
        assert_eq!((used.low, used.typical), (0.5, 0.5));
        let problem = assumptions.replace("atrition=5%").expect_err("a slip");
        assert_eq!(problem.nearest, ["attrition"]);
        let problem = assumptions.replace("quux=5%").expect_err("no such word");
        assert!(problem.nearest.is_empty() && problem.hint.is_some(), "{problem}");
    }

    #[test]
    fn a_day_before_all_values_is_blamed_on_the_day() {
        let assumptions = Assumptions::read([("a.toml", FILE)]).expect("a whole file");
        let at = At { places: &["us"], of: &[], on: "2020-01-01".parse().expect("a day") };
        let problem = assumptions.used("attrition", &at).expect_err("too early");
        assert_eq!(problem.field_name(), "as_of");
        assert!(problem.to_string().contains("from 2026-01-01 on"), "{problem}");
    }
}
