//! Completions: values for the arguments of prompts and of addresses of resources, by how they begin.

use goingrate::units::Problem;
use goingrate_view::questions::{Asking, question};
use rmcp::model::{CompleteRequestParams, CompleteResult, CompletionInfo, Reference};
use serde_json::{Value, json};

use crate::{resources, tools};

/// The most values that are given.
const MOST: usize = 20;
/// Lists of words.
const LISTS: [&str; 6] = ["roles", "levels", "places", "skills", "industries", "employers"];

/// Values that begin as the argument does; none for arguments that take any text.
///
/// # Errors
/// When the evidence cannot be read.
pub(crate) fn complete(
    request: &CompleteRequestParams,
    asking: &Asking,
) -> Result<Vec<String>, Problem> {
    let (argument, prefix) = (request.argument.name.as_str(), request.argument.value.as_str());
    let before =
        |name: &str| request.context.as_ref().and_then(|context| context.get_argument(name));
    let address = match &request.r#ref {
        Reference::Resource(resource) => resource.uri.as_str(),
        _ => return words(list_of(argument), prefix, asking),
    };
    let known: Vec<String> = match (address, argument) {
        (resources::SOURCE | resources::CLAIM, "source") => {
            listed("sources", &json!({}), "sources", "slug", asking)?
        }
        (resources::CLAIM, "claim") => match before("source") {
            Some(source) => claims(source, asking)?,
            None => Vec::new(),
        },
        (resources::WORDS, "list") => LISTS.map(str::to_owned).to_vec(),
        (resources::SCHEMA, "tool") => {
            tools::tools().iter().map(|tool| tool.name.to_string()).collect()
        }
        _ => Vec::new(),
    };
    let begins = |value: &String| value.to_lowercase().starts_with(&prefix.to_lowercase());
    Ok(known.into_iter().filter(begins).collect())
}

/// The values as the protocol has them: the first of them, and whether there are more.
///
/// # Errors
/// When there are more than the protocol allows, which is a fault of the program.
pub(crate) fn result(mut values: Vec<String>) -> Result<CompleteResult, String> {
    let (total, more) = (u32::try_from(values.len()).ok(), values.len() > MOST);
    values.truncate(MOST);
    CompletionInfo::with_pagination(values, total, more).map(CompleteResult::new)
}

/// The list of words that an argument of a prompt is from.
fn list_of(argument: &str) -> Option<&'static str> {
    LISTS.into_iter().find(|list| list.strip_suffix('s') == Some(argument))
}

fn words(list: Option<&str>, prefix: &str, asking: &Asking) -> Result<Vec<String>, Problem> {
    match list {
        Some(list) => {
            let request = json!({"list": list, "prefix": prefix, "limit": MOST});
            listed("words", &request, "words", "name", asking)
        }
        None => Ok(Vec::new()),
    }
}

/// The claims of a source, section by section, without the source's own word before them.
fn claims(source: &str, asking: &Asking) -> Result<Vec<String>, Problem> {
    let view = view("source", &json!({"source": source}), asking)?;
    let claims = entries(&view, "sections").flat_map(|section| entries(section, "claims"));
    let ids = claims.filter_map(|claim| claim.get("id").and_then(Value::as_str));
    let bare = |id: &str| id.split_once('/').map_or(id, |(_, claim)| claim).to_owned();
    Ok(ids.map(bare).collect())
}

/// A field of every entry of a list that a question answers.
fn listed(
    name: &str,
    request: &Value,
    list: &str,
    field: &str,
    asking: &Asking,
) -> Result<Vec<String>, Problem> {
    let view = view(name, request, asking)?;
    let values = entries(&view, list).filter_map(|entry| entry.get(field).and_then(Value::as_str));
    Ok(values.map(str::to_owned).collect())
}

/// The answer of a question; nothing of one that there is not.
fn view(name: &str, request: &Value, asking: &Asking) -> Result<Value, Problem> {
    let Some(question) = question(name) else { return Ok(Value::Null) };
    let json = question.ask(asking, request)?.json()?;
    serde_json::from_str(&json).map_err(|error| Problem::new(error.to_string()))
}

/// The entries of a list in a view.
fn entries<'v>(view: &'v Value, list: &str) -> impl Iterator<Item = &'v Value> {
    view.get(list).and_then(Value::as_array).into_iter().flatten()
}
