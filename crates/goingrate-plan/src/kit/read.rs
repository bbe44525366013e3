//! Files of `data/kits` to kits; every fault with its line, and every word known to another table.

use std::collections::BTreeMap;

use goingrate_units::{Currency, Date, Problem};
use serde::Deserialize;
use toml::Spanned;

use super::law::{AdvertLaw, When, Widest};
use super::sheet::{Competency, Kits, LevelSheet, Mistake, RoleSheet, SkillSheet, Step};
use super::{Band, ByBand, Question};
use crate::Source;
use crate::source::{RawSource, sources};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    usual_individual: Option<String>,
    usual_management: Option<String>,
    #[serde(default)]
    covers: Vec<String>,
    #[serde(default)]
    source: BTreeMap<String, RawSource>,
    #[serde(default)]
    level: Vec<Spanned<LevelSheet>>,
    #[serde(default)]
    skill: Vec<Spanned<SkillSheet>>,
    #[serde(default)]
    competency: Vec<Spanned<Competency>>,
    #[serde(default)]
    role: Vec<Spanned<RoleSheet>>,
    #[serde(default)]
    step: Vec<Step>,
    #[serde(default)]
    mistake: Vec<Spanned<Mistake>>,
    #[serde(default)]
    law: Vec<Spanned<RawLaw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLaw {
    places: Vec<String>,
    name: String,
    from: toml::value::Datetime,
    when: String,
    employees: u32,
    must: String,
    widest: Option<RawWidest>,
    status: Option<String>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWidest {
    amount: f64,
    currency: String,
    unless_above: f64,
}

/// All of all files.
pub fn kits<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Kits, Vec<Problem>> {
    let mut reading = Reading::default();
    let mut words = Vec::new();
    for (path, text) in files {
        let page = Page { path, text };
        match toml::from_str::<RawFile>(text) {
            Ok(raw) => reading.file(&page, raw, &mut words),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                reading.problems.push(page.problem(at, "file", "", error.message()));
            }
        }
    }
    reading.end(words)
}

/// A file that is read.
#[derive(Clone, Copy)]
struct Page<'a> {
    path: &'a str,
    text: &'a str,
}

impl Page<'_> {
    fn problem(&self, at: usize, field: &str, value: &str, what: impl Into<String>) -> Problem {
        let line = 1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() as u64;
        Problem::in_file(self.path, Some(line), field, value, what)
    }
}

/// A word that another table has to know: where it stands, and what it names.
struct Word<'a> {
    page: Page<'a>,
    at: usize,
    field: &'static str,
    word: String,
}

#[derive(Default)]
struct Reading {
    kits: Kits,
    problems: Vec<Problem>,
}

