//! A problem as the command line tells it: fields that are flags here are called by their flag, and
//! where a flag would help, the hint names it.

use std::collections::BTreeMap;

use goingrate::units::{Problem, ProblemKind};

use crate::snippet;

/// Flags with a short form, which do not stand on the command line by their name.
const WITH_SHORT_FORM: [&str; 2] = ["out", "output"];

/// What the library says of a field, in the words of the command line: a field that was said by a
/// flag is called by that flag. A currency may be that of a law or a place: then the flag is not to
/// blame.
fn shown(field: &str, value: &str) -> String {
    let flag = format!("--{}", field.replace('_', "-"));
    let args: Vec<String> = std::env::args().collect();
    let was_given = args.iter().any(|arg| {
        arg.strip_prefix(&flag).is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
    });
    let another =
        field == "currency" && !args.iter().any(|arg| arg.to_uppercase().ends_with(value));
    let named = was_given && !another || WITH_SHORT_FORM.contains(&field);
    if named { flag } else { field.to_owned() }
}

/// The flag or command that mends a problem, by its kind or its field.
fn advice(problem: &Problem) -> Option<&'static str> {
    match (problem.kind, problem.field_name()) {
        (ProblemKind::NoRate, _) => Some("--rates FILE takes rates of yours"),
        (
            ProblemKind::Contradiction,
            "role" | "level" | "years" | "place" | "skill" | "engagement",
        ) => Some("--vs sets another beside it"),
        (_, "per") => Some("--per hour; goingrate rate TEXT --same-as 95/h"),
        (_, "engagement") if problem.value_text() == "employee" => {
            Some("goingrate pay TEXT; goingrate rate TEXT --same-as 150000")
        }
        (_, "net") => Some("goingrate net \"148000, Seattle\" --bonus 20000, or --freelance"),
        (_, "source") => Some("goingrate evidence list; goingrate evidence show SOURCE"),
        (ProblemKind::Unreadable, "book") => None,
        (ProblemKind::Unreadable | ProblemKind::Missing, "evidence") => {
            Some("goingrate evidence import FILE --evidence DIR makes a store")
        }
        (_, "book" | "evidence") => {
            Some("--evidence DIR names a store; goingrate fit makes a book")
        }
        _ => None,
    }
}

/// A problem as text: what is wrong, then on lines of their own what is near and a hint. A problem
/// of a file that is at hand is shown with its line.
pub fn text(problem: &Problem) -> String {
    let mut text = snippet::of(problem).unwrap_or_else(|| line(problem));
    if !problem.nearest.is_empty() {
        text += &format!("  nearest: {}\n", problem.nearest.join(", "));
    }
    let hints = problem.hint.as_deref().into_iter().chain(advice(problem));
    let hints: Vec<&str> = hints.collect();
    if !hints.is_empty() {
        text += &format!("  hint: {}\n", hints.join("; "));
    }
    text
}

/// "error: field "value": what is wrong".
fn line(problem: &Problem) -> String {
    let mut text = "error: ".to_owned();
    if let (Some(field), Some(value)) = (&problem.field, &problem.value) {
        text += &format!("{} {value:?}: ", shown(field, value));
    }
    text += &problem.what;
    if let Some(position) = &problem.position {
        let line = position.line.map_or(String::new(), |line| format!(":{line}"));
        text += &format!(" (in {}{line})", position.file);
    }
    text + "\n"
}

/// A problem as JSON: `{"error": {"what": …}}`.
pub fn json(problem: &Problem) -> String {
    let error = BTreeMap::from([("error", problem)]);
    let text = serde_json::to_string_pretty(&error);
    text.unwrap_or_else(|_| r#"{"error": {}}"#.to_owned()) + "\n"
}
