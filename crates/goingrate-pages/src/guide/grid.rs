//! Tables of the guide: the same rows as a part of a page, as CSV and as Markdown.

use maud::html;

use crate::parts::table::Row;
use crate::parts::{Cell, Column, Table};

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Its name: within the page, and of its file.
    pub id: &'static str,
    /// What it shows.
    pub caption: String,
    /// Its columns: the heading, and whether it has figures.
    pub columns: Vec<(String, bool)>,
    /// Its rows, each with an entry for each column.
    pub rows: Vec<Vec<Entry>>,
    /// Whether a phone shows a row as a card.
    pub cards: bool,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// What is shown.
    pub shown: String,
    /// The value of the file.
    pub value: String,
    /// Where it leads.
    pub to: Option<String>,
}

impl Entry {
    /// A text, shown as it stands.
    pub fn text(text: impl Into<String>) -> Entry {
        let shown = text.into();
        Entry { value: shown.clone(), shown, to: None }
    }

    /// What is shown, and the value of the file.
    pub fn new(shown: impl Into<String>, value: impl ToString) -> Entry {
        Entry { shown: shown.into(), value: value.to_string(), to: None }
    }

    /// A text that leads somewhere.
    pub fn link(to: impl Into<String>, text: impl Into<String>) -> Entry {
        Entry { to: Some(to.into()), ..Entry::text(text) }
    }
}

/// Columns: those whose names begin with "#" have figures.
pub fn columns(names: &[&str]) -> Vec<(String, bool)> {
    let column = |name: &&str| match name.strip_prefix('#') {
        Some(figures) => (figures.to_owned(), true),
        None => ((*name).to_owned(), false),
    };
    names.iter().map(column).collect()
}

impl Grid {
    /// As a part of a page. `linked` says whether the page has the places that its links lead to.
    pub fn table(&self, linked: bool) -> Table {
        let column = |(name, figures): &(String, bool)| match figures {
            true => Column::figures(name),
            false => Column::words(name),
        };
        let row =
            |entries: &Vec<Entry>| Row::new(entries.iter().map(|one| one.cell(linked)).collect());
        Table {
            id: self.id.to_owned(),
            caption: self.caption.clone(),
            columns: self.columns.iter().map(column).collect(),
            rows: self.rows.iter().map(row).collect(),
            cards: self.cards,
        }
    }
}

impl Entry {
    fn cell(&self, linked: bool) -> Cell {
        let shown = match &self.to {
            Some(to) if linked => html! { a href=(to) { (self.shown) } },
            _ => html! { (self.shown) },
        };
        Cell::new(shown, &self.value)
    }
}
