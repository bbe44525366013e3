//! A value as somebody writes it in a plan or a request: words, a number or a day, with or without
//! quotes.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

/// Words, a number or a day, as they were written: `"180k"`, `180000`, `2026-11-30`.
///
/// ```
/// use goingrate::ask::Text;
/// assert_eq!(Text::from("180k").as_str(), "180k");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Text(String);

/// What stands in a file or a request.
#[derive(Deserialize)]
#[serde(untagged, expecting = "has to be words or a number")]
enum Raw {
    Words(String),
    Whole(i64),
    Number(f64),
    Day(toml::value::Datetime),
}

impl Text {
    /// The value as words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Text {
        Text(words.to_owned())
    }
}

impl From<String> for Text {
    fn from(words: String) -> Text {
        Text(words)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        text.0
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        Ok(Text(match Raw::deserialize(deserializer)? {
            Raw::Words(words) => words,
            Raw::Whole(number) => number.to_string(),
            Raw::Number(number) => number.to_string(),
            Raw::Day(day) => day.to_string(),
        }))
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"] })
    }
}