impl Reading {
    fn file<'a>(&mut self, page: &Page<'a>, raw: RawFile, words: &mut Vec<Word<'a>>) {
        let RawFile { usual_individual, usual_management, source, level, .. } = raw;
        let usual = [
            (usual_individual, &mut self.kits.usual_individual),
            (usual_management, &mut self.kits.usual_management),
        ];
        for (said, kept) in usual {
            if let Some(said) = said {
                words.push(Word { page: *page, at: 0, field: "level", word: said.clone() });
                *kept = said;
            }
        }
        self.kits.covers.extend(raw.covers);
        self.kits.steps.extend(raw.step);
        for level in level {
            let named = level.get_ref().adds.keys();
            let at = level.span().start;
            words.extend(named.map(|word| competency_word(page, at, word)));
            self.level(page, level);
        }
        raw.skill.into_iter().for_each(|skill| self.skill(page, skill));
        raw.competency.into_iter().for_each(|competency| self.competency(page, competency));
        for role in raw.role {
            let (at, role_) = (role.span().start, role.get_ref());
            let asked = role_.stages.iter().flat_map(|stage| &stage.asks);
            let named = role_.competencies.keys().chain(asked);
            words.extend(named.map(|word| competency_word(page, at, word)));
            self.role(page, role);
        }
        raw.mistake.into_iter().for_each(|mistake| self.mistake(page, mistake));
        let (sources, unread) = sources(page.path, source);
        self.problems.extend(unread);
        raw.law.into_iter().for_each(|law| self.law(page, law, &sources));
    }

    /// A table under its word, which no other of its kind may have.
    fn keep<T>(&mut self, page: &Page, at: usize, kind: Kind<T>, slug: String, table: T) {
        if kind(&mut self.kits).insert(slug.clone(), table).is_some() {
            self.problems.push(page.problem(at, "slug", &slug, "another table has this word"));
        }
    }

    fn level(&mut self, page: &Page, level: Spanned<LevelSheet>) {
        let (at, level) = (level.span().start, level.into_inner());
        if !level.adds.values().all(|share| (0.0..=50.0).contains(share)) {
            let what = "what a level adds is a share of 0 to 50 percent";
            self.problems.push(page.problem(at, "level.adds", &level.slug, what));
        }
        self.keep(page, at, |kits| &mut kits.levels, level.slug.clone(), level);
    }

    fn skill(&mut self, page: &Page, skill: Spanned<SkillSheet>) {
        let (at, skill) = (skill.span().start, skill.into_inner());
        if !(skill.weight > 0.0 && skill.weight <= 10.0) {
            let what = "has to be above 0 and at most 10";
            self.problems.push(page.problem(at, "skill.weight", &skill.weight.to_string(), what));
        }
        if skill.must.all().next().is_none() {
            self.problems.push(page.problem(at, "skill.must", &skill.slug, "says nothing"));
        }
        self.questions(page, at, &skill.slug, &skill.questions);
        self.keep(page, at, |kits| &mut kits.skills, skill.slug.clone(), skill);
    }

    fn competency(&mut self, page: &Page, competency: Spanned<Competency>) {
        let (at, competency) = (competency.span().start, competency.into_inner());
        if competency.expect.all().next().is_none() {
            let what = "says nothing";
            self.problems.push(page.problem(at, "competency.expect", &competency.slug, what));
        }
        self.questions(page, at, &competency.slug, &competency.questions);
        self.keep(page, at, |kits| &mut kits.competencies, competency.slug.clone(), competency);
    }

    fn questions(&mut self, page: &Page, at: usize, of: &str, questions: &[Question]) {
        if questions.is_empty() {
            self.problems.push(page.problem(at, "question", of, "there is no question"));
        }
        for question in questions {
            self.bands(page, at, of, question.from, question.to);
        }
    }

    fn bands(&mut self, page: &Page, at: usize, of: &str, from: Band, to: Band) {
        if from > to {
            let what = format!("goes from {} to {}, which is below", from.slug(), to.slug());
            self.problems.push(page.problem(at, "from", of, what));
        }
    }

    fn role(&mut self, page: &Page, role: Spanned<RoleSheet>) {
        let (at, role) = (role.span().start, role.into_inner());
        let name = role.slugs.join(", ");
        let shares: Vec<f64> = role.skills.all().map(|(_, share)| *share).collect();
        if shares.is_empty() || !shares.iter().all(|share| (0.0..=90.0).contains(share)) {
            let what = "has to be shares of 0 to 90 percent by band";
            self.problems.push(page.problem(at, "role.skills", &name, what));
        }
        let weights = role.competencies.values().flat_map(ByBand::all);
        let weights: Vec<f64> = weights.map(|(_, weight)| *weight).collect();
        if weights.is_empty() || !weights.iter().all(|weight| (0.0..=100.0).contains(weight)) {
            let what = "weights have to be 0 to 100, of at least one competency";
            self.problems.push(page.problem(at, "role.competencies", &name, what));
        }
        for stage in &role.stages {
            self.bands(page, at, &stage.name, stage.from, stage.to);
            self.minutes(page, at, &stage.name, stage.minutes);
        }
        for sample in &role.work_samples {
            self.bands(page, at, &sample.name, sample.from, sample.to);
            self.minutes(page, at, &sample.name, sample.minutes);
        }
        let number = self.kits.roles.len();
        for slug in role.slugs.clone() {
            self.keep(page, at, |kits| &mut kits.role_of, slug, number);
        }
        self.kits.roles.push(role);
    }

    fn minutes(&mut self, page: &Page, at: usize, of: &str, minutes: u32) {
        if !(1..=960).contains(&minutes) {
            let what = format!("{of} has to take 1 to 960 minutes");
            self.problems.push(page.problem(at, "minutes", &minutes.to_string(), what));
        }
    }

    fn mistake(&mut self, page: &Page, mistake: Spanned<Mistake>) {
        let (at, mistake) = (mistake.span().start, mistake.into_inner());
        let days = mistake.days.unwrap_or([0.0; 3]);
        for (field, ends) in [("mistake.times", mistake.times), ("mistake.days", days)] {
            let [low, typical, high] = ends;
            if !(0.0 <= low && low <= typical && typical <= high && high <= 1000.0) {
                let what = "low, typical and high have to be numbers in this order";
                self.problems.push(page.problem(at, field, &mistake.slug, what));
            }
        }
        let has_days = mistake.parts.contains(&super::Part::Days);
        if mistake.parts.is_empty() || has_days != mistake.days.is_some() {
            let what = "needs parts, and days exactly where one part is days";
            self.problems.push(page.problem(at, "mistake.parts", &mistake.slug, what));
        }
        self.kits.mistakes.push(mistake);
    }

    fn law(&mut self, page: &Page, raw: Spanned<RawLaw>, sources: &BTreeMap<String, Source>) {
        let at = raw.span().start;
        match law(raw.into_inner(), sources) {
            Ok(law) => self.kits.laws.push(law),
            Err((field, value, what)) => {
                self.problems.push(page.problem(at, &format!("law.{field}"), &value, what));
            }
        }
    }

    /// Words that name a table that no file has.
    fn end(mut self, words: Vec<Word>) -> Result<Kits, Vec<Problem>> {
        for Word { page, at, field, word } in words {
            let known = match field {
                "level" => self.kits.levels.contains_key(&word),
                _ => self.kits.competencies.contains_key(&word),
            };
            if !known {
                let what = format!("no file has a {field} of this word");
                self.problems.push(page.problem(at, field, &word, what));
            }
        }
        if self.problems.is_empty() { Ok(self.kits) } else { Err(self.problems) }
    }
}

