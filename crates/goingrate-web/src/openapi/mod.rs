//! The OpenAPI document (3.1), made of the list of routes and of the types of requests and views, so that it
//! cannot say otherwise than what is answered.

mod operation;

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::config::Settings;
use crate::fault::{PROBLEM_JSON, ProblemDetails, Sort};
use crate::opened::VERSION;
use crate::routes::{GROUPS, ROUTES, Route};

/// Where the schemas of types stand.
const SCHEMAS: &str = "/components/schemas";

/// The document.
pub fn document(settings: &Settings) -> Value {
    let settings_of_schemas = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = SCHEMAS.into();
        settings.meta_schema = None;
    });
    let mut schemas = settings_of_schemas.into_generator();
    let mut paths = Map::new();
    for route in ROUTES {
        paths.insert(route.path.to_owned(), operation::path(route, &mut schemas));
    }
    let tags: Vec<Value> =
        GROUPS.iter().map(|(name, about)| json!({ "name": name, "description": about })).collect();
    let responses = responses(&mut schemas);
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Going Rate",
            "version": VERSION,
            "summary": "What work pays, how sure that is, and which evidence says so.",
            "description": "Every answer is an estimate with its 80 % interval, its day and its basis. A \
                question is asked with GET and a query, or with POST and JSON; both take the same fields. \
                Errors have the form of RFC 9457. Answers can be had as text too (`Accept: text/plain`).",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": settings.public_url, "description": "This server" }],
        "tags": tags,
        "paths": paths,
        "components": { "responses": responses },
    });
    let requests: Vec<String> =
        ROUTES.iter().filter_map(|route| request_name(route, &mut schemas)).collect();
    document["components"]["schemas"] = Value::Object(schemas.take_definitions(true));
    // A field that no request has is refused.
    for name in requests {
        document["components"]["schemas"][name]["additionalProperties"] = json!(false);
    }
    to_components(&mut document);
    document
}

/// The name of the schema of a route's requests.
fn request_name(route: &Route, schemas: &mut SchemaGenerator) -> Option<String> {
    let schema = route.question()?.request_schema(schemas).to_value();
    schema.get("$ref")?.as_str()?.rsplit('/').next().map(str::to_owned)
}

/// The answers of faults, by their status: those of one status have their sorts together.
fn responses(schemas: &mut SchemaGenerator) -> Value {
    let mut by_status: BTreeMap<u16, Vec<&Sort>> = BTreeMap::new();
    for sort in Sort::SORTS {
        by_status.entry(sort.status).or_default().push(sort);
    }
    let schema = schema::<ProblemDetails>(schemas);
    let response = |(status, sorts): (u16, Vec<&Sort>)| {
        let said = sorts.iter().map(|sort| format!("`/problems/{}`: {}", sort.word, sort.about));
        let mut response = json!({
            "description": said.collect::<Vec<_>>().join(" "),
            "content": { PROBLEM_JSON: { "schema": schema } },
        });
        if status == 405 {
            response["headers"] = json!({ "Allow": {
                "description": "The methods that the path takes.", "schema": { "type": "string" } } });
        }
        (status.to_string(), response)
    };
    Value::Object(by_status.into_iter().map(response).collect())
}

/// A reference to the schema of a type.
fn schema<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Value {
    schemas.subschema_for::<T>().to_value()
}

/// Fields have the references of a document of their own: here all schemas stand together.
fn to_components(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(to)) = members.get_mut("$ref")
                && let Some(name) = to.strip_prefix("#/$defs/")
            {
                *to = format!("#{SCHEMAS}/{name}");
            }
            members.values_mut().for_each(to_components);
        }
        Value::Array(values) => values.iter_mut().for_each(to_components),
        _ => {}
    }
}
