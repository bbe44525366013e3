//! What a tool gives back: an answer as a short text and as JSON, or a problem that the assistant can mend.

use goingrate::units::{Problem, ProblemKind};
use goingrate_view::Style;
use goingrate_view::questions::{Asking, Question};
use rmcp::model::{CallToolResult, ContentBlock};
use serde_json::{Value, json};

use crate::shorten::{self, LARGEST_JSON, LARGEST_TEXT};

/// Answers a request of a question.
pub(crate) fn answer(question: &Question, asking: &Asking, request: &Value) -> CallToolResult {
    asked(question, asking, request).unwrap_or_else(|problem| refused(&problem))
}

fn asked(question: &Question, asking: &Asking, request: &Value) -> Result<CallToolResult, Problem> {
    let answer = question.ask(asking, request)?;
    let unreadable =
        |error: serde_json::Error| Problem::new(error.to_string()).kind(ProblemKind::Internal);
    let view: Value = serde_json::from_str(&answer.json()?).map_err(unreadable)?;
    let text = shorten::text(&answer.text(&Style::brief()), LARGEST_TEXT);
    let mut result = CallToolResult::success(vec![ContentBlock::text(text)]);
    result.structured_content = Some(shorten::json(view, LARGEST_JSON));
    Ok(result)
}

/// A problem as text and as JSON.
pub(crate) fn refused(problem: &Problem) -> CallToolResult {
    let mut result = CallToolResult::error(vec![ContentBlock::text(said(problem))]);
    result.structured_content =
        serde_json::to_value(problem).ok().map(|fields| json!({"problem": fields}));
    result
}

/// "Not answered. Field `place`: "Sattle" is no place. Hint: …. Nearest: Seattle."
pub(crate) fn said(problem: &Problem) -> String {
    let value = problem.value.as_deref().filter(|value| !value.is_empty());
    let value = value.map(|value| format!("\"{value}\" ")).unwrap_or_default();
    let field = problem.field.as_deref().map(|field| format!("Field `{field}`: "));
    let mut lines =
        vec![format!("Not answered. {}{value}{}.", field.unwrap_or_default(), problem.what)];
    if let Some(position) = &problem.position {
        let line = position.line.map(|line| format!(", line {line}")).unwrap_or_default();
        lines.push(format!("Where: {}{line}.", position.file));
    }
    lines.extend(problem.hint.as_deref().map(|hint| format!("Hint: {hint}.")));
    if !problem.nearest.is_empty() {
        lines.push(format!("Nearest: {}.", problem.nearest.join("; ")));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_what_to_mend() {
        let problem = Problem::of("place", "Sattle", "is no place")
            .hint("write a place")
            .nearest(vec!["Seattle".to_owned()]);
        let text = "Not answered. Field `place`: \"Sattle\" is no place.\nHint: write a place.\nNearest: Seattle.";
        assert_eq!(said(&problem), text);
        let result = refused(&problem);
        assert_eq!(result.is_error, Some(true));
        assert_eq!(result.structured_content.expect("JSON")["problem"]["field"], "place");
    }
}
