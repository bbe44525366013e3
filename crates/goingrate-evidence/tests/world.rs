//! The figures of the world: none is lost, none is carried twice, and what is wrong is refused.

#![allow(clippy::print_stderr)] // A test says what it skipped.

mod carried;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use goingrate_evidence::read::{ClaimFile, ClaimFiles, ClaimsRead};
use goingrate_evidence::{Basis, Claim, Evidence, OfficialCell, Statement, Statistic, read};
use goingrate_units::{ExchangeRates, Period, Taxonomy};

use carried::{OCCUPATIONS, READINGS, read_all, sources, taxonomy};

macro_rules! data {
    ($file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/", $file))
    };
}

fn carried() -> (Taxonomy, ClaimsRead) {
    (taxonomy(), read_all(0))
}

fn numbers(claim: &Claim) -> impl Iterator<Item = u32> {
    let cited = claim.also_in.iter().flat_map(|citation| &citation.figures);
    claim.figures.iter().chain(cited).map(|figure| figure.id)
}

/// The numbers that a card states.
fn stated(text: &str) -> Vec<u32> {
    let file: toml::Table = toml::from_str(text).expect("a card is TOML");
    let ranges = file["card"]["figures"].as_array().expect("ranges of numbers").iter();
    let ends = ranges.map(|range| {
        let end = |at: usize| range[at].as_integer().and_then(|n| u32::try_from(n).ok());
        end(0).expect("first")..=end(1).expect("last")
    });
    ends.flatten().collect()
}

/// The reader compares each file with its card; here all files are compared with all cards.
#[test]
fn every_figure_is_carried_once() {
    let (_, table) = carried();
    assert_eq!(table.complaints, []);
    let cells = table.cells.iter().flat_map(|cell| cell.making.figures.iter().copied());
    let claims = table.claims.iter().flat_map(numbers);
    let unfitted = table.unfitted.iter().flat_map(|unfitted| numbers(&unfitted.claim));
    let mut all: Vec<u32> = cells.chain(claims).chain(unfitted).collect();
    let mut expected: Vec<u32> = sources().iter().flat_map(|file| stated(file.text)).collect();
    all.sort_unstable();
    expected.sort_unstable();
    assert_eq!(all, expected);
    let rows = |file: &ClaimFile| {
        let in_table = file.table.map_or(0, |(_, text)| text.lines().count() - 1);
        file.text.matches("\n[[claim]]").count() + in_table
    };
    let written: usize = sources().iter().map(rows).sum();
    assert_eq!(table.cells.len() + table.claims.len() + table.unfitted.len(), written);
    assert_eq!(table.cards.len(), sources().len());
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
        ("below-its-own", 2),
        ("bound-on-mean", 1),
        ("branch", 21),
        ("company-levels", 5),
        ("conflict", 4),
        ("employer-abroad", 15),
        ("employer-cost", 12),
        ("mixed-basis", 2),
        ("net", 123),
        ("net-of-vat", 20),
        ("no-place", 2),
        ("no-rate", 11),
        ("one-example", 1),
        ("one-sex", 3),
        ("other-trades", 2),
        ("part-time", 2),
        ("range-of-means", 2),
        ("same-mean", 5),
        ("undated", 4),
    ];
    assert_eq!(figures, BTreeMap::from(expected));
    let net = table.unfitted.iter().filter(|unfitted| unfitted.basis == Basis::Net);
    assert_eq!(net.map(|unfitted| unfitted.claim.figures.len()).sum::<usize>(), 143);
}

#[test]
fn the_evidence_is_consistent() {
    let (_, table) = carried();
    let ClaimsRead { cards, cells, claims, unfitted, .. } = table;
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
        let Statement::Pay(pay) = &claim.statement else { continue };
        let has = |currency| rates.units_per_usd(currency, claim.as_of).is_ok();
        assert!(has(pay.currency), "{} {}", claim.id, pay.currency);
        let Some(place) = claim.subject.place else { continue };
        let own = taxonomy.place(place).currency;
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
    let expected = [
        "at", "au", "be", "bg", "br", "ca", "ch", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr",
        "gb", "gr", "hr", "hu", "ie", "il", "in", "it", "jp", "lt", "lu", "lv", "mt", "nl", "no",
        "pl", "pt", "rs", "se", "si", "sk", "tw",
    ];
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
    check("dst-dk", "dk", "DISCO-08 2512", 2024, 393.81 * 1924.0 / 1.135);
    check("cbs-nl", "nl", "BRC2014 0811", 2024, 34.8 * 2080.0);
    check("jsa-au", "au", "ANZSCO 2613", 2025, 2_496.0 * 52.0);
    check("cz-ispv-2025", "cz", "CZ-ISCO 2512", 2025, 101_103.0 * 12.0 / 1.13);
    check("si-surs-2025", "si", "SKP-08 2512", 2025, 3_400.01 * 12.0);
}

