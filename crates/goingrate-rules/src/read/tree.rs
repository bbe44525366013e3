//! A TOML file as a tree whose every value knows its line. Asking a table for a field either gives
//! it or writes a complaint; what was never asked for is a complaint too.

use std::cell::{Cell, RefCell};

use goingrate_units::Problem;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file being read, and the complaints about it.
pub struct Page<'a> {
    path: &'a str,
    text: &'a str,
    /// The byte at which each line ends.
    ends: Vec<usize>,
    complaints: RefCell<Vec<Problem>>,
}

impl<'a> Page<'a> {
    /// A file with nothing said about it yet.
    pub fn new(path: &'a str, text: &'a str) -> Page<'a> {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at);
        Page { path, text, ends: ends.collect(), complaints: RefCell::default() }
    }

    /// The whole file as a tree; a complaint where it is no TOML.
    pub fn tree(&self) -> Option<Spanned<DeTable<'a>>> {
        let tree = DeTable::parse(self.text);
        tree.map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.complain(at, "file", "", format!("is no TOML: {}", error.message()));
        })
        .ok()
    }

    /// The line, from 1, of a byte of the file.
    pub fn line(&self, at: usize) -> usize {
        1 + self.ends.partition_point(|end| *end < at)
    }

    /// Writes a complaint about the text at a byte.
    pub fn complain(&self, at: usize, field: &str, value: &str, reason: impl Into<String>) {
        self.complaints.borrow_mut().push(Problem::in_file(
            self.path.to_owned(),
            Some(self.line(at) as u64),
            field.to_owned(),
            value.to_owned(),
            reason.into(),
        ));
    }

    /// What a value looks like in the file, cut short.
    fn written(&self, value: &Spanned<DeValue<'_>>) -> String {
        let text = self.text.get(value.span()).unwrap_or_default();
        text.lines().next().unwrap_or_default().chars().take(60).collect()
    }

    /// All complaints.
    pub fn close(self) -> Vec<Problem> {
        self.complaints.into_inner()
    }
}

/// One value of the file, with the name of its field.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    pub page: &'a Page<'a>,
    pub field: &'a str,
    pub value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Node<'a> {
    /// The byte where it starts.
    pub fn at(self) -> usize {
        self.value.span().start
    }

    /// Writes a complaint about this value.
    pub fn complain<T>(self, reason: impl Into<String>) -> Option<T> {
        self.page.complain(self.at(), self.field, &self.page.written(self.value), reason);
        None
    }

    pub fn text(self) -> Option<String> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => self.complain("should be a text in quotes"),
        }
    }

    pub fn number(self) -> Option<f64> {
        let digits = match self.value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse::<f64>().ok(),
            DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
            _ => None,
        };
        match digits {
            Some(number) if number.is_finite() => Some(number),
            _ => self.complain("should be a finite number"),
        }
    }

    pub fn year(self) -> Option<i16> {
        let year = self.number().filter(|n| n.fract() == 0.0 && (1900.0..=2200.0).contains(n));
        year.map(|n| n as i16).or_else(|| self.complain("should be a year such as 2026"))
    }

    pub fn truth(self) -> Option<bool> {
        match self.value.get_ref() {
            DeValue::Boolean(truth) => Some(*truth),
            _ => self.complain("should be true or false"),
        }
    }

    /// A day, written with or without quotes.
    pub fn date(self) -> Option<goingrate_units::Date> {
        let text = match self.value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => String::new(),
        };
        match text.parse() {
            Ok(date) if text.len() == 10 => Some(date),
            _ => self.complain("should be a day such as 2026-01-01"),
        }
    }

    /// The elements of a list.
    pub fn list(self) -> Option<Vec<Node<'a>>> {
        match self.value.get_ref() {
            DeValue::Array(list) => Some(list.iter().map(|value| Node { value, ..self }).collect()),
            _ => self.complain("should be a list in [ ]"),
        }
    }

    pub fn is_table(self) -> bool {
        matches!(self.value.get_ref(), DeValue::Table(_))
    }

    pub fn is_text(self) -> bool {
        matches!(self.value.get_ref(), DeValue::String(_))
    }

    /// The fields of a table.
    pub fn table(self) -> Option<Fields<'a>> {
        match self.value.get_ref() {
            DeValue::Table(table) => Some(Fields::new(self.page, self.field, self.at(), table)),
            _ => self.complain("should be a table"),
        }
    }
}

/// A table whose fields are asked for one by one.
pub struct Fields<'a> {
    page: &'a Page<'a>,
    what: &'a str,
    at: usize,
    table: &'a DeTable<'a>,
    asked: RefCell<Vec<&'a str>>,
    silent: Cell<bool>,
}

impl<'a> Fields<'a> {
    pub fn new(page: &'a Page<'a>, what: &'a str, at: usize, table: &'a DeTable<'a>) -> Fields<'a> {
        Fields { page, what, at, table, asked: RefCell::default(), silent: Cell::new(false) }
    }

    /// The line where the table starts.
    pub fn line(&self) -> usize {
        self.page.line(self.at)
    }

    /// A field that may be missing.
    pub fn maybe(&self, name: &str) -> Option<Node<'a>> {
        let (key, value) = self.table.iter().find(|(key, _)| key.get_ref() == name)?;
        self.asked.borrow_mut().push(key.get_ref());
        Some(Node { page: self.page, field: key.get_ref(), value })
    }

    /// A field that has to be there; a complaint where it is not.
    pub fn needs(&self, name: &str) -> Option<Node<'a>> {
        self.maybe(name).or_else(|| self.complain(name, "", "is missing"))
    }

    /// Every field, in the order of its name, as name and value.
    pub fn all(&self) -> Vec<Node<'a>> {
        self.silent.set(true);
        let node =
            |(key, value): (&'a Spanned<_>, _)| Node { page: self.page, field: name(key), value };
        self.table.iter().map(node).collect()
    }

    /// The tables of a `[[name]]`; none where there is none.
    pub fn tables(&self, name: &str) -> Vec<Fields<'a>> {
        let list = self.maybe(name).and_then(Node::list).unwrap_or_default();
        list.into_iter().filter_map(Node::table).collect()
    }

    /// The texts of a list that may be missing.
    pub fn texts(&self, name: &str) -> Vec<String> {
        let list = self.maybe(name).and_then(Node::list).unwrap_or_default();
        list.into_iter().filter_map(Node::text).collect()
    }

    /// Writes a complaint about a field of this table.
    pub fn complain<T>(&self, field: &str, value: &str, reason: impl Into<String>) -> Option<T> {
        self.page.complain(self.at, &format!("{} {field}", self.what), value, reason);
        None
    }

    /// Complains of every field that nobody asked for.
    pub fn close(self) {
        let asked = self.asked.borrow();
        let known = |key: &&Spanned<_>| asked.contains(&name(key));
        for key in self.table.keys().filter(|key| !self.silent.get() && !known(key)) {
            let field = name(key);
            self.page.complain(
                key.span().start,
                field,
                "",
                format!("{} has no such field here", self.what),
            );
        }
    }
}

/// The text of a key.
fn name<'a>(key: &'a Spanned<toml::de::DeString<'a>>) -> &'a str {
    key.get_ref()
}
