//! A problem as the command line tells it: fields that are flags here are called by their flag, and
//! where a flag would help, the hint names it.

use std::collections::BTreeMap;

use goingrate::units::{Problem, ProblemKind};

/// Fields of questions that are said by a flag only, or by the argument FILE or DIR. A field of the
/// profile is said in the text too; its flag is named by whoever read the flag.
const FLAGS: [&str; 26] = [
    "all_states",
    "as",
    "assume",
    "at_prices_of",
    "billable_hours",
    "bonus",
    "book",
    "by",
    "data",
    "evidence",
    "filing",
    "net",
    "offer",
    "output",
    "per",
    "prices",
    "range",
    "rates",
    "regime",
    "same_as",
    "saving",
    "threads",
    "top",
    "vs",
    "why",
    "year",
];

/// What the library says of a field, in the words of the command line.
fn shown(field: &str) -> String {
    match FLAGS.contains(&field) {
        true => format!("--{}", field.replace('_', "-")),
        false => field.to_owned(),
    }
}

/// The flag that mends a kind of problem.
fn flag_for(kind: ProblemKind) -> Option<&'static str> {
    match kind {
        ProblemKind::NoRate => Some("--rates FILE takes rates of yours"),
        _ => None,
    }
}

/// A problem as text: what is wrong, then on lines of their own what is near and a hint.
pub fn text(problem: &Problem) -> String {
    let mut text = "error: ".to_owned();
    if let (Some(field), Some(value)) = (&problem.field, &problem.value) {
        text += &format!("{} {value:?}: ", shown(field));
    }
    text += &problem.what;
    if let Some(position) = &problem.position {
        let line = position.line.map_or(String::new(), |line| format!(":{line}"));
        text += &format!(" (in {}{line})", position.file);
    }
    text.push('\n');
    if !problem.nearest.is_empty() {
        text += &format!("  nearest: {}\n", problem.nearest.join(", "));
    }
    let hints = problem.hint.as_deref().into_iter().chain(flag_for(problem.kind));
    let hints: Vec<&str> = hints.collect();
    if !hints.is_empty() {
        text += &format!("  hint: {}\n", hints.join("; "));
    }
    text
}

/// A problem as JSON: `{"error": {"what": …}}`.
pub fn json(problem: &Problem) -> String {
    let error = BTreeMap::from([("error", problem)]);
    let text = serde_json::to_string_pretty(&error);
    text.unwrap_or_else(|_| r#"{"error": {}}"#.to_owned()) + "\n"
}
