//! What records state comes back: two invented surveys whose pay is a sum of known effects, one for each
//! fact that a record may state and for pairs of them. A fit of their records must foresee the same
//! differences between records that differ in this alone. Tiers, industries and spreads are in
//! `microdata.rs`; waves and money without a rate in `goingrate/tests/microdata.rs`.

// Only the words are used here, and not the carried book.
#[allow(dead_code)]
mod carried;

use std::sync::Arc;

use carried::{Carried, invented_survey};
use goingrate_evidence::{
    Basis, Cell, CellKey, ContentHash, Education, Evidence, Headcount, Histogram, Money, Remote,
    Shares, SourceId, YearsBand,
};
use goingrate_model::{Book, FitOptions, RecordEstimator, SeededRng, fit};
use goingrate_units::{Component, Currency, Period, SkillId, Taxonomy};

/// How many facts a record has, each of them with two values.
const FACTS: usize = 13;

/// Which of its two values each fact of a record has.
type Facts = [bool; FACTS];

/// Facts by their place in [`Facts`].
const ROLE: usize = 0;
const COUNTRY: usize = 1;
const SKILL: usize = 2;
const EDUCATION: usize = 3;
const HEADCOUNT: usize = 4;
const WORKPLACE: usize = 5;
const EMPLOYER: usize = 6;
const TITLE: usize = 7;
const LEVEL_TEXT: usize = 8;
const WAVE: usize = 9;
const YEARS: usize = 10;
const TENURE: usize = 11;
const LEVEL: usize = 12;

/// What the second value of a fact is worth, in logs.
const EFFECTS: [(&str, usize, f64); FACTS] = [
    ("role", ROLE, 0.15),
    ("country", COUNTRY, -0.2),
    ("skill", SKILL, 0.1),
    ("education", EDUCATION, 0.2),
    ("headcount", HEADCOUNT, 0.15),
    ("workplace", WORKPLACE, -0.1),
    ("employer", EMPLOYER, 0.3),
    ("title", TITLE, 0.15),
    ("level text", LEVEL_TEXT, 0.25),
    ("wave", WAVE, 0.1),
    ("years", YEARS, 0.3),
    ("tenure", TENURE, 0.1),
    ("level", LEVEL, 0.35),
];

/// What the second values of two facts are worth together, beyond what each is worth by itself.
const PAIRS: [(&str, [usize; 2], f64); 12] = [
    ("skill:role", [SKILL, ROLE], 0.15),
    ("skill:country", [SKILL, COUNTRY], 0.15),
    ("skill:years", [SKILL, YEARS], -0.1),
    ("role:country", [ROLE, COUNTRY], 0.15),
    ("education:country", [EDUCATION, COUNTRY], 0.15),
    ("education:years", [EDUCATION, YEARS], -0.1),
    ("employer:place", [EMPLOYER, COUNTRY], 0.15),
    ("employer:level", [EMPLOYER, LEVEL_TEXT], 0.15),
    ("country:level", [COUNTRY, LEVEL], 0.15),
    ("role:level", [ROLE, LEVEL], -0.15),
    ("country:years", [COUNTRY, YEARS], 0.1),
    ("level:years", [LEVEL, YEARS], 0.1),
];

/// The surveys, and what the second one sees higher than the first, in logs.
const SURVEYS: [&str; 2] = ["first", "second"];
const SECOND_SURVEY: f64 = 0.2;

const SPREAD: f64 = 0.2;
const RECORDS: usize = 6_000;

/// A skill with nothing below it.
fn skill(taxonomy: &Taxonomy) -> SkillId {
    let parents: Vec<_> = taxonomy.skills.iter().filter_map(|skill| skill.parent).collect();
    let mut all = (0..taxonomy.skills.len()).map(SkillId::from_index);
    all.find(|skill| !parents.contains(skill)).expect("a skill")
}

