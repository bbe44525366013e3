//! How a mapping names a column: by its heading, by its number from 1, or several of them whose values
//! are read as one.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::error::SourceError;
use crate::table::{Column, Columns};

/// A column, as a mapping names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Heading(String),
    Number(usize),
}

/// One column or several, as a mapping names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedColumns(pub Vec<Named>);

const HINT: &str = "write a heading, the number of a column from 1, or a list of them";

impl Named {
    fn of(value: &toml::Value) -> Option<Named> {
        match value {
            toml::Value::String(heading) => Some(Named::Heading(heading.clone())),
            toml::Value::Integer(number) => {
                usize::try_from(*number).ok().filter(|n| *n > 0).map(Named::Number)
            }
            _ => None,
        }
    }

    /// The column of a table.
    pub fn find(&self, columns: &Columns) -> Result<Column, SourceError> {
        match self {
            Named::Heading(heading) => columns.only(heading),
            Named::Number(number) => columns.numbered(*number),
        }
    }

    /// The column of a key, which can only be a text: a heading, or where there is none, a number.
    pub fn of_key(key: &str, columns: &Columns) -> Result<Column, SourceError> {
        let number = key.trim().parse::<usize>().ok();
        match (columns.only(key), number) {
            (Err(SourceError::NoColumn { .. }), Some(number)) => columns.numbered(number),
            (found, _) => found,
        }
    }
}

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Named, D::Error> {
        let value = toml::Value::deserialize(deserializer)?;
        Named::of(&value).ok_or_else(|| D::Error::custom("write a heading, or a number from 1"))
    }
}

impl<'de> Deserialize<'de> for NamedColumns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<NamedColumns, D::Error> {
        let value = toml::Value::deserialize(deserializer)?;
        let named: Option<Vec<Named>> = match &value {
            toml::Value::Array(list) if !list.is_empty() => list.iter().map(Named::of).collect(),
            toml::Value::Array(_) => None,
            one => Named::of(one).map(|one| vec![one]),
        };
        named.map(NamedColumns).ok_or_else(|| D::Error::custom(HINT))
    }
}
