//! The figures of the world: none is lost, none is carried twice, and what is wrong is refused.

#![allow(clippy::print_stderr)] // A test says what it skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use goingrate_evidence::read::{WORLD_FIGURES, WorldFiles, WorldTable, world};
use goingrate_evidence::{Basis, Claim, Evidence, OfficialCell, Statement, Statistic};
use goingrate_units::{ExchangeRates, Period, Taxonomy, TaxonomyFiles};

macro_rules! data {
    ($file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/", $file))
    };
}

const FILES: WorldFiles<'static> = WorldFiles {
    cards: data!("world/cards.toml"),
    cells: data!("world/cells.csv").as_bytes(),
    claims: data!("world/claims.csv").as_bytes(),
    occupations: data!("taxonomy/occupations.csv").as_bytes(),
    readings: ("readings.toml", data!("claims/readings.toml")),
};

fn taxonomy() -> Taxonomy {
    let files = TaxonomyFiles {
        roles: data!("taxonomy/roles.toml"),
        levels: data!("taxonomy/levels.toml"),
        places: data!("taxonomy/places.toml"),
        areas: data!("taxonomy/areas.csv"),
        skills: data!("taxonomy/skills.toml"),
        industries: data!("taxonomy/industries.toml"),
        tiers: data!("taxonomy/tiers.toml"),
        words: data!("taxonomy/words.toml"),
    };
    Taxonomy::read(&files).expect("the carried taxonomy is well formed")
}

fn carried() -> (Taxonomy, WorldTable) {
    let taxonomy = taxonomy();
    let table = world(&FILES, &taxonomy, 0).expect("the carried tables can be read");
    (taxonomy, table)
}

fn numbers(claim: &Claim) -> impl Iterator<Item = u32> {
    claim.figures.iter().map(|figure| figure.id)
}

#[test]
fn every_figure_is_carried_once() {
    let (_, table) = carried();
    assert_eq!(table.complaints, []);
    let cells = table.cells.iter().flat_map(|cell| cell.making.figures.iter().copied());
    let claims = table.claims.iter().flat_map(numbers);
    let unfitted = table.unfitted.iter().flat_map(|unfitted| numbers(&unfitted.claim));
    let (cells, claims): (Vec<u32>, Vec<u32>) = (cells.collect(), claims.collect());
    let unfitted: Vec<u32> = unfitted.collect();
    let mut all = [cells.as_slice(), &claims, &unfitted].concat();
    all.sort_unstable();
    assert_eq!(all, (1..=1556).map(|n| n + WORLD_FIGURES).collect::<Vec<_>>());
    assert_eq!((cells.len(), claims.len(), unfitted.len()), (1090, 254, 212));
    assert_eq!((table.cells.len(), table.claims.len(), table.unfitted.len()), (276, 107, 98));
    assert_eq!(table.rows, 276 + 107 + 98);
    assert_eq!(table.cards.len(), 55);
}

#[test]
fn reasons_of_what_is_not_fitted() {
    let (_, table) = carried();
    let mut figures: BTreeMap<&str, usize> = BTreeMap::new();
    for unfitted in &table.unfitted {
        assert!(!unfitted.because.is_empty());
        *figures.entry(&unfitted.why).or_default() += unfitted.claim.figures.len();
    }
    let expected = [
        ("age", 23),
        ("before-trend", 13),
        ("bound-on-mean", 1),
        ("conflict", 1),
        ("employer-abroad", 15),
        ("employer-cost", 10),
        ("mixed-basis", 2),
        ("net", 101),
        ("net-of-vat", 20),
        ("no-place", 2),
        ("no-rate", 8),
        ("one-sex", 3),
        ("other-trades", 2),
        ("range-of-means", 2),
        ("same-mean", 5),
        ("undated", 4),
    ];
    assert_eq!(figures, BTreeMap::from(expected));
    let net = table.unfitted.iter().filter(|unfitted| unfitted.basis == Basis::Net);
    assert_eq!(net.map(|unfitted| unfitted.claim.figures.len()).sum::<usize>(), 121);
}

#[test]
fn the_evidence_is_consistent() {
    let (_, table) = carried();
    let WorldTable { cards, cells, claims, unfitted, .. } = table;
    let official = cells;
    let evidence = Evidence { cards, claims, unfitted, official, ..Evidence::default() };
    assert_eq!(evidence.complaints(), []);
}

/// What the model has to turn into a place's own money can be turned.
#[test]
fn whatever_is_fitted_has_its_exchange_rate() {
    let (taxonomy, table) = carried();
    let rates = ExchangeRates::read(data!("rules/currency.csv")).expect("the rates can be read");
    for claim in &table.claims {
        let Statement::Pay(pay) = &claim.statement else { panic!("{}", claim.id) };
        let has = |currency| rates.units_per_usd(currency, claim.as_of).is_ok();
        assert!(has(pay.currency), "{} {}", claim.id, pay.currency);
        let own = taxonomy.place(claim.subject.place.expect("a place")).currency;
        let known = rates.currencies().any(|currency| currency == own);
        assert!(!known || has(own), "{} {own}", claim.id);
    }
    for cell in &table.cells {
        let known = rates.units_per_usd(cell.terms.currency, cell.terms.as_of);
        assert!(known.is_ok(), "{:?} {}", cell.making.figures, cell.terms.currency);
    }
}

