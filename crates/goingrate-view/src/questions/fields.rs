//! The fields of a request: which there are, of which kind, and a request of an object or of the pairs
//! of a query.

use goingrate_units::{Problem, ProblemKind, parse};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A field of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it takes.
    pub kind: Kind,
    /// What it says, in a sentence or two.
    pub about: String,
    /// The words that it takes, where these are a list.
    pub words: Vec<String>,
    /// Its schema.
    pub schema: Value,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, or words and numbers.
    Words,
    /// A whole number.
    Whole,
    /// Yes or no.
    Flag,
    /// Several words.
    List,
    /// An object, or a list of objects, that no query can write.
    Object,
}

/// The fields of a request's schema, which has its properties beside it or is a reference to a schema
/// that has.
pub(super) fn of(schema: &Schema) -> Vec<Field> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let properties = properties.into_iter().flatten();
    properties.map(|(name, schema)| field(name, schema)).collect()
}

fn field(name: &str, schema: &Value) -> Field {
    let about = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    let words = words_of(schema);
    let kind = match () {
        () if is(schema, "array") && is_object(schema.get("items")) => Kind::Object,
        () if is(schema, "array") => Kind::List,
        () if is(schema, "boolean") => Kind::Flag,
        () if is(schema, "integer") => Kind::Whole,
        () if is(schema, "object") && !is(schema, "string") => Kind::Object,
        () => Kind::Words,
    };
    let schema = schema.clone();
    Field { name: name.to_owned(), kind, about: about.replace('\n', " "), words, schema }
}

/// Whether a schema takes values of a type.
fn is(schema: &Value, name: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(one)) => one == name,
        Some(Value::Array(several)) => several.iter().any(|one| one == name),
        _ => false,
    }
}

fn is_object(schema: Option<&Value>) -> bool {
    schema.is_some_and(|schema| is(schema, "object"))
}

/// The words that a field takes, or the entries of its list; none where any text is taken.
pub fn words_of(schema: &Value) -> Vec<String> {
    words(schema.get("items").unwrap_or(schema))
}

/// The words that a schema lists, each alone (`enum`) or with what it means (`oneOf`, `anyOf`).
fn words(schema: &Value) -> Vec<String> {
    let list = |key: &str| schema.get(key).and_then(Value::as_array).into_iter().flatten();
    let alone = list("enum").filter_map(Value::as_str).map(str::to_owned);
    let within = ["oneOf", "anyOf"].into_iter().flat_map(list);
    let constant = |one: &Value| one.get("const").and_then(Value::as_str).map(str::to_owned);
    let within = within.flat_map(|one| constant(one).map_or_else(|| words(one), |word| vec![word]));
    alone.chain(within).collect()
}

/// A request of an object.
pub(super) fn read<R: Default + Serialize + DeserializeOwned + JsonSchema>(
    request: &Value,
) -> Result<R, Problem> {
    let Value::Object(given) = request else {
        return Err(Problem::of("body", &request.to_string(), "is no object")
            .hint("write {\"text\": \"senior backend, Seattle\"}"));
    };
    let known = known::<R>()?;
    if let Some(unknown) = given.keys().find(|name| !known.contains_key(*name)) {
        return Err(no_such_field(unknown, known.keys().map(String::as_str)));
    }
    given.iter().try_for_each(|(name, value)| check_length(name, value))?;
    serde_json::from_value(request.clone()).map_err(|error| blame::<R>(given, &error))
}

/// No field lists more words: each may be a question of its own.
const MOST_WORDS: usize = 100;

/// No field lists more objects, as the projects of a past are.
const MOST_OBJECTS: usize = 1000;

/// No text of a field is longer, in bytes; plans have limits of their own.
const LONGEST_TEXT: usize = 1 << 20;

/// A request whose lists and texts are too long is refused before it is read.
fn check_length(name: &str, value: &Value) -> Result<(), Problem> {
    let (length, most, of) = match value {
        Value::Array(list) if list.iter().all(Value::is_object) => {
            (list.len(), MOST_OBJECTS, "entries")
        }
        Value::Array(list) => (list.len(), MOST_WORDS, "entries"),
        Value::String(text) => (text.len(), LONGEST_TEXT, "bytes"),
        _ => return Ok(()),
    };
    match length > most {
        true => {
            Err(Problem::of(name, &format!("{length} {of}"), format!("has more than {most} {of}"))
                .hint("ask several times"))
        }
        false => Ok(()),
    }
}

/// The fields of a request as it is when nothing is said.
fn known<R: Default + Serialize>() -> Result<Map<String, Value>, Problem> {
    match serde_json::to_value(R::default()) {
        Ok(Value::Object(fields)) => Ok(fields),
        _ => Err(Problem::new("a request is no object").kind(ProblemKind::Internal)),
    }
}