/// Where tables of a kind are kept.
type Kind<T> = fn(&mut Kits) -> &mut BTreeMap<String, T>;

fn competency_word<'a>(page: &Page<'a>, at: usize, word: &str) -> Word<'a> {
    Word { page: *page, at, field: "competency", word: word.to_owned() }
}

/// A law, or the field, value and fault.
fn law(
    raw: RawLaw,
    sources: &BTreeMap<String, Source>,
) -> Result<AdvertLaw, (&'static str, String, String)> {
    let RawLaw { places, name, employees, must, .. } = raw;
    let from = raw.from.to_string();
    let from: Date = from.parse().map_err(|_| ("from", from, "should be a day".to_owned()))?;
    let when = When::ALL.into_iter().find(|when| when.slug() == raw.when).ok_or_else(|| {
        let known = When::ALL.map(When::slug).join(", ");
        ("when", raw.when.clone(), format!("should be one of {known}"))
    })?;
    let in_force = match raw.status.as_deref() {
        None | Some("law") => true,
        Some("due") => false,
        Some(other) => return Err(("status", other.to_owned(), "should be law or due".to_owned())),
    };
    let unknown = || ("source", raw.source.clone(), "is no source of this file".to_owned());
    let source = sources.get(&raw.source).cloned().ok_or_else(unknown)?;
    let widest = raw.widest.map(|RawWidest { amount, currency, unless_above }| {
        let known: Result<Currency, _> = currency.parse();
        let currency = known.map_err(|_| ("widest", currency, "is no currency".to_owned()))?;
        match amount > 0.0 && amount.is_finite() && unless_above.is_finite() {
            true => Ok(Widest { amount, currency, unless_above }),
            false => Err(("widest", amount.to_string(), "has to be above zero".to_owned())),
        }
    });
    let widest = widest.transpose()?;
    Ok(AdvertLaw { places, name, from, when, employees, must, widest, in_force, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
usual_individual = "mid"
usual_management = "mid"
[source]
paper = { title = "A paper", url = "https://example.org", checked = 2026-11-30 }
[[level]]
slug = "mid"
band = "mid"
scope = "A feature."
not_yet = "A system."
[[competency]]
slug = "coding"
name = "Code"
expect.mid = "Writes it."
strong = "Small steps."
weak = "None."
[[competency.question]]
from = "junior"
to = "staff"
ask = "How?"
good = "So."
weak = "Not."
[[role]]
slugs = ["computing"]
about = "Work."
skills = { mid = 30 }
competencies = { coding = { mid = 1 } }
[[mistake]]
slug = "slow"
name = "Slow"
what = "Late."
instead = "Quick."
parts = ["days"]
days = [1, 2, 3]
[[law]]
places = ["xx"]
name = "A law"
from = 2026-01-01
when = "advert"
employees = 1
must = "Pay."
source = "paper"
"#;

    /// A fault put into the whole file is told at the line of `at`: the changed text where a parser finds
    /// it, the head of its table where a check does.
    fn check(at: &str, from: &str, to: &str, expected: &str) {
        assert!(WHOLE.contains(from), "{from}");
        let text = WHOLE.replacen(from, to, 1);
        let line = 1 + text[..text.find(at).expect(at)].matches('\n').count();
        let problems = Kits::read([("kit.toml", text.as_str())]).expect_err(to);
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let start = format!("kit.toml:{line}: ");
        let held = |text: &&String| text.starts_with(&start) && text.contains(expected);
        assert!(said.iter().any(|text| held(&text)), "{to} at {line}: {said:#?}");
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        assert!(Kits::read([("kit.toml", WHOLE)]).is_ok());
        let parsed = |from: &str, to: &str, expected: &str| check(to, from, to, expected);
        parsed("band = \"mid\"", "band = \"middle\"", "unknown variant");
        parsed("scope =", "scop =", "unknown field");
        parsed("to = \"staff\"", "to = \"staf\"", "unknown variant");
        check(
            "[[competency]]",
            "from = \"junior\"\nto = \"staff\"",
            "from = \"staff\"\nto = \"mid\"",
            "below",
        );
        check("[[role]]", "{ coding = { mid = 1 } }", "{ codin = { mid = 1 } }", "no file has");
        check("[[role]]", "{ mid = 30 }", "{ mid = 130 }", "0 to 90 percent");
        check("[[mistake]]", "[1, 2, 3]", "[3, 2, 1]", "in this order");
        check("[[mistake]]", "[\"days\"]", "[\"ramp\"]", "exactly where one part is days");
        check("[[law]]", "when = \"advert\"", "when = \"soon\"", "advert, interview");
        check("[[law]]", "source = \"paper\"", "source = \"papers\"", "is no source");
        check("\n", "usual_individual = \"mid\"", "usual_individual = \"md\"", "no file has");
    }

    #[test]
    fn a_word_that_two_tables_have_is_a_fault() {
        let problems = Kits::read([("a.toml", WHOLE), ("b.toml", WHOLE)]).expect_err("twice");
        let twice = problems.iter().filter(|problem| problem.what.contains("another table"));
        assert_eq!(twice.count(), 3, "{problems:#?}");
    }
}