/// Places with official statistics, cities among them.
#[test]
fn countries_have_their_references() {
    let (taxonomy, table) = carried();
    let of = |reference: bool| {
        let cells = table.cells.iter().filter(|c| table.cards[c.source.0].reference == reference);
        let country = |c: &OfficialCell| taxonomy.country(c.place).expect("a country");
        cells.map(|c| taxonomy.place(country(c)).slug.clone()).collect::<BTreeSet<_>>()
    };
    let expected = ["au", "br", "ca", "ch", "de", "dk", "es", "fi", "gb", "in", "nl", "no", "se"];
    assert_eq!(of(true), BTreeSet::from(expected.map(str::to_owned)));
    assert_eq!(of(false), BTreeSet::from(["au".to_owned()]));
    let toronto = taxonomy.place_of("ca-toronto").expect("Toronto");
    assert_eq!(table.cells.iter().filter(|c| c.place == toronto).count(), 3);
    let london = taxonomy.place_of("gb-london").expect("London");
    assert!(table.claims.iter().any(|c| c.subject.place == Some(london)));
}

#[test]
fn known_cells_come_back() {
    let (taxonomy, table) = carried();
    let check = |slug: &str, place: &str, code: &str, year: i16, yearly_median: f64| {
        let of_code = |c: &&OfficialCell| c.making.matched.as_ref().is_some_and(|m| m.code == code);
        let here = |c: &&OfficialCell| {
            table.cards[c.source.0].slug == slug
                && taxonomy.place(c.place).slug == place
                && c.terms.as_of.year() == year
        };
        let cell = table.cells.iter().filter(of_code).find(here).expect(code);
        let median = cell.quantiles[2].expect("a median") * cell.terms.a_year();
        assert!((median / yearly_median - 1.0).abs() < 1e-9, "{slug}: {median}");
    };
    check("ashe-gb-2025", "gb", "SOC2020 2134", 2024, 55_587.0);
    check("scb-se", "se", "SSYK2012 2512", 2025, 53_500.0 * 12.0);
    check("dst-dk", "dk", "DISCO-08 2512", 2024, 393.81 * 1924.0);
    check("cbs-nl", "nl", "BRC2014 0811", 2024, 34.8 * 2080.0);
    check("jsa-au", "au", "ANZSCO 2613", 2025, 2_496.0 * 52.0);
}

/// A day of a contractor is eight hours, and a peso is turned back at the publisher's own rate.
#[test]
fn units_are_those_that_the_cards_say() {
    let (_, table) = carried();
    let check = |id: &str, period: Period, currency: &str, median: f64, printed: &str| {
        let claim = table.claims.iter().find(|claim| claim.id == id).expect(id);
        let Statement::Pay(pay) = &claim.statement else { panic!("{id}") };
        let is_median = |s: Statistic| s == Statistic::Quantile(0.5);
        let read = pay.readings.iter().find(|r| is_median(r.statistic)).expect("a median");
        assert_eq!((pay.period, pay.currency.code()), (period, currency), "{id}");
        assert!((read.amount - median).abs() < 1e-9, "{id}: {}", read.amount);
        assert!(claim.figures.iter().any(|figure| figure.value == printed), "{id}");
    };
    check("it-jobs-watch/26", Period::Hour, "GBP", 65.625, "525 GBP a day");
    check("co-laplazadevs-2025/1297", Period::Month, "USD", 2_750.0, "11000000 COP a month");
}

/// Few answers make a loose figure.
#[test]
fn the_number_of_answers_counts() {
    let (_, table) = carried();
    let sd = |id: &str| {
        let claim = table.claims.iter().find(|claim| claim.id == id).expect(id);
        let Statement::Pay(pay) = &claim.statement else { panic!("{id}") };
        pay.readings[0].sd
    };
    assert!(sd("it-jobs-watch/3") < 0.05, "1,105 advertisements");
    assert!(sd("it-jobs-watch/8") > 0.25, "6 advertisements");
}

