//! What could not be read, told above a page whose fields keep what was typed.

use goingrate::units::Problem;
use maud::{Markup, html};

use crate::input::Input;
use crate::words::tight;

/// A summary of what is wrong, with links that mend it: each replaces the word by one that is known.
/// `field` is the name of the field in the page's address that the words stand in.
pub fn problem_summary(problem: &Problem, input: &Input, field: &str) -> Markup {
    let typed = input.one(field);
    let mended = |nearest: &str| {
        let value = problem.value.as_deref().unwrap_or_default();
        (!value.is_empty() && typed.contains(value) && !input.is_posted())
            .then(|| input.with(&[(field, &typed.replacen(value, nearest, 1))]))
    };
    html! {
        div.err role="alert" tabindex="-1" id="problem" {
            h2 { (sentence(problem)) }
            @if let Some(hint) = &problem.hint { p { (crate::words::tight(&goingrate_view::words::capitalised(hint))) "." } }
            @if !problem.nearest.is_empty() {
                p { "Did you mean" }
                ul {
                    @for nearest in &problem.nearest {
                        li {
                            @match mended(nearest) {
                                Some(to) => a href=(to) { (nearest) },
                                None => (nearest),
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Letters of a value that a message repeats: a value may be a whole plan.
const LONGEST: usize = 120;

/// What is wrong, in a sentence.
pub fn sentence(problem: &Problem) -> String {
    let unknown =
        ["unknown word ", "unknown words "].iter().find_map(|of| problem.what.strip_prefix(of));
    if let Some(words) = unknown.and_then(|rest| rest.rsplit_once(" in the ")) {
        return tight(&format!("We do not know {}", words.0));
    }
    // Some problems name the value themselves.
    let named = |value: &&str| !value.is_empty() && !problem.what.contains(*value);
    let value =
        problem.value.as_deref().filter(named).map(|value| crate::words::clipped(value, LONGEST));
    let value = value.as_deref();
    let what = crate::words::dated(&problem.what);
    let told = match value {
        // "No evidence names an employer there": the value is the place.
        Some(value) if what.starts_with("no ") && what.ends_with(" there") => {
            let what = what.trim_end_matches(" there");
            format!("{} in {value}", goingrate_view::words::capitalised(what))
        }
        Some(value) if what == "nothing is said" => {
            format!("We find no role, place or skill in “{value}”")
        }
        Some(value) if what == "no tax rules are carried for it" => {
            format!("We have no tax rules for {value} yet")
        }
        // "\"blorf\" and \"wibble\"" are named word by word.
        Some(value)
            if value.split_whitespace().all(|word| what.contains(&format!("\"{word}\""))) =>
        {
            goingrate_view::words::capitalised(&what)
        }
        Some(value) if says_of_it(&what) => format!("“{value}” {what}"),
        // "No tax rules are carried for it" is a sentence of its own.
        Some(value) => format!("“{value}”: {what}"),
        None => goingrate_view::words::capitalised(&what),
    };
    tight(&told)
}

/// Whether a text goes on after the value that it is about: "is no currency", "lies in the past".
fn says_of_it(what: &str) -> bool {
    const VERBS: &[&str] = &[
        "are", "begins", "belongs", "can", "cannot", "comes", "contains", "could", "does", "ends",
        "fits", "gives", "has", "have", "holds", "is", "lacks", "leaves", "lies", "makes", "may",
        "means", "must", "names", "needs", "reads", "says", "stands", "starts", "takes", "was",
        "were", "will",
    ];
    what.split(' ').next().is_some_and(|first| VERBS.contains(&first))
}
