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

/// What is wrong, in a sentence.
pub fn sentence(problem: &Problem) -> String {
    // Some problems name the value themselves.
    let named = |value: &&str| !value.is_empty() && !problem.what.contains(*value);
    let value = problem.value.as_deref().filter(named);
    let told = match value {
        // "No tax rules are carried for it" is a sentence of its own.
        Some(value) if problem.what.starts_with("no ") => format!("“{value}”: {}", problem.what),
        Some(value) if problem.what == "nothing is said" => {
            format!("We find no role, place or skill in “{value}”")
        }
        // Some say their value themselves: "\"lots\" is no currency".
        Some(value) if !problem.what.contains(value) => format!("“{value}” {}", problem.what),
        _ => goingrate_view::words::capitalised(&problem.what),
    };
    tight(&told)
}
