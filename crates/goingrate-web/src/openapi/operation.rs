//! One path of the OpenAPI document: its operations with parameters, bodies, answers and examples.

use goingrate_view::questions::{Field, Kind, Question};
use schemars::SchemaGenerator;
use serde_json::{Map, Value, json};

use super::schema;
use crate::pages::{self, Health, Index};
use crate::price;
use crate::routes::{Page, Route, To};

/// Statuses of faults that any operation may answer with.
const EVERYWHERE: [u16; 5] = [400, 405, 414, 429, 500];

/// The operations of a path.
pub(super) fn path(route: &Route, schemas: &mut SchemaGenerator) -> Value {
    match route.to {
        To::Question(_) => {
            let Some(question) = route.question() else { return json!({}) };
            json!({ "get": get(route, question, schemas), "post": post(route, question, schemas) })
        }
        To::Entry(_) | To::Words(_) => match route.question() {
            Some(question) => json!({ "get": get(route, question, schemas) }),
            None => json!({}),
        },
        To::Price => json!({ "post": price(route, schemas) }),
        To::Server(page) => json!({ "get": server(route, page, schemas) }),
    }
}

/// What every operation has.
fn plain(route: &Route, about: &str, suffix: &str) -> Value {
    json!({
        "operationId": format!("{}{suffix}", route.name),
        "tags": [route.group],
        "summary": pages::title(route),
        "description": about,
    })
}

/// An answer, and the faults.
fn responses(good: Value, faults: &[u16]) -> Value {
    let mut responses = Map::new();
    responses.insert("200".into(), good);
    for status in EVERYWHERE.iter().chain(faults) {
        let reference = format!("#/components/responses/{status}");
        responses.insert(status.to_string(), json!({ "$ref": reference }));
    }
    Value::Object(responses)
}

/// The answer of a question.
fn answered(question: &Question, schemas: &mut SchemaGenerator) -> Value {
    json!({
        "description": "The answer, for the day that the header `Goingrate-Day` tells where the question names none.",
        "headers": {
            "Goingrate-Day": { "description": "The server's day in UTC.", "schema": { "type": "string", "format": "date" } },
            "ETag": { "description": "The same as long as book, law, day and question are (GET).", "schema": { "type": "string" } },
        },
        "content": {
            "application/json": { "schema": question.view_schema(schemas).to_value() },
            "text/plain": { "schema": { "type": "string" } },
        },
    })
}

/// The first request of a question that fits a query.
pub(super) fn example(question: &Question, fields: &[Field]) -> Map<String, Value> {
    let fits = |request: &Map<String, Value>| {
        request.keys().all(|name| {
            fields.iter().any(|field| field.name == *name && field.kind != Kind::Object)
        })
    };
    let requests =
        question.examples.iter().filter_map(|(_, text)| match serde_json::from_str(text) {
            Ok(Value::Object(request)) => Some(request),
            _ => None,
        });
    requests.into_iter().find(fits).unwrap_or_default()
}

fn get(route: &Route, question: &Question, schemas: &mut SchemaGenerator) -> Value {
    let mut operation = plain(route, question.about, "");
    let fields = route.query_fields();
    let mut example = example(question, &question.fields());
    if matches!(route.to, To::Words(_)) {
        // A prefix that each list knows.
        example =
            Map::from_iter([("prefix".to_owned(), json!("s")), ("limit".to_owned(), json!(5))]);
    }
    let parts = path_parameters(route, question, &example);
    let query = fields.iter().map(|field| parameter(field, example.get(&field.name)));
    operation["parameters"] = parts.into_iter().chain(query).collect();
    let faults: &[u16] = match route.to {
        To::Entry(_) => &[404, 406, 422, 503, 504],
        _ => &[406, 422, 503, 504],
    };
    operation["responses"] = responses(answered(question, schemas), faults);
    operation["responses"]["304"] =
        json!({ "description": "The client has this answer (If-None-Match)." });
    operation
}

/// What the path leaves open.
fn path_parameters(route: &Route, question: &Question, example: &Map<String, Value>) -> Vec<Value> {
    let open = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let whole = example.values().next().and_then(Value::as_str).unwrap_or_default().to_owned();
    let of = |name: &str| {
        let (source, claim) = whole.split_once('/').unwrap_or((&whole, ""));
        if name == "claim" { claim.to_owned() } else { source.to_owned() }
    };
    let parameter = |name: &str| {
        let field = question.fields().into_iter().find(|field| field.name == name);
        let about = match (field, question.name, name) {
            (_, "claim", "claim") => "The claim's word within its source: senior-base.".to_owned(),
            (Some(field), ..) => field.about,
            (None, ..) => "The source's word: salary-guide-2026.".to_owned(),
        };
        json!({
            "name": name, "in": "path", "required": true, "description": about,
            "schema": { "type": "string", "minLength": 1 }, "example": of(name),
        })
    };
    open.map(parameter).collect()
}

