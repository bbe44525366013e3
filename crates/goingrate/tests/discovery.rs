//! Adding a source or a country needs no Rust: a new file is found where it stands.

#![allow(clippy::disallowed_methods)] // The test makes a folder of data.

#[path = "../build/discover.rs"]
mod discover;

use std::fs;
use std::path::Path;

use goingrate::data;
use goingrate::evidence::read::{ClaimFile, ClaimFiles, claims};
use goingrate::rules::Rules;
use goingrate::units::Taxonomy;

const REPORT: &str = r#"
[card]
title = "A new report"
kind = "report"
publisher = "somebody"
licence = "free"
period = "2026"
as_of = "2026"
currency = "EUR"
basis = "gross"
figures = [[1, 1]]
[usual]
role = "backend-developer"
level = "any"
component = "base_salary"
engagement = "employee"
"#;

fn write(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

#[test]
fn a_new_report_and_a_new_country_are_found() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("discovery");
    fs::remove_dir_all(&folder).ok();
    let table = "id,section,place,per,p50,figures\nmedian,all,de,year,60000,1\n";
    write(&folder, "claims/readings.toml", data::READINGS.1);
    write(&folder, "claims/new-report.toml", REPORT);
    write(&folder, "claims/new-report.csv", table);
    write(&folder, "official/README.md", "");
    write(&folder, "microdata/README.md", "");
    write(&folder, "microdata/a-survey/2021.csv.gz", "");
    write(&folder, "microdata/a-survey/2021.toml", "");
    write(&folder, "sources/a-survey.toml", "");
    write(&folder, "rules/places.toml", "");
    write(&folder, "rules/prices/card.toml", "");
    write(&folder, "planning/README.md", "");
    write(&folder, "planning/hire.toml", "");
    write(&folder, "kits/backend.toml", "");
    write(&folder, "features/README.md", "");
    write(&folder, "features/kinds.toml", "");
    write(&folder, "offers/README.md", "");
    write(&folder, "offers/vesting.toml", "");
    write(&folder, "offers/terms/en.toml", "");
    write(&folder, "careers/README.md", "");
    write(&folder, "careers/ways.toml", "");
    let (path, country) = data::RULES[0];
    let path = path.strip_prefix("data/").unwrap().replacen("/ar/", "/zz/", 1);
    write(&folder, &path, country);
    let found = discover::discover(&folder).unwrap();
    let csv = "claims/new-report.csv".to_owned();
    assert_eq!(found.claims, [("claims/new-report.toml".to_owned(), Some(csv))]);
    assert_eq!(found.rules, [path]);
    assert_eq!(found.official, []);
    assert_eq!(
        (found.planning, found.kits),
        (vec!["planning/hire.toml".to_owned()], vec!["kits/backend.toml".to_owned()])
    );
    assert_eq!(found.features, ["features/kinds.toml"]);
    assert_eq!(found.offers, ["offers/vesting.toml"]);
    assert_eq!(found.careers, ["careers/ways.toml"]);
    assert_eq!(found.offer_terms, ["offers/terms/en.toml"]);
    let [survey] = &found.microdata[..] else { panic!("{:?}", found.microdata) };
    assert_eq!(
        [&survey.source, &survey.extract, &survey.table],
        ["sources/a-survey.toml", "microdata/a-survey/2021.toml", "microdata/a-survey/2021.csv.gz"]
    );

    let table = Some(("new-report.csv", table));
    let sources = [ClaimFile { name: "new-report.toml", text: REPORT, table }];
    let files = ClaimFiles { sources: &sources, ..data::CLAIM_FILES };
    let read = claims(&files, 0, &Taxonomy::read(&data::TAXONOMY).unwrap());
    assert_eq!(read.complaints, []);
    assert_eq!(read.claims[0].id, "new-report/median");
}

#[test]
fn the_carried_lists_are_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let found = discover::discover(&folder).unwrap();
    let names = data::CLAIMS.iter().map(|file| file.name.strip_prefix("data/").unwrap());
    assert!(names.eq(found.claims.iter().map(|(card, _)| card.as_str())));
    let tables = data::MICRODATA.iter().map(|file| file.table.0.strip_prefix("data/").unwrap());
    assert!(tables.eq(found.microdata.iter().map(|file| file.table.as_str())));
    let rules = data::RULES.iter().map(|(path, _)| path.strip_prefix("data/").unwrap());
    assert!(rules.eq(found.rules.iter().map(String::as_str)));
    let parts = data::rules::PARTS.iter().copied().chain([data::rules::COVERAGE]);
    assert!(Rules::read(parts).is_ok());
}

#[test]
fn a_table_without_its_card_is_refused() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lonely");
    for path in ["claims/a.csv", "official/README.md", "rules/places.toml"] {
        write(&folder, path, "");
    }
    let told = discover::discover(&folder).unwrap_err().to_string();
    assert_eq!(told, "data/claims/a.csv: there is no claims/a.toml beside it");
}

#[test]
fn microdata_without_a_card_or_a_word_on_what_is_carried_are_refused() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lonely-microdata");
    fs::remove_dir_all(&folder).ok();
    for path in ["claims/a.toml", "official/README.md", "microdata/b/1.csv.gz", "rules/x"] {
        write(&folder, path, "");
    }
    let told = || discover::discover(&folder).unwrap_err().to_string();
    assert_eq!(told(), "data/microdata/b/1.csv.gz: there is no microdata/b/1.toml beside it");
    write(&folder, "microdata/b/1.toml", "");
    let card = "there is no sources/b.toml with the source's card";
    assert_eq!(told(), format!("data/microdata/b/1.csv.gz: {card}"));
}
