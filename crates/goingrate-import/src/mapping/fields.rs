//! The fields of a mapped table: what a row states of each, in the words of the taxonomy, and which
//! rows the mapping leaves out.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::column::NamedColumns;
use super::file::{ChosenRows, FIELDS, Mapping};
use crate::error::SourceError;
use crate::rejection::{Reason, Rejection};
use crate::table::{Column, Columns, Line};

/// A field of the profile: its columns, its values, and what it is where nothing is stated.
#[derive(Default)]
struct Field {
    columns: Vec<Column>,
    fixed: Option<String>,
    values: BTreeMap<String, Vec<String>>,
}

/// All fields, with the columns of the table found.
pub(super) struct Fields {
    columns: Columns,
    fields: BTreeMap<&'static str, Field>,
}

impl Fields {
    pub fn new(mapping: &Mapping, columns: &Columns) -> Result<Fields, SourceError> {
        let Mapping { columns: named, fixed, values, .. } = mapping;
        let mut fields = BTreeMap::new();
        for name in FIELDS {
            let of_field = named.get(name).map(|NamedColumns(all)| all.as_slice());
            let found = of_field.unwrap_or_default().iter().map(|one| one.find(columns));
            let values = values.get(name).into_iter().flatten();
            // Words are copied from the table with the blanks around them, which fields come without.
            let values = values.map(|(value, means)| (value.trim().to_owned(), means.list()));
            let field = Field {
                columns: found.collect::<Result<_, _>>()?,
                fixed: fixed.get(name).cloned(),
                values: values.collect(),
            };
            fields.insert(name, field);
        }
        Ok(Fields { columns: columns.clone(), fields })
    }

    /// The columns of the table.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// What a row itself states of a field; of several columns, all that it states between commas.
    pub fn stated<'l>(&self, name: &str, line: &'l Line) -> Option<Cow<'l, str>> {
        let columns = &self.fields.get(name)?.columns;
        let mut stated = columns.iter().filter_map(|column| line.stated(column, &self.columns));
        let first = stated.next()?;
        let joined =
            stated.fold(Cow::Borrowed(first), |all, next| Cow::Owned(format!("{all}, {next}")));
        Some(joined)
    }

    /// What a row states of a field, or what is the same in all rows.
    pub fn text<'l>(&'l self, name: &str, line: &'l Line) -> Option<Cow<'l, str>> {
        let fixed = || self.fields.get(name)?.fixed.as_deref().map(Cow::Borrowed);
        self.stated(name, line).or_else(fixed)
    }

    /// The words that the mapping gives to a value, else the value itself.
    pub fn meant(&self, name: &str, text: &str) -> Vec<String> {
        let own = self.fields.get(name).and_then(|field| field.values.get(text)).cloned();
        own.unwrap_or_else(|| vec![text.to_owned()])
    }

    /// What a row states of a field, in the words that the mapping gives to its values.
    pub fn words(&self, name: &str, line: &Line) -> Option<Vec<String>> {
        self.text(name, line).map(|text| self.meant(name, &text))
    }

    /// The same as one word.
    pub fn word(&self, name: &str, line: &Line) -> Option<String> {
        self.words(name, line).and_then(|words| words.into_iter().next())
    }

    /// What the row itself states, as one word.
    pub fn stated_word(&self, name: &str, line: &Line) -> Option<String> {
        let text = self.stated(name, line)?;
        self.meant(name, &text).into_iter().next()
    }

    /// The heading of a field, for a message; its name where it has none.
    pub fn heading<'n>(&'n self, name: &'n str) -> &'n str {
        let columns = self.fields.get(name).map(|field| field.columns.as_slice());
        columns.and_then(<[Column]>::first).map_or(name, |column| column.name.as_str())
    }

    /// The rejection of a row by a field.
    pub fn refused(&self, reason: Reason, name: &str, line: &Line) -> Rejection {
        Rejection::new(reason, self.heading(name), &self.text(name, line).unwrap_or_default())
    }
}

/// Rows that are left out by the value of a column.
pub(super) struct Chosen {
    column: Column,
    values: Vec<String>,
    /// Whether rows of these values are kept, and all others left out.
    kept: bool,
}

impl Chosen {
    pub fn all(mapping: &Mapping, columns: &Columns) -> Result<Vec<Chosen>, SourceError> {
        let one = |rows: &ChosenRows, kept: bool| {
            let values = rows.values.iter().map(|value| value.trim().to_lowercase()).collect();
            Ok(Chosen { column: rows.column.find(columns)?, values, kept })
        };
        let left_out = mapping.leave_out.iter().map(|rows| one(rows, false));
        left_out.chain(mapping.keep_only.iter().map(|rows| one(rows, true))).collect()
    }

    /// Refuses a row that is left out.
    pub fn check(&self, line: &Line) -> Result<(), Rejection> {
        let value = line.get(&self.column);
        let listed = self.values.contains(&value.to_lowercase());
        match listed == self.kept {
            true => Ok(()),
            false => Err(Rejection::new(Reason::LeftOut, &self.column.name, value)),
        }
    }
}