/// The record that states these facts.
fn key(facts: &Facts, taxonomy: &Taxonomy) -> CellKey {
    let money = Money {
        component: Component::BaseSalary,
        basis: Basis::Gross,
        currency: Currency::USD,
        period: Period::Year,
    };
    let pick = |fact: usize, words: [&'static str; 2]| words[usize::from(facts[fact])];
    let role = taxonomy.role_of(pick(ROLE, ["15-1252", "15-2051"])).expect("a role");
    let place = taxonomy.place_of(pick(COUNTRY, ["de", "pl"])).expect("a place");
    let year = if facts[WAVE] { 2025 } else { 2023 };
    let years = if facts[YEARS] { 12 } else { 3 };
    let mut key = CellKey::new(Shares::certain(role), place, money, year);
    key.years = Some(YearsBand { low: years, high: years });
    key.skills = if facts[SKILL] { vec![skill(taxonomy)] } else { Vec::new() };
    let tenure = if facts[TENURE] { 8 } else { 1 };
    key.tenure = Some(YearsBand { low: tenure, high: tenure });
    let level = taxonomy.level_of(pick(LEVEL, ["junior", "senior"])).expect("a level");
    key.level = Shares::certain(level);
    key.education = Some(if facts[EDUCATION] { Education::Doctorate } else { Education::Bachelor });
    key.headcount =
        if facts[HEADCOUNT] { Headcount::new(5000, None) } else { Headcount::new(2, Some(9)) };
    key.remote = Some(if facts[WORKPLACE] { Remote::Remote } else { Remote::OnSite });
    key.employer = Some(Arc::from(pick(EMPLOYER, ["acme", "zenith"])));
    key.title = Some(Arc::from(pick(TITLE, ["coder", "platform wizard"])));
    key.level_text = Some(Arc::from(pick(LEVEL_TEXT, ["L4", "L5"])));
    key
}

/// The median that the truth gives them, in logs, in the first survey.
fn truth(facts: &Facts) -> f64 {
    let single = EFFECTS.iter().filter(|(_, fact, _)| facts[*fact]).map(|(_, _, worth)| worth);
    let pairs = PAIRS.iter().filter(|(_, both, _)| both.iter().all(|&fact| facts[fact]));
    11.0 + single.chain(pairs.map(|(_, _, worth)| worth)).sum::<f64>()
}

/// A book of the records of both surveys and nothing else.
fn book(carried: &Carried) -> Book {
    let Carried { taxonomy, priors, rates, .. } = carried;
    let mut evidence = Evidence::default();
    for survey in SURVEYS {
        evidence.cards.push(invented_survey(survey));
    }
    let mut rng = SeededRng::new(20261129);
    for _ in 0..RECORDS {
        let facts: Facts = std::array::from_fn(|_| rng.uniform() < 0.5);
        let second = rng.uniform() < 0.5;
        let offset = if second { SECOND_SURVEY } else { 0.0 };
        let mut histogram = Histogram::default();
        let pay = (truth(&facts) + offset + SPREAD * rng.normal()).exp();
        histogram.add(pay).expect("an amount");
        let source = SourceId(usize::from(second));
        evidence.cells.push(Cell { source, key: key(&facts, taxonomy), histogram });
    }
    let options = FitOptions::with_microdata(|_| ());
    let fitted = fit(&evidence, taxonomy, priors, rates, options).expect("a fit");
    Book::of(&fitted, &evidence, priors, ContentHash(0))
}

#[test]
fn every_fact_that_records_state_comes_back() {
    let carried = Carried::open();
    let Carried { taxonomy, priors, rates, .. } = &carried;
    let book = book(&carried);
    let mut estimator = RecordEstimator::new(&book, taxonomy, priors, rates).expect("measures");
    let mut centre = |survey: &str, facts: &Facts| {
        let key = key(facts, taxonomy);
        estimator.foresee(survey, &[&key]).expect("a median")[0].centre
    };
    let none = [false; FACTS];
    let with = |facts: &[usize]| {
        let mut all = none;
        facts.iter().for_each(|&fact| all[fact] = true);
        all
    };
    let mut wrong = Vec::new();
    let mut compare = |what: &str, found: f64, truth: f64| {
        if (found - truth).abs() > WITHIN {
            wrong.push(format!("{what}: {found:.3}, not {truth}"));
        }
    };
    let start = centre("first", &none);
    for (what, fact, worth) in EFFECTS {
        compare(what, centre("first", &with(&[fact])) - start, worth);
    }
    for (what, both, worth) in PAIRS {
        let alone: f64 = both.iter().map(|&fact| centre("first", &with(&[fact])) - start).sum();
        compare(what, centre("first", &with(&both)) - start - alone, worth);
    }
    compare("survey", centre("second", &none) - start, SECOND_SURVEY);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// How near an effect must be, in logs: four standard errors of what two facts are worth together, each of
/// which is four times the records' spread over the root of their number.
const WITHIN: f64 = 4.0 * 4.0 * SPREAD / 77.5;