fn no_such_field<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Problem {
    let near = parse::alike(&name.to_lowercase(), known.clone());
    let all: Vec<&str> = known.collect();
    let hint = match all.is_empty() {
        true => "it has no fields".to_owned(),
        false => format!("its fields are {}", all.join(", ")),
    };
    Problem::of(name, "", "is no field of this request")
        .kind(ProblemKind::Unknown)
        .nearest(near.into_iter().map(str::to_owned).collect())
        .hint(hint)
}

/// The field that a request cannot be read for: the first that cannot be read alone.
fn blame<R: DeserializeOwned + JsonSchema>(
    given: &Map<String, Value>,
    whole: &serde_json::Error,
) -> Problem {
    let fields = of(&SchemaGenerator::default().into_root_schema_for::<R>());
    let alone = |(name, value): (&String, &Value)| {
        let request = Value::Object(Map::from_iter([(name.clone(), value.clone())]));
        serde_json::from_value::<R>(request).err()?;
        let field = fields.iter().find(|field| field.name == *name)?;
        let said = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let (what, hint) = field.takes();
        Some(Problem::of(name, &said, format!("is not {what}")).hint(hint))
    };
    let found = given.iter().find_map(alone);
    found.unwrap_or_else(|| Problem::of("body", "", whole.to_string()))
}

impl Field {
    /// What the field takes, and how to write it.
    fn takes(&self) -> (String, String) {
        let words = self.words.join(", ");
        let least = self.schema.get("minimum").and_then(Value::as_f64);
        let (what, hint) = match self.kind {
            Kind::List if !words.is_empty() => {
                (format!("a list of {words}"), format!("write [\"{}\"]", self.words[0]))
            }
            Kind::List => ("a list of words".to_owned(), "write [\"Austin\"]".to_owned()),
            Kind::Flag => ("true or false".to_owned(), "write true, without quotes".to_owned()),
            Kind::Whole if least.is_some_and(|least| least >= 0.0) => (
                "a whole number of 0 or more".to_owned(),
                "write digits, without quotes".to_owned(),
            ),
            Kind::Whole => ("a whole number".to_owned(), "write digits, without quotes".to_owned()),
            Kind::Object => ("what this field takes".to_owned(), self.about.clone()),
            Kind::Words if words.is_empty() => ("text".to_owned(), "write it in quotes".to_owned()),
            Kind::Words => (format!("one of {words}"), format!("write {}", self.words[0])),
        };
        (what, hint)
    }

    /// A value as a loose caller writes it, as the field takes it: one word for a list of them, and digits or
    /// `true` in quotes. What fits no better is left as it is.
    fn loosely(&self, value: Value) -> Value {
        match (self.kind, &value) {
            (Kind::List, Value::String(_) | Value::Number(_)) => Value::Array(vec![value]),
            (Kind::Flag | Kind::Whole, Value::String(text)) => {
                self::value(self, text.trim()).unwrap_or(value)
            }
            _ => value,
        }
    }
}

/// A request as loose callers write it, as strict ones do: what is null is not said, one word stands for a
/// list of them, and numbers and flags may stand in quotes. Assistants write so; the API is strict, because
/// its document promises what it takes.
pub fn loosely(fields: &[Field], request: Map<String, Value>) -> Value {
    let said = request.into_iter().filter(|(_, value)| !value.is_null());
    let field = |name: &str| fields.iter().find(|field| field.name == name);
    let read = |(name, value): (String, Value)| match field(&name) {
        Some(field) => (name, field.loosely(value)),
        None => (name, value),
    };
    Value::Object(said.map(read).collect())
}

/// A request of the pairs of a query: a field that takes several values may be given several times.
///
/// # Errors
/// When a field is not known, is given twice and takes one value, or its value is none.
pub fn request_of<'q>(
    fields: &[Field],
    pairs: impl Iterator<Item = (&'q str, &'q str)>,
) -> Result<Value, Problem> {
    let mut request = Map::new();
    for (name, text) in pairs {
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            return Err(no_such_field(name, fields.iter().map(|field| field.name.as_str())));
        };
        if field.kind == Kind::List {
            let list = request.entry(name).or_insert_with(|| Value::Array(Vec::new()));
            list.as_array_mut().into_iter().for_each(|list| list.push(text.into()));
        } else if request.insert(name.to_owned(), value(field, text)?).is_some() {
            return Err(Problem::of(name, text, "is given twice").hint("give it once"));
        }
    }
    Ok(Value::Object(request))
}

/// The value of a field as a query writes it.
fn value(field: &Field, text: &str) -> Result<Value, Problem> {
    let refuse = |what: &str, hint: &str| Err(Problem::of(&field.name, text, what).hint(hint));
    match field.kind {
        Kind::Words | Kind::List => Ok(text.into()),
        Kind::Flag => match text {
            "" | "true" | "1" | "yes" => Ok(true.into()),
            "false" | "0" | "no" => Ok(false.into()),
            _ => refuse("is neither true nor false", "write true or false"),
        },
        Kind::Whole => match text.parse::<i64>() {
            Ok(number) => Ok(number.into()),
            Err(_) => refuse("is no whole number", "write digits"),
        },
        Kind::Object => refuse("cannot be given in a query", "send the request as JSON"),
    }
}
