//! Employers by name and the levels of their own ladders, read from questions.

mod carried;

use carried::carried;
use goingrate_units::parse::{self, Field, Phrasebook, Status};
use goingrate_units::{Date, Profile, Taxonomy};

fn today() -> Date {
    "2026-11-29".parse().expect("a date")
}

fn read(text: &str, taxonomy: &Taxonomy) -> Profile {
    parse::profile(text, taxonomy, today())
        .unwrap_or_else(|error| panic!("{text}: {error}"))
        .profile
}

/// Employer, likeliest level and code of the level of a question.
fn said(text: &str, t: &Taxonomy) -> (String, String, String) {
    let profile = read(text, t);
    (
        profile.employer.map(|id| t.employer(id).slug.clone()).unwrap_or_default(),
        profile.level.map(|id| t.level(id).slug.clone()).unwrap_or_default(),
        profile.rung.map(|id| t.rung(id).code.clone()).unwrap_or_default(),
    )
}

#[test]
fn codes_of_levels_mean_what_they_mean_at_the_employer() {
    let t = carried();
    let cases = [
        ("L5, Google, Seattle", ("google", "senior", "L5")),
        ("Google, L5, Seattle", ("google", "senior", "L5")),
        ("L5 at Amazon, Seattle", ("amazon", "mid", "L5")),
        ("SDE II at Amazon, Austin", ("amazon", "mid", "L5")),
        ("63, Microsoft, Redmond", ("microsoft", "senior", "63")),
        ("software engineer 63 Microsoft", ("microsoft", "senior", "63")),
        ("E4 at Meta", ("meta", "mid", "E4")),
        ("ICT4, Apple", ("apple", "senior", "ICT4")),
        ("engineering manager, L6, Google", ("google", "manager", "L6")),
        ("senior software engineer, Google, Seattle", ("google", "senior", "")),
        ("L5, Seattle", ("", "senior", "")),
    ];
    for (text, (employer, level, rung)) in cases {
        let expected = (employer.to_owned(), level.to_owned(), rung.to_owned());
        assert_eq!(said(text, t), expected, "{text}");
    }
}

#[test]
fn every_level_of_every_ladder_is_read_beside_its_employer() {
    let t = carried();
    for (at, rung) in t.rungs.iter().enumerate() {
        let employer = &t.employer(rung.employer).name;
        assert!((rung.levels.iter().map(|of| of.1).sum::<f64>() - 1.0).abs() < 1e-9);
        let Some(found) = t.rung_named(rung.employer, &rung.code) else { continue };
        let text = format!("{}, at {employer}", rung.code);
        let profile = read(&text, t);
        assert_eq!(profile.rung, Some(found), "{at}: {text}");
        assert_eq!(profile.employer, Some(rung.employer), "{text}");
    }
}

#[test]
fn every_name_of_every_employer_is_read_after_at() {
    let t = carried();
    for (at, employer) in t.employers.iter().enumerate() {
        for word in employer.synonyms.iter().chain([&employer.name]) {
            let profile = read(&format!("software engineer at {word}"), t);
            assert_eq!(profile.employer.map(|id| id.index()), Some(at), "{word}");
        }
    }
}

#[test]
fn years_beside_an_employer_stay_years() {
    let t = carried();
    let profile = read("software engineer, Microsoft, 60 years", t);
    assert_eq!((profile.rung, profile.years.map(|y| y.low)), (None, Some(60.0)));
}

#[test]
fn a_name_that_is_also_a_skill_is_the_skill_and_that_is_said() {
    let t = carried();
    let understood = parse::profile("data engineer, Snowflake, Austin", t, today()).expect("read");
    assert_eq!(understood.profile.employer, None);
    let skills = understood.fields.iter().find(|field| field.name == "skills").expect("skills");
    let Status::Inferred(reason) = &skills.status else { panic!("{:?}", skills.status) };
    assert!(reason.contains("at Snowflake"), "{reason}");
    let profile = read("data engineer at Snowflake, Austin", t);
    assert!(profile.skills.is_empty());
    assert_eq!(profile.employer, t.employer_of("snowflake"));
}

#[test]
fn everyday_words_are_employers_only_where_one_is_meant() {
    let t = carried();
    for text in ["target salary backend", "visa sponsorship, backend", "pay gap backend developer"]
    {
        let read = parse::profile(text, t, today()).expect("read");
        assert_eq!(read.profile.employer, None, "{text}");
        assert!(!read.remarks.is_empty(), "{text}");
    }
    for (text, employer) in [("L5, Block, Seattle", "block"), ("backend at target", "target")] {
        assert_eq!(read(text, t).employer, t.employer_of(employer), "{text}");
    }
}

#[test]
fn what_contradicts_the_employer_is_refused() {
    let t = carried();
    let refused = |text: &str| parse::profile(text, t, today()).expect_err(text);
    let two = refused("Google, Microsoft, senior");
    assert_eq!(two.field_name(), "employer");
    let tier = refused("senior, Meta, startup");
    assert_eq!(tier.field_name(), "tier");
    assert!(tier.to_string().contains("Meta"), "{tier}");
    let level = refused("junior, L5, Google");
    assert_eq!(level.field_name(), "level");
    let unknown = parse::employer("Gogle", t).expect_err("Gogle");
    assert!(unknown.to_string().to_lowercase().contains("google"), "{unknown}");
    assert!(parse::employer("", t).is_err());
}

#[test]
fn cells_of_a_table_are_read_as_a_question_is() {
    let t = carried();
    let mut book = Phrasebook::new(t, today());
    let cells =
        [(Field::Level, "L5"), (Field::Role, "software engineer"), (Field::Employer, "Amazon")];
    let profile = book.profile(cells).expect("priced");
    assert_eq!(profile.rung.map(|id| t.rung(id).code.as_str()), Some("L5"));
    assert_eq!(profile.level, t.level_of("mid"));
    let other = book.profile([(Field::Level, "L5"), (Field::Role, "software engineer")]);
    assert_eq!(other.expect("priced").level, t.level_of("senior"));
}