/// A month's pay makes a year by as many months as its claim or card says; what a card's amounts hold
/// beyond base pay is taken off, bonuses only where they are in the cell; a rate makes dollars.
#[test]
fn amounts_are_brought_to_base_pay_of_a_year() {
    let (_, table) = carried();
    let of_figure = |number: u32| {
        let cell = table.cells.iter().find(|cell| cell.making.figures.contains(&number));
        cell.expect("a cell").terms
    };
    let yearly = |number: u32, a_year: f64| {
        let terms = of_figure(number);
        assert!((terms.a_year() / a_year - 1.0).abs() < 1e-9, "{number}: {}", terms.a_year());
    };
    yearly(11565, 14.0);
    yearly(11558, 12.0);
    yearly(11759, 13.92);
    // Germany's month without special payments, and its year with them.
    yearly(10974, 12.0);
    yearly(10975, 1.0 / 1.08);
    yearly(12099, 12.0 / 29.5);
    assert_eq!(of_figure(12099).currency.code(), "USD");
    let told = |slug: &str, words: &str| {
        let card = table.cards.iter().find(|card| card.slug == slug).expect(slug);
        assert!(card.biases.iter().any(|bias| bias.contains(words)), "{slug}: {:?}", card.biases);
    };
    told("dst-dk", "Holds pension, 10.5 % of base pay, which is taken off (±3 %).");
    told("be-statbel-2022", "A year is 13.92 of its months' pay");
    told("at-aeb-2023", "Every amount is read with ±8 % more.");
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

/// The carried file of a source, with its claims replaced by rows of a table.
fn told(slug: &str, heading: &str, rows: &str) -> Vec<String> {
    let name = format!("data/claims/{slug}.toml");
    let file = sources().into_iter().find(|file| file.name.ends_with(&format!("/{slug}.toml")));
    let text = file.expect(slug).text;
    let text = text.split("\n[[claim]]").next().unwrap_or_default();
    let table = format!("{heading}\n{rows}\n");
    let source = [ClaimFile { name: &name, text, table: Some(("table.csv", &table)) }];
    let files = ClaimFiles { sources: &source, readings: READINGS, occupations: OCCUPATIONS };
    let complaints = read::claims(&files, 0, &taxonomy()).complaints;
    complaints.iter().map(ToString::to_string).collect()
}

fn check(slug: &str, heading: &str, rows: &str, expected: &str) {
    let told = told(slug, heading, rows);
    assert!(told.iter().any(|told| told.contains(expected)), "{expected}: {told:?}");
}

#[test]
fn what_is_wrong_with_a_row_of_statistics_is_refused() {
    let cell = |row: &str, expected: &str| {
        check("scb-se", "id,place,code,as_of,per,n,p50,p75,mean,figures", row, expected);
    };
    cell("1,xx,SSYK2012 2512,2025,month,,,,1,1", "table.csv:2: place = \"xx\": unknown word");
    cell("1,se,SSYK2012 9999,2025,month,,,,1,1", "occupations.csv");
    cell("1,se,SSYK2012 2512,soon,month,,,,1,1", "as_of = \"soon\"");
    cell("1,se,SSYK2012 2512,2025,hour,,,,1,1", "per = \"hour\": hourly pay of an office");
    cell("1,se,SSYK2012 2512,2025,month,,3,2,,1 2", "p75 = \"2\": p75 = 2 lies below");
    cell("1,se,SSYK2012 2512,2025,month,,,,1,1 2", "2 numbers for 1 amounts");
    cell("1,se,SSYK2012 2512,2025,month,,,,0,1", "mean = \"0\"");
    cell("1,se,SSYK2012 2512,2025,month,,,,one,1", "mean = \"one\": not a number");
    cell("1,se,SSYK2012 2512,2025,month,,,,,1", "numbers for 0 amounts");
    let twice = "se,SSYK2012 2512,2025,month,,,,1";
    cell(&format!("1,{twice},1\n2,{twice},2"), "is there twice");
    check(
        "ashe-gb-2025",
        "id,place,code,per,n,p50",
        "1,gb,SOC2020 2134,year,7,1",
        "whom it counts",
    );
    check("scb-se", "id,plaice", "1,se", "heading = \"plaice\": unknown column, so no row is read");
    let lost = "1,se,SSYK2012 2512,2025,month,,,,1,11204";
    cell(lost, "no claim of the file carries figure 11205");
}

#[test]
fn what_is_wrong_with_a_row_of_claims_is_refused() {
    let heading =
        "id,section,place,code,engagement,component,basis,currency,per,as_of,aside,p50,figures";
    let claim = |slug: &str, row: &str, expected: &str| check(slug, heading, row, expected);
    let net = "1,x,tr,15-1252,employee,base_salary,net,TRY,month,2025,,9,1";
    let of_soc = |row: &str| row.replace(",15-1252,", ",SSYK2012 2512,");
    claim("tr-zaferayan-2025-08", &of_soc(net), "net pay is not fitted");
    let row = |engagement: &str, per: &str, aside: &str| {
        format!("1,x,us,SSYK2012 2512,{engagement},hourly_rate,,USD,{per},2025,{aside},9,1")
    };
    claim("solohourly-2026", &row("freelance", "day", ""), "hours_a_day");
    claim(
        "solohourly-2026",
        &row("any", "hour", ""),
        "engagement = \"any\": not said, and the [card]",
    );
    claim("solohourly-2026", &row("freelance", "hour", "dull"), "aside = \"dull\": unknown word");
    let again = row("freelance", "hour", "");
    let again = format!("{again}\n{}", again.replacen("1,", "2,", 1));
    claim("solohourly-2026", &again, "figure 1 is carried by solohourly-2026/1 already");
}

#[test]
fn a_damaged_table_of_occupations_is_a_complaint() {
    let damaged = data!("taxonomy/occupations.csv").replacen(",apart", ",near", 1);
    let sources = sources();
    let occupations = ("occupations.csv", damaged.as_bytes());
    let files = ClaimFiles { sources: &sources, readings: READINGS, occupations };
    let complaints = read::claims(&files, 0, &taxonomy()).complaints;
    assert!(complaints.iter().any(|c| c.to_string().contains("occupations.csv:2: match")));
}

/// The numbers of figures that were computed here begin at this.
const COMPUTED_HERE: u32 = 30_000;

/// The collections: what the carried numbers of their figures are above their own, and whether every
/// figure of theirs is carried.
const COLLECTIONS: [(&str, u32, bool); 3] = [
    ("world-pay.csv", 10_000, true),
    ("world-pay-2.csv", 10_000, false),
    ("employer-kinds.csv", 20_000, false),
];

/// The collections, where they are beside the repository, hold what the tables hold.
#[test]
fn amounts_are_those_of_the_collections() {
    let repository = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let beside = ["../shared/evidence", "../../shared/evidence"].map(|path| repository.join(path));
    let Some(beside) = beside.into_iter().find(|folder| folder.exists()) else {
        eprintln!("skipped: the collections are not here");
        return;
    };
    let mut said: BTreeMap<u32, f64> = BTreeMap::new();
    let mut all: BTreeSet<u32> = BTreeSet::new();
    for (file, above, whole) in COLLECTIONS {
        let mut collection = csv::Reader::from_path(beside.join(file)).expect(file);
        let head = collection.headers().expect("a heading").clone();
        let at = |name: &str| head.iter().position(|column| column == name).expect("a column");
        let (number, value) = (at("fact_id"), at("value"));
        for row in collection.records() {
            let row = row.expect("a row");
            let number = above + row[number].parse::<u32>().expect("a number");
            let Ok(amount) = row[value].parse() else { continue };
            said.insert(number, amount);
            all.extend(whole.then_some(number));
        }
    }
    let lowest = COLLECTIONS[0].1;
    let mut check = |id: u32, amount: f64| {
        // The reports' figures have the numbers below those of the collections, and what we computed from
        // public tables those above.
        if !(lowest..COMPUTED_HERE).contains(&id) {
            return;
        }
        let said = said.remove(&id).expect("a figure of a collection");
        all.remove(&id);
        assert_eq!(said, amount, "figure {id}");
    };
    let (_, table) = carried();
    for cell in &table.cells {
        let amounts = cell.quantiles.iter().chain([&cell.mean]).flatten();
        cell.making.figures.iter().zip(amounts).for_each(|(&id, &amount)| check(id, amount));
    }
    for claim in table.claims.iter().chain(table.unfitted.iter().map(|u| &u.claim)) {
        for figure in claim.figures.iter().filter(|figure| figure.id > lowest) {
            let printed = figure.value.split(' ').next().and_then(|text| text.parse().ok());
            check(figure.id, printed.expect("an amount"));
        }
    }
    assert!(all.is_empty(), "{all:?}");
}
