//! What is taken of a profile because an offer does not say it, as a sentence.

use goingrate_units::parse::{Status, Understood, UnderstoodField};

/// Fields whose value decides where an offer stands; that somebody is employed and paid from now on goes
/// without saying.
const TOLD: [&str; 3] = ["role", "level", "place"];

/// "Assumed: Backend developer (no role is named)."; `None` if all is said.
pub(super) fn assumed(said: &Understood) -> Option<String> {
    let of = |name: &&str| said.fields.iter().find(|field| field.name == *name);
    let taken: Vec<String> = TOLD.iter().filter_map(|name| of(name).and_then(taken)).collect();
    (!taken.is_empty()).then(|| format!("Assumed: {}.", taken.join(", ")))
}

fn taken(field: &UnderstoodField) -> Option<String> {
    match &field.status {
        Status::Inferred(why) if !field.value.is_empty() => {
            Some(format!("{} ({why})", field.value))
        }
        _ => None,
    }
}
