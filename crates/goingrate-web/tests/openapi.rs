//! The OpenAPI document says what the server does: every question has a route, every route stands in it, every
//! field is described, and every example is answered as its schema says.
#![allow(missing_docs)]

mod common;

use std::collections::HashSet;

use common::{Request, Running, encoded};
use goingrate_view::questions::QUESTIONS;
use goingrate_web::{Config, ROUTES, To, document};
use serde_json::{Map, Value};

fn openapi() -> Value {
    document(&Config::of(None, &[], &[]).expect("usual").settings().expect("settings"))
}

#[test]
fn every_question_has_a_route_and_every_route_stands_in_the_document() {
    let document = openapi();
    let asked = |name: &str| {
        ROUTES.iter().any(|route| match route.to {
            To::Question(of) | To::Entry(of) => of == name,
            To::Words(_) => name == "words",
            _ => false,
        })
    };
    for question in QUESTIONS {
        assert!(asked(question.name), "{} has no route", question.name);
    }
    let paths = document["paths"].as_object().expect("paths");
    assert_eq!(paths.len(), ROUTES.len());
    let mut ids = HashSet::new();
    for route in ROUTES {
        let item = paths[route.path].as_object().expect("a path");
        assert!(!item.is_empty(), "{} has no operation", route.path);
        for (method, operation) in item {
            assert!(route.methods().contains(&method.to_uppercase()), "{}", route.path);
            assert!(!operation["summary"].as_str().expect("a summary").is_empty());
            assert!(!operation["description"].as_str().expect("a description").is_empty());
            assert!(ids.insert(operation["operationId"].to_string()), "{}", route.path);
        }
    }
}

/// All references, and all properties that are not described.
fn walk(value: &Value, references: &mut HashSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(to)) = members.get("$ref") {
                references.insert(to.clone());
            }
            members.values().for_each(|value| walk(value, references));
        }
        Value::Array(values) => values.iter().for_each(|value| walk(value, references)),
        _ => {}
    }
}

#[test]
fn references_lead_somewhere_and_fields_are_described() {
    let document = openapi();
    let mut references = HashSet::new();
    walk(&document, &mut references);
    for to in &references {
        let found = to.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
        assert!(found.is_some(), "{to} leads nowhere");
    }
    for (path, item) in document["paths"].as_object().expect("paths") {
        for operation in item.as_object().expect("operations").values() {
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let about = parameter["description"].as_str().unwrap_or_default();
                assert!(!about.is_empty(), "{path} {}", parameter["name"]);
            }
        }
    }
    for (name, schema) in document["components"]["schemas"].as_object().expect("schemas") {
        for (field, schema) in schema["properties"].as_object().into_iter().flatten() {
            let is_described = schema.get("description").is_some() || schema.get("$ref").is_some();
            assert!(is_described, "{name}.{field} is not described");
        }
    }
}

/// What is wrong with a value under a schema: the parts of JSON Schema that schemars writes.
fn wrong(document: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    let schema = schema.as_object()?;
    if let Some(to) = schema.get("$ref").and_then(Value::as_str) {
        let target = document.pointer(to.trim_start_matches('#')).expect("a reference");
        return wrong(document, target, value, at);
    }
    let fits = |schema: &Value| wrong(document, schema, value, at).is_none();
    for key in ["anyOf", "oneOf"] {
        if let Some(several) = schema.get(key).and_then(Value::as_array) {
            let fitting = several.iter().filter(|schema| fits(schema)).count();
            if fitting == 0 || key == "oneOf" && fitting != 1 {
                return Some(format!("{at}: {value} fits {fitting} of {key}"));
            }
        }
    }
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        if let Some(what) = wrong(document, part, value, at) {
            return Some(what);
        }
    }
    if schema.get("const").is_some_and(|only| only != value) {
        return Some(format!("{at}: {value} is not {}", schema["const"]));
    }
    if schema.get("enum").and_then(Value::as_array).is_some_and(|all| !all.contains(value)) {
        return Some(format!("{at}: {value} is none of {}", schema["enum"]));
    }
    let types = match schema.get("type") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|kind| is(kind, value)) {
        return Some(format!("{at}: {value} is no {types:?}"));
    }
    members(document, schema, value, at)
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        _ => value.is_object(),
    }
}

