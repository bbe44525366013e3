//! The reference as a page, made of the OpenAPI document.

use std::fmt::Write;

use goingrate_view::questions::words_of;
use serde_json::Value;

use crate::fault::Sort;

/// Text within HTML.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What a sort of problem means, as the content of a page.
pub fn sort(sort: &Sort) -> String {
    format!(
        "<div class=\"docs\"><h1>{}</h1><p>{}</p><p>Status {}. Its type is <code>/problems/{}</code>.</p><p><a href=\"/docs\">All of the API</a></p></div>",
        plain(sort.title),
        plain(sort.about),
        sort.status,
        sort.word
    )
}

/// The name of the reference.
pub const TITLE: &str = "Going Rate: the API";

/// The reference as the content of a page; `listens` is the address of the server, where the document does not say a public one.
pub fn page(document: &Value, listens: &str) -> String {
    let text = |value: &Value| plain(value.as_str().unwrap_or_default());
    let mut body = String::new();
    let _ = write!(
        body,
        "<p>{}</p><p>{}</p>",
        text(&document["info"]["summary"]),
        text(&document["info"]["description"])
    );
    let base = document["servers"][0]["url"].as_str().unwrap_or_default().trim_end_matches('/');
    let base = if base.starts_with("http") { base } else { listens };
    let empty = serde_json::Map::new();
    let paths = document["paths"].as_object().unwrap_or(&empty);
    let mut contents = String::new();
    for tag in document["tags"].as_array().into_iter().flatten() {
        let _ = write!(body, "<h2>{}</h2><p>{}</p>", text(&tag["name"]), text(&tag["description"]));
        for (path, item) in paths {
            let operations = item.as_object().unwrap_or(&empty);
            let of_tag = |operation: &&Value| operation["tags"][0] == tag["name"];
            let Some(first) = operations.values().find(of_tag) else { continue };
            let id = text(&first["operationId"]);
            let _ = write!(contents, "<li><a href=\"#{id}\">{}</a></li>", plain(path));
            let _ = write!(
                body,
                "<h3 id=\"{id}\"><code>{}</code></h3><p><b>{}.</b> {}</p>",
                plain(path),
                text(&first["summary"]),
                text(&first["description"])
            );
            for (method, operation) in operations {
                one(&mut body, (base, path, method), operation, document);
            }
        }
    }
    let problems = Sort::SORTS.iter().map(|sort| {
        format!("<dt><code>{}</code> {}</dt><dd>{}</dd>", sort.word, sort.status, plain(sort.about))
    });
    let _ =
        write!(body, "<h2 id=\"problems\">Problems</h2><dl>{}</dl>", problems.collect::<String>());
    format!(
        "<div class=\"docs\"><h1>{TITLE}</h1><nav aria-label=\"Contents\"><ul>{contents}\
         <li><a href=\"#problems\">Problems</a></li></ul></nav>{body}</div>"
    )
}

/// One operation.
fn one(
    body: &mut String,
    (base, path, method): (&str, &str, &str),
    operation: &Value,
    document: &Value,
) {
    let curl = curl((base, path, method), operation);
    let _ = write!(body, "<pre>{}</pre>", plain(&curl));
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let mut list = String::new();
    for parameter in parameters {
        field(
            &mut list,
            parameter["name"].as_str().unwrap_or_default(),
            &parameter["schema"],
            parameter["description"].as_str(),
        );
    }
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    let name = schema["$ref"].as_str().and_then(|to| to.rsplit('/').next());
    if let Some(name) = name {
        let properties = document["components"]["schemas"][name]["properties"].as_object();
        // Those that a query takes stand above already.
        let only_here = properties.into_iter().flatten().filter(|(_, schema)| is_object(schema));
        for (name, schema) in only_here {
            field(&mut list, name, schema, schema["description"].as_str());
        }
    }
    if !list.is_empty() {
        let _ = write!(body, "<dl>{list}</dl>");
    }
}

fn is_object(schema: &Value) -> bool {
    let says =
        |value: &Value| value.to_string().contains("\"object\"") || value.get("$ref").is_some();
    says(&schema["type"]) || says(&schema["items"]) || schema.get("items").is_some_and(says)
}

fn field(list: &mut String, name: &str, schema: &Value, about: Option<&str>) {
    let _ = write!(
        list,
        "<dt><code>{}</code> <span class=\"is\">{}</span></dt><dd>{}</dd>",
        plain(name),
        plain(&takes(schema)),
        plain(about.unwrap_or_default())
    );
}

/// What a field takes, in words: "text or number", "list of hour, day, week, month, year", "whole number, 1 to 15".
fn takes(schema: &Value) -> String {
    let of = schema.get("items").unwrap_or(schema);
    let words = words_of(schema);
    let kinds = match &of["type"] {
        Value::String(kind) => vec![kind.as_str()],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let kinds: Vec<&str> = kinds.into_iter().filter_map(in_words).collect();
    let one = if words.is_empty() { kinds.join(" or ") } else { words.join(", ") };
    let range = match (of["minimum"].as_f64(), of["maximum"].as_f64()) {
        (Some(least), Some(most)) => format!(", {least} to {most}"),
        _ => String::new(),
    };
    match schema.get("items") {
        Some(_) => format!("list of {one}{range}"),
        None => one + &range,
    }
}

fn in_words(kind: &str) -> Option<&str> {
    match kind {
        "null" => None,
        "string" => Some("text"),
        "integer" => Some("whole number"),
        "boolean" => Some("true or false"),
        other => Some(other),
    }
}

/// How an operation is tried.
fn curl((base, path, method): (&str, &str, &str), operation: &Value) -> String {
    if method == "post" {
        let content = operation["requestBody"]["content"].as_object();
        let first = content.and_then(|content| {
            content.iter().find(|(media, _)| *media == "text/csv").or(content.iter().next())
        });
        let Some((media, content)) = first else { return String::new() };
        let example = content["examples"].as_object().and_then(|examples| examples.values().next());
        let body = match example {
            Some(example) => example["value"].to_string(),
            None => content["example"].as_str().unwrap_or_default().to_owned(),
        };
        return format!("curl {base}{path} -H 'content-type: {media}' --data-binary '{body}'");
    }
    let mut path = path.to_owned();
    let mut query = String::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let (name, example) =
            (parameter["name"].as_str().unwrap_or_default(), &parameter["example"]);
        let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if parameter["in"] == "path" {
            path = path.replace(&format!("{{{name}}}"), &said(example));
            continue;
        }
        let values = match example {
            Value::Null => continue,
            Value::Array(values) => values.iter().map(said).collect(),
            value => vec![said(value)],
        };
        for value in values {
            let _ = write!(query, " --data-urlencode '{name}={value}'");
        }
    }
    if query.is_empty() {
        format!("curl {base}{path}")
    } else {
        format!("curl -G {base}{path}{query}")
    }
}
