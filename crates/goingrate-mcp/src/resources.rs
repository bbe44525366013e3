//! Resources: a guide for assistants, the documents that the program carries, evidence and words.

use goingrate::units::{Problem, ProblemKind};
use goingrate_view::Style;
use goingrate_view::questions::{Asking, question};
use rmcp::model::{ReadResourceResult, Resource, ResourceContents, ResourceTemplate};
use serde_json::{Value, json};

use crate::{schema, tools};

/// A document: its address, name, title, what it holds, its text.
type Document = (&'static str, &'static str, &'static str, &'static str, &'static str);

const DOCUMENTS: [Document; 3] = [
    (
        "goingrate://guide",
        "guide",
        "Guide",
        "How to ask, what intervals mean, what answers do not say. Read it first.",
        include_str!("guide.md"),
    ),
    (
        "goingrate://limits",
        "limits",
        "Limits",
        "What the answers are not good for, with measured errors. Long.",
        include_str!("../../../docs/LIMITS.md"),
    ),
    (
        "goingrate://method",
        "method",
        "Method",
        "How figures are computed from evidence. Very long; read it only for a question of method.",
        include_str!("../../../docs/METHOD.md"),
    ),
];

const SOURCES: &str = "goingrate://evidence/sources";
pub(crate) const SOURCE: &str = "goingrate://evidence/source/{source}";
pub(crate) const CLAIM: &str = "goingrate://evidence/claim/{source}/{claim}";
pub(crate) const WORDS: &str = "goingrate://words/{list}";
pub(crate) const SCHEMA: &str = "goingrate://schema/{tool}";
/// The most words of a list that a resource tells, which is the most that the question gives.
const MOST_WORDS: usize = 100;

/// The resources with an address of their own.
pub(crate) fn list() -> Vec<Resource> {
    let document = |(uri, name, title, about, text): Document| {
        let size = u64::try_from(text.len()).unwrap_or(u64::MAX);
        let resource = Resource::new(uri, name).with_title(title).with_description(about);
        resource.with_mime_type("text/markdown").with_size(size)
    };
    let sources = Resource::new(SOURCES, "sources")
        .with_title("The sources of the evidence")
        .with_description("All sources: publisher, period, and how much of each is carried. Long.")
        .with_mime_type("text/plain");
    DOCUMENTS.into_iter().map(document).chain([sources]).collect()
}

/// The resources with an address that is filled in.
pub(crate) fn templates() -> Vec<ResourceTemplate> {
    let all = [
        (SOURCE, "source", "One source with its claims", "text/plain"),
        (CLAIM, "claim", "One claim of a source", "text/plain"),
        (
            WORDS,
            "words",
            "The first 100 words of a list; the tool `words` finds others",
            "text/plain",
        ),
        (SCHEMA, "schema", "The JSON Schema of the answers of a tool", "application/schema+json"),
    ];
    let template = |(uri, name, about, mime): (&str, &str, &str, &str)| {
        ResourceTemplate::new(uri, name).with_description(about).with_mime_type(mime)
    };
    all.into_iter().map(template).collect()
}

/// Reads a resource.
///
/// # Errors
/// When there is none at the address (field `uri`, `source`, `claim`, `list` or `tool`).
pub(crate) fn read(uri: &str, asking: &Asking) -> Result<ReadResourceResult, Problem> {
    let text = |text: String, mime: &str| {
        let contents = ResourceContents::text(text, uri).with_mime_type(mime);
        Ok(ReadResourceResult::new(vec![contents]))
    };
    if let Some((.., told)) = DOCUMENTS.iter().find(|(known, ..)| *known == uri) {
        return text((*told).to_owned(), "text/markdown");
    }
    if let Some(tool) = uri.strip_prefix("goingrate://schema/") {
        let Some(question) = tools::question(tool) else { return Err(no_tool(tool)) };
        return text(
            Value::Object(schema::output(question)).to_string(),
            "application/schema+json",
        );
    }
    match asked(uri) {
        Some((name, request)) => text(told(name, &request, asking)?, "text/plain"),
        None => Err(Problem::of("uri", uri, "is the address of no resource")
            .kind(ProblemKind::Unknown)
            .hint("resources/list and resources/templates/list name them")),
    }
}

/// The question that an address asks.
fn asked(uri: &str) -> Option<(&'static str, Value)> {
    let after = |start: &str| uri.strip_prefix(start).filter(|rest| !rest.is_empty());
    if uri == SOURCES {
        return Some(("sources", json!({})));
    }
    if let Some(source) = after("goingrate://evidence/source/") {
        return Some(("source", json!({"source": source})));
    }
    if let Some(claim) = after("goingrate://evidence/claim/") {
        return Some(("claim", json!({"claim": claim})));
    }
    let list = after("goingrate://words/")?;
    Some(("words", json!({"list": list, "limit": MOST_WORDS})))
}

fn told(name: &str, request: &Value, asking: &Asking) -> Result<String, Problem> {
    let question = question(name)
        .ok_or_else(|| Problem::new(format!("no question {name}")).kind(ProblemKind::Internal))?;
    Ok(question.ask(asking, request)?.text(&Style::brief()))
}

fn no_tool(tool: &str) -> Problem {
    let names = tools::tools().iter().map(|tool| tool.name.to_string()).collect();
    Problem::of("tool", tool, "is no tool").kind(ProblemKind::Unknown).nearest(names)
}
