//! The carried official statistics: what is in them, that they are what was published, and what is
//! complained of in invented tables.

#![allow(clippy::print_stderr)] // A test says what it skipped, and how fast a read was.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::time::Instant;

use goingrate_evidence::read::{OfficialTable, SeriesTable, official, series};
use goingrate_evidence::{Basis, Bound, OfficialCell, SeriesKind, SourceId, SourceKind};
use goingrate_units::{ExchangeRates, PlaceKind, Taxonomy, TaxonomyFiles};

macro_rules! data {
    ($file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/", $file))
    };
    (bytes $file:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/", $file))
    };
}

const OEWS_CARD: &str = data!("official/oews-2025.toml");
const OEWS: &[u8] = data!(bytes "official/oews-2025.csv.gz");
const SERIES_CARD: &str = data!("official/oews-series-2019-2024.toml");
const SERIES: &[u8] = data!(bytes "official/oews-series-2019-2024.csv.gz");
const ECI_CARD: &str = data!("official/eci.toml");
const ECI: &[u8] = data!(bytes "official/eci.csv");

fn taxonomy() -> Taxonomy {
    let files = TaxonomyFiles {
        roles: data!("taxonomy/roles.toml"),
        levels: data!("taxonomy/levels.toml"),
        places: data!("taxonomy/places.toml"),
        areas: data!("taxonomy/areas.csv"),
        skills: data!("taxonomy/skills.toml"),
        industries: data!("taxonomy/industries.toml"),
        tiers: data!("taxonomy/tiers.toml"),
        employers: data!("taxonomy/employers.csv"),
        employer_levels: data!("taxonomy/employer_levels.csv"),
        words: data!("taxonomy/words.toml"),
        phrases: data!("taxonomy/phrases.csv"),
        towns: data!("taxonomy/towns.csv"),
    };
    Taxonomy::read(&files).expect("the carried taxonomy is well formed")
}

fn oews(taxonomy: &Taxonomy) -> OfficialTable {
    official(OEWS_CARD, OEWS, taxonomy, SourceId(0)).expect("the carried table can be read")
}

/// A folder of raw public data, or a word that there is none.
fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("GOINGRATE_TEST_DATA").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let file = root.unwrap_or(beside).join(path);
    if !file.exists() {
        eprintln!("skipped: {} is not here; set GOINGRATE_TEST_DATA", file.display());
        return None;
    }
    Some(file)
}

#[test]
fn every_row_of_the_table_is_accounted_for() {
    let table = oews(&taxonomy());
    assert_eq!(table.complaints, []);
    assert_eq!((table.rows, table.unpriced_cells, table.unknown_code_rows), (14_887, 1_026, 0));
    let told = table.cells.len() + table.skipped_industry_cells + table.unpriced_cells;
    assert_eq!(told, table.rows);
    assert_eq!((table.card.slug.as_str(), table.card.reference), ("oews-2025", true));
    assert_eq!((table.card.kind, table.card.basis), (SourceKind::Official, Basis::Gross));
}

#[test]
fn every_area_is_there() {
    let taxonomy = taxonomy();
    let table = oews(&taxonomy);
    let places: HashSet<_> = table.cells.iter().map(|cell| cell.place).collect();
    let check = |kind: PlaceKind, count: usize| {
        let of_kind = places.iter().filter(|place| taxonomy.place(**place).kind == kind);
        assert_eq!(of_kind.count(), count, "{kind:?}");
    };
    check(PlaceKind::Metro, 393);
    check(PlaceKind::NonMetro, 135);
    check(PlaceKind::State, 54);
    check(PlaceKind::Country, 1);
}

/// Employment and P50 as published, for all industries and for one.
#[test]
fn cells_are_the_published_ones() {
    let taxonomy = taxonomy();
    let table = oews(&taxonomy);
    let check = |soc: &str, area: &str, industry: Option<&str>, jobs: f64, p50: f64| {
        let cell = find(&taxonomy, &table.cells, soc, area, industry);
        assert_eq!((cell.employment, cell.quantiles[2]), (Some(jobs), Some(p50)), "{soc} {area}");
    };
    check("15-1252", "0000000", None, 1_687_890.0, 135_980.0);
    check("15-1252", "0041860", None, 69_030.0, 186_640.0);
    check("15-1252", "0000000", Some("541500"), 515_410.0, 132_050.0);
}

