//! The tools: one for each question of the list.

use std::sync::Arc;

use goingrate_view::questions::{QUESTIONS, Question};
use rmcp::model::{Tool, ToolAnnotations};

use crate::schema;

/// When to use which, by the name of the question.
const WHEN: &[(&str, &str)] = &[
    ("pay", "Use it first for any question about what somebody earns or should ask for."),
    (
        "estimate",
        "Use it for the percentiles alone, of many profiles one after another; else use `pay`.",
    ),
    ("compare", "Use it when two or more profiles are set against each other."),
    (
        "rank",
        "Use it for the best-paid places, skills, roles or employers, and for levels side by side.",
    ),
    ("rate", "Use it for hourly and daily rates of freelancers, and to turn a salary into a rate."),
    ("net", "Use it when the amount is known and what is left after tax is asked."),
    ("hire", "Use it when an employer asks what somebody costs; use `pay` for pay alone."),
    ("hire-places", "Use it when the place of a hire is still open."),
    ("hire-budget", "Use it when the money is fixed and the person is not."),
    ("project", "Use it for the price and duration of software; name features and the team."),
    (
        "offer",
        "Use it when there is a concrete offer with parts; use `pay` with `offer` for a salary alone.",
    ),
    ("career", "Use it for decisions over years: promotion, another field, another place."),
    ("kit", "Use it to prepare a vacancy: range to publish, scorecard, law on adverts."),
    ("sources", "Use it to say where figures come from."),
    ("source", "Use it after `sources`, or when a person doubts one publication."),
    ("claim", "Use it after `source`, for one published statement."),
    (
        "verdicts",
        "Use it to check what a publication says against all other evidence; name a source.",
    ),
    ("words", "Use it when a role, place or employer was not understood."),
];

/// A question's name as tools have it: `hire_budget`.
pub(crate) fn name(question: &Question) -> String {
    question.name.replace('-', "_")
}

/// The question of a tool.
pub(crate) fn question(tool: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|question| name(question) == tool).copied()
}

/// All tools, in the order of the questions.
pub(crate) fn tools() -> Vec<Tool> {
    QUESTIONS.iter().map(|question| tool(question)).collect()
}

fn tool(question: &Question) -> Tool {
    let annotations = ToolAnnotations::with_title(question.title)
        .read_only(true)
        .destructive(false)
        .idempotent(true)
        .open_world(false);
    let tool = Tool::new(name(question), description(question), Arc::new(schema::input(question)))
        .with_title(question.title)
        .with_annotations(annotations);
    match schema::listed_output(question) {
        Some(schema) => tool.with_raw_output_schema(Arc::new(schema)),
        None => tool,
    }
}

/// What it is for, when to use it, and an example.
fn description(question: &Question) -> String {
    let when = WHEN.iter().find(|(name, _)| *name == question.name).map(|(_, when)| *when);
    let slow = question.slow.then_some("It may take some seconds.");
    let example = question.examples.first();
    let example = example.map(|(what, request)| format!("Example ({what}): {request}"));
    let parts = [Some(question.about), when, slow].into_iter().flatten().map(str::to_owned);
    parts.chain(example).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_is_a_tool_and_says_when_to_use_it() {
        assert_eq!(tools().len(), QUESTIONS.len());
        for question in QUESTIONS {
            let said = WHEN.iter().filter(|(name, _)| *name == question.name).count();
            assert_eq!(said, 1, "{}", question.name);
            assert!(self::question(&name(question)).is_some_and(|q| q.name == question.name));
        }
        assert_eq!(WHEN.len(), QUESTIONS.len());
    }
}
