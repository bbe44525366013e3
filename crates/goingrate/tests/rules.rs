//! The carried rules: every place of the table has rules.

use std::collections::BTreeSet;

use goingrate::rules::Rules;
use goingrate::units::{PlaceKind, Taxonomy};
use goingrate::{GoingRate, data};

fn all() -> Rules {
    Rules::read(data::rules::PARTS.iter().copied().chain([data::rules::COVERAGE])).unwrap()
}

#[test]
fn every_place_of_the_table_has_rules() {
    let (rules, table) = (all(), goingrate::law::places().unwrap());
    for code in table.codes() {
        assert!(rules.places().contains_key(code), "{code} is no place of the rules");
    }
}

/// Puerto Rico, Guam and the Virgin Islands have income taxes of their own, which are not carried.
const WITHOUT: [&str; 3] = ["us-gu", "us-pr", "us-vi"];

#[test]
fn every_place_of_a_covered_country_is_located() {
    let taxonomy = Taxonomy::read(&data::TAXONOMY).unwrap();
    let (rules, table) = (all(), goingrate::law::places().unwrap());
    let mut located = BTreeSet::new();
    for at in 0..taxonomy.places.len() {
        let id = taxonomy.place_of(&taxonomy.places[at].slug).unwrap();
        let Some(found) = table.located(id, &taxonomy) else {
            assert!(taxonomy.country(id).is_none(), "{}", taxonomy.places[at].slug);
            continue;
        };
        let covered = rules.coverage().country_of(&found.code).is_some();
        let known = rules.places().contains_key(found.code.as_str());
        assert!(!covered || known || WITHOUT.contains(&found.code.as_str()), "{found:?}");
        located.insert(found.code);
    }
    let words: BTreeSet<&str> = table.codes().collect();
    for code in rules.places().keys() {
        assert!(located.contains(*code) || words.contains(code), "nobody can ask for {code}");
    }
}

#[test]
fn a_metro_takes_its_principal_state_or_city() {
    let taxonomy = Taxonomy::read(&data::TAXONOMY).unwrap();
    let table = goingrate::law::places().unwrap();
    let check = |slug: &str, code: &str, also: &[&str]| {
        let id = taxonomy.place_of(slug).unwrap();
        let found = table.located(id, &taxonomy).unwrap();
        let slugs = found.also.iter().map(|id| taxonomy.place(*id).slug.as_str());
        assert_eq!(found.code, code);
        assert_eq!(slugs.collect::<Vec<_>>(), also);
    };
    check("us-42660", "us-wa", &[]);
    check("us-35620", "us-ny-nyc", &["us-nj"]);
    check("us-47900", "us-dc", &["us-va", "us-md", "us-wv"]);
    check("us-remote", "us", &[]);
    check("de-berlin", "de", &[]);
    check("ca-toronto", "ca-on", &[]);
    assert_eq!(taxonomy.place(taxonomy.place_of("us-47900").unwrap()).kind, PlaceKind::Metro);
}

#[test]
fn prices_of_other_places() {
    let taxonomy = Taxonomy::read(&data::TAXONOMY).unwrap();
    let prices = goingrate::law::prices().unwrap();
    let id = |slug: &str| taxonomy.place_of(slug).unwrap_or_else(|| panic!("{slug}"));
    let ratio = |from, to, year| prices.ratio(id(from), id(to), year, &taxonomy);
    let factor = |from, to| ratio(from, to, 2026).unwrap().factor;
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found}");
    // Regional price parities of 2024: Austin, Seattle; the parity of Germany.
    let (austin, seattle, germany) = (98.066, 111.133, 0.700862);
    near(factor("us-42660", "us-12420"), austin / seattle);
    near(factor("us-42660", "us"), 100.0 / seattle);
    near(factor("us-42660", "de"), germany / (seattle / 100.0));
    near(factor("us-42660", "us-12420") * factor("us-12420", "us-42660"), 1.0);
    let remote = ratio("us-remote", "us-42660", 2026).unwrap();
    assert_eq!((remote.from.of, remote.from.regional), (id("us"), None));
    assert_eq!(ratio("us-42660", "us", 2020).unwrap().from.regional.unwrap().1, 2020);
    assert_eq!(ratio("us-42660", "world", 2026).unwrap_err().place, "World");
    assert!(ratio("us", "bg", 2026).unwrap_err().to_string().contains("Bulgaria"));
    assert!(ratio("bg", "bg", 2026).is_ok(), "one country needs no parity");
}

/// The state that is written beside a town decides the law, also where the town's area is named after a
/// city of another state.
#[test]
fn the_state_that_is_written_decides_the_law() {
    let going_rate = GoingRate::open().expect("the carried data open");
    for (text, code) in [
        ("Vancouver, WA", "us-wa"),
        ("Newark, NJ", "us-nj"),
        ("Jersey City", "us-nj"),
        ("Washington State", "us-wa"),
        ("Portland, OR", "us-or"),
        ("New York, NY", "us-ny"),
    ] {
        let found = going_rate.law.named(text, &going_rate.taxonomy).expect("a place with rules");
        let is_in = found.code == code || found.code.starts_with(&format!("{code}-"));
        assert!(is_in, "{text}: {}", found.code);
    }
}