fn find<'c>(
    taxonomy: &Taxonomy,
    cells: &'c [OfficialCell],
    soc: &str,
    area: &str,
    industry: Option<&str>,
) -> &'c OfficialCell {
    let role = taxonomy.role_by_soc(soc).expect(soc);
    let place = taxonomy.place_by_official_code(area).expect(area);
    let industry = industry.map(|code| taxonomy.industry_by_official_code(code).expect(code));
    let same = |c: &&OfficialCell| (c.role, c.place, c.industry) == (role, place, industry);
    cells.iter().find(same).expect("the cell is in the table")
}

#[test]
fn what_is_not_released_is_none() {
    let table = oews(&taxonomy());
    let all = table.cells.iter().filter(|cell| cell.industry.is_none());
    let hidden_pay = all.clone().filter(|cell| cell.mean.is_none());
    assert!(hidden_pay.clone().all(|cell| cell.quantiles == [None; 5] && cell.mean_rse.is_none()));
    let hidden_jobs = all.clone().filter(|cell| cell.employment.is_none());
    assert!(hidden_jobs.clone().all(|cell| cell.employment_rse.is_none()));
    assert_eq!((all.count(), hidden_pay.count(), hidden_jobs.count()), (8_040, 255, 142));
}

/// Every number of every cell against the published table.
#[test]
fn every_value_equals_the_published_file() {
    let Some(file) = shared("oews-2025/oews-2025-computing.csv") else { return };
    let taxonomy = taxonomy();
    let table = oews(&taxonomy);
    let published = published(&file);
    for cell in &table.cells {
        let area = taxonomy.place(cell.place).official_code.clone().unwrap();
        let industry = cell.industry.map(|id| taxonomy.industry(id).official_code.clone().unwrap());
        let soc = taxonomy.role(cell.role).soc.clone().unwrap();
        let industry = industry.unwrap_or_else(|| "000000".to_owned());
        assert_eq!(published[&[area, industry, soc]], numbers(cell), "{cell:?}");
    }
}

/// The numbers of a cell in the units of the published table.
fn numbers(cell: &OfficialCell) -> Vec<Option<f64>> {
    let in_percent = |share: Option<f64>| share.map(|s| (s * 1000.0).round() / 10.0);
    let (jobs_rse, mean_rse) = (in_percent(cell.employment_rse), in_percent(cell.mean_rse));
    let first = [cell.employment, jobs_rse, cell.mean, mean_rse];
    first.into_iter().chain(cell.quantiles).collect()
}

fn published(file: &PathBuf) -> HashMap<[String; 3], Vec<Option<f64>>> {
    let columns = [
        "employment",
        "employment_rse_pct",
        "annual_mean",
        "mean_rse_pct",
        "annual_p10",
        "annual_p25",
        "annual_p50",
        "annual_p75",
        "annual_p90",
    ];
    let mut reader = csv::Reader::from_path(file).unwrap();
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
    let key = |row: &BTreeMap<String, String>| {
        ["area_code", "industry_code", "soc"].map(|column| row[column].clone())
    };
    rows.map(|row| (key(&row), columns.iter().map(|c| row[*c].parse().ok()).collect())).collect()
}

#[test]
fn series_are_the_published_ones() {
    let taxonomy = taxonomy();
    let table = series(SERIES_CARD, SERIES, &taxonomy, SourceId(1)).unwrap();
    assert_eq!((table.complaints.len(), table.rows, table.points.len()), (0, 23_685, 23_685));
    let check = |soc: &str, area: &str, year: i16, value: Bound, jobs: Option<f64>| {
        let role = taxonomy.role_by_soc(soc);
        let place = taxonomy.place_by_official_code(area).unwrap();
        let same = |at: goingrate_units::Date| (at.year(), at.month()) == (year, 5);
        let mut points = table.points.iter().filter(|p| (p.role, p.place) == (role, place));
        let found = points.find(|p| same(p.at)).map(|p| (p.value, p.employment));
        assert_eq!(found, Some((value, jobs)), "{soc} {area} {year}");
    };
    check("15-1252", "0000000", 2024, Bound::Exactly(133_080.0), Some(1_654_440.0));
    check("15-1211", "0000000", 2019, Bound::Exactly(90_920.0), Some(589_060.0));
    check("11-3021", "0041940", 2024, Bound::AtLeast(239_200.0), Some(20_190.0));
    let begins = table.points.iter().filter(|p| p.role == taxonomy.role_by_soc("15-1252"));
    assert_eq!(begins.map(|p| p.at.year()).min(), Some(2021));
}

