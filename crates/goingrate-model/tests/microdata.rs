//! A book of invented records alone: what acts on records comes back, and profiles are priced with it the
//! same one at a time and by the million.

mod carried;

use carried::{Carried, invented_survey};
use goingrate_evidence::{
    Cell, CellKey, ContentHash, Evidence, Histogram, Money, Shares, SourceId, YearsBand,
};
use goingrate_model::{BatchEstimator, Book, FitOptions, SeededRng, fit};
use goingrate_units::{
    Component, Currency, IndustryId, Period, Profile, SkillId, Taxonomy, TierId,
};

const COUNTRIES: [&str; 5] = ["us", "de", "at", "ch", "pl"];
const ROLES: [&str; 2] = ["15-1252", "15-2051"];

/// What the first tier pays above others, in logs.
const TIER: f64 = 0.4;
/// What the second occupation earns more in the second industry, beyond what the occupation and the
/// industry are worth by themselves.
const ROLE_IN_INDUSTRY: f64 = 0.3;

fn below(rng: &mut SeededRng, n: usize) -> usize {
    ((rng.uniform() * n as f64) as usize).min(n - 1)
}

/// A record of the truth.
fn record(rng: &mut SeededRng, t: &Taxonomy) -> (CellKey, f64) {
    let (role, country) = (below(rng, 2), below(rng, COUNTRIES.len()));
    let (skill, industry, years) = (below(rng, 4), below(rng, 2), below(rng, 25));
    let is_top = rng.uniform() < 0.3;
    let money = Money {
        component: Component::BaseSalary,
        basis: goingrate_evidence::Basis::Gross,
        currency: Currency::USD,
        period: Period::Year,
    };
    let of = Shares::certain(t.role_of(ROLES[role]).expect("a role"));
    let mut key = CellKey::new(of, t.place_of(COUNTRIES[country]).expect("a place"), money, 2025);
    key.years = Some(YearsBand { low: years as u8, high: years as u8 });
    key.skills = vec![SkillId::from_index(skills(t)[skill])];
    key.industry = Some(industries(t)[industry]);
    key.tier = is_top.then(|| TierId::from_index(0));
    let pay = 11.0
        + 0.1 * country as f64
        + 0.15 * role as f64
        + 0.05 * skill as f64
        + 0.2 * (1.0 + years as f64).ln()
        + if is_top { TIER } else { 0.0 }
        + if role == 1 && industry == 1 { ROLE_IN_INDUSTRY } else { 0.0 };
    // The second industry pays less alike.
    let spread = if industry == 1 { 0.35 } else { 0.2 };
    (key, (pay + spread * rng.normal()).exp())
}

/// Skills with nothing below them, by position.
fn skills(t: &Taxonomy) -> [usize; 4] {
    let parents: Vec<_> = t.skills.iter().filter_map(|skill| skill.parent).collect();
    let is_leaf = |index: &usize| !parents.contains(&SkillId::from_index(*index));
    let mut leaves = (0..t.skills.len()).filter(is_leaf);
    std::array::from_fn(|_| leaves.next().expect("four skills"))
}

/// Two industries that are not parts of one another.
fn industries(t: &Taxonomy) -> [IndustryId; 2] {
    let tops = (0..t.industries.len()).filter(|&i| t.industries[i].parent.is_none());
    let mut tops = tops.map(IndustryId::from_index);
    std::array::from_fn(|_| tops.next().expect("two industries"))
}

/// The carried words with a book of invented records in place of the carried book.
fn invented() -> Carried {
    let mut carried = Carried::open();
    let mut evidence = Evidence::default();
    evidence.cards.push(invented_survey("invented"));
    let mut rng = SeededRng::new(20261129);
    for _ in 0..3_000 {
        let (key, amount) = record(&mut rng, &carried.taxonomy);
        let mut histogram = Histogram::default();
        histogram.add(amount).expect("an amount");
        evidence.cells.push(Cell { source: SourceId(0), key, histogram });
    }
    let Carried { taxonomy, priors, rates, .. } = &carried;
    let options = FitOptions::with_microdata(|_| ());
    let fitted = fit(&evidence, taxonomy, priors, rates, options).expect("a fit");
    carried.book = Book::of(&fitted, &evidence, priors, ContentHash(0));
    carried
}

fn profile(carried: &Carried, text: &str) -> Profile {
    let as_of = "2025-06-15".parse().expect("a date");
    Profile { as_of, ..carried.profile(text) }
}

#[test]
fn tiers_and_industries_of_records_come_back() {
    let carried = invented();
    let t = &carried.taxonomy;
    let plain = profile(&carried, "data scientist, Germany, 9 years");
    let estimate = |profile: &Profile| carried.estimator().estimate(profile).expect("an estimate");
    let median = |profile: &Profile| estimate(profile).percentiles[2].ln;
    let top = Profile { tier: Some(TierId::from_index(0)), ..plain.clone() };
    let tier = median(&top) - median(&plain);
    assert!((tier - TIER).abs() < 0.08, "tier: {tier}");
    let in_industry = |role: &str, industry: IndustryId| {
        let role = t.role_of(role).expect("a role");
        median(&Profile { role, industry: Some(industry), ..plain.clone() })
    };
    let [first, second] = industries(t);
    let more = |role: &str| in_industry(role, second) - in_industry(role, first);
    let together = more(ROLES[1]) - more(ROLES[0]);
    assert!((together - ROLE_IN_INDUSTRY).abs() < 0.12, "role in industry: {together}");
    let width = |industry: IndustryId| {
        let [p10, .., p90] =
            estimate(&Profile { industry: Some(industry), ..plain.clone() }).percentiles;
        p90.ln - p10.ln
    };
    assert!(width(second) > 1.1 * width(first), "{} {}", width(second), width(first));
}

#[test]
fn batches_and_single_estimates_agree_on_a_book_of_records() {
    let carried = invented();
    let t = &carried.taxonomy;
    let mut batch = BatchEstimator::new(carried.estimator());
    let mut rng = SeededRng::new(4);
    let texts = ["software developer", "data scientist", "backend", "engineering manager"];
    let places = ["Germany", "Poland", "DACH", "Seattle", "remote", "France", "bay area"];
    for case in 0..400 {
        let text = format!("{}, {}", texts[below(&mut rng, 4)], places[below(&mut rng, 7)]);
        let mut profile = profile(&carried, &text);
        if rng.uniform() < 0.6 {
            let years = below(&mut rng, 30) as f64;
            profile.years = Some(goingrate_units::Years { low: years, high: years });
        }
        profile.skills = (0..below(&mut rng, 3))
            .map(|at| SkillId::from_index(skills(t)[at + below(&mut rng, 2)]))
            .collect();
        profile.skills.dedup();
        profile.industry = (rng.uniform() < 0.4).then(|| industries(t)[below(&mut rng, 2)]);
        profile.tier = (rng.uniform() < 0.3).then(|| TierId::from_index(0));
        let alone = carried.estimator().percentiles(&profile).expect("an estimate");
        let quick = batch.percentiles(&profile).expect("an estimate");
        for (alone, quick) in alone.iter().zip(&quick) {
            let off = (alone.ln - quick.ln).abs() + (alone.sd / quick.sd - 1.0).abs();
            assert!(off < 1e-4, "case {case}, {text}: {alone:?} {quick:?}");
        }
    }
}