#[test]
fn what_is_wrong_is_refused() {
    let taxonomy = taxonomy();
    let check = |files: WorldFiles, expected: &str| {
        let told = match world(&files, &taxonomy, 0) {
            Ok(table) => table.complaints.iter().map(|c| c.to_string()).collect::<Vec<_>>(),
            Err(complaint) => vec![complaint.to_string()],
        };
        assert!(told.iter().any(|told| told.contains(expected)), "{expected}: {told:?}");
    };
    let cells = |row: &str| {
        let head = data!("world/cells.csv").lines().next().unwrap_or_default();
        format!("{head}\n{row}\n")
    };
    let claims = |row: &str| {
        let head = data!("world/claims.csv").lines().next().unwrap_or_default();
        format!("{head}\n{row}\n")
    };
    let cell = |row: &str, expected: &str| {
        check(WorldFiles { cells: cells(row).as_bytes(), ..FILES }, expected);
    };
    cell("nobody,se,SSYK2012 2512,2025,month,,,,,,1,,,,1", "cells.csv:2: card = \"nobody\"");
    cell("scb-se,xx,SSYK2012 2512,2025,month,,,,,,1,,,,1", "no slug of a place");
    cell("scb-se,se,SSYK2012 9999,2025,month,,,,,,1,,,,1", "occupations.csv");
    cell("scb-se,se,SSYK2012 2512,soon,month,,,,,,1,,,,1", "as_of = \"soon\"");
    cell("scb-se,se,SSYK2012 2512,2025,hour,,,,,,1,,,,1", "hours_a_year");
    cell("scb-se,se,SSYK2012 2512,2025,month,,,,,2,1,,,,1 2", "below a lower percentile");
    cell("scb-se,se,SSYK2012 2512,2025,month,,,,,,1,,,,1 2", "2 numbers for 1 amounts");
    cell("scb-se,se,SSYK2012 2512,2025,month,,,,,,0,,,,1", "must be above zero");
    cell("scb-se,se,SSYK2012 2512,2025,month,,,,,,,,,,1", "without an amount");
    cell("ashe-gb-2025,gb,SOC2020 2134,2025,year,,,7,,,1,,,,1", "whom it counts");
    let twice = "scb-se,se,SSYK2012 2512,2025,month,,,,,,1,,,,1";
    cell(&format!("{twice}\n{twice}"), "is there twice");
    let claim = |row: &str, expected: &str| {
        check(
            WorldFiles { claims: claims(row).as_bytes(), cells: cells("").as_bytes(), ..FILES },
            expected,
        );
    };
    let net = "tr-zaferayan-2025-08,tr,,x,15-1252,,,,,,employee,net,TRY,month,2025,,,,,9,,,,,,,,1";
    claim(net, "net pay is not fitted");
    let day = "solohourly-2026,us,,x,15-1252,,,,,,freelance,,USD,day,2025,,,,,9,,,,,,,,1";
    claim(day, "hours_a_day");
    let any = "solohourly-2026,us,,x,15-1252,,,,,,any,,USD,hour,2025,,,,,9,,,,,,,,1";
    claim(any, "what any engagement means");
    let why = "solohourly-2026,us,,x,15-1252,,,,,,freelance,,USD,hour,2025,,dull,,,9,,,,,,,,1";
    claim(why, "no such word under [aside]");
    let again = "solohourly-2026,us,,x,15-1252,,,,,,freelance,,USD,hour,2025,,,,,9,,,,,,,,1";
    claim(&format!("{again}\n{again}"), "figure 1 is carried already");
    let card = data!("world/cards.toml").replacen("reference = true", "referenz = true", 1);
    check(WorldFiles { cards: &card, ..FILES }, "cards.toml");
    let occupation = data!("taxonomy/occupations.csv").replacen(",close", ",near", 1);
    check(WorldFiles { occupations: occupation.as_bytes(), ..FILES }, "occupations.csv:2: match");
}

/// The collection, where it is beside the repository, holds what the tables hold.
#[test]
fn amounts_are_those_of_the_collection() {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/evidence");
    let Ok(mut collection) = csv::Reader::from_path(beside.join("world-pay.csv")) else {
        eprintln!("skipped: {} is not here", beside.display());
        return;
    };
    let head = collection.headers().expect("a heading").clone();
    let at = |name: &str| head.iter().position(|column| column == name).expect("a column");
    let (number, value) = (at("fact_id"), at("value"));
    let mut said: BTreeMap<u32, f64> = BTreeMap::new();
    for row in collection.records() {
        let row = row.expect("a row");
        said.insert(row[number].parse().expect("a number"), row[value].parse().expect("an amount"));
    }
    let mut check = |id: u32, amount: f64| {
        let said = said.remove(&(id - WORLD_FIGURES)).expect("a figure of the collection");
        assert_eq!(said, amount, "figure {id}");
    };
    let (_, table) = carried();
    for cell in &table.cells {
        let amounts = cell.quantiles.iter().chain([&cell.mean]).flatten();
        cell.making.figures.iter().zip(amounts).for_each(|(&id, &amount)| check(id, amount));
    }
    for claim in table.claims.iter().chain(table.unfitted.iter().map(|u| &u.claim)) {
        for figure in &claim.figures {
            let printed = figure.value.split(' ').next().and_then(|text| text.parse().ok());
            check(figure.id, printed.expect("an amount"));
        }
    }
    assert!(said.is_empty(), "{said:?}");
}