/// The chain of unadjusted changes against the seasonally adjusted index ECIWAG of the same
/// publisher, second quarters: 136.8 in 2019, 154.1 in 2022.
#[test]
fn the_wage_index_agrees_with_the_adjusted_one() {
    let table: SeriesTable = series(ECI_CARD, ECI, &taxonomy(), SourceId(2)).unwrap();
    let at = |year: i16| match table.points.iter().find(|p| p.at.year() == year).unwrap().value {
        Bound::Exactly(value) | Bound::AtLeast(value) => value,
    };
    assert!(table.points.iter().all(|p| p.kind == SeriesKind::Index && p.role.is_none()));
    assert_eq!((table.points.len(), table.complaints.len(), at(2019)), (8, 0, 100.0));
    assert!((at(2022) / at(2019) - 154.1 / 136.8).abs() < 0.002);
}

#[test]
fn the_exchange_rates_can_be_read() {
    ExchangeRates::read(data!("rules/currency.csv")).expect("the carried rates can be read");
}

const CARD: &str = r#"
[card]
slug = "invented"
title = "Invented table"
publisher = "Nobody"
kind = "official"
reference = true
as_of = "2025-05"
period = "May 2025"
currency = "USD"
basis = "gross"
licence = "public domain"

[table]
all_industries = "000000"
unpriced = ["00-0000"]

[series]
measures = "median"
"#;

const HEADING: &str = "area_code,industry_code,soc,employment,employment_rse_pct,annual_mean,\
                       mean_rse_pct,annual_p10,annual_p25,annual_p50,annual_p75,annual_p90\n";

/// Rows, the cells they make, the rows left out by selection, and the complaints.
#[test]
fn rows_fail_one_by_one() {
    let taxonomy = taxonomy();
    let check = |rows: &str, cells: usize, left_out: usize, complaints: &[&str]| {
        let text = format!("{HEADING}{rows}");
        let table = official(CARD, text.as_bytes(), &taxonomy, SourceId(0)).unwrap();
        let found: Vec<String> = table.complaints.iter().map(ToString::to_string).collect();
        assert_eq!(found, complaints, "{rows}");
        let skipped = table.skipped_industry_cells + table.unpriced_cells;
        assert_eq!((table.cells.len(), skipped), (cells, left_out), "{rows}");
    };
    let good = "0000000,000000,15-1252,10,1,100,2,1,2,3,4,5\n";
    check("", 0, 0, &[]);
    check(good, 1, 0, &[]);
    check("0000000,000000,15-1252,,,,,,,,,\n", 1, 0, &[]);
    check("0000000,999999,15-1252,10,1,100,2,1,2,3,4,5\n", 0, 1, &[]);
    check("0000000,000000,00-0000,10,1,100,2,1,2,3,4,5\n", 0, 1, &[]);
    check(
        &format!("{good}{good}"),
        1,
        0,
        &["invented.csv:3: soc = \"15-1252\": this area, industry and occupation is there twice"],
    );
    check(
        &format!("{}{good}", good.replace("0000000", "0099999").repeat(3)),
        1,
        0,
        &["invented.csv: area_code = \"0099999\": the taxonomy has no such code; rows left out: 3"],
    );
    check(
        &good.replace("15-1252", "15-9999"),
        0,
        0,
        &["invented.csv: soc = \"15-9999\": the taxonomy has no such code; rows left out: 1"],
    );
    check(
        &good.replace("1,2,3,4,5", "1,2,3,2.9,5"),
        0,
        0,
        &["invented.csv:2: annual_p75 = \"2.9\": below a lower percentile of the same row"],
    );
    check(
        &good.replace("1,2,3,4,5", "1,2,,1.9,5"),
        0,
        0,
        &["invented.csv:2: annual_p75 = \"1.9\": below a lower percentile of the same row"],
    );
    check(
        &good.replace("1,2,3,4,5", "-1,2,3,4,5"),
        0,
        0,
        &["invented.csv:2: annual_p10 = \"-1\": must be above zero"],
    );
    check(
        &good.replace(",100,", ",0,"),
        0,
        0,
        &["invented.csv:2: annual_mean = \"0\": must be above zero"],
    );
    for word in ["-", "NaN", "inf", "1e999", "x"] {
        let complaint = format!(
            "invented.csv:2: annual_mean = {word:?}: not a number; leave what is missing empty"
        );
        check(&good.replace(",100,", &format!(",{word},")), 0, 0, &[&complaint]);
    }
    check(
        &good.replace(",10,1,", ",-10,1,"),
        0,
        0,
        &["invented.csv:2: employment = \"-10\": must not be below zero"],
    );
}

