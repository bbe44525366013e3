//! JSON Schemas of tools: what a question takes and what it answers, each complete in itself.

use goingrate_view::questions::Question;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

/// The largest schema of an answer that the list of tools carries, in bytes. Larger ones are resources.
const LARGEST_LISTED: usize = 4_000;

/// What a question takes: every part in its place, without references, with examples.
pub(crate) fn input(question: &Question) -> Map<String, Value> {
    let settings =
        SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut generator = settings.into_generator();
    let schema = question.request_schema(&mut generator).to_value();
    let mut schema = object(schema);
    schema.retain(|key, _| !matches!(key.as_str(), "title" | "description" | "$schema"));
    if let Some(Value::Object(fields)) = schema.get_mut("properties") {
        fields.values_mut().for_each(plain);
    }
    schema.entry("properties").or_insert_with(|| Value::Object(Map::new()));
    schema.insert("type".to_owned(), "object".into());
    schema.insert("additionalProperties".to_owned(), false.into());
    let examples = question.examples.iter().filter_map(|(_, text)| serde_json::from_str(text).ok());
    schema.insert("examples".to_owned(), Value::Array(examples.collect()));
    schema
}

/// What a question answers, with definitions of its parts.
pub(crate) fn output(question: &Question) -> Map<String, Value> {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.meta_schema = None;
        settings.contract = schemars::generate::Contract::Serialize;
    });
    let mut generator = settings.into_generator();
    let root = question.view_schema(&mut generator).to_value();
    let mut parts = generator.take_definitions(true);
    let named = root.get("$ref").and_then(Value::as_str);
    let name = named.and_then(|path| path.rsplit('/').next()).map(str::to_owned);
    let mut schema = match name.as_ref().and_then(|name| parts.get(name).cloned()) {
        Some(root) => object(root),
        None => object(root),
    };
    let text = Value::Object(parts.clone()).to_string();
    if let Some(name) = name.filter(|name| !text.contains(&format!("#/$defs/{name}\""))) {
        parts.remove(&name);
    }
    if !parts.is_empty() {
        schema.insert("$defs".to_owned(), Value::Object(parts));
    }
    schema.insert("type".to_owned(), "object".into());
    schema
}

/// The schema of answers, if it is small enough for the list of tools.
pub(crate) fn listed_output(question: &Question) -> Option<Map<String, Value>> {
    let schema = output(question);
    let size = Value::Object(schema.clone()).to_string().len();
    (size <= LARGEST_LISTED).then_some(schema)
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

/// A field without what clients stumble over: a type that may also be null, and defaults that say
/// nothing. A field that is not wanted is left out.
fn plain(field: &mut Value) {
    let Value::Object(field) = field else { return };
    let says_nothing = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    field.retain(|key, value| key != "default" || !says_nothing(value));
    if let Some(Value::Array(types)) = field.get_mut("type") {
        types.retain(|one| one != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            field.insert("type".to_owned(), one);
        }
    }
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(ways)) = field.get_mut(key) else { continue };
        ways.retain(|way| way.get("type").is_none_or(|one| one != "null"));
        if let [Value::Object(way)] = ways.as_slice() {
            let way = way.clone();
            field.remove(key);
            for (key, value) in way {
                field.entry(key).or_insert(value);
            }
        }
    }
    if let Some(Value::Array(words)) = field.get_mut("enum") {
        words.retain(|word| !word.is_null());
    }
}

#[cfg(test)]
mod tests {
    use goingrate_view::questions::QUESTIONS;

    use super::*;

    #[test]
    fn requests_need_nothing_from_elsewhere() {
        for question in QUESTIONS {
            let schema = Value::Object(input(question));
            let text = schema.to_string();
            assert!(
                !text.contains("$ref") && !text.contains("\"null\""),
                "{}: {text}",
                question.name
            );
            assert_eq!(schema["additionalProperties"], false);
            let fields = schema["properties"].as_object().map(Map::len);
            assert_eq!(fields, Some(question.fields().len()), "{}", question.name);
            assert!(schema["examples"].as_array().is_some_and(|all| !all.is_empty()));
        }
    }

    #[test]
    fn every_part_of_an_answer_is_defined() {
        for question in QUESTIONS {
            let schema = Value::Object(output(question));
            let text = schema.to_string();
            for part in text.split("\"$ref\":\"#/$defs/").skip(1) {
                let name = part.split('"').next().unwrap_or_default();
                assert!(schema["$defs"].get(name).is_some(), "{}: {name}", question.name);
            }
        }
    }
}
