//! Every word of a skill is understood as this skill, alone and beside a role, and what people ask
//! for apart is told apart.

mod carried;

use carried::{FILES, carried};
use goingrate_units::parse;
use goingrate_units::{Date, SkillId};

/// The one skill that a question says, beside a role.
fn skill_of(question: &str) -> Result<SkillId, String> {
    let today = Date::new(2026, 11, 29).unwrap();
    let understood = parse::profile(question, carried(), today).map_err(|e| e.to_string())?;
    match understood.profile.skills.as_slice() {
        [only] => Ok(*only),
        other => Err(format!("{} skills", other.len())),
    }
}

#[track_caller]
fn check(word: &str, slug: &str) {
    let taxonomy = carried();
    let named = |id: SkillId| taxonomy.skill(id).slug.as_str();
    let alone = parse::skill(word, taxonomy).map_err(|e| e.to_string());
    assert_eq!(alone.map(named), Ok(slug), "{word:?} in a field");
    let question = format!("senior backend, {word}");
    assert_eq!(skill_of(&question).map(named), Ok(slug), "{question:?}");
}

/// The rows of the file itself, so that no word is lost where it is read.
#[test]
fn every_word_of_a_skill_is_understood_as_it() {
    let file: toml::Table = FILES.skills.parse().unwrap();
    let mut words = 0;
    for row in file["skills"].as_array().unwrap() {
        let row: Vec<&str> = row.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
        for word in row[3..].iter().chain([&row[0]]) {
            check(word, row[0]);
            words += 1;
        }
    }
    assert!(words > 900, "only {words} words");
}

#[test]
fn skills_that_were_unknown_are_known() {
    for (word, slug) in [
        ("Power BI", "powerbi"),
        ("PowerBI", "powerbi"),
        ("SAS", "sas"),
        ("Hadoop", "hadoop"),
        ("HDFS", "hadoop"),
        ("Jakarta EE", "jakarta-ee"),
        ("Java EE", "jakarta-ee"),
        ("J2EE", "jakarta-ee"),
        ("Tableau", "tableau"),
    ] {
        check(word, slug);
    }
}

#[test]
fn what_is_asked_for_apart_is_told_apart() {
    for (word, slug) in [
        ("Jenkins", "jenkins"),
        ("Drupal", "drupal"),
        ("BigQuery", "bigquery"),
        ("Redshift", "redshift"),
        ("Helm", "helm"),
        ("Micronaut", "micronaut"),
        ("PL/SQL", "plsql"),
        ("T-SQL", "tsql"),
        ("Active Directory", "active-directory"),
    ] {
        check(word, slug);
    }
}

/// Every skill lies below a family; only families stand at the top.
#[test]
fn skills_have_a_family() {
    let taxonomy = carried();
    for skill in &taxonomy.skills {
        let is_family = skill.kind == goingrate_units::SkillKind::Family;
        assert_eq!(skill.parent.is_none(), is_family, "{}", skill.slug);
    }
}
