//! The list of questions with their fields and the schemas of their answers, as JSON: what the functions of
//! Python are generated and tested from.

use goingrate_view::questions::{Field, Kind, QUESTIONS, Question};
use pyo3::prelude::*;
use schemars::SchemaGenerator;
use serde_json::{Value, json};

/// The questions and the schemas that their answers refer to, as JSON.
#[pyfunction]
pub fn questions() -> String {
    let mut schemas = SchemaGenerator::default();
    let listed: Vec<Value> = QUESTIONS.iter().map(|one| question(one, &mut schemas)).collect();
    json!({ "questions": listed, "definitions": schemas.take_definitions(true) }).to_string()
}

fn question(question: &Question, schemas: &mut SchemaGenerator) -> Value {
    let view = question.view_schema(schemas);
    let fields: Vec<Value> = question.fields().iter().map(field).collect();
    json!({
        "name": question.name,
        "title": question.title,
        "about": question.about,
        "examples": question.examples,
        "slow": question.slow,
        "fields": fields,
        "view": view,
    })
}

fn field(field: &Field) -> Value {
    let kind = match field.kind {
        Kind::Words => "words",
        Kind::Whole => "whole",
        Kind::Flag => "flag",
        Kind::List => "list",
        Kind::Object => "object",
    };
    json!({
        "name": field.name,
        "kind": kind,
        "about": field.about,
        "words": field.words,
        "schema": field.schema,
    })
}