fn members(
    document: &Value,
    schema: &Map<String, Value>,
    value: &Value,
    at: &str,
) -> Option<String> {
    if let (Some(items), Some(values)) = (schema.get("items"), value.as_array()) {
        return values.iter().find_map(|value| wrong(document, items, value, &format!("{at}[]")));
    }
    let object = value.as_object()?;
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    for name in required.filter_map(Value::as_str) {
        if !object.contains_key(name) {
            return Some(format!("{at}: {name} is missing"));
        }
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, schema) in properties.into_iter().flatten() {
        let value = object.get(name).into_iter();
        let mut found =
            value.filter_map(|value| wrong(document, schema, value, &format!("{at}.{name}")));
        if let Some(what) = found.next() {
            return Some(what);
        }
    }
    None
}

/// The request of an operation's example in its parameters.
fn by_example(path: &str, operation: &Value) -> String {
    let (mut path, mut query) = (path.to_owned(), Vec::new());
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let (name, example) = (parameter["name"].as_str().expect("a name"), &parameter["example"]);
        match example {
            Value::Null => {}
            value if parameter["in"] == "path" => {
                path = path.replace(&format!("{{{name}}}"), &encoded(&said(value)));
            }
            Value::Array(values) => {
                query.extend(values.iter().map(|v| format!("{name}={}", encoded(&said(v)))))
            }
            value => query.push(format!("{name}={}", encoded(&said(value)))),
        }
    }
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

#[test]
fn every_example_is_answered_as_its_schema_says() {
    let (server, document) = (Running::start(&[("slow_time", "300")]), openapi());
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let mut requests = Vec::new();
            if method == "get" {
                requests.push(Request::new("GET", &by_example(path, operation)));
            }
            for (media, content) in
                operation["requestBody"]["content"].as_object().into_iter().flatten()
            {
                let examples = content["examples"].as_object().into_iter().flat_map(Map::values);
                let bodies = examples.map(|one| &one["value"]).chain(content.get("example"));
                for body in bodies {
                    let body = body.as_str().map_or_else(|| body.to_string(), str::to_owned);
                    requests
                        .push(Request::new("POST", path).with("content-type", media).body(body));
                }
            }
            assert!(!requests.is_empty(), "{method} {path} has no example");
            for request in requests {
                check(&server, (&document, operation), &request, path);
            }
        }
    }
}

fn check(server: &Running, (document, operation): (&Value, &Value), request: &Request, path: &str) {
    let answer = server.ask(request);
    assert_eq!(answer.status, 200, "{path}: {answer:?}");
    let media = answer.header("content-type").expect("a type").split(';').next().expect("a type");
    let content = &operation["responses"]["200"]["content"][media];
    assert!(content.is_object(), "{path}: {media} is not in the document");
    if media == "application/json" {
        let said = wrong(document, &content["schema"], &answer.json(), path);
        assert_eq!(said, None);
    }
}

#[test]
fn problems_are_as_their_schema_says() {
    let (server, document) = (Running::start(&[]), openapi());
    let cases = [
        ("/v1/pay?text=senior&place=Nowhereville", 422),
        ("/v1/pay?tekst=senior", 422),
        ("/v1/evidence/sources/nothing", 404),
        ("/nothing", 404),
        ("/v1/pay?text=%ff", 400),
    ];
    for (path, status) in cases {
        let answer = server.get(path);
        assert_eq!(answer.status, status, "{path}: {answer:?}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        let reference = format!("#/components/responses/{status}");
        let response = document.pointer(&reference[1..]).expect("a response");
        let schema = &response["content"]["application/problem+json"]["schema"];
        assert_eq!(wrong(&document, schema, &answer.json(), path), None);
        let of = answer.json()["type"].as_str().expect("a type").to_owned();
        assert_eq!(server.get(&of).status, 200, "{of}");
    }
}
