//! One file of claims as text and as a table, so that every complaint can say line and value.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::read::fault::{Fault, dotted};
use goingrate_units::Problem;

/// A file: its name, its text, and the table that the text says.
pub(super) struct Page<'a> {
    pub name: &'a str,
    text: &'a str,
    table: DeTable<'a>,
}

/// One table of a page: a card, a claim, a repeat or a reading.
#[derive(Clone, Copy)]
pub(super) struct Entry<'p> {
    page: &'p Page<'p>,
    /// The key that it stands at.
    name: &'p str,
    value: &'p Spanned<DeValue<'p>>,
}

impl<'a> Page<'a> {
    /// The page of a file that is TOML; the complaint if it is not.
    pub fn open(name: &'a str, text: &'a str) -> Result<Page<'a>, Problem> {
        match DeTable::parse(text) {
            Ok(table) => Ok(Page { name, text, table: table.into_inner() }),
            Err(error) => Err(Problem::in_file(
                name.to_owned(),
                error.span().map(|at| line(text, at.start)),
                "TOML".to_owned(),
                error.span().map_or_else(String::new, |at| excerpt(text, at)),
                error.message().replace('\n', "; "),
            )),
        }
    }

    /// The word of the file: its name without folders and `.toml`.
    pub fn slug(&self) -> &'a str {
        let base = self.name.rsplit('/').next().unwrap_or(self.name);
        base.strip_suffix(".toml").unwrap_or(base)
    }

    /// The table at a key of the page.
    pub fn entry(&self, key: &str) -> Option<Entry<'_>> {
        let (name, value) = self.table.get_key_value(key)?;
        Some(Entry { page: self, name: name.get_ref(), value })
    }

    /// The tables of a list (`[[claim]]`), in the order of the file.
    pub fn entries(&self, key: &str) -> Vec<Entry<'_>> {
        let Some((name, list)) = self.table.get_key_value(key) else { return Vec::new() };
        let list = list.get_ref().as_array().into_iter().flatten();
        list.map(|value| Entry { page: self, name: name.get_ref(), value }).collect()
    }

    /// Every key of the page that is not one of `known`, and every one that should be a list of
    /// tables and is not.
    pub fn strangers(&self, known: &[&str], lists: &[&str]) -> Vec<Problem> {
        let expected = known.iter().chain(lists).copied().collect::<Vec<_>>().join(", ");
        let stranger = |key: &str| !known.contains(&key) && !lists.contains(&key);
        let no_list = |key: &str, value: &DeValue| lists.contains(&key) && !value.is_array();
        self.table
            .iter()
            .filter_map(|(key, value)| {
                let word = key.get_ref().as_ref();
                let reason = match () {
                    () if stranger(word) => format!("unknown key; known here are {expected}"),
                    () if no_list(word, value.get_ref()) => format!("write [[{word}]]"),
                    () => return None,
                };
                Some(self.complaint(key.span(), word, excerpt(self.text, value.span()), reason))
            })
            .collect()
    }

    /// A complaint about a missing table.
    pub fn missing(&self, field: &str, reason: &str) -> Problem {
        self.complaint(0..0, field, String::new(), reason.to_owned())
    }

    fn complaint(&self, at: Range<usize>, field: &str, value: String, reason: String) -> Problem {
        let line = Some(line(self.text, at.start));
        Problem::in_file(self.name.to_owned(), line, field.to_owned(), value, reason)
    }
}

impl<'p> Entry<'p> {
    /// What the entry says, if it is written as it should be.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, Fault> {
        Ok(T::deserialize(ValueDeserializer::from(self.value.clone()))?)
    }

    /// The tables at the keys of this table, in the order of the file.
    pub fn parts(self) -> Vec<(&'p str, Entry<'p>)> {
        let table = self.value.get_ref().as_table();
        let mut parts: Vec<_> = table.into_iter().flatten().collect();
        parts.sort_by_key(|(key, _)| key.span().start);
        let part = |(key, value): (&'p Spanned<_>, &'p _)| {
            let name: &'p str = AsRef::<str>::as_ref(key.get_ref());
            (name, Entry { name, value, ..self })
        };
        parts.into_iter().map(part).collect()
    }

    /// The value at a key of this table.
    pub fn part(self, key: &str) -> Option<Entry<'p>> {
        let (name, value) = self.value.get_ref().as_table()?.get_key_value(key)?;
        Some(Entry { name: name.get_ref(), value, ..self })
    }

    /// The fault as a complaint, with the line on which it stands and the value as written.
    pub fn complain(self, fault: Fault) -> Problem {
        let above =
            fault.span.as_ref().map_or_else(String::new, |at| deepest(self.value, at.start));
        let field = dotted(&above, &fault.field);
        let at = fault.span.unwrap_or_else(|| self.span_of(&field));
        let value = fault.value.unwrap_or_else(|| self.written(&field));
        let field = if field.is_empty() { self.name } else { &field };
        self.page.complaint(at, field, value, fault.reason)
    }

    /// Where the value at a dotted key stands; of its nearest table where there is no such key.
    fn span_of(self, field: &str) -> Range<usize> {
        let mut here = self.value;
        for key in field.split('.') {
            match here.get_ref().as_table().and_then(|table| table.get(key)) {
                Some(next) => here = next,
                None => break,
            }
        }
        here.span()
    }

    /// The value at a dotted key as written; empty where there is none.
    fn written(self, field: &str) -> String {
        let found = field.split('.').try_fold(self.value, |here, key| {
            here.get_ref().as_table().and_then(|table| table.get(key))
        });
        found.map_or_else(String::new, |value| excerpt(self.page.text, value.span()))
    }
}

/// The dotted key of the innermost value that stands at, or is named at, this byte.
fn deepest(value: &Spanned<DeValue<'_>>, at: usize) -> String {
    let Some(table) = value.get_ref().as_table() else { return String::new() };
    let inside = |span: Range<usize>| span.contains(&at);
    let found = table.iter().find(|(key, value)| inside(key.span()) || inside(value.span()));
    found.map_or_else(String::new, |(key, value)| dotted(key.get_ref(), &deepest(value, at)))
}

/// The line, from 1, of a byte of the text.
fn line(text: &str, at: usize) -> u64 {
    1 + text.as_bytes()[..at.min(text.len())].iter().filter(|&&b| b == b'\n').count() as u64
}

/// The first line of what is written there, without the quotes of a string.
fn excerpt(text: &str, at: Range<usize>) -> String {
    let written = text.get(at).unwrap_or_default().lines().next().unwrap_or_default().trim();
    let bare = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    bare.unwrap_or(written).to_owned()
}