#[test]
fn a_row_of_another_length_or_of_no_text_does_not_stop_the_file() {
    let taxonomy = taxonomy();
    let good = b"0000000,000000,15-1252,10,1,100,2,1,2,3,4,5\n";
    let check = |row: &[u8]| {
        let text = [HEADING.as_bytes(), row, good].concat();
        let table = official(CARD, &text, &taxonomy, SourceId(0)).unwrap();
        let lines: Vec<_> = table.complaints.iter().map(|c| (c.line(), c.field_name())).collect();
        assert_eq!((table.cells.len(), lines), (1, vec![(Some(2), "row")]));
    };
    check(b"0000000,000000\n");
    check(b"0000000,000000,15-1252,10,1,100,2,1,2,3,4,\xff\n");
}

/// A whole that cannot be read is one complaint.
#[test]
fn broken_files_are_refused_with_the_reason() {
    let taxonomy = taxonomy();
    let check = |card: &str, table: &[u8], complaint: &str| {
        let error = official(card, table, &taxonomy, SourceId(0)).unwrap_err();
        assert!(error.to_string().contains(complaint), "{error}");
    };
    let with = |old: &str, new: &str| CARD.replace(old, new);
    check(CARD, b"area_code,soc\n", "heading = \"industry_code\": this column is missing");
    check(CARD, b"", "this column is missing");
    check(CARD, &OEWS[..1000], "cannot be decompressed");
    check(&with("\"gross\"", "\"before\""), b"", "card.basis = \"before\": not one of gross, net");
    check(&with("2025-05", "May"), b"", "card.as_of = \"May\"");
    check(&with("\"USD\"", "\"dollars\""), b"", "card.currency = \"dollars\"");
    check(&with("slug =", "slag ="), b"", "unknown field `slag`");
    check(&with("reference = true", "reference = 1"), b"", "official card:7: card");
    check("[card", b"", "official card:1");
}

#[test]
fn points_fail_one_by_one() {
    let taxonomy = taxonomy();
    let check = |row: &str, complaint: &str| {
        let text = format!("area_code,soc,date,value,bound,employment\n{row}\n");
        let table = series(CARD, text.as_bytes(), &taxonomy, SourceId(0)).unwrap();
        let found: Vec<String> = table.complaints.iter().map(ToString::to_string).collect();
        assert_eq!(found.concat(), complaint);
        assert_eq!(table.points.len(), usize::from(complaint.is_empty()));
    };
    check("0000000,,2025,5,,", "");
    check("0000000,15-1252,2025-05,5,at_least,0", "");
    check(
        "0000000,,2025,,,",
        "invented.csv:2: value = \"\": a point without a value; leave it out",
    );
    check("0000000,,2025,5,about,", "invented.csv:2: bound = \"about\": either empty or at_least");
    check("0000000,,2025,0,,", "invented.csv:2: value = \"0\": must be above zero");
    check(
        "0000000,,May,5,,",
        "invented.csv:2: date = \"May\": cannot read \"May\" as a date; write 2026-11-22, 2026-11 or \
         2026",
    );
    let index = CARD.replace("\"median\"", "\"mean\"");
    let error = series(&index, b"", &taxonomy, SourceId(0)).unwrap_err();
    assert!(error.to_string().contains("series.measures = \"mean\": not one of median, index"));
}

/// The time of a read, for `cargo test --release -- --nocapture`; 15 ms are allowed there. In a
/// debug build, on a busy machine, only that it is not absurd.
#[test]
fn reading_is_fast() {
    let taxonomy = taxonomy();
    let times = (0..20).map(|_| {
        let start = Instant::now();
        assert!(!oews(&taxonomy).cells.is_empty());
        start.elapsed()
    });
    let best = times.min().unwrap();
    eprintln!("oews-2025 read in {:.1} ms", best.as_secs_f64() * 1e3);
    assert!(best.as_millis() < 500);
}
