//! What sets countries apart comes back from invented records: how steep their ladder is, what kinds of
//! employers pay, years beside a level; and a part of the world lies among its countries.

// Only the words are used here, and not the carried book.
#[allow(dead_code)]
mod carried;

use carried::{Carried, invented_survey};
use goingrate_evidence::{
    Basis, Bound, Cell, CellKey, ContentHash, CountryFacts, Evidence, Histogram, Money, SeriesKind,
    SeriesPoint, Shares, SourceId, YearsBand,
};
use goingrate_model::{Book, Estimator, FitOptions, SeededRng, fit};
use goingrate_units::{Component, Currency, Period, PlaceId, Taxonomy};

/// A country: income a head, how many developers it has, log pay of its mid-level developers, and what a
/// senior earns there over a junior, in logs.
const COUNTRIES: [(&str, f64, f64, f64, f64); 4] = [
    ("us", 80e3, 1.7e6, 11.8, 0.45),
    ("de", 55e3, 0.9e6, 11.2, 0.50),
    ("pl", 22e3, 0.5e6, 10.7, 0.95),
    ("in", 2.7e3, 4.3e6, 9.3, 1.05),
];

/// What a product company pays over a services company in India, in logs, as the records have it: more
/// than the priors say.
const PRODUCT: f64 = 0.90;

/// What ten years more beside one level are worth, in logs.
const TEN_YEARS: f64 = 0.20;

const SPREAD: f64 = 0.25;
const RECORDS: usize = 6_000;

fn place(taxonomy: &Taxonomy, slug: &str) -> PlaceId {
    taxonomy.place_of(slug).expect("a place")
}

/// A record of the truth.
fn record(rng: &mut SeededRng, taxonomy: &Taxonomy) -> (CellKey, f64) {
    let pick = |rng: &mut SeededRng, n: usize| ((rng.uniform() * n as f64) as usize).min(n - 1);
    let (country, _, _, mid, steep) = COUNTRIES[pick(rng, COUNTRIES.len())];
    let (level, height) = [("junior", -0.5), ("mid", 0.0), ("senior", 0.5)][pick(rng, 3)];
    let more = [0_u8, 10][pick(rng, 2)];
    let years =
        more + ["junior", "mid", "senior"].iter().position(|l| *l == level).unwrap_or(0) as u8 * 3;
    let (tier, of_tier) = match (country, pick(rng, 2)) {
        ("in", 0) => (Some("services"), -0.5 * PRODUCT),
        ("in", _) => (Some("product"), 0.5 * PRODUCT),
        _ => (None, 0.0),
    };
    let money = Money {
        component: Component::BaseSalary,
        basis: Basis::Gross,
        currency: Currency::USD,
        period: Period::Year,
    };
    let role = Shares::certain(taxonomy.role_of("15-1252").expect("a role"));
    let mut key = CellKey::new(role, place(taxonomy, country), money, 2025);
    key.level = Shares::certain(taxonomy.level_of(level).expect("a level"));
    key.years = Some(YearsBand { low: years, high: years });
    // Facts without worth, so that no profile is that of many: such a profile has an effect of its own.
    key.skill_count = Some(pick(rng, 20) as u8);
    let tenure = pick(rng, 30) as u8;
    key.tenure = Some(YearsBand { low: tenure, high: tenure });
    key.tier = tier.map(|tier| taxonomy.tier_of(tier).expect("a tier"));
    let worth = TEN_YEARS * (f64::from(more) / 10.0 - 0.5);
    (key, (mid + steep * height + of_tier + worth + SPREAD * rng.normal()).exp())
}

/// The records, with what is known of their countries.
fn evidence(taxonomy: &Taxonomy) -> Evidence {
    let mut evidence = Evidence::default();
    evidence.cards.push(invented_survey("invented"));
    let fact = |&(slug, income, developers, ..): &(&str, f64, f64, f64, f64)| CountryFacts {
        place: place(taxonomy, slug),
        income: Some(income),
        developers: Some(developers),
    };
    evidence.countries = COUNTRIES.iter().map(fact).collect();
    evidence.countries.sort_by_key(|facts| facts.place);
    // A series makes the United States the country of the common trend, against which incomes count.
    evidence.series.push(SeriesPoint {
        source: SourceId(0),
        kind: SeriesKind::Index,
        role: None,
        place: place(taxonomy, "us"),
        at: "2025-05".parse().expect("a date"),
        value: Bound::Exactly(100.0),
        employment: None,
    });
    let mut rng = SeededRng::new(20261129);
    for _ in 0..RECORDS {
        let (key, pay) = record(&mut rng, taxonomy);
        let mut histogram = Histogram::default();
        histogram.add(pay).expect("an amount");
        evidence.cells.push(Cell { source: SourceId(0), key, histogram });
    }
    evidence
}

#[test]
fn what_sets_countries_apart_comes_back() {
    let carried = Carried::open();
    let Carried { taxonomy, priors, rates, .. } = &carried;
    let evidence = evidence(taxonomy);
    let options = FitOptions::with_microdata(|_| ());
    let fitted = fit(&evidence, taxonomy, priors, rates, options).expect("a fit");
    let book = Book::of(&fitted, &evidence, priors, ContentHash(0));
    // Through the bytes: what a book forgets shows here.
    let book = Book::read(&book.to_bytes(), taxonomy).expect("a book");
    let estimator = Estimator::new(&book, taxonomy, priors, rates);
    let ln = |text: &str| {
        let found = estimator
            .versus(&carried.profile("mid software developer, US"), &carried.profile(text));
        found.expect(text).ratio.ln
    };
    let close = |what: &str, found: f64, truth: f64, within: f64| {
        assert!((found - truth).abs() < within, "{what}: {found:.3}, not {truth:.3}");
    };
    // The truth is what the records say less what pooling keeps of a steep or a flat ladder.
    for (slug, _, _, _, steep) in COUNTRIES {
        let name = &taxonomy.place(place(taxonomy, slug)).name;
        let of = |level: &str| ln(&format!("{level} software developer, {name}"));
        close(
            &format!("{slug}, senior over junior"),
            (of("senior") - of("junior")).abs(),
            steep,
            0.2,
        );
    }
    let kind = |words: &str| ln(&format!("mid software developer, India, {words}"));
    let between = (kind("product company") - kind("services company")).abs();
    close("product over services", between, PRODUCT, 0.2);
    let senior = |years: &str| ln(&format!("senior software developer, {years}, Germany"));
    let more = (senior("15 years") - senior("5 years")).abs();
    assert!((0.05..0.3).contains(&more), "ten years beside a level are worth {more}");
    let usual = (senior("7.5 years") - ln("senior software developer, Germany")).abs();
    assert!(usual < 0.02, "the usual years of a level move nothing: {usual}");
    let [region, country] =
        ["Western Europe", "Germany"].map(|place| ln(&format!("mid software developer, {place}")));
    // A part of the world is told in dollars of the reference day, a country in its own money.
    close("a part of the world with one country", region, country, 0.05);
}
