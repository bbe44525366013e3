//! Whatever is shown can be typed: every name of the taxonomy, alone and as it is shown, is
//! understood as itself, in a question, in a field, and in a cell of a table.

mod carried;

use std::fmt::Debug;

use carried::carried;
use goingrate_units::parse::{self, Field, Phrasebook};
use goingrate_units::{
    Date, IndustryId, LevelId, PlaceId, Problem, Profile, RoleId, SkillId, Taxonomy, TierId,
};

/// Names that are those of two places: refused, with how to write each.
const OF_TWO_PLACES: [&str; 1] = ["Georgia"];

/// Names of two places of which another one is meant by far more often.
const LIKELIER: [&str; 3] = ["Lebanon", "Ontario", "Washington"];

/// A name is understood as `expected` by all three ways in which it can be typed.
fn check<T: PartialEq + Debug>(
    name: &str,
    field: Field,
    expected: T,
    alone: fn(&str, &Taxonomy) -> Result<T, Problem>,
    of: fn(Profile) -> Option<T>,
) {
    let (taxonomy, today) = (carried(), Date::new(2026, 11, 22).unwrap());
    let said = parse::profile(name, taxonomy, today).map(|understood| of(understood.profile));
    assert_eq!(said, Ok(Some(expected)), "{name:?} in a question");
    let cell = Phrasebook::new(taxonomy, today).profile([(field, name)]).map(of);
    assert_eq!(cell, said, "{name:?} in a table");
    assert_eq!(alone(name, taxonomy).map(Some), said, "{name:?} in a field");
}

#[test]
fn every_name_is_understood_as_itself() {
    let taxonomy = carried();
    for (at, role) in taxonomy.roles.iter().enumerate() {
        check(&role.name, Field::Role, RoleId::from_index(at), parse::role, |p| Some(p.role));
    }
    for (at, level) in taxonomy.levels.iter().enumerate() {
        check(&level.name, Field::Level, LevelId::from_index(at), parse::level, |p| p.level);
    }
    for (at, skill) in taxonomy.skills.iter().enumerate() {
        let only = |p: Profile| p.skills.first().copied().filter(|_| p.skills.len() == 1);
        check(&skill.name, Field::Skills, SkillId::from_index(at), parse::skill, only);
    }
    for (at, industry) in taxonomy.industries.iter().enumerate() {
        let id = IndustryId::from_index(at);
        for name in [&industry.name, &industry.everyday] {
            check(name, Field::Industry, id, parse::industry, |p| p.industry);
        }
    }
    for (at, tier) in taxonomy.tiers.iter().enumerate() {
        check(&tier.name, Field::Tier, TierId::from_index(at), parse::tier, |p| p.tier);
    }
    for (at, place) in taxonomy.places.iter().enumerate() {
        if ![&OF_TWO_PLACES[..], &LIKELIER].concat().contains(&place.name.as_str()) {
            let id = PlaceId::from_index(at);
            check(&place.name, Field::Place, id, parse::place, |p| Some(p.place));
        }
    }
}

#[test]
fn names_of_two_places_say_so() {
    for name in OF_TWO_PLACES {
        let error = parse::place(name, carried()).unwrap_err().to_string();
        assert!(error.contains("can mean 2 places"), "{error}");
    }
}

#[test]
fn skills_are_listed_by_their_names() {
    let taxonomy = carried();
    let names: Vec<&str> = taxonomy.skills.iter().map(|skill| skill.name.as_str()).collect();
    for separator in [", ", ";", " | "] {
        let listed = names.join(separator);
        assert!(parse::listed(&listed).eq(names.iter().copied()), "{listed}");
    }
}