/// A field as a parameter of a query.
fn parameter(field: &Field, example: Option<&Value>) -> Value {
    let mut schema = field.schema.clone();
    if let Some(members) = schema.as_object_mut() {
        members.remove("description");
    }
    let mut parameter = json!({
        "name": field.name, "in": "query", "required": false, "description": field.about,
        "schema": schema,
    });
    if field.kind == Kind::List {
        parameter["style"] = "form".into();
        parameter["explode"] = true.into();
    }
    if let Some(example) = example {
        parameter["example"] = example.clone();
    }
    parameter
}

fn post(route: &Route, question: &Question, schemas: &mut SchemaGenerator) -> Value {
    let mut operation = plain(route, question.about, "-json");
    let mut examples = Map::new();
    for (at, (what, text)) in question.examples.iter().enumerate() {
        let value: Value = serde_json::from_str(text).unwrap_or_default();
        examples.insert(format!("example-{}", at + 1), json!({ "summary": what, "value": value }));
    }
    operation["requestBody"] = json!({
        "required": true,
        "content": { "application/json": {
            "schema": question.request_schema(schemas).to_value(),
            "examples": examples,
        } },
    });
    let faults = [406, 408, 413, 415, 422, 503, 504];
    operation["responses"] = responses(answered(question, schemas), &faults);
    operation
}

/// What `/v1/price` says of itself.
pub(super) const PRICE: &str = "A table of profiles in, the same rows in their order out, each with \
    percentiles, the 80 % interval of each, and what the row was read as. Rows are streamed both ways and never \
    kept. What is wrong with a row stands in its row (`complaint`). A table that breaks off ends with a last \
    row that says so: `broke_off` in lines of JSON, the last column in CSV. Headings are those of the command \
    `price`: question, or role, level, years, place, skills, industry, tier, employer, engagement, component, \
    as_of, period, currency, salary; those of HR systems are read too.";

fn price(route: &Route, schemas: &mut SchemaGenerator) -> Value {
    let mut operation = plain(route, PRICE, "");
    let query = schemas.root_schema_for::<price::PriceQuery>().to_value();
    let fields = query["properties"].as_object().cloned().unwrap_or_default();
    let parameter = |(name, schema): (String, Value)| {
        json!({ "name": name, "in": "query", "required": false,
            "description": schema["description"], "schema": schema })
    };
    operation["parameters"] = fields.into_iter().map(parameter).collect();
    let row = json!({ "type": "object" });
    let (csv, lines) =
        (EXAMPLE_CSV, "{\"role\":\"backend\",\"level\":\"senior\",\"place\":\"Seattle\"}\n");
    operation["requestBody"] = json!({
        "required": true,
        "content": {
            "text/csv": { "schema": { "type": "string" }, "example": csv },
            "application/x-ndjson": { "schema": { "type": "string" }, "example": lines },
            "application/json": { "schema": { "type": "array", "items": row },
                "example": [{ "role": "backend", "level": "senior", "place": "Seattle" }] },
        },
    });
    let good = json!({
        "description": "The rows.",
        "content": {
            "application/x-ndjson": { "schema": { "type": "string" } },
            "text/csv": { "schema": { "type": "string" } },
        },
    });
    operation["responses"] = responses(good, &[406, 408, 413, 415, 422, 503]);
    operation
}

/// A table to start from.
pub(super) const EXAMPLE_CSV: &str =
    "name,role,level,place\nAda,backend,senior,Seattle\nGrace,data engineer,mid,Berlin\n";

fn server(route: &Route, page: Page, schemas: &mut SchemaGenerator) -> Value {
    let (about, media, schema, faults): (&str, &str, Value, &[u16]) = match page {
        Page::Index => (
            "The routes, the day and the book that answers.",
            "application/json",
            schema::<Index>(schemas),
            &[406],
        ),
        Page::Health => {
            ("200 as long as the server lives.", "application/json", schema::<Health>(schemas), &[])
        }
        Page::Ready => (
            "200 as long as the server takes requests; 503 while it ends.",
            "application/json",
            schema::<Health>(schemas),
            &[503],
        ),
        Page::Metrics => (
            "Counts and times in the form of OpenMetrics.",
            "application/openmetrics-text",
            json!({ "type": "string" }),
            &[],
        ),
        Page::OpenApi => {
            ("This document.", "application/json", json!({ "type": "object" }), &[406])
        }
        Page::Docs => {
            ("The reference as a page of HTML.", "text/html", json!({ "type": "string" }), &[406])
        }
        Page::Problem => (
            "What a sort of problem means: where the member `type` of problems leads.",
            "text/html",
            json!({ "type": "string" }),
            &[404, 406],
        ),
    };
    let mut operation = plain(route, about, "");
    if page == Page::Problem {
        operation["parameters"] = json!([{
            "name": "word", "in": "path", "required": true, "example": "unknown",
            "description": "The last part of the problem's type.", "schema": { "type": "string", "minLength": 1 },
        }]);
    }
    let good = json!({ "description": about, "content": { media: { "schema": schema } } });
    operation["responses"] = responses(good, faults);
    operation
}
