//! The carried taxonomy reads, holds what it must, and is refused when it is broken.

mod carried;

use carried::{FILES, carried};
use goingrate_units::{Currency, Ladder, PlaceKind, Taxonomy, TaxonomyFiles};

#[test]
fn lists_are_complete() {
    let taxonomy = carried();
    let count = |kind| taxonomy.places.iter().filter(|p| p.kind == kind).count();
    let american = |kind| {
        let known = taxonomy.places.iter().filter(|p| p.official_code.is_some());
        known.filter(|p| p.kind == kind).count()
    };
    assert_eq!(american(PlaceKind::Metro) + american(PlaceKind::NonMetro), 528);
    assert_eq!(american(PlaceKind::State), 54);
    assert_eq!(count(PlaceKind::Country), 247);
    assert!(count(PlaceKind::Metro) + count(PlaceKind::NonMetro) > 528 + 50, "areas abroad");
    assert!(count(PlaceKind::State) > 54 + 40, "provinces and states abroad");
    assert!(taxonomy.roles.len() >= 40);
    assert!(taxonomy.skills.len() >= 80);
    assert!(taxonomy.industries.len() >= 50);
    assert_eq!(taxonomy.levels.iter().filter(|l| l.ladder == Ladder::Management).count(), 4);
}

#[test]
fn parents_come_first() {
    let taxonomy = carried();
    for (at, place) in taxonomy.places.iter().enumerate() {
        assert!(place.parent.is_none_or(|p| p.index() < at), "{}", place.slug);
    }
    for (at, role) in taxonomy.roles.iter().enumerate() {
        assert!(role.parent.is_none_or(|p| p.index() < at), "{}", role.slug);
    }
}

#[test]
fn codes_lead_to_entries() {
    let taxonomy = carried();
    let place = |code| taxonomy.place(taxonomy.place_by_official_code(code).unwrap());
    assert_eq!(place("0042660").slug, "us-42660");
    assert_eq!(place("5300000").slug, "us-wa");
    assert_eq!(place("0000000").slug, "us");
    assert_eq!(place("0100001").kind, PlaceKind::NonMetro);
    let role = taxonomy.role_by_soc("15-0000").unwrap();
    assert_eq!(taxonomy.role(role).slug, "computing");
    let industry = taxonomy.industry_by_official_code("52--53").unwrap();
    assert_eq!(taxonomy.industry(industry).slug, "finance");
}

#[test]
fn paths_run_from_the_root() {
    let taxonomy = carried();
    let seattle = taxonomy.place_of("us-42660").unwrap();
    let path: Vec<&str> =
        taxonomy.place_path(seattle).map(|p| taxonomy.place(p).slug.as_str()).collect();
    assert_eq!(path, ["world", "north-america", "us", "us-wa", "us-42660"]);
    let backend = taxonomy.role_of("backend-developer").unwrap();
    let path: Vec<&str> =
        taxonomy.role_path(backend).map(|r| taxonomy.role(r).slug.as_str()).collect();
    assert_eq!(path, ["computing", "software-and-web", "15-1252", "backend-developer"]);
}

#[test]
fn currencies_and_borders() {
    let taxonomy = carried();
    let place = |slug| taxonomy.place_of(slug).unwrap();
    assert_eq!(taxonomy.place(place("de")).currency, "EUR".parse::<Currency>().unwrap());
    assert_eq!(taxonomy.place(place("us-42660")).currency, Currency::USD);
    assert!(taxonomy.contains(place("us-bay-area"), place("us-41940")));
    assert!(taxonomy.contains(place("us-in"), place("us-16980")), "Chicago reaches into Indiana");
    assert!(!taxonomy.contains(place("us-or"), place("us-42660")));
    assert_eq!(taxonomy.country(place("us-42660")), Some(place("us")));
}

#[test]
fn broken_files_are_refused() {
    let check = |files: TaxonomyFiles, expected: &str| {
        let error = Taxonomy::read(&files).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    let twice = format!("{}\n[[role]]\nslug = \"15-1252\"\nname = \"x\"\nwords = []", FILES.roles);
    check(TaxonomyFiles { roles: &twice, ..FILES }, "\"15-1252\" is there twice");
    let orphan = FILES.roles.replacen("parent = \"computing\"", "parent = \"nowhere\"", 1);
    check(TaxonomyFiles { roles: &orphan, ..FILES }, "roles.toml: \"nowhere\" is not there");
    let money = FILES.places.replacen("\"EUR\"", "\"EURO\"", 1);
    check(TaxonomyFiles { places: &money, ..FILES }, "no currency code");
    let member = FILES.places.replacen("[\"us-41860\", \"us-41940\"]", "[\"us-1\"]", 1);
    check(TaxonomyFiles { places: &member, ..FILES }, "\"us-1\" is not there");
    let doubled = FILES.tiers.replacen("\"faang\"", "\"rust\"", 1);
    check(TaxonomyFiles { tiers: &doubled, ..FILES }, "words of two meanings: rust");
    let cut =
        FILES.skills.replacen("(LLM APIs, vector stores, retrieval)", "with LLMs, retrieval", 1);
    check(
        TaxonomyFiles { skills: &cut, ..FILES },
        "skills.toml: \"AI services with LLMs, retrieval\"",
    );
    check(TaxonomyFiles { areas: "slug\nx", ..FILES }, "areas.csv");
    check(TaxonomyFiles { words: "stop = 3", ..FILES }, "words.toml");
}
