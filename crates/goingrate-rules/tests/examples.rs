//! Every worked example of every file of rules, worked again.

mod common;

#[test]
fn the_rules_give_what_publications_have() {
    let rules = common::rules();
    let outcomes = [rules.examples(), rules.equivalence_examples()].concat();
    let wrong: Vec<String> = outcomes
        .iter()
        .filter(|outcome| !outcome.holds())
        .map(|o| {
            format!(
                "{}: {} should be {} and is {:?} ({})",
                o.at, o.line, o.expected, o.found, o.source
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), outcomes.len(), wrong.join("\n"));
    assert!(!outcomes.is_empty());
}
