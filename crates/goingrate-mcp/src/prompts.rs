//! Prompts that a person can start from.

use rmcp::model::{GetPromptResult, Prompt, PromptArgument, PromptMessage, Role};
use serde_json::{Map, Value};

/// The longest argument, in characters.
const LONGEST: usize = 500;

/// A prompt: its name, title, what it is for, its arguments (name, what, required) and its text, in
/// which `{name}` stands for an argument.
struct Known {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    arguments: &'static [(&'static str, &'static str, bool)],
    text: &'static str,
}

const PROMPTS: [Known; 2] = [
    Known {
        name: "review_offer",
        title: "Review a job offer",
        about: "Where an offer stands in the market, what it is worth after tax, and what to ask for.",
        arguments: &[
            ("offer", "The parts of the offer: base 170k, bonus 15%, RSU 200k, sign-on 20k", true),
            ("role", "The role: backend developer", true),
            ("level", "The level: senior", false),
            ("place", "The place: Austin", true),
            ("employer", "The employer, if it is known", false),
        ],
        text: "Review this job offer for me: {offer}.\nIt is for: {level} {role}, {place}, {employer}.\n\
               Use `pay` for the market and `offer` with \"negotiate\": true for its worth. Tell me where \
               it stands, with intervals, what is uncertain about it, and the three things that are worth \
               asking for, each with its reason. Say what was assumed.",
    },
    Known {
        name: "plan_hire",
        title: "Plan a hire",
        about: "What a hire costs in several ways and places, and the range to publish.",
        arguments: &[
            ("role", "The role: backend developer", true),
            ("level", "The level: senior", false),
            ("place", "Where the firm is: Berlin", true),
            ("budget", "What may be spent in a year: 150k", false),
        ],
        text: "Plan a hire for me: {level} {role}, {place}. Budget a year: {budget}.\n\
               Use `hire` to compare an employee with a freelancer, `hire_places` for other places, \
               `hire_budget` if there is a budget, and `kit` for the range to publish. Tell me the full \
               cost with intervals, the risks, and what saves most. Say what was assumed.",
    },
];

/// The prompts.
pub(crate) fn list() -> Vec<Prompt> {
    PROMPTS.iter().map(prompt).collect()
}

fn prompt(known: &Known) -> Prompt {
    let argument = |(name, about, required): &(&str, &str, bool)| {
        PromptArgument::new(*name).with_description(*about).with_required(*required)
    };
    let arguments = known.arguments.iter().map(argument).collect();
    Prompt::new(known.name, Some(known.about), Some(arguments)).with_title(known.title)
}

/// A prompt with its arguments filled in.
///
/// # Errors
/// When there is no such prompt, or an argument is missing, no text or too long.
pub(crate) fn fill(name: &str, given: &Map<String, Value>) -> Result<GetPromptResult, String> {
    let known = PROMPTS.iter().find(|known| known.name == name);
    let known = known.ok_or_else(|| format!("there is no prompt {name}"))?;
    let mut text = known.text.to_owned();
    for (argument, about, required) in known.arguments {
        let value = match given.get(*argument) {
            Some(Value::String(value)) => value.trim(),
            None => "",
            Some(_) => return Err(format!("{argument} has to be a text")),
        };
        if value.chars().count() > LONGEST {
            return Err(format!("{argument} is longer than {LONGEST} characters"));
        }
        if value.is_empty() && *required {
            return Err(format!("{argument} is missing. {about}"));
        }
        let value = if value.is_empty() { "not said" } else { value };
        text = text.replace(&format!("{{{argument}}}"), &value.replace(['{', '}'], " "));
    }
    let message = PromptMessage::new_text(Role::User, text);
    Ok(GetPromptResult::new(vec![message]).with_description(known.about))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(name: &str, given: Value, expected: Result<&str, &str>) {
        let filled = fill(name, given.as_object().expect("an object"));
        let filled = filled.map(|result| serde_json::to_string(&result).expect("JSON"));
        match (filled, expected) {
            (Ok(text), Ok(part)) => {
                assert!(text.contains(part) && !text.contains("{role}"), "{text}")
            }
            (Err(said), Err(part)) => assert!(said.contains(part), "{said}"),
            (other, _) => panic!("{other:?}"),
        }
    }

    #[test]
    fn arguments_are_filled_in_and_checked() {
        let hire = json!({"role": "backend developer", "place": "Berlin"});
        check("plan_hire", hire, Ok("not said backend developer, Berlin"));
        check("plan_hire", json!({"role": "backend developer"}), Err("place is missing"));
        check("plan_hire", json!({"role": 7, "place": "Berlin"}), Err("role has to be a text"));
        check("plan_hire", json!({"role": "x".repeat(501)}), Err("role is longer"));
        check("no_prompt", json!({}), Err("no prompt"));
    }
}
