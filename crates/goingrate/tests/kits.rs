//! The carried texts of hiring kits: every word is one of the taxonomy, every role and level has a kit whose
//! weights add up, and the pay range keeps what it promises.

use goingrate::ask::{self, KitAnswer, KitQuestion, ProfileText, UnitChoice, read_hire};
use goingrate::units::{Currency, Date};
use goingrate::{GoingRate, data};
use goingrate_plan::kit::{CostOf, KitQuestion as SheetQuestion, Kits, When, kit};

fn today() -> Date {
    "2026-11-30".parse().expect("a day")
}

fn sheets() -> Kits {
    Kits::read(data::KITS.iter().copied()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn answer(going_rate: &GoingRate, text: &str) -> KitAnswer {
    let asked = read_hire(&ProfileText::new(text), &going_rate.taxonomy, today());
    let asked = asked.unwrap_or_else(|problem| panic!("{text}: {problem}"));
    let question = KitQuestion { asked, unit: UnitChoice::default(), assume: Vec::new() };
    ask::kit(going_rate, &question).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

#[test]
fn every_word_is_one_of_the_taxonomy() {
    let (words, kits) = (GoingRate::open().expect("it opens").taxonomy, sheets());
    let mut unknown: Vec<String> = Vec::new();
    let mut look = |known: bool, word: &str| unknown.extend((!known).then(|| word.to_owned()));
    kits.roles().for_each(|word| look(words.role_of(word).is_some(), word));
    kits.levels().for_each(|word| look(words.level_of(word).is_some(), word));
    kits.skills().for_each(|(word, _)| look(words.skill_of(word).is_some(), word));
    kits.covers().iter().for_each(|word| look(words.place_of(word).is_some(), word));
    let places = kits.laws().iter().flat_map(|law| &law.places);
    places.for_each(|word| look(words.place_of(word).is_some(), word));
    assert!(unknown.is_empty(), "{unknown:?}");
    let without: Vec<&str> = words.levels.iter().map(|level| level.slug.as_str()).collect();
    assert_eq!(kits.levels().count(), without.len(), "{without:?}");
    assert!(kits.skills().count() >= 40);
}

#[test]
fn every_role_and_level_has_a_kit_whose_weights_add_up() {
    let (words, kits) = (GoingRate::open().expect("it opens").taxonomy, sheets());
    for role in &words.roles {
        let id = words.role_of(&role.slug).expect("its own word");
        let mut roles: Vec<String> =
            words.role_path(id).map(|id| words.role(id).slug.clone()).collect();
        roles.reverse();
        for level in &words.levels {
            let question = SheetQuestion {
                roles: roles.clone(),
                level: level.slug.clone(),
                skills: Vec::new(),
                language: None,
            };
            let kit = kit(&kits, &question).expect("a kit");
            let of = format!("{} {}", level.slug, role.slug);
            assert_eq!(kit.scorecard.iter().map(|line| line.weight).sum::<u32>(), 100, "{of}");
            assert!(kit.stages.len() >= 3 && kit.work_sample.is_some(), "{of}");
            assert!(kit.candidate_minutes() <= 10 * 60, "{of}: {}", kit.candidate_minutes());
            let scored: usize = kit.stages.iter().map(|stage| stage.scores.len()).sum();
            assert_eq!(scored, kit.scorecard.len(), "{of}: a line that no stage or two score");
        }
    }
}

#[test]
fn the_range_holds_the_middle_and_is_as_wide_as_is_usual() {
    let going_rate = GoingRate::open().expect("it opens");
    let check = |text: &str, currency: &str| {
        let KitAnswer { range, market, costs, .. } = answer(&going_rate, text);
        let middle = market.unit.amount(market.estimate.percentiles[2].ln);
        assert_eq!(market.unit.currency.code(), currency, "{text}");
        assert!(range.low < middle && middle < range.high, "{text}: {range:?}");
        assert!((0.19..=0.34).contains(&range.width), "{text}: {range:?}");
        let known = costs.iter().filter(|cost| matches!(cost.cost, CostOf::Money(_))).count();
        assert!(known + 1 >= costs.len(), "{text}: {costs:?}");
        for cost in costs {
            if let CostOf::Money(sum) = cost.cost {
                assert!(
                    0.0 < sum.p10 && sum.p10 <= sum.p50 && sum.p50 <= sum.p90,
                    "{text}: {sum:?}"
                );
            }
        }
    };
    check("senior backend, Python", "USD");
    check("junior QA, Warsaw", "PLN");
    check("staff platform engineer, Kubernetes, Germany", "EUR");
    check("engineering manager, Bangalore", "INR");
}

#[test]
fn the_law_is_that_of_the_place_and_the_day() {
    let going_rate = GoingRate::open().expect("it opens");
    let check = |text: &str, advert: &[&str], covered: bool| {
        let law = answer(&going_rate, text).law;
        let of = law.laws.iter().filter(|of| of.law.when == When::Advert);
        let found: Vec<&str> =
            of.map(|of| going_rate.taxonomy.place(of.place).slug.as_str()).collect();
        assert_eq!(found, advert, "{text}");
        assert_eq!(law.covered, covered, "{text}");
    };
    check("senior backend, Denver", &["us-co"], true);
    check("senior backend, New York", &["us-ny", "us-nj"], true);
    check("senior backend, Austin", &[], true);
    check("senior backend, Vienna", &["at"], true);
    check("senior backend, Berlin", &[], true);
    check("senior backend, India", &[], false);
    // Maine's law began on 2026-07-13.
    check("senior backend, Maine", &["us-me"], true);
    check("senior backend, Maine, 2026-06", &[], true);
    let whole = answer(&going_rate, "senior backend, United States").law;
    assert!(whole.laws.is_empty() && whole.within.len() >= 15, "{whole:?}");
}

#[test]
fn ontario_allows_no_range_of_more_than_50_000() {
    let going_rate = GoingRate::open().expect("it opens");
    let KitAnswer { range, market, .. } = answer(&going_rate, "staff backend, Toronto");
    assert_eq!(market.unit.currency, "CAD".parse::<Currency>().expect("a code"));
    assert!(range.high > 200_000.0 || range.high - range.low <= 50_000.0, "{range:?}");
}

#[test]
fn what_is_no_hire_or_not_known_is_told() {
    let going_rate = GoingRate::open().expect("it opens");
    let read = |text: &str| read_hire(&ProfileText::new(text), &going_rate.taxonomy, today());
    assert_eq!(read("freelance backend").expect_err("no hire").field_name(), "engagement");
    let years = read("backend, 9 years").expect("a hire").profile;
    assert_eq!(going_rate.taxonomy.level(years.level.expect("a level")).slug, "senior");
    let kit = answer(&going_rate, "senior backend, COBOL, Flask").kit;
    let texts: Vec<Option<&str>> = kit.skills.iter().map(|s| s.texts_of.as_deref()).collect();
    assert_eq!(texts, [None, Some("python")]);
    assert!(kit.scorecard.iter().any(|line| line.name == "COBOL" && line.weight > 0));
    let asked = read("senior backend").expect("a hire");
    let assume = vec!["time-to-fil=3".to_owned()];
    let question = KitQuestion { asked, unit: UnitChoice::default(), assume };
    let problem = ask::kit(&going_rate, &question).expect_err("a slip");
    assert_eq!(problem.nearest, ["time-to-fill"]);
}

#[test]
fn what_a_kit_does_not_use_is_told() {
    let words = goingrate::units::Taxonomy::read(&goingrate::data::TAXONOMY).expect("words");
    let check = |text: &str, expected: &str| {
        let asked = goingrate::ask::ProfileText::new(text);
        let today = "2026-11-30".parse().expect("a day");
        let said = goingrate::ask::read_hire(&asked, &words, today).expect(text);
        let told = said.remarks.join(" ");
        assert!(told.contains(expected), "{text}: {told}");
    };
    check("senior backend, Austin, 165000", "The amount 165000 is not used");
    check("backend, Austin, 165k USD", "is not used: a kit tells");
    check("senior backend, Python, part time", "Part time is not used");
    check("senior backend, Python, part-time", "Part time is not used");
}
